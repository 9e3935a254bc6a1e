package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/session"
)

// Once all expected ballots are in, the laptop goes back to the facilitator; a latecomer can still begin.
func TestPassingRoundEnds(t *testing.T) {
	r := workshop(t)
	r.session.ExpectBallots(2)
	r.write("d")
	r.passRound("3")
	r.sees(r.say("pass.title"), r.say("pass.begin"))
	r.passRound("2")
	r.sees(r.say("pass.complete"), r.say("pass.give_back"))
	if all := r.words(); strings.Contains(all, r.say("pass.title")) || strings.Contains(all, r.say("pass.begin")) {
		t.Errorf("it goes on:\n%s", all)
	}
	r.write("i")
	r.sees(r.say("pass.title"), r.say("pass.begin"))
	r.passRound("4")
	r.sees(r.say("pass.complete"))
	r.press(fyne.KeyReturn)
	if _, ok := r.screen.(*gatherScreen); !ok || len(r.stored().Ballots) != 3 {
		t.Errorf("Enter leads to %T, with %d ballots", r.screen, len(r.stored().Ballots))
	}
}

// After handing in, a thank-you is shown for a moment; then the screen becomes neutral, and at once when the next
// person chooses.
func TestThanksForAMoment(t *testing.T) {
	r := workshop(t)
	var tick func()
	running := 0
	r.everySecond = func(do func()) func() { tick = do; running++; return func() { running-- } }
	neutral := func() {
		t.Helper()
		r.sees(r.say("pass.before"))
		if strings.Contains(r.words(), r.say("pass.after")) || running != 0 {
			t.Error("it is still thanked")
		}
	}
	r.write("d")
	r.passRound("3")
	for range thanked - 1 {
		tick()
	}
	r.sees(r.say("pass.after"))
	tick()
	neutral()
	r.passRound("2")
	r.write("2")
	neutral()
	r.passRound("2")
	r.press(fyne.KeyEscape)
	if running != 0 {
		t.Error("it counts on where it is not seen")
	}
}

// On the cards of the ways, a key stands beside the link that does the same, or at the head of a card with one button.
func TestKeysStandBesideWhatTheyDo(t *testing.T) {
	r := workshop(t)
	for key, c := range map[string]struct{ beside, does string }{
		"I": {"gather.sheet_take", "gather.sheet_take"}, "P": {"gather.paper_type", "gather.paper_type"}, "D": {"gather.pass", "gather.pass_begin"},
	} {
		if all := r.words(); strings.Count(all, "\n"+key+"\n") != 1 || !strings.Contains(all, "\n"+r.say(c.beside)+"\n"+key+"\n") {
			t.Errorf("%s does not stand beside %q:\n%s", key, r.say(c.beside), all)
		}
		r.write(key)
		byKey := fmt.Sprintf("%T", r.screen)
		r.goTo(session.StepScore)
		r.click(r.say(c.does))
		if got := fmt.Sprintf("%T", r.screen); got != byKey {
			t.Errorf("%q leads to %s, its key to %s", r.say(c.does), got, byKey)
		}
		r.goTo(session.StepScore)
	}
}
