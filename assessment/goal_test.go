package assessment_test

import (
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
)

func TestGoalLacks(t *testing.T) {
	card := &assessment.Card{Roles: []assessment.Keyed{{Key: "lob", Title: assessment.Text{"nl": "LOB-coördinator"}}}}
	const date, measure, owner = assessment.GoalDate, assessment.GoalMeasure, assessment.GoalOwner
	owned := []assessment.Action{{Owner: "Opleidingsmanager"}}
	for _, c := range []struct {
		goal    string
		actions []assessment.Action
		want    []assessment.GoalPart
	}{
		{"", nil, []assessment.GoalPart{date, measure, owner}},
		{"Beter worden", nil, []assessment.GoalPart{date, measure, owner}},
		{"Beter worden", owned, []assessment.GoalPart{date, measure}},
		{"Op 1 juli 2027 hebben wij drie doelen met meetpunt", owned, nil},
		{"Op 1 juli 2027 gaat het beter", owned, []assessment.GoalPart{measure}},
		{"Voor 01-07-2027 gaat het beter", owned, []assessment.GoalPart{measure}},
		{"Elke student heeft een gesprek gehad", owned, []assessment.GoalPart{date}},
		{"Voor de kerst heeft 80% een gesprek gehad, zegt de LOB-coördinator", nil, nil},
		{"By June 2027 every class has three agreements", owned, nil},
		{"Iets van de buurman", owned, []assessment.GoalPart{date, measure}},
	} {
		got := card.GoalLacks(&assessment.Priority{Goal: c.goal, Actions: c.actions})
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: lacks %v, want %v", c.goal, got, c.want)
		}
	}
}
