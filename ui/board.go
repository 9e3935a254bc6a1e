package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has the board of the plan screen: all actions by status, by due date.

func (p *planScreen) toggleBoard() {
	p.board = !p.board
	p.close()
	p.at = ""
	p.w.view.scroll = nil
	p.w.win.Canvas().Unfocus()
	p.w.render()
	for _, c := range p.columns {
		if p.board && len(c.actions) > 0 { // the keys have something to move
			p.focusCard(c.actions[0].ID)
			return
		}
	}
}

// boardColumn is the actions with one status, and the cards of those in view.
type boardColumn struct {
	actions []assessment.PlacedAction
	cards   *fyne.Container
}

func (p *planScreen) buildBoard() view {
	w, a := p.w, p.w.session.Assessment
	p.focus = nil
	byStatus := make(map[assessment.ActionStatus][]assessment.PlacedAction)
	for _, act := range a.Plan.ByDue() {
		if p.stops(act) { // it waits in its new column for the reason
			byStatus[assessment.ActionStopped] = append([]assessment.PlacedAction{act}, byStatus[assessment.ActionStopped]...)
			continue
		}
		byStatus[act.Status] = append(byStatus[act.Status], act)
	}
	counted, of, open := assessment.OfRound(assessment.TeamActions(w.session.Rounds()), a.ID), make(map[assessment.ActionStatus]int), 0
	for _, x := range counted { // an action carried over twice counts once
		of[x.Status]++
		if x.Open() {
			open++
		}
	}
	movable := w.shelf == nil && (len(a.Plan.ByDue()) == 0 ||
		slices.ContainsFunc(a.Plan.ByDue(), func(x assessment.PlacedAction) bool { return !p.onlyReadsProgress(*x.Action) }))
	p.columns = nil
	lanes := widgets.NewLanes()
	var columns []fyne.CanvasObject
	for lane, status := range assessment.ActionStatuses {
		actions := byStatus[status]
		cards := widgets.List(12, len(actions), func(i int) fyne.CanvasObject { return p.boardCard(lanes, lane, actions[i]) })
		if len(actions) > 0 && p.stops(actions[0]) {
			widgets.Make(cards, 0)
		}
		widgets.Remember(cards, &p.heights, func(i int) string {
			return fmt.Sprint(actions[i].ID, status, len(actions[i].Notes), p.stops(actions[i]), w.lang.Code(), w.Settings.Zoom)
		})
		carried, words := p.carriedAmong(actions), w.say("status."+string(status))
		if of[status] > 0 || carried == 0 { // no 0 above cards
			words += " · " + w.lang.Number(of[status])
		}
		head := widgets.Row(8, widgets.NewText(words).Bold().OneLine())
		if movable {
			head.Add(widgets.Keycap(strconv.Itoa(lane + 1)))
		}
		top := widgets.Column(2, head)
		if n := carried; n > 0 { // those cards are not in the number
			top.Add(widgets.Quiet(w.say("report.fates.carried", "count", n)))
		}
		columns = append(columns, widgets.Column(10, top, cards))
		p.columns = append(p.columns, boardColumn{actions, cards})
	}
	words := w.say("home.open_actions", "count", open)
	if overdue := assessment.CountOverdue(counted, w.Today()); overdue > 0 {
		words += " " + w.say("home.overdue", "count", overdue)
	}
	top := widgets.Column(4, widgets.Ends(16, widgets.Statement(w.say("plan.board_title")), widgets.NewText(words).Colored(theme.ColorQuiet).OneLine()))
	if a.Status == assessment.StatusClosed {
		top.Add(widgets.NewText(p.outcome()).Colored(theme.ColorQuiet))
	}
	if movable {
		top.Add(widgets.NewText(w.say("plan.board_hint")).Colored(theme.ColorQuiet))
	}
	return view{
		body:  widgets.Column(16, top, lanes.Fill(24, theme.Zoomed(190), columns...)),
		left:  widgets.Secondary(w.say("plan.list"), w.keyOf(p, "B"), p.toggleBoard),
		right: widgets.Primary(w.say("plan.print"), w.keyLabel(ctrl+"P"), func() { w.goTo(session.StepPrint) }),
		focus: p.focus,
	}
}

