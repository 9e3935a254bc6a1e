package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/assets"
	"kwaliteitskaart/ui/widgets"
)

// about shows the program and its version, the card in use and its disclaimer, with a link to the licences.
func (s *settingsScreen) about() fyne.CanvasObject {
	w := s.w
	card := w.Card
	if w.session != nil {
		card = w.session.Assessment.Card
	}
	return widgets.Column(4,
		widgets.NewText(w.say("settings.version", "version", w.About.Version, "commit", orElse(w.About.Commit, words.None))),
		widgets.NewText(card.In(card.Title, w.lang.Code())+" · "+card.ID+" "+card.Version),
		widgets.Quiet(card.In(card.Disclaimer, w.lang.Code())),
		widgets.Row(0, widgets.Link(w.say("licences.title"), s.licences)))
}

func (s *settingsScreen) licences() {
	s.w.show(&licencesScreen{w: s.w, list: assets.Licences()})
}

// licencesScreen lists the names of the parts of the program, each with a link to its licence.
type licencesScreen struct {
	shared
	w    *Window
	list []assets.Licence
}

func (l *licencesScreen) build() view {
	w := l.w
	names := widgets.Column(2)
	for _, part := range l.list {
		names.Add(widgets.Row(0, widgets.Link(nameOf(part), func() {
			w.show(&licenceScreen{w: w, part: part})
		})))
	}
	return view{
		body: widgets.Column(20, widgets.Statement(w.say("licences.title")), widgets.NewText(w.say("licences.text")),
			widgets.Card(24, names)),
		left: w.backButton(),
	}
}

// licenceScreen shows one licence text.
type licenceScreen struct {
	shared
	w    *Window
	part assets.Licence
}

func (l *licenceScreen) build() view {
	lines := strings.Split(l.part.Text, "\n") // hundreds
	return view{
		body: widgets.Column(20, widgets.Statement(nameOf(l.part)),
			widgets.Card(24, widgets.List(0, len(lines), func(i int) fyne.CanvasObject { return widgets.NewText(lines[i]) }))),
		left: l.w.backButton(),
	}
}

// nameOf returns the name and version of a part. It leaves out pseudo-versions, which contain a date and a commit.
func nameOf(part assets.Licence) string {
	version, _, _ := strings.Cut(part.Version, "-")
	version = strings.TrimPrefix(version, "v0.0.0")
	return strings.TrimSpace(part.Name + " " + version)
}

func (l *licencesScreen) keys() keyTable { return l.w.leadsBack() }

func (l *licenceScreen) keys() keyTable { return l.w.leadsBack() }
