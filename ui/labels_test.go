package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestLabels holds that whatever can have the focus has a label for screen readers, which no other on its screen has.
func TestLabels(t *testing.T) {
	onScreen(t, func(t *testing.T, r *room) {
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
		})
	})
}
