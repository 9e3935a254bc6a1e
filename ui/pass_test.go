package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
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
	r.sees(r.say("pass.after"), r.say("pass.thanks"))
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

// From one indicator to the next the level cards and what is below them stand in one place, for one person and for a team
// together.
func TestLevelCardsStayInPlace(t *testing.T) {
	r := workshop(t)
	r.win.Resize(fyne.NewSize(1366, 768))
	places := func() map[fyne.Position]int {
		seen := make(map[fyne.Position]int)
		for range r.Card.InScope(assessment.ScopeFull) {
			walk(r.view.body, func(o fyne.CanvasObject) {
				if b, ok := o.(*widgets.Button); ok && strings.HasPrefix(b.AccessibilityLabel(), r.Card.In(r.Card.Answers.Unknown.Title, "nl")) {
					seen[r.app.Driver().AbsolutePositionForObject(o)]++
				}
			})
			r.press(fyne.KeyReturn)
		}
		return seen
	}
	r.write("d")
	r.press(fyne.KeyReturn)
	alone := places()
	r.scoreTogether("V1")
	for name, seen := range map[string]map[fyne.Position]int{"alone": alone, "together": places()} {
		if most := slices.Max(slices.Collect(maps.Values(seen))); most < 31 { // two are too long for that
			t.Errorf("%s: the buttons stand at %v", name, seen)
		}
	}
}

// Enter goes to the reveal and does not reveal: pressed twice it would show what cannot be hidden again.
func TestEnterTwiceRevealsNothing(t *testing.T) {
	r := workshop(t)
	r.write("d")
	for range assessment.MinBallots {
		r.passRound("3")
	}
	r.goTo(session.StepScore)
	r.press(fyne.KeyReturn, fyne.KeyReturn)
	if _, ok := r.screen.(*unveilScreen); !ok || r.stored().Revealed {
		t.Errorf("it leads to %T, revealed %v", r.screen, r.stored().Revealed)
	}
}
