package assessment_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
)

// In random rounds the reason for a label belongs to that label, names exactly the core indicators concerned, and counts the
// indicators that meet the norm.
func TestWhyBelongsToItsLabel(t *testing.T) {
	labels := map[assessment.Rule]assessment.Label{
		assessment.RuleNothingApplies: assessment.LabelNotApplicable, assessment.RuleTooFew: assessment.LabelInsufficient,
		assessment.RuleCoreAtOne: assessment.LabelVulnerable, assessment.RuleHalfBelow: assessment.LabelVulnerable,
		assessment.RuleCoreMet: assessment.LabelInOrder, assessment.RuleNoCore: assessment.LabelInOrder,
		assessment.RuleCoreBelow: assessment.LabelDeveloping, assessment.RuleCoreOpen: assessment.LabelDeveloping,
		assessment.RuleFewMet: assessment.LabelDeveloping,
	}
	d, seen := dice{rand.New(rand.NewPCG(20261123, 7))}, map[assessment.Rule]int{}
	for i := range 1000 {
		a := d.assessment(d.card())
		r := a.Result()
		for j := range a.Card.Areas {
			area := &a.Card.Areas[j]
			x := r.Area(area.ID)
			if x == nil {
				continue
			}
			why := r.Why(area)
			seen[why.Rule]++
			met, named := 0, []string(nil)
			for _, ind := range area.InScope(a.Scope) {
				answer := a.Score(ind.ID).Answer
				if answer.IsLevel() && int(answer) >= ind.Target {
					met++
				}
				is := map[assessment.Rule]bool{
					assessment.RuleCoreAtOne: answer == 1,
					assessment.RuleCoreBelow: answer.IsLevel() && int(answer) < ind.Target,
					assessment.RuleCoreOpen:  answer == assessment.Blank || answer == assessment.Unknown,
				}
				if ind.Core && is[why.Rule] {
					named = append(named, ind.ID)
				}
			}
			if named == nil && slices.Contains([]assessment.Rule{assessment.RuleCoreAtOne, assessment.RuleCoreBelow, assessment.RuleCoreOpen}, why.Rule) {
				t.Fatalf("round %d, %s: %s names nothing", i, area.ID, why.Rule)
			}
			if labels[why.Rule] != x.Label || why.Met != met || !slices.Equal(why.Indicators, named) {
				t.Fatalf("round %d, %s: %+v for %s, with %v of which %d meet the norm", i, area.ID, why, x.Label, named, met)
			}
			for _, id := range why.Indicators {
				if y := r.Indicator(id); why.Level > 0 && int(y.Answer) != why.Level || why.Norm > 0 && y.Norm != why.Norm {
					t.Fatalf("round %d: %s is at %v, with norm %d: %+v", i, id, y.Answer, y.Norm, why)
				}
			}
		}
	}
	for rule := range labels {
		if seen[rule] < 5 {
			t.Errorf("%s was met %d times", rule, seen[rule])
		}
	}
}
