package storetest

import (
	"fmt"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// Today is the date that the samples are evaluated on; one of their open actions is overdue then.
const Today assessment.Date = "2026-12-01"

// Example returns the rounds of the example team, and fails the test if they cannot be read.
func Example(t testing.TB) []*assessment.Assessment {
	t.Helper()
	rounds, err := exchange.Example()
	if err != nil {
		t.Fatal(err)
	}
	return rounds
}

// BuiltIn returns the cards that ship with the program, and fails the test if they cannot be read.
func BuiltIn(t testing.TB) exchange.Cards {
	t.Helper()
	cards, err := exchange.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	return cards
}

// Sample returns a filled assessment on a card: four ballots, a score of every kind, a draft plan with two priorities,
// actions in every state, notes and a deletion. It is sorted and breaks no rule. Two samples differ in their ids only.
func Sample(card *assessment.Card) *assessment.Assessment {
	const at = assessment.Instant(1_795_000_000_000)
	team := assessment.Team{
		Institution: "ROC Test", Programme: "Verpleegkunde", Name: "Team Noord", Crebo: "25655", Level: "4", Track: "bol",
	}
	a := assessment.New(card, team, "2026-11-23", at)
	a.Mode, a.Revealed, a.Facilitator, a.Present = assessment.ModeIndividual, true, "kwaliteitszorg", "6 docenten"
	indicators := card.InScope(assessment.ScopeFull)
	answers := []assessment.Answer{
		assessment.Answer(card.Levels()), 1, assessment.Unknown, assessment.NotApplicable, 2, assessment.Blank,
	}
	for i, ind := range indicators[:len(indicators)-1] { // the last has no record
		s := a.Score(ind.ID)
		s.Answer, s.Note, s.Strength = answers[i%len(answers)], fmt.Sprintf("note %d", i), i == 0
		s.UpdatedAt = at + assessment.Instant(i)
		if i%2 == 0 {
			s.Evidence, s.Target, s.Importance = "verslag", card.Levels(), 3
		}
		a.Scores = append(a.Scores, s)
	}
	for i, group := range []assessment.Group{
		assessment.GroupTeam, assessment.GroupTeam, assessment.GroupManagement, assessment.GroupStudents,
	} {
		b := assessment.Ballot{
			ID: assessment.NewID(), Group: group,
			Answers: map[string]assessment.Answer{}, Remarks: map[string]string{},
		}
		for j, ind := range indicators {
			if answer := answers[(i+j)%len(answers)]; answer != assessment.Blank {
				b.Answers[ind.ID] = answer
			}
		}
		if i%2 == 0 {
			b.Remarks[indicators[i].ID] = "<remark> & \"more\""
		}
		a.Ballots = append(a.Ballots, b)
	}
	a.Plan = assessment.Plan{
		Date: a.Date, Status: assessment.PlanDraft, Strong: "sterk", Concern: "zorg", Choice: "keuze",
		EvaluationDate: "2027-05-10", UpdatedAt: at + 20,
		Priorities: []assessment.Priority{samplePriority(indicators[1].ID, 1, at), samplePriority(indicators[2].ID, 1, at)},
	}
	a.Deleted = []assessment.Deletion{{ID: assessment.NewID(), UpdatedAt: at + 30}}
	a.Sort()
	return a
}

// Adopted returns Sample with its plan adopted, and with everything that older programs lack: an action carried over, answers
// of the leadership, a score on which the team agreed to differ, and the previous round.
func Adopted(card *assessment.Card) *assessment.Assessment {
	a := Sample(card)
	a.Scores[0].Disagreed = true
	x := &a.Plan.Priorities[0].Actions[0]
	x.CarriedFrom = assessment.NewID()
	x.Reply = &assessment.Reply{
		Kind: assessment.ReplyPartly, Words: "de helft", Hours: 4, Euros: 50, On: "2026-11-25", UpdatedAt: 1_795_000_000_040,
	}
	a.Plan.Priorities[1].Actions[0].Reply = &assessment.Reply{UpdatedAt: 1_795_000_000_041} // taken back
	before := Sample(card)
	before.Date = "2025-11-24"
	adopted, err := a.Adopt("2026-11-24", "zo is het goed", []*assessment.Assessment{before}, 1_795_000_000_050)
	if err != nil {
		panic(err) // a sample can be adopted
	}
	return adopted
}

func samplePriority(indicator string, position int, at assessment.Instant) assessment.Priority {
	p := assessment.Priority{
		ID: assessment.NewID(), Indicator: indicator, Why: "waarom", Goal: "doel", StudentEffect: "gevolg",
		Position: position, UpdatedAt: at,
	}
	for i, status := range assessment.ActionStatuses {
		act := assessment.NewAction("2026-11-01")
		act.What, act.Owner, act.Helpers, act.DoneWhen, act.Ask = "wat", "wie", "met wie", "klaar", "vraag"
		act.Hours, act.Euros, act.Feasibility, act.Status = 8*i, 100*i, i%3+1, status
		act.Suggestion, act.UpdatedAt = indicator+"-A1", at+assessment.Instant(i)
		switch status {
		case assessment.ActionTodo:
			act.Due = Today.AddWeeks(-1)
		case assessment.ActionDone:
			act.Due = Today.AddWeeks(-2)
		case assessment.ActionDoing:
			act.Due = Today.AddWeeks(4)
		case assessment.ActionStopped:
			act.Due, act.Reason = Today.AddWeeks(5), "geen tijd"
		}
		for n := range i {
			act.Notes = append(act.Notes, assessment.Note{
				ID: assessment.NewID(), Date: "2026-11-30", Text: fmt.Sprintf("line %d", n),
			})
		}
		p.Actions = append(p.Actions, act)
	}
	return p
}