// carriedAmong returns how many of the actions a later round goes on with, which count there.
func (p *planScreen) carriedAmong(actions []assessment.PlacedAction) (n int) {
	round := p.s.Round()
	for _, x := range actions {
		if round.ContinuedLater(x.Action) {
			n++
		}
	}
	return n
}

// stops reports whether the board asks for the reason to stop an action.
func (p *planScreen) stops(act assessment.PlacedAction) bool {
	return p.typed.stopping && p.action == act.ID && act.Status != assessment.ActionStopped
}

// boardCard returns the card of an action. Pressing it opens the form; dragging it, or the key of a column, moves it there.
func (p *planScreen) boardCard(lanes *widgets.Lanes, lane int, act assessment.PlacedAction) fyne.CanvasObject {
	if p.stops(act) {
		return p.stopCard(act)
	}
	if p.w.shelf != nil { // nothing in a file can be moved
		card := widgets.NewChoice(p.w.say("plan.edit")+": "+act.What, widgets.Pad(14, 14, 12, 14, p.cardContent(act)), func() { p.editFromBoard(act.ID, "what") })
		card.OnPoint = func() { p.at = act.ID }
		return card
	}
	card := lanes.Card(lane, p.w.say("plan.edit")+": "+act.What, func() fyne.CanvasObject {
		return widgets.Pad(14, 14, 12, 14, p.cardContent(act))
	}, func() { p.editFromBoard(act.ID, "what") }, func(to int) { p.moveToColumn(act.ID, assessment.ActionStatuses[to]) })
	card.OnPoint = func() { p.at = act.ID }
	return card
}

// cardContent returns the text of a card: the action, its owner and due date, and the last note.
func (p *planScreen) cardContent(act assessment.PlacedAction) *fyne.Container {
	w := p.w
	carried := p.s.Round().ContinuedLater(act.Action)
	due := widgets.Quiet(strings.Join(nonEmpty(act.Owner, w.dueWords(act.Action, carried)), " · "))
	if act.Overdue(w.Today()) && !carried {
		due.Colored(theme.ColorWarning)
	}
	content := widgets.Column(6, widgets.Quiet(act.Priority.Indicator).Bold(), widgets.NewText(orElse(act.What, w.say("plan.no_text"))), due)
	if carried {
		content.Add(widgets.Quiet(w.say("report.fate.carried")).Bold())
	}
	if act.Status == assessment.ActionStopped {
		content.Add(widgets.Quiet(act.Reason).Italic())
	}
	if n := len(act.Notes); n > 0 {
		last := act.Notes[n-1]
		content.Add(widgets.Quiet(w.lang.ShortDate(last.Date) + ": " + short(last.Text, 140)))
	}
	return content
}

// stopCard returns the card of an action that is being stopped, with the field for the reason.
func (p *planScreen) stopCard(act assessment.PlacedAction) fyne.CanvasObject {
	w := p.w
	reason := widgets.NewEntry(w.say("action.reason"), p.typed.reason, func(v string) { p.typed.reason = v })
	reason.OnSubmitted = func(string) { p.stop() }
	p.focus = reason
	w.entersLater(act.ID+" reason", reason, func() bool { return p.action == act.ID && notEntered(p.typed.reason, act.Reason) })
	content := p.cardContent(act)
	content.Add(widgets.Labeled(w.say("action.reason"), "", w.bounded(reason)))
	content.Add(widgets.Row(8, widgets.Secondary(w.say("plan.stop"), w.keyLabel(keyEnter), p.stop),
		widgets.Secondary(w.say("plan.stop_not"), w.keyLabel(keyEscape), p.cancelStop)))
	return widgets.Layers(widgets.NewPanel(theme.ColorPaper, 12).Stroked(theme.ColorAccent, 2), widgets.Pad(14, 14, 14, 14, content))
}

// stop stops the action whose reason is asked for, once there is one.
func (p *planScreen) stop() {
	id := p.action
	if strings.TrimSpace(p.typed.reason) == "" {
		p.w.showMessage(p.w.say("action.reason_needed"))
		p.w.focus(p.focus)
		return
	}
	p.close()
	p.w.render()
	p.focusCard(id)
}

// cancelStop leaves the action as it was.
func (p *planScreen) cancelStop() {
	id := p.action
	p.typed = typed{}
	p.close()
	p.w.render()
	p.focusCard(id)
}

