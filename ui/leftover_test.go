package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// alone makes someone begin to score alone.
func (r *room) alone() {
	p := &passScreen{w: r.Window}
	r.show(p)
	r.show(p.ballotOf(newBallot(assessment.GroupTeam)))
}

// draft returns the stored unfinished ballot, or nil.
func (r *room) draft() *assessment.Ballot {
	r.Helper()
	b, err := r.store.Draft(r.Context(), r.session.Assessment.ID)
	if err != nil {
		r.Fatal(err)
	}
	return b
}

// restart restarts the program at the choice of how to collect ballots.
func (r *room) restart() { r.openThen(r.session.Assessment.ID, func() { r.goTo(session.StepScore) }) }

// half returns a workshop in which someone began to score and the program ended.
func half(t *testing.T) *room {
	t.Helper()
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	r.write("3")
	r.press(fyne.KeyReturn)
	r.write("r")
	r.write("Goed dat we dit bespreken")
	r.restart()
	return r
}

func TestUnfinishedBallotSurvives(t *testing.T) {
	r := half(t)
	r.write("d")
	r.sees(r.say("left.title"))
	r.write("v") // it was theirs
	r.press(fyne.KeyReturn)
	r.sees("Goed dat we dit bespreken")
	r.press(fyne.KeyEscape)
	r.write("l") // hands in what there is
	ballots := r.stored().Ballots
	if len(ballots) != 1 || ballots[0].Answers["V1"] != 3 || ballots[0].Remarks["V2"] != "Goed dat we dit bespreken" {
		t.Errorf("ballots %+v", ballots)
	}
}

// Someone else's unfinished ballot is neither opened, shown nor replaced by the keys to begin, on any screen.
func TestUnfinishedBallotIsHiddenFromOthers(t *testing.T) {
	for _, way := range []string{"d", "p"} {
		r := half(t)
		r.write(way)
		at := r.screen
		r.press(fyne.KeyReturn)
		r.write("1234")
		r.press(fyne.KeyReturn, fyne.KeySpace, fyne.KeyRight, fyne.KeyBackspace)
		r.sees(r.say("left.title"))
		if r.screen != at || strings.Contains(r.words(), "Goed dat") || len(r.stored().Ballots) != 0 {
			t.Fatalf("%s leads to %T with %d ballots:\n%s", way, r.screen, len(r.stored().Ballots), r.words())
		}
		if d := r.draft(); d == nil || len(d.Answers) != 1 || d.Answers["V1"] != 3 || len(d.Remarks) != 1 {
			t.Errorf("%s: the half ballot became %+v", way, d)
		}
	}
}

// An unfinished ballot is handed in, thrown away or kept, and then somebody else can begin.
func TestUnfinishedBallotIsHandedInThrownAwayOrKept(t *testing.T) {
	for _, way := range []string{"d", "p"} {
		r := half(t)
		r.write(way)
		r.press(fyne.KeyEscape) // kept
		if _, ok := r.screen.(*gatherScreen); !ok || r.draft() == nil {
			t.Fatalf("%s: kept, it leads to %T, draft %v", way, r.screen, r.draft())
		}
		r.write(way)
		r.write("lll") // handed in, once
		if b := r.stored().Ballots; len(b) != 1 || b[0].Answers["V1"] != 3 || len(b[0].Remarks) != 1 || r.draft() != nil {
			t.Fatalf("%s: handed in: %+v, draft %v", way, b, r.draft())
		}

		r = half(t)
		r.write(way)
		r.write("w")
		if b := r.stored().Ballots; len(b) != 0 || r.draft() != nil || strings.Contains(r.words(), r.say("left.title")) {
			t.Fatalf("%s: thrown away: %+v, draft %v", way, b, r.draft())
		}
		switch way {
		case "d":
			r.press(fyne.KeyReturn)
			if b, ok := r.screen.(*ballotScreen); !ok || b.ballot.Begun() {
				t.Errorf("nobody can begin at %T", r.screen)
			}
		case "p":
			r.write("2")
			if d := r.draft(); d == nil || d.Answers["V1"] != 2 || len(d.Remarks) != 0 {
				t.Errorf("the next form is %+v", d)
			}
		}
	}
}

// An unfinished paper form continues where it was, once somebody says so.
func TestUnfinishedPaperFormContinues(t *testing.T) {
	r := workshop(t)
	r.write("p")
	r.write("s32")
	r.restart()
	r.write("p")
	r.write("v")
	r.write("4")
	b := r.screen.(*paperScreen).ballot
	if b.Group != assessment.GroupStudents || b.Answers["V1"] != 3 || b.Answers["V2"] != 2 || b.Answers["V3"] != 4 {
		t.Errorf("the form is %+v", b)
	}
}

