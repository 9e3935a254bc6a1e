package ui

import (
	"context"
	"path/filepath"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// saveCalendar asks for a path and writes entries as a calendar file, or as one for each owner beside that path.
func (w *Window) saveCalendar(path string, perOwner bool, entries func(context.Context) ([]assessment.CalendarEntry, error)) {
	w.askSave(w.say("calendar.save_title"), path, exchange.ICS[1:], func(path string) {
		lang, today := w.lang, w.Today()
		saved := w.say("print.saved", "file", path)
		w.try(w.onceSaved(func(ctx context.Context) error {
			list, err := entries(ctx)
			if err != nil {
				return err
			}
			if !perOwner {
				return exchange.SaveCalendar(path, list, lang, today)
			}
			base, name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), w.FileNames()
			each, err := exchange.SaveCalendars(path, list, lang, today, func(owner string) string {
				of := &assessment.Assessment{Team: assessment.Team{Name: base + " – " + owner}}
				return name(of, "", exchange.ICS)
			})
			saved = strings.TrimSpace(w.say("calendar.saved", "count", len(each), "folder", filepath.Dir(path)) + " " + exchange.Without(each, lang))
			return err
		}), func() { w.showMessage(saved) })
	})
}

// saveDates saves the dates of the open assessment as a calendar.
func (w *Window) saveDates(perOwner bool) {
	a := w.session.Assessment
	path := filepath.Join(w.Documents, w.fileName(a, "", exchange.ICS))
	w.saveCalendar(path, perOwner, func(ctx context.Context) ([]assessment.CalendarEntry, error) {
		r, err := assessment.LoadRound(ctx, w.Store, a.ID)
		if err != nil {
			return nil, err
		}
		return r.Calendar(), nil
	})
}

// dates saves the dates of the teams shown as a calendar.
func (o *overviewScreen) dates() {
	w, shown := o.w, o.shown()
	path := filepath.Join(w.Documents, w.say("overview.title")+" "+string(w.Today())+exchange.ICS)
	w.saveCalendar(path, false, func(context.Context) ([]assessment.CalendarEntry, error) { return shown.Calendar(), nil })
}
