package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// atBoard returns a room at the board of the example team, with many more actions, whose cards have different
// heights.
func atBoard(t *testing.T) *room {
	r := enter(t, "nl")
	r.addExample()
	priority := r.session.Assessment.Plan.Priorities[0].ID
	for i := range 100 {
		act := assessment.NewAction(r.today)
		act.What = strings.Repeat(fmt.Sprintf("Zaak %d. ", i), 1+i%7)
		act.Status = assessment.ActionStatuses[i%3]
		r.session.AddAction(priority, act)
	}
	r.goTo(session.StepPlan)
	r.write("b")
	return r
}

// focused returns the action whose card has the focus and is in view, and its distance from the top.
func (r *room) focused() (id string, y float32) {
	r.Helper()
	card, ok := r.win.Canvas().Focused().(*widgets.LaneCard)
	if !ok {
		r.Fatalf("the focus is on %T", r.win.Canvas().Focused())
	}
	place := r.app.Driver().AbsolutePositionForObject(card)
	if place.Y < 0 || place.Y > r.view.scroll.Size().Height {
		r.Errorf("%q stands at %v", card.AccessibilityLabel(), place)
	}
	p := r.screen.(*planScreen)
	if act, _ := r.session.Assessment.Plan.Action(p.at); act == nil || !strings.HasSuffix(card.AccessibilityLabel(), act.What) {
		r.Errorf("pointed at %+v, the focus is on %q", act, card.AccessibilityLabel())
	}
	return p.at, place.Y
}

// With many actions, the keys move through all of them in order, and only cards near the visible range exist.
func TestBoardOfManyActions(t *testing.T) {
	r := atBoard(t)
	var want []string
	for _, status := range assessment.ActionStatuses {
		for _, act := range r.session.Assessment.Plan.ByDue() {
			if act.Status == status {
				want = append(want, act.ID)
			}
		}
	}
	cards := func() (n int) {
		walk(r.view.body, func(o fyne.CanvasObject) {
			if _, ok := o.(*widgets.LaneCard); ok {
				n++
			}
		})
		return n
	}
	along := func(key fyne.KeyName, want []string) {
		t.Helper()
		for i, id := range want {
			r.press(key)
			if at, _ := r.focused(); at != id {
				t.Fatalf("after %d presses it is at %s, not at %s", i+1, at, id)
			}
			if n := cards(); n > 60 {
				t.Fatalf("%d cards exist after %d presses", n, i+1)
			}
		}
	}
	if at, _ := r.focused(); at != want[0] {
		t.Errorf("it opens at %s, not at %s", at, want[0])
	}
	along(fyne.KeyDown, want[1:])
	slices.Reverse(want)
	along(fyne.KeyUp, want[1:])
}

// An action that is moved to another column far down the board is shown there, and the board keeps its scroll
// position when it is rebuilt.
func TestBoardKeepsItsPosition(t *testing.T) {
	r := atBoard(t)
	for range 30 {
		r.press(fyne.KeyDown)
	}
	id, _ := r.focused()
	r.write("2")
	if now, _ := r.stored().Plan.Action(id); now.Status != assessment.ActionStatuses[1] {
		t.Errorf("put there, it is %s", now.Status)
	}
	at, y := r.focused()
	offset, size := r.view.scroll.Offset(), r.view.body.Size()
	if at != id || offset.Y < 2*r.view.scroll.Size().Height {
		t.Errorf("it is at %s, %v down", at, offset.Y)
	}
	r.session.Undo()
	r.session.Redo()
	r.render()
	r.screen.(*planScreen).focusCard(id)
	if at, again := r.focused(); at != id || again != y || r.view.scroll.Offset() != offset || r.view.body.Size() != size {
		t.Errorf("made again %s stands at %v, %v down of %v; before %s at %v, %v of %v", at, again, r.view.scroll.Offset(), r.view.body.Size(), id, y, offset, size)
	}
}

// Left and Right move to the next column with actions, and not beyond the last.
func TestBoardAcrossColumns(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	r.write("b")
	p := r.screen.(*planScreen)
	column := func() int {
		id, _ := r.focused()
		return slices.IndexFunc(p.columns, func(c boardColumn) bool { return slices.Contains(c.ids(), id) })
	}
	var filled []int
	for i, c := range p.columns {
		if len(c.actions) > 0 {
			filled = append(filled, i)
		}
	}
	if len(filled) < 2 {
		t.Fatalf("only the columns %v hold anything", filled)
	}
	for _, want := range filled[1:] {
		r.press(fyne.KeyRight)
		if got := column(); got != want {
			t.Errorf("Right leads to column %d, not %d", got, want)
		}
	}
	r.press(fyne.KeyRight)
	for i := len(filled) - 2; i >= 0; i-- {
		r.press(fyne.KeyLeft)
		if got := column(); got != filled[i] {
			t.Errorf("Left leads to column %d, not %d", got, filled[i])
		}
	}
}

