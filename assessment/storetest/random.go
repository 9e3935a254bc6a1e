package storetest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// Dice generates assessments of every kind, the same ones for each seed. No two texts are equal.
type Dice struct {
	*rand.Rand
	texts int
}

// NewDice returns dice with the given seed.
func NewDice(seed uint64) *Dice { return &Dice{Rand: rand.New(rand.NewPCG(20261123, seed))} }

func (d *Dice) chance(percent int) bool { return d.IntN(100) < percent }

// OneOf returns one of values.
func OneOf[T any](d *Dice, values ...T) T { return values[d.IntN(len(values))] }

// text returns "" or a text that a spreadsheet, a terminal or a page could misinterpret.
func (d *Dice) text() string {
	if d.chance(25) {
		return ""
	}
	return d.words()
}

func (d *Dice) words() string {
	d.texts++
	before := OneOf(d, "", "", "", "=", "+", "-", "@", "'", "\t", "=SUM(A1;A2)", "  ", "“", "<b>", "_x0041_", "1;", "2,5 ")
	after := OneOf(d, "", "", ".", "\nen een regel", ` "zo", zei ze`, " café Ümläut", "; en, dus", " 🎓", "_x000D_", " ", "\r\n- punt\r\n- nog een", "\n\n")
	middle := strings.Repeat(" woord", d.IntN(4)*d.IntN(12))
	return fmt.Sprintf("%stekst%dx%s%s", before, d.texts, middle, after)
}

func (d *Dice) date() assessment.Date {
	if d.chance(20) {
		return ""
	}
	return assessment.Date("2026-08-01").AddWeeks(d.IntN(80))
}

