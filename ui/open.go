package ui

import (
	"context"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// saved shows the progress that the queue reports.
func (w *Window) saved(waiting int, err error) {
	switch {
	case err != nil:
		w.typed = nil // this is about something else
		w.showError(err)
		switch code := assessment.CodeOf(err); {
		case code == assessment.CodeAdopted, code == assessment.CodeClosed:
			w.reload(w.render) // no field keeps what is fixed otherwise
		case assessment.Refused(err):
			w.reload(w.rebuild)
		}
	case waiting > 0:
		w.setStatus("status.saving")
	default:
		w.setStatus("status.saved")
		if w.notice.failed {
			w.hush()
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
	var s *session.Session
	w.try(w.onceSaved(func(ctx context.Context) (err error) {
		s, err = session.Open(ctx, w.Store, id, w.queue, w.Today, w.follow)
		return err
	}), func() {
		if w.session == nil || w.session.Assessment.ID != id {
			w.takeClock(s.Assessment)
			w.forgetUndone()
			w.discard()
		} else {
			s.Made, s.Reviewed = w.session.Made, w.session.Reviewed
		}
		w.session = s
		s.ClosesPrevious()
		w.setStatus("status.saved")
		then()
	})
}

// takeClock takes up the clock of an assessment, where it stood if it was open before.
func (w *Window) takeClock(a *assessment.Assessment) {
	if w.clocks[a.ID] == nil {
		w.clocks[a.ID] = &session.Clock{Talk: time.Duration(assessment.TalkMinutes(len(a.Card.InScope(a.Scope)))) * time.Minute}
	}
	w.clock = w.clocks[a.ID]
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
	return true
}

// discard deletes the open assessment if it was just created and nothing was entered in it.
func (w *Window) discard() {
	if s := w.session; s != nil && s.Made != nil && s.Assessment.Untouched(s.Made) {
		w.queue.Add("", func(ctx context.Context) error { return w.Store.Discard(ctx, s.Made) })
	}
}
