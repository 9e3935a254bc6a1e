package assessment_test

import (
	"fmt"
	"log"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// Example follows a team's answers from the card to an adopted plan.
func Example() {
	cards, err := exchange.BuiltIn()
	if err != nil {
		log.Fatal(err)
	}
	card := cards.Newest("lob-mbo")
	a := assessment.New(card, assessment.Team{Name: "Zorg 3"}, "2026-11-23", 0)

	// Four people answer individually. Nothing is shown before the reveal.
	a.Mode = assessment.ModeIndividual
	for _, answers := range []map[string]assessment.Answer{
		{"V1": 1, "V2": 2}, {"V1": 2, "V2": 2}, {"V1": 4, "V2": 3}, {"V1": 2, "V2": assessment.Unknown},
	} {
		a.Ballots = append(a.Ballots, assessment.Ballot{ID: assessment.NewID(), Group: assessment.GroupTeam, Answers: answers})
	}
	fmt.Println("shown before the reveal:", a.BallotsShown())
	a.Revealed = true
	r := a.Result()
	v1 := r.Indicator("V1")
	fmt.Println("V1 levels:", v1.Ballots.Levels, "proposed:", v1.Ballots.Proposed(), "because of:", v1.Discuss)
	fmt.Println("to discuss:", r.Discussion)

	// The team agrees. Only agreed scores determine the result.
	for id, answer := range map[string]assessment.Answer{"V1": 2, "V2": 2, "V3": 3, "V4": 3, "V5": 3} {
		s := a.Score(id)
		s.Answer = answer
		a.Scores = append(a.Scores, s)
	}
	r = a.Result()
	fmt.Println("area", r.Areas[0].ID, "mean:", r.Areas[0].Mean, "label:", r.Areas[0].Label)
	fmt.Println("ranking:", r.Priorities)

	// It chooses one priority, takes an action that the card suggests for its score, and adopts the plan.
	p := assessment.Priority{ID: assessment.NewID(), Indicator: r.Priorities[0]}
	for _, s := range a.Suggestions(p.Indicator)[:1] {
		p.Actions = append(p.Actions, a.ActionFrom(s, "en", ""))
	}
	a.Plan.Priorities = []assessment.Priority{p}
	fmt.Println("due:", p.Actions[0].Due)
	for _, gap := range a.Gaps() {
		fmt.Println("missing:", gap.Kind, "blocks:", gap.Blocks())
	}
	a.Plan.EvaluationDate = "2027-06-01"
	if a, err = a.Adopt("2026-11-23", "", nil, assessment.InstantOf(time.Now())); err != nil {
		log.Fatal(err)
	}
	fmt.Println("plan:", a.Plan.Status)
	// Output:
	// shown before the reveal: false
	// V1 levels: [1 2 0 1] proposed: 2 because of: [spread]
	// to discuss: [V1]
	// area V mean: 2.6 label: developing
	// ranking: [V1 V2]
	// due: 2027-01-04
	// missing: no_evaluation blocks: false
	// plan: adopted
}
