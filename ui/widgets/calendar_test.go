package widgets

import (
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/ui/theme"
)

func TestCalendar(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	words := CalendarWords{
		Week:  strings.Fields("ma di wo do vr za zo"),
		Month: func(at time.Time) string { return at.Format("2006-01") }, Day: func(at time.Time) string { return at.Format(time.DateOnly) }, Today: "vandaag",
	}
	var picked string
	cancelled := false
	c := NewCalendar(day("2027-01-31"), day("2027-01-04"), words, func(at time.Time) { picked = at.Format(time.DateOnly) }, func() { cancelled = true })
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyPageDown, "2027-02-28"},
		{fyne.KeyPageUp, "2027-01-28"},
		{fyne.KeyDown, "2027-02-04"},
		{fyne.KeyLeft, "2027-02-03"},
		{fyne.KeyUp, "2027-01-27"},
		{fyne.KeyRight, "2027-01-28"},
	} {
		if c.TypedKey(&fyne.KeyEvent{Name: step.key}); words.Day(c.At()) != step.want || c.AccessibilityLabel() != step.want {
			t.Errorf("%s: on %s, want %s", step.key, words.Day(c.At()), step.want)
		}
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if picked != "2027-01-28" || cancelled {
		t.Errorf("picked %q", picked)
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !cancelled {
		t.Error("Escape does not cancel")
	}

	// Every day is picked where it is drawn, and is below the name of its weekday.
	c.Resize(c.MinSize())
	cell := calendarCell()
	tap := func(column, row int) {
		c.Tapped(&fyne.PointEvent{Position: fyne.NewPos((float32(column)+0.5)*cell.Width, (float32(row)+0.5)*cell.Height)})
	}
	for range 30 {
		shown := c.At()
		for n := 1; n <= c.days(); n++ {
			column, row := c.place(n)
			if row >= calendarRows {
				t.Fatalf("%s has no room for %d", words.Month(shown), n)
			}
			tap(column, row)
			at := shown.AddDate(0, 0, n-shown.Day())
			if picked != words.Day(at) || (int(at.Weekday())+6)%7 != column {
				t.Errorf("picked %s where %s is drawn, in column %d", picked, words.Day(at), column)
			}
		}
		tap(6, 0) // the next month
	}
	if words.Month(c.At()) != "2029-07" {
		t.Errorf("in %s", words.Month(c.At()))
	}
	tap(0, 0)
	if words.Month(c.At()) != "2029-06" {
		t.Errorf("back in %s", words.Month(c.At()))
	}
}

// Today has a dot and the keyboard selection a ring, whatever day is chosen; only the chosen day is filled, and it stays so
// while the keys move on. The day under the pointer looks different, and the label says all of this for screen readers.
func TestCalendarDaysLookDifferent(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	today := time.Date(2027, 1, 4, 0, 0, 0, 0, time.UTC)
	words := CalendarWords{Week: strings.Fields("ma di wo do vr za zo"), Month: func(time.Time) string { return "" }, Day: func(at time.Time) string { return at.Format(time.DateOnly) }, Today: "vandaag"}
	var c *Calendar
	drawn := func() (dots int, fills []color.Color, rings []fyne.Position) {
		for _, o := range test.WidgetRenderer(c).Objects() {
			switch x := o.(type) {
			case *canvas.Circle:
				dots++
			case *canvas.Rectangle:
				if x.StrokeWidth > 0 {
					rings = append(rings, x.Position())
				} else {
					fills = append(fills, x.FillColor)
				}
			}
		}
		return dots, fills, rings
	}
	for name, chosen := range map[string]time.Time{"none is": {}, "today is": today, "tomorrow is": today.AddDate(0, 0, 1)} {
		c = NewCalendar(chosen, today, words, func(time.Time) {}, func() {})
		c.Resize(c.MinSize())
		filled := 1
		if chosen.IsZero() {
			filled = 0
		}
		dots, fills, before := drawn()
		c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		dotsThen, fillsThen, then := drawn()
		if dots != 1 || dotsThen != 1 || len(fills) != filled || len(fillsThen) != filled || len(before) != 1 || len(then) != 1 || before[0] == then[0] {
			t.Errorf("while %s chosen there are %d and %d dots, %v and %v filled, rings at %v and %v", name, dots, dotsThen, fills, fillsThen, before, then)
		}
	}
	c = NewCalendar(time.Time{}, today, words, func(time.Time) {}, func() {})
	c.Resize(c.MinSize())
	if c.AccessibilityLabel() != "2027-01-04, vandaag" {
		t.Errorf("today is called %q", c.AccessibilityLabel())
	}
	cell := calendarCell()
	at := func(column, row float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos((column+0.5)*cell.Width, (row+0.5)*cell.Height)}}
	}
	c.MouseIn(at(3, 4))
	if _, fills, _ := drawn(); len(fills) != 1 || fills[0] == theme.Color(theme.ColorFill) {
		t.Errorf("under the pointer looks like %v", fills)
	}
	c.MouseMoved(at(3, 1)) // the name of a weekday
	if _, fills, _ := drawn(); len(fills) != 0 {
		t.Error("what cannot be clicked is marked")
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if dots, _, _ := drawn(); dots != 0 {
		t.Error("another month has a mark")
	}
}
