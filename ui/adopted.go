package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// Adopting a plan, opening it again, and what both mean for the screens on which scores and details are entered.

// reopen asks why the plan is opened again, and then opens it.
func (p *planScreen) reopen() {
	if p.why == nil {
		p.reopening = true
		p.again()
		return
	}
	p.reopenWith(p.why.Kept())
}

// reopenWith opens the plan again, with the sentence that says why.
func (p *planScreen) reopenWith(why string) {
	w, on := p.w, p.w.Today()
	w.seal(func(ctx context.Context, id string) error { return w.Store.Reopen(ctx, id, on, why) }, func() {
		w.goTo(session.StepPlan)
		w.mention(w.say("plan.reopened"))
	})
}

// seal runs do, which adopts the plan, reopens it or closes the round, then loads the assessment again and calls then. Earlier
// changes can no longer be undone.
func (w *Window) seal(do func(ctx context.Context, assessment string) error, then func()) {
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

// adopted says since when the plan is adopted, what changed since, and leads back to a draft.
func (p *planScreen) adopted() fyne.CanvasObject {
	w, plan := p.w, p.w.session.Assessment.Plan
	list, line := widgets.Column(4), widgets.Row(10)
	say := func(words string) { line.Add(widgets.NewText(words + ".").Colored(theme.ColorQuiet).OneLine()) }
	if plan.Status == assessment.PlanAdopted {
		say(w.say("plan.adopted_on", "date", w.lang.Date(plan.AdoptedOn)))
	}
	if a := w.session.Assessment; a.Status == assessment.StatusClosed {
		say(w.closedWords(a))
	}
	if !p.reopening {
		line.Add(widgets.Link(w.say("plan.reopen"), p.reopen))
	}
	list.Add(line)
	if plan.Waived != "" {
		list.Add(widgets.Quiet(plan.Waived).Italic())
	}
	list.Add(w.part(p.changed, func() fyne.CanvasObject {
		if words := p.changed(); words != "" {
			return widgets.Row(0, widgets.Link(words, func() { p.look("") }))
		}
		return widgets.Column(0)
	}))
	if !p.reopening {
		return list
	}
	p.why = widgets.NewNotes(w.say("plan.reopen_why"), "", 2, nil)
	p.focus = p.why
	// The button stands in the footer, where it is in sight.
	list.Add(widgets.Labeled(w.say("plan.reopen_why"), "", w.bounded(p.why)))
	e := p.why
	w.entersLater("reopening", e, func() bool { return p.why == e && (w.session == nil || w.fixed()) && notEntered(e.Text, "") })
	return list
}

// changed says how much differs from what was agreed; "" for nothing.
func (p *planScreen) changed() string {
	n := len(p.differences())
	if n == 0 {
		return ""
	}
	return p.w.say("plan.changed", "count", n)
}

func (t *teamScreen) top() fyne.CanvasObject    { return t.w.fixedLine() }
func (s *scoreScreen) top() fyne.CanvasObject   { return s.w.fixedLine() }
func (g *gatherScreen) top() fyne.CanvasObject  { return g.w.fixedLine() }
func (d *discussScreen) top() fyne.CanvasObject { return d.w.fixedLine() }

// fixedLine says that what is entered here is fixed, with the way on; nil where it may be changed.
func (w *Window) fixedLine() fyne.CanvasObject {
	err := w.session.Assessment.RefuseScores()
	if err == nil {
		return nil
	}
	words := w.closedWords(w.session.Assessment)
	if assessment.CodeOf(err) == assessment.CodeAdopted {
		words = w.say("plan.adopted_on", "date", w.lang.Date(w.session.Assessment.Plan.AdoptedOn))
	}
	return widgets.Pad(0, 0, 12, 0, widgets.Row(10, widgets.NewText(words+".").Colored(theme.ColorQuiet).OneLine(),
		widgets.Link(w.say("plan.reopen"), w.askReopening)))
}

// closedWords says that a round is closed, and since when where that is known.
func (w *Window) closedWords(a *assessment.Assessment) string {
	if a.ClosedOn == "" {
		return w.say("plan.closed")
	}
	return w.say("close.closed_on", "date", w.lang.Date(a.ClosedOn))
}

// fixed reports whether adopting or closing fixed the open assessment.
func (w *Window) fixed() bool { return w.session != nil && w.session.Assessment.RefuseScores() != nil }

// onlyRead reports whether what is scored can only be read: adopting or closing fixed it, or it is in a file.
func (w *Window) onlyRead() bool { return w.fixed() || w.shelf != nil && w.session != nil }

// refusesScores says why nothing can be scored, where adopting or closing fixed that, and reports whether it did.
func (w *Window) refusesScores() bool {
	err := w.session.Assessment.RefuseScores()
	if err != nil {
		w.showError(err)
	}
	return err != nil
}

// asAdopted reports whether the document is made as it was adopted: some have nothing that was.
func (p *printScreen) asAdopted() bool { return p.adopted && p.kind.OfPlan() }

// editionRow is the choice between the plan as it is now and as it was adopted last.
func (p *printScreen) editionRow() fyne.CanvasObject {
	w := p.w
	choice := func(words string, adopted bool) fyne.CanvasObject {
		return widgets.Secondary(words, "", func() { p.adopted = adopted; w.render() }).SetChosen(p.adopted == adopted)
	}
	on := w.session.Assessment.Plan.LastEdition().AdoptedOn
	return widgets.Row(10, widgets.NewText(w.say("print.edition")).OneLine(), choice(w.say("print.now"), false),
		choice(w.say("print.adopted", "date", w.lang.Date(on)), true))
}
