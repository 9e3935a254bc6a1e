package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

const today = assessment.Date("2027-01-20")

// dutch is a text of 500 characters, as long as people write when nothing limits them.
var dutch = strings.Repeat("Wij willen dat élke student in het eerste leerjaar ten minste drie keer een goed loopbaangesprek voert, "+
	"en dat de uitkomst daarvan meegaat naar de volgende begeleider; ", 3) + "dat is nu niet zo. Arbeidsmarktbegeleidingsoverleg kan dan korter."

// strange contains what breaks careless programs: emoji, combining accents, right-to-left text, mathematical letters,
// and a word of 120 letters.
var strange = "Café\u0301 met 👩‍🏫 én 👍🏽, e\u0308n 李明 שלום 𝐯𝐞𝐭 ✓ ☐ ▲\u00ad → ﬁets\tnaar\r\nschool " + strings.Repeat("langwoord", 13) + "eind."

// kinds is every document of an assessment, whether it can be chosen or a screen offers it.
var kinds = append(slices.Clone(report.Kinds), report.Timetable)

// sample is a named input.
type sample struct {
	name string
	in   report.Input
}

// example returns the second round of the example team, parsed anew so that a test may change it.
func example(t testing.TB) report.Input {
	t.Helper()
	rounds := storetest.Example(t)
	return report.Input{
		Round: assessment.Round{Assessment: rounds[1], Earlier: rounds[:1], Number: 2},
		Today: today, Words: words.In("nl"), ProgramVersion: "1.0.0",
	}
}

// card returns a card with the given numbers of areas, indicators per area, and levels.
func card(areas, indicators, levels int, title string) *assessment.Card {
	nl := func(s string) assessment.Text { return assessment.Text{"nl": s} }
	c := &assessment.Card{
		Schema: 1, ID: "eigen-kaart", Version: "2.0.1", Languages: []string{"nl"},
		Title: nl("Eigen kaart " + title), Disclaimer: nl("Een kaart van de school zelf. " + title),
	}
	for i := range levels {
		c.Scale.Levels = append(c.Scale.Levels, assessment.ScaleLevel{Title: nl(fmt.Sprintf("Trede %d", i+1))})
	}
	for i := range areas {
		area := assessment.Area{ID: string(rune('A' + i%26)), Title: nl(fmt.Sprintf("Gebied %d %s", i+1, title))}
		for j := range indicators {
			area.Indicators = append(area.Indicators, assessment.Indicator{
				ID: fmt.Sprintf("%s%d", area.ID, j+1), Revision: 1, Core: j%3 == 0, Importance: 1 + j%3,
				Target: 1 + (i+j+1)%levels,
				Title:  nl(fmt.Sprintf("Indicator %d %s", j+1, title)), Statement: nl("Wij doen dit allemaal. " + title),
			})
		}
		c.Areas = append(c.Areas, area)
	}
	return c
}