// The number above a column and the number of all open actions agree if an action was carried over twice; both its cards
// stay.
func TestBoardCountsACarriedOverActionOnce(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	plan := &r.session.Assessment.Plan
	acts := plan.ByDue()
	for _, x := range acts {
		act, _ := plan.Action(x.ID)
		act.Status = assessment.ActionTodo
	}
	one, _ := plan.Action(acts[0].ID)
	other, _ := plan.Action(acts[1].ID)
	one.CarriedFrom, other.CarriedFrom = "of-before", "of-before"
	r.goTo(session.StepPlan)
	r.write("b")
	n := len(acts) - 1
	r.sees(r.say("home.open_actions", "count", n), fmt.Sprintf("%s · %d", r.say("status.todo"), n))
	if cards, _ := r.lane(0); len(cards) != len(acts) {
		t.Errorf("%d cards of %d actions", len(cards), len(acts))
	}
}

// lane returns the cards of a column of the board, and a position in it.
func (r *room) lane(i int) (cards []*widgets.LaneCard, in fyne.Position) {
	c := r.screen.(*planScreen).columns[i].cards
	for _, o := range c.Objects {
		cards = append(cards, o.(*widgets.LaneCard))
	}
	return cards, r.app.Driver().AbsolutePositionForObject(c).AddXY(c.Size().Width/2, 20)
}

// drag drags a card by its middle to a position, in steps as by hand, and drops it there unless drop is false.
func (r *room) drag(card *widgets.LaneCard, to fyne.Position, drop bool) {
	from := r.app.Driver().AbsolutePositionForObject(card).AddXY(card.Size().Width/2, card.Size().Height/2)
	for range 4 {
		card.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta((to.X-from.X)/4, (to.Y-from.Y)/4)})
	}
	if drop {
		card.DragEnd()
	}
}

// A card can be dragged to another column. During the drag only the column in which it would land is outlined; dropped in its
// own column or beside the board it stays.
func TestDraggingOnTheBoard(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	r.write("b")
	id := r.session.Assessment.Plan.ByDue()[0].ID
	status := func() assessment.ActionStatus {
		act, _ := r.stored().Plan.Action(id)
		return act.Status
	}
	outlined := func() (n int) {
		accent := theme.Color(theme.ColorAccent)
		walk(r.view.body, func(o fyne.CanvasObject) {
			if p, ok := o.(*widgets.Panel); ok {
				rect := test.WidgetRenderer(p).Objects()[0].(*canvas.Rectangle)
				if rect.StrokeWidth > 0 && rect.StrokeColor == accent && rect.Size().Height > r.view.body.Size().Height/2 {
					n++
				}
			}
		})
		return n
	}
	cards, own := r.lane(0)
	_, doing := r.lane(1)
	before := r.fingerprint()
	r.drag(cards[0], own, true)
	r.drag(cards[0], own.SubtractXY(own.X, 0), true) // on the rail
	if status() != assessment.ActionTodo || r.fingerprint() != before || outlined() != 0 {
		t.Errorf("dropped in its own column it is %s, with %d columns outlined", status(), outlined())
	}
	r.drag(cards[0], doing, false)
	if outlined() != 1 || status() != assessment.ActionTodo {
		t.Errorf("while it is dragged %d columns are outlined, and it is %s", outlined(), status())
	}
	cards[0].DragEnd()
	if at, _ := r.focused(); at != id || status() != assessment.ActionDoing || outlined() != 0 {
		t.Errorf("dropped it is %s, the focus is on %s, and %d columns are outlined", status(), at, outlined())
	}
	r.undo()
	if status() != assessment.ActionTodo {
		t.Errorf("undone it is %s", status())
	}
	cards, _ = r.lane(0)
	test.Drag(r.win.Canvas(), r.app.Driver().AbsolutePositionForObject(cards[0]).AddXY(30, 30), doing.X-own.X, 0) // as the toolkit finds it
	if status() != assessment.ActionDoing {
		t.Errorf("dragged by the toolkit it is %s", status())
	}
}

