package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// bounded returns a text field with a length limit, named by its label in the message.
func (w *Window) bounded(e *widgets.Entry) fyne.CanvasObject {
	return w.boundedIn(e, e, w.say("field.named", "field", e.Label()))
}

// boundedIn returns a text field limited to assessment.MaxText characters; whole is the object that contains it. Excess text
// stays in the field, even when the screen is rebuilt, and a line below it says how much that is; name is the name of the
// field in that line.
func (w *Window) boundedIn(e *widgets.Entry, whole fyne.CanvasObject, name string) fyne.CanvasObject {
	if x, ok := w.tooLong[e.Text]; ok {
		e.Text = x.whole
	}
	said := widgets.Quiet("").Colored(theme.ColorWarning)
	say := func(tooMany int) {
		said.Hidden = tooMany == 0
		said.Set(w.tooLongWords(name, tooMany))
	}
	said.Hide()
	e.Below = said
	e.Limit(assessment.MaxText, say)
	kept := e.Kept()
	changed := e.OnChanged
	e.OnChanged = func(v string) {
		delete(w.tooLong, kept)
		if kept = e.Kept(); kept != v {
			w.tooLong[kept] = overlong{kept: kept, whole: v, name: name, of: w.opened()}
		}
		before := said.Words()
		changed(v)
		if said.Words() != before {
			w.view.scroll.Measure()
			e.Reveal()
			w.setStatus(w.state)
		}
	}
	return widgets.Column(4, whole, said)
}
