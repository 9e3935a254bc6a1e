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

// talk has three people hand in ballots that differ on V1 only, reveals them, and goes to the discussion.
func talk(t *testing.T) *room {
	t.Helper()
	r := workshop(t)
	r.write("d")
	for _, answer := range []string{"1", "2", "3"} {
		r.press(fyne.KeyReturn)
		r.write(answer)
		r.press(fyne.KeyReturn)
		for range 32 {
			r.write("3")
			r.press(fyne.KeyReturn)
		}
		r.press(fyne.KeyReturn)
	}
	r.press(fyne.KeyEscape)
	r.unveil()
	return r
}

// pass advances the clock by a number of minutes, and updates the discussion.
func (r *room) pass(minutes int) {
	r.clock += assessment.Instant((time.Duration(minutes) * time.Minute).Milliseconds())
	if d, ok := r.screen.(*discussScreen); ok {
		d.tick()
	}
}

// Space stops the clock, and so do leaving the discussion and agreeing on everything; it continues from where it
// stopped.
func TestClockStops(t *testing.T) {
	r := talk(t)
	r.pass(1)
	r.sees("44:00", r.say("discuss.pause"))
	r.write(" ")
	r.pass(10)
	r.sees("44:00", r.say("discuss.resume"))
	r.goTo(session.StepResult)
	r.goTo(session.StepDiscuss)
	r.pass(5)
	r.sees("44:00") // it was paused, and stays so
	r.write(" ")
	r.pass(1)
	r.sees("43:00", r.say("discuss.left", "minutes", 43))
	r.goTo(session.StepResult)
	r.pass(20)
	r.goTo(session.StepDiscuss)
	r.pass(1)
	r.sees("42:00")

	r.press(fyne.KeyReturn)
	r.write("v")
	r.pass(3)
	r.screen.(*discussScreen).choose("V1") // once all is agreed
	r.pass(7)
	if d := r.screen.(*discussScreen); d.time.Words() != "" || d.stopClock != nil || strings.Contains(r.words(), r.say("discuss.pause")) {
		t.Errorf("the clock says %q, and counts %v", d.time.Words(), d.stopClock != nil)
	}
	r.press(fyne.KeyBackspace) // it is open again
	r.pass(1)
	r.sees("41:00")
}

// Once everything is agreed the whole card is shown in dots, strongest first, also to the room; a dot leads to its
// indicator.
func TestWholeCardAtTheEnd(t *testing.T) {
	r := talk(t)
	r.toggleBeamer()
	r.write("1")
	r.write("v")
	r.press(fyne.KeyReturn)
	r.sees(r.say("discuss.finished"), r.say("discuss.good_at"))
	var dots []string
	walk(r.view.body, func(o fyne.CanvasObject) {
		if p, ok := o.(*widgets.Pressable); ok {
			dots = append(dots, p.AccessibilityLabel())
		}
	})
	if len(dots) != 33 || dots[len(r.Card.Areas[0].Indicators)-1] != "V1 Waarom LOB, 1" {
		t.Errorf("the dots are %q", dots)
	}
	var b strings.Builder
	walk(r.beamer.win.Canvas().Content(), gather(&b))
	for _, want := range []string{r.say("discuss.finished"), "V1", "P3", r.say("discuss.good_at")} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the beamer lacks %q:\n%s", want, &b)
		}
	}
	r.click("V1 Waarom LOB, 1")
	r.sees("V1 · Waarom LOB")
}

// On every screen of a team the beamer shows more than its name.
func TestBeamerIsNeverEmpty(t *testing.T) {
	onScreen(t, func(t *testing.T, r *room) {
		if r.session == nil {
			return
		}
		r.toggleBeamer()
		var b strings.Builder
		walk(r.beamer.win.Canvas().Content(), gather(&b))
		words := strings.Fields(strings.NewReplacer(r.teamName(r.session.Assessment.Team), "", r.subtitle(), "", r.say("beamer.move"), "").Replace(b.String()))
		if len(words) < 3 {
			t.Errorf("the room sees only %q", b.String())
		}
	})
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
