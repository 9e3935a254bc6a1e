package ui

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// The screen shows the current state: a change of the open assessment updates everything that depends on it, and leaves the
// field being edited alone.

// part is a part of a screen that depends on something edited elsewhere on it. It is rebuilt when its state changes,
// and contains no field.
type part struct {
	box   *fyne.Container
	state func() string
	was   string
	build func() fyne.CanvasObject
}

// part adds such a part to the screen being built. State returns everything it depends on.
func (w *Window) part(state func() string, build func() fyne.CanvasObject) *fyne.Container {
	p := &part{box: widgets.Column(0, build()), state: state, was: state(), build: build}
	w.parts = append(w.parts, p)
	return p.box
}

// follow updates everything that shows the open assessment.
func (w *Window) follow() {
	w.edits++
	w.moveOn()
	if w.session == nil {
		return // it was just closed
	}
	if said := w.closePrevious(w.session); said != "" && !w.screen.private() {
		w.showMessage(said)
	}
	changed := false
	for _, p := range w.parts {
		if now := p.state(); now != p.was {
			p.was, p.box.Objects = now, []fyne.CanvasObject{p.build()}
			changed = true
		}
	}
	if w.frame.followRail() || changed {
		w.view.scroll.Measure()
		widgets.LayOut(w.frame.content)
		canvas.Refresh(w.root)
	}
	w.retitle()
	w.showBeamer()
}

// closePrevious closes the previous round where that is due, and returns what to say about it and about its open actions; "" if
// nothing happened.
func (w *Window) closePrevious(s *session.Session) string {
	if !s.ClosePrevious() {
		return ""
	}
	said := w.say("review.closed", "date", w.lang.Date(s.Previous.Date))
	runs, unanswered := 0, 0
	for _, act := range assessment.OfRound(assessment.OpenActions(s.Rounds()), s.Previous.ID) {
		if act.Status == assessment.ActionTodo {
			unanswered++
		} else {
			runs++
		}
	}
	if runs > 0 {
		said += " " + w.say("review.closed_running", "count", runs)
	}
	if unanswered > 0 {
		said += " " + w.say("review.closed_unanswered", "count", unanswered)
	}
	return said
}

// followHead updates the head of the rail, and reports whether it changed.
func (f *frame) followHead() bool {
	team, day := f.w.teamName(f.w.session.Assessment.Team), f.w.subtitle()
	if f.team == nil || f.team.Words() == team && f.day.Words() == day {
		return false
	}
	f.team.Set(team)
	f.day.Set(day)
	f.steps.Measure()
	return true
}

// followRail updates the rail if what it shows changed, and reports whether it did.
func (f *frame) followRail() bool {
	if f.rail == nil || len(f.rail.Objects) == 0 {
		return false
	}
	state := f.w.railState()
	if state == f.railState {
		return f.followHead()
	}
	c := f.w.win.Canvas()
	if focused, ok := c.Focused().(fyne.Widget); ok && widgetsIn(f.rail)[focused] {
		c.Unfocus()
	}
	f.railState, f.rail.Objects = state, []fyne.CanvasObject{f.newRail()}
	return true
}

// retitle updates the title of the window.
func (w *Window) retitle() {
	if title := w.title(); title != w.titled {
		w.titled = title
		w.win.SetTitle(title)
	}
}

// setStatus shows the state of saving, by its translation key; "" for nothing.
func (w *Window) setStatus(key string) {
	w.state = key
	words := ""
	if key == "status.saved" {
		words = w.unsavedWords()
		if words == "" && w.session != nil && w.session.Made != nil && w.session.Assessment.Untouched(w.session.Made) {
			key = "" // nothing was entered yet
		}
	}
	if key != "" && words == "" {
		words = w.say(key)
		if w.view.counted != nil && key == "status.saved" {
			words = w.view.counted() + " · " + words
		}
	}
	w.status.Set(words)
}

// reword translates the texts around the screen after the language changed; the screen itself is rebuilt. It drops
// messages about earlier events.
func (w *Window) reword() {
	w.setStatus(w.state)
	if w.notice.err == nil {
		w.notice = notice{}
	} else {
		w.notice.words = w.lang.Error(w.notice.err)
	}
	if w.beamer != nil {
		w.beamer.win.SetTitle(w.say("beamer.title"))
	}
}

// widgetsIn returns the widgets in containers.
func widgetsIn(o fyne.CanvasObject) map[fyne.Widget]bool {
	all := make(map[fyne.Widget]bool)
	eachWidget(o, func(x fyne.Widget) { all[x] = true })
	return all
}

// eachWidget calls do for each widget in containers, in order.
func eachWidget(o fyne.CanvasObject, do func(fyne.Widget)) {
	switch x := o.(type) {
	case *widgets.Scroll:
		eachWidget(x.Content(), do)
	case *fyne.Container:
		for _, child := range x.Objects {
			eachWidget(child, do)
		}
	case fyne.Widget:
		do(x)
	}
}

// fields returns the fields on the screen, in order.
func (w *Window) fields() (all []*widgets.Entry) {
	if w.frame == nil {
		return nil
	}
	eachWidget(w.frame.content, func(x fyne.Widget) {
		if e, ok := x.(*widgets.Entry); ok {
			all = append(all, e)
		}
	})
	return all
}

// named is a focusable widget with a name, which stays the same when its state changes.
type named interface {
	fyne.Widget
	fyne.Focusable
	Name() string
}

// nextFocus returns the widget to focus after a rebuild, in place of f. For a field that is its counterpart in next, with the
// cursor where it was; for a button, row or card it is the one of the same type and label, and if several have them, the one
// at the same position among those. It returns nil if there is none.
func nextFocus(f fyne.Focusable, next map[*widgets.Entry]*widgets.Entry, before, after fyne.CanvasObject) fyne.Focusable {
	if old, field := f.(*widgets.Entry); field {
		now := next[old]
		if now == nil {
			return nil
		}
		if now.Text == old.Text { // otherwise undo changed it, and the cursor moves to its end
			now.Resume(old.Cursor())
		}
		return now
	}
	old, ok := f.(named)
	if !ok {
		return nil
	}
	alike := func(in fyne.CanvasObject) (all []fyne.Focusable) {
		eachWidget(in, func(x fyne.Widget) {
			if n, ok := x.(named); ok && reflect.TypeOf(x) == reflect.TypeOf(f) && n.Name() == old.Name() {
				all = append(all, n)
			}
		})
		return all
	}
	if now, at := alike(after), slices.Index(alike(before), f); at >= 0 && at < len(now) {
		return now[at]
	}
	return nil
}

// counterparts maps each field to the one with the same label in the rebuilt screen.
func counterparts(before, after []*widgets.Entry) map[*widgets.Entry]*widgets.Entry {
	next := make(map[*widgets.Entry]*widgets.Entry)
	taken := make(map[*widgets.Entry]bool)
	for _, old := range before {
		for _, now := range after {
			if !taken[now] && now.Label() == old.Label() {
				next[old], taken[now] = now, true
				break
			}
		}
	}
	return next
}
