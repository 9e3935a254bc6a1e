package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/widgets"
)

// loadHistory reads the differences from what was agreed with their day and reason, and the adoptions before, and then shows
// them.
func (p *planScreen) loadHistory() {
	w := p.w
	id := w.session.Assessment.ID
	var changes, adoptions []assessment.Change
	w.background(func(ctx context.Context) error {
		if err := w.queue.Flush(); err != nil {
			return err
		}
		a, err := w.Store.LoadAgreed(ctx, id)
		if err == nil {
			changes, adoptions = a.Changes(), a.Adoptions()
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			w.showError(err)
		case w.screen == p && len(changes)+len(p.changes)+len(adoptions)+len(p.adoptions) > 0:
			p.changes, p.adoptions = changes, adoptions
			w.render()
		}
	})
}

// history returns the differences from what was agreed and the adoptions before.
func (p *planScreen) history() fyne.CanvasObject {
	list := widgets.Column(14)
	if len(p.changes) > 0 {
		list.Add(p.sinceAdopted())
	}
	if len(p.adoptions) > 0 {
		list.Add(p.adoptedBefore())
	}
	return list
}

// adoptedBefore returns the adoptions before, each with why it was reopened and what the next one changed.
func (p *planScreen) adoptedBefore() fyne.CanvasObject {
	w := p.w
	list := widgets.List(8, len(p.adoptions), func(i int) fyne.CanvasObject {
		c := p.adoptions[i]
		line := w.changeLine(w.session.Assessment.Card, c)
		if c.Why != "" {
			line.Add(widgets.Quiet(c.Why).Italic())
		}
		return line
	})
	return widgets.Card(24, widgets.Column(8, widgets.NewText(w.say("history.adoptions")).Bold(), list))
}

// sinceAdopted returns the differences from what was agreed: the field, the values before and after, and the day and reason
// if known.
func (p *planScreen) sinceAdopted() fyne.CanvasObject {
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

// changeLine returns a change in readable form: its day and what it is about, and below them the field with its values before
// and after, or that the plan was adopted or reopened.
func (w *Window) changeLine(card *assessment.Card, c assessment.Change) *fyne.Container {
	what, change := c.What, ": "+w.lang.Agreed(card, c, c.Before)+" → "+w.lang.Agreed(card, c, c.After)
	switch {
	case c.Event():
		change = ""
	case c.Added():
		what, change = "", ": "+w.lang.Agreed(card, c, c.After)
	case c.Removed():
		what, change = "", ": "+w.lang.Agreed(card, c, c.Before)
	}
	when := ""
	if c.On != "" {
		when = w.lang.ShortDate(c.On)
	}
	line := widgets.Column(1)
	if about := nonEmpty(when, c.Indicator, what); len(about) > 0 {
		line.Add(widgets.Quiet(strings.Join(about, " · ")))
	}
	line.Add(widgets.NewText(w.say("field."+c.Field) + change))
	return line
}
