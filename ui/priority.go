package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// priority returns the right side of the plan screen: one indicator with its goal, its actions and the card's
// suggestions.
func (p *planScreen) priority() fyne.CanvasObject {
	w, a := p.w, p.w.session.Assessment
	ind, _ := a.Card.Indicator(p.chosen)
	pr := a.Plan.PriorityFor(p.chosen)
	position := w.say("plan.not_chosen")
	if pr != nil {
		position = w.say("plan.priority", "number", 1+slices.IndexFunc(a.Plan.Priorities, func(x assessment.Priority) bool { return x.ID == pr.ID }))
	}
	over := widgets.Row(12, widgets.NewText(position).Bold().Colored(theme.ColorQuiet).OneLine())
	if pr != nil && len(a.Plan.Priorities) > 1 && !p.onlyRead() {
		for _, to := range []struct {
			words string
			name  keyName
			by    int
		}{{"↑", "+", -1}, {"↓", "-", 1}} {
			link := widgets.Link(to.words, func() { p.move(to.by) })
			w.tipped(&link.Pressable, w.say("help.plan_order"), p.keys(), to.name)
			over.Add(link)
		}
	}
	title := widgets.Column(2, over,
		widgets.Heading(p.titleOf(p.chosen)))
	content := widgets.Column(14, widgets.Columns(16, []float32{1, 0}, title, p.fromTo()),
		widgets.NewText(a.Card.In(ind.Statement, w.lang.Code())).Colored(theme.ColorQuiet), p.weights())
	if score := a.Score(p.chosen); strings.TrimSpace(score.Note) != "" {
		content.Add(widgets.Quiet(w.say("field.note") + ": " + score.Note))
	}
	if pr == nil && !p.onlyRead() {
		content.Add(widgets.Row(12, widgets.Primary(w.say("plan.choose"), w.keyLabel(keySpace), func() { p.toggle(p.chosen) })))
	} else if pr != nil {
		if others := a.Plan.Others(p.chosen); len(others) > 0 {
			content.Add(p.twice(others))
		}
		content.Add(widgets.Grid(16, theme.Zoomed(200), 3,
			p.priorityField("why", pr.Why, func(x *assessment.Priority, v string) { x.Why = v }),
			p.priorityField("goal", pr.Goal, func(x *assessment.Priority, v string) { x.Goal = v }),
			p.priorityField("student_effect", pr.StudentEffect, func(x *assessment.Priority, v string) { x.StudentEffect = v })))
		actions := p.actions(pr)
		w.stand(p.chosen, "actions", actions)
		content.Add(actions)
	}
	parts := []fyne.CanvasObject{widgets.Card(24, content)}
	if s := p.suggestions(); len(s) > 0 {
		head := w.say("plan.suggestions_unknown")
		if answer := a.Score(p.chosen).Answer; answer.IsLevel() {
			head = w.say("plan.suggestions", "level", int(answer))
		}
		parts = append(parts, widgets.Space(2), widgets.Ends(16, widgets.NewText(head).Bold(), widgets.Quiet(w.say("plan.enter_takes")).OneLine()))
		var cards []fyne.CanvasObject
		for i, s := range s {
			cards = append(cards, p.suggestion(i, s))
		}
		parts = append(parts, widgets.Grid(16, theme.Zoomed(300), 2, cards...))
	}
	return widgets.Column(14, parts...)
}

// titleOf returns the id and the title of an indicator.
func (p *planScreen) titleOf(id string) string {
	card := p.w.session.Assessment.Card
	ind, _ := card.Indicator(id)
	return id + " " + card.In(ind.Title, p.w.lang.Code())
}

// twice reports that a merged file brought another priority for the indicator, and offers to combine them.
func (p *planScreen) twice(others []assessment.Priority) fyne.CanvasObject {
	w := p.w
	said := widgets.Column(4, widgets.NewText(w.say("plan.twice")).Bold().Colored(theme.ColorWarning))
	for _, other := range others {
		if goal := strings.TrimSpace(other.Goal); goal != "" {
			said.Add(widgets.NewText(w.say("field.goal") + ": " + goal))
		}
		for _, act := range other.Actions {
			said.Add(widgets.NewText("• " + orElse(act.What, w.say("plan.no_text"))))
		}
	}
	said.Add(widgets.Space(4))
	said.Add(widgets.Row(0, widgets.Secondary(w.say("plan.combine"), "", p.combine)))
	return said
}

