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

// A round that has only been started does not hide the plan of the round before, but is shown if it is the first.
func TestUnfinishedRoundDoesNotHideTheLast(t *testing.T) {
	card := shipped(t)
	began := assessment.New(card, assessment.Team{ID: "1", Name: "Zorg"}, "2026-11-01", 1)
	act := assessment.NewAction("2025-11-01")
	act.Due = "2026-01-01"
	before := assessment.New(card, began.Team, "2025-11-01", 1)
	before.Plan.Priorities = []assessment.Priority{{ID: "p", Indicator: "B1", Actions: []assessment.Action{act}}}
	first := assessment.New(card, assessment.Team{ID: "2", Name: "Bouw"}, "2026-11-02", 1)

	o := assessment.NewOverview([]*assessment.Assessment{began, before, first}, "2026-11-23")
	if len(o.Rows) != 2 || o.Rows[0].Assessment != first.ID || o.Rows[1].Assessment != before.ID || o.Rows[1].Overdue != 1 {
		t.Errorf("rows %+v", o.Rows)
	}
	began.Plan.Priorities, act.ID = []assessment.Priority{{ID: "q", Indicator: "B1", Actions: []assessment.Action{act}}}, "x"
	if o := assessment.NewOverview([]*assessment.Assessment{began, before}, "2026-11-23"); len(o.Rows) != 1 || o.Rows[0].Assessment != began.ID {
		t.Errorf("with a plan of its own: %+v", o.Rows)
	}
}

func TestOverviewTakesTheLatestCopy(t *testing.T) {
	card := shipped(t)
	copyOf := func(change func(*assessment.Assessment)) *assessment.Assessment {
		a := assessment.New(card, assessment.Team{ID: "1", Name: "Zorg"}, "2026-11-23", 1000)
		a.ID, a.Plan.EvaluationDate = "one", "2027-01-01"
		a.Plan.Priorities = []assessment.Priority{{ID: "p", Indicator: "B1", UpdatedAt: 1000, Actions: []assessment.Action{{ID: "x", UpdatedAt: 1000}}}}
		a.Scores = []assessment.Score{{Indicator: "V1", Answer: 2, Target: 3, Importance: 3, UpdatedAt: 1000}}
		change(a)
		return a
	}
	plan := func(a *assessment.Assessment) { a.Plan.EvaluationDate = "2027-06-01" }
	old := copyOf(func(*assessment.Assessment) {})
	for name, touch := range map[string]func(*assessment.Assessment){
		"details":             func(a *assessment.Assessment) { a.UpdatedAt++ },
		"an earlier date":     func(a *assessment.Assessment) { a.UpdatedAt++; a.Date = "2026-01-01" },
		"plan":                func(a *assessment.Assessment) { a.Plan.UpdatedAt++ },
		"score":               func(a *assessment.Assessment) { a.Scores[0].UpdatedAt++ },
		"priority":            func(a *assessment.Assessment) { a.Plan.Priorities[0].UpdatedAt++ },
		"action":              func(a *assessment.Assessment) { a.Plan.Priorities[0].Actions[0].UpdatedAt++ },
		"deletion":            func(a *assessment.Assessment) { a.Deleted = []assessment.Deletion{{ID: "n", UpdatedAt: 1001}} },
		"at the same instant": func(*assessment.Assessment) {},
	} {
		t.Run(name, func(t *testing.T) {
			late := copyOf(func(a *assessment.Assessment) { plan(a); touch(a) })
			for _, list := range [][]*assessment.Assessment{{old, late}, {late, old}, {late, old, late}} {
				o := assessment.NewOverview(list, "2026-11-23")
				if len(o.Rows) != 1 || o.Rows[0].EvaluationDate != "2027-06-01" {
					t.Errorf("rows %+v", o.Rows)
				}
			}
		})
	}
}
