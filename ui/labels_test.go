package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// labels: every focusable control has a label for screen readers that is unique on its screen and says in words whether it is
// chosen and, for levels, its number of how many.
func labels(t *testing.T, r *room) {
	seen := make(map[string]bool)
	walk(r.win.Canvas().Content(), func(o fyne.CanvasObject) {
		if _, ok := o.(fyne.Focusable); !ok || !o.Visible() {
			return
		}
		a, ok := o.(fyne.Accessible)
		switch {
		case !ok:
			t.Errorf("a %T has no label", o)
		case a.AccessibilityLabel() == "":
			t.Errorf("the label of a %T is empty", o)
		case seen[a.AccessibilityLabel()]:
			t.Errorf("two are called %q", a.AccessibilityLabel())
		default:
			seen[a.AccessibilityLabel()] = true
		}
		if c, ok := o.(interface{ Chosen() bool }); ok && c.Chosen() != strings.Contains(a.AccessibilityLabel(), ", "+lang.L("chosen")) {
			t.Errorf("%q is chosen: %v", a.AccessibilityLabel(), c.Chosen())
		}
	})
}

// A level's label has its name, whether it is chosen and its number of how many, in the language of the window.
func TestLabelOfALevel(t *testing.T) {
	r := enter(t, "nl")
	t.Cleanup(func() { SetToolkitLanguage("en") })
	r.create()
	r.scoreTogether("V2")
	r.write("2")
	level := r.screen.(*scoreScreen).sheet.levels[1]
	SetToolkitLanguage("nl")
	if got := level.AccessibilityLabel(); !strings.HasPrefix(got, "2 ") || !strings.HasSuffix(got, ", gekozen, 2 van 4") {
		t.Errorf("the label is %q", got)
	}
	SetToolkitLanguage("en")
	if got := level.AccessibilityLabel(); !strings.HasSuffix(got, ", chosen, 2 of 4") {
		t.Errorf("in English the label is %q", got)
	}
	level.SetChosen(false)
	level.SetDisabled(true)
	if got := level.AccessibilityLabel(); !strings.HasSuffix(got, ", cannot be used now, 2 of 4") {
		t.Errorf("disabled, the label is %q", got)
	}
}
