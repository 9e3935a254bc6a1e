package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// reviewing returns a room in which the example team begins its next round, a year later, with the review of its last plan.
func reviewing(t *testing.T) *room {
	t.Helper()
	r := enter(t, "nl")
	r.addExample()
	r.today = "2027-11-22"
	r.nextRound(r.session.Assessment.ID)
	r.review(false)
	return r
}

// An open action can be carried over to the new round's plan.
func TestCarryingOver(t *testing.T) {
	r := reviewing(t)
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
	r.write("4") // it was carried over already
	if n := len(r.stored().Plan.ByDue()); n != 2 {
		t.Errorf("%d actions", n)
	}
	r.undo() // it is not an undo step
	r.redo()
	if n := len(r.stored().Plan.ByDue()); n != 2 {
		t.Errorf("after undo %d actions", n)
	}
}

// What became of an action is one of four answers: another one takes it out of the new plan again, with the priority that came
// with it, unless the team has changed it there.
func TestAnotherAnswerTakesBackWhatWasCarriedOver(t *testing.T) {
	r := reviewing(t)
	screen := r.screen.(*reviewScreen)
	for i, key := range []string{"1", "2", "3"} {
		act := screen.actions()[i]
		r.write("4")
		r.press(fyne.KeyUp)
		r.sees(r.say("review.carried"))
		r.write(key)
		if key == "3" {
			r.write("Geen tijd")
			r.press(fyne.KeyReturn)
		}
		if plan := r.stored().Plan; len(plan.Priorities) != 0 {
			t.Errorf("after %s the new plan holds %+v", key, plan.Priorities)
		}
		if now, _ := must(r.store.Load(t.Context(), act.Round.ID)).Plan.Action(act.ID); now.Status == assessment.ActionTodo {
			t.Errorf("%s left it as it was", key)
		}
	}
	r.write("4")
	carried := *r.session.Assessment.Plan.ByDue()[0].Action
	carried.Owner = "Mentoren"
	r.session.SetAction(session.Once, carried)
	r.press(fyne.KeyUp)
	r.write("1")
	if n := len(r.stored().Plan.ByDue()); n != 1 {
		t.Errorf("%d actions after what was changed", n)
	}
	r.sees(r.say("review.stays"))
}

// Every answer can be reached from every other, is then the only one filled, and its four buttons stand in every row at the same
// place, also with the keys of the current row.
func TestEachReviewAnswerFollowsEachOther(t *testing.T) {
	r := reviewing(t)
	screen := r.screen.(*reviewScreen)
	id, round := screen.actions()[0].ID, screen.actions()[0].Round.ID
	answer := func(n int) {
		screen.turnTo(0)
		screen.again()
		r.write(fmt.Sprint(n + 1))
		if screen.asking {
			r.write("Geen tijd")
			r.press(fyne.KeyReturn)
		}
		act, _ := must(r.store.Load(t.Context(), round)).Plan.Action(id)
		if carries := reviewAnswers[n] == answerCarry; screen.answerOf(screen.actions()[0]) != reviewAnswers[n] ||
			carries && (act.Status != assessment.ActionDoing && act.Status != assessment.ActionTodo || act.Reason != "") ||
			!carries && string(act.Status) != reviewAnswers[n] || (len(r.stored().Plan.ByDue()) == 1) != carries {
			t.Errorf("answer %d makes %+v, with %d in the new plan", n+1, act, len(r.stored().Plan.ByDue()))
		}
	}
	for from := range reviewAnswers {
		for to := range reviewAnswers {
			answer(from)
			answer(to)
		}
	}
	places := map[float32]int{}
	eachWidget(screen.rows, func(x fyne.Widget) {
		if b, ok := x.(*widgets.Button); ok {
			places[r.app.Driver().AbsolutePositionForObject(b).X]++
		}
	})
	if len(places) != len(reviewAnswers) {
		t.Errorf("the buttons begin at %v", places)
	}
}

