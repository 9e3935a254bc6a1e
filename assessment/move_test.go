package assessment_test

import (
	"encoding/json"
	"errors"
	"testing"

	"kwaliteitskaart/assessment"
)

// nextVersion returns a changed copy of a card with a version of its own.
func nextVersion(t *testing.T, c *assessment.Card, change func(*assessment.Card)) *assessment.Card {
	t.Helper()
	next := new(assessment.Card)
	if err := json.Unmarshal([]byte(jsonOf(t, c)), next); err != nil {
		t.Fatal(err)
	}
	next.Version = "2.0.0"
	change(next)
	return next
}

// revised returns the next version of a card with V1 to V4: V2 has changed, V4 is gone, V5 is new and comes first.
func revised(t *testing.T, c *assessment.Card) *assessment.Card {
	return nextVersion(t, c, func(c *assessment.Card) {
		in := c.Areas[0].Indicators
		in[1].Revision, in[1].Target, in[1].Importance = 2, 4, 3
		c.Areas[0].Indicators = []assessment.Indicator{
			{ID: "V5", Revision: 1, Target: 3, Importance: 1}, in[0], in[1], in[2],
		}
	})
}

func TestCompareCards(t *testing.T) {
	a := round(4, "3 3 3 3")
	equal(t, "with itself", assessment.CompareCards(a.Card, a.Card), assessment.CardChanges{Same: list("V1 V2 V3 V4")})
	next := revised(t, a.Card)
	equal(t, "with a next version", assessment.CompareCards(a.Card, next), assessment.CardChanges{
		Same: list("V1 V3"), Changed: list("V2"), New: list("V5"), Gone: list("V4"),
	})
	equal(t, "the other way round", assessment.CompareCards(next, a.Card), assessment.CardChanges{
		Same: list("V1 V3"), Changed: list("V2"), New: list("V4"), Gone: list("V5"),
	})
	for name, change := range map[string]func(*assessment.Card){
		"another card":  func(c *assessment.Card) { c.ID = "another-card" },
		"another level": func(c *assessment.Card) { c.Scale.Levels = make([]assessment.ScaleLevel, 5) },
		"all is revised": func(c *assessment.Card) {
			for i := range c.Areas[0].Indicators {
				c.Areas[0].Indicators[i].Revision++
			}
		},
	} {
		got := assessment.CompareCards(a.Card, nextVersion(t, a.Card, change))
		equal(t, name, got, assessment.CardChanges{Changed: list("V1 V2 V3 V4")})
	}
}

func TestNewerIn(t *testing.T) {
	version := func(id, v string) *assessment.Card { return &assessment.Card{ID: id, Version: v} }
	mine := version("a", "1.9.0")
	cards := []*assessment.Card{mine, version("a", "1.8.7"), version("b", "3.0.0")}
	if got := mine.NewerIn(cards); got != nil {
		t.Errorf("got %s", got.Version)
	}
	cards = append(cards, version("a", "1.10.0"), version("a", "1.9.1"))
	if got := mine.NewerIn(cards); got == nil || got.Version != "1.10.0" {
		t.Errorf("got %v", got)
	}
}

func TestMoveTo(t *testing.T) {
	a := complete() // V1 to V4, all scored, four ballots, a plan for V2
	a.Ballots[1].Remarks["V2"], a.Ballots[2].Waiting = "over het oude", true
	rescore(a, "V1", func(s *assessment.Score) { s.Target, s.Importance, s.Evidence, s.Strength = 4, 3, "verslag", true })
	rescore(a, "V2", func(s *assessment.Score) { s.Evidence, s.UpdatedAt = "verslag", assessment.FirstInstant+900 })
	before := jsonOf(t, a)
	next := revised(t, a.Card)
	moved, changes, err := a.MoveTo(next, assessment.FirstInstant+500)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "what it says of itself", changes, assessment.CompareCards(a.Card, next))
	equal(t, "the original", jsonOf(t, a), before)
	equal(t, "faults", len(moved.Check()), 0)

	equal(t, "scores", moved.Scores, []assessment.Score{
		a.Score("V1"), // with its own target and evidence
		{Indicator: "V2", Target: 4, Importance: 3, UpdatedAt: assessment.FirstInstant + 901},
		a.Score("V3"),
	})
	equal(t, "a new one", moved.Score("V5"), assessment.Score{Indicator: "V5", Target: 3, Importance: 1})
	for i, b := range moved.Ballots {
		old := a.Ballots[i]
		want := assessment.Ballot{
			ID: old.ID, Group: old.Group, Waiting: old.Waiting,
			Answers: map[string]assessment.Answer{}, Remarks: map[string]string{},
		}
		if answer, ok := old.Answers["V1"]; ok {
			want.Answers["V1"] = answer
		}
		if remark, ok := old.Remarks["V1"]; ok {
			want.Remarks["V1"] = remark
		}
		equal(t, "ballot", b, want)
	}
	details := a.Details
	details.UpdatedAt = assessment.FirstInstant + 500
	equal(t, "details", moved.Details, details)
	equal(t, "team", moved.Team, a.Team)
	equal(t, "plan", moved.Plan, a.Plan)
	equal(t, "deletions", moved.Deleted, a.Deleted)
	equal(t, "in the result", len(moved.Result().Indicators), 4)

	same, _, err := a.MoveTo(a.Card, 500)
	equal(t, "to its own version", jsonOf(t, same), before)
	equal(t, "refusal of its own version", err, nil)
}

// A priority never disappears silently: the team decides what to do with it.
func TestMoveToRefuses(t *testing.T) {
	tests := map[string]struct {
		prepare func(*assessment.Assessment)
		card    func(*assessment.Card)
		code    assessment.Code
		place   string
	}{
		"a priority for what went": {
			func(a *assessment.Assessment) { a.Plan.Priorities[0].Indicator = "V4" }, func(*assessment.Card) {},
			assessment.CodeInvalid, "plan.priorities[0].indicator",
		},
		"another card": {
			func(*assessment.Assessment) {}, func(c *assessment.Card) { c.ID = "another-card" },
			assessment.CodeInvalid, "card.id",
		},
		"an answer that now needs a note": {
			func(a *assessment.Assessment) {
				rescore(a, "V1", func(s *assessment.Score) { s.Answer, s.Note = assessment.Unknown, "" })
			},
			func(c *assessment.Card) { c.Answers.Unknown.RequiresNote = true },
			assessment.CodeNoteRequired, "",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := complete()
			tt.prepare(a)
			card := revised(t, a.Card)
			tt.card(card)
			moved, _, err := a.MoveTo(card, 500)
			if moved != nil || assessment.CodeOf(err) != tt.code {
				t.Fatalf("got %v, %v, want %s", moved, err, tt.code)
			}
			if tt.place != "" {
				e, _ := errors.AsType[*assessment.Error](err)
				equal(t, "places", []string{e.Faults[0].Place}, []string{tt.place})
			}
		})
	}
}
