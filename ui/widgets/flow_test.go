package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/ui/theme"
)

// What does not fit beside each other stands below each other.
func TestSplit(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	aside, main := Space(100), Space(300)
	c := Split(10, 500, []float32{1, 3}, aside, main)
	for _, at := range []struct {
		width       float32
		aside, main fyne.Position
		height      float32
	}{
		{810, fyne.NewPos(0, 0), fyne.NewPos(210, 0), 300},
		{500, fyne.NewPos(0, 0), fyne.NewPos(132.5, 0), 300},
		{499, fyne.NewPos(0, 0), fyne.NewPos(0, 110), 410},
	} {
		h := HeightAt(c, at.width)
		c.Resize(fyne.NewSize(at.width, h))
		if aside.Position() != at.aside || main.Position() != at.main || h != at.height {
			t.Errorf("%v wide: aside at %v, main at %v, %v high", at.width, aside.Position(), main.Position(), h)
		}
	}
}

// The cells of a grid are spread evenly over its rows; in a single row they keep the width they have in a full one.
func TestGrid(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	for _, at := range []struct {
		cells     int
		width     float32
		row       int // cells in the first row
		cell      float32
		rowsInAll float32
	}{
		{4, 430, 4, 100, 1}, {4, 429, 2, 209.5, 2}, {4, 200, 1, 200, 4}, {2, 430, 2, 100, 1}, {5, 430, 3, 136.66667, 2}, {7, 430, 4, 100, 2}, {0, 430, 0, 0, 0},
	} {
		var cells []fyne.CanvasObject
		for range at.cells {
			cells = append(cells, Space(50))
		}
		grid := Grid(10, 100, 4, cells...)
		h := HeightAt(grid, at.width)
		grid.Resize(fyne.NewSize(at.width, h))
		row := 0
		for _, c := range cells {
			if c.Position().Y == 0 {
				row++
			}
			if c.Size() != fyne.NewSize(at.cell, 50) {
				t.Errorf("%d cells, %v wide: one is %v", at.cells, at.width, c.Size())
			}
		}
		if want := max(0, at.rowsInAll*60-10); row != at.row || h != want {
			t.Errorf("%d cells, %v wide: %d on the first row, %v high, not %d and %v", at.cells, at.width, row, h, at.row, want)
		}
	}
}

// counted counts its measurements.
type counted struct {
	*Panel
	times int
}

func (c *counted) heightAt(*pass, float32) float32 { c.times++; return 20 }

// TestMeasuredOnce checks that an object in rows in columns in rows is measured only a few times, however deep it is.
func TestMeasuredOnce(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	leaf := &counted{Panel: NewPanel("", 0)}
	var o fyne.CanvasObject = leaf
	for range 12 {
		o = Columns(4, []float32{1, 1}, Column(4, o, Line()), NewText("."))
	}
	o.Resize(fyne.NewSize(4000, 400))
	laidOut := leaf.times
	LayOut(o)
	if most := 3; laidOut > most || leaf.times-laidOut > most {
		t.Errorf("measured %d times to be laid out, and %d times to be laid out again, want at most %d", laidOut, leaf.times-laidOut, most)
	}
}
