package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// pickDate shows a calendar below an object, on a date that was chosen or else today.
func (w *Window) pickDate(under fyne.CanvasObject, on assessment.Date, pick func(assessment.Date)) {
	var chosen time.Time
	if on != "" {
		chosen = on.Time()
	}
	words := widgets.CalendarWords{
		Week:  strings.Fields(w.say("date.week")),
		Month: func(t time.Time) string { return w.say("month.long."+t.Format("01")) + " " + t.Format("2006") },
		Day:   func(t time.Time) string { return w.lang.LongDate(assessment.DateOf(t)) },
		Today: w.say("date.today"),
	}
	var popup *widget.PopUp
	calendar := widgets.NewCalendar(chosen, w.Today().Time(), words, func(t time.Time) {
		popup.Hide()
		pick(assessment.DateOf(t))
	}, func() { popup.Hide() })
	popup = widget.NewPopUp(widgets.Pad(8, 8, 8, 8, calendar), w.win.Canvas())
	popup.ShowAtPosition(w.uncovering(under, popup.MinSize()))
	w.win.Canvas().Focus(calendar)
}

// uncovering returns where an object of a size can float near o without covering it. If there is no room, it scrolls o up.
func (w *Window) uncovering(o fyne.CanvasObject, size fyne.Size) fyne.Position {
	place := func() (fyne.Position, bool) {
		return beside(fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size(), size, w.win.Canvas().Size())
	}
	at, free := place()
	if !free && w.view.scroll.Holds(o) {
		w.view.scroll.Top(o)
		at, _ = place()
	}
	return at
}

// beside returns a position for an object of a size that covers nothing of another within a window: below it, above it, at
// its right or at its left. It returns false if there is no room, with the position that covers least.
func beside(at fyne.Position, object, size, window fyne.Size) (fyne.Position, bool) {
	x := max(0, min(at.X+object.Width-size.Width, window.Width-size.Width))
	y := max(0, min(at.Y, window.Height-size.Height))
	below, right := at.Y+object.Height, at.X+object.Width
	switch {
	case below+size.Height <= window.Height:
		return fyne.NewPos(x, below), true
	case size.Height <= at.Y-theme.Zoomed(26): // the field's label stays visible
		return fyne.NewPos(x, at.Y-theme.Zoomed(26)-size.Height), true
	case right+size.Width <= window.Width:
		return fyne.NewPos(right, y), true
	case size.Width <= at.X:
		return fyne.NewPos(at.X-size.Width, y), true
	}
	return fyne.NewPos(x, max(0, window.Height-size.Height)), false
}

// dateField returns a field for a date as people type it. An invalid date stays on screen, marked, and is not saved; nor is a
// distant year until it is confirmed. A date is saved when the field is left or on Enter, not while it is typed: the
// beginning of a date is often another date. of is the action it belongs to; "" for none.
func (w *Window) dateField(of, key string, value assessment.Date, span words.Span, set func(assessment.Date)) (*fyne.Container, *widgets.Entry) {
	shown := ""
	if value != "" {
		shown = w.lang.Date(value)
	}
	hint, asked := widgets.Quiet("").Colored(theme.ColorWarning), widgets.Row(0)
	hint.Hide()
	e := widgets.NewEntry(w.say(key), shown, nil)
	e.SetPlaceHolder(w.say("date.placeholder"))
	last := value
	keep := func(d assessment.Date) {
		if d != last {
			last = d
			set(d)
		}
	}
	w.mayLackTyped(of+" "+key, e, func() bool {
		d, ok := w.lang.ParseDate(e.Text, w.Today(), span)
		return !ok || d != last
	})
	e.OnChanged = func(string) { w.setStatus(w.state) } // not saved yet
	var field *fyne.Container
	field = widgets.WithDropDown(e, w.say("date.calendar", "field", w.say(key)), func() {
		w.pickDate(field, last, func(d assessment.Date) { e.SetText(w.lang.Date(d)); keep(d); e.OnLeave() })
	})
	box := widgets.Labeled(w.say(key), "", field)
	box.Add(hint)
	box.Add(asked)
	say := func(words string, answers ...fyne.CanvasObject) {
		if words != hint.Words() || hint.Hidden != (words == "") || len(answers) != len(asked.Objects) {
			hint.Hidden = words == ""
			hint.Set(words)
			asked.Objects = answers
			w.view.scroll.Measure()
			w.setStatus(w.state)
		}
	}
	e.OnLeave = func() {
		d, ok := w.lang.ParseDate(e.Text, w.Today(), span)
		if d != "" && e.Text != w.lang.Date(d) {
			e.SetText(w.lang.Date(d))
		}
		switch {
		case !ok:
			say(w.say("date.wrong"))
		case d != last && words.Far(d, w.Today()):
			say(w.say("date.far", "year", d.Time().Year()), widgets.Link(w.say("date.far_yes", "date", w.lang.Date(d)), func() { keep(d); say("") }))
		default:
			keep(d)
			say("")
		}
	}
	e.OnSubmitted = func(string) { e.OnLeave() }
	return box, e
}
