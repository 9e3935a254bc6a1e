package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file adds and restores the example team, in which users may try anything.

// isExample reports whether a team is the example team.
func isExample(team assessment.Team) bool {
	rounds, err := exchange.Example()
	return err == nil && len(rounds) > 0 && rounds[0].Team.ID == team.ID
}

// addExample adds the example team to the shelf and opens its last round.
func (w *Window) addExample() {
	var last string
	w.try(func(ctx context.Context) error {
		example, err := exchange.Example()
		if err != nil {
			return err
		}
		for _, a := range example {
			last = a.ID
			if err := w.Store.Add(ctx, a); err != nil && assessment.CodeOf(err) != assessment.CodeExists {
				return err
			}
		}
		return nil
	}, func() { w.openThen(last, func() { w.goTo(session.StepResult) }) })
}

// restoreExample puts the example team back as it was and opens its last round.
func (w *Window) restoreExample() {
	w.keepTyped()
	var last string
	w.try(w.onceSaved(func(ctx context.Context) error {
		example, err := exchange.Example()
		if err != nil {
			return err
		}
		last = example[len(example)-1].ID
		return w.Store.Replace(ctx, example[0].Team.ID, example)
	}), func() {
		delete(w.clocks, last)
		w.session = nil
		w.openThen(last, func() {
			w.trail = slices.DeleteFunc(w.trail, func(s stop) bool { return s.assessment != "" })
			w.here = stop{}
			w.goTo(session.StepResult)
			w.showMessage(w.say("example.restored"))
		})
	})
}

// exampleNote says on every screen of the example team that it is only an example, with a link to restore it; nil for another
// team.
func (w *Window) exampleNote() fyne.CanvasObject {
	if w.session == nil || !isExample(w.session.Assessment.Team) {
		return nil
	}
	return widgets.Layers(widgets.NewPanel(theme.ColorPale, 8), widgets.Pad(8, 10, 8, 10, widgets.Column(2,
		widgets.Quiet(w.say("example.safe")).Colored(theme.ColorInk), widgets.Link(w.say("example.restore"), w.restoreExample))))
}
