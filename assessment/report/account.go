package report

import (
	"strings"

	"kwaliteitskaart/assessment"
)

// account returns the section that explains the document: its inputs, the rules applied and what is missing.
func (c *content) account() Section {
	blocks := []Block{
		Heading{Level: 2, Text: c.say("account"), Style: pageStyle},
		c.facts(),
		Heading{Level: 3, Text: c.say("account.rules"), Style: minorStyle, Before: 6},
		c.rules(),
	}
	blocks = append(blocks, Heading{Level: 3, Text: c.say("account.missing"), Style: minorStyle, Before: 6})
	blocks = append(blocks, c.missing()...)
	return Section{Blocks: blocks}
}

// facts returns a table with one row per fact about the document, such as its card, its checksum and the program's
// version.
func (c *content) facts() Table {
	a := c.a
	t := Table{Columns: []Column{{Width: 42}, {Share: 1}}, Pad: 1, Top: true, Before: 3}
	add := func(key string, lines ...string) {
		if value := joined("\n", lines...); value != "" {
			t.Rows = append(t.Rows, []Cell{
				{Scope: ScopeRow, Blocks: []Block{text(c.words.Say(key), smallStrong)}},
				{Blocks: []Block{text(value, smallStyle)}},
			})
		}
	}
	answered, total := a.Answered()
	add("field.name", c.teamLine())
	add("field.assessed_on", joined(" · ", append([]string{c.words.LongDate(a.Date), c.say("account.school_year", "year", a.SchoolYear)}, c.round()...)...))
	add("field.card", joined(" · ", c.card(a.Card.Title), c.say("card", "card", a.Card.ID, "version", a.Card.Version)))
	add("report.account.about_card", c.card(a.Card.Disclaimer))
	add("field.scope", joined(" · ", c.words.Say("scope."+string(a.Scope)), c.say("account.answered", "count", total, "answered", answered)))
	add("field.mode", c.say("account.mode."+string(a.Mode)))
	if n, waiting := c.result.Ballots, a.WaitingBallots(); n+waiting > 0 {
		counted := c.say("account.counted", "count", n)
		if waiting > 0 {
			counted += ", " + c.say("account.waiting", "count", waiting)
		}
		if e := a.Edition; e != nil && a.Revealed && n >= assessment.MinBallots && len(e.Tallies) == 0 {
			counted += ", " + c.say("account.withheld")
		}
		add("report.account.ballots", counted)
	}
	state := c.say("account.draft")
	if a.Plan.Status == assessment.PlanAdopted {
		state = joined(" ", c.field("adopted_on"), unbroken(c.words.LongDate(a.Plan.AdoptedOn)))
	}
	add("report.account.plan", state)
	add("report.account.program", "Kwaliteitskaart "+c.in.ProgramVersion)
	add("report.account.checksum", c.in.Checksum)
	return t
}

// rules returns the rules by which scores became a result and a plan, limited to those this assessment used.
func (c *content) rules() list {
	label := func(l assessment.Label) string { return c.words.Say("label." + string(l)) }
	list := list{Sign: "•"}
	add := func(said string) {
		if !blank(said) {
			list.Items = append(list.Items, []Block{text(said, smallStyle).after(0.7)})
		}
	}
	add(c.card(c.a.Card.Scale.Rule))
	if c.a.Mode == assessment.ModeIndividual {
		add(c.say("rule.proposed"))
		add(c.say("rule.anonymous", "least", assessment.MinBallots))
	}
	add(c.say("rule.mean", "insufficient", label(assessment.LabelInsufficient)))
	add(c.say("rule.label", "vulnerable", label(assessment.LabelVulnerable), "in_order", label(assessment.LabelInOrder),
		"developing", label(assessment.LabelDeveloping)))
	add(c.say("rule.supported", "unsupported", c.words.Say("unsupported")))
	add(c.say("rule.priorities"))
	if c.trend != nil {
		add(c.say("rule.trend"))
	}
	return list
}

// missing returns every indicator without a level, with the team's reason if it gave one.
func (c *content) missing() []Block {
	list := list{Sign: "•"}
	var open []string
	for _, r := range c.result.Indicators {
		switch r.Answer {
		case assessment.Unknown, assessment.NotApplicable:
			said := c.indicator(r.ID) + " (" + c.answer(r.Answer) + "):"
			why := strings.TrimSpace(c.a.Score(r.ID).Note)
			if blank(why) {
				why = c.say("account.no_reason")
			}
			list.Items = append(list.Items, []Block{labelled(said, why, smallStyle).after(0.7)})
		case assessment.Blank:
			open = append(open, r.ID)
		}
	}
	if n := len(open); n > 0 {
		said := c.say("account.blank", "count", n, "which", strings.Join(open, ", "))
		list.Items = append(list.Items, []Block{text(said, smallStyle).after(0.7)})
	}
	if len(list.Items) == 0 {
		return []Block{text(c.say("account.complete"), smallStyle)}
	}
	return []Block{list}
}