// card returns the built-in card or a school's own card with 3 to 6 levels.
func (d *Dice) card(t testing.TB) *assessment.Card {
	t.Helper()
	if d.chance(20) {
		return BuiltIn(t).Newest(exchange.DefaultCard)
	}
	say := func() assessment.Text { return assessment.Text{"nl": d.words(), "en": d.words()} }
	c := assessment.Card{
		Schema: assessment.CardSchema, ID: fmt.Sprint("eigen-", d.texts), Version: "1.2.3", Languages: []string{"nl", "en"},
		Title: say(), Disclaimer: say(), Origin: "proef", DiscussionPrompts: []assessment.Text{}, Themes: []assessment.Keyed{},
		Pillars: []assessment.Keyed{{Key: "p", Title: say()}}, Roles: []assessment.Keyed{}, Terms: []assessment.Term{},
		ActionKinds: []assessment.Keyed{}, Sources: []assessment.Source{},
	}
	c.Scale.Rule, c.Answers.Unknown.Title, c.Answers.NotApplicable.Title = say(), say(), say()
	c.Answers.Unknown.RequiresNote, c.Answers.NotApplicable.RequiresNote = d.chance(50), true
	n := assessment.MinLevels + d.IntN(assessment.MaxLevels-assessment.MinLevels+1)
	for range n {
		c.Scale.Levels = append(c.Scale.Levels, assessment.ScaleLevel{Title: say(), Meaning: say()})
	}
	for _, id := range []string{"V", "B", "IM", "Z"}[:1+d.IntN(4)] {
		area := assessment.Area{ID: id, Key: strings.ToLower(id), Title: say(), Question: say()}
		for i := range 1 + d.IntN(5) {
			ind := assessment.Indicator{
				ID: fmt.Sprint(id, i+1), Revision: 1, Core: d.chance(40), Importance: 1 + d.IntN(3), Target: 1 + d.IntN(n), Pillar: "p",
				Themes: []string{}, Title: say(), Statement: say(), Explanation: say(), Evidence: []assessment.Text{},
				Actions: []assessment.CardAction{}, Origin: []assessment.Origin{}, Sources: []string{},
			}
			for range n {
				ind.Levels = append(ind.Levels, say())
			}
			area.Indicators = append(area.Indicators, ind)
		}
		c.Areas = append(c.Areas, area)
	}
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	card, err := exchange.ReadCard(b)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

func (d *Dice) answer(n int) assessment.Answer {
	if d.chance(70) {
		return assessment.Answer(1 + d.IntN(n))
	}
	return OneOf(d, assessment.Blank, assessment.Unknown, assessment.NotApplicable)
}

// Round returns a valid assessment of a new team.
func (d *Dice) Round(t testing.TB) *assessment.Assessment {
	t.Helper()
	card := d.card(t)
	team := assessment.Team{
		ID: fmt.Sprint("team-", d.texts), Name: d.words(), Institution: d.text(), Programme: d.text(), Crebo: d.text(), Level: d.text(), Track: d.text(),
	}
	a := assessment.New(card, team, "2026-11-23", assessment.Instant(1_790_000_000_000+d.Int64N(1_000_000)))
	a.ID = fmt.Sprintf("%04d-round", d.texts)
	a.Scope = OneOf(d, assessment.ScopeFull, assessment.ScopeFull, assessment.ScopeCore)
	a.Revealed = d.chance(80)
	for i := range OneOf(d, 0, 0, 1, 2, 3, 4, 8) {
		b := assessment.Ballot{ID: fmt.Sprint("b", i), Group: OneOf(d, assessment.Groups...), Answers: map[string]assessment.Answer{}}
		for _, ind := range card.InScope(assessment.ScopeFull) {
			if x := d.answer(card.Levels()); x != assessment.Blank {
				b.Answers[ind.ID] = x
			}
		}
		a.Ballots = append(a.Ballots, b)
	}
	d.scores(a)
	d.plan(a)
	a.Sort()
	if faults := a.Check(); len(faults) > 0 {
		t.Fatalf("not a sound assessment: %v", faults)
	}
	return a
}

// Before returns the same team's round of a year earlier, on the same card.
func (d *Dice) Before(a *assessment.Assessment) *assessment.Assessment {
	b := assessment.New(a.Card, a.Team, a.Date.AddWeeks(-52), a.UpdatedAt)
	b.ID = a.ID + "-before"
	b.Scope = OneOf(d, assessment.ScopeFull, assessment.ScopeFull, assessment.ScopeCore)
	d.scores(b)
	b.Sort()
	return b
}

func (d *Dice) scores(a *assessment.Assessment) {
	n := a.Card.Levels()
	for _, ind := range a.Card.InScope(assessment.ScopeFull) {
		s := a.Score(ind.ID)
		s.Answer, s.Evidence, s.Note, s.Strength, s.Disagreed = d.answer(n), d.text(), d.text(), d.chance(20), d.chance(10)
		if a.Card.NeedsNote(s.Answer) || s.Disagreed {
			s.Note = d.words()
		}
		if d.chance(30) {
			s.Target, s.Importance = 1+d.IntN(n), 1+d.IntN(3)
		}
		a.Scores = append(a.Scores, s)
	}
}

func (d *Dice) plan(a *assessment.Assessment) {
	p := &a.Plan
	p.Strong, p.Concern, p.Choice, p.EvaluationDate = d.text(), d.text(), d.text(), d.date()
	if d.chance(50) {
		p.Status, p.AdoptedOn, p.Waived = assessment.PlanAdopted, "2026-11-30", d.text()
		defer a.SealOlder()
	}
	all := a.Card.InScope(assessment.ScopeFull)
	for i := range d.IntN(5) {
		pr := assessment.Priority{
			ID: fmt.Sprint("p", i), Indicator: OneOf(d, all...).ID, Why: d.text(), Goal: d.text(), StudentEffect: d.text(),
			Position: d.IntN(9),
		}
		for j := range d.IntN(4) {
			act := assessment.Action{
				ID: fmt.Sprint("a", i, "-", j), What: d.text(), Owner: d.text(), Helpers: d.text(), Start: d.date(), Due: d.date(),
				DoneWhen: d.text(), Hours: d.IntN(3) * d.IntN(2000), Euros: d.IntN(3) * d.IntN(2_000_000), Ask: d.text(),
				Feasibility: 1 + d.IntN(3), Status: OneOf(d, assessment.ActionStatuses...), Reason: d.text(),
			}
			if act.Status == assessment.ActionStopped {
				act.Reason = d.words()
			}
			if act.Start > act.Due && act.Due != "" {
				act.Start, act.Due = act.Due, act.Start
			}
			if d.chance(30) {
				act.Reply = &assessment.Reply{
					Kind: OneOf(d, assessment.ReplyKinds...), Words: d.text(), Hours: d.IntN(100), Euros: d.IntN(9000), On: d.date(), UpdatedAt: a.UpdatedAt,
				}
			}
			if d.chance(20) {
				act.CarriedFrom = fmt.Sprint("old", i, "-", j)
			}
			for k := range d.IntN(3) {
				act.Notes = append(act.Notes, assessment.Note{ID: fmt.Sprint("n", i, "-", j, "-", k), Date: d.date(), Text: d.words()})
			}
			pr.Actions = append(pr.Actions, act)
		}
		p.Priorities = append(p.Priorities, pr)
	}
	slices.SortStableFunc(p.Priorities, func(x, y assessment.Priority) int { return x.Position - y.Position })
}

// Colleague returns the assessment as a colleague changed it meanwhile: other scores and another plan, partly under the same
// ids, another person's answers, a deletion, and stamps of any clock.
func (d *Dice) Colleague(t testing.TB, a *assessment.Assessment) *assessment.Assessment {
	t.Helper()
	a = a.Clone()
	a.Scores, a.Plan.Priorities, a.Plan.Status = nil, nil, assessment.PlanDraft
	a.Plan.AdoptedOn, a.Plan.Waived = "", ""
	d.scores(a)
	d.plan(a)
	stamp := func() assessment.Instant {
		return OneOf(d, a.UpdatedAt, a.UpdatedAt+assessment.Instant(d.Int64N(1_000_000)), assessment.FirstInstant, assessment.LastInstant)
	}
	a.Facilitator, a.Present = d.text(), d.text()
	a.UpdatedAt, a.Plan.UpdatedAt = stamp(), stamp()
	for i := range a.Scores {
		a.Scores[i].UpdatedAt = stamp()
	}
	for i := range a.Plan.Priorities {
		p := &a.Plan.Priorities[i]
		p.UpdatedAt = stamp()
		for j := range p.Actions {
			p.Actions[j].UpdatedAt = stamp()
		}
	}
	if d.chance(30) {
		id := OneOf(d, "p0", "p9", "a1-0", "n0-0-0", "b1", d.words())
		gone := slices.ContainsFunc(a.Deleted, func(x assessment.Deletion) bool { return x.ID == id })
		if there := slices.ContainsFunc(a.Plan.Priorities, func(p assessment.Priority) bool { return p.ID == id }); !gone && !there {
			a.Deleted = append(a.Deleted, assessment.Deletion{ID: id, UpdatedAt: stamp()})
		}
	}
	a.Ballots = append(a.Ballots, d.ballot(a.Card, d.words()))
	a.Sort()
	return a
}

func (d *Dice) ballot(card *assessment.Card, id string) assessment.Ballot {
	b := assessment.Ballot{ID: id, Group: OneOf(d, assessment.Groups...), Answers: map[string]assessment.Answer{}, Remarks: map[string]string{}}
	for _, ind := range card.InScope(assessment.ScopeFull) {
		if x := d.answer(card.Levels()); x != assessment.Blank {
			b.Answers[ind.ID] = x
		}
		if d.chance(10) {
			b.Remarks[ind.ID] = d.words()
		}
	}
	return b
}

// Ballot returns the answers of one person on a card.
func (d *Dice) Ballot(card *assessment.Card) assessment.Ballot { return d.ballot(card, d.words()) }
