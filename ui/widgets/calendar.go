package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Calendar is a month to choose a day of, by mouse or by keys: arrows go along the days, Page Up and Page Down along the
// months, Enter chooses and Escape does not.
type Calendar struct {
	widget.BaseWidget
	at, today time.Time
	words     CalendarWords
	pick      func(time.Time)
	cancel    func()
}

// CalendarWords is what a calendar says: the days of a week from Monday, a month as its head, a day in full.
type CalendarWords struct {
	Week       []string
	Month, Day func(time.Time) string
}

// NewCalendar shows the month of a day, on that day.
func NewCalendar(at, today time.Time, words CalendarWords, pick func(time.Time), cancel func()) *Calendar {
	c := &Calendar{at: at, today: today, words: words, pick: pick, cancel: cancel}
	c.ExtendBaseWidget(c)
	return c
}

// At returns the day it is on.
func (c *Calendar) At() time.Time { return c.at }

// AccessibilityLabel returns what a screen reader says.
func (c *Calendar) AccessibilityLabel() string { return c.words.Day(c.at) }

// AccessibilityRole returns what a screen reader calls it.
func (c *Calendar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Days of a week, and rows: the head, the names of the days, and as many weeks as a month can touch.
const calendarColumns, calendarRows = 7, 8

func calendarCell() fyne.Size { return fyne.NewSize(theme.Zoomed(38), theme.Zoomed(32)) }

// MinSize returns that of the longest month.
func (c *Calendar) MinSize() fyne.Size {
	cell := calendarCell()
	return fyne.NewSize(calendarColumns*cell.Width, calendarRows*cell.Height)
}

// place returns the column and row of a day of the month shown.
func (c *Calendar) place(day int) (column, row int) {
	first := (int(c.at.AddDate(0, 0, 1-c.at.Day()).Weekday()) + 6) % 7 // from Monday
	return (first + day - 1) % 7, 2 + (first+day-1)/7
}

func (c *Calendar) days() int { return c.at.AddDate(0, 1, -c.at.Day()).Day() }

func (c *Calendar) goTo(at time.Time) {
	c.at = at
	c.Refresh()
}

// turn goes to another month, to the same day of it or else its last.
func (c *Calendar) turn(by int) {
	first := c.at.AddDate(0, by, 1-c.at.Day())
	last := first.AddDate(0, 1, -1).Day()
	c.goTo(first.AddDate(0, 0, min(c.at.Day(), last)-1))
}

// Tapped is for Fyne.
func (c *Calendar) Tapped(e *fyne.PointEvent) {
	cell := calendarCell()
	column, row := int(e.Position.X/cell.Width), int(e.Position.Y/cell.Height)
	switch {
	case row == 0 && column < 2:
		c.turn(-1)
	case row == 0 && column >= calendarColumns-2:
		c.turn(1)
	}
	for day := 1; day <= c.days(); day++ {
		if x, y := c.place(day); x == column && y == row {
			c.pick(c.at.AddDate(0, 0, day-c.at.Day()))
			return
		}
	}
}

// KeyDown is for Fyne.
func (c *Calendar) KeyDown(e *fyne.KeyEvent) { downInWindow(c, e) }

// KeyUp is for Fyne.
func (c *Calendar) KeyUp(e *fyne.KeyEvent) { upInWindow(c, e) }

// TypedKey goes along the days.
func (c *Calendar) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.goTo(c.at.AddDate(0, 0, -1))
	case fyne.KeyRight:
		c.goTo(c.at.AddDate(0, 0, 1))
	case fyne.KeyUp:
		c.goTo(c.at.AddDate(0, 0, -7))
	case fyne.KeyDown:
		c.goTo(c.at.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		c.turn(-1)
	case fyne.KeyPageDown:
		c.turn(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.pick(c.at)
	case fyne.KeyEscape:
		c.cancel()
	}
}

// TypedRune chooses on Space.
func (c *Calendar) TypedRune(r rune) {
	if r == ' ' {
		c.pick(c.at)
	}
}

// FocusGained is for Fyne.
func (c *Calendar) FocusGained() {}

// FocusLost is for Fyne.
func (c *Calendar) FocusLost() {}

// CreateRenderer is for Fyne.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer {
	r := &calendarRenderer{c: c}
	r.Refresh()
	return r
}

type calendarRenderer struct {
	c       *Calendar
	objects []fyne.CanvasObject
}

func (r *calendarRenderer) Layout(fyne.Size)             {}
func (r *calendarRenderer) MinSize() fyne.Size           { return r.c.MinSize() }
func (r *calendarRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *calendarRenderer) Destroy()                     {}

func (r *calendarRenderer) Refresh() {
	c, cell := r.c, calendarCell()
	r.objects = nil
	words := func(s string, ink fyne.ThemeColorName, bold bool, column, row, wide int) {
		t := canvas.NewText(s, theme.Color(ink))
		t.TextSize, t.TextStyle.Bold, t.Alignment = theme.Size(theme.SizeText), bold, fyne.TextAlignCenter
		t.FontSource = theme.Face(s, t.TextStyle)
		centre(t, fyne.NewPos(float32(column)*cell.Width, float32(row)*cell.Height), fyne.NewSize(float32(wide)*cell.Width, cell.Height))
		r.objects = append(r.objects, t)
	}
	words("←", theme.ColorAccent, true, 0, 0, 1)
	words(c.words.Month(c.at), theme.ColorInk, true, 1, 0, calendarColumns-2)
	words("→", theme.ColorAccent, true, calendarColumns-1, 0, 1)
	for i, name := range c.words.Week {
		words(name, theme.ColorQuiet, false, i, 1, 1)
	}
	for day := 1; day <= c.days(); day++ {
		column, row := c.place(day)
		on, ink := day == c.at.Day(), theme.ColorInk
		if today := c.at.AddDate(0, 0, day-c.at.Day()).Equal(c.today); on || today {
			ground := canvas.NewRectangle(nil)
			ground.CornerRadius = 8
			if on {
				ground.FillColor, ink = theme.Color(theme.ColorFill), theme.ColorOnAccent
			} else {
				ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorEdge), 1
			}
			ground.Move(fyne.NewPos(float32(column)*cell.Width+2, float32(row)*cell.Height+1))
			ground.Resize(cell.SubtractWidthHeight(4, 2))
			r.objects = append(r.objects, ground)
		}
		words(strconv.Itoa(day), ink, on, column, row, 1)
	}
	canvas.Refresh(c)
}
