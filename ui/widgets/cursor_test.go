package widgets

import (
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/ui/theme"
)

const sample = "Het teamplan noemt LOB op 1 juni 2027 bij alle 12 docenten en weten wat ze vragen kunnen, elke week opnieuw.  Samen!\n" +
	"Een tweede alinea, ook met een regeleinde op een spatie hier en daar."

func notes(t *testing.T, width float32) *Entry {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, ""))
	e := NewNotes("notes", "", 3, nil)
	w := test.NewWindow(NewScroll(Column(0, e)))
	t.Cleanup(w.Close)
	w.Resize(fyne.NewSize(width, 300))
	w.Canvas().Focus(e)
	// As a screen does: measure again after each change.
	e.OnChanged = func(string) { scrollOver(e).Measure() }
	return e
}

// A field contains exactly what was typed, wherever its lines end.
func TestTypingOverTheEndOfLines(t *testing.T) {
	for width := float32(120); width < 320; width += 9 {
		e := notes(t, width)
		want := ""
		for _, r := range sample {
			want += string(r)
			if r == '\n' {
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			} else {
				e.TypedRune(r)
			}
			if e.Text != want {
				t.Errorf("%v wide: %q, typed %q", width, e.Text, want)
				break
			}
		}
	}
}

// The cursor stays where editing leaves it, wherever lines end: typing, deleting, pasting and selecting give the same
// text as without wrapping.
func TestEditingOverTheEndOfLines(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	letters := []rune("aab   c,de")
	for try := range 20 {
		e := notes(t, 120+float32(try)*9)
		text, at := []rune(sample)[:60+try%20], 0
		e.SetText(string(text))
		e.place(at)
		splice := func(from, to int, with ...rune) {
			text = append(append(append([]rune{}, text[:from]...), with...), text[to:]...)
			at = from + len(with)
		}
		for step := range 200 {
			switch n := rng.IntN(12); {
			case n < 6:
				r := letters[rng.IntN(len(letters))]
				e.TypedRune(r)
				splice(at, at, r)
			case n < 8 && at > 0:
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
				splice(at-1, at)
			case n == 8 && at < len(text):
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
				splice(at, at+1)
			case n == 9:
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
				splice(at, at, '\n')
			case n == 10:
				at = rng.IntN(len(text) + 1)
				e.place(at)
			case n == 11:
				fyne.CurrentApp().Clipboard().SetContent("een stuk ")
				e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
				splice(at, at, []rune("een stuk ")...)
			}
			if e.Text != string(text) || e.CursorTextOffset() != at {
				t.Fatalf("try %d, step %d: cursor at %d, want %d, in\n%q, want\n%q", try, step, e.CursorTextOffset(), at, e.Text, string(text))
			}
		}
	}
}

// Text typed over a selection replaces it.
func TestTypingOverASelection(t *testing.T) {
	for width := float32(120); width < 320; width += 9 {
		e := notes(t, width)
		e.SetText("Het teamplan noemt LOB op 1 juni 2027 bij alle")
		for end := len(e.Text); end > 3; end -= 7 {
			before := e.Text
			e.place(end)
			e.KeyDown(&fyne.KeyEvent{Name: "LeftShift"})
			for range 3 {
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
			}
			e.KeyUp(&fyne.KeyEvent{Name: "LeftShift"})
			if got := e.SelectedText(); got != before[end-3:end] {
				t.Fatalf("%v wide: selected %q, want %q", width, got, before[end-3:end])
			}
			e.TypedRune('x')
			e.TypedRune(' ')
			e.TypedRune('y')
			if want := before[:end-3] + "x y" + before[end:]; e.Text != want {
				t.Errorf("%v wide: %q, want %q", width, e.Text, want)
			}
		}
	}
}
