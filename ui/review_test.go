package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
)

// What is still open can be taken along into the new round's plan.
func TestCarryingOver(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.today = "2027-11-22"
	r.nextRound(r.session.a.ID)
	r.show(&reviewScreen{w: r.Window})
	r.write("44")
	plan := r.stored().Plan
	if n := len(plan.ByDue()); n != 2 {
		t.Fatalf("%d actions", n)
	}
	for _, act := range plan.ByDue() {
		if act.Status != assessment.ActionTodo || act.Start != "2027-11-22" || act.Due != "" || len(act.Notes) != 0 {
			t.Errorf("carried %+v", act.Action)
		}
	}
	r.press(fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	r.write("4") // it is there already
	if n := len(r.stored().Plan.ByDue()); n != 2 {
		t.Errorf("%d actions", n)
	}
	r.undo()
	if n := len(r.stored().Plan.ByDue()); n != 1 {
		t.Errorf("after undo %d actions", n)
	}
}

// A new round opens with what was promised: one key for each action.
func TestReviewOfTheLastPlan(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.today = "2027-11-22"
	r.nextRound(r.session.a.ID)
	r.sees(r.say("review.title"), r.say("review.on")) // it opens with them
	r.press(fyne.KeyEscape)
	r.sees(r.say("team.still_open", "count", 6))
	r.show(&reviewScreen{w: r.Window})
	r.write("1")
	r.write("2")
	r.write("3")
	r.write("Geen tijd")
	r.press(fyne.KeyReturn)
	last, err := r.store.Load(t.Context(), r.session.previous.ID)
	if err != nil {
		t.Fatal(err)
	}
	acts := last.Plan.ByDue()
	var got []assessment.ActionStatus
	for _, a := range acts[:3] {
		got = append(got, a.Status)
	}
	if want := []assessment.ActionStatus{"done", "doing", "stopped"}; !slices.Equal(got, want) || acts[2].Reason != "Geen tijd" {
		t.Errorf("statuses %v, reason %q", got, acts[2].Reason)
	}
}

// The reason for stopping what was promised is kept when one goes on without entering it.
func TestReviewKeepsTheReason(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.today = "2027-11-22"
	r.nextRound(r.session.a.ID)
	r.show(&reviewScreen{w: r.Window})
	r.write("3")
	r.write("Geen tijd")
	last := r.session.previous.ID
	r.Home()
	if act := must(r.store.Load(t.Context(), last)).Plan.ByDue()[0]; act.Status != assessment.ActionStopped || act.Reason != "Geen tijd" {
		t.Errorf("kept %+v", act.Action)
	}
}
