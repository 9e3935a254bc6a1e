package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/widgets"
)

// loadHistory reads the changes since the plan was adopted, and shows them once they are read.
func (p *planScreen) loadHistory() {
	w := p.w
	id := w.session.Assessment.ID
	var changes []assessment.PlanChange
	w.try(w.onceSaved(func(ctx context.Context) (err error) {
		changes, err = w.Store.History(ctx, id)
		return err
	}), func() {
		if w.screen == p && len(changes) > 0 {
			p.changes = changes
			w.render()
		}
	})
}

// history returns the changes since the plan was adopted, newest first.
func (p *planScreen) history() fyne.CanvasObject {
	w := p.w
	list := widgets.List(8, len(p.changes), func(i int) fyne.CanvasObject {
		c := p.changes[len(p.changes)-1-i]
		what, change := c.What, w.fieldValue(c.Field, c.Before)+" → "+w.fieldValue(c.Field, c.After)
		switch c.Field {
		case assessment.FieldActionAdded, assessment.FieldPriorityAdded:
			what, change = "", w.fieldValue(c.Field, c.After)
		case assessment.FieldActionRemoved, assessment.FieldPriorityRemoved:
			what, change = "", w.fieldValue(c.Field, c.Before)
		}
		return widgets.Column(1, widgets.Quiet(strings.Join(nonEmpty(w.lang.ShortDate(c.Day()), c.Indicator, what), " · ")),
			widgets.NewText(w.say("field."+string(c.Field))+": "+change))
	})
	return widgets.Card(24, widgets.Column(8, widgets.NewText(w.say("history.title")).Bold(), list))
}

// fieldValue formats a value of a field of the plan.
func (w *Window) fieldValue(f assessment.PlanField, value string) string {
	if value == "" {
		return words.None
	}
	switch f {
	case assessment.FieldDate, assessment.FieldAdoptedOn, assessment.FieldEvaluationDate, assessment.FieldStart, assessment.FieldDue:
		return w.lang.Date(assessment.Date(value))
	case assessment.FieldPriorityAdded, assessment.FieldPriorityRemoved, assessment.FieldIndicator:
		if ind, _ := w.session.Assessment.Card.Indicator(value); ind != nil {
			return value + " " + w.session.Assessment.Card.In(ind.Title, w.lang.Code())
		}
	case assessment.FieldHours, assessment.FieldEuros:
		n, err := strconv.Atoi(value)
		switch {
		case err != nil: // written by another version of the program: show it as it is
		case f == assessment.FieldEuros:
			return w.lang.Euros(n)
		default:
			return w.lang.Number(n)
		}
	}
	return value
}
