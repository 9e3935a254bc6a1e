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

// adoptScreen lets the whole team adopt the plan: it shows what is fixed from then on and what may still change, beside what
// the room sees. Afterwards it leads to the page to sign. Source: .github/spec/screens.md, The way through.
type adoptScreen struct {
	shared
	w        *Window
	sentence *widgets.Entry // the reason to adopt a plan that lacks something; nil if it lacks nothing
}

func (s *adoptScreen) build() view {
	w, plan := s.w, &s.w.session.Assessment.Plan
	was := s.sentence
	s.sentence = nil
	adopted := plan.Status == assessment.PlanAdopted
	title, hint, fixed, then := w.say("plan.adopt"), "adopt.hint", "adopt.fixed", "adopt.then"
	if adopted {
		title, hint, fixed, then = w.say("plan.adopted_on", "date", w.lang.LongDate(plan.AdoptedOn)), "adopt.done", "adopt.fixed_now", "adopt.then_now"
	}
	left := widgets.Column(0, widgets.Heading(w.say(fixed)), widgets.Space(8), widgets.Line(), s.facts())
	if !adopted {
		left.Add(s.missing(was))
	}
	left.Add(widgets.Space(16))
	left.Add(widgets.Heading(w.say("adopt.after")))
	left.Add(widgets.Space(6))
	left.Add(widgets.Column(6, widgets.NewText(w.say("adopt.free")), widgets.NewText(w.say("adopt.bound"))))
	right := widgets.Column(12, widgets.Ends(16, widgets.NewText(w.say("adopt.room")).Bold(), w.beamerButton()),
		w.promisePreview(), widgets.NewText(w.say(then)).Colored(theme.ColorQuiet))
	v := view{
		body: widgets.Column(16, widgets.Column(4, widgets.Statement(title), widgets.NewText(w.say(hint)).Colored(theme.ColorQuiet)),
			widgets.Split(56, theme.Zoomed(680), []float32{478, 536}, left, right)),
		left:  widgets.Secondary(w.say("plan.list"), w.keyLabel(keyEscape), s.toPlan),
		right: widgets.Primary(w.say("plan.adopt"), w.keyLabel(keyEnter), s.adopt), ownBeamer: true,
	}
	if adopted {
		v.right = widgets.Primary(w.say("adopt.print"), w.keyLabel(keyEnter), s.print)
	}
	if s.sentence != nil {
		v.focus = s.sentence
	}
	return v
}

// facts returns what adopting fixes, one line for each kind.
func (s *adoptScreen) facts() fyne.CanvasObject {
	w, a := s.w, s.w.session.Assessment
	list := widgets.Column(0)
	fact := func(key string, what ...fyne.CanvasObject) {
		list.Add(widgets.Pad(7, 0, 7, 0, widgets.Columns(0, []float32{128, 350}, widgets.NewText(w.say(key)).Bold(), widgets.Column(2, what...))))
		list.Add(widgets.Line())
	}
	text := func(words string) fyne.CanvasObject { return widgets.NewText(words) }
	change := func(words string, lead func()) fyne.CanvasObject {
		if a.Plan.Status == assessment.PlanAdopted {
			return widgets.Column(0)
		}
		return widgets.Row(0, widgets.Link(words, lead))
	}
	fact("adopt.scores", text(w.agreed()))
	if n := a.BallotsIn(); n > 0 {
		fact("adopt.forms", text(w.say("adopt.forms_in", "count", n)))
	}
	fact("adopt.plan", text(w.say("adopt.plan_of", "priorities", w.say("merge.priorities", "count", len(a.Plan.Priorities)),
		"actions", w.say("merge.actions", "count", len(a.Plan.ByDue())))))
	fact("adopt.asks", text(s.asks()))
	if on := a.Plan.EvaluationDate; on != "" {
		fact("field.evaluation_date", text(w.lang.LongDate(on)))
	} else {
		fact("field.evaluation_date", text(w.say("adopt.no_evaluation")), change(w.say("gap.no_evaluation"), func() { s.fill(assessment.Gap{Kind: assessment.GapNoEvaluation}) }))
	}
	if a.Plan.Status == assessment.PlanAdopted && a.Plan.Waived != "" {
		fact("field.waived", text(a.Plan.Waived))
	}
	if a.Plan.Status == assessment.PlanAdopted {
		fact("field.present", text(orElse(a.Present, w.say("adopt.nobody"))))
		return list
	}
	present := widgets.NewEntry(w.say("field.present"), a.Present, func(v string) {
		details := a.Details
		details.Present = v
		w.session.SetDetails("field.present", a.Team, details)
	})
	present.SetPlaceHolder(w.say("adopt.nobody"))
	present.OnSubmitted = func(string) { w.win.Canvas().Unfocus() }
	w.stand("", "present", present)
	fact("field.present", w.bounded(present))
	return list
}

