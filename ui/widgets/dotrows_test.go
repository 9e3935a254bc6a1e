package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Who gave no level stands in one column after the levels, whether unknown or not applicable: a dot each, or a dash.
func TestDotRowOfThoseWithoutALevel(t *testing.T) {
	test.NewTempApp(t)
	row := DotRow{Levels: []int{1, 0, 2, 0}, Unknown: 2, NotApplicable: 3}
	columns := NewDotColumns(5, []DotRow{row})
	if got := columns.Most[4]; got != 5 {
		t.Errorf("at most %d in the last column, not 5", got)
	}
	rows := DotRows("", []DotRow{row}, columns, 40)
	rows.Resize(fyne.NewSize(500, 40))
	rings, dashes := make(map[float32]bool), 0
	for _, o := range test.WidgetRenderer(rows.(fyne.Widget)).Objects() {
		switch x := o.(type) {
		case *canvas.Arc:
			if x.Position().X > 300 {
				rings[x.Position().X] = true
			}
		case *canvas.Line:
			if x.Position1.X > 300 && x.Position1.Y == x.Position2.Y {
				dashes++
			}
		}
	}
	if len(rings) != 5 || dashes != 3 {
		t.Errorf("%d rings and %d dashes in them after the levels", len(rings), dashes)
	}
}

// A row that must have room for more dots than it has shows them no larger.
func TestDotRowsWithRoomForMore(t *testing.T) {
	test.NewTempApp(t)
	row := DotRow{Levels: []int{0, 0, 3, 0}}
	columns := NewDotColumns(4, []DotRow{row})
	wide := func() (dot float32) {
		rows := DotRows("", []DotRow{row}, columns, 60)
		rows.Resize(fyne.NewSize(300, 60))
		for _, o := range test.WidgetRenderer(rows.(fyne.Widget)).Objects() {
			if c, ok := o.(*canvas.Circle); ok {
				dot = max(dot, c.Size().Width)
			}
		}
		return dot
	}
	alone := wide()
	columns.Room = 30
	if got := wide(); got == 0 || got > 10 || alone < 2*got {
		t.Errorf("dots of %v, and %v with room for 30", alone, got)
	}
}
