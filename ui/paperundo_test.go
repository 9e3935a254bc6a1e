package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// Undo on a paper form takes back its last key, then nothing; redo does nothing. Neither leads elsewhere or changes the
// way of working.
func TestUndoOnAPaperFormStaysThere(t *testing.T) {
	r := workshop(t)
	r.write("p32")
	r.undo()
	p, ok := r.screen.(*paperScreen)
	if !ok {
		t.Fatalf("undo leads to %T", r.screen)
	}
	if d := r.draft(); d.Answers["V1"] != 3 || len(d.Answers) != 1 || p.at != 1 {
		t.Errorf("it left %+v, at %d", d, p.at)
	}
	r.write("4")
	p.move(0)
	r.write("1") // over the 3
	r.undo()
	if d := r.draft(); d.Answers["V1"] != 3 || d.Answers["V2"] != 4 || p.at != 0 {
		t.Errorf("it left %+v, at %d", d, p.at)
	}
	for range 5 {
		r.undo()
	}
	r.sees(r.say("undo.none"))
	r.redo()
	r.sees(r.say("redo.none"))
	if r.screen != p || p.started() || r.session.Assessment.Mode != assessment.ModeIndividual {
		t.Errorf("it leads to %T, %s", r.screen, r.session.Assessment.Mode)
	}
}

// An unfinished ballot counts as one that is in: changing the way of working or the scope asks first and is no undo step,
// even after the program restarted, until the ballot is gone.
func TestAnUnfinishedBallotProtectsTheWayAndTheScope(t *testing.T) {
	for name, restart := range map[string]bool{"at once": false, "after a restart": true} {
		r := workshop(t)
		r.write("p33")
		if restart {
			r.restart()
		}
		r.goTo(session.StepTeam)
		r.undo()
		r.undo()
		if d := r.session.Assessment.Details; d.Mode != assessment.ModeIndividual {
			t.Fatalf("%s: undo makes it %s", name, d.Mode)
		}
		r.goTo(session.StepTeam)
		team := r.screen.(*teamScreen)
		team.choose(assessment.ModeTogether)
		r.finds(r.say("mode.half"))
		r.press(fyne.KeyEscape)
		team.chooseScope(team.otherScope())
		r.finds(r.say("mode.half"))
		r.write("w")
		if r.session.Assessment.Scope != assessment.ScopeCore {
			t.Fatalf("%s: the scope stays %s", name, r.session.Assessment.Scope)
		}
		r.undo()
		if r.stored().Scope != assessment.ScopeCore {
			t.Errorf("%s: undo takes the scope back", name)
		}
		r.goTo(session.StepScore)
		r.write("p")
		r.write("w") // thrown away
		r.goTo(session.StepTeam)
		r.screen.(*teamScreen).choose(assessment.ModeTogether)
		if r.session.Assessment.Mode != assessment.ModeTogether {
			t.Errorf("%s: it still asks:\n%s", name, r.words())
		}
	}
}

// A question that opens on a screen is scrolled into view.
func TestAQuestionThatOpensIsInView(t *testing.T) {
	answered := assessment.Ballot{Answers: map[string]assessment.Answer{"V1": 3}}
	for name, x := range map[string]func(r *room){
		"the way":   func(r *room) { r.screen.(*teamScreen).choose(assessment.ModeTogether) },
		"the scope": func(r *room) { r.screen.(*teamScreen).chooseScope(assessment.ScopeCore) },
	} {
		r := workshop(t)
		r.win.Resize(fyne.NewSize(1000, 400))
		r.session.Assessment.Ballots = slices.Repeat([]assessment.Ballot{answered}, 2)
		r.goTo(session.StepTeam)
		x(r)
		place := r.view.scroll
		if r.asks == nil || !place.Holds(r.asks) {
			t.Fatalf("%s: there is no question:\n%s", name, r.words())
		}
		if !inView(r, r.asks) {
			t.Errorf("%s: the question is out of view", name)
		}
		for range 2 { // drawing again does not scroll
			place.SetOffset(fyne.NewPos(0, 0))
			r.render()
			if r.view.scroll.Offset().Y != 0 {
				t.Errorf("%s: it scrolls again", name)
			}
			place = r.view.scroll
		}
	}
}

