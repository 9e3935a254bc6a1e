package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/widgets"
)

// loadHistory reads the differences from what was agreed with their day and reason, and then shows them.
func (p *planScreen) loadHistory() {
	w := p.w
	id := w.session.Assessment.ID
	var changes []assessment.Change
	w.background(func(ctx context.Context) error {
		if err := w.queue.Flush(); err != nil {
			return err
		}
		a, err := w.Store.LoadAgreed(ctx, id)
		if err == nil {
			changes = a.Changes()
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			w.showError(err)
		case w.screen == p && len(changes)+len(p.changes) > 0:
			p.changes = changes
			w.render()
		}
	})
}

// history returns the differences from what was agreed: the field, the values before and after, and the day and reason if
// known.
func (p *planScreen) history() fyne.CanvasObject {
	w := p.w
	p.askReason()
	list := widgets.List(8, len(p.changes), func(i int) fyne.CanvasObject {
		c := p.changes[i]
		line := w.changeLine(w.session.Assessment.Card, c)
		line.Add(p.reasonOf(c))
		return line
	})
	card := widgets.Column(8, widgets.NewText(w.say("history.title")).Bold(), list)
	if !w.session.Assessment.Plan.LogsAdoption() {
		card.Add(widgets.Quiet(w.say("report.history.unknown")))
	}
	return widgets.Card(24, card)
}

// changeLine returns a change in readable form: its day and field, and below them the values before and after.
func (w *Window) changeLine(card *assessment.Card, c assessment.Change) *fyne.Container {
	what, change := c.What, w.lang.Agreed(card, c, c.Before)+" → "+w.lang.Agreed(card, c, c.After)
	switch {
	case c.Added():
		what, change = "", w.lang.Agreed(card, c, c.After)
	case c.Removed():
		what, change = "", w.lang.Agreed(card, c, c.Before)
	}
	when := ""
	if c.On != "" {
		when = w.lang.ShortDate(c.On)
	}
	line := widgets.Column(1)
	if about := nonEmpty(when, c.Indicator, what); len(about) > 0 {
		line.Add(widgets.Quiet(strings.Join(about, " · ")))
	}
	line.Add(widgets.NewText(w.say("field."+c.Field) + ": " + change))
	return line
}
