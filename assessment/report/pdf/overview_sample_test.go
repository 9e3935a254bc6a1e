package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// team returns the assessment of the i-th team: results vary, some are short scans, and some have overdue actions.
func team(c *assessment.Card, i int, name string) *assessment.Assessment {
	a := assessment.New(c, assessment.Team{ID: fmt.Sprint("t", i), Name: name}, "2026-11-23", 1)
	a.ID = fmt.Sprint("a", i)
	for k, ind := range c.InScope(assessment.ScopeFull) {
		score := a.Score(ind.ID)
		score.Answer = assessment.Answer(1 + (k*7+i)%c.Levels())
		if i%3 == 1 {
			score.Answer = assessment.Answer(c.Levels())
		}
		a.Scores = append(a.Scores, score)
		if k < i%4 {
			act := assessment.NewAction("2026-11-23")
			act.Due = assessment.Date("2026-12-20").AddWeeks(4 * k)
			act.What, act.Owner, act.Hours, act.Euros = "Uren in het rooster zetten", "Teamleider", 12*k, 500*(i%2)
			if k == 1 {
				act.Ask, act.Reply = "Vaste uren", &assessment.Reply{Kind: assessment.ReplyPartly, Hours: 6, On: "2026-11-24", Words: "Na de zomer."}
			}
			p := assessment.Priority{ID: fmt.Sprint("p", k), Indicator: ind.ID, Position: k + 1, Actions: []assessment.Action{act}}
			a.Plan.Priorities = append(a.Plan.Priorities, p)
		}
	}
	if i%2 == 0 {
		a.Plan.EvaluationDate = "2027-06-01"
	}
	if i%5 == 3 {
		a.Scope = assessment.ScopeCore
	}
	return a
}

// teams returns an overview of n teams with the same card; what(i) is the name of the i-th.
func teams(c *assessment.Card, n int, what func(int) string) *assessment.Overview {
	var list []*assessment.Assessment
	for i := range n {
		list = append(list, team(c, i, what(i)))
	}
	return assessment.NewOverview(list, today)
}

// overviews returns every overview that must be legible.
func overviews(t testing.TB) map[string]*assessment.Overview {
	t.Helper()
	shipped := storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	plain := func(i int) string { return fmt.Sprintf("Team %d", i+1) }
	foreign := team(card(3, 3, 4, "anders"), 9, "Ander team")
	mixed := []*assessment.Assessment{team(shipped, 0, "Zorg"), team(shipped, 1, "Bouw"), foreign}
	return map[string]*assessment.Overview{
		"none":     teams(shipped, 0, plain),
		"one":      teams(shipped, 1, plain),
		"many":     teams(shipped, 200, plain),
		"long":     teams(shipped, 9, func(int) string { return dutch }),
		"strange":  teams(shipped, 9, func(int) string { return strange }),
		"nameless": teams(shipped, 2, func(int) string { return "" }),
		"mixed":    assessment.NewOverview(mixed, today),
		"areas1":   teams(card(1, 3, 4, ""), 5, plain),
		"areas6":   teams(card(6, 3, 4, "Loopbaanbegeleidingsoverleg"), 30, plain),
		"areas7":   teams(card(7, 3, 4, "Loopbaanbegeleidingsoverleg"), 30, plain),
		"areas26":  teams(card(26, 3, 4, "Loopbaanbegeleidingsoverleg"), 12, plain),
		"enormous": teams(shipped, 2, func(int) string { return strings.Repeat(dutch, 18) }),
	}
}
