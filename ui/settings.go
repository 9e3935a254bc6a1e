package ui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// settingsScreen shows the user's settings, the data kept about people, and the program itself.
type settingsScreen struct {
	shared
	w *Window
}

func (w *Window) showSettings() {
	w.visit(&settingsScreen{w: w})
}

func (s *settingsScreen) build() view {
	w := s.w
	var looks []fyne.CanvasObject
	for _, look := range []theme.Appearance{theme.System, theme.Light, theme.Dark} {
		looks = append(looks, widgets.Secondary(w.say("settings.look_"+string(look)), "", func() {
			w.Settings.Appearance = look
			w.applySettings()
		}).SetChosen(w.Settings.Appearance == look))
	}
	zoom := widgets.Row(8,
		widgets.Secondary("−", w.keyLabel(ctrl+"-"), func() { w.zoom(w.Settings.Zoom - theme.ZoomStep) }),
		widgets.NewText(fmt.Sprintf("%d %%", int(w.Settings.Zoom*100+0.5))).OneLine(),
		widgets.Secondary("+", w.keyLabel(ctrl+"="), func() { w.zoom(w.Settings.Zoom + theme.ZoomStep) }))
	choices := widgets.Column(18,
		s.language(),
		widgets.Labeled(w.say("settings.zoom"), "", zoom),
		widgets.Labeled(w.say("settings.look"), "", widgets.Row(8, looks...)))
	choices.Add(widgets.Labeled(w.say("cards.title"), "", widgets.Row(12,
		widgets.NewText(w.Card.In(w.Card.Title, w.lang.Code())+" · "+w.Card.Version).OneLine(),
		widgets.Secondary(w.say("cards.open"), "", w.showCards))))
	if name := w.Presets.Institution; name != "" {
		choices.Add(widgets.Labeled(w.say("field.institution"), w.say("settings.preset"), widgets.NewText(name)))
	}
	folder := widgets.Column(5, widgets.NewText(w.say("settings.folder")), widgets.NewText(w.About.DataFolder))
	if w.Presets.Folder {
		folder.Add(widgets.Quiet(w.say("settings.preset")))
	}
	v := view{body: widgets.Column(20,
		widgets.Statement(w.say("rail.settings")),
		widgets.Card(24, choices),
		widgets.Heading(w.say("settings.keeping")),
		s.keeping(),
		widgets.Heading(w.say("settings.privacy")),
		widgets.Card(24, widgets.Column(10, widgets.NewText(w.say("settings.privacy_text")),
			w.stored(), folder, widgets.Row(16,
				widgets.Link(w.privacyTitle(), w.showPrivacy), widgets.Link(w.say("check.link"), s.check)))),
		widgets.Heading(w.say("settings.about")),
		widgets.Card(24, s.about()))}
	v.left = w.backButton()
	return v
}

// language returns the choice of a language, or the one the organisation chose.
func (s *settingsScreen) language() fyne.CanvasObject {
	w := s.w
	if w.Presets.Language {
		return widgets.Labeled(w.say("settings.language"), w.say("settings.preset"), widgets.NewText(w.say("language."+w.lang.Code())))
	}
	var languages []fyne.CanvasObject
	for _, code := range words.Codes {
		languages = append(languages, widgets.Secondary(w.say("language."+code), "", func() {
			w.Settings.Language = code
			w.lang = words.In(code)
			SetToolkitLanguage(code)
			w.reword()
			w.applySettings()
		}).SetChosen(w.lang.Code() == code))
	}
	return widgets.Labeled(w.say("settings.language"), "", widgets.Row(8, languages...))
}

func (s *settingsScreen) keys() keyTable { return s.w.leadsBack() }

// retentions are the possible retention periods in years, 0 for ever.
var retentions = []int{0, 2, 3, 5, 7, 10}

// keeping returns the settings for retention: backups, the bin, and the period.
func (s *settingsScreen) keeping() fyne.CanvasObject {
	w := s.w
	var years []fyne.CanvasObject
	for _, n := range retentions {
		words := w.say("settings.for_ever")
		if n > 0 {
			words = w.say("settings.years", "count", n)
		}
		years = append(years, widgets.Secondary(words, "", func() {
			w.Settings.RetentionYears = n
			w.applySettings()
		}).SetChosen(w.Settings.RetentionYears == n))
	}
	return widgets.Card(24, widgets.Column(18,
		widgets.Row(10, widgets.Secondary(w.say("backup.title"), "", w.showBackups), widgets.Secondary(w.say("bin.title"), "", w.showBin)),
		widgets.Labeled(w.say("settings.retention"), w.say("settings.retention_hint", "days", assessment.BinDays), widgets.Row(8, years...))))
}
