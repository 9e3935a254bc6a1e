package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// workshop returns a room in which a team is about to score, each alone.
func workshop(t *testing.T) *room {
	t.Helper()
	r := enter(t, "nl")
	r.create()
	r.write("Team Techniek")
	d := r.session.Assessment.Details
	d.Mode = assessment.ModeIndividual
	r.session.SetDetails(session.Once, r.session.Assessment.Team, d)
	r.goTo(session.StepScore)
	return r
}

// passRound makes someone give every indicator the same score and hand in, from one neutral screen to the next.
func (r *room) passRound(keys string) {
	r.Helper()
	r.press(fyne.KeyReturn)
	for range 33 {
		r.write(keys)
		r.press(fyne.KeyReturn)
	}
	r.press(fyne.KeyReturn)
	r.sees(r.say("pass.after"))
}

func TestPassingRound(t *testing.T) {
	r := workshop(t)
	r.session.ExpectBallots(3)
	r.write("d")
	r.sees("0", "van 3", r.say("pass.title"))
	for _, answer := range []string{"2", "4", "0"} {
		r.passRound(answer)
		if all := r.words(); strings.Contains(all, "Wij ") {
			t.Errorf("the neutral screen shows an indicator:\n%s", all)
		}
	}
	r.press(fyne.KeyEscape)
	a := r.stored()
	if len(a.Ballots) != 3 || len(a.Scores) != 0 {
		t.Fatalf("%d ballots, %d scores", len(a.Ballots), len(a.Scores))
	}
	if d, err := r.store.Draft(t.Context(), a.ID); d != nil || err != nil {
		t.Errorf("a draft is left: %v, %v", d, err)
	}
	if strings.Contains(r.words(), r.say("gather.revealed")) || r.session.Assessment.Result().Indicators[0].Ballots != nil {
		t.Error("shown before the reveal")
	}
	r.unveil()
	r.sees("V1 · Waarom LOB")
}

// While someone is alone with the laptop no key, shortcut or file leads elsewhere.
func TestNothingLeadsOutOfABallot(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	r.write("3")
	before := r.screen
	for _, leave := range []func(){
		r.undo, r.redo, r.showUsual, func() { r.TakeFiles([]string{"x" + handOver}) },
	} {
		leave()
		if r.screen != before {
			t.Fatalf("left for %T", r.screen)
		}
	}
	r.press(fyne.KeyHome, fyne.KeyF1, fyne.KeyEscape) // Help lies over it
	if r.screen != before {
		t.Fatalf("left for %T", r.screen)
	}
	r.press(fyne.KeyEscape)
	r.sees(r.say("ballot.halfway"))
	r.write("w") // thrown away
	r.sees(r.say("pass.title"))
	if d, _ := r.store.Draft(t.Context(), r.session.Assessment.ID); d != nil || len(r.stored().Ballots) != 0 {
		t.Error("something of it is left")
	}
}

// showUsual sends every shortcut that goes somewhere to the window.
func (r *room) showUsual() {
	for _, s := range []fyne.KeyName{fyne.KeyN, fyne.KeyO, fyne.KeyS, fyne.KeyP, fyne.KeyF, fyne.Key1, fyne.Key4} {
		r.shortcut(&desktop.CustomShortcut{KeyName: s, Modifier: fyne.KeyModifierShortcutDefault})
	}
}

// Pressing Enter twice quickly hands in one ballot.
func TestHandingInTwiceCountsOnce(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	r.answerAll("3")
	var later []func()
	r.spawn = func(f func()) { later = append(later, f) } // a slow disk
	r.press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	for len(later) > 0 {
		next := later[0]
		later = later[1:]
		next()
	}
	if n := len(r.stored().Ballots); n != 1 {
		t.Errorf("%d ballots", n)
	}
	r.sees(r.say("pass.after"))
}

