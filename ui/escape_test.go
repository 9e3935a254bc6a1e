package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// Escape goes back one step at a time: out of the field, out of the form, and only then to the previous screen.
func TestEscapeOneStepAtATime(t *testing.T) {
	r := scored(t, "2")
	p := r.screen.(*planScreen)
	p.addOwn()
	r.write("Iets doen")
	for i, want := range []struct{ field, form, plan bool }{{true, true, true}, {false, true, true}, {false, false, true}, {false, false, false}} {
		if i > 0 {
			r.press(fyne.KeyEscape)
		}
		_, field := r.win.Canvas().Focused().(*widgets.Entry)
		if form, plan := p.action != "", r.screen == screen(p); field != want.field || form != want.form || plan != want.plan {
			t.Fatalf("after Escape %d times: in a field %v, in the form %v, in the plan %v", i, field, form, plan)
		}
	}
	if acts := r.stored().Plan.ByDue(); len(acts) != 1 || acts[0].What != "Iets doen" {
		t.Errorf("kept is %+v", acts)
	}
}

// Escape clears a search first, in the field and outside it.
func TestEscapeClearsTheSearch(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.create()
	r.write("Noord")
	for name, shows := range map[string]struct {
		shows func()
		field func() *widgets.Entry
	}{
		"home":         {r.Home, func() *widgets.Entry { return r.screen.(*homeScreen).find }},
		"the overview": {r.ShowOverview, func() *widgets.Entry { return r.screen.(*overviewScreen).find }},
	} {
		for _, inField := range []bool{true, false} {
			shows.shows()
			here := r.screen
			here.(searcher).search()
			r.write("Noo")
			if !inField {
				r.win.Canvas().Unfocus()
			}
			r.press(fyne.KeyEscape)
			if r.screen != here || shows.field().Text != "" {
				t.Errorf("%s: after Escape it looks up %q on %T", name, shows.field().Text, r.screen)
			}
		}
	}
}

// A form that opens is completely in view if it fits, and otherwise its top is.
func TestOpenedFormIsInView(t *testing.T) {
	for _, height := range []float32{1000, 400} {
		r := scored(t, "2")
		p := r.screen.(*planScreen)
		for range 7 {
			r.press(fyne.KeyReturn) // takes a suggestion
		}
		r.win.Resize(fyne.NewSize(1366, height))
		p.addOwn()
		form, in := r.stands[p.action+" "], fyne.CurrentApp().Driver().AbsolutePositionForObject(r.view.scroll)
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(form).Y - in.Y
		bottom, room := top+form.Size().Height, r.view.scroll.Size().Height
		if top < 0 || bottom > room && form.Size().Height < room-16 || form.Size().Height >= room-16 && top > 20 {
			t.Errorf("in a window %v high the form stands at %v to %v of %v", height, top, bottom, room)
		}
		r.write("Iets doen")
		r.view.scroll.Turn(fyne.KeyEnd)
		id := p.action
		p.done()
		row := r.stands[id+" "]
		top = fyne.CurrentApp().Driver().AbsolutePositionForObject(row).Y - in.Y
		if top < 0 || top+row.Size().Height > r.view.scroll.Size().Height {
			t.Errorf("in a window %v high the action stands at %v once it is closed", height, top)
		}
	}
}

// focusStays: the focused object keeps the focus when the screen is rebuilt, as when the zoom changes.
func focusStays(t *testing.T, r *room) {
	c := r.win.Canvas()
	var all []named
	eachWidget(r.frame.content, func(x fyne.Widget) {
		if n, ok := x.(named); ok && x.Visible() {
			all = append(all, n)
		}
	})
	for i := 0; i < len(all); i += max(1, len(all)/6) {
		c.Focus(all[i])
		had, ok := c.Focused().(named)
		if !ok {
			continue // it cannot have the focus now
		}
		for _, again := range []func(){func() { r.zoom(1.2) }, func() { r.zoom(1) }, r.render} {
			again()
			now, ok := c.Focused().(named)
			if !ok || now.Name() != had.Name() {
				t.Fatalf("%q had the focus, now %v", had.Name(), c.Focused())
			}
			if now, ok := now.(fyne.Widget); ok && !widgetsIn(r.root)[now] {
				t.Fatalf("%q has the focus and is not on screen", had.Name())
			}
		}
		all = nil
		eachWidget(r.frame.content, func(x fyne.Widget) {
			if n, ok := x.(named); ok && x.Visible() {
				all = append(all, n)
			}
		})
	}
}

// After another window had the focus, typing continues at the cursor; a newly focused field has its cursor at the
// end.
func TestCursorAfterAnotherWindow(t *testing.T) {
	r := scored(t, "2")
	r.goTo(session.StepScore)
	r.write("r")
	r.write("een twee drie")
	e := r.field()
	e.Resume(3)
	r.win.Canvas().Unfocus()
	r.win.Canvas().Focus(e)
	for range 2 {
		e.FocusLost() // as the toolkit reports it of a window
		r.app.Lifecycle().(interface{ OnExitedForeground() func() }).OnExitedForeground()()
		e.FocusGained()
	}
	if at := e.Cursor(); at != 3 {
		t.Errorf("back from another window the cursor is at %d", at)
	}
	r.win.Canvas().Unfocus()
	r.write("r")
	if at := r.field().Cursor(); at != len("een twee drie") {
		t.Errorf("R leads to %d", at)
	}
}