// asks returns what is asked of the leadership, in words.
func (s *adoptScreen) asks() string {
	w := s.w
	sum := assessment.SumAsks(assessment.Asks([]*assessment.Assessment{w.session.Assessment})).Asked
	if sum.Asks == 0 {
		return w.say("adopt.asks_none")
	}
	decisions := ""
	if sum.Decisions > 0 {
		decisions = w.say("overview.decisions", "count", sum.Decisions)
	}
	return w.say("adopt.asks_of", "count", sum.Asks, "what", strings.Join(nonEmpty(w.hoursAndEuros(sum.Hours, sum.Euros), decisions), ", "))
}

// missing returns what the plan lacks, with a link for each, and the field for the reason to adopt it nevertheless. was is
// the previous field, or nil.
func (s *adoptScreen) missing(was *widgets.Entry) fyne.CanvasObject {
	w, a := s.w, s.w.session.Assessment
	gaps := a.Gaps()
	if len(gaps) == 0 {
		return widgets.Space(0)
	}
	list := widgets.Column(4, widgets.Space(14))
	for _, g := range gaps {
		if g.Kind != assessment.GapNoEvaluation { // that has a line of its own
			list.Add(widgets.Row(0, widgets.Link(w.gapWords(g)+" →", func() { s.fill(g) })))
		}
	}
	said := a.Plan.Waived
	if was != nil {
		said = was.Kept()
	}
	e := widgets.NewEntry(w.say("plan.wave"), said, nil)
	e.OnSubmitted = func(string) { s.adopt() }
	list.Add(widgets.Labeled(w.say("plan.wave"), "", w.bounded(e)))
	w.entersLater("wave", e, func() bool { return s.sentence == e && !w.fixed() && notEntered(e.Text, a.Plan.Waived) })
	s.sentence = e
	return list
}

// fill goes to where a gap can be filled.
func (s *adoptScreen) fill(g assessment.Gap) {
	s.toPlan()
	if p, ok := s.w.screen.(planner); ok {
		p.jump(g)
	}
}

func (s *adoptScreen) toPlan() { s.w.goTo(session.StepPlan) }

// print goes to the documents; the summary is the one to sign.
func (s *adoptScreen) print() { s.w.goTo(session.StepPrint) }

func (s *adoptScreen) adopt() {
	sentence := ""
	if s.sentence != nil {
		sentence = s.sentence.Kept()
	}
	s.w.adoptWith(sentence)
}

// adoptWith adopts the plan, with the sentence that explains what it lacks.
func (w *Window) adoptWith(sentence string) {
	if err := w.session.Assessment.Adoptable(sentence); err != nil {
		w.showError(err)
		return
	}
	on := w.Today()
	w.changeAdoption(func(ctx context.Context, id string) error { return w.Store.Adopt(ctx, id, on, sentence) }, func() {
		w.at = session.StepPlan
		w.show(&adoptScreen{w: w})
	})
}

func (s *adoptScreen) onBeamer(page *beamerPage) fyne.CanvasObject { return s.w.promise(page) }

func (s *adoptScreen) keys() keyTable {
	last := key{name: keyEnter, help: "plan.adopt", do: s.adopt}
	if s.w.session.Assessment.Plan.Status == assessment.PlanAdopted {
		last = key{name: keyEnter, help: "adopt.print", do: s.print}
	}
	return keyTable{last, {name: keyEscape, help: "plan.list", do: s.toPlan}}
}
