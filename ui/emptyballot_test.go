package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// A ballot without an answer cannot be handed in on any screen, which says why; also not one with only a remark.
func TestABallotWithoutAnAnswerIsNotHandedIn(t *testing.T) {
	remark := func(r *room) {
		r.write("d")
		r.press(fyne.KeyReturn)
		r.write("r")
		r.write("Alleen dit")
		r.win.Canvas().Unfocus()
	}
	for name, x := range map[string]struct {
		do  func(r *room)
		why string
	}{
		"at the end":         {func(r *room) { r.write("d"); r.press(fyne.KeyReturn); r.write("k") }, "ballot.none"},
		"half-way":           {func(r *room) { r.write("d"); r.press(fyne.KeyReturn, fyne.KeyEscape) }, "ballot.none"},
		"with a remark":      {func(r *room) { remark(r); r.press(fyne.KeyEscape) }, "ballot.none"},
		"closing":            {func(r *room) { remark(r); r.Close() }, "ballot.none"},
		"left":               {func(r *room) { remark(r); r.restart(); r.write("d") }, "left.none"},
		"left, on paper":     {func(r *room) { remark(r); r.restart(); r.write("p") }, "left.none"},
		"a paper form":       {func(r *room) { r.write("p   "); r.press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn) }, "paper.none"},
		"closing with a one": {func(r *room) { r.write("p   "); r.Close() }, "ballot.none"},
		"a colleague's": {func(r *room) {
			i := newInvitedScreen(r.Window, exchange.Invite(r.session.Assessment), nil)
			r.show(i)
			r.press(fyne.KeyReturn)
			r.write("k")
		}, "ballot.none"},
	} {
		r := workshop(t)
		x.do(r)
		r.sees(r.say(x.why))
		if strings.Contains(r.words(), r.say("ballot.hand_in")) {
			t.Errorf("%s: it can be handed in:\n%s", name, r.words())
		}
		r.write("l")
		r.press(fyne.KeyReturn)
		if n := len(r.stored().Ballots); n != 0 {
			t.Errorf("%s: %d ballots are in", name, n)
		}
	}
}

// One answer is enough.
func TestABallotWithOneAnswerIsHandedIn(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	r.write("0")
	r.press(fyne.KeyEscape)
	r.write("l")
	if b := r.stored().Ballots; len(b) != 1 || b[0].Answers["V1"] != assessment.Unknown {
		t.Errorf("in are %+v", b)
	}
}
