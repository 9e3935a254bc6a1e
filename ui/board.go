package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// The board of the plan screen: all actions by status, those due first on top.

func (p *planScreen) toggleBoard() {
	p.board = !p.board
	p.close()
	p.w.view.scroll = nil
	p.w.win.Canvas().Unfocus()
	p.w.render()
}

func (p *planScreen) buildBoard() view {
	w, a := p.w, p.w.session.a
	p.focus = nil
	var columns []fyne.CanvasObject
	for _, status := range assessment.ActionStatuses {
		column := widgets.Column(10)
		n := 0
		for _, act := range a.Plan.ByDue() {
			if act.Status == status {
				column.Add(p.boardCard(act))
				n++
			}
		}
		head := widgets.NewText(w.say("status."+string(status)) + " · " + w.lang.Number(n)).Bold()
		columns = append(columns, widgets.Column(10, head, column))
	}
	open, overdue := a.Plan.Progress(w.Today())
	words := w.say("home.open_actions", "count", open)
	if overdue > 0 {
		words += " " + w.say("home.overdue", "count", overdue)
	}
	return view{
		body: widgets.Column(14, widgets.Ends(16, widgets.Statement(w.say("plan.board_title")), widgets.NewText(words).Colored(theme.ColorQuiet).OneLine()),
			widgets.Grid(16, theme.Zoomed(210), 4, columns...)),
		left:  widgets.Secondary(w.say("plan.list"), "B", p.toggleBoard),
		right: widgets.Primary(w.say("plan.print"), shortcutKey("P"), func() { w.goTo(stepPrint) }),
	}
}

// boardCard is one action on the board, which moves to the next or an earlier column with a press.
func (p *planScreen) boardCard(act assessment.PlacedAction) fyne.CanvasObject {
	w := p.w
	due := widgets.Quiet(strings.Join(nonEmpty(act.Owner, w.dueWords(act.Action)), " · "))
	if act.Overdue(w.Today()) {
		due.Colored(theme.ColorWarning)
	}
	moves := widgets.Row(14)
	move := func(status assessment.ActionStatus, words string) {
		if act.Status == status {
			return
		}
		moves.Add(widgets.Link(words, func() {
			if status == assessment.ActionStopped { // it needs a reason, which is written where the action is
				p.board, p.chosen = false, act.Priority.Indicator
				p.edit(act.ID, "reason")
				p.typed.stopping = true
				p.again()
				return
			}
			x := *act.Action
			x.Status, x.Reason = status, ""
			w.session.setAction(once, x)
			p.again()
		}))
	}
	for _, s := range assessment.ActionStatuses {
		move(s, w.say("status."+string(s)))
	}
	content := widgets.Column(6, widgets.Quiet(act.Priority.Indicator).Bold(), widgets.NewText(orElse(act.What, w.say("plan.no_text"))), due)
	if act.Status == assessment.ActionStopped {
		content.Add(widgets.Quiet(act.Reason).Italic())
	}
	card := widgets.NewChoice(w.say("plan.edit")+": "+act.What, widgets.Pad(14, 14, 12, 14, content), func() {
		p.board, p.chosen = false, act.Priority.Indicator
		p.edit(act.ID, "what")
		p.again()
	})
	return widgets.Column(2, card, moves)
}
