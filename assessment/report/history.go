package report

import (
	"slices"

	"kwaliteitskaart/assessment"
)

// history returns the differences from what was agreed, and the adoptions before with what the next one changed; nothing if
// there are none.
func (c *content) history() (blocks []Block) {
	if len(c.changes) > 0 {
		blocks = append(blocks, Heading{Level: 2, Text: c.say("history"), Style: headingStyle, Before: 9}, c.listed(c.changes))
		if !c.a.Plan.LogsAdoption() {
			blocks = append(blocks, text(c.say("history.unknown"), asideStyle))
		}
	}
	if before := c.a.Adoptions(); len(before) > 0 {
		blocks = append(blocks, Heading{Level: 2, Text: c.words.Say("history.adoptions"), Style: headingStyle, Before: 9}, c.listed(before))
	}
	return blocks
}

// listed returns a table of changes, with the day and the reason if those are known.
func (c *content) listed(changes []assessment.Change) Table {
	t := Table{
		Columns: []Column{{Width: 19, Most: 24}, {Share: 1}, {Share: 1.3}, {Share: 1.3}},
		Head:    c.heads("report.column.when", "report.column.changed", "report.column.was", "report.column.became"),
		Pad:     1.7, Before: 2.5,
	}
	for _, x := range changes {
		changed := []Block{text(c.words.Say("field."+x.Field), smallStrong)}
		if of := c.changedOf(x); of != "" {
			changed = append(changed, text(of, asideStyle))
		}
		var was, became []Block
		if !x.Event() {
			was, became = []Block{text(c.agreement(x, x.Before), smallStyle)}, []Block{text(c.agreement(x, x.After), smallStyle)}
		}
		if x.Why != "" {
			became = append(became, text(x.Why, asideStyle))
		}
		when := "–"
		if x.On != "" {
			when = unbroken(c.words.Date(x.On))
		}
		t.Rows = append(t.Rows, []Cell{
			{Blocks: []Block{text(when, smallStyle)}},
			{Scope: ScopeRow, Blocks: changed},
			{Blocks: was},
			{Blocks: became},
		})
	}
	return t
}

// changedOf returns the indicator and the action that a change concerns, unless its values name them.
func (c *content) changedOf(x assessment.Change) string {
	switch {
	case x.Kind == assessment.RecordPriority && (x.Added() || x.Removed() || x.Field == "indicator"), x.Indicator == "":
		return ""
	case x.Kind == assessment.RecordAction && (x.Added() || x.Removed() || x.Field == "what"):
		return c.indicator(x.Indicator)
	}
	return joined(" · ", c.indicator(x.Indicator), x.What)
}

// agreement returns a value of a change in readable form.
func (c *content) agreement(x assessment.Change, value string) string {
	switch {
	case slices.Contains([]string{"date", assessment.FieldAssessedOn, "adopted_on", "evaluation_date", "start", "due", "euros"}, x.Field) && !blank(value):
		return unbroken(c.words.Published(c.a.Card, x, value))
	case blank(value) && x.Field != "carried_from":
		return "–"
	}
	return c.words.Published(c.a.Card, x, value)
}