// filled returns an assessment with every kind of answer and the given number of priorities, in which every text is
// s.
func filled(c *assessment.Card, priorities int, s string) *assessment.Assessment {
	team := assessment.Team{
		ID: "t", Name: "Team " + s, Institution: "Mbo Voorbeeld", Programme: s, Level: "4", Track: "bol",
	}
	a := assessment.New(c, team, "2026-11-23", assessment.Instant(1795435200000))
	for i, ind := range c.InScope(assessment.ScopeFull) {
		score := a.Score(ind.ID)
		switch {
		case i%11 == 7:
			score.Answer, score.Note = assessment.NotApplicable, s
		case i%11 == 4:
			score.Answer = assessment.Unknown
		default:
			score.Answer = assessment.Answer(1 + (i*7)%c.Levels())
		}
		score.Strength, score.Evidence = i%9 == 2, s
		a.Scores = append(a.Scores, score)
		if i < priorities {
			p := assessment.Priority{
				ID: fmt.Sprint("p", i), Indicator: ind.ID, Why: s, Goal: s, StudentEffect: s, Position: i + 1,
			}
			for k := range 1 + i%3 {
				p.Actions = append(p.Actions, assessment.Action{
					ID: fmt.Sprintf("a%02d-%d", i, k), What: s, Owner: fmt.Sprintf("%s %d", s, k), Helpers: s,
					Start: "2026-11-23", Due: assessment.Date("2026-12-01").AddWeeks(3*i + k), DoneWhen: s,
					Hours: 1200, Euros: 15000, Ask: fmt.Sprintf("%s %d-%d", s, i, k),
					Feasibility: 1 + k, Status: assessment.ActionStatuses[(i+k)%4], Reason: s,
					Notes: []assessment.Note{{ID: fmt.Sprintf("n%d-%d", i, k), Date: "2026-12-02", Text: s}},
				})
			}
			a.Plan.Priorities = append(a.Plan.Priorities, p)
		}
	}
	a.Plan.Strong, a.Plan.Concern, a.Plan.Choice = s, s, s
	a.Revealed = true
	for i := range 7 {
		b := assessment.Ballot{ID: fmt.Sprint("b", i), Group: assessment.GroupTeam, Answers: make(map[string]assessment.Answer)}
		for k, ind := range c.InScope(assessment.ScopeFull) {
			switch answer := assessment.Answer(1 + (i*k)%c.Levels()); {
			case i == 3 && k%5 == 1:
				b.Answers[ind.ID] = assessment.Unknown
			case i == 4 && k%7 == 2:
				b.Answers[ind.ID] = assessment.NotApplicable
			default:
				b.Answers[ind.ID] = answer
			}
		}
		a.Ballots = append(a.Ballots, b)
	}
	return a
}

// extreme returns a team with too much of everything: its name, forty actions, texts of 10,000 characters, and
// bidirectional control characters.
func extreme(c *assessment.Card) *assessment.Assessment {
	a := filled(c, 10, "Wij doen dit \u202esamen\u202c, \u200fשלום\u200e, cafe\u0301 👩‍👩‍👧‍👦 en 🏳️‍🌈.")
	a.Team.Name = strings.TrimSpace(strings.Repeat("Team Zorg & Welzijn van de vestiging aan de kade 🎓 ", 4))
	a.Plan.Status, a.Plan.AdoptedOn, a.Plan.EvaluationDate = assessment.PlanAdopted, "2026-12-01", "2027-06-01"
	a.Scores[3].Note = strings.Repeat("Een noot van tienduizend tekens. ", 303)
	for i := range a.Plan.Priorities {
		p := &a.Plan.Priorities[i]
		for k := len(p.Actions); k < 4; k++ {
			act := p.Actions[0]
			act.ID, act.Owner, act.Notes = fmt.Sprintf("z%02d-%d", i, k), fmt.Sprint("Eigenaar ", (i+k)%5), nil
			p.Actions = append(p.Actions, act)
		}
	}
	a.Plan.Priorities[2].Actions[1].Notes = []assessment.Note{{ID: "tall", Date: "2027-01-05", Text: strings.Repeat("Nog steeds bezig. ", 555)}}
	return a
}

