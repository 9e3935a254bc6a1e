package report

import (
	"strings"

	"kwaliteitskaart/assessment"
)

// plan returns the pages after the summary: all actions by due date, the changes since the plan was adopted, and all
// priorities in full. If a plan has no priorities its summary says so, and there may be no further pages. shortened
// is added for a plan: the full texts that the summary may have shortened and that appear nowhere else.
func (c *content) plan(shortened ...Block) []Section {
	all := c.a.Plan.ByDue()
	var actions, full []Block
	switch {
	case len(all) > 0:
		actions = []Block{Heading{Level: 2, Text: c.say("actions"), Style: headingStyle}, c.overview(all)}
	case len(c.a.Plan.Priorities) > 0:
		actions = []Block{
			Heading{Level: 2, Text: c.say("actions"), Style: headingStyle}, text(c.say("actions.none"), mutedStyle).after(1),
		}
	}
	if len(c.asks()) > 0 {
		actions = append(actions, c.asked(cutNothing, smallStyle, 9)...)
	}
	actions = append(actions, c.history()...)
	actions = append(actions, c.became()...)
	if len(c.a.Plan.Priorities) > 0 {
		full = append(full, Heading{Level: 2, Text: c.say("full"), Style: headingStyle, Before: 9})
	}
	for i := range c.a.Plan.Priorities {
		full = append(full, c.priority(&c.a.Plan.Priorities[i])...)
	}
	whole := append(c.unshortened(), shortened...)
	if len(all) == 0 {
		return []Section{{Blocks: append(actions, full...), IfShortened: whole}}
	}
	return []Section{{Landscape: true, Blocks: actions}, {Blocks: full, IfShortened: whole}}
}

// unshortened returns the full texts that the summary may have shortened and that appear nowhere else in the plan.
func (c *content) unshortened() []Block {
	p := c.a.Plan
	blocks := []Block{
		Heading{Level: 2, Text: c.say("whole"), Style: headingStyle, Before: 9},
		text(c.teamLine(), bodyStyle).after(1.6),
		text(c.card(c.a.Card.Title), bodyStyle),
	}
	blocks = append(blocks, c.filled(bodyStyle, 1.6,
		field{"strong", p.Strong}, field{"concern", p.Concern}, field{"choice", p.Choice}, field{"waived", p.Waived})...)
	if items := c.strengths(); len(items) > 0 {
		title := labelled(c.say("proud")+":", "", bodyStyle).after(1.6)
		title.Keep = true
		blocks = append(blocks, title, list{Items: items, Sign: "•"})
	}
	title := labelled(c.say("whole.areas"), "", bodyStyle).after(1.6)
	title.Keep = true
	areas := list{Sign: "•"}
	for i := range c.a.Card.Areas {
		area := &c.a.Card.Areas[i]
		if r := c.result.Area(area.ID); r != nil {
			said := c.card(area.Title) + ": " + joined(" · ", c.words.Mean(r.Mean), c.words.Say("label."+string(r.Label)))
			areas.Items = append(areas.Items, []Block{text(said, bodyStyle)})
		}
	}
	return append(blocks, title, areas)
}

