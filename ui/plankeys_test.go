package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// Tab stops once at each row of the list, where Space ticks and the arrows go on; Right leads to the actions, which the arrows
// go along, and Left back. Escape from an action leads to its row, with the title of its priority in sight.
func TestPlanByFocus(t *testing.T) {
	r := scored(t, "2")
	r.win.Resize(fyne.NewSize(1340, 690))
	p := r.screen.(*planScreen)
	list, c := slices.Clone(p.list()), r.win.Canvas()
	on := func(what, id string) {
		t.Helper()
		if at, ok := c.Focused().(fyne.CanvasObject); !ok || at != r.stands[id+" "] {
			t.Errorf("%s: the focus is on %T", what, c.Focused())
		}
	}
	r.focus(r.stands[list[0]+" "].(fyne.Focusable))
	r.press(fyne.KeyTab)
	on("Tab", list[1])
	r.press(fyne.KeyReturn, fyne.KeyDown)
	on("Enter and Down", list[2])
	r.write(" ")
	on("Space", list[2])
	if pr := r.stored().Plan.PriorityFor(list[2]); pr == nil || p.chosen != list[2] {
		t.Fatalf("Space chose %+v, shown is %s", r.stored().Plan.Priorities, p.chosen)
	}
	for _, what := range []string{"Een", "Twee"} {
		r.write("a")
		r.write(what)
		r.press(fyne.KeyEscape, fyne.KeyEscape)
	}
	acts := r.session.Assessment.Plan.PriorityFor(list[2]).Actions
	if place := r.app.Driver().AbsolutePositionForObject(p.shown); place.Y < 0 {
		t.Errorf("the title of the priority is %v above what is seen", -place.Y)
	}
	r.press(fyne.KeyRight)
	on("Right, to the action that was open last", acts[slices.IndexFunc(acts, func(x assessment.Action) bool { return x.What == "Twee" })].ID)
	r.press(fyne.KeyUp, fyne.KeyUp)
	on("Up along the actions", acts[0].ID)
	r.press(fyne.KeyLeft)
	on("Left", list[2])
}

// What must be done before adopting is distinguished from what may be: the first heading is shown only while adopting is not
// the primary button.
func TestWhatMustAndWhatMay(t *testing.T) {
	r := scored(t, "2")
	r.press(fyne.KeyReturn)
	if r.screen.(*planScreen).blocked() || strings.Contains(r.words(), r.say("plan.still")) {
		t.Errorf("something must be done, though nothing blocks")
	}
	r.sees(r.say("plan.may"), r.say("gap.no_evaluation"))
	r.session.AddPriority("V2")
	r.sees(r.say("plan.still"), r.say("gap.no_action", "indicator", "V2"), r.say("plan.may"))
}

// Everything on the plan screen can be reached from the list by one key, and ticking moves no row and no checkbox.
func TestPlanReachedFromTheList(t *testing.T) {
	r := scored(t, "2")
	p := r.screen.(*planScreen)
	at := func(id string) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(r.stands[id+" "])
	}
	list := slices.Clone(p.list())
	before, box := at(list[2]), func() (x float32) {
		walk(r.stands[list[2]+" "], func(o fyne.CanvasObject) {
			if b, ok := o.(*widgets.Clickable); ok && b.Name() == r.say("plan.choose")+" "+list[2] {
				x = fyne.CurrentApp().Driver().AbsolutePositionForObject(b).X
			}
		})
		return x
	}
	x := box()
	p.toggle(list[2])
	p.toggle(list[0])
	p.toggle(list[1])
	if now := at(list[2]); now != before || box() != x || !slices.Equal(p.list(), list) {
		t.Errorf("ticking moved the row from %v to %v, its box from %v to %v", before, now, x, box())
	}
	r.write("a")
	r.write("Iets")
	r.press(fyne.KeyEscape, fyne.KeyEscape, fyne.KeyRight, fyne.KeyReturn)
	if e, ok := r.win.Canvas().Focused().(*widgets.Entry); !ok || e.Text != "Iets" {
		t.Errorf("Right and Enter lead to %T", r.win.Canvas().Focused())
	}
	r.press(fyne.KeyEscape, fyne.KeyEscape)
	p.toggle(list[2])
	r.sees(r.say("plan.removed_alone", "indicator", list[2]))
	r.write("w")
	if e, ok := r.win.Canvas().Focused().(*widgets.Entry); !ok || e.Label() != r.say("field.evaluation_date") {
		t.Errorf("W leads to %T", r.win.Canvas().Focused())
	}
	r.press(fyne.KeyEscape)
	r.write("v")
	if _, ok := r.screen.(*planScreen); !ok || r.notice.words == "" {
		t.Errorf("V leads to %T, without a word", r.screen)
	}
	r.goTo(session.StepTeam)
	r.goTo(session.StepPlan)
	if now := r.screen.(*planScreen).list(); now[0] != list[0] || slices.Index(now[:2], list[1]) < 0 {
		t.Errorf("the chosen ones do not come first: %v", now[:3])
	}
}
