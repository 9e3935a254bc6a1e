package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/widgets"
)

// beamerShows: on every screen the beamer shows more than a name, within its edges and in at least 28 pixels on a screen 1080
// high.
func beamerShows(t *testing.T, r *room) {
	_, shows := r.screen.(projected)
	if _, aside := r.screen.(*asideScreen); shows && !aside && r.session != nil {
		r.sees(r.say("beamer.on")) // the beamer can be opened with the mouse too
	}
	r.toggleBeamer()
	defer r.toggleBeamer()
	r.beamer.win.Resize(fyne.NewSize(1920, 1080))
	var b strings.Builder
	walk(r.beamer.win.Canvas().Content(), func(o fyne.CanvasObject) {
		gather(&b)(o)
		text, ok := o.(*widgets.Text)
		if !ok || text.Words() == "" {
			return
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if text.Points() < 28 || at.Y+o.Size().Height > 1080 || at.X+o.Size().Width > 1921 {
			t.Errorf("the room sees %q in %v pixels, at %v by %v", text.Words(), text.Points(), at, o.Size())
		}
	})
	said := strings.NewReplacer(r.say("beamer.move"), "", r.say("app.title"), "")
	if r.session != nil {
		said = strings.NewReplacer(r.teamName(r.session.Assessment.Team), "", r.subtitle(), "", r.say("beamer.move"), "")
	}
	if words := strings.Fields(said.Replace(b.String())); len(words) < 3 {
		t.Errorf("the room sees only %q", b.String())
	}
}

// The beamer fills a second screen, if there is one, and does not mention dragging; the keys stay with the window.
func TestBeamerOnASecondScreen(t *testing.T) {
	r := workshop(t)
	var on fyne.Window
	r.Project = func(w fyne.Window) bool { on = w; w.SetFullScreen(true); return true }
	r.toggleBeamer()
	if on != r.beamer.win {
		t.Fatal("the beamer's window stays where it is")
	}
	var b strings.Builder
	walk(r.beamer.win.Canvas().Content(), gather(&b))
	if strings.Contains(b.String(), r.say("beamer.move")) {
		t.Error("it says how to drag it")
	}
}

// How to move the beamer's window is said for half a minute, and not to the room all evening.
func TestBeamerSaysHowToMoveForAMoment(t *testing.T) {
	r := workshop(t)
	var second func()
	running := 0
	r.everySecond = func(do func()) func() { second = do; running++; return func() { running-- } }
	r.toggleBeamer()
	says := func() bool {
		var b strings.Builder
		walk(r.beamer.win.Canvas().Content(), gather(&b))
		return strings.Contains(b.String(), r.say("beamer.move"))
	}
	if !says() {
		t.Error("it does not say how to move it")
	}
	for range beamerExplained {
		second()
	}
	if says() || running != 0 {
		t.Errorf("it says so still: %v, %d clocks run", says(), running)
	}
}

// The room sees the ballots as dots, one for each that is expected, and more if more arrive.
func TestBeamerShowsADotForEachBallot(t *testing.T) {
	r := workshop(t)
	r.session.ExpectBallots(4)
	r.toggleBeamer()
	dots := func() (n int) {
		walk(r.beamer.win.Canvas().Content(), func(o fyne.CanvasObject) {
			if _, ok := o.(*widgets.Swatch); ok {
				n++
			}
		})
		return n
	}
	r.write("d")
	r.passRound("3")
	if n := dots(); n != 4 {
		t.Errorf("%d dots for 4 people", n)
	}
	r.session.ExpectBallots(0)
	r.passRound("3")
	if n := dots(); n != 2 {
		t.Errorf("%d dots for 2 who are in", n)
	}
}