// overview returns all actions by due date, with the totals below.
func (c *content) overview(all []assessment.PlacedAction) Table {
	t := Table{Rows: make([][]Cell, len(all)), Pad: 1.7, Before: 2.5}
	add := func(key string, column Column, cell func(a assessment.PlacedAction) []Block) {
		t.Columns = append(t.Columns, column)
		t.Head = append(t.Head, c.heads(key)...)
		for i, a := range all {
			t.Rows[i] = append(t.Rows[i], Cell{Blocks: cell(a)})
		}
	}
	add("field.due", Column{Width: 19, Most: 24}, func(a assessment.PlacedAction) []Block {
		return []Block{text(unbroken(c.words.Date(a.Due)), smallStyle)}
	})
	add("field.what", Column{Share: 3}, func(a assessment.PlacedAction) []Block {
		what := []Block{text(orDash(a.What), smallStrong)}
		if a.QuickWin(c.a.Plan.Date) {
			what = append(what, text(c.say("quick_win"), asideStyle))
		}
		return what
	})
	add("field.indicator", Column{Width: 30, Most: 42}, func(a assessment.PlacedAction) []Block {
		return []Block{text(c.named(a.Priority.Indicator), smallStyle)}
	})
	add("field.owner", Column{Width: 30, Most: 42}, func(a assessment.PlacedAction) []Block {
		who := []Block{text(orDash(a.Owner), smallStyle)}
		if !blank(a.Helpers) {
			who = append(who, text(c.say("with", "helpers", a.Helpers), asideStyle))
		}
		return who
	})
	add("field.start", Column{Width: 19, Most: 24}, func(a assessment.PlacedAction) []Block {
		return []Block{text(unbroken(c.words.Date(a.Start)), smallStyle)}
	})
	add("field.done_when", Column{Share: 2.4}, func(a assessment.PlacedAction) []Block {
		return []Block{text(orDash(a.DoneWhen), smallStyle)}
	})
	add("report.column.means", Column{Width: 17, Most: 32}, func(a assessment.PlacedAction) []Block {
		return []Block{text(orDash(strings.Join(c.words.Means(a.Hours, a.Euros), "\n")), smallStyle)}
	})
	add("field.status", Column{Width: 16, Most: 24}, func(a assessment.PlacedAction) []Block { return c.statusLines(a.Action) })
	for i := range t.Rows {
		t.Rows[i][1].Scope = ScopeRow
	}
	_, overdue := c.in.Progress(c.in.Today)
	late := ""
	if overdue > 0 {
		late = unbroken(c.say("overdue", "count", overdue))
	}
	t.Rows = append(t.Rows, []Cell{
		{Scope: ScopeRow, Span: 6, Blocks: []Block{text(c.total(all), smallStrong)}},
		{Blocks: []Block{text(orDash(strings.Join(c.words.Means(c.a.Plan.Totals()), "\n")), smallStrong)}},
		{Blocks: []Block{text(late, smallStrong)}},
	})
	return t
}

// statusLines returns an action's status and, if it is overdue, the word for that on a second line. If a later round
// continues the action, it returns only that.
func (c *content) statusLines(a *assessment.Action) []Block {
	if c.in.ContinuedLater(a) {
		return []Block{text(c.say("fate.carried"), smallStyle)}
	}
	lines := []Block{text(unbroken(c.words.Say("status."+string(a.Status))), smallStyle)}
	if a.Overdue(c.in.Today) {
		lines = append(lines, text(unbroken(c.words.Say("status.overdue")), smallStrong))
	}
	return lines
}

// total returns the number of actions and, if some were stopped, the remark that those are left out of the totals.
func (c *content) total(all []assessment.PlacedAction) string {
	stopped := 0
	for _, a := range all {
		if a.Status == assessment.ActionStopped {
			stopped++
		}
	}
	s := c.say("total", "count", len(all))
	if stopped > 0 {
		s += c.say("total.stopped", "count", stopped)
	}
	return s
}

// priority returns one priority in full.
func (c *content) priority(p *assessment.Priority) []Block {
	s := c.a.Score(p.Indicator)
	blocks := []Block{
		Heading{Level: 3, Text: c.indicator(p.Indicator), Style: minorStyle, Before: 5},
	}
	aim := text(c.aim(s), mutedStyle)
	aim.Keep = true
	blocks = append(blocks, aim)
	if ind, _ := c.a.Card.Indicator(p.Indicator); ind != nil {
		statement := text(c.card(ind.Statement), quoteStyle).after(0.8)
		statement.Keep = true
		blocks = append(blocks, statement)
	}
	blocks = append(blocks, c.filled(bodyStyle, 1.6, field{"why", p.Why}, field{"goal", p.Goal}, field{"student_effect", p.StudentEffect})...)
	if len(p.Actions) == 0 {
		return append(blocks, text(c.say("no_action"), mutedStyle).after(1.6))
	}
	items := make([][]Block, len(p.Actions))
	for i := range p.Actions {
		items[i] = c.action(&p.Actions[i])
	}
	return append(blocks, list{Items: items, Sign: "•", Whole: true, Before: 2})
}

