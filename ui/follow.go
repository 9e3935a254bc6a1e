package ui

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/ui/widgets"
)

// What is seen is what is: a change of the open assessment shows at once in all that depends on it, while the field that
// someone writes in stays as it is.

// part is a piece of a screen that depends on what is written elsewhere on it. It is built again when its state changes, and
// holds no field.
type part struct {
	box   *fyne.Container
	state func() string
	was   string
	build func() fyne.CanvasObject
}

// part puts such a piece on the screen that is being built. State is all it depends on.
func (w *Window) part(state func() string, build func() fyne.CanvasObject) *fyne.Container {
	p := &part{box: widgets.Column(0, build()), state: state, was: state(), build: build}
	w.parts = append(w.parts, p)
	return p.box
}

// follow shows the open assessment as it is now, wherever it is seen.
func (w *Window) follow() {
	w.moveOn()
	if w.session == nil {
		return // it was just closed
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

// followRail makes the rail again when what it shows changed; it reports whether it did.
func (f *frame) followRail() bool {
	if f.rail == nil || len(f.rail.Objects) == 0 {
		return false
	}
	state := f.w.railState()
	if state == f.railState {
		return false
	}
	c := f.w.win.Canvas()
	if focused, ok := c.Focused().(fyne.Widget); ok && widgetsIn(f.rail)[focused] {
		c.Unfocus()
	}
	f.railState, f.rail.Objects = state, []fyne.CanvasObject{f.newRail()}
	return true
}

// retitle has the task bar say what the window is about now.
func (w *Window) retitle() {
	if title := w.title(); title != w.titled {
		w.titled = title
		w.win.SetTitle(title)
	}
}

// setStatus says how far saving is, by the key of the words; "" for nothing.
func (w *Window) setStatus(key string) {
	w.state = key
	words := ""
	switch {
	case key == "status.saved" && len(w.tooLong) > 0:
		words = w.say("status.partly")
	case key != "":
		words = w.say(key)
	}
	w.status.Set(words)
}

// reword says in another language what is said beside the screen, which is made again by itself. What was said of something
// that is past goes.
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

// eachWidget goes through the widgets in containers, in order.
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

// named is a widget that says what it is.
type named interface {
	fyne.Widget
	fyne.Focusable
	AccessibilityLabel() string
}

// goesOn returns what has the focus after the screen was made again: the field next to the one that had it, with its cursor, or
// the button, row or card that is called the same and stands as far among those. It returns nil where there is none.
func goesOn(f fyne.Focusable, next map[*widgets.Entry]*widgets.Entry, before, after fyne.CanvasObject) fyne.Focusable {
	if old, field := f.(*widgets.Entry); field {
		now := next[old]
		if now == nil {
			return nil
		}
		now.Resume(old.Cursor())
		return now
	}
	old, ok := f.(named)
	if !ok {
		return nil
	}
	alike := func(in fyne.CanvasObject) (all []fyne.Focusable) {
		eachWidget(in, func(x fyne.Widget) {
			if n, ok := x.(named); ok && reflect.TypeOf(x) == reflect.TypeOf(f) && n.AccessibilityLabel() == old.AccessibilityLabel() {
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

// counterparts finds, for each field, the one of the same name in a screen that was made again.
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
