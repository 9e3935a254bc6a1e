package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// noBackup is a keeper whose disk has no space for a backup.
type noBackup struct{ assessment.Keeper }

func (noBackup) BackUp(context.Context) (*assessment.Backup, error) {
	return nil, assessment.Fail(assessment.CodeDiskFull, nil, "path", "D:")
}

// Without a backup nothing is deleted: neither moved from the shelf to the bin, nor erased from the bin.
func TestNothingIsDeletedWithoutABackup(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	list, err := r.store.Summaries(t.Context(), r.today)
	if err != nil {
		t.Fatal(err)
	}
	gone := list[0].ID
	if err := r.store.Bin(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	r.clock += assessment.Instant(100 * 24 * 3600 * 1000)
	r.today = "2036-11-23"
	r.Settings.RetentionYears = 2
	r.Keeper = noBackup{r.keeper}
	r.Tidy()
	r.sees("De schijf van D: is vol.")
	binned, err := r.store.Binned(t.Context())
	if err != nil || len(binned) != 1 || binned[0].ID != gone {
		t.Errorf("in the bin: %+v, %v", binned, err)
	}
	r.Keeper = r.keeper
	r.Tidy() // with a backup, both happen
	binned, err = r.store.Binned(t.Context())
	if err != nil || len(binned) != len(list)-1 {
		t.Errorf("in the bin: %+v, %v", binned, err)
	}
}

// A note that an answer needs can be changed, but not emptied, neither by typing nor by leaving the screen.
func TestRequiredNoteCannotBeEmptied(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	r.write("n")
	r.write("Wij hebben geen stage.")
	note := r.screen.(*scoreScreen).score.note
	for _, emptied := range []string{"", "  \n"} {
		note.SetText(emptied)
		r.sees(r.say("score.note_needed"))
		if got := r.stored().Score("V1"); got.Answer != assessment.NotApplicable || got.Note != "Wij hebben geen stage." {
			t.Errorf("emptied to %q, stored %+v", emptied, got)
		}
	}
	note.SetText("Nog niet.")
	if got := r.stored().Score("V1"); got.Answer != assessment.NotApplicable || got.Note != "Nog niet." {
		t.Errorf("rewritten, stored %+v", got)
	}
	note.SetText("")
	r.win.Canvas().Unfocus()
	r.write("3") // an answer that needs no note: the screen shows what is stored
	if got := r.stored().Score("V1"); got.Answer != 3 || got.Note != "" {
		t.Errorf("with an answer that needs no note, stored %+v", got)
	}
}

// A ballot that could not be handed in still exists, and is handed in once the disk works again.
func TestHandingInAgainAfterAFailure(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	r.answerAll("3")
	r.store.Fail(assessment.Fail(assessment.CodeDiskFull, nil, "path", "D:"))
	r.press(fyne.KeyReturn)
	r.sees("De schijf van D: is vol.", r.say("ballot.ready"))
	r.store.Fail(nil)
	r.press(fyne.KeyReturn)
	r.sees(r.say("pass.after"))
	if n := len(r.stored().Ballots); n != 1 {
		t.Errorf("%d ballots", n)
	}
}

// hurried is a store that calls then right after a ballot is cast, before the screen is informed.
type hurried struct {
	assessment.Store
	then func()
}

func (h *hurried) CastDraft(ctx context.Context, id string) (string, error) {
	ballot, err := h.Store.CastDraft(ctx, id)
	if then := h.then; then != nil {
		h.then = nil
		then()
	}
	return ballot, err
}

// Handing in again, by key or click, while the first time is in progress hands in one ballot.
func TestHandingInAgainWhileItIsHandedIn(t *testing.T) {
	r := workshop(t)
	for i, again := range []func(){
		func() { r.click(r.say("ballot.hand_in")) },
		func() { r.press(fyne.KeyReturn) },
	} {
		r.screen.(*gatherScreen).pass()
		r.press(fyne.KeyReturn)
		r.answerAll("3")
		r.Store = &hurried{r.store, again}
		r.click(r.say("ballot.hand_in"))
		r.Store = r.store
		if n := len(r.stored().Ballots); n != i+1 {
			t.Errorf("%d ballots of %d people", n, i+1)
		}
		if d, err := r.store.Draft(t.Context(), r.session.Assessment.ID); d != nil || err != nil {
			t.Errorf("a draft is left: %v, %v", d, err)
		}
		r.press(fyne.KeyEscape)
	}
}

// Files that are still being read when somebody begins to score are ignored, wherever they were dropped.
func TestFilesDroppedAsABallotBegins(t *testing.T) {
	for _, step := range []session.Step{session.StepTeam, session.StepScore} {
		r := workshop(t)
		gather := r.screen.(*gatherScreen)
		r.goTo(step)
		var later []func()
		at := r.spawn
		r.spawn = func(f func()) { later = append(later, f) } // a slow disk
		r.TakeFiles([]string{"x" + handOver, "y" + handOver})
		r.spawn = at
		gather.pass()
		r.press(fyne.KeyReturn)
		before := r.screen
		for len(later) > 0 {
			next := later[0]
			later = later[1:]
			next()
		}
		if r.screen != before {
			t.Errorf("dropped on %s, left for %T", step, r.screen)
		}
	}
}

// answerAll gives every indicator the same answer, up to the question whether to hand in.
func (r *room) answerAll(keys string) {
	r.Helper()
	for range r.total() {
		r.write(keys)
		r.press(fyne.KeyReturn)
	}
	r.sees(r.say("ballot.ready"))
}

// total returns the number of indicators to answer.
func (r *room) total() int { return len(r.session.Assessment.Card.InScope(r.session.Assessment.Scope)) }
