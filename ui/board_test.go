package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
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

// pointed returns the action whose card has the focus and is in view, and its distance from the top.
func (r *room) pointed() (id string, y float32) {
	r.Helper()
	card, ok := r.win.Canvas().Focused().(*widgets.Choice)
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
			if _, ok := o.(*widgets.Choice); ok {
				n++
			}
		})
		return n
	}
	along := func(key fyne.KeyName, want []string) {
		t.Helper()
		for i, id := range want {
			r.press(key)
			if at, _ := r.pointed(); at != id {
				t.Fatalf("after %d presses it is at %s, not at %s", i+1, at, id)
			}
			if n := cards(); n > 60 {
				t.Fatalf("%d cards exist after %d presses", n, i+1)
			}
		}
	}
	along(fyne.KeyDown, want)
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
	id, _ := r.pointed()
	r.write("2")
	if now, _ := r.stored().Plan.Action(id); now.Status != assessment.ActionStatuses[1] {
		t.Errorf("put there, it is %s", now.Status)
	}
	at, y := r.pointed()
	offset, size := r.view.scroll.Offset(), r.view.body.Size()
	if at != id || offset.Y < 2*r.view.scroll.Size().Height {
		t.Errorf("it is at %s, %v down", at, offset.Y)
	}
	r.session.Undo()
	r.session.Redo()
	r.render()
	r.screen.(*planScreen).point(id)
	if at, again := r.pointed(); at != id || again != y || r.view.scroll.Offset() != offset || r.view.body.Size() != size {
		t.Errorf("made again %s stands at %v, %v down of %v; before %s at %v, %v of %v", at, again, r.view.scroll.Offset(), r.view.body.Size(), id, y, offset, size)
	}
}
