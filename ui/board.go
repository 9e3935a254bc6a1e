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

// The board of the plan screen: all actions by status, by due date.

func (p *planScreen) toggleBoard() {
	p.board = !p.board
	p.close()
	p.at = ""
	p.w.view.scroll = nil
	p.w.win.Canvas().Unfocus()
	p.w.render()
}

// boardColumn is the actions with one status, and the cards of those in view.
type boardColumn struct {
	actions []assessment.PlacedAction
	cards   *fyne.Container
}

func (p *planScreen) buildBoard() view {
	w, a := p.w, p.w.session.Assessment
	byStatus := make(map[assessment.ActionStatus][]assessment.PlacedAction)
	for _, act := range a.Plan.ByDue() {
		byStatus[act.Status] = append(byStatus[act.Status], act)
	}
	p.columns = nil
	var columns []fyne.CanvasObject
	for i, status := range assessment.ActionStatuses {
		actions := byStatus[status]
		cards := widgets.List(12, len(actions), func(i int) fyne.CanvasObject { return p.boardCard(actions[i]) })
		widgets.Remember(cards, &p.heights, func(i int) string {
			return fmt.Sprint(actions[i].ID, status, w.lang.Code(), w.Settings.Zoom)
		})
		head := widgets.Row(8, widgets.NewText(w.say("status."+string(status))+" · "+w.lang.Number(len(actions))).Bold().OneLine(), widgets.Keycap(strconv.Itoa(i+1)))
		columns = append(columns, widgets.Column(10, head, cards))
		p.columns = append(p.columns, boardColumn{actions, cards})
	}
	todo := w.session.OpenActions()
	open, overdue := len(todo), assessment.CountOverdue(todo, w.Today())
	words := w.say("home.open_actions", "count", open)
	if overdue > 0 {
		words += " " + w.say("home.overdue", "count", overdue)
	}
	return view{
		body: widgets.Column(14, widgets.Ends(16, widgets.Statement(w.say("plan.board_title")), widgets.NewText(words).Colored(theme.ColorQuiet).OneLine()),
			widgets.Grid(16, theme.Zoomed(190), 4, columns...)),
		left:  widgets.Secondary(w.say("plan.list"), w.keyLabel("B"), p.toggleBoard),
		right: widgets.Primary(w.say("plan.print"), w.keyLabel(ctrl+"P"), func() { w.goTo(session.StepPrint) }),
	}
}

// boardCard returns the card of an action, which moves to another column when pressed, or with the key of that
// column.
func (p *planScreen) boardCard(act assessment.PlacedAction) fyne.CanvasObject {
	w := p.w
	due := widgets.Quiet(strings.Join(nonEmpty(act.Owner, w.dueWords(act.Action)), " · "))
	if act.Overdue(w.Today()) {
		due.Colored(theme.ColorWarning)
	}
	content := widgets.Column(6, widgets.Quiet(act.Priority.Indicator).Bold(), widgets.NewText(orElse(act.What, w.say("plan.no_text"))), due)
	if act.Status == assessment.ActionStopped {
		content.Add(widgets.Quiet(act.Reason).Italic())
	}
	moves := widgets.Row(theme.Zoomed(10), widgets.Quiet("→").OneLine())
	for _, s := range assessment.ActionStatuses {
		if s != act.Status {
			moves.Add(widgets.Link(w.say("status."+string(s)), func() { p.put(act.ID, s) }).About(act.What))
		}
	}
	content.Add(moves)
	card := widgets.NewChoice(w.say("plan.edit")+": "+act.What, widgets.Pad(14, 14, 12, 14, content), func() { p.editFromBoard(act.ID, "what") })
	card.OnPoint = func() { p.at = act.ID }
	return card
}

func (p *planScreen) editFromBoard(id, field string) {
	_, in := p.w.session.Assessment.Plan.Action(id)
	p.board, p.chosen = false, in.Indicator
	p.edit(id, field)
	p.typed.stopping = field == "reason"
	p.again()
}

// put moves an action to another column. Stopping it requires a reason, which is entered in its form.
func (p *planScreen) put(id string, status assessment.ActionStatus) {
	act, _ := p.w.session.Assessment.Plan.Action(id)
	switch {
	case act == nil || act.Status == status:
		return
	case status == assessment.ActionStopped:
		p.editFromBoard(id, "reason")
		return
	}
	p.change(session.Once, id, func(x *assessment.Action) { x.Status, x.Reason = status, "" })
	p.w.render()
	p.point(id)
}

// point focuses an action on the board.
func (p *planScreen) point(id string) {
	p.at = id
	for _, c := range p.columns {
		if i := slices.IndexFunc(c.actions, func(act assessment.PlacedAction) bool { return act.ID == id }); i >= 0 {
			p.w.focus(p.w.view.scroll.Cell(c.cards, i).(fyne.Focusable))
		}
	}
}

// boardKeys returns the keys that move along the cards, and that move a card to another column.
func (p *planScreen) boardKeys() keyTable {
	var ids []string
	for _, c := range p.columns {
		for _, act := range c.actions {
			ids = append(ids, act.ID)
		}
	}
	keys := keyTable{{name: "B", help: "help.plan_list", do: p.toggleBoard}, {name: keyEscape, help: "help.plan_list", do: p.toggleBoard}}
	if len(ids) == 0 {
		return keys
	}
	at := slices.Index(ids, p.at)
	keys = append(keys, key{name: keyUp, help: "help.review_move", do: func() { p.point(ids[max(at-1, 0)]) }},
		key{name: keyDown, help: "help.review_move", do: func() { p.point(ids[min(at+1, len(ids)-1)]) }})
	if at < 0 {
		return keys
	}
	return append(keys, digits(len(assessment.ActionStatuses), "help.plan_put", func(i int) { p.put(p.at, assessment.ActionStatuses[i]) })...)
}