// inView reports whether all of an object is in the visible part of the body.
func inView(r *room, o fyne.CanvasObject) bool {
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y
	return top >= d.AbsolutePositionForObject(r.view.scroll).Y &&
		top+o.Size().Height <= d.AbsolutePositionForObject(r.view.scroll).Y+r.view.scroll.Size().Height
}

// Ctrl+S hands over on every screen of an assessment, whatever that screen itself can save.
func TestSavingACopyMeansOneThing(t *testing.T) {
	for name, to := range map[string]func(r *room){
		"team":   func(r *room) { r.goTo(session.StepTeam) },
		"print":  func(r *room) { r.goTo(session.StepPrint) },
		"paper":  func(r *room) { r.write("p") },
		"sheet":  func(r *room) { r.write("i") },
		"result": func(r *room) { r.goTo(session.StepResult) },
	} {
		r := workshop(t)
		to(r)
		r.saveCopy()
		if _, ok := r.screen.(*handOverScreen); !ok {
			t.Errorf("%s: it leads to %T", name, r.screen)
		}
	}
}

// After the reveal, the result leads to the discussion instead of to scoring.
func TestAfterTheRevealIsTheDiscussion(t *testing.T) {
	r := workshop(t)
	r.write("d")
	for range assessment.MinBallots {
		r.passRound("3")
	}
	r.goTo(session.StepResult)
	r.sees(r.say("team.next"))
	r.goTo(session.StepScore)
	r.write("o ")
	r.goTo(session.StepResult)
	if strings.Contains(r.words(), r.say("team.next")) {
		t.Errorf("it offers to score:\n%s", r.words())
	}
	r.click(r.say("gather.discuss"))
	if _, ok := r.screen.(*discussScreen); !ok {
		t.Errorf("it leads to %T", r.screen)
	}
}

// Undoing the throwing away of a form shows the form again, without the refusal of a key pressed in between.
func TestFormBackWithoutRefusal(t *testing.T) {
	r := workshop(t)
	r.write("p32")
	r.press(fyne.KeyEscape)
	r.write("q")
	r.sees(r.say("paper.wrong", "key", "'q'", "levels", 4))
	r.undo()
	p := r.screen.(*paperScreen)
	if p.ballot.Answers["V2"] != 2 || strings.Contains(r.words(), r.say("paper.wrong", "key", "'q'", "levels", 4)) {
		t.Errorf("back is %+v:\n%s", p.ballot, r.words())
	}
}

// Handing in an unfinished form first shows how much of it is filled in, and can be taken back like any other.
func TestHalfFormIsCountedAndTakenBack(t *testing.T) {
	for _, way := range []string{"p", "d"} {
		r := half(t)
		r.write(way)
		r.sees(r.say("left.given", "given", 1, "total", 33, "empty", 32))
		r.write("l")
		if way == "p" {
			r.sees(r.say("paper.kept"), r.say("paper.take_back"))
			r.write("x")
			if n := len(r.stored().Ballots); n != 0 {
				t.Errorf("taken back, there are %d ballots", n)
			}
		}
	}
}

// Only a form that does not count yet can be taken back: after the reveal the third one that waits makes all count.
func TestCountedFormIsNotTakenBack(t *testing.T) {
	r := filled(t, "nl")
	r.unveil()
	r.goTo(session.StepScore)
	r.write("p")
	for i := range 3 {
		r.write("3")
		r.press(fyne.KeyReturn, fyne.KeyReturn)
		words, offers := "paper.kept", true
		if i == 2 {
			words, offers = "paper.counted", false
		}
		r.sees(r.say(words))
		if got := strings.Contains(r.words(), r.say("paper.take_back")); got != offers {
			t.Errorf("after form %d taking it back is offered: %v", i+1, got)
		}
	}
	before := len(r.stored().Ballots)
	r.write("x")
	if n := len(r.stored().Ballots); n != before {
		t.Errorf("taken back, there are %d of %d ballots", n, before)
	}
}

