//go:build slow

package main

import (
	"slices"
	"testing"
)

// In a field Ctrl+Z and Ctrl+Y apply to the typing there; if there is none left, to the last change anywhere.
func TestUndoInAField(t *testing.T) {
	d := sit(t)
	window := d.openNew("Noord")
	d.together()
	d.keys("ctrl+2", "3")
	d.until("V1 is scored", func() bool { return d.answer(d.named("Noord"), "V1") == 3.0 })
	d.keys("ctrl+2", "e") // the field for evidence
	d.write("Zorg")
	d.keys("ctrl+z", "ctrl+z") // the word, then the score
	id := d.named("Noord")
	d.until("the score is taken back", func() bool { return d.answer(id, "V1") != 3.0 })
	d.keys("Escape", "r", "ctrl+y") // nothing was typed in the remark
	d.until("the score is there again", func() bool { return d.answer(id, "V1") == 3.0 })
	d.quit(window)
}

// together goes from the name of a new team back to the way of working, and chooses scoring together.
func (d *desk) together() {
	d.keys(append(slices.Repeat([]string{"shift+Tab"}, 4), "Return")...)
}

// openNew opens the window with a new assessment of a team of that name; the cursor is after the name.
func (d *desk) openNew(name string) *running {
	d.Helper()
	window := d.open()
	d.until("a new assessment is there", func() bool {
		if len(d.list()) == 0 {
			d.keys("Escape", "ctrl+n")
		}
		return len(d.list()) == 1
	})
	d.shows("Nieuw team")
	d.write(name)
	d.until("it has its name", func() bool { return d.named(name) != "" })
	return window
}
