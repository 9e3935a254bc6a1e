package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// The calendar does not cover its field, at any size of window and text in which both fit.
func TestCalendarDoesNotCoverItsField(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	openAction(r)
	for _, look := range []struct {
		width, height, zoom float32
	}{{1366, 768, 1}, {1024, 700, 1}, {1366, 768, 2}, {1024, 700, 1.5}, {800, 520, 1}} {
		r.win.Resize(fyne.NewSize(look.width, look.height))
		r.Settings.Zoom = look.zoom
		r.applySettings()
		for _, label := range []string{r.say("field.start"), r.say("field.due")} {
			for _, key := range []fyne.KeyName{fyne.KeyHome, fyne.KeyEnd} { // the field anywhere in the window
				var field *widgets.Entry
				for _, e := range r.fields() {
					if e.Label() == label {
						field = e
					}
				}
				r.view.scroll.Turn(key)
				r.view.scroll.Reveal(field)
				r.pickDate(field, "", func(assessment.Date) {})
				c := r.win.Canvas()
				calendar := c.Focused().(*widgets.Calendar)
				at, size := r.app.Driver().AbsolutePositionForObject(field), field.Size()
				on, shown := r.app.Driver().AbsolutePositionForObject(calendar).SubtractXY(8, 8), calendar.Size().AddWidthHeight(16, 16)
				if on.X < at.X+size.Width && at.X < on.X+shown.Width && on.Y < at.Y+size.Height && at.Y < on.Y+shown.Height {
					t.Errorf("%v: %s at %v %v is covered by the calendar at %v %v", look, label, at, size, on, shown)
				}
				if on.X < 0 || on.Y < 0 || on.X+shown.Width > look.width || on.Y+shown.Height > look.height {
					t.Errorf("%v: the calendar of %s is at %v %v", look, label, on, shown)
				}
				r.press(fyne.KeyEscape)
				if c.Overlays().Top() != nil {
					t.Fatal("Escape does not close it")
				}
			}
		}
	}
}

// If it fits on no side, it stays inside the window.
func TestCalendarStaysOffItsFieldAndInTheWindow(t *testing.T) {
	enter(t, "nl")
	field, calendar, window := fyne.NewSize(150, 40), fyne.NewSize(300, 280), fyne.NewSize(640, 480)
	label := theme.Zoomed(26)
	for _, c := range []struct {
		field, want fyne.Position
		free        bool
	}{
		{fyne.NewPos(200, 100), fyne.NewPos(50, 140), true},
		{fyne.NewPos(200, 400), fyne.NewPos(50, 120-label), true},
		{fyne.NewPos(20, 200), fyne.NewPos(170, 200), true},
		{fyne.NewPos(480, 200), fyne.NewPos(180, 200), true},
		{fyne.NewPos(250, 200), fyne.NewPos(100, 200), false},
	} {
		if got, free := beside(c.field, field, calendar, window); got != c.want || free != c.free {
			t.Errorf("beside %v: %v, %v, want %v, %v", c.field, got, free, c.want, c.free)
		}
	}
}
