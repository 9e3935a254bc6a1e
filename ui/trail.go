package ui

import (
	"reflect"

	"kwaliteitskaart/ui/session"
)

// stop is a screen that was shown, with its step and the assessment that was open.
type stop struct {
	screen     screen
	at         session.Step
	assessment string // its id; empty for none
}

// maxStops is the length of the trail, apart from home.
const maxStops = 30

// visit goes to a screen that is not a step, from which the user can go back.
func (w *Window) visit(s screen) {
	w.at = ""
	w.show(s)
}

// leaveTrail records the current screen before another is shown. Nobody returns to a screen that asks something once,
// or to one for a single person.
func (w *Window) leaveTrail(next screen) {
	from := w.here
	n := len(w.trail)
	_, asks := from.screen.(fleeting)
	switch {
	case from.screen == nil || alike(from.screen, next):
	case asks || from.screen.private():
		if n > 0 && alike(w.trail[n-1].screen, next) {
			w.trail = w.trail[:n-1]
		}
	default:
		w.trail = append(w.trail, from)
		if n := len(w.trail); n > maxStops {
			w.trail = append(w.trail[:1], w.trail[n-maxStops+1:]...)
		}
	}
}

// opened returns the id of the open assessment, or "".
func (w *Window) opened() string {
	if w.session == nil {
		return ""
	}
	return w.session.Assessment.ID
}

// alike reports whether two screens are of the same type, possibly with other content.
func alike(a, b screen) bool { return reflect.TypeOf(a) == reflect.TypeOf(b) }

// back goes back to the previous screen that still exists.
func (w *Window) back() {
	for len(w.trail) > 0 {
		n := len(w.trail) - 1
		to := w.trail[n]
		if to.assessment == "" && w.session != nil && !w.leave() {
			return // unsaved changes stay on screen, which shows the error
		}
		w.trail = w.trail[:n]
		if to.assessment != w.opened() {
			continue
		}
		w.at, w.here = to.at, stop{}
		if s, ok := to.screen.(reader); ok {
			s.readAgain()
			return
		}
		w.show(to.screen)
		return
	}
	w.Home()
}
