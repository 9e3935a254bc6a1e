package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/widgets"
)

// Tidy does what is due when the program starts: a backup, then what is old goes to the bin and what was there long
// enough goes for good. It says what went.
func (w *Window) Tidy() {
	today, years := w.Today(), w.Settings.RetentionYears
	bin := assessment.InstantOf(w.now().AddDate(0, 0, -assessment.BinDays))
	var retired []assessment.Summary
	var erased assessment.Erased
	w.background(func(ctx context.Context) error {
		<-w.shelfIsRead // a backup keeps the store busy, and the shelf is what is waited for
		if _, err := w.Keeper.BackUp(ctx); err != nil {
			return err // without one, nothing goes
		}
		var err error
		if retired, err = assessment.Retire(ctx, w.Store, today, years); err == nil {
			erased, err = w.Store.EmptyBin(ctx, bin)
		}
		return err
	}, func(err error) {
		var said []string
		if w.Altered {
			said = append(said, w.say("tidy.altered"))
		}
		if len(retired) > 0 {
			var names []string
			for _, x := range retired {
				names = append(names, w.named(assessment.Binned{Team: x.Team, Date: x.Date}))
			}
			said = append(said, w.say("tidy.retired", "years", years, "days", assessment.BinDays, "what", strings.Join(names, "; ")))
		}
		if len(erased.Assessments) > 0 {
			var names []string
			for _, x := range erased.Assessments {
				names = append(names, w.named(x))
			}
			said = append(said, w.say("tidy.erased", "days", assessment.BinDays, "what", strings.Join(names, "; ")))
		}
		if s, ok := w.screen.(reader); ok && len(said) > 0 {
			s.readAgain()
		}
		w.announce(said...)
		if err != nil {
			w.tell(err)
		}
	})
}

// retentions are the years assessments may be kept, 0 for ever.
var retentions = []int{0, 2, 3, 5, 7, 10}

// keeping is the part of the settings about what is kept: backups, the bin, and for how long.
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
