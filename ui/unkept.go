package ui

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/widgets"
)

// This file tracks what is on screen and not on disk: a date or number that was refused, an answer that waits for its note,
// the excess of a text that is too long. The footer names it, leaving the screen mentions it, and closing the window asks.

// unkept is something on screen that may not be kept.
type unkept struct {
	id    string         // the same when the screen is rebuilt
	field *widgets.Entry // has the text typed, and shows its fault in OnLeave; nil for none
	name  func() string  // of the field, for the footer
	// wrong returns why it is not kept; "" if it is.
	wrong func() string
}

// overlong is a text of which only the beginning is kept.
type overlong struct {
	kept, whole string
	name        string // of its field
	of          string // the assessment it belongs to
}

// mayLack registers something on the screen being built that may not be kept; its id is unique in the open assessment.
func (w *Window) mayLack(u unkept) {
	u.id = w.opened() + " " + u.id
	w.lacks = append(w.lacks, u)
}

// mayLackTyped is mayLack for a field; wrong reports whether its text was refused.
func (w *Window) mayLackTyped(id string, e *widgets.Entry, wrong func() bool) {
	name := w.say("field.named", "field", e.Label())
	w.mayLack(unkept{id: id, field: e, name: func() string { return name }, wrong: func() string {
		if !wrong() {
			return ""
		}
		return w.say("field.unkept", "field", name, "text", short(e.Text, 60))
	}})
}

// entersLater is mayLackTyped for a field whose text counts only once it is entered; the footer follows the typing.
func (w *Window) entersLater(id string, e *widgets.Entry, waits func() bool) {
	w.mayLackTyped(id, e, waits)
	changed, was := e.OnChanged, waits()
	e.OnChanged = func(v string) {
		changed(v)
		if now := waits(); now != was {
			was = now
			w.setStatus(w.state)
		}
	}
}

// notEntered reports whether a field whose text counts only once it is entered differs from what is kept.
func notEntered(typed, kept string) bool {
	typed = strings.TrimSpace(typed)
	return typed != "" && typed != strings.TrimSpace(kept)
}

// lacking returns what is on screen and not kept.
func (w *Window) lacking() []unkept {
	return slices.DeleteFunc(slices.Clone(w.lacks), func(u unkept) bool { return u.wrong() == "" })
}

// carryUnkept moves what was not kept to the screen just built, and reports what has no place there. It returns the fields
// that take over a text, by the field that had it.
func (w *Window) carryUnkept(before []unkept) map[*widgets.Entry]*widgets.Entry {
	next, lost := map[*widgets.Entry]*widgets.Entry{}, []string{}
	for _, old := range before {
		i := slices.IndexFunc(w.lacks, func(u unkept) bool { return u.id == old.id })
		switch {
		case i >= 0 && old.field != nil:
			next[old.field] = w.lacks[i].field
		case i < 0 || w.lacks[i].wrong() == "":
			lost = append(lost, old.wrong())
		}
	}
	if len(lost) > 0 && !w.notice.retry {
		w.notice = notice{words: strings.Join(lost, "\n")}
	}
	return next
}

// unkeptWords returns, a line each, what would be lost if the window closed now; "" for nothing. A ballot asks by itself.
func (w *Window) unkeptWords() string {
	if w.screen == nil || w.screen.private() {
		return ""
	}
	lines := w.cutOff()
	for _, u := range w.lacking() {
		lines = append(lines, u.wrong())
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// cutOff returns, a line each in alphabetical order, which texts are too long and by how much.
func (w *Window) cutOff() (lines []string) {
	for _, x := range w.tooLong {
		if x.of != w.opened() || w.holds(x) {
			lines = append(lines, w.tooLongWords(x.name, utf8.RuneCountInString(x.whole)-assessment.MaxText))
		}
	}
	slices.Sort(lines)
	return lines
}

// unsavedWords returns the text of the footer if not everything is saved; "" if it is.
func (w *Window) unsavedWords() string {
	var names []string
	for _, u := range w.lacking() {
		if name := u.name(); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		return w.say("status.unkept", "field", strings.Join(names, ", "))
	}
	for _, x := range w.tooLong {
		if x.of == w.opened() && w.holds(x) {
			names = append(names, x.name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return w.say("status.partly", "field", slices.Min(names))
}

// holds reports whether a text that is too long is still in a field or, as far as it is kept, in the open assessment. Undo
// removes it, and redo restores it.
func (w *Window) holds(x overlong) bool {
	if w.screen.private() || slices.ContainsFunc(w.fields(), func(e *widgets.Entry) bool { return e.Text == x.whole }) {
		return true
	}
	if w.session == nil {
		return false
	}
	kept, err := json.Marshal(x.kept)
	if err != nil {
		return true
	}
	for _, a := range []*assessment.Assessment{w.session.Assessment, w.session.Previous} {
		if all, err := json.Marshal(a); err != nil || strings.Contains(string(all), string(kept)) {
			return true
		}
	}
	return false
}

// forgetUndone drops the texts that are too long and were undone, because closing the assessment makes redo impossible.
func (w *Window) forgetUndone() {
	for kept, x := range w.tooLong {
		if x.of == w.opened() && !w.holds(x) {
			delete(w.tooLong, kept)
		}
	}
}

// tooLongWords returns by how many characters a field is too long, in words.
func (w *Window) tooLongWords(name string, tooMany int) string {
	return w.say("field.too_long", "field", name, "count", tooMany, "number", w.lang.Number(tooMany), "most", w.lang.Number(assessment.MaxText))
}
