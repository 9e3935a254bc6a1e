package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// seenElsewhere returns a workshop with three ballots in, and a file of it that was already revealed elsewhere.
func seenElsewhere(t *testing.T) (r *room, file string) {
	t.Helper()
	r = workshop(t)
	r.write("d")
	for range 3 {
		r.passRound("3")
	}
	r.press(fyne.KeyEscape)
	a := r.stored()
	a.Revealed, a.UpdatedAt = true, a.UpdatedAt+1
	file = filepath.Join(t.TempDir(), "elders"+handOver)
	if err := exchange.Save(file, a); err != nil {
		t.Fatal(err)
	}
	return r, file
}

// A file that reveals ballots here is imported only after confirmation, however it arrives.
func TestRevealingFileNeedsConfirmation(t *testing.T) {
	for name, come := range map[string]func(*room, string){
		"opened":  (*room).OpenFile,
		"dropped": func(r *room, file string) { r.Home(); r.TakeFiles([]string{file}) },
	} {
		r, file := seenElsewhere(t)
		half := newBallot(assessment.GroupTeam)
		half.Answers["V1"] = 2
		if err := r.store.SaveDraft(t.Context(), r.session.Assessment.ID, half); err != nil {
			t.Fatal(err)
		}
		come(r, file)
		r.sees(r.say("take.reveal_title"), "elders"+handOver, "Team Techniek", r.say("gather.half"))
		if r.Window.session != nil && r.stored().Revealed {
			t.Fatalf("%s: revealed unasked", name)
		}
		r.press(fyne.KeyReturn, fyne.KeyEscape)
		if strings.Contains(r.words(), r.say("take.reveal_title")) {
			t.Errorf("%s: still asks", name)
		}
		list, err := r.store.Summaries(t.Context(), r.today)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		a, err := r.store.Load(t.Context(), list[0].ID)
		if err != nil || a.Revealed {
			t.Fatalf("%s: revealed although it was not to be: %v", name, err)
		}
		come(r, file)
		r.write("o")
		if !r.stored().Revealed {
			t.Errorf("%s: not revealed although it was to be", name)
		}
		r.sees(r.say("answers.title")) // what was just revealed
		half.ID = "late"
		if _, err := r.store.AddBallots(t.Context(), list[0].ID, []assessment.Ballot{half}); err != nil {
			t.Fatal(err)
		}
		r.openThen(list[0].ID, func() { r.show(&ballotFilesScreen{w: r.Window}) })
		r.sees(r.say("gather.waiting", "count", 1)) // the number beside it includes that one
	}
}

// Among many files, those that reveal wait while the others are imported; one key imports them afterwards, including
// those with a password.
func TestManyFilesThatReveal(t *testing.T) {
	const password = "vier losse gekke woorden"
	for _, locked := range []bool{false, true} {
		r, file := seenElsewhere(t)
		other := filepath.Join(t.TempDir(), "ander"+handOver)
		b := assessment.New(r.Card, assessment.Team{Name: "Ander team"}, "2026-11-23", 1)
		b.Revealed = true
		if err := exchange.Save(other, b); err != nil {
			t.Fatal(err)
		}
		if locked {
			lock(t, file, password)
			lock(t, other, password)
		}
		id := r.session.Assessment.ID
		r.Home()
		r.takeFilesIn([]string{file, other})
		if locked {
			r.press(fyne.KeyReturn)
			r.write(password)
			r.press(fyne.KeyReturn)
		}
		r.sees("elders"+handOver+" onthult antwoorden", "ander"+handOver+": toegevoegd", r.say("take.reveal_many", "count", 1))
		if a, err := r.store.Load(t.Context(), id); err != nil || a.Revealed {
			t.Fatalf("revealed unasked: %v", err)
		}
		r.write("o")
		r.sees("elders" + handOver + ": samengevoegd")
		if a, err := r.store.Load(t.Context(), id); err != nil || !a.Revealed {
			t.Errorf("not revealed although it was to be: %v", err)
		}
	}
}
