package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// pickDate shows a calendar under an object, on a date or else today.
func (w *Window) pickDate(under fyne.CanvasObject, on assessment.Date, pick func(assessment.Date)) {
	if on == "" {
		on = w.Today()
	}
	words := widgets.CalendarWords{
		Week:  strings.Fields(w.say("date.week")),
		Month: func(t time.Time) string { return w.say("month.long."+t.Format("01")) + " " + t.Format("2006") },
		Day:   func(t time.Time) string { return w.lang.LongDate(assessment.DateOf(t)) },
	}
	var popup *widget.PopUp
	calendar := widgets.NewCalendar(on.Time(), w.Today().Time(), words, func(t time.Time) {
		popup.Hide()
		pick(assessment.DateOf(t))
	}, func() { popup.Hide() })
	popup = widget.NewPopUp(widgets.Pad(8, 8, 8, 8, calendar), w.win.Canvas())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	at.X = max(0, at.X+under.Size().Width-popup.MinSize().Width)
	at.Y = min(at.Y+under.Size().Height, w.win.Canvas().Size().Height-popup.MinSize().Height)
	popup.ShowAtPosition(at)
	w.win.Canvas().Focus(calendar)
}

// dateField is a field for a date as people type it; what is no date stays on screen, marked, and is not kept.
func (w *Window) dateField(key string, value assessment.Date, set func(assessment.Date)) (*fyne.Container, *widgets.Entry) {
	shown := ""
	if value != "" {
		shown = w.lang.Date(value)
	}
	hint := widgets.Quiet("").Colored(theme.ColorWarning)
	hint.Hide()
	e := widgets.NewEntry(w.say(key), shown, nil)
	e.SetPlaceHolder(w.say("date.placeholder"))
	last := value
	e.OnChanged = func(v string) {
		if d, ok := w.lang.ParseDate(v); ok && d != last {
			last = d
			set(d)
		}
	}
	var field *fyne.Container
	field = widgets.WithDropDown(e, func() {
		w.pickDate(field, last, func(d assessment.Date) { e.SetText(w.lang.Date(d)) })
	})
	box := widgets.Labeled(w.say(key), "", field)
	box.Add(hint)
	e.OnLeave = func() {
		d, ok := w.lang.ParseDate(e.Text)
		if d != "" && e.Text != w.lang.Date(d) {
			e.SetText(w.lang.Date(d))
		}
		if hint.Visible() == ok {
			hint.Hidden = ok
			hint.Set(w.say("date.wrong"))
			w.view.scroll.Measure()
		}
	}
	return box, e
}
