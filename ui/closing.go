package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// Closing a round, and opening it again. Source: .github/spec/signed.md, Closing.

// closing offers to close the round once nothing of its plan is left to do; nil where it does not.
func (t *teamScreen) closing() fyne.CanvasObject {
	w, s := t.w, t.w.session
	a := s.Assessment
	if a.Status == assessment.StatusClosed || len(a.Plan.ByDue()) == 0 || len(s.OpenActions()) > 0 {
		return nil
	}
	return widgets.Card(14, widgets.Ends(16, widgets.NewText(w.say("close.nothing_left")), widgets.Secondary(w.say("close.round"), "", w.closeRound)))
}

// closeRound closes the open round.
func (w *Window) closeRound() {
	on := w.Today()
	w.seal(func(ctx context.Context, id string) error { return w.Store.CloseRound(ctx, id, on) }, func() {
		w.goTo(session.StepTeam)
		w.mention(w.say("close.closed_on", "date", w.lang.Date(on)))
	})
}

// leave closes the reviewed round, once the new one holds an entry.
func (r *reviewScreen) leave() {
	if r.of != nil {
		r.of.Reviewed = true
		r.of.ClosesPrevious()
	}
}

// offerReopening offers, beside undo, to open a round again that was closed: the only later one just went to the bin.
func (w *Window) offerReopening(last *assessment.Assessment) {
	w.notice.words += " " + w.say("close.last_again", "date", w.lang.Date(last.Date))
	w.notice.reopen = func() { w.openThen(last.ID, w.askReopening) }
	w.frame.update()
}

// askReopening goes to the plan and asks there why it is opened again.
func (w *Window) askReopening() {
	w.goTo(session.StepPlan)
	if p, ok := w.screen.(planner); ok {
		p.reopen()
	}
}
