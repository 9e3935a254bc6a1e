package assessment_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// roundsOf returns rounds of one team, one for each text. Each word of a text is an action: its id, then "<" and the id of
// the action it continues, then "+" if it is done or "!" if it is overdue.
func roundsOf(texts ...string) (rounds []*assessment.Assessment) {
	for i, text := range texts {
		a := round(4, "1")
		a.ID, a.Date, a.Team.ID = fmt.Sprint("r", i+1), assessment.Date(fmt.Sprint(2025+i, "-11-23")), "team"
		p := assessment.Priority{ID: "p", Indicator: "V1"}
		for word := range strings.FieldsSeq(text) {
			x := assessment.Action{Status: assessment.ActionTodo}
			if strings.HasSuffix(word, "!") {
				x.Due = "2025-12-01"
			}
			if strings.HasSuffix(word, "+") {
				x.Status = assessment.ActionDone
			}
			x.ID, x.CarriedFrom, _ = strings.Cut(strings.TrimRight(word, "+!"), "<")
			p.Actions = append(p.Actions, x)
		}
		a.Plan.Priorities = []assessment.Priority{p}
		rounds = append(rounds, a)
	}
	return rounds
}

func TestOpenActions(t *testing.T) {
	tests := map[string]struct {
		rounds []string
		want   string // round and id
	}{
		"nothing":                                 {[]string{""}, ""},
		"own":                                     {[]string{"b a! c+"}, "r1a r1b"},
		"two rounds":                              {[]string{"a", "b"}, "r1a r2b"},
		"taken along":                             {[]string{"a", "b<a"}, "r2b"},
		"taken along and done":                    {[]string{"a", "b<a+"}, ""},
		"done where it was after all":             {[]string{"a+", "b<a"}, "r2b"},
		"taken along on two computers":            {[]string{"a", "b<a c<a"}, "r2b"},
		"taken along on two computers, one done":  {[]string{"a", "b<a+ c<a"}, "r2c"},
		"the new plan is not here":                {[]string{"a"}, "r1a"},
		"the old plan is not here":                {[]string{"", "b<a"}, "r2b"},
		"the old plan is not here, twice":         {[]string{"", "b<a c<a"}, "r2b"},
		"over three rounds":                       {[]string{"a", "b<a", "c<b"}, "r3c"},
		"over three rounds, the middle not here":  {[]string{"a", "", "c<b"}, "r1a r3c"},
		"taken along from the first in two later": {[]string{"a", "b<a", "c<a"}, "r3c"},
		"one goes on with itself":                 {[]string{"a<a"}, "r1a"},
		"in a circle":                             {[]string{"a<b", "b<a"}, "r2b"},
		"into a circle":                           {[]string{"a<b", "b<a", "c<a"}, "r3c"},
	}
	for name, tt := range tests {
		rounds := roundsOf(tt.rounds...)
		for range 3 {
			var got []string
			for _, x := range assessment.OpenActions(rounds) {
				got = append(got, x.Round.ID+x.ID)
			}
			equal(t, name, strings.Join(got, " "), tt.want)
			rand.Shuffle(len(rounds), func(i, j int) { rounds[i], rounds[j] = rounds[j], rounds[i] })
		}
	}
	open := assessment.OpenActions(roundsOf("a! b", "c! d<b e!"))
	equal(t, "overdue of the team", assessment.CountOverdue(open, "2025-12-02"), 3)
	equal(t, "overdue of the second round", assessment.CountOverdue(assessment.OfRound(open, "r2"), "2025-12-02"), 2)
	equal(t, "open of the first round", len(assessment.OfRound(open, "r1")), 1)
}

// In whatever way files chain actions, cyclic or not, every promise with an open action is listed once at most, and is listed
// if nothing continues it.
func TestOpenActionsLoseNothing(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 7))
		texts, ids := make([]string, 1+r.IntN(4)), []string{}
		for i := range texts {
			for range r.IntN(4) {
				id := fmt.Sprint("a", len(ids))
				ids = append(ids, id)
				word := id
				if r.IntN(2) == 0 {
					word += fmt.Sprint("<a", r.IntN(9))
				}
				texts[i] += " " + word
			}
		}
		rounds := roundsOf(texts...)
		seen := map[string]bool{}
		for _, x := range assessment.OpenActions(rounds) {
			if seen[x.ID] {
				t.Fatalf("seed %d: %v: %s counts twice", seed, texts, x.ID)
			}
			seen[x.ID] = true
		}
		for _, id := range ids {
			// Exactly one action of each chain of carried-over actions counts.
			if !slices.ContainsFunc(sameOf(id, rounds), func(x string) bool { return seen[x] }) {
				t.Fatalf("seed %d: %v: %s is seen nowhere", seed, texts, id)
			}
		}
	}
}

// sameOf returns the ids of the chain that an action belongs to, adding to it until nothing is added.
func sameOf(id string, rounds []*assessment.Assessment) []string {
	same := []string{id}
	for n := 0; n < len(same); {
		n = len(same)
		for _, a := range rounds {
			for _, x := range a.Plan.ByDue() {
				for _, y := range [][2]string{{x.ID, x.CarriedFrom}, {x.CarriedFrom, x.ID}} {
					if y[1] != "" && slices.Contains(same, y[0]) && !slices.Contains(same, y[1]) {
						same = append(same, y[1])
					}
				}
			}
		}
	}
	return same
}
