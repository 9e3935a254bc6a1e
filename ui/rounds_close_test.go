package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// The previous round closes once its review is left and anything was entered in the new one; with the new one in the bin it
// may be reopened.
func TestReviewClosesThePreviousRound(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	last := r.session.Assessment.ID
	status := func() assessment.Status { return must(r.store.Load(t.Context(), last)).Status }
	r.today = "2027-11-22"
	r.nextRound(last)
	r.press(fyne.KeyEscape)
	r.goTo(session.StepScore)
	if status() != assessment.StatusOpen {
		t.Error("closed before the new round holds an entry")
	}
	score := r.session.Assessment.Score("V1")
	score.Answer = 2
	r.session.SetScore(session.Once, score)
	if status() != assessment.StatusClosed {
		t.Error("not closed though the review was left")
	}
	r.goTo(session.StepTeam)
	r.bin()
	r.sees(r.say("close.last_again", "date", "23-11-2026"))
	r.click(r.say("plan.reopen"))
	r.sees(r.say("close.closed_on", "date", "22-11-2027"), r.say("plan.reopen_why"))
	r.screen.(*planScreen).reopenWith("De nieuwe ronde kwam te vroeg.")
	if status() != assessment.StatusOpen {
		t.Error("not open again")
	}
}

// Leaving the review closes the last round, and says so on the next screen; Escape closes a message first, and Enter goes on.
func TestLeavingTheReviewSaysWhatItClosed(t *testing.T) {
	for name, leave := range map[string]func(r *room){
		"escape": func(r *room) { r.press(fyne.KeyEscape) },
		"enter":  func(r *room) { r.press(fyne.KeyReturn) },
		"home":   func(r *room) { r.Home() },
	} {
		t.Run(name, func(t *testing.T) {
			r := reviewing(t)
			last := r.session.Previous
			r.write("4")
			r.showMessage("Iets anders.")
			r.press(fyne.KeyEscape)
			if _, still := r.screen.(*reviewScreen); !still || r.notice.words != "" {
				t.Fatalf("Escape left the review, or the message %q", r.notice.words)
			}
			leave(r)
			if last.Status != assessment.StatusClosed {
				t.Error("not closed")
			}
			r.sees(r.say("review.closed", "date", "23-11-2026"), r.say("review.closed_unanswered", "count", 4))
			r.showHelp()
			if r.notice.words != "" {
				t.Errorf("later it still says %q", r.notice.words)
			}
		})
	}
}

// Once all actions are done, stopped or carried over the round may be closed by hand, and says so from then on.
func TestCloseByHand(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	r.goTo(session.StepTeam)
	if r.screen.(*teamScreen).closing() != nil {
		t.Error("closing is offered while there is something to do")
	}
	r.closeByHand()
	if a := r.stored(); a.Status != assessment.StatusClosed || a.ClosedOn != r.today {
		t.Errorf("closed as %s on %s", a.Status, a.ClosedOn)
	}
	r.sees(r.say("close.closed_on", "date", "23-11-2026"), r.say("plan.reopen"))
	if r.screen.(*teamScreen).closing() != nil {
		t.Error("closing is offered again")
	}
}

// closeByHand puts all actions to done, and closes the round.
func (r *room) closeByHand() {
	r.Helper()
	for _, act := range r.session.Assessment.Plan.ByDue() {
		x := *act.Action
		x.Status = assessment.ActionDone
		r.session.SetAction(session.Once, x)
	}
	r.goTo(session.StepTeam)
	r.click(r.say("close.round"))
}

// Opening again is offered only where it is not refused: not under a later plan that is adopted, nor in a file.
func TestReopeningIsOfferedWhereItWorks(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	offered := func() bool {
		r.goTo(session.StepTeam)
		line := strings.Contains(r.words(), r.say("plan.reopen"))
		r.goTo(session.StepPlan)
		if plan := strings.Contains(r.words(), r.say("plan.reopen")); plan != line {
			t.Errorf("the plan offers it: %v, the team: %v", plan, line)
		}
		return line
	}
	if !offered() {
		t.Error("not offered")
	}
	later := r.session.Assessment.Clone()
	r.session.Later = []*assessment.Assessment{later}
	if offered() {
		t.Error("offered under a later plan that is adopted")
	}
	later.Plan.Status = assessment.PlanDraft
	if !offered() {
		t.Error("not offered under a draft")
	}
	r.shelf = r.store
	if offered() {
		t.Error("offered in a file")
	}
}

// A closed round says in one line that it is done and what came of it, and asks for nothing more: no choice, no date, no dragging.
func TestClosedRoundIsReadNotAsked(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	r.closeByHand()
	r.goTo(session.StepPlan)
	n := len(r.session.Assessment.Plan.ByDue())
	outcome := r.say("close.closed_on", "date", r.lang.Date(r.today)) + ": " + r.say("report.fates.done", "count", n) + "."
	absent := func(keys ...string) {
		t.Helper()
		for _, key := range keys {
			if strings.Contains(r.words(), r.say(key)) {
				t.Errorf("it still says %q", r.say(key))
			}
		}
	}
	r.sees(outcome, r.say("plan.title_read"))
	absent("plan.title", "plan.still", "plan.still_adopted", "plan.may")
	r.write("b")
	r.sees(outcome)
	absent("plan.board_hint")
}
