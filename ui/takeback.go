package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// This file has undo and redo on screen: they go to the change, describe it and offer the reverse.

// undo undoes what the notice offers to undo, or else the last change.
func (w *Window) undo() {
	switch {
	case w.screen.private():
	case w.notice.undo != nil:
		undo := w.notice.undo
		w.closeNotice()
		undo()
	default:
		if k, ok := w.screen.(keyer); ok {
			k.takeBackKey()
			return
		}
		if s, ok := w.screen.(withdrawer); !ok || !s.withdraw() {
			w.undoStep()
		}
	}
}

// undoStep undoes the last change of the open assessment.
func (w *Window) undoStep() {
	if w.session == nil {
		return
	}
	if c := w.session.Undo(); c != nil {
		w.showChange(c, backWords, notice{redo: w.redo})
		return
	}
	w.nothingMore("undo.none")
}

// redo repeats the change that was last undone.
func (w *Window) redo() {
	if w.screen.private() || w.session == nil {
		return
	}
	if _, keys := w.screen.(keyer); keys {
		w.nothingMore("redo.none")
		return
	}
	if c := w.session.Redo(); c != nil {
		w.showChange(c, againWords, notice{undo: w.undoStep})
		return
	}
	w.nothingMore("redo.none")
}

// nothingMore shows that there is nothing left to undo or redo, unless another message must stay.
func (w *Window) nothingMore(words string) {
	if w.notice.failed || w.notice.retry {
		return
	}
	w.notice.words = w.say(words)
	w.frame.update()
}

// showChange goes to a change and describes it; the notice offers the reverse. A message about a failed save stays.
func (w *Window) showChange(c *session.Change, as fieldWords, n notice) {
	stuck, typing := w.notice, w.typingIn()
	w.goToPlace(c.Place)
	if typing != "" { // further typing is meant for a field, and must not act as keys
		w.moveCursor(c, typing)
	}
	if stuck.retry {
		return
	}
	n.words = w.changeWords(c, as)
	w.notice = n
	w.frame.update()
	w.revealChange(c)
}

// moveCursor moves the cursor from the field typing to the field of a change. If the change has no field, it moves it to the
// field of the same name there, unless the cursor is still in one.
func (w *Window) moveCursor(c *session.Change, typing string) {
	fields := c.Fields()
	switch {
	case len(fields) == 1 && fields[0].Field != typing && w.focusField(c.Of, fields[0].Field):
	case w.typingIn() == "":
		w.focusField(c.Of, typing)
	}
}

// stand records the object on screen that shows a part of the assessment, so that a change of it can be scrolled into view:
// of is its indicator or action, or "", and field its name in the hand-over file, or "" for all fields.
func (w *Window) stand(of, field string, o fyne.CanvasObject) {
	if o != nil {
		w.stands[of+" "+field] = o
	}
}

// typingIn returns the name in the hand-over file of the field that has the focus; "" if none has.
func (w *Window) typingIn() (field string) {
	focused := w.win.Canvas().Focused()
	for place, o := range w.stands {
		eachWidget(o, func(x fyne.Widget) {
			if e, ok := x.(*widgets.Entry); ok && focused == fyne.Focusable(e) {
				_, field, _ = strings.Cut(place, " ")
			}
		})
	}
	return field
}

// focusField focuses the field with that name of an indicator or action, and reports whether there is one.
func (w *Window) focusField(of, field string) (found bool) {
	if o := w.stands[of+" "+field]; o != nil {
		eachWidget(o, func(x fyne.Widget) {
			if e, ok := x.(*widgets.Entry); ok {
				w.focus(e)
				found = true
			}
		})
	}
	return found
}

// revealChange scrolls a change into view, above its message: the field, or else the object that contains it.
func (w *Window) revealChange(c *session.Change) {
	var fields []string
	for _, f := range c.Fields() {
		fields = append(fields, f.Field)
	}
	if c.Kind == assessment.RecordAction || c.Kind == assessment.RecordNote { // also if it was removed
		fields = append(fields, "actions")
	}
	for _, of := range []string{w.session.CurrentID(c.Place.Action), c.Of} {
		for _, field := range append(fields, "") {
			if o := w.stands[of+" "+field]; o != nil && w.view.scroll.Holds(o) {
				w.view.scroll.Reveal(o)
				return
			}
		}
	}
	if o, ok := w.win.Canvas().Focused().(fyne.CanvasObject); ok {
		w.view.scroll.Reveal(o)
	}
}

// goToPlace goes to a change, unless it is in view.
func (w *Window) goToPlace(p session.Place) {
	if s, ok := w.screen.(placed); ok && s.showPlace(p) {
		return
	}
	switch {
	case p.Review:
		w.review(false)
	case p.Step == session.StepScore && p.Indicator != "":
		w.scoreAt(p.Indicator)
	default:
		w.goTo(p.Step)
	}
	if s, ok := w.screen.(placed); ok {
		s.showPlace(p)
	}
}

// fieldWords are the translation keys that describe a changed field: of an indicator, or of the team or the plan.
type fieldWords struct{ of, alone string }

var (
	backWords  = fieldWords{of: "undo.field_of", alone: "undo.field"}
	againWords = fieldWords{of: "redo.field_of", alone: "redo.field"}
)

// changeWords describes in one line what undo or redo did.
func (w *Window) changeWords(c *session.Change, as fieldWords) string {
	fields := c.Fields()
	more := c.More
	var words string
	switch {
	case len(fields) > 0:
		f := fields[0]
		value := w.lang.Value(f)
		if f.After == "" {
			value = w.say("undo.empty")
		}
		key := as.of
		if c.Of == "" {
			key = as.alone
		}
		words = w.say(key, "field", w.say("field."+f.Field), "of", c.Of, "value", value)
		more += len(fields) - 1
	case c.Gone():
		words = w.say("undo.gone."+string(c.Kind), "of", c.Of)
	default:
		words = w.say("undo.there."+string(c.Kind), "of", c.Of)
	}
	if more > 0 {
		words += " " + w.say("undo.more", "count", more)
	}
	return words + "."
}
