package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/ui/theme"
)

// A grid of ten thousand cells builds those in view and some around them, at any scroll position.
func TestManyBuildsCellsInView(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	const count = 10_000
	built := 0
	grid := Many(10, 100, 4, count, func(i int) fyne.CanvasObject {
		built++
		return NewPressable(fmt.Sprint(i), Space(float32(40+i%3*5)), nil)
	})
	scroll := NewScroll(Column(10, Space(200), grid))
	w := test.NewTempWindow(t, scroll)
	w.Resize(fyne.NewSize(450, 600))

	first, last := inSight(t, scroll, grid)
	if first != "0" || built > 200 {
		t.Errorf("at the top: from %s to %s, %d built", first, last, built)
	}
	for range 3 { // heights learnt on the way may move the end
		scroll.SetOffset(fyne.NewPos(0, scroll.inner.Content.MinSize().Height))
	}
	if first, last = inSight(t, scroll, grid); last != "9999" || built > 600 {
		t.Errorf("at the bottom: from %s to %s, %d built", first, last, built)
	}
	scroll.SetOffset(fyne.Position{})
	if first, _ = inSight(t, scroll, grid); first != "0" {
		t.Errorf("back at the top: from %s", first)
	}
	if n := len(grid.Objects); n > 200 {
		t.Errorf("%d cells are kept", n)
	}
}

// The keyboard moves through the cells one by one, including those that did not exist at first.
func TestManyByKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	grid := Many(10, 400, 1, 500, func(i int) fyne.CanvasObject { return NewPressable(fmt.Sprint(i), Space(50), nil) })
	w := test.NewTempWindow(t, NewScroll(grid))
	w.Resize(fyne.NewSize(450, 600))
	for i := range 500 {
		w.Canvas().FocusNext()
		if p, ok := w.Canvas().Focused().(*Pressable); !ok || p.AccessibilityLabel() != fmt.Sprint(i) {
			t.Fatalf("after %d times Tab the focus is on %v", i+1, p)
		}
	}
}

// A cell that was made stays when it is out of view, at its place, so that a field in it keeps the focus.
func TestManyKeepsTheCellThatWasMade(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	grid := List(10, 500, func(i int) fyne.CanvasObject { return NewPressable(fmt.Sprint(i), Space(50), nil) })
	Make(grid, 300)
	made := grid.Objects[0].(*Pressable)
	w := test.NewTempWindow(t, NewScroll(grid))
	w.Resize(fyne.NewSize(450, 600))
	w.Canvas().Focus(made)
	w.Canvas().FocusPrevious()
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(made) || made.Position().Y < 300*50 {
		t.Errorf("the focus is on %v, the cell at %v", w.Canvas().Focused(), made.Position())
	}
}

// inSight returns the labels of the first and last visible cell; none between them may be missing.
func inSight(t *testing.T, s *Scroll, grid *fyne.Container) (first, last string) {
	t.Helper()
	at, _ := placeIn(s.content, grid)
	var bottom float32
	for _, o := range grid.Objects {
		y := at.Y + o.Position().Y - s.Offset().Y
		if y+o.Size().Height < 0 || y > s.Size().Height {
			continue
		}
		if first == "" {
			first = o.(*Pressable).AccessibilityLabel()
		} else if y > bottom+10.5 {
			t.Errorf("a gap above %s", o.(*Pressable).AccessibilityLabel())
		}
		last = o.(*Pressable).AccessibilityLabel()
		bottom = y + o.Size().Height
	}
	return first, last
}
