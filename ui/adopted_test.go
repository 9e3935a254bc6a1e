package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// What is adopted is fixed on every screen, with the day and the way on; what was agreed in the plan may change, and shows.
func TestAdoptedScreens(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	line := r.say("plan.adopted_on", "date", "23-11-2026") + "."
	for _, step := range []session.Step{session.StepTeam, session.StepScore, session.StepDiscuss} {
		r.goTo(step)
		r.sees(line, r.say("plan.reopen"))
		if shown := r.words(); strings.Contains(shown, r.say("gather.revealed")) || strings.Contains(shown, r.say("gather.sheet_hint")) {
			t.Errorf("a fixed round offers a way to score:\n%s", shown)
		}
	}
	r.goTo(session.StepScore)
	for _, key := range []string{"i", "p", "d"} {
		r.write(key)
		if _, here := r.screen.(*gatherScreen); !here {
			t.Fatalf("%s leads from a fixed round to %T", key, r.screen)
		}
		r.sees("Vastgesteld op 23-11-2026:")
	}
	before := r.stored()
	s := r.session.Assessment.Score("V1")
	s.Note = "achteraf nog veranderd"
	r.session.SetScore(session.Once, s)
	d := r.session.Assessment.Details
	d.Present = "iemand anders"
	r.session.SetDetails(session.Once, r.session.Assessment.Team, d)
	if now := r.stored(); now.Score("V1") != before.Score("V1") || now.Details != before.Details || r.session.Assessment.Present != before.Present {
		t.Error("what was adopted changed")
	}
	r.sees("Vastgesteld op 23-11-2026:")

	r.goTo(session.StepTeam)
	r.typeIn(r.say("team.name"), " X")
	for _, e := range r.fields() {
		if strings.Contains(e.Text, "Welzijn X") {
			t.Error("a field keeps what was refused")
		}
	}

	r.goTo(session.StepPlan)
	act := *r.session.Assessment.Plan.ByDue()[0].Action
	act.Euros, act.Status = 9000, assessment.ActionDoing
	r.session.SetAction(session.Once, act)
	r.goTo(session.StepPlan)
	r.sees(r.say("plan.changed", "count", 1))
	r.goTo(session.StepPrint)
	p := r.screen.(*printScreen)
	r.click(r.say("print.adopted", "date", "23-11-2026"))
	r.press(fyne.KeyReturn)
	if in := r.last; in.Today != "2026-11-23" || in.Assessment.Edition == nil || len(in.Assessment.Changes()) > 0 || !p.adopted {
		t.Errorf("printed as adopted on %s: %v", in.Today, in.Assessment.Changes())
	}
	r.click(r.say("print.now"))
	r.press(fyne.KeyReturn)
	if in := r.last; in.Assessment.Edition != nil || len(in.Assessment.Changes()) != 1 {
		t.Errorf("printed as it is now with %v", in.Assessment.Changes())
	}
	r.goTo(session.StepPlan)
	r.screen.(*planScreen).reopenWith("We zijn iets vergeten.")
	if a := r.stored(); a.Plan.Status != assessment.PlanDraft || len(a.Plan.Editions) != 1 {
		t.Errorf("opened again: %s with %d editions", a.Plan.Status, len(a.Plan.Editions))
	}
	r.goTo(session.StepTeam)
	r.finds(r.say("team.how"))
	r.session.SetScore(session.Once, s)
	if got := r.stored().Score("V1").Note; got != s.Note {
		t.Errorf("once open the note is %q", got)
	}
}

// addExample adds the example team with the plan of its newest round open again, so that all of it may change.
func (r *room) addExample() {
	r.Helper()
	r.addAdopted()
	id := r.session.Assessment.ID
	if err := r.store.Reopen(r.Context(), id, r.today, "voor de proef"); err != nil {
		r.Fatal(err)
	}
	r.openThen(id, func() { r.goTo(session.StepResult) })
}

// addAdopted adds the example team as it ships, with its plans adopted.
func (r *room) addAdopted() { r.Helper(); r.Window.addExample() }
