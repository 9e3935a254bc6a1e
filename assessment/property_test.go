package assessment_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// randomRounds returns the number of random rounds for a test.
func randomRounds() int {
	if storetest.Thorough {
		return 10_000
	}
	return 1000
}

// dice generates cards and assessments of every kind, the same ones each time.
type dice struct{ *rand.Rand }

func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

// upTo returns a number from 1 to n; small numbers are more likely.
func (d dice) upTo(n int) int { return 1 + min(d.IntN(n), d.IntN(n), d.IntN(n)) }

func (d dice) card() *assessment.Card {
	n := 3 + d.IntN(4)
	core := []int{0, 30, 40, 100}[d.IntN(4)]
	var indicators []given
	for _, area := range []string{"V", "B", "I", "PK", "Z"}[:1+d.IntN(5)] {
		number := 0
		for range d.upTo(assessment.MaxIndicators) {
			number += d.upTo(3)
			indicators = append(indicators, given{fmt.Sprint(area, number), d.chance(core), 1 + d.IntN(3), 1 + d.IntN(n)})
		}
	}
	c := cardOf(n, indicators...)
	for i := range c.Areas {
		for j := range c.Areas[i].Indicators {
			c.Areas[i].Indicators[j].Revision = d.upTo(3)
		}
	}
	return c
}

// older returns a possible previous version of a card.
func (d dice) older(c *assessment.Card) *assessment.Card {
	old := *c
	old.Areas = slices.Clone(c.Areas)
	for i := range old.Areas {
		area := &old.Areas[i]
		area.Indicators = slices.Clone(area.Indicators)
		for j := range area.Indicators {
			ind := &area.Indicators[j]
			if d.chance(15) {
				ind.Revision++
			}
			if d.chance(15) {
				ind.Core = !ind.Core
			}
		}
		if len(area.Indicators) > 1 && d.chance(30) {
			at := d.IntN(len(area.Indicators))
			area.Indicators = slices.Delete(area.Indicators, at, at+1)
		}
	}
	if d.chance(10) {
		old.ID = "another-card"
	}
	if d.chance(10) {
		old.Scale.Levels = slices.Repeat(c.Scale.Levels[:1], 3+(len(c.Scale.Levels)-2)%4)
	}
	return &old
}

// mood is the likelihood of each kind of answer, and the range of levels that a person uses.
type mood struct{ blank, unknown, notApplicable, lowest, highest int }

func (d dice) mood(n int) mood {
	m := []mood{{0, 0, 0, 1, n}, {5, 5, 5, 1, n}, {30, 10, 10, 1, n}, {40, 30, 0, 1, n}, {0, 0, 100, 1, n}, {0, 10, 60, 1, n}, {2, 2, 2, 2, n}}[d.IntN(7)]
	if d.chance(40) {
		m.lowest = 1 + d.IntN(n)
		m.highest = m.lowest + d.IntN(n-m.lowest+1)
	}
	return m
}

func (d dice) answer(m mood) assessment.Answer {
	switch p := d.IntN(100); {
	case p < m.blank:
		return assessment.Blank
	case p < m.blank+m.unknown:
		return assessment.Unknown
	case p < m.blank+m.unknown+m.notApplicable:
		return assessment.NotApplicable
	}
	return assessment.Answer(m.lowest + d.IntN(m.highest-m.lowest+1))
}

func (d dice) assessment(c *assessment.Card) *assessment.Assessment {
	n := len(c.Scale.Levels)
	a := assessment.New(c, assessment.Team{}, "2026-11-23", 0)
	a.Revealed = d.chance(80)
	if d.chance(25) {
		a.Scope = assessment.ScopeCore
	}
	for i := range []int{0, 1, 2, 3, 3, 4, 5, 8, 15}[d.IntN(9)] {
		a.Ballots = append(a.Ballots, assessment.Ballot{
			ID: fmt.Sprint("b", i), Group: assessment.Groups[d.IntN(3)],
			Answers: map[string]assessment.Answer{}, Remarks: map[string]string{}, Waiting: d.chance(5),
		})
	}
	for _, area := range c.Areas {
		team := d.mood(n)
		for _, ind := range area.Indicators {
			people := d.mood(n)
			for i := range a.Ballots {
				if answer := d.answer(people); answer != assessment.Blank {
					a.Ballots[i].Answers[ind.ID] = answer
				}
				if d.chance(5) {
					a.Ballots[i].Remarks[ind.ID] = []string{"a", "b", "B", " "}[d.IntN(4)]
				}
			}
			s := assessment.Score{
				Indicator: ind.ID, Answer: d.answer(team), Note: "reden", Target: ind.Target, Importance: ind.Importance,
				Evidence: []string{"", "", " \n", "jaarplan"}[d.IntN(4)],
			}
			if d.chance(20) {
				s.Target, s.Importance = 1+d.IntN(n), 1+d.IntN(3)
			}
			if s.Answer != assessment.Blank || d.chance(30) {
				a.Scores = append(a.Scores, s)
			}
		}
	}
	d.shuffle(a)
	return a
}

