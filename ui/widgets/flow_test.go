package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/ui/theme"
)

// What is aside stands before the main thing where there is room beside it, and under it where there is not.
func TestAside(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	aside, main := Space(100), Space(300)
	c := Aside(10, 500, []float32{1, 3}, aside, main)
	for _, at := range []struct {
		width       float32
		aside, main fyne.Position
		height      float32
	}{
		{810, fyne.NewPos(0, 0), fyne.NewPos(210, 0), 300},
		{500, fyne.NewPos(0, 0), fyne.NewPos(132.5, 0), 300},
		{499, fyne.NewPos(0, 310), fyne.NewPos(0, 0), 410},
	} {
		h := HeightAt(c, at.width)
		c.Resize(fyne.NewSize(at.width, h))
		if aside.Position() != at.aside || main.Position() != at.main || h != at.height {
			t.Errorf("%v wide: aside at %v, main at %v, %v high", at.width, aside.Position(), main.Position(), h)
		}
	}
}
