package ui

import (
	"context"
	"strings"

	"kwaliteitskaart/assessment"
)

// Tidy makes a backup at the start of the program, then moves old assessments to the bin and erases those that were there
// long enough. It reports what was removed. If the clock jumped, nothing is removed until the user confirms that it is right.
func (w *Window) Tidy() { w.tidy(false) }

// tidied is the outcome of Tidy.
type tidied struct {
	retired []assessment.Summary
	erased  assessment.Erased
	// since is when the clock was last right, if the user must confirm that it is right now; otherwise 0.
	since assessment.Instant
	// back is when it was last right, if it was set back since; otherwise 0.
	back assessment.Instant
}

// tidy is Tidy; sure means that the user confirmed that the clock is right.
func (w *Window) tidy(sure bool) {
	var done tidied
	w.background(func(ctx context.Context) (err error) {
		<-w.shelfIsRead // a backup keeps the store busy, and the user is waiting for the shelf
		if _, err := w.Keeper.BackUp(ctx); err != nil {
			return err // without a backup, nothing is removed
		}
		now := w.now()
		if !sure {
			if done.since, err = w.doubt(ctx); err != nil || done.since != 0 {
				return err
			}
			right, err := w.Keeper.Trusted(ctx)
			if err != nil {
				return err
			}
			if assessment.SetBack(right, assessment.InstantOf(now)) {
				done.back = right
			}
		}
		if done.retired, err = assessment.Retire(ctx, w.Store, w.Today(), w.Settings.RetentionYears); err != nil {
			return err
		}
		before := assessment.InstantOf(now.AddDate(0, 0, -assessment.BinDays))
		if done.erased, err = w.Store.EmptyBin(ctx, before); err != nil {
			return err
		}
		return w.Keeper.Trust(ctx, assessment.InstantOf(now))
	}, func(err error) {
		w.reportTidied(done, sure)
		if err != nil {
			w.showError(err)
		}
	})
}

// doubt returns when the clock was last right, if it jumped since and something would be removed because of that;
// otherwise 0.
func (w *Window) doubt(ctx context.Context) (since assessment.Instant, err error) {
	now := assessment.InstantOf(w.now())
	bin, err := w.Store.Binned(ctx)
	if err != nil {
		return 0, err
	}
	due, err := assessment.Overage(ctx, w.Store, w.Today(), w.Settings.RetentionYears)
	if err != nil || len(bin)+len(due) == 0 {
		return 0, err
	}
	if since, err = w.Keeper.Trusted(ctx); err != nil {
		return 0, err
	}
	if since == 0 && len(bin) > 0 {
		since = bin[0].At // the time of the last deletion, when the clock was trusted
	}
	if since == 0 || !assessment.Leapt(since, now) {
		return 0, nil
	}
	return since, nil
}

// reportTidied shows what was removed, or asks whether the clock is right.
func (w *Window) reportTidied(done tidied, sure bool) {
	var said []string
	if w.Altered && !sure {
		said = append(said, w.say("tidy.altered", "aside", w.Aside))
	}
	if done.back != 0 {
		said = append(said, w.say("tidy.clock_back", "date", w.lang.Date(assessment.DateOf(w.now())), "since", w.day(done.back)))
	}
	if len(done.retired) > 0 {
		var names []string
		for _, x := range done.retired {
			names = append(names, w.named(assessment.Binned{Team: x.Team, Date: x.Date}))
		}
		said = append(said, w.say("tidy.retired", "years", w.Settings.RetentionYears, "days", assessment.BinDays,
			"what", strings.Join(names, "; ")))
	}
	if len(done.erased.Assessments) > 0 {
		var names []string
		for _, x := range done.erased.Assessments {
			names = append(names, w.named(x))
		}
		said = append(said, w.say("tidy.erased", "days", assessment.BinDays, "what", strings.Join(names, "; ")))
	}
	if s, ok := w.screen.(reader); ok && len(said) > 0 {
		s.readAgain()
	}
	w.announce(said...)
	w.right = done.since
	w.frame.update()
}

// clockQuestion asks whether the clock is right. Nothing is removed until the user says that it is.
func (w *Window) clockQuestion() notice {
	return notice{
		words: w.say("tidy.clock", "date", w.lang.Date(assessment.DateOf(w.now())), "days", assessment.BinDays, "since", w.day(w.right)),
		yes:   func() { w.right = 0; w.frame.update(); w.tidy(true) },
		no:    func() { w.right = 0; w.showMessage(w.say("tidy.clock_mend")) },
	}
}

// day returns the date of a moment in the local time zone.
func (w *Window) day(at assessment.Instant) string {
	return w.lang.Date(assessment.DateOf(at.Time().In(w.now().Location())))
}

// named returns a name for an assessment: its team and date.
func (w *Window) named(x assessment.Binned) string {
	return w.teamName(x.Team) + ", " + w.lang.Date(x.Date)
}