func (p *planScreen) combine() {
	w := p.w
	if err := w.session.CombinePriorities(p.chosen); err != nil {
		w.showError(err)
		return
	}
	p.again()
	w.offerUndo(w.say("plan.combined", "indicator", p.chosen), w.undoStep)
}

// move moves the priority shown within the team's own order.
func (p *planScreen) move(by int) {
	if pr := p.w.session.Assessment.Plan.PriorityFor(p.chosen); pr != nil && p.w.session.MovePriority(pr.ID, by) {
		p.order = nil
		p.w.win.Canvas().Unfocus()
		p.again()
	}
}

// place moves the priority for an indicator to the position of another.
func (p *planScreen) place(indicator, onto string) {
	plan := &p.w.session.Assessment.Plan
	p.order = nil
	p.w.session.PlacePriority(plan.PriorityFor(indicator).ID, plan.PriorityFor(onto).ID)
	p.again()
}

// goalHint returns what a goal still lacks, while it is being written.
func (p *planScreen) goalHint() string {
	a := p.w.session.Assessment
	pr := a.Plan.PriorityFor(p.chosen)
	if pr == nil || strings.TrimSpace(pr.Goal) == "" {
		return ""
	}
	var lacks []string
	for _, part := range a.Card.GoalLacks(pr) {
		lacks = append(lacks, p.w.say("goal."+string(part)))
	}
	if len(lacks) == 0 {
		return p.w.say("goal.complete")
	}
	return p.w.say("goal.lacks", "parts", strings.Join(lacks, ", "))
}

func (p *planScreen) priorityField(field, value string, set func(*assessment.Priority, string)) fyne.CanvasObject {
	w := p.w
	e := widgets.NewNotes(w.say("field."+field), value, 3, func(v string) {
		if pr := w.session.Assessment.Plan.PriorityFor(p.chosen); pr != nil {
			x := *pr
			set(&x, v)
			w.session.SetPriority(field, x)
		}
		if field != "goal" {
			return
		}
		if hint := p.goalHint(); hint != p.goal.Words() {
			p.goal.Set(hint)
			w.view.scroll.Measure()
		}
	})
	e.SetPlaceHolder(w.say("plan." + field + "_hint"))
	box := widgets.Labeled(w.say("field."+field), "", w.bounded(e))
	if pr := w.session.Assessment.Plan.PriorityFor(p.chosen); pr != nil {
		box.Add(p.markField(assessment.RecordPriority, pr.ID, field))
	}
	w.stand(p.chosen, field, box)
	if p.onlyRead() {
		return widgets.ReadOnly(box)
	}
	if field == "goal" {
		p.goal = widgets.Quiet(p.goalHint())
		box.Add(p.goal)
	}
	return box
}

func (p *planScreen) suggestion(i int, s assessment.Suggestion) fyne.CanvasObject {
	w, card := p.w, p.w.session.Assessment.Card
	term, words, owner := w.say("plan.weeks", "count", s.Weeks), w.say("action.find_out"), ""
	if s.Card != nil {
		if t := card.Term(s.Card.Term); t != nil {
			term = card.In(t.Title, w.lang.Code())
		}
		words = card.In(s.Card.Text, w.lang.Code())
		owner = card.RoleTitle(s.Card.Owner, w.lang.Code())
	}
	content := widgets.Column(8,
		widgets.Ends(8, widgets.Row(0, widgets.Tag(term, theme.ColorPale, theme.ColorInk)), widgets.Keycap(strconv.Itoa(i+1))),
		widgets.NewText(words))
	if owner != "" {
		content.Add(widgets.Quiet(owner))
	}
	return widgets.NewChoice(w.say("plan.take")+": "+words, widgets.Pad(14, 16, 14, 16, content), func() { p.addSuggestion(s) })
}