func (p *planScreen) editFromBoard(id, field string) {
	_, in := p.w.session.Assessment.Plan.Action(id)
	p.board, p.chosen = false, in.Indicator
	p.edit(id, field)
	p.again()
}

// moveToColumn moves an action to another column. Stopping it requires a reason, which is asked for on its card.
func (p *planScreen) moveToColumn(id string, status assessment.ActionStatus) {
	act, _ := p.w.session.Assessment.Plan.Action(id)
	switch {
	case act == nil || act.Status == status:
		return
	case p.s.Round().ContinuedLater(act):
		p.w.showMessage(p.w.say("action.carried"))
		return
	case p.onlyReadsProgress(*act):
		p.w.showError(p.w.session.Assessment.RefusePlan())
		return
	case status == assessment.ActionStopped:
		p.edit(id, "")
		p.typed.stopping, p.at = true, id
		p.w.render()
		for _, c := range p.columns { // the card is made if it is out of view
			if i := slices.IndexFunc(c.actions, p.stops); i >= 0 {
				p.w.view.scroll.Cell(c.cards, i)
			}
		}
		p.w.focus(p.focus)
		return
	}
	p.change(session.Once, id, func(x *assessment.Action) { x.Status, x.Reason = status, "" })
	p.w.render()
	p.focusCard(id)
}

// focusCard focuses an action on the board.
func (p *planScreen) focusCard(id string) {
	p.at = id
	for _, c := range p.columns {
		if i := slices.IndexFunc(c.actions, func(act assessment.PlacedAction) bool { return act.ID == id }); i >= 0 {
			if card, ok := p.w.view.scroll.Cell(c.cards, i).(fyne.Focusable); ok {
				p.w.focus(card)
			}
		}
	}
}

func (c *boardColumn) ids() (ids []string) {
	for _, act := range c.actions {
		ids = append(ids, act.ID)
	}
	return ids
}

// beside returns the action beside the one pointed at, in the nearest column in a direction that has any; "" for none.
func (p *planScreen) beside(by int) string {
	column := slices.IndexFunc(p.columns, func(c boardColumn) bool { return slices.Contains(c.ids(), p.at) })
	if column < 0 {
		return ""
	}
	row := slices.Index(p.columns[column].ids(), p.at)
	for column += by; column >= 0 && column < len(p.columns); column += by {
		if ids := p.columns[column].ids(); len(ids) > 0 {
			return ids[min(row, len(ids)-1)]
		}
	}
	return ""
}

// boardKeys returns the keys that move along the cards, and that move a card to another column.
func (p *planScreen) boardKeys() keyTable {
	if p.action != "" { // it is being stopped
		return keyTable{{name: keyEnter, help: "plan.stop", do: p.stop}, {name: keyEscape, help: "button.cancel", do: p.cancelStop}}
	}
	var ids []string
	for _, c := range p.columns {
		ids = append(ids, c.ids()...)
	}
	keys := keyTable{{name: "B", help: "help.plan_list", do: p.toggleBoard}, {name: keyEscape, help: "help.plan_list", do: p.toggleBoard}}
	if len(ids) == 0 {
		return keys
	}
	at := slices.Index(ids, p.at)
	keys = append(keys, key{name: keyUp, help: "help.review_move", do: func() { p.focusCard(ids[max(at-1, 0)]) }},
		key{name: keyDown, help: "help.review_move", do: func() { p.focusCard(ids[min(at+1, len(ids)-1)]) }})
	if at < 0 {
		return keys
	}
	for _, to := range []struct {
		name keyName
		by   int
	}{{keyLeft, -1}, {keyRight, 1}} {
		if id := p.beside(to.by); id != "" {
			keys = append(keys, key{name: to.name, help: "help.plan_columns", do: func() { p.focusCard(id) }})
		}
	}
	if p.w.shelf != nil {
		return keys
	}
	return append(keys, digits(len(assessment.ActionStatuses), "help.plan_put", func(i int) { p.moveToColumn(p.at, assessment.ActionStatuses[i]) })...)
}

// answersEscape reports whether the reason is asked for on a card, where Escape stands on a button.
func (p *planScreen) answersEscape() bool { return p.board && p.typed.stopping }
