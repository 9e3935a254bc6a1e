package ui

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

func TestHomeOffersTheExampleOnce(t *testing.T) {
	for _, code := range words.Codes {
		r := enter(t, code)
		r.sees(r.say("home.example"))
		r.addExample()
		r.sees("Voorbeeldteam Zorg & Welzijn", r.say("result.title"))
		r.Home()
		r.sees(r.say("home.teams"), r.say("home.open_actions", "count", 9))
		if strings.Contains(r.words(), r.say("home.example")) {
			t.Error("the example is offered although it is there")
		}
	}
}

func TestNewAssessment(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("Team Techniek")
	if got := r.stored(); got.Team.Name != "Team Techniek" || got.Date != "2026-11-23" || got.SchoolYear != "2026-2027" {
		t.Errorf("stored %+v %+v", got.Team, got.Details)
	}
	r.sees("Opgeslagen")
	r.press(fyne.KeyReturn)
	r.sees("V1 · Waarom LOB")
	r.Home()
	r.sees("Team Techniek", "scoren: 0 van 33")
}

func TestScoringByKeys(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("T")
	r.press(fyne.KeyReturn)
	r.write("3")
	r.press(fyne.KeyReturn)
	r.write("0")
	r.press(fyne.KeyRight)
	r.write("9") // there is no such level
	r.press(fyne.KeyReturn)
	r.write("1")
	r.press(fyne.KeyBackspace, fyne.KeyLeft, fyne.KeyLeft)
	a := r.stored()
	for id, want := range map[string]assessment.Answer{"V1": 3, "V2": assessment.Unknown, "V3": 0, "V4": 0} {
		if got := a.Score(id).Answer; got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
	r.sees("V2 · Visie op papier")
	r.write("e")
	r.write("Studiegids")
	r.press(fyne.KeyEscape)
	r.write("rhm")
	if s := r.stored().Score("V2"); s.Evidence != "Studiegids" || s.Note != "hm" {
		t.Errorf("stored %+v", s)
	}
}

// An answer that needs a note is saved with the first letter of it, and not before.
func TestNotApplicableNeedsANote(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	r.write("2")
	r.write("n")
	r.sees(r.say("score.note_needed"))
	if got := r.stored().Score("V1").Answer; got != 2 {
		t.Errorf("before the note: %v", got)
	}
	r.write("Wij hebben geen stage.")
	if got := r.stored().Score("V1"); got.Answer != assessment.NotApplicable || got.Note != "Wij hebben geen stage." {
		t.Errorf("with the note: %+v", got)
	}
	if strings.Contains(r.words(), r.say("score.note_needed")) {
		t.Error("still asks for a note")
	}
}

// A double click on a level chooses it and continues, for the team and for one person; a single click only chooses it.
func TestDoubleClickContinues(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	click := func(level int) {
		walk(r.win.Canvas().Content(), func(o fyne.CanvasObject) {
			if c, ok := o.(*widgets.Choice); ok && level > 0 && strings.HasPrefix(c.Name(), strconv.Itoa(level)+" ") {
				level = 0
				c.Tapped(nil)
			}
		})
	}
	click(3)
	r.sees("V1 · ")
	click(3)
	r.sees("V2 · ")
	if got := r.stored().Score("V1").Answer; got != 3 {
		t.Errorf("V1 is %v", got)
	}
	r = workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	click(2)
	click(2)
	r.sees("V2 · ", r.say("ballot.at", "number", 2, "total", 33, "given", 1))
}

func TestThirtyThreeAnswersInTwoKeysEach(t *testing.T) {
	r := enter(t, "en")
	r.create()
	r.goTo(session.StepScore)
	for range 33 {
		r.write("3")
		r.press(fyne.KeyReturn)
	}
	r.sees(r.say("result.title"), r.say("label.in_order"))
	if answered, total := r.stored().Answered(); answered != 33 || total != 33 {
		t.Errorf("%d of %d", answered, total)
	}
}

func TestUndoAndRedo(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	r.write("3")
	r.write("4")
	for _, want := range []assessment.Answer{3, 0} {
		r.undo()
		if got := r.stored().Score("V1").Answer; got != want {
			t.Errorf("after undo %v, want %v", got, want)
		}
	}
	r.redo()
	r.redo()
	if got := r.stored().Score("V1").Answer; got != 4 {
		t.Errorf("after redo %v", got)
	}
}

// A change that cannot be written is reported, stays on screen, and is written once the disk works again.
func TestDiskFull(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	r.store.Fail(assessment.Fail(assessment.CodeDiskFull, nil, "path", "D:"))
	r.write("3")
	r.sees("De schijf van D: is vol.", r.say("button.retry"))
	if got := r.stored().Score("V1").Answer; got != assessment.Blank {
		t.Fatalf("stored %v on a full disk", got)
	}
	r.Close()
	r.sees("De schijf van D: is vol.") // it does not close with unsaved work
	for name, leave := range map[string]func(){
		"home": r.Home, "overview": r.ShowOverview, "a new one": r.create, "many files": func() { r.takeFilesIn([]string{"a", "b"}) },
	} {
		leave()
		if r.session == nil || r.at != session.StepScore || r.session.Assessment.Score("V1").Answer != 3 {
			t.Fatalf("%s: the unsaved answer is not on screen", name)
		}
		r.sees("De schijf van D: is vol.", r.say("button.retry"))
	}
	r.goTo(session.StepTeam)
	r.sees("De schijf van D: is vol.", r.say("button.retry")) // on another step it is still not saved
	r.Close()
	r.sees("De schijf van D: is vol.", r.say("button.retry"), r.say("button.give_up"))

	// In the meantime the changes can be saved in a file, which is remembered.
	r.click(r.say("button.save_as_file"))
	r.click(r.say("button.ok"))
	file := r.opened(r.fileName(r.session.Assessment, "", handOver)).Assessment
	if s := file.Score("V1"); s.Answer != 3 || s.UpdatedAt <= r.stored().Score("V1").UpdatedAt {
		t.Fatalf("the file holds %+v", s)
	}
	r.sees("met alles wat nog niet was opgeslagen", r.say("button.retry"), r.say("button.save_as_file"), r.say("button.close_window"))
	if _, asks := r.screen.(*pathScreen); asks {
		t.Error("it asks for the path again")
	}
	r.goTo(session.StepResult)
	r.sees("met alles wat nog niet was opgeslagen", r.say("button.close_window"))
	if strings.Contains(r.words(), r.say("button.give_up")) {
		t.Error("it says that what is in the file would be lost")
	}
	r.goTo(session.StepScore)
	r.write("4")
	r.Close()
	r.sees(r.say("button.give_up")) // this is not in the file
	r.write("3")
	r.store.Fail(nil)
	r.queue.Retry()
	if got := r.stored().Score("V1").Answer; got != 3 {
		t.Errorf("stored %v after the disk was mended", got)
	}
	if strings.Contains(r.words(), "is vol") {
		t.Error("still complains")
	}
	r.sees("Opgeslagen")

	// A disk that never recovers does not trap the user, who can close the window without the unsaved change.
	closed := false
	r.win.SetOnClosed(func() { closed = true })
	r.store.Fail(assessment.Fail(assessment.CodeDiskFull, nil, "path", "D:"))
	r.goTo(session.StepScore)
	r.write("2")
	r.Close()
	if closed {
		t.Fatal("it closes on unsaved work")
	}
	r.click(r.say("button.give_up"))
	if !closed {
		t.Error("it does not close")
	}
}

// The changes that could not be stored are in a file: the message says to close the window, which then closes at once.
func TestCloseOnceSavedAsFile(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.scoreTogether("V1")
	r.store.Fail(assessment.Fail(assessment.CodeDataReplaced, nil, "path", "D:"))
	r.write("3")
	r.saveSheet(".csv")
	r.sees("Bewaard: ", r.say("button.retry"))
	if r.closes() {
		t.Fatal("it closes on unsaved work, of which a sheet has only a part")
	}
	r.click(r.say("button.save_as_file"))
	r.click(r.say("button.ok"))
	r.sees("Sluit het venster", r.say("button.close_window"))
	if !r.closes() {
		t.Errorf("it stays open:\n%s", r.words())
	}
}

// Changes to the previous round that could not be stored, as during the review, are in a file of their own.
func TestPreviousRoundIsSavedAsFileToo(t *testing.T) {
	r := reviewing(t)
	r.store.Fail(assessment.Fail(assessment.CodeDataReplaced, nil, "path", "D:"))
	r.write("1")
	done := r.session.Previous.Clone()
	r.click(r.say("button.save_as_file"))
	r.click(r.say("button.ok"))
	r.sees("die bestanden", r.say("button.close_window"))
	files, err := filepath.Glob(filepath.Join(r.Documents, "*vorige ronde"+handOver))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	before, err := r.opened(filepath.Base(files[0])).Whole()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range done.Plan.ByDue() {
		if act, _ := before.Plan.Action(x.ID); act == nil || act.Status != x.Status {
			t.Errorf("%s is %v in the file, %s on screen", x.What, act, x.Status)
		}
	}
	if !r.closes() {
		t.Errorf("it stays open:\n%s", r.words())
	}
}

func TestBinAndBack(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepTeam)
	r.bin()
	r.sees(r.say("home.binned", "team", "Voorbeeldteam Zorg & Welzijn"))
	r.undo()
	list, err := r.store.Summaries(t.Context(), "2026-11-23")
	if err != nil || len(list) != 2 {
		t.Errorf("%d on the shelf, %v", len(list), err)
	}
}

func TestPrint(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPrint)
	r.press(fyne.KeyRight)
	r.printUsual()
	if len(r.printed) != 1 || r.printed[0] != "plan Voorbeeldteam Zorg & Welzijn" || len(r.viewed) != 1 {
		t.Fatalf("printed %q, viewed %q", r.printed, r.viewed)
	}
	if filepath.Dir(r.viewed[0]) != r.Documents {
		t.Errorf("saved in %s", r.viewed[0])
	}
	r.sees(r.say("print.saved", "file", r.viewed[0]))
}