// actions returns a priority's actions, one of which may be open for editing.
func (p *planScreen) actions(pr *assessment.Priority) fyne.CanvasObject {
	w := p.w
	actions := pr.Actions
	if w.session.Assessment.Status == assessment.StatusClosed { // as on the board: nobody arranges them any more
		actions = nil
		for _, x := range w.session.Assessment.Plan.ByDue() {
			if x.Priority.ID == pr.ID {
				actions = append(actions, *x.Action)
			}
		}
	}
	if p.fresh != nil {
		actions = append(slices.Clone(actions), *p.fresh)
	}
	if len(actions) == 0 {
		return widgets.Quiet(w.say("plan.no_actions"))
	}
	columns := func(what, owner, due, status fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Columns(12, []float32{1.6, 1, 0, 0}, what, owner, widgets.Fixed(theme.Zoomed(92), due), widgets.Fixed(theme.Zoomed(90), status))
	}
	const room = 560 // for columns; in less space, the details of an action are below it
	list := widgets.Column(0)
	if actions[0].ID != p.action { // its fields have labels of their own
		quiet := func(key string) fyne.CanvasObject {
			leads := w.keyOf(p, keyRight)
			if key != "field.what" || leads == "" {
				return widgets.Quiet(w.say(key))
			}
			return widgets.Row(8, widgets.Quiet(w.say(key)).OneLine(), widgets.Keycap(leads))
		}
		list.Add(widgets.Pad(0, 8, 6, 8, widgets.Either(theme.Zoomed(room),
			columns(quiet("field.what"), quiet("field.owner"), quiet("field.due"), quiet("field.status")), quiet("field.what"))))
	}
	list.Add(widgets.Line())
	for i, act := range actions {
		if act.ID == p.action {
			form := p.editAction(act)
			w.stand(act.ID, "", form)
			list.Add(form)
			list.Add(widgets.Line())
			continue
		}
		due := w.say("plan.none")
		if act.Due != "" {
			due = w.lang.Date(act.Due)
		}
		status := func() *widgets.Text {
			switch {
			case p.s.Round().ContinuedLater(&act):
				return widgets.NewText(w.say("plan.status_carried"))
			case act.Overdue(w.Today()):
				return widgets.NewText(w.say("status.overdue")).Bold().Colored(theme.ColorWarning)
			default:
				return widgets.NewText(w.say("status." + string(act.Status)))
			}
		}
		what, owner := orElse(act.What, w.say("plan.no_text")), orElse(act.Owner, w.say("plan.no_owner"))
		row := widgets.Either(theme.Zoomed(room),
			columns(p.named(act, what), widgets.NewText(owner), widgets.NewText(due), status()),
			widgets.Column(4, p.named(act, what), widgets.Row(16, widgets.Quiet(owner), widgets.Quiet(due), status().Sized(theme.SizeQuiet))))
		line := widgets.NewPressable(w.say("plan.edit")+": "+what, widgets.Pad(10, 8, 10, 8, row), func() {
			p.edit(act.ID, "what")
			p.again()
		})
		if i == 0 {
			w.tipped(line, w.say("help.plan_inside"), p.keys(), keyRight)
		}
		w.stand(act.ID, "", line)
		list.Add(line)
		list.Add(widgets.Line())
	}
	return list
}

func orElse(words, other string) string {
	if strings.TrimSpace(words) == "" {
		return other
	}
	return words
}