// An action moved to the last column waits there for the reason without which it is not stopped; that can be cancelled.
func TestStoppingOnTheBoard(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	r.write("b")
	id := r.session.Assessment.Plan.ByDue()[0].ID
	action := func() *assessment.Action { act, _ := r.stored().Plan.Action(id); return act }
	stopping := func() {
		cards, _ := r.lane(0)
		_, stopped := r.lane(3)
		r.drag(cards[0], stopped, true)
		if f, ok := r.win.Canvas().Focused().(*widgets.Entry); !ok || f.Label() != r.say("action.reason") {
			t.Fatalf("dropped there the focus is on %T", r.win.Canvas().Focused())
		}
		if at := r.app.Driver().AbsolutePositionForObject(r.win.Canvas().Focused().(fyne.CanvasObject)); at.X < stopped.X-200 {
			t.Errorf("the reason is asked at %v, not where the card was dropped, %v", at, stopped)
		}
	}
	stopping()
	r.press(fyne.KeyReturn)
	if action().Status != assessment.ActionTodo || r.notice.words != r.say("action.reason_needed") {
		t.Errorf("without a reason it is %s", action().Status)
	}
	r.write("Te d")
	r.press(fyne.KeyEscape) // from the field at once, as the button beside it says
	if p := r.screen.(*planScreen); action().Status != assessment.ActionTodo || p.action != "" || !p.board {
		t.Fatalf("left as it was it is %s", action().Status)
	}
	stopping()
	r.write("Past niet meer")
	r.press(fyne.KeyReturn)
	if act := action(); act.Status != assessment.ActionStopped || act.Reason != "Past niet meer" {
		t.Errorf("stopped as %+v", act)
	}
	if at, _ := r.focused(); at != id {
		t.Errorf("the focus is on %s", at)
	}
	r.sees(r.say("status.stopped")+" · 1", "Past niet meer")
	r.write("1")
	if act := action(); act.Status != assessment.ActionTodo || act.Reason != "" {
		t.Errorf("taken up again it is %+v", act)
	}
	r.write("4")
	r.write("Te duur")
	r.goTo(session.StepPrint) // what was typed is kept
	if act := action(); act.Status != assessment.ActionStopped || act.Reason != "Te duur" {
		t.Errorf("left with a reason typed it is %+v", act)
	}
}

// Changing the text size keeps the reason being typed on the board, and the cursor in it, even in a card further down.
func TestZoomWhileTypingOnTheBoard(t *testing.T) {
	r := atBoard(t)
	for range 4 {
		r.press(fyne.KeyDown)
	}
	r.write("4")
	r.write("Te duur")
	r.field().CursorColumn = 2
	for _, size := range []float32{1.2, 1} {
		r.zoom(size)
		e, ok := r.win.Canvas().Focused().(*widgets.Entry)
		if !ok || e.Label() != r.say("action.reason") || e.Text != "Te duur" || e.Cursor() != 2 || r.notice.words != "" {
			t.Fatalf("at %v the focus is on %T, and said is %q", size, r.win.Canvas().Focused(), r.notice.words)
		}
	}
	r.write("!")
	if got := r.field().Text; got != "Te! duur" {
		t.Errorf("typed on it holds %q", got)
	}
}

// A card shows the last note of its action.
func TestLastNoteOnTheCard(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	id := r.session.Assessment.Plan.ByDue()[0].ID
	r.session.AddNote(id, "Begonnen met klas 2A")
	r.today = "2026-12-01"
	r.session.AddNote(id, "Twee van de drie doelen gekozen")
	r.goTo(session.StepPlan)
	r.write("b")
	r.sees("1 dec 2026: Twee van de drie doelen gekozen")
	if strings.Contains(r.words(), "Begonnen met klas 2A") {
		t.Error("an earlier note is on the card")
	}
}

// An action that the next round goes on with says so in its own plan and on its board: it is late only there.
func TestPlanSaysWhatWasTakenAlong(t *testing.T) {
	r := reviewing(t)
	last := r.session.Previous.ID
	act := r.screen.(*reviewScreen).actions()[0]
	r.write("4")
	r.openThen(last, func() { r.goTo(session.StepPlan) })
	p := r.screen.(*planScreen)
	late := func() (n int) {
		for line := range strings.SplitSeq(r.words(), "\n") {
			if strings.HasSuffix(line, r.say("status.overdue")) && !strings.Contains(line, "open") { // not the line with all of them
				n++
			}
		}
		return n
	}
	for _, board := range []bool{false, true} {
		p.showIndicator(act.Priority.Indicator)
		if board {
			p.toggleBoard()
			r.sees(r.say("report.fates.carried", "count", 1), r.say("report.fate.carried"))
		} else {
			r.sees(r.say("plan.status_carried"))
		}
		want := 0
		for _, x := range r.session.Assessment.Plan.ByDue() {
			if x.ID != act.ID && x.Overdue(r.today) && (board || x.Priority.Indicator == act.Priority.Indicator) {
				want++
			}
		}
		if got := late(); got != want {
			t.Errorf("on the board (%v) %d are late instead of %d:\n%s", board, got, want, r.words())
		}
	}
	was, _ := r.session.Assessment.Plan.Action(act.ID)
	status := was.Status
	p.moveToColumn(act.ID, assessment.ActionDone) // its progress is kept in the new plan
	r.sees(r.say("action.carried"))
	if is, _ := r.session.Assessment.Plan.Action(act.ID); is.Status != status {
		t.Errorf("it became %s", is.Status)
	}
}
