package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// The rail shows names if they fit, and symbols otherwise.
func TestRailFitsTheWindow(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	for _, c := range []struct {
		width float32
		names bool
	}{{1366, true}, {900, false}, {1366, true}, {1079, false}, {1080, true}} {
		r.win.Resize(fyne.NewSize(c.width, 768))
		rail := r.frame.rail
		var b strings.Builder
		walk(rail, gather(&b))
		if got := strings.Contains(b.String(), r.say("rail.settings")); got != c.names {
			t.Errorf("%v wide, it has names: %v\n%s", c.width, got, b.String())
		}
		labels := map[string]bool{}
		walk(rail, func(o fyne.CanvasObject) {
			if p, ok := o.(*widgets.Pressable); ok {
				labels[p.Name()] = true
			}
		})
		if len(labels) != len(r.session.Steps())+3 || !labels[r.say("rail.settings")] {
			t.Errorf("%v wide, it leads to %v", c.width, labels)
		}
	}
}

// The rail persists between screens, and shows the current progress of each step, in the language and the size
// chosen.
func TestRailKeepsUp(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	says := func(s session.Step, progress string) {
		t.Helper()
		want, found := r.say("step."+string(s))+", "+r.say("progress."+progress), false
		walk(r.frame.rail, func(o fyne.CanvasObject) {
			p, ok := o.(*widgets.Pressable)
			found = found || ok && p.Name() == want
		})
		if !found {
			t.Errorf("at %s the rail does not say %q", r.at, want)
		}
	}
	says(session.StepTeam, "empty")
	r.write("Team Bouw")
	r.scoreTogether("V1")
	says(session.StepTeam, "done")
	says(session.StepScore, "empty")
	before := r.frame.rail
	r.press(fyne.KeyRight)
	if r.frame.rail != before {
		t.Error("it is made anew where nothing in it changed")
	}
	r.write("2")
	r.press(fyne.KeyRight)
	says(session.StepScore, "busy")
	r.lang = words.In("en")
	r.applySettings()
	says(session.StepScore, "busy")
	before = r.frame.rail
	r.zoom(1.5)
	if r.frame.rail == before {
		t.Error("it stays as large as it was")
	}
	before = r.frame.rail
	r.goTo(session.StepTeam)
	if r.frame.rail == before {
		t.Error("it shows the step one came from")
	}
}

// A rebuild leaves the focus where it is, also outside the scrolled content.
func TestFocusStaysInTheRail(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	var rail fyne.Focusable
	walk(r.frame.rail, func(o fyne.CanvasObject) {
		if p, ok := o.(*widgets.Pressable); ok {
			rail = p
		}
	})
	r.win.Canvas().Focus(rail)
	r.render()
	if got := r.win.Canvas().Focused(); got != rail {
		t.Errorf("the focus is on %T", got)
	}
	r.typeIn(r.say("field.goal"), "")
	r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	r.render()
	got, _ := r.win.Canvas().Focused().(*widgets.Entry)
	if got == nil || !widgetsIn(r.frame.content)[got] || got.Label() != r.say("field.goal") || got.CursorColumn != 1 {
		t.Errorf("the focus is on %+v", got)
	}
}

// In a window too low for it the rail scrolls with the focus.
func TestRailInALowWindow(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.win.Resize(fyne.NewSize(minWidth, minHeight))
	var help *widgets.Pressable
	walk(r.frame.rail, func(o fyne.CanvasObject) {
		if p, ok := o.(*widgets.Pressable); ok && p.Name() == r.say("rail.help") {
			help = p
		}
	})
	bottom := func() float32 {
		return r.app.Driver().AbsolutePositionForObject(help).Y + help.Size().Height
	}
	if bottom() <= minHeight {
		t.Fatal("it is high enough")
	}
	r.win.Canvas().Focus(help)
	if b := bottom(); b > minHeight {
		t.Errorf("help ends at %v", b)
	}
}