// samples returns every input that the documents must support.
func samples(t testing.TB) []sample {
	t.Helper()
	in := func(a *assessment.Assessment) report.Input {
		return report.Input{Round: assessment.Round{Assessment: a, Number: 1}, Today: today, Words: words.In("nl"), ProgramVersion: "1.0.0"}
	}
	shipped := storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	list := []sample{
		{"example", example(t)},
		{"empty", in(assessment.New(shipped, assessment.Team{}, "2026-11-23", 0))},
	}
	english := example(t)
	english.Words = words.In("en")
	first := example(t)
	first.Assessment, first.Earlier, first.Number = first.Earlier[0], nil, 1
	core := example(t)
	core.Assessment.Scope = assessment.ScopeCore
	adopted := example(t)
	adopted.Assessment.Plan.Status = assessment.PlanAdopted
	adopted.Assessment.Plan.AdoptedOn = "2026-12-01"
	adopted.Assessment.Plan.Waived = "P4 pakken wij volgend jaar op, samen met de nieuwe collega's."
	changed := example(t)
	change(changed.Assessment)
	rounds := example(t)
	rounds.Earlier, rounds.Number = earlier(rounds, 3), 4
	dozen := example(t)
	dozen.Earlier, dozen.Number = earlier(dozen, 12), 13
	manyAreas := in(filled(card(6, 10, 6, "met een gewone titel"), 5, "Een gewone zin over het team."))
	manyAreas.Assessment.Plan.Status = assessment.PlanAdopted
	manyAreas.Earlier = earlier(manyAreas, 12)
	one := example(t)
	one.Assessment.Plan.Priorities = one.Assessment.Plan.Priorities[:1]
	none := example(t)
	none.Assessment.Plan.Priorities = nil
	nothing := in(filled(card(2, 3, 4, ""), 0, ""))
	for i := range nothing.Assessment.Card.Areas {
		for j := range nothing.Assessment.Card.Areas[i].Indicators {
			nothing.Assessment.Card.Areas[i].Indicators[j].Core = false
		}
	}
	nothing.Assessment.Scope = assessment.ScopeCore
	list = append(list,
		sample{"nothing in scope", nothing},
		sample{"english", english}, sample{"first", first}, sample{"core", core}, sample{"adopted", adopted},
		sample{"one", one}, sample{"none", none}, sample{"changed", changed}, sample{"extreme", in(extreme(shipped))},
		sample{"rounds", rounds}, sample{"dozen", dozen}, sample{"dozen6", manyAreas},
		sample{"five", in(filled(shipped, 5, "Wij leggen vast wie wat doet en kijken in juni terug."))},
		sample{"eight", in(filled(shipped, 8, "Wij leggen vast wie wat doet en kijken in juni terug."))},
		sample{"long", in(filled(shipped, 8, dutch))},
		sample{"longer", in(filled(shipped, 2, strings.Repeat(dutch, 18)))},
		sample{"strange", in(filled(shipped, 4, strange))},
		sample{"levels3", in(filled(card(1, 20, 3, ""), 3, "Kort."))},
		sample{"levels5", in(filled(card(3, 9, 5, "over iets dat iedereen aangaat"), 3, "Kort."))},
		sample{"levels6", in(filled(card(6, 20, 6, "met een gewone titel"), 5, "Een gewone zin over het team."))},
		sample{"areas2", in(filled(card(2, 4, 4, ""), 2, "Kort."))},
		sample{"areas12", in(filled(card(12, 20, 6, "met een gewone titel"), 3, "Kort."))},
		sample{"areas26", in(filled(card(26, 20, 6, dutch), 3, dutch))},
		sample{"invisible", in(filled(card(2, 20, 4, "\u200b"), 3, "\u200b\n"))},
		sample{"titles", in(filled(card(4, 20, 4, strings.Repeat(dutch, 2)[:900]), 3, dutch))},
	)
	for _, s := range list {
		if s.name != "changed" {
			sealAnew(s.in.Assessment)
		}
	}
	if !storetest.Thorough && *keep == "" {
		list = slices.DeleteFunc(list, func(s sample) bool { return !slices.Contains(quick, s.name) })
	}
	return list
}

// quick is the samples that the quick tests use.
var quick = []string{"example", "empty", "nothing in scope", "english", "adopted", "changed", "rounds", "five", "strange", "levels3"}