func (d dice) shuffle(a *assessment.Assessment) {
	d.Shuffle(len(a.Scores), func(i, j int) { a.Scores[i], a.Scores[j] = a.Scores[j], a.Scores[i] })
	d.Shuffle(len(a.Ballots), func(i, j int) { a.Ballots[i], a.Ballots[j] = a.Ballots[j], a.Ballots[i] })
}

// wordsOf returns a trend in the format of naiveTrend.
func wordsOf(t *assessment.Trend, c *assessment.Card) string {
	var out []string
	next := 0
	mean := func(m *assessment.Mean) string {
		if m == nil {
			return "null"
		}
		return m.String()
	}
	for _, area := range t.Areas {
		at := slices.IndexFunc(c.Areas, func(x assessment.Area) bool { return x.ID == area.ID })
		for ; next < len(t.Indicators); next++ {
			x := t.Indicators[next]
			if !slices.ContainsFunc(c.Areas[at].Indicators, func(i assessment.Indicator) bool { return i.ID == x.ID }) {
				break
			}
			how := fmt.Sprintf("%s from %d", x.Direction, int(x.Then))
			if x.Direction == assessment.DirectionNone && x.Then == assessment.Blank {
				how = "left out: " + string(x.LeftOut)
			}
			out = append(out, fmt.Sprintf("%s %d %s", x.ID, int(x.Now), how))
		}
		out = append(out, fmt.Sprintf("%s %s %s over %d", area.ID, mean(area.Then), mean(area.Now), area.Common))
	}
	return strings.Join(out, "\n")
}

// TestMatchesNaiveImplementation compares the domain with the naive implementation of the rules over many random
// rounds.
func TestMatchesNaiveImplementation(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(20261123, 1))}
	met := map[string]int{}
	for i := range randomRounds() {
		card := d.card()
		earlier, later := d.assessment(d.older(card)), d.assessment(card)
		if faults := later.Check(); len(faults) > 0 {
			t.Fatalf("round %d is not a sound assessment: %v", i, faults)
		}
		r, trend := later.Result(), later.Compare(earlier)
		if diff := cmp.Diff(naiveResult(later), jsonOf(t, r)); diff != "" {
			t.Fatalf("round %d, result (-naive +domain):\n%s", i, diff)
		}
		if diff := cmp.Diff(naiveTrend(later, earlier), wordsOf(trend, card)); diff != "" {
			t.Fatalf("round %d, trend (-naive +domain):\n%s", i, diff)
		}
		left := map[assessment.LeftOut]int{}
		for _, x := range trend.Indicators {
			met["direction "+string(x.Direction)]++
			if met["left out "+string(x.LeftOut)]++; x.LeftOut != "" {
				left[x.LeftOut]++
			}
		}
		if diff := cmp.Diff(left, trend.LeftOut); diff != "" {
			t.Fatalf("round %d, left out (-want +got):\n%s", i, diff)
		}
		for _, x := range r.Areas {
			met["label "+string(x.Label)]++
		}
		for _, x := range r.Indicators {
			for _, reason := range x.Discuss {
				met["discuss "+string(reason)]++
			}
			met[fmt.Sprint("supported ", x.Supported)]++
		}
		met[fmt.Sprint(card.Levels(), " levels")]++
	}
	want := []string{
		"discuss spread", "discuss unknown", "discuss contested", "supported true", "supported false",
		"direction up", "direction same", "direction down", "3 levels", "4 levels", "5 levels", "6 levels",
	}
	for _, label := range assessment.Labels {
		want = append(want, "label "+string(label))
	}
	for _, reason := range assessment.LeftOuts {
		want = append(want, "left out "+string(reason))
	}
	for _, what := range want {
		if met[what] < 100 {
			t.Errorf("the rounds are too tame: %q was met %d times", what, met[what])
		}
	}
}

// TestResultIsIndependentOfOrder checks that the same answers in another order give the same result, trend, groups
// and remarks, and that computing them changes nothing.
func TestResultIsIndependentOfOrder(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(20261123, 2))}
	everything := func(a, earlier *assessment.Assessment) string {
		words := []string{jsonOf(t, a.Result()), wordsOf(a.Compare(earlier), a.Card), jsonOf(t, a.Summarize("2026-11-23"))}
		for _, ind := range a.Card.InScope(assessment.ScopeFull) {
			words = append(words, strings.Join(a.Remarks(ind.ID), "|"))
		}
		for _, g := range assessment.Groups {
			words = append(words, fmt.Sprint(g, len(a.ByGroup()[g])))
		}
		return strings.Join(words, "\n")
	}
	for i := range 300 {
		card := d.card()
		earlier, later := d.assessment(d.older(card)), d.assessment(card)
		before := jsonOf(t, later)
		want := everything(later, earlier)
		if diff := cmp.Diff(before, jsonOf(t, later)); diff != "" {
			t.Fatalf("round %d was changed by asking:\n%s", i, diff)
		}
		for range 3 {
			d.shuffle(later)
			d.shuffle(earlier)
			if diff := cmp.Diff(want, everything(later, earlier)); diff != "" {
				t.Fatalf("round %d, shuffled (-want +got):\n%s", i, diff)
			}
		}
	}
}
