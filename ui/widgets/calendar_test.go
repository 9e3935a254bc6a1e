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

// Today bears its mark whether or not it is selected, the day under the pointer another than the selected one, and both in
// words for those who hear them.
func TestCalendarMarksToday(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	today := time.Date(2027, 1, 4, 0, 0, 0, 0, time.UTC)
	words := CalendarWords{Week: strings.Fields("ma di wo do vr za zo"), Month: func(time.Time) string { return "" }, Day: func(at time.Time) string { return at.Format(time.DateOnly) }, Today: "vandaag"}
	c := NewCalendar(today, today, words, func(time.Time) {}, func() {})
	c.Resize(c.MinSize())
	drawn := func() (dots int, grounds []color.Color) {
		for _, o := range test.WidgetRenderer(c).Objects() {
			switch x := o.(type) {
			case *canvas.Circle:
				dots++
			case *canvas.Rectangle:
				grounds = append(grounds, x.FillColor)
			}
		}
		return dots, grounds
	}
	if dots, grounds := drawn(); dots != 1 || len(grounds) != 1 || c.AccessibilityLabel() != "2027-01-04, vandaag" {
		t.Errorf("on today there are %d marks, %d grounds, and it is called %q", dots, len(grounds), c.AccessibilityLabel())
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if dots, _ := drawn(); dots != 1 || c.AccessibilityLabel() != "2027-01-05" {
		t.Errorf("beside today there are %d marks, and it is called %q", dots, c.AccessibilityLabel())
	}
	cell := calendarCell()
	at := func(column, row float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos((column+0.5)*cell.Width, (row+0.5)*cell.Height)}}
	}
	c.MouseIn(at(3, 4))
	if _, grounds := drawn(); len(grounds) != 2 || grounds[0] == grounds[1] {
		t.Errorf("under the pointer and selected look like %v", grounds)
	}
	c.MouseMoved(at(3, 1)) // the name of a weekday
	if _, grounds := drawn(); len(grounds) != 1 {
		t.Error("what cannot be clicked is marked")
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if dots, _ := drawn(); dots != 0 {
		t.Error("another month has a mark")
	}
}