// Beginning before the search for an unfinished ballot is done does not lose it.
func TestBeginningBeforeALeftoverIsFound(t *testing.T) {
	for way, begin := range map[string]func(r *room){
		"d": func(r *room) { r.press(fyne.KeyReturn) },
		"p": func(r *room) { r.write("42"); r.press(fyne.KeyReturn) },
	} {
		r := half(t)
		var later []func()
		at := r.spawn
		r.spawn = func(f func()) { later = append(later, f) } // a slow disk
		r.write(way)
		begin(r)
		r.spawn = at
		for _, f := range later {
			f()
		}
		r.sees(r.say("left.title"))
		if d := r.draft(); d == nil || d.Answers["V1"] != 3 || len(d.Remarks) != 1 || len(r.stored().Ballots) != 0 {
			t.Fatalf("%s: the half ballot became %+v", way, d)
		}
		r.write("l")
		if b := r.stored().Ballots; len(b) != 1 || b[0].Answers["V1"] != 3 {
			t.Errorf("%s: handed in %+v", way, b)
		}
		if d := r.draft(); way == "p" && (d == nil || d.Answers["V1"] != 4 || d.Answers["V2"] != 2) {
			t.Errorf("what was keyed in meanwhile became %+v", d)
		}
	}
	// Without one it begins as soon as that is known.
	r := workshop(t)
	var later []func()
	at := r.spawn
	r.spawn = func(f func()) { later = append(later, f) }
	r.write("d")
	r.press(fyne.KeyReturn)
	r.spawn = at
	for _, f := range later {
		f()
	}
	if _, ok := r.screen.(*ballotScreen); !ok {
		t.Errorf("it leads to %T", r.screen)
	}
}

// An emptied ballot does not count as unfinished.
func TestAnEmptiedBallotIsNotLeft(t *testing.T) {
	for _, way := range []string{"d", "p"} {
		r := workshop(t)
		r.write("d")
		r.press(fyne.KeyReturn)
		r.write("3")
		r.press(fyne.KeyBackspace)
		if d := r.draft(); d == nil || d.Begun() {
			t.Fatalf("kept %+v", d)
		}
		r.restart()
		r.write(way)
		if strings.Contains(r.words(), r.say("left.title")) {
			t.Errorf("%s: asks about a ballot with nothing in it", way)
		}
	}
}

// Someone who began too early and then stopped is not made to begin after all.
func TestStoppingBeforeALeftoverIsFound(t *testing.T) {
	r := workshop(t)
	var later []func()
	at := r.spawn
	r.spawn = func(f func()) { later = append(later, f) } // a slow disk
	r.write("d")
	r.press(fyne.KeyReturn, fyne.KeyEscape)
	r.spawn = at
	for _, f := range later {
		f()
	}
	if _, ok := r.screen.(*gatherScreen); !ok {
		t.Errorf("it leads to %T", r.screen)
	}
}

// A paper form that was handed in on another screen does not come back: neither on going back, nor as a copy that
// could count twice.
func TestPaperFormHandedInElsewhereDoesNotComeBack(t *testing.T) {
	r := workshop(t)
	r.write("p")
	r.write("3322")
	r.goTo(session.StepResult)
	r.goTo(session.StepScore)
	r.write("d")
	r.write("l")
	if n := len(r.stored().Ballots); n != 1 {
		t.Fatalf("%d ballots are in", n)
	}
	for back := 0; r.session != nil; back++ {
		if p, ok := r.screen.(*paperScreen); ok && (p.started() || p.left.exists()) {
			t.Fatalf("the form is back:\n%s", r.words())
		}
		if n, d := len(r.stored().Ballots), r.draft(); n != 1 || d != nil {
			t.Errorf("%d ballots are in, and %v is being filled in", n, d)
		}
		if back == 10 {
			t.Fatal("Escape leads nowhere")
		}
		r.press(fyne.KeyEscape)
	}
}

// Nor is there a question about a form that was handed in meanwhile.
func TestNoQuestionAboutAPaperFormThatWasHandedIn(t *testing.T) {
	r := half(t)
	r.write("p")
	r.sees(r.say("left.title"))
	r.goTo(session.StepResult)
	r.goTo(session.StepScore)
	r.write("d")
	r.write("l")
	r.press(fyne.KeyEscape, fyne.KeyEscape)
	if p, ok := r.screen.(*paperScreen); ok && p.left.exists() {
		t.Errorf("it is asked again:\n%s", r.words())
	}
}

// Keeping an unfinished ballot for later leaves its question, however often it is asked.
func TestKeepingForLaterLeavesTheQuestion(t *testing.T) {
	r := half(t)
	r.write("p")
	r.press(fyne.KeyEscape)
	if _, ok := r.screen.(*gatherScreen); !ok {
		t.Fatalf("it leads to %T", r.screen)
	}
	r.press(fyne.KeyEscape, fyne.KeyEscape, fyne.KeyEscape)
	if _, ok := r.screen.(*homeScreen); !ok {
		t.Errorf("Escape leads to %T", r.screen)
	}
}

// An unfinished ballot is mentioned before the reveal, after which it can only wait.
func TestRevealMentionsAnUnfinishedBallot(t *testing.T) {
	r := half(t)
	r.press(fyne.KeyEscape)
	a := r.session.Assessment
	for i := range assessment.MinBallots {
		_, err := r.store.AddBallots(t.Context(), a.ID, []assessment.Ballot{{
			ID: fmt.Sprint("ballot-", i), Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 2},
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	r.openThen(a.ID, func() { r.goTo(session.StepScore) })
	r.write("o")
	r.sees(r.say("gather.half"))
}
