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

// This file adopts and reopens plans, closes rounds, and shows on every screen what is fixed. Source: .github/spec/signed.md.

// closeRound closes the open round.
func (w *Window) closeRound() {
	on := w.Today()
	w.changeAdoption(func(ctx context.Context, id string) error { return w.Store.CloseRound(ctx, id, on) }, func() {
		w.goTo(session.StepTeam)
		w.showMessage(w.say("close.closed_on", "date", w.lang.Date(on)))
	})
}

// offerReopening offers, beside undo, to reopen a closed round whose only later round just went to the bin.
func (w *Window) offerReopening(last *assessment.Assessment) {
	w.notice.words += " " + w.say("close.last_again", "date", w.lang.Date(last.Date))
	w.notice.reopen = func() { w.openThen(last.ID, w.askReopening) }
	w.frame.update()
}

// askReopening goes to the plan, and asks there why it is reopened.
func (w *Window) askReopening() {
	w.goTo(session.StepPlan)
	if p, ok := w.screen.(planner); ok {
		p.reopen()
	}
}

// changeAdoption runs do, which adopts the plan, reopens it or closes the round, then loads the assessment again and calls then.
// Earlier changes can no longer be undone.
func (w *Window) changeAdoption(do func(ctx context.Context, assessment string) error, then func()) {
	id := w.session.Assessment.ID
	w.background(func(ctx context.Context) error {
		if err := w.queue.Flush(); err != nil {
			return err
		}
		return do(ctx, id)
	}, func(err error) {
		if err != nil {
			w.showError(err)
			return
		}
		w.openThen(id, then)
	})
}

// fixedLine says that the content of the screen is fixed, with a link to the plan; nil if it may be changed.
func (w *Window) fixedLine() fyne.CanvasObject {
	err := w.session.Assessment.RefuseScores()
	if err == nil {
		return nil
	}
	words := w.closedWords(w.session.Assessment)
	if assessment.CodeOf(err) == assessment.CodeAdopted {
		words = w.say("plan.adopted_on", "date", w.lang.Date(w.session.Assessment.Plan.AdoptedOn))
	}
	line := widgets.Row(10, widgets.NewText(words+".").Colored(theme.ColorQuiet).OneLine())
	if w.reopens() {
		line.Add(widgets.Link(w.say("plan.reopen"), w.askReopening))
	}
	return widgets.Pad(0, 0, 12, 0, line)
}

// reopens reports whether the round may be opened again: not one in a file, nor one under a later plan that is adopted.
func (w *Window) reopens() bool {
	return w.shelf == nil && !slices.ContainsFunc(w.session.Later, func(a *assessment.Assessment) bool {
		return a.Plan.Status == assessment.PlanAdopted
	})
}

// closedWords says that a round is closed, and since when if that is known.
func (w *Window) closedWords(a *assessment.Assessment) string {
	if a.ClosedOn == "" {
		return w.say("plan.closed")
	}
	return w.say("close.closed_on", "date", w.lang.Date(a.ClosedOn))
}

// fixed reports whether adopting or closing fixed the open assessment.
func (w *Window) fixed() bool { return w.session != nil && w.session.Assessment.RefuseScores() != nil }

// onlyRead reports whether scores can only be read: adopting or closing fixed them, or they are in a file.
func (w *Window) onlyRead() bool { return w.fixed() || w.shelf != nil && w.session != nil }

// refusesScores reports whether adopting or closing fixed the scores, and then shows why nothing can be scored.
func (w *Window) refusesScores() bool {
	err := w.session.Assessment.RefuseScores()
	if err != nil {
		w.showError(err)
	}
	return err != nil
}
