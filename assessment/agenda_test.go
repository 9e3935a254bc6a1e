package assessment_test

import (
	"testing"
	"time"

	"kwaliteitskaart/assessment"
)

// flagged returns a round in which V1, V3 and V4 are flagged for discussion, in the order V4 V1 V3, and V2 is not.
func flagged(words string) *assessment.Assessment {
	a := round(4, words)
	poll(a, "1 3 3", "2 3 3", "3 3 x", "1 4 4")
	return a
}

func TestAgenda(t *testing.T) {
	tests := map[string]struct {
		words, parked, want string
	}{
		"in discussion order":         {". . . .", "", "V4 V1 V3"},
		"without what is agreed":      {"3 . . .", "", "V4 V3"},
		"any answer is agreed":        {". . x ?", "", "V1"},
		"all agreed":                  {"3 3 3 3", "", ""},
		"parked comes last":           {". . . .", "V4", "V1 V3 V4"},
		"in the order of parking":     {". . . .", "V3 V4", "V1 V3 V4"},
		"all parked":                  {". . . .", "V1 V4 V3", "V1 V4 V3"},
		"parked twice":                {". . . .", "V4 V4", "V1 V3 V4"},
		"parked and agreed since":     {". . . 2", "V4", "V1 V3"},
		"parked what was not flagged": {". . . .", "V2 Z9", "V4 V1 V3"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			equal(t, "agenda", append([]string{}, flagged(tt.words).Agenda(list(tt.parked), nil)...), list(tt.want))
		})
	}
	a := flagged(". . . .")
	a.Revealed = false
	equal(t, "nothing before the reveal", len(a.Agenda(nil, nil)), 0)
}

// Proposals are made only for indicators without an agreed score.
func TestProposals(t *testing.T) {
	var got []string
	for _, s := range flagged("3 . . .").Proposals(list("V1 V3 V4")) {
		got = append(got, s.Indicator)
	}
	equal(t, "proposals", got, list("V3 V4"))
}

func TestDividedByHowMembersAnswered(t *testing.T) {
	a := round(4, ". . . 3 . . . .")
	poll(a, "1 2 3 1", "3 3 3 4", "x x x x", ". . . .", "? ? 4 4", "2 . . .", ". x . .", ". . ? .")
	parts := func() (all [4]string) {
		d := a.Result().Divided()
		for i, part := range [][]assessment.IndicatorResult{d.Differ, d.Agree, d.Single, d.Empty} {
			for _, x := range part {
				all[i] += x.ID + " "
			}
		}
		return all
	}
	equal(t, "what they differ about, agree about, one answered and nobody", parts(), [4]string{"V1 V5 V8 ", "V2 V3 ", "V6 V7 ", "V4 "})
	a.Revealed = false
	equal(t, "before the reveal", parts(), [4]string{})
}

func TestTimeIsSharedEqually(t *testing.T) {
	for _, tt := range []struct {
		left time.Duration
		n    int
		want time.Duration
	}{
		{12 * time.Minute, 4, 3 * time.Minute},
		{4 * time.Minute, 1, 4 * time.Minute},
		{4 * time.Minute, 0, 4 * time.Minute},
		{time.Hour, 1, 5 * time.Minute}, // the rest stays over
		{0, 3, 0},
		{-time.Minute, 3, 0},
	} {
		equal(t, tt.left.String(), assessment.Share(tt.left, tt.n), tt.want)
	}
}

func TestUnanimousSkipsWhatIsFlaggedOrAgreed(t *testing.T) {
	a := round(4, ". . . . . . 4 c.")
	poll(a,
		"2 3 3", // unanimous enough
		"1 3 3", // flagged: spread
		"? 3 3", // flagged: unknown
		"x 3 3", // flagged: contested
		". . .", // nothing is proposed
		"x x x", // nor here
		"3 3 3", // already agreed
		"1 1 2",
	)
	rescore(a, "V8", func(s *assessment.Score) { s.Note, s.Target, s.Importance = "blijft", 4, 2 })
	want := []assessment.Score{
		{Indicator: "V1", Answer: 3, Target: 3, Importance: 1},
		{Indicator: "V8", Answer: 1, Note: "blijft", Target: 4, Importance: 2},
	}
	equal(t, "scores", a.Unanimous(nil), want)
	last := a.Clone()
	rescore(last, "V1", func(s *assessment.Score) { s.Answer, s.Note, s.Disagreed = 3, "De een ziet het, de ander niet.", true })
	equal(t, "without what the team agreed to differ on before", a.Unanimous(last), want[1:])
	equal(t, "none is taken over by itself", a.Score("V1").Answer, assessment.Blank)

	a.Scope = assessment.ScopeCore
	equal(t, "in scope only", a.Unanimous(nil), want[1:])
	a.Revealed = false
	equal(t, "nothing before the reveal", len(a.Unanimous(nil)), 0)
}

func TestProposedAndDeparts(t *testing.T) {
	tests := map[string]struct {
		word, votes string
		proposed    assessment.Answer
		departs     bool
	}{
		"as proposed":            {"3", "2 3 3", 3, false},
		"lower":                  {"2", "2 3 3", 3, true},
		"not known after all":    {"?", "2 3 3", 3, true},
		"not applicable":         {"x", "2 3 3", 3, true},
		"not agreed yet":         {".", "2 3 3", 3, false},
		"nothing was proposed":   {"3", "? ? x", assessment.Blank, false},
		"too few ballots to say": {"2", "3 3", assessment.Blank, false},
	}
	for name, tt := range tests {
		a := round(4, tt.word)
		poll(a, tt.votes)
		got := a.Result().Indicators[0]
		equal(t, name+": proposed", got.Proposed(), tt.proposed)
		equal(t, name+": departs", got.Departs(), tt.departs)
	}
}

// The indicators on which the team agreed to differ come first in its next round, even if nobody differs now, unless they
// changed.
func TestAgendaBeginsWithLastDifferences(t *testing.T) {
	last := round(4, "2 2 2 2")
	for i := range last.Scores {
		last.Scores[i].Disagreed = i != 0
	}
	tests := map[string]struct {
		change func(a *assessment.Assessment)
		parked string
		want   string
	}{
		"first":               {func(*assessment.Assessment) {}, "", "V2 V3 V4 V1"},
		"parked":              {func(*assessment.Assessment) {}, "V2", "V3 V4 V1 V2"},
		"agreed now":          {func(a *assessment.Assessment) { a.Scores = []assessment.Score{{Indicator: "V2", Answer: 3}} }, "", "V3 V4 V1"},
		"another card":        {func(a *assessment.Assessment) { a.Card.ID = "other" }, "", "V4 V1 V3"},
		"another revision":    {func(a *assessment.Assessment) { a.Card.Areas[0].Indicators[1].Revision = 2 }, "", "V3 V4 V1"},
		"nothing is revealed": {func(a *assessment.Assessment) { a.Revealed = false }, "", ""},
	}
	for name, tt := range tests {
		a := flagged(". . . .")
		tt.change(a)
		equal(t, name, append([]string{}, a.Agenda(list(tt.parked), last)...), list(tt.want))
	}
}
