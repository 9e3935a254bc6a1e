package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// saved shows the progress that the queue reports.
func (w *Window) saved(waiting int, err error) {
	switch {
	case err != nil:
		w.typed = nil // this is about something else
		w.showError(err)
		switch code := assessment.CodeOf(err); {
		case code == assessment.CodeAdopted, code == assessment.CodeClosed:
			w.reload(w.render) // no field may keep a value that was refused
		case assessment.Refused(err):
			w.reload(w.rebuild)
		}
	case waiting > 0:
		w.setStatus("status.saving")
	default:
		w.setStatus("status.saved")
		if w.notice.failed {
			w.closeNotice()
		}
	}
}

// reload reloads the open assessment after a change was refused, and shows it.
func (w *Window) reload(show func()) {
	if w.session != nil {
		w.openThen(w.session.Assessment.ID, show)
	}
}

// open opens an assessment: at its scores while those are incomplete, otherwise at its result.
func (w *Window) open(id string) {
	w.openThen(id, func() {
		answered, total := w.session.Assessment.Answered()
		switch {
		case w.session.Assessment.Team.Name == "":
			w.goTo(session.StepTeam)
		case answered < total:
			w.goTo(session.StepScore)
		default:
			w.goTo(session.StepResult)
		}
	})
}

// openThen loads an assessment after everything before it is on disk.
func (w *Window) openThen(id string, then func()) {
	if w.session != nil && w.session.Assessment.ID != id {
		w.keepTyped() // it belongs to the assessment open now
	}
	var s *session.Session
	w.try(w.onceSaved(func(ctx context.Context) (err error) {
		s, err = session.Open(ctx, w.Store, id, w.queue, w.Today, w.follow)
		return err
	}), func() {
		if w.session == nil || w.session.Assessment.ID != id {
			w.loadClock(s.Assessment)
			w.forgetUndone()
			w.discard()
		} else {
			s.Made, s.Reviewed = w.session.Made, w.session.Reviewed
		}
		w.session = s
		s.ClosePrevious()
		w.setStatus("status.saved")
		then()
	})
}

// loadClock continues the clock of an assessment where it stopped, if it was open before.
func (w *Window) loadClock(a *assessment.Assessment) {
	if w.clocks[a.ID] == nil {
		w.clocks[a.ID] = &session.Clock{}
	}
	w.clock = w.clocks[a.ID]
}

// openFrom opens an assessment in files, to read only.
func (w *Window) openFrom(files assessment.Store, id string, then func()) {
	if w.shelf == nil {
		w.shelf, w.Store = w.Store, files
	}
	w.openThen(id, then)
}

// ownStore returns the store of the data folder, even while an assessment in a file is shown.
func (w *Window) ownStore() assessment.Store {
	if w.shelf != nil {
		return w.shelf
	}
	return w.Store
}

// leaveFiles returns to the data folder.
func (w *Window) leaveFiles() {
	if w.shelf != nil {
		w.shelf, w.Store = nil, w.shelf
	}
}

// readOnly returns the line above an assessment shown from a file; nil for any other.
func (w *Window) readOnly() fyne.CanvasObject {
	if w.shelf == nil || w.session == nil {
		return nil
	}
	return widgets.Pad(0, 0, 14, 0, widgets.Layers(widgets.NewPanel(theme.ColorPale, 8), widgets.Pad(8, 14, 8, 14,
		widgets.Ends(16, widgets.NewText(w.say("overview.read_only")), widgets.Secondary(w.say("overview.back"), "", w.backToFiles)))))
}

// backToFiles returns to the screen from which the assessment was opened.
func (w *Window) backToFiles() {
	for i, v := range slices.Backward(w.trail) {
		if _, is := v.screen.(filer); is {
			w.trail = w.trail[:i+1]
			break
		}
	}
	w.back()
}

// leave closes the open assessment and reports whether it did. While a change cannot be saved it stays on screen,
// which shows the error.
func (w *Window) leave() bool {
	if w.session != nil {
		if err := w.queue.Failure(); err != nil {
			w.showError(err)
			return false
		}
	}
	w.forgetUndone()
	w.discard()
	w.session, w.at = nil, ""
	w.leaveFiles()
	return true
}

// discard deletes the open assessment if it was just created and nothing was entered in it.
func (w *Window) discard() {
	if s := w.session; s != nil && s.Made != nil && s.Assessment.Untouched(s.Made) {
		w.queue.Add("", func(ctx context.Context) error { return w.Store.Discard(ctx, s.Made) })
	}
}

// create creates an assessment of a new team, which begins with scoring individually, because that fits in the meeting.
func (w *Window) create() {
	a := assessment.New(w.Card, assessment.Team{Institution: w.Presets.Institution}, w.Today(), now())
	a.Mode = assessment.ModeIndividual
	w.add(a)
}

// nextRound creates a new round of the team of an assessment.
func (w *Window) nextRound(id string) {
	var next *assessment.Assessment
	w.try(func(ctx context.Context) error {
		a, err := w.Store.Load(ctx, id)
		if err == nil {
			next = assessment.New(w.Card, a.Team, w.Today(), now())
			next.Scope, next.Mode, next.Facilitator = a.Scope, a.Mode, a.Facilitator
		}
		return err
	}, func() { w.add(next) })
}

// add adds an assessment to the shelf and opens it, with the open actions of the previous round, if any.
func (w *Window) add(a *assessment.Assessment) {
	if w.adding {
		return // pressed twice
	}
	w.adding = true
	w.background(func(ctx context.Context) error { return w.Store.Add(ctx, a) }, func(err error) {
		w.adding = false
		if err != nil {
			w.showError(err)
			return
		}
		w.leaveFiles()
		w.openThen(a.ID, func() {
			w.session.Made = a
			w.goTo(session.StepTeam)
			open := func(x assessment.TeamAction) bool { return x.Open() }
			switch s := w.session; {
			case slices.ContainsFunc(s.Round().Reviewed(nil), open):
				w.review(true)
			case s.Previous != nil:
				s.Reviewed = true // there is nothing to review
			}
		})
	})
}