// planFields returns the fields of the plan itself: three sentences, its start and the evaluation date.
func (p *planScreen) planFields() fyne.CanvasObject {
	w, plan := p.w, p.w.session.Assessment.Plan
	field := func(name, value string, set func(*assessment.Plan, string)) fyne.CanvasObject {
		e := widgets.NewNotes(w.say("field."+name), value, 3, func(v string) {
			x := w.session.Assessment.Plan
			set(&x, v)
			w.session.SetPlan(name, x)
		})
		e.SetPlaceHolder(w.say("plan." + name + "_hint"))
		box := widgets.Labeled(w.say("field."+name), "", w.bounded(e))
		box.Add(p.markField(assessment.RecordPlan, "", name))
		w.stand("", name, box)
		return p.mayRead(box)
	}
	evaluation, when := w.dateField("", "field.evaluation_date", plan.EvaluationDate, words.Ahead, func(d assessment.Date) {
		x := w.session.Assessment.Plan
		x.EvaluationDate = d
		w.session.SetPlan(session.Once, x)
	})
	if p.focusField == "evaluation" {
		p.focus = when
	}
	evaluation.Add(p.markField(assessment.RecordPlan, "", "evaluation_date"))
	w.stand("", "evaluation_date", evaluation)
	date, _ := w.dateField("", "field.date", plan.Date, words.Near, func(d assessment.Date) {
		x := w.session.Assessment.Plan
		x.Date = d
		w.session.SetPlan(session.Once, x)
	})
	date.Add(p.markField(assessment.RecordPlan, "", "date"))
	w.stand("", "date", date)
	hours, euros := plan.Totals()
	totals := w.say("plan.totals", "hours", w.say("report.hours", "count", hours, "hours", w.lang.Number(hours)), "euros", w.lang.Euros(euros))
	if hours == 0 && euros == 0 {
		totals = w.say("plan.nothing_asked")
	}
	whole := widgets.Column(14)
	if len(p.changes)+len(p.adoptions) > 0 { // the link here is about them
		whole.Add(p.history())
	}
	whole.Add(widgets.Card(24, widgets.Column(16,
		widgets.Heading(w.say("plan.whole")),
		field("strong", plan.Strong, func(x *assessment.Plan, v string) { x.Strong = v }),
		field("concern", plan.Concern, func(x *assessment.Plan, v string) { x.Concern = v }),
		field("choice", plan.Choice, func(x *assessment.Plan, v string) { x.Choice = v }),
		widgets.Grid(16, theme.Zoomed(200), 2, p.mayRead(date), p.mayRead(evaluation)),
		widgets.NewText(totals).Colored(theme.ColorQuiet),
	)))
	if ids := p.proudOf(); len(ids) > 0 {
		whole.Add(p.proud(ids))
	}
	return whole
}

// onlyRead reports whether the plan can only be read: its round is closed, or it is in a file.
func (p *planScreen) onlyRead() bool {
	return p.w.shelf != nil || p.w.session.Assessment.Status == assessment.StatusClosed
}

// mayRead returns an object of the plan for editing, or for reading only if that is all the user may do.
func (p *planScreen) mayRead(o fyne.CanvasObject) fyne.CanvasObject {
	if p.onlyRead() {
		return widgets.ReadOnly(o)
	}
	return o
}

// proud returns the choice of strengths to show on the summary.
func (p *planScreen) proud(ids []string) fyne.CanvasObject {
	w, a := p.w, p.w.session.Assessment
	list := widgets.Column(2, widgets.NewText(w.say("plan.proud")).Bold(), widgets.Quiet(w.say("plan.proud_hint")), widgets.Space(4))
	for _, id := range ids {
		ind, _ := a.Card.Indicator(id)
		score := a.Score(id)
		title := id + " " + a.Card.In(ind.Title, w.lang.Code())
		row := widgets.NewPressable(title, widgets.Pad(5, 4, 5, 4, widgets.Row(10, widgets.NewTick(score.Strength), widgets.NewText(title).OneLine())), func() {
			score := a.Score(id)
			score.Strength = !score.Strength
			w.session.SetScore(session.Once, score)
			p.again()
		})
		row.SetDisabled(w.onlyRead())
		w.stand(id, "strength", row)
		list.Add(row)
	}
	return widgets.Card(24, list)
}

// proudOf returns the possible strengths: those the team marked, and its strongest indicators.
func (p *planScreen) proudOf() []string {
	ids := p.w.session.Assessment.Result().Strongest(8)
	for _, s := range p.w.session.Assessment.Scores {
		if s.Strength && !slices.Contains(ids, s.Indicator) {
			ids = append(ids, s.Indicator)
		}
	}
	return ids
}
