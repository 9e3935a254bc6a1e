package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/widgets"
)

// The keys of the plan screen: along the list, and beside it.

func (p *planScreen) keys() keyTable {
	if p.board {
		return p.boardKeys()
	}
	if p.action != "" { // in a form, keys belong to its fields
		return keyTable{{name: keyEscape, help: "button.close", do: p.done}}
	}
	if p.reopening {
		return keyTable{{name: keyEnter, help: "plan.reopen", do: p.reopen}, {name: keyEscape, help: "button.cancel", do: p.done}}
	}
	list := append(p.list(), "")
	at := slices.Index(list, p.chosen)
	move := func(to int) func() {
		return func() {
			p.choose(list[min(max(to, 0), len(list)-1)])
			p.w.view.scroll.Reveal(p.row)
		}
	}
	keys := p.insideKeys()
	if keys.named(keyUp) == nil {
		keys = append(keys, key{name: keyUp, help: "help.plan_move", do: move(at - 1)}, key{name: keyDown, help: "help.plan_move", do: move(at + 1)})
	}
	if p.explaining != nil {
		keys = append(keys, key{name: keyEscape, help: "button.cancel", do: p.done})
	}
	if p.chosen != "" && !p.onlyRead() {
		keys = append(keys, key{name: keySpace, help: "help.plan_choose", do: func() { p.toggle(p.chosen) }},
			key{name: "A", help: "help.plan_own", do: p.addOwn},
			key{name: "+", help: "help.plan_order", do: func() { p.move(-1) }}, key{name: "-", help: "help.plan_order", do: func() { p.move(1) }})
		if s := p.suggestions(); len(s) > 0 {
			keys = append(keys, key{name: keyEnter, help: "help.plan_take", do: func() { p.addSuggestion(s[0]) }})
			keys = append(keys, digits(len(s), "help.plan_take", func(i int) { p.addSuggestion(s[i]) })...)
		}
	}
	keys = append(keys, key{name: keyRight, help: "help.plan_inside", do: p.inside}, key{name: "W", help: "plan.whole", do: p.showPlan})
	if len(p.w.session.Assessment.Plan.ByDue()) > 0 {
		keys = append(keys, key{name: "B", help: "help.plan_board", do: p.toggleBoard})
	}
	if p.w.session.Assessment.Plan.Status != assessment.PlanAdopted && !p.onlyRead() {
		keys = append(keys, key{name: "V", help: "plan.adopt", do: p.adopt})
	}
	return keys
}

// rows returns the rows of the actions shown.
func (p *planScreen) rows() (rows []fyne.Focusable) {
	if pr := p.w.session.Assessment.Plan.PriorityFor(p.chosen); pr != nil {
		for _, act := range pr.Actions {
			if row, ok := p.w.stands[act.ID+" "].(fyne.Focusable); ok {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// inside moves the focus from the list to what is shown beside it: the action that was open last, the first, or else the
// first field.
func (p *planScreen) inside() {
	row, _ := p.w.stands[p.last+" "].(fyne.Focusable)
	if rows := p.rows(); row != nil && slices.Contains(rows, row) {
		p.w.focus(row)
		return
	}
	if rows := p.rows(); len(rows) > 0 {
		p.w.focus(rows[0])
		return
	}
	var first, field fyne.Focusable
	eachWidget(p.shown, func(x fyne.Widget) {
		f, ok := x.(fyne.Focusable)
		if !ok || !x.Visible() {
			return
		}
		if first == nil {
			first = f
		}
		if _, ok := x.(*widgets.Entry); ok && field == nil {
			field = f
		}
	})
	if field != nil {
		first = field
	}
	p.w.focus(first)
}

// insideKeys returns the keys for when the focus is on what is shown beside the list: along the actions, and back.
func (p *planScreen) insideKeys() keyTable {
	at, ok := p.w.win.Canvas().Focused().(fyne.Widget)
	if !ok || p.shown == nil || !widgetsIn(p.shown)[at] {
		return nil
	}
	keys := keyTable{{name: keyLeft, help: "help.plan_list", do: func() { p.w.focus(p.row) }}}
	if rows := p.rows(); slices.Contains(rows, at.(fyne.Focusable)) {
		i := slices.Index(rows, at.(fyne.Focusable))
		keys = append(keys, key{name: keyUp, help: "help.plan_actions", do: func() { p.w.focus(rows[max(i-1, 0)]) }},
			key{name: keyDown, help: "help.plan_actions", do: func() { p.w.focus(rows[min(i+1, len(rows)-1)]) }})
	}
	return keys
}
