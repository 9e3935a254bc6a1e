package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has what an adopted plan means for the screens, and the way to reopen it.

// reopen asks why the plan is reopened, and then reopens it.
func (p *planScreen) reopen() {
	if p.why == nil {
		p.reopening = true
		p.again()
		return
	}
	p.reopenWith(p.why.Kept())
}

// reopenWith reopens the plan, with the sentence that explains why.
func (p *planScreen) reopenWith(why string) {
	w, on := p.w, p.w.Today()
	w.changeAdoption(func(ctx context.Context, id string) error { return w.Store.Reopen(ctx, id, on, why) }, func() {
		w.goTo(session.StepPlan)
		w.showMessage(w.say("plan.reopened"))
	})
}

// adopted shows since when the plan is adopted and what changed since, and offers to reopen it.
func (p *planScreen) adopted() fyne.CanvasObject {
	w, plan := p.w, p.w.session.Assessment.Plan
	list, line := widgets.Column(4), widgets.Row(10)
	say := func(words string) { line.Add(widgets.NewText(words + ".").Colored(theme.ColorQuiet).OneLine()) }
	if plan.Status == assessment.PlanAdopted {
		say(w.say("plan.adopted_on", "date", w.lang.Date(plan.AdoptedOn)))
	}
	if a := w.session.Assessment; a.Status == assessment.StatusClosed {
		line.Add(widgets.NewText(p.outcome()).Colored(theme.ColorQuiet).OneLine())
	}
	if !p.reopening && w.reopens() {
		line.Add(widgets.Link(w.say("plan.reopen"), p.reopen))
	}
	list.Add(line)
	if plan.Waived != "" {
		list.Add(widgets.Quiet(plan.Waived).Italic())
	}
	list.Add(w.part(p.changed, func() fyne.CanvasObject {
		if words := p.changed(); words != "" {
			return widgets.Row(0, widgets.Link(words, func() { p.showIndicator("") }))
		}
		return widgets.Column(0)
	}))
	if len(w.session.Assessment.Adoptions()) > 0 {
		list.Add(widgets.Row(0, widgets.Link(w.say("history.adoptions"), func() { p.showIndicator("") })))
	}
	if !p.reopening {
		return list
	}
	p.why = widgets.NewEntry(w.say("plan.reopen_why"), "", nil)
	p.why.OnSubmitted = func(string) { p.reopen() }
	p.focus = p.why
	// The button is in the footer, in view.
	list.Add(widgets.Labeled(w.say("plan.reopen_why"), "", w.bounded(p.why)))
	e := p.why
	w.entersLater("reopening", e, func() bool { return p.why == e && (w.session == nil || w.fixed()) && notEntered(e.Text, "") })
	return list
}

// outcome says that the round is closed and how many of its actions ended how.
func (p *planScreen) outcome() string {
	w, a := p.w, p.w.session.Assessment
	count := make(map[assessment.Fate]int)
	for _, x := range a.Plan.ByDue() {
		count[p.s.Round().FateOf(x.Action)]++
	}
	var said []string
	for _, f := range assessment.Fates {
		if count[f] > 0 {
			said = append(said, w.say("report.fates."+string(f), "count", count[f]))
		}
	}
	if said == nil {
		return w.closedWords(a) + "."
	}
	return w.closedWords(a) + ": " + strings.Join(said, ", ") + "."
}

// changed returns how much differs from what was agreed, in words; "" for nothing.
func (p *planScreen) changed() string {
	n := len(p.differences())
	if n == 0 {
		return ""
	}
	return p.w.say("plan.changed", "count", n)
}

// closing offers to close the round once no open action of its plan is left; nil if it does not.
func (t *teamScreen) closing() fyne.CanvasObject {
	w, s := t.w, t.w.session
	a := s.Assessment
	if a.Status == assessment.StatusClosed || len(a.Plan.ByDue()) == 0 || len(s.OpenActions()) > 0 {
		return nil
	}
	return widgets.Card(14, widgets.Ends(16, widgets.NewText(w.say("close.nothing_left")), widgets.Secondary(w.say("close.round"), "", w.closeRound)))
}

func (t *teamScreen) top() fyne.CanvasObject    { return t.w.fixedLine() }
func (s *scoreScreen) top() fyne.CanvasObject   { return s.w.fixedLine() }
func (g *gatherScreen) top() fyne.CanvasObject  { return g.w.fixedLine() }
func (d *discussScreen) top() fyne.CanvasObject { return d.w.fixedLine() }
func (r *resultScreen) top() fyne.CanvasObject  { return r.w.adoptedLine() }

// adoptedLine shows since when the plan is adopted and how much was changed since, with a link to the plan; nil for a draft.
func (w *Window) adoptedLine() fyne.CanvasObject {
	a := w.session.Assessment
	if a.Plan.Status != assessment.PlanAdopted {
		return nil
	}
	line := widgets.Row(10, widgets.NewText(w.say("plan.adopted_on", "date", w.lang.Date(a.Plan.AdoptedOn))+".").Colored(theme.ColorQuiet).OneLine())
	if n := len(a.Changes()); n > 0 {
		line.Add(widgets.Link(w.say("plan.changed", "count", n), func() { w.goTo(session.StepPlan) }))
	}
	return widgets.Pad(0, 0, 12, 0, line)
}

// asAdopted reports whether the document is made as it was adopted; some documents have no such form.
func (p *printScreen) asAdopted() bool { return p.adopted && p.kind.OfPlan() }

// editionRow returns the choice between the plan as it is now and as it was last adopted.
func (p *printScreen) editionRow() fyne.CanvasObject {
	w := p.w
	choice := func(words string, adopted bool) fyne.CanvasObject {
		return widgets.Secondary(words, "", func() { p.adopted = adopted; w.render() }).SetChosen(p.adopted == adopted)
	}
	on := w.session.Assessment.Plan.LastEdition().AdoptedOn
	return widgets.Row(10, widgets.NewText(w.say("print.edition")).OneLine(), choice(w.say("print.now"), false),
		choice(w.say("print.adopted", "date", w.lang.Date(on)), true))
}
