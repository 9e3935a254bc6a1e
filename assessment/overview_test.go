package assessment_test

import (
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
)

func TestOverview(t *testing.T) {
	card := shipped(t)
	team := func(id, name string, date assessment.Date, level assessment.Answer) *assessment.Assessment {
		a := assessment.New(card, assessment.Team{ID: id, Name: name}, date, 1)
		for _, ind := range card.Areas[0].Indicators {
			s := a.Score(ind.ID)
			s.Answer = level
			a.Scores = append(a.Scores, s)
		}
		return a
	}
	old, newest := team("1", "Zorg", "2025-11-01", 1), team("1", "Zorg", "2026-11-01", 3)
	act := assessment.NewAction("2026-11-01")
	act.Due = "2026-11-10"
	newest.Plan.Priorities = []assessment.Priority{{ID: "p", Indicator: "B1", Actions: []assessment.Action{act, assessment.NewAction("2026-11-01")}}}
	newest.Plan.EvaluationDate = "2027-06-01"
	other := team("2", "Bouw", "2026-01-01", 1)
	foreign := team("3", "anders", "2026-01-01", 1)
	foreign.Card = &assessment.Card{ID: "own", Version: "1.0.0"}

	o := assessment.NewOverview([]*assessment.Assessment{newest, foreign, old, other}, "2026-11-23")
	if o.Card != card || len(o.Rows) != 3 {
		t.Fatalf("card %s, %d rows", o.Card.ID, len(o.Rows))
	}
	var names []string
	for _, r := range o.Rows {
		names = append(names, r.Team.Name)
	}
	if !slices.Equal(names, []string{"anders", "Bouw", "Zorg"}) {
		t.Errorf("rows %v", names)
	}
	if r := o.Rows[2]; r.Labels[0] != assessment.LabelInOrder || r.Labels[1] != assessment.LabelInsufficient ||
		r.Open != 2 || r.Overdue != 1 || r.EvaluationDate != "2027-06-01" || r.Vulnerable() {
		t.Errorf("Zorg %+v", r)
	}
	if r := o.Rows[1]; !r.Vulnerable() {
		t.Errorf("Bouw %+v", r)
	}
	if r := o.Rows[0]; slices.ContainsFunc(r.Labels, func(l assessment.Label) bool { return l != "" }) {
		t.Errorf("a team with another card has labels: %+v", r)
	}
	if empty := assessment.NewOverview(nil, "2026-11-23"); len(empty.Rows) != 0 || empty.Card == nil {
		t.Errorf("of nothing: %+v", empty)
	}
}