func TestEnteringPaperForms(t *testing.T) {
	r := workshop(t)
	r.write("p")
	r.write("l") // of management
	r.write(strings.Repeat("3", 30))
	r.write("7") // refused
	r.sees(r.say("paper.wrong", "key", "'7'", "levels", 4))
	r.write("0n ")
	r.press(fyne.KeyReturn)
	r.sees(r.say("paper.kept"), r.say("paper.title", "number", 2))
	b := r.stored().Ballots[0]
	if len(b.Answers) != 32 || b.Answers["V1"] != 3 || b.Answers["P6"] != assessment.Unknown || b.Answers["P7"] != assessment.NotApplicable || b.Group != assessment.GroupManagement {
		t.Errorf("ballot %+v", b)
	}
	r.write("x") // takes it back
	if n := len(r.stored().Ballots); n != 0 {
		t.Fatalf("%d ballots", n)
	}
	r.write("2")
	r.press(fyne.KeyReturn, fyne.KeyReturn)
	r.write("2") // the next one starts
	r.write("x") // too late, and not an answer
	if n := len(r.stored().Ballots); n != 1 {
		t.Errorf("%d ballots", n)
	}
}

func TestDiscussion(t *testing.T) {
	r := talk(t)
	r.sees(r.say("discuss.unanimous", "count", 32), r.say("ballots.scores", "count", 3), r.say("discuss.left", "minutes", 40))
	r.pass(42)
	r.sees(r.say("discuss.over", "minutes", 37), r.say("discuss.time_up"))

	r.write("v")
	if answered, _ := r.stored().Answered(); answered != 32 {
		t.Fatalf("%d answered", answered)
	}
	r.undo()
	if answered, _ := r.stored().Answered(); answered != 0 {
		t.Fatalf("after undo %d answered", answered)
	}
	r.write("v")
	taken := r.say("discuss.taken", "count", 32)
	r.sees(taken)
	r.press(fyne.KeyReturn) // agrees on the proposed 2
	if strings.Contains(r.words(), taken) {
		t.Error("offers to undo what is no longer the last change")
	}
	if got := r.stored().Score("V1").Answer; got != 2 {
		t.Errorf("V1 is %v", got)
	}
	r.scoreAt("V1")
	r.write("3") // the team departs from it
	if got := r.stored().Score("V1").Answer; got != 3 {
		t.Errorf("V1 is %v", got)
	}
	r.goTo(session.StepResult)
	r.sees(r.say("result.departed"), r.say("result.proposed", "answer", "2"))
	if n := len(r.stored().Ballots); n != 3 {
		t.Errorf("%d ballots", n)
	}
}

// The beamer never shows a score before the reveal, and nothing about one person.
func TestBeamer(t *testing.T) {
	r := workshop(t)
	r.toggleBeamer()
	seen := func() string {
		var b strings.Builder
		walk(r.beamer.win.Canvas().Content(), gather(&b))
		return b.String()
	}
	r.write("d")
	r.press(fyne.KeyReturn)
	r.write("3")
	if all := seen(); strings.Contains(all, "Waarom") {
		t.Errorf("the beamer follows someone scoring:\n%s", all)
	}
	r.press(fyne.KeyEscape)
	r.write("w")
	for range 3 {
		r.passRound("2")
	}
	r.press(fyne.KeyEscape)
	r.goTo(session.StepDiscuss)
	if all := seen(); strings.Contains(all, "Waarom") {
		t.Errorf("the beamer shows an indicator before the reveal:\n%s", all)
	}
	r.goTo(session.StepScore)
	r.unveil()
	r.scoreAt("V1")
	if all := seen(); !strings.Contains(all, "V1 · Waarom LOB") {
		t.Errorf("the beamer does not follow:\n%s", all)
	}
	// A facilitator who clicked in it still types in the main window.
	r.beamer.win.SetFullScreen(true)
	page := r.beamer.win.Canvas()
	page.OnTypedRune()('r')
	page.OnTypedRune()('W')
	page.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if r.win.Canvas().Focused() == nil {
		t.Error("the beamer's Escape left the field")
	}
	r.win.Canvas().Unfocus()
	if note := r.stored().Score("V1").Note; note != "W" {
		t.Errorf("the note is %q", note)
	}
	// Everything on it is legible from the back of the room.
	for _, step := range r.session.Steps() {
		r.goTo(step)
		page := test.WidgetRenderer(r.beamer.win.Canvas().Content().(fyne.Widget))
		page.Layout(fyne.NewSize(1920, 1080))
		walk(page.Objects()[1], func(o fyne.CanvasObject) {
			if x, ok := o.(*widgets.Text); ok && x.Words() != "" && x.Points() < 28 {
				t.Errorf("%s: %q stands in %v px", step, x.Words(), x.Points())
			}
		})
	}
	r.goTo(session.StepDiscuss)
	r.write("v")
	r.goTo(session.StepPlan)
	r.write(" ")
	chosen := r.stored().Plan.Priorities[0].Indicator
	if all := seen(); !strings.Contains(all, chosen+" · ") || !strings.Contains(all, "Wat kiezen we?") {
		t.Errorf("the beamer does not show the choice of %s:\n%s", chosen, all)
	}
	r.toggleBeamer()
	if r.beamer != nil {
		t.Error("still there")
	}
}