// aim returns the current and the target level of a priority in words.
func (c *content) aim(s assessment.Score) string {
	switch {
	case !s.Answer.IsLevel():
		return c.say("none_to", "answer", c.answer(s.Answer), "to", s.Target)
	case int(s.Answer) >= s.Target:
		return c.say("stay", "level", int(s.Answer))
	}
	return c.say("from_to", "from", int(s.Answer), "to", s.Target)
}

// answer returns a team score for use in a sentence: its level, or the words for an answer that is no level.
func (c *content) answer(a assessment.Answer) string {
	switch a {
	case assessment.Unknown:
		return c.say("answer.unknown")
	case assessment.NotApplicable:
		return c.say("answer.not_applicable")
	case assessment.Blank:
		return c.say("answer.blank")
	}
	return a.String()
}

// action returns one action in full, ending with its progress.
func (c *content) action(a *assessment.Action) []Block {
	what := text(orDash(a.What), strongStyle).after(2)
	what.Keep = true
	strong := asideStyle.in(ink)
	strong.Face = Bold
	goesOn, status := c.in.ContinuedLater(a), c.words.Say("status."+string(a.Status))
	if goesOn {
		status = c.say("fate.carried")
	}
	said := append(append([]string{orDash(a.Owner)}, c.details(a, c.period(a))...), status)
	about := []Span{{strings.Join(said, " · "), asideStyle}}
	if a.Overdue(c.in.Today) && !goesOn {
		about = append(about, Span{", ", asideStyle}, Span{unbroken(c.words.Say("status.overdue")), strong})
	}
	return append([]Block{what, Paragraph{Spans: about}}, c.agreementsAndProgress(a)...)
}

// period returns the start and due date of an action, as far as they are known.
func (c *content) period(a *assessment.Action) string {
	switch {
	case a.Start != "" && a.Due != "":
		return c.say("period", "start", unbroken(c.words.Date(a.Start)), "due", unbroken(c.words.Date(a.Due)))
	case a.Due != "":
		return c.say("due", "due", unbroken(c.words.Date(a.Due)))
	}
	return c.start(a)
}

func (c *content) start(a *assessment.Action) string {
	if a.Start == "" {
		return ""
	}
	return c.say("start", "start", unbroken(c.words.Date(a.Start)))
}

// details returns the details of an action: its helpers, when, its hours and euros, and whether it is a quick win.
func (c *content) details(a *assessment.Action, when string) []string {
	var said []string
	if !blank(a.Helpers) {
		said = append(said, c.say("with", "helpers", a.Helpers))
	}
	if when != "" {
		said = append(said, when)
	}
	said = append(said, c.words.Means(a.Hours, a.Euros)...)
	if a.QuickWin(c.a.Plan.Date) {
		said = append(said, c.say("quick_win"))
	}
	return said
}

// agreementsAndProgress returns the agreements about an action and its progress.
func (c *content) agreementsAndProgress(a *assessment.Action) []Block {
	reason := a.Reason
	if a.Status != assessment.ActionStopped {
		reason = "" // the action was resumed
	}
	blocks := c.filled(smallStyle, 0.5,
		field{"done_when", a.DoneWhen}, field{"ask", a.Ask}, field{"reply", c.answered(a)}, field{"reason", reason})
	if len(a.Notes) > 0 {
		notes := list{Before: 0.5}
		for _, n := range a.Notes {
			p := labelled(unbroken(c.words.Date(n.Date)), n.Text, smallStyle)
			notes.Items = append(notes.Items, []Block{p})
		}
		blocks = append(blocks, notes)
	}
	return blocks
}
