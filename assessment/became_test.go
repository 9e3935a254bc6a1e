package assessment_test

import (
	"maps"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

func TestEveryActionOfThePreviousRoundHasAFate(t *testing.T) {
	_, a := twoRounds("1", "2")
	equal(t, "without a round before", len(assessment.Round{Assessment: a}.Became()), 0)
	out := func(id string, s assessment.ActionStatus) assessment.Outcome {
		return assessment.Outcome{ID: id, Status: s}
	}
	a.Previous = &assessment.Previous{KeptRound: assessment.KeptRound{Actions: []assessment.Outcome{
		out("stopped", assessment.ActionStopped), out("doing", assessment.ActionDoing), out("along", assessment.ActionTodo), out("done", assessment.ActionDone),
	}}}
	a.Plan.Priorities = []assessment.Priority{{ID: "p", Indicator: "V1", Actions: []assessment.Action{{ID: "new", CarriedFrom: "along"}}}}
	got := map[string]assessment.Fate{}
	var order []string
	for _, b := range (assessment.Round{Assessment: a}).Became() {
		got[b.ID] = b.Fate
		order = append(order, b.ID)
	}
	equal(t, "order", order, []string{"done", "along", "doing", "stopped"})
	equal(t, "fates", got, map[string]assessment.Fate{
		"done": assessment.FateDone, "along": assessment.FateCarried, "doing": assessment.FateRunning, "stopped": assessment.FateStopped,
	})
	last := &assessment.Assessment{Card: a.Card, Details: assessment.Details{ID: "last"}}
	last.Plan.Priorities = []assessment.Priority{{ID: "p", Indicator: "V1", Actions: []assessment.Action{{ID: "doing", Status: assessment.ActionDone}}}}
	a.Previous.ID = last.ID
	now := assessment.Round{Assessment: a, Earlier: []*assessment.Assessment{last}}.Became()
	equal(t, "of the round at hand", len(now), 1)
	equal(t, "as it is now", now[0].Fate, assessment.FateDone)
	equal(t, "the rounds at hand", assessment.Round{Assessment: a, Earlier: []*assessment.Assessment{last}}.Before()[0].ID, "last")
	a.Previous.ID = "kept"
	equal(t, "the round that is kept", assessment.Round{Assessment: a}.Before()[0].ID, "kept")
}

// Running actions of older rounds are listed with the date of their round, but not those that a later round continues.
func TestBecameListsRunningActionsOfOlderRounds(t *testing.T) {
	round := func(id string, date assessment.Date, actions ...assessment.Action) *assessment.Assessment {
		a := &assessment.Assessment{Card: &assessment.Card{}, Details: assessment.Details{ID: id, Date: date}}
		a.Plan.Priorities = []assessment.Priority{{ID: "p" + id, Indicator: "V1", Actions: actions}}
		return a
	}
	todo := func(id, from string) assessment.Action {
		return assessment.Action{ID: id, Status: assessment.ActionTodo, CarriedFrom: from}
	}
	done := assessment.Action{ID: "done", Status: assessment.ActionDone}
	first := round("1", "2024-11-01", todo("runs", ""), todo("taken", ""), done)
	second := round("2", "2025-11-01", todo("on", "taken"), todo("second", ""))
	r := assessment.Round{Assessment: round("3", "2026-11-01", todo("new", "second")), Earlier: []*assessment.Assessment{second, first}}
	got := make(map[string]assessment.Fate)
	for _, b := range r.Became() {
		got[b.ID+" "+string(b.Since)] = b.Fate
	}
	want := map[string]assessment.Fate{
		"on ": assessment.FateRunning, "second ": assessment.FateCarried, "runs 2024-11-01": assessment.FateRunning,
	}
	if !maps.Equal(got, want) {
		t.Errorf("it tells %v, want %v", got, want)
	}
}

// A file that changes the kept previous round after the plan was adopted changes no signed document.
func TestSignedDocumentsKeepThePreviousRound(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	before := storetest.Sample(storetest.Card(4))
	before.ID, before.Date = "before", "2025-11-01"
	a.Previous = assessment.PreviousOf(before)
	a.Plan.Status, a.Plan.AdoptedOn, a.Plan.SealedAt, a.Plan.Editions = assessment.PlanAdopted, "2026-11-24", 0, nil
	a.SealOlder()
	forged := a.Clone()
	forged.Previous.UpdatedAt++
	forged.Previous.Date = "2024-01-01"
	for i := range forged.Previous.Actions {
		forged.Previous.Actions[i].Status, forged.Previous.Actions[i].Reason = assessment.ActionStopped, "Verzonnen"
	}
	for i := range forged.Previous.Answers {
		forged.Previous.Answers[i].Answer = 4
	}
	m, err := a.Merge(forged)
	if err != nil {
		t.Fatal(err)
	}
	was, is := assessment.Round{Assessment: a}, assessment.Round{Assessment: m.Assessment}
	equal(t, "what became of the actions", is.Became(), was.Became())
	equal(t, "the round before", is.Before()[0].Date, "2025-11-01")
	reopened, err := m.Assessment.Reopen("2026-11-25", "Voor de proef.", assessment.LastInstant-9)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the round before of a draft", assessment.Round{Assessment: reopened}.Before()[0].Date, "2024-01-01")
}