// earlier returns n rounds before in, newest first, a year apart. They differ in every way in which rounds can.
// In keeps no other.
func earlier(in report.Input, n int) []*assessment.Assessment {
	var list []*assessment.Assessment
	in.Assessment.Previous, in.Assessment.Plan.Editions = nil, nil
	for i := range n {
		a, card := *in.Assessment, *in.Assessment.Card
		a.ID, a.Card, a.Date = fmt.Sprint("earlier", i), &card, in.Assessment.Date.AddWeeks(-52*(i+1))
		a.Scores = slices.Clone(a.Scores)
		for k := range a.Scores {
			if s := &a.Scores[k]; s.Answer.IsLevel() {
				s.Answer = 1 + (s.Answer+assessment.Answer((k+1)%(i+2))-1)%assessment.Answer(card.Levels())
			}
			if (k+i)%7 == 3 {
				a.Scores[k].Answer = assessment.Unknown
			}
		}
		switch i {
		case 1:
			a.Scope = assessment.ScopeCore
		case 2:
			card.Areas = slices.Clone(card.Areas)
			card.Areas[0].Indicators = slices.Clone(card.Areas[0].Indicators)
			card.Areas[0].Indicators[0].Revision++
			card.Areas[0].Indicators[1].ID += "x"
		case 4:
			card.ID = "andere-kaart"
		case 5:
			card.Scale.Levels = slices.Repeat(card.Scale.Levels[:1], card.Levels()-1)
		}
		list = append(list, &a)
	}
	return list
}

// sealAnew makes the present content of an adopted assessment what was agreed.
func sealAnew(a *assessment.Assessment) {
	a.Plan.SealedAt, a.Plan.Editions = 0, nil
	a.SealOlder()
}

// change changes what was agreed in an adopted assessment, in every kind of record and with texts of every length; the log
// has the day and the reason of some.
func change(a *assessment.Assessment) {
	p := &a.Plan
	first, last := &p.Priorities[0], &p.Priorities[len(p.Priorities)-1]
	a.Scores[2].Answer, a.Scores[3].Disagreed, a.Scores[3].Note = assessment.Unknown, true, strange
	p.EvaluationDate, p.Concern = "2027-07-01", strange
	first.Why, first.Goal = strings.Repeat(dutch, 18), dutch
	x := &first.Actions[0]
	x.Due, x.Hours, x.Euros, x.Owner = "2027-03-01", assessment.MaxNumber, assessment.MaxNumber, dutch
	added := assessment.NewAction(p.Date)
	added.ID, added.What = "added", dutch
	first.Actions = append(first.Actions, added)
	last.Actions = last.Actions[:1]
	p.Priorities = append(p.Priorities, assessment.Priority{ID: "new", Indicator: "V1", Position: 9})
	p.Log = append(p.Log, assessment.LogEntry{ID: "due", On: "2026-12-14", Record: x.ID, Field: "due", After: "2027-03-01", Why: dutch},
		assessment.LogEntry{ID: "goal", On: "2026-12-15", Record: first.ID, Field: "goal", After: dutch})
	a.Sort()
}

// planned returns every user-written text that a plan must contain.
func planned(in report.Input) []string {
	p := in.Assessment.Plan
	list := []string{p.Strong, p.Concern, p.Choice, p.Waived}
	for _, c := range in.Assessment.Changes() {
		if c.Before == "" || strings.Contains(c.After, " ") {
			list = append(list, c.Before, c.After, c.What, c.Why)
		}
	}
	for _, pr := range p.Priorities {
		list = append(list, pr.Why, pr.Goal, pr.StudentEffect)
	}
	return append(list, tasks(in)...)
}

// tasks returns every user-written text about actions.
func tasks(in report.Input) []string {
	var list []string
	for _, act := range in.Assessment.Plan.ByDue() {
		list = append(list, act.Priority.Goal, act.What, act.Owner, act.Helpers, act.DoneWhen, act.Ask)
		if act.Status == assessment.ActionStopped {
			list = append(list, act.Reason)
		}
		for _, n := range act.Notes {
			list = append(list, n.Text)
		}
	}
	return list
}

// statements returns every text that a form must contain.
func statements(in report.Input) []string {
	var list []string
	a := in.Assessment
	for _, ind := range a.Card.InScope(a.Scope) {
		list = append(list, ind.ID, a.Card.In(ind.Statement, in.Words.Code()))
	}
	return list
}

// judgements returns every user-written text about scores.
func judgements(in report.Input) []string {
	var list []string
	a := in.Assessment
	for _, ind := range a.Card.InScope(a.Scope) {
		list = append(list, a.Score(ind.ID).Evidence, a.Score(ind.ID).Note)
	}
	return list
}