// Colleagues score on their own laptops; the facilitator imports many files at once, and each counts once.
func TestBallotFiles(t *testing.T) {
	r := workshop(t)
	r.write("f")
	r.screen.(*ballotFilesScreen).invite()
	invitation := filepath.Join(r.Documents, r.fileName(r.session.Assessment, r.say("files.invitation"), handOver))
	for i := range 3 {
		colleague := enter(t, "nl")
		colleague.Documents = r.Documents
		colleague.OpenFile(invitation)
		colleague.sees(colleague.say("invited.title", "team", "Team Techniek"))
		colleague.press(fyne.KeyReturn)
		for range 33 {
			colleague.write(fmt.Sprint(i + 1))
			colleague.press(fyne.KeyReturn)
		}
		colleague.press(fyne.KeyReturn)
		colleague.sees("Stuur dat bestand terug naar de gespreksleider.")
	}
	files := r.screen.(*ballotFilesScreen)
	files.choose()
	files.choose()
	r.sees(r.say("files.twice"))
	if n := len(r.stored().Ballots); n != 3 {
		t.Errorf("%d ballots", n)
	}
	other := filepath.Join(t.TempDir(), "antwoorden-other"+handOver)
	b := newBallot(assessment.GroupTeam)
	a := assessment.New(r.Card, assessment.Team{Name: "Ander team"}, "2026-11-23", 1)
	if err := exchange.Invite(a).Cast(b).Save(other); err != nil {
		t.Fatal(err)
	}
	r.TakeFiles([]string{other, invitation})
	r.sees("hoort bij een zelfevaluatie die hier niet is")
	if n := len(r.stored().Ballots); n != 3 {
		t.Errorf("%d ballots", n)
	}
}

// An invited colleague's answers survive the end of the program, and are deleted once they are saved to the file.
func TestInvitedAnswersSurvive(t *testing.T) {
	r := workshop(t)
	r.write("f")
	r.screen.(*ballotFilesScreen).invite()
	invitation := filepath.Join(r.Documents, r.fileName(r.session.Assessment, r.say("files.invitation"), handOver))
	colleague := enter(t, "nl")
	colleague.OpenFile(invitation)
	colleague.press(fyne.KeyReturn)
	colleague.write("3")
	colleague.Close()
	colleague.sees(colleague.say("ballot.closing")) // it does not close with a ballot that is not handed in
	colleague.Home()                                // as after a crash
	colleague.OpenFile(invitation)
	colleague.sees(colleague.say("left.title"))
	colleague.press(fyne.KeyReturn) // which would begin
	colleague.sees(colleague.say("left.title"))
	colleague.write("v")
	b := colleague.screen.(*ballotScreen)
	if got := b.ballot.Answers["V1"]; got != 3 {
		t.Fatalf("V1 is %v", got)
	}
	colleague.write("k")
	colleague.Dialogs = refuse{}
	colleague.write("l")
	colleague.sees(colleague.say("ballot.ready")) // cancelling the dialog loses nothing
	colleague.Dialogs = accept{}
	colleague.write("l")
	colleague.sees("Stuur dat bestand terug naar de gespreksleider.")
	colleague.OpenFile(invitation)
	colleague.sees(colleague.say("invited.who"))
}

// refuse is a user who cancels every dialog.
type refuse struct{ accept }

func (refuse) Save(_, _, _, _ string) (string, error) { return "", nil }
