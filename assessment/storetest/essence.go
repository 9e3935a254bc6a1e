package storetest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kwaliteitskaart/assessment"
)

// Essence returns the content of an assessment without what undoing may change: the ids of restored records, and
// stamps.
func Essence(a *assessment.Assessment) string {
	var lines []string
	for _, ind := range a.Card.InScope(assessment.ScopeFull) {
		s := a.Score(ind.ID)
		lines = append(lines, fmt.Sprint(ind.ID, s.Answer, s.Note, s.Target, s.Disagreed))
	}
	var plan []string
	for _, p := range a.Plan.Priorities {
		plan = append(plan, fmt.Sprint(p.Indicator, p.Position, p.Why))
		for _, x := range p.Actions {
			plan = append(plan, fmt.Sprint(p.Indicator, p.Position, x.What, x.Owner, x.Status))
			for _, n := range x.Notes {
				plan = append(plan, fmt.Sprint(p.Indicator, p.Position, x.What, n.Text))
			}
		}
	}
	slices.Sort(plan)
	lines = append(lines, a.Team.Name, a.Present, strconv.Itoa(a.Expected), a.Plan.Strong)
	return strings.Join(append(lines, plan...), "\n")
}
