package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The wheel scrolls the page also over a field, unless the field itself can scroll.
func TestWheelOverAField(t *testing.T) {
	for name, c := range map[string]struct {
		field *Entry
		turns bool
	}{
		"one line":      {NewEntry("", "kort", nil), true},
		"a few lines":   {NewNotes("", "een\ntwee\ndrie", 2, nil), true},
		"all it shows":  {NewNotes("", strings.Repeat("regel\n", maxRows-1), 2, nil), true},
		"more than all": {NewNotes("", strings.Repeat("regel\n", maxRows), 2, nil), false},
	} {
		t.Run(name, func(t *testing.T) {
			w := test.NewTempApp(t).NewWindow("")
			page := NewScroll(Column(0, c.field, Space(2000)))
			w.SetContent(page)
			w.Resize(fyne.NewSize(400, 300))
			test.Scroll(w.Canvas(), fyne.NewPos(100, 20), 0, -50)
			if turned := page.Offset().Y > 0; turned != c.turns {
				t.Errorf("turned is %v", turned)
			}
		})
	}
}
