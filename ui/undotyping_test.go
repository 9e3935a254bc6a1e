package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// When undo leaves a field for the score of another indicator, further typing goes into the same field there.
func TestUndoFromAFieldKeepsTyping(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.scoreTogether("V2")
	r.write("4")
	r.press(fyne.KeyReturn)
	r.write("r")
	r.write("bb")
	for r.stored().Score("V2").Answer == 4 {
		if f, ok := r.win.Canvas().Focused().(*widgets.Entry); ok && f.Text != "" {
			f.TypedShortcut(&fyne.ShortcutUndo{}) // as far as there is something typed here to undo
			continue
		}
		r.undo()
	}
	typed, ok := r.win.Canvas().Focused().(*widgets.Entry)
	if !ok {
		t.Fatalf("the focus is on %T", r.win.Canvas().Focused())
	}
	before := r.stored().Score("V2").Answer
	r.write("nog 3 n")
	if got := r.stored(); got.Score("V2").Answer != before || !strings.HasSuffix(typed.Text, "nog 3 n") {
		t.Errorf("typing on scores %v, was %v; the field says %q", got.Score("V2").Answer, before, typed.Text)
	}
}

// Undo goes to the change and moves the cursor there from another field, so that further typing lands where the change is
// seen.
func TestUndoTakesTheCursorAlong(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	r.write("r")
	r.write("Zo zit het.")
	r.win.Canvas().Unfocus()
	r.write("e")
	r.undo()
	if e, ok := r.win.Canvas().Focused().(*widgets.Entry); !ok || e.Label() != r.say("field.note") {
		t.Fatalf("the cursor is in %v", r.win.Canvas().Focused())
	}
	r.write("Anders.")
	if s := r.stored().Score("V1"); s.Note != "Anders." || s.Evidence != "" {
		t.Errorf("stored %+v", s)
	}
}