// The beginning of a date, which is often another date, is never stored: only the content of the field when it is left. Until
// then the footer says that it is not saved.
func TestNoBeginningOfADateIsStored(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("T")
	was, e := r.stored().Date, r.named(r.say("field.assessed_on"))
	for _, c := range []struct{ typed, want string }{
		{"2027-02-30", string(was)}, {"3-3-20277", string(was)}, {"1-2-57", string(was)}, {"1-2-27", "2027-02-01"}, {"15-3-2027", "2027-03-15"},
	} {
		r.focus(e)
		e.SetText("")
		for _, letter := range c.typed {
			r.write(string(letter))
			if got := r.stored().Date; got != was {
				t.Fatalf("while %q is typed, at %q, %s is stored", c.typed, e.Text, got)
			}
		}
		if words := r.unsavedWords(); !strings.Contains(words, r.say("field.assessed_on")) {
			t.Errorf("with %q in the field the footer says %q", e.Text, words)
		}
		r.win.Canvas().Unfocus()
		if got := r.stored().Date; string(got) != c.want {
			t.Errorf("%q: stored %s, want %s", c.typed, got, c.want)
		}
		was = r.stored().Date
	}
}

// A date in a field with the focus belongs to the team it was typed for, even if something else opens. Saving it does not
// rebuild the steps of the rail, so that a click on one arrives.
func TestDateStaysWithItsTeam(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("Team Een")
	id := r.session.Assessment.ID
	date := func(typed string) {
		e := r.named(r.say("field.assessed_on"))
		r.focus(e)
		e.SetText(typed)
		if !strings.Contains(r.status.Words(), r.say("field.assessed_on")) {
			t.Errorf("with %s in the field the footer says %q", typed, r.status.Words())
		}
	}
	steps := widgetsIn(r.frame.rail)
	date("24-4-2027")
	r.win.Canvas().Unfocus()
	for x := range widgetsIn(r.frame.rail) {
		if _, pressable := x.(*widgets.Pressable); pressable && !steps[x] {
			t.Fatal("saving a date replaced the steps of the rail")
		}
	}
	r.sees("24 apr 2027")
	date("25-4-2027")
	r.create()
	if a := r.stored(); a.ID == id || a.Date != r.Today() {
		t.Errorf("the new assessment is of %s", a.Date)
	}
	if a, err := r.Store.Load(t.Context(), id); err != nil || a.Date != "2027-04-25" {
		t.Errorf("the date went astray: %v, %v", a.Date, err)
	}
}

// Text typed but not entered is kept when the system asks the program to end, although the toolkit at first drops calls that
// wait for its loop. Text given up when the window closed is not kept.
func TestTypedIsKeptAtTheEnd(t *testing.T) {
	for _, gaveUp := range []bool{false, true} {
		r := enter(t, "nl")
		r.create()
		r.write("Team Een")
		e := r.named(r.say("field.assessed_on"))
		r.focus(e)
		e.SetText("24-4-2027")
		want, now, dropped := assessment.Date("2027-04-24"), r.do, 0
		if gaveUp {
			want = r.stored().Date
			r.end()
		}
		r.do = func(f func()) {
			if dropped++; dropped > 3 {
				f()
			}
		}
		r.KeepTyped(100 * time.Millisecond)
		r.do = now
		if got := r.stored().Date; got != want || dropped < 4 {
			t.Errorf("given up %v: after asking %d times %s is stored", gaveUp, dropped, got)
		}
	}
}

// A notice does not cover the field being edited.
func TestNoticeKeepsTheFieldInView(t *testing.T) {
	r := scored(t, "2")
	r.goTo(session.StepScore)
	height := float32(700)
	r.write("e")
	e := r.field()
	driver := fyne.CurrentApp().Driver()
	place := func() (bottom, room float32) {
		at := driver.AbsolutePositionForObject(e).Y - driver.AbsolutePositionForObject(r.view.scroll).Y
		return at + e.Size().Height, r.view.scroll.Size().Height
	}
	for bottom, room := place(); room-bottom > 20; bottom, room = place() { // until it is directly above the footer
		height -= 10
		r.win.Resize(fyne.NewSize(1366, height))
	}
	r.showMessage("Iets.")
	if bottom, room := place(); bottom > room || r.field() != e {
		t.Errorf("the field ends at %v of %v", bottom, room)
	}
	r.closeNotice()
	r.showError(assessment.Fail(assessment.CodeDiskFull, nil, "path", "D:"))
	if bottom, room := place(); bottom > room || r.field() != e {
		t.Errorf("the field ends at %v of %v", bottom, room)
	}
}