// Once as many forms are in as people are expected, the screen says so and leads to the reveal; one more can be entered.
func TestTypingFormsEnds(t *testing.T) {
	r := workshop(t)
	r.session.ExpectBallots(2)
	r.write("p")
	for range 2 {
		r.sees(r.say("paper.done"))
		r.write("3")
		r.press(fyne.KeyReturn, fyne.KeyReturn)
	}
	r.sees(r.say("paper.complete", "count", 2), r.say("paper.ready"), r.say("paper.late"), r.say("paper.take_back"))
	if strings.Contains(r.words(), r.say("paper.done")) {
		t.Errorf("it goes on:\n%s", r.words())
	}
	r.write("3q") // typing on starts no form
	if p := r.screen.(*paperScreen); p.started() || p.wrong != 0 {
		t.Error("it takes answers")
	}
	r.sees(r.say("paper.begin_late"))
	r.write("x")
	r.sees(r.say("paper.taken_back"), r.say("paper.done"))
	if p := r.screen.(*paperScreen); p.ballot.Answers["V1"] != 3 || p.at != 1 || r.draft().Answers["V1"] != 3 {
		t.Errorf("taken back, the form holds %v", p.ballot.Answers)
	}
	r.write("3")
	r.press(fyne.KeyReturn, fyne.KeyReturn)
	r.write("i4")
	r.press(fyne.KeyReturn, fyne.KeyReturn)
	r.sees(r.say("paper.complete", "count", 3))
	r.press(fyne.KeyReturn)
	if _, ok := r.screen.(*gatherScreen); !ok || len(r.stored().Ballots) != 3 {
		t.Errorf("Enter leads to %T, with %d ballots", r.screen, len(r.stored().Ballots))
	}
}

// The key for entering a form always opens a form, with a line that all are in, and no Enter leads from it to where digits
// score for the team: keys pressed too early never become a score.
func TestTypedAheadIsNeverAScore(t *testing.T) {
	r := filled(t, "nl")
	r.session.ExpectBallots(6)
	r.unveil()
	before := len(r.session.Assessment.Scores)
	ahead := map[string]func(){
		"paper": func() {
			for range 3 {
				r.write("3333")
				r.press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
			}
		},
		"pass": func() {
			r.passRound("3")
			r.sees(r.say("gather.waiting", "count", 1))
			r.press(fyne.KeyReturn, fyne.KeyReturn)
			r.write("3333")
		},
	}
	for _, way := range []string{"pass", "paper"} {
		r.goTo(session.StepScore)
		r.write(map[string]string{"paper": "p", "pass": "d"}[way])
		if way == "paper" {
			r.write("w") // what the one before left is thrown away
			r.sees(r.say("paper.complete", "count", r.session.Assessment.BallotsIn()), r.say("gather.waiting", "count", 1), r.say("paper.done"))
		}
		ahead[way]()
		if n := len(r.session.Assessment.Scores); n != before {
			t.Errorf("%s: on %T there are %d scores, not %d", way, r.screen, n, before)
		}
	}
	if _, ok := r.screen.(*paperScreen); !ok {
		t.Errorf("it leads to %T", r.screen)
	}
}

// Before the reveal a form opens at once too, although all expected ones are in.
func TestAFormOpensWhenAllAreIn(t *testing.T) {
	r := workshop(t)
	r.session.ExpectBallots(1)
	r.write("p3")
	r.press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	r.write("p42")
	if d := r.draft(); d == nil || d.Answers["V1"] != 4 || d.Answers["V2"] != 2 {
		t.Errorf("typed is %+v", d)
	}
}
