package report

import (
	"strconv"

	"kwaliteitskaart/assessment"
)

// history returns the changes made after the plan was adopted, in order; nil if there are none.
func (c *content) history() []Block {
	if len(c.in.History) == 0 {
		return nil
	}
	t := Table{
		Columns: []Column{{Width: 19, Most: 24}, {Share: 1}, {Share: 1.3}, {Share: 1.3}},
		Head:    c.heads("column.when", "column.changed", "column.was", "column.became"),
		Pad:     1.7, Before: 2.5,
	}
	for _, x := range c.in.History {
		changed := []Block{text(c.words.Say("field."+string(x.Field)), smallStrong)}
		if of := c.changedOf(x); of != "" {
			changed = append(changed, text(of, asideStyle))
		}
		t.Rows = append(t.Rows, []Cell{
			{Blocks: []Block{text(unbroken(c.words.Date(x.Day())), smallStyle)}},
			{Scope: ScopeRow, Blocks: changed},
			{Blocks: []Block{text(c.agreement(x.Field, x.Before), smallStyle)}},
			{Blocks: []Block{text(c.agreement(x.Field, x.After), smallStyle)}},
		})
	}
	return []Block{Heading{Level: 2, Text: c.say("history"), Style: headingStyle, Before: 9}, t}
}

// changedOf returns the part of the plan that a change is about, as far as its values do not show it: the indicator
// and the action.
func (c *content) changedOf(x assessment.PlanChange) string {
	switch x.Field {
	case assessment.FieldPriorityAdded, assessment.FieldPriorityRemoved, assessment.FieldIndicator:
		return ""
	case assessment.FieldActionAdded, assessment.FieldActionRemoved, assessment.FieldWhat:
		return c.indicator(x.Indicator)
	}
	if x.Indicator == "" {
		return ""
	}
	return joined(" · ", c.indicator(x.Indicator), x.What)
}

// agreement returns the value of a field of the plan in readable form.
func (c *content) agreement(f assessment.PlanField, value string) string {
	if blank(value) {
		return "–"
	}
	switch f {
	case assessment.FieldDate, assessment.FieldAdoptedOn, assessment.FieldEvaluationDate, assessment.FieldStart,
		assessment.FieldDue:
		return unbroken(c.words.Date(assessment.Date(value)))
	case assessment.FieldPriorityAdded, assessment.FieldPriorityRemoved, assessment.FieldIndicator:
		return c.indicator(value)
	case assessment.FieldHours, assessment.FieldEuros:
		n, err := strconv.Atoi(value)
		if err != nil {
			return value // written by another version of the program: shown unchanged
		}
		if f == assessment.FieldEuros {
			return unbroken(c.words.Euros(n))
		}
		return c.words.Number(n)
	}
	return value
}
