package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Calendar is a month from which to choose a day, by mouse or by keys: the arrow keys move by day or week, Page Up
// and Page Down by month, Enter chooses and Escape cancels. As elsewhere there is a ring around what the keys are at, and what
// was chosen is filled; today bears a dot, whatever else it is.
type Calendar struct {
	widget.BaseWidget
	at, today time.Time // where the keys are, and today
	chosen    time.Time // zero for none
	words     CalendarWords
	pick      func(time.Time)
	cancel    func()
	over      spot // under the pointer
}

// spot is a cell of a calendar; an arrow of the heading is wider than a column and counts as both of its columns.
type spot struct{ column, row int }

// nowhere is outside the calendar.
var nowhere = spot{-1, -1}

// CalendarWords is the texts of a calendar: the days of a week from Monday, a month as a heading, a full date, and the word
// for today.
type CalendarWords struct {
	Week       []string
	Month, Day func(time.Time) string
	Today      string
}

// NewCalendar returns a calendar that shows the month of the day that is chosen, or of today where that is the zero time.
func NewCalendar(chosen, today time.Time, words CalendarWords, pick func(time.Time), cancel func()) *Calendar {
	at := chosen
	if at.IsZero() {
		at = today
	}
	c := &Calendar{at: at, chosen: chosen, today: today, words: words, pick: pick, cancel: cancel, over: nowhere}
	c.ExtendBaseWidget(c)
	return c
}

// At returns the day that Enter chooses.
func (c *Calendar) At() time.Time { return c.at }

// AccessibilityLabel returns the text for screen readers.
func (c *Calendar) AccessibilityLabel() string {
	if c.at.Equal(c.today) {
		return c.words.Day(c.at) + ", " + c.words.Today
	}
	return c.words.Day(c.at)
}

