package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

func TestEveryActionOfTheRoundBeforeHasAFate(t *testing.T) {
	_, a := twoRounds("1", "2")
	equal(t, "without a round before", len(assessment.Round{Assessment: a}.Became()), 0)
	out := func(id string, s assessment.ActionStatus) assessment.Outcome {
		return assessment.Outcome{ID: id, Status: s}
	}
	a.Previous = &assessment.Previous{Actions: []assessment.Outcome{
		out("stopped", assessment.ActionStopped), out("doing", assessment.ActionDoing), out("along", assessment.ActionTodo), out("done", assessment.ActionDone),
	}}
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
	now := assessment.Round{Assessment: a, Earlier: []*assessment.Assessment{last}}.Became()
	equal(t, "of the round at hand", len(now), 1)
	equal(t, "as it is now", now[0].Fate, assessment.FateDone)
	equal(t, "the rounds at hand", assessment.Round{Assessment: a, Earlier: []*assessment.Assessment{last}}.Before()[0].ID, "last")
	a.Previous.ID = "kept"
	equal(t, "the round that is kept", assessment.Round{Assessment: a}.Before()[0].ID, "kept")
}
