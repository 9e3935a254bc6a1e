package widgets

import (
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/ui/theme"
)

// A field computes the same number of lines as the toolkit.
func TestFieldLines(t *testing.T) {
	app := test.NewTempApp(t)
	random := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("Op 1 juni 2027 heeft elke begeleider van het LOB-team geoefend, en noemt 8 op de 10 studenten “hun” gesprek: T V A j")
	for _, zoom := range []float32{1, 1.1, 1.5, 2} {
		app.Settings().SetTheme(theme.New(zoom, theme.Light))
		for range 60 {
			var text []string
			for range 3 + random.IntN(20) {
				text = append(text, words[random.IntN(len(words))])
			}
			e := NewNotes("", strings.Join(text, " "), 1, nil)
			width := 150 + 550*random.Float32()
			w := test.NewTempWindow(t, e)
			w.Resize(fyne.NewSize(width, 600))
			e.Resize(fyne.NewSize(width, 600))
			lines := 0
			for row := 1; ; row++ {
				lines++
				e.CursorRow, e.CursorColumn = row, 0
				if e.CursorTextOffset() == 0 { // there is none
					break
				}
			}
			if got := e.lines(width); got != lines {
				t.Errorf("%q, %v wide at %v: %d lines, not %d", e.Text, width, zoom, lines, got)
			}
		}
	}
}
