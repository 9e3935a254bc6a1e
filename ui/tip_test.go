package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// A control that does not show its key shows it in a tip when the pointer rests there, also where the rail shows
// numbers only; the tip disappears with the pointer, and with the screen.
func TestTips(t *testing.T) {
	r := scored(t, "2")
	running := 0
	var tick func()
	r.everySecond = func(do func()) func() { tick = do; running++; return func() { running-- } }
	for _, width := range []float32{1366, 900} {
		r.win.Resize(fyne.NewSize(width, 700))
		r.goTo(session.StepResult)
		step := func() (found *widgets.Pressable) {
			eachWidget(r.frame.rail, func(x fyne.Widget) {
				if p, ok := x.(*widgets.Pressable); ok && strings.HasPrefix(p.AccessibilityLabel(), r.say("step.print")) {
					found = p
				}
			})
			return found
		}
		tip := func() bool {
			return len(r.root.Objects) > 1 && strings.Contains(r.words(), r.say("step.print")+"\n"+shortcutKey("5"))
		}
		step().MouseIn(nil)
		if tip() {
			t.Error("it says its key at once")
		}
		tick()
		if !tip() || running != 0 {
			t.Errorf("the pointer rests on it in a window %v wide:\n%s", width, r.words())
		}
		step().MouseOut()
		if tip() {
			t.Error("it says its key after the pointer went")
		}
		step().MouseIn(nil)
		step().MouseOut()
		if running != 0 {
			t.Error("it counts on after the pointer went")
		}
		step().MouseIn(nil)
		tick()
		r.goTo(session.StepTeam)
		if tip() {
			t.Error("it says its key on another screen")
		}
	}
}
