package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// The end of a ballot lists the unanswered indicators with links; with fewer than half answered, the key for the next
// indicator never hands in.
func TestNearlyEmptyIsNeverHandedInByEnter(t *testing.T) {
	for _, x := range []struct {
		answered  int
		fills     bool // Enter leads to the unanswered indicators
		lastNamed string
	}{{0, true, "V6"}, {1, true, "V7"}, {16, true, "I7"}, {17, false, "I8"}, {32, false, "P8"}, {33, false, ""}} {
		r := workshop(t)
		if n := r.total(); n != 33 {
			t.Fatalf("these numbers are about a card of 33 indicators, not %d", n)
		}
		r.write("d")
		r.press(fyne.KeyReturn)
		for range x.answered {
			r.write("3")
			r.press(fyne.KeyReturn)
		}
		if x.answered < 33 {
			r.write("k")
		}
		given := r.say("ballot.given", "given", x.answered, "total", 33)
		if x.answered == 0 {
			given = r.say("ballot.none")
		}
		r.sees(r.say("ballot.ready"), given)
		if all := r.words(); x.lastNamed != "" && !strings.Contains(all, x.lastNamed+" ") || strings.Contains(all, r.say("ballot.empty")) != (x.answered < 33) {
			t.Errorf("of %d answered it does not name what is empty:\n%s", x.answered, all)
		}
		r.press(fyne.KeyReturn)
		if n := len(r.stored().Ballots); (n == 0) != x.fills {
			t.Fatalf("with %d answered Enter hands in %d ballots", x.answered, n)
		}
		if !x.fills {
			continue
		}
		if b := r.screen.(*ballotScreen); b.at != x.answered || b.ask != nothing {
			t.Errorf("with %d answered it leads to %d", x.answered, b.at)
		}
		r.write("k")
		r.write("l")                                               // intended
		if n := len(r.stored().Ballots); n != min(1, x.answered) { // one without an answer never is
			t.Errorf("with %d answered, %d ballots are handed in on purpose", x.answered, n)
		}
	}
}

// Filling in goes through the unanswered indicators only, and then asks again.
func TestFillingInUnansweredIndicators(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	for i := range r.total() {
		if i != 3 && i != 20 {
			r.write("3")
		}
		r.press(fyne.KeyReturn)
	}
	r.sees(r.say("ballot.ready"), r.say("ballot.empty"), "V4 ", "I6 ")
	r.write("a")
	r.sees("V4 · ")
	r.write("2")
	r.press(fyne.KeyReturn)
	r.sees("I6 · ")
	r.write("0")
	r.press(fyne.KeyReturn)
	r.sees(r.say("ballot.ready"), r.say("ballot.given", "given", 33, "total", 33))
	r.press(fyne.KeyReturn)
	if b := r.stored().Ballots; len(b) != 1 || b[0].Answers["V4"] != 2 || b[0].Answers["I6"] != assessment.Unknown {
		t.Errorf("ballots %+v", b)
	}
	// Each one listed is a link.
	r.press(fyne.KeyReturn)
	r.write("k")
	r.click("V5 " + r.titleOf("V5"))
	r.sees("V5 · ")
}

// titleOf returns the title of an indicator.
func (r *room) titleOf(id string) string {
	ind, _ := r.session.Assessment.Card.Indicator(id)
	return r.session.Assessment.Card.In(ind.Title, r.lang.Code())
}