// AccessibilityRole returns the role for screen readers.
func (c *Calendar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Days of a week, and rows: the heading, the names of the days, and as many weeks as a month can touch.
const calendarColumns, calendarRows = 7, 8

func calendarCell() fyne.Size { return fyne.NewSize(theme.Zoomed(38), theme.Zoomed(32)) }

// MinSize returns the size of the longest month.
func (c *Calendar) MinSize() fyne.Size {
	cell := calendarCell()
	return fyne.NewSize(calendarColumns*cell.Width, calendarRows*cell.Height)
}

// place returns the column and row of a day of the current month.
func (c *Calendar) place(day int) (column, row int) {
	first := (int(c.at.AddDate(0, 0, 1-c.at.Day()).Weekday()) + 6) % 7 // from Monday
	return (first + day - 1) % 7, 2 + (first+day-1)/7
}

func (c *Calendar) days() int { return c.at.AddDate(0, 1, -c.at.Day()).Day() }

func (c *Calendar) goTo(at time.Time) {
	c.at = at
	c.Refresh()
}

// turn moves by a number of months, to the same day of the month or else its last.
func (c *Calendar) turn(by int) {
	first := c.at.AddDate(0, by, 1-c.at.Day())
	last := first.AddDate(0, 1, -1).Day()
	c.goTo(first.AddDate(0, 0, min(c.at.Day(), last)-1))
}

// spotAt returns the clickable cell at a position, or nowhere.
func (c *Calendar) spotAt(p fyne.Position) spot {
	cell := calendarCell()
	at := spot{int(p.X / cell.Width), int(p.Y / cell.Height)}
	switch {
	case at.row == 0 && at.column < 2:
		return spot{0, 0}
	case at.row == 0 && at.column >= calendarColumns-2:
		return spot{calendarColumns - 1, 0}
	case c.dayAt(at) > 0:
		return at
	}
	return nowhere
}

// dayAt returns the day of the month in a cell; 0 for none.
func (c *Calendar) dayAt(at spot) int {
	for day := 1; day <= c.days(); day++ {
		if x, y := c.place(day); x == at.column && y == at.row {
			return day
		}
	}
	return 0
}

// Tapped implements fyne.Tappable.
func (c *Calendar) Tapped(e *fyne.PointEvent) {
	switch at := c.spotAt(e.Position); at {
	case nowhere:
	case spot{0, 0}:
		c.turn(-1)
	case spot{calendarColumns - 1, 0}:
		c.turn(1)
	default:
		c.pick(c.at.AddDate(0, 0, c.dayAt(at)-c.at.Day()))
	}
}

// MouseIn implements desktop.Hoverable.
func (c *Calendar) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved marks the day under the pointer.
func (c *Calendar) MouseMoved(e *desktop.MouseEvent) { c.hover(c.spotAt(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (c *Calendar) MouseOut() { c.hover(nowhere) }

func (c *Calendar) hover(over spot) {
	if c.over != over {
		c.over = over
		c.Refresh()
	}
}

// KeyDown implements desktop.Keyable.
func (c *Calendar) KeyDown(e *fyne.KeyEvent) { downInWindow(c, e) }

// KeyUp implements desktop.Keyable.
func (c *Calendar) KeyUp(e *fyne.KeyEvent) { upInWindow(c, e) }

// TypedKey moves the selection, chooses or cancels.
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

// FocusGained implements fyne.Focusable.
func (c *Calendar) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (c *Calendar) FocusLost() {}

// CreateRenderer implements fyne.Widget.
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
	box := func(at spot, inset float32) *canvas.Rectangle {
		box := canvas.NewRectangle(nil)
		box.CornerRadius = 8
		box.Move(fyne.NewPos(float32(at.column)*cell.Width+inset+1, float32(at.row)*cell.Height+inset))
		box.Resize(cell.SubtractWidthHeight(2*inset+2, 2*inset))
		r.objects = append(r.objects, box)
		return box
	}
	words := func(s string, ink fyne.ThemeColorName, bold bool, column, row, wide int) {
		t := canvas.NewText(s, theme.Color(ink))
		t.TextSize, t.TextStyle.Bold, t.Alignment = theme.Size(theme.SizeText), bold, fyne.TextAlignCenter
		t.FontSource = theme.Face(s, t.TextStyle)
		centre(t, fyne.NewPos(float32(column)*cell.Width, float32(row)*cell.Height), fyne.NewSize(float32(wide)*cell.Width, cell.Height))
		r.objects = append(r.objects, t)
	}
	if c.over != nowhere {
		box(c.over, 3).FillColor = theme.Color(theme.ColorShade)
	}
	words("←", theme.ColorAccent, true, 0, 0, 1)
	words(c.words.Month(c.at), theme.ColorInk, true, 1, 0, calendarColumns-2)
	words("→", theme.ColorAccent, true, calendarColumns-1, 0, 1)
	for i, name := range c.words.Week {
		words(name, theme.ColorQuiet, false, i, 1, 1)
	}
	for day := 1; day <= c.days(); day++ {
		column, row := c.place(day)
		date := c.at.AddDate(0, 0, day-c.at.Day())
		chosen, today, ink := date.Equal(c.chosen), date.Equal(c.today), theme.ColorInk
		switch {
		case chosen:
			ink = theme.ColorOnAccent
			box(spot{column, row}, 3).FillColor = theme.Color(theme.ColorFill)
		case today:
			ink = theme.ColorAccent
		}
		if day == c.at.Day() {
			ring := box(spot{column, row}, 0)
			ring.StrokeColor, ring.StrokeWidth = theme.Color(theme.ColorAccent), 2
		}
		words(strconv.Itoa(day), ink, chosen || today, column, row, 1)
		if today {
			dot := canvas.NewCircle(theme.Color(ink))
			side := theme.Zoomed(5)
			dot.Resize(fyne.NewSquareSize(side))
			dot.Move(fyne.NewPos((float32(column)+0.5)*cell.Width-side/2, float32(row+1)*cell.Height-side-theme.Zoomed(4)))
			r.objects = append(r.objects, dot)
		}
	}
	canvas.Refresh(c)
}