// Undo skips what was carried over and undoes the change before it; it never removes a priority that contains it.
func TestUndoLeavesWhatWasCarriedOver(t *testing.T) {
	r := reviewing(t)
	screen := r.screen.(*reviewScreen)
	r.session.AddPriority(screen.actions()[screen.at].Priority.Indicator)
	team := r.session.Assessment.Team
	team.Name = "Team Zorg"
	r.session.SetDetails(session.Once, team, r.session.Assessment.Details)
	r.write("4")
	for range 9 {
		r.undo()
	}
	if a := r.stored(); a.Team.Name == "Team Zorg" || len(a.Plan.ByDue()) != 1 {
		t.Errorf("undone, the team is %q with %d actions", a.Team.Name, len(a.Plan.ByDue()))
	}
	r.sees(r.say("undo.none"))
}

// A new round opens with the actions of the previous one: one key for each action.
func TestReviewOfTheLastPlan(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.today = "2027-11-22"
	r.nextRound(r.session.Assessment.ID)
	r.sees(r.say("review.title"), r.say("review.on")) // it opens with them
	r.press(fyne.KeyEscape)
	r.sees(r.say("team.still_open", "count", 6), r.say("team.older_open", "count", 3))
	r.review(false)
	r.write("1")
	r.write("2")
	r.write("3")
	r.write("Geen tijd")
	if got := r.status.Words(); !strings.Contains(got, r.say("action.reason")) {
		t.Errorf("with a reason not entered the footer says %q", got)
	}
	r.press(fyne.KeyReturn)
	last, err := r.store.Load(t.Context(), r.session.Previous.ID)
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

// The reason for stopping an action is saved even if it is not entered.
func TestReviewKeepsTheReason(t *testing.T) {
	r := reviewing(t)
	r.write("3")
	r.write("Geen tijd")
	last := r.session.Previous.ID
	r.Home()
	if act := must(r.store.Load(t.Context(), last)).Plan.ByDue()[0]; act.Status != assessment.ActionStopped || act.Reason != "Geen tijd" {
		t.Errorf("kept %+v", act.Action)
	}
}

// With many actions the current one is in view, whatever was done before, and text typed there stays while the user scrolls
// away or goes to the next.
func TestReviewOfManyActions(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	s := r.session
	for i := range 100 {
		act := assessment.NewAction(r.today)
		act.What = strings.Repeat(fmt.Sprintf("Zaak %d. ", i), 1+i%9)
		act.Due = "2026-12-01"
		if i < 60 {
			act.Status = assessment.ActionDone
		}
		s.AddAction(s.Assessment.Plan.Priorities[0].ID, act)
	}
	r.today = "2027-11-22"
	r.nextRound(s.Assessment.ID)
	screen := r.screen.(*reviewScreen)
	actions := screen.actions()
	scroll := r.view.scroll
	inSight := func() {
		t.Helper()
		row := scroll.Cell(screen.rows, screen.at)
		if y := r.app.Driver().AbsolutePositionForObject(row).Y; y < 0 || y+row.Size().Height > scroll.Size().Height+1 {
			t.Errorf("action %d stands at %v of %v", screen.at, y, scroll.Size().Height)
		}
	}
	inSight()
	first := screen.at
	if !actions[first].Open() || scroll.Offset().Y == 0 && first > 10 {
		t.Errorf("it begins at %d, %v", first, scroll.Offset())
	}
	for screen.at < len(actions)-1 {
		at := screen.at
		r.press(fyne.KeyDown)
		scroll = r.view.scroll
		if inSight(); screen.at != at+1 {
			t.Fatalf("after %d it is at %d", at, screen.at)
		}
	}
	last := actions[screen.at] // it is still open in the previous plan
	r.sees(r.say("review.since", "date", r.lang.Date(last.Round.Date)))
	r.write("3")
	r.write("Geen tijd")
	scroll = r.view.scroll
	scroll.SetOffset(fyne.Position{})
	scroll.SetOffset(fyne.NewPos(0, 1e6))
	r.write(" meer")
	r.win.Canvas().Unfocus()
	r.press(fyne.KeyUp)
	if act, _ := must(r.store.Load(t.Context(), last.Round.ID)).Plan.Action(last.ID); act.Status != assessment.ActionStopped || act.Reason != "Geen tijd meer" {
		t.Errorf("kept %+v", act)
	}
	if screen.at != len(actions)-2 {
		t.Errorf("it went to %d", screen.at)
	}
}