// Enter on a paper form with empty cells goes to the first of them and shows how many there are; a second Enter
// accepts it.
func TestPaperFormWithEmptyCells(t *testing.T) {
	r := workshop(t)
	r.write("p")
	r.write(strings.Repeat("3", r.total()-2))
	r.press(fyne.KeyReturn)
	if n := len(r.stored().Ballots); n != 0 {
		t.Fatalf("%d ballots", n)
	}
	r.sees(r.say("paper.empty", "count", 2), r.say("paper.again"), "P7 ")
	r.press(fyne.KeyLeft) // any other key, and it asks again
	r.press(fyne.KeyReturn)
	if p := r.screen.(*paperScreen); len(r.stored().Ballots) != 0 || p.at != r.total()-2 {
		t.Fatalf("%d ballots, at %d", len(r.stored().Ballots), p.at)
	}
	r.press(fyne.KeyReturn)
	if b := r.stored().Ballots; len(b) != 1 || len(b[0].Answers) != r.total()-2 {
		t.Fatalf("ballots %+v", b)
	}

	// A skipped cell in the middle comes first.
	r.write("33")
	r.press(fyne.KeyRight)
	r.write(strings.Repeat("2", r.total()-3))
	r.sees(r.say("paper.empty", "count", 1))
	r.press(fyne.KeyReturn)
	r.sees(r.say("paper.empty", "count", 1), r.say("paper.again"), "V3 ")
	r.write("4")
	r.press(fyne.KeyReturn)
	if b := r.stored().Ballots; len(b) != 2 {
		t.Fatalf("ballots %+v", b)
	}

	// Cells left blank on purpose are not empty, unless nearly all of them are.
	r.write(strings.Repeat("3", 17) + strings.Repeat(" ", 16))
	r.press(fyne.KeyReturn)
	if n := len(r.stored().Ballots); n != 3 {
		t.Fatalf("%d ballots", n)
	}
	r.write(strings.Repeat("3", 16) + strings.Repeat(" ", 17))
	r.press(fyne.KeyReturn)
	r.sees(r.say("paper.empty", "count", 17), r.say("paper.again"))
	r.press(fyne.KeyReturn)
	if n := len(r.stored().Ballots); n != 4 {
		t.Fatalf("%d ballots", n)
	}
}

// Each paper form is a team member's unless another group is chosen: the previous form has no influence.
func TestPaperGroupReturnsToTeam(t *testing.T) {
	r := workshop(t)
	r.write("p")
	group := func() assessment.Group { return r.screen.(*paperScreen).ballot.Group }
	r.write("l" + strings.Repeat("3", r.total()))
	r.press(fyne.KeyReturn)
	if b := r.stored().Ballots; len(b) != 1 || b[0].Group != assessment.GroupManagement || group() != assessment.GroupTeam {
		t.Fatalf("ballots %+v, the next is of %s", b, group())
	}
	r.write("x") // takes it back, as it was
	if group() != assessment.GroupManagement {
		t.Errorf("taken back it is of %s", group())
	}
	r.press(fyne.KeyEscape) // thrown away
	r.write("s3")
	r.press(fyne.KeyEscape)
	if group() != assessment.GroupTeam {
		t.Errorf("after throwing away the next is of %s", group())
	}
	r.undo()
	if group() != assessment.GroupStudents {
		t.Errorf("the form thrown away and put back is of %s", group())
	}
	r.press(fyne.KeyEscape, fyne.KeyEscape, fyne.KeyEscape) // the message, the question, the screen
	r.write("d")
	r.write("2")
	r.passRound("3")
	if p := r.screen.(*passScreen); p.group != assessment.GroupTeam {
		t.Errorf("passed round, the next is of %s", p.group)
	}
}

