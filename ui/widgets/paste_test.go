package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Text pasted from a word processor becomes lines and bullets.
func TestPasteFromAWordProcessor(t *testing.T) {
	a := test.NewTempApp(t)
	kept := ""
	e := NewNotes("", "", 3, func(s string) { kept = s })
	w := test.NewTempWindow(t, e)
	w.Canvas().Focus(e)
	a.Clipboard().SetContent("Doel\vSamen\r\uF0B7 punt\u2028slot")
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: a.Clipboard()})
	if want := "Doel\nSamen\n• punt\nslot"; e.Text != want || kept != want {
		t.Errorf("the field holds %q and keeps %q", e.Text, kept)
	}
}