// Changing the way of working with ballots in explains what happens to them and asks; this is not an undo step.
func TestChangingTheWayWithBallotsIn(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.passRound("3")
	r.press(fyne.KeyEscape)
	r.goTo(session.StepTeam)
	way := func(name string) string { return r.say("mode."+name) + ". " + r.say("mode."+name+"_hint") }
	together, alone := way("together"), way("individual")
	r.click(together)
	r.sees(r.say("mode.to_together", "count", 1))
	r.press(fyne.KeyReturn)
	if r.stored().Mode != assessment.ModeIndividual {
		t.Fatal("changed without an answer")
	}
	r.press(fyne.KeyEscape)
	if all := r.words(); strings.Contains(all, r.say("mode.change")) || r.stored().Mode != assessment.ModeIndividual {
		t.Fatalf("still asks:\n%s", all)
	}
	r.click(together)
	r.click(alone) // it is
	if strings.Contains(r.words(), r.say("mode.change")) {
		t.Error("asks about what stays")
	}
	r.click(together)
	r.write("w")
	if a := r.stored(); a.Mode != assessment.ModeTogether || len(a.Ballots) != 1 {
		t.Fatalf("mode %s, %d ballots", a.Mode, len(a.Ballots))
	}
	for range 20 {
		r.undo()
	}
	if a := r.stored(); a.Mode != assessment.ModeTogether || len(a.Ballots) != 1 {
		t.Errorf("after undo: mode %s, %d ballots", a.Mode, len(a.Ballots))
	}
	r.goTo(session.StepTeam)
	r.click(alone)
	r.sees(r.say("mode.to_individual", "count", 1))
	r.write("w")
	for range 20 {
		r.redo()
	}
	if a := r.stored(); a.Mode != assessment.ModeIndividual || len(a.Ballots) != 1 {
		t.Errorf("after redo: mode %s, %d ballots", a.Mode, len(a.Ballots))
	}
}

// Changing the scope with ballots in explains what happens to them and asks.
func TestChangingTheScopeWithBallotsIn(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.passRound("3")
	r.press(fyne.KeyEscape)
	r.goTo(session.StepTeam)
	for _, to := range []assessment.Scope{assessment.ScopeCore, assessment.ScopeFull} {
		was := r.stored().Scope
		choose := func() { r.screen.(*teamScreen).chooseScope(to) }
		choose()
		r.sees(r.say("team.to_"+string(to), "count", 1), r.say("mode.change"))
		r.press(fyne.KeyReturn)
		r.press(fyne.KeyEscape)
		if all := r.words(); strings.Contains(all, r.say("mode.change")) || r.stored().Scope != was {
			t.Fatalf("changed without an answer, or still asks:\n%s", all)
		}
		choose()
		r.write("w")
		if a := r.stored(); a.Scope != to || len(a.Ballots) != 1 || strings.Contains(r.words(), r.say("mode.change")) {
			t.Errorf("scope %s, %d ballots", a.Scope, len(a.Ballots))
		}
	}
}

// Before the reveal the number of missing ballots is shown, if it is known.
func TestRevealShowsHowManyAreMissing(t *testing.T) {
	r := workshop(t)
	r.write("d")
	for range 3 {
		r.passRound("3")
	}
	r.press(fyne.KeyEscape)
	for expected, want := range map[int]string{
		0: r.say("gather.everyone"), 3: r.say("gather.complete"), 2: r.say("gather.complete"),
		4: r.say("gather.missing", "count", 1, "total", 4), 8: r.say("gather.missing", "count", 5, "total", 8),
	} {
		r.session.ExpectBallots(expected)
		r.write("o")
		r.sees(want, r.say("gather.sure"))
		r.press(fyne.KeyEscape)
	}
	if r.stored().Revealed {
		t.Error("revealed unasked")
	}
}

// Half is not nearly empty.
func TestHalfIsNotNearlyEmpty(t *testing.T) {
	in := []*assessment.Indicator{{ID: "A"}, {ID: "B"}, {ID: "C"}, {ID: "D"}}
	b := newBallot(assessment.GroupTeam)
	for i, want := range []bool{true, true, false, false, false} {
		if got := nearlyEmpty(b, in); got != want {
			t.Errorf("%d of 4 answered: %v", i, got)
		}
		if i < len(in) {
			setAnswer(&b, in[i].ID, assessment.Unknown)
		}
	}
}

// Going back while filling in goes through every indicator again.
func TestGoingBackWhileFillingIn(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	for i := range r.total() {
		if i != 3 {
			r.write("3")
		}
		r.press(fyne.KeyReturn)
	}
	r.write("a")
	r.press(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyReturn)
	r.sees("V3 · ")
}
