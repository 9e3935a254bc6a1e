package assessment_test

import (
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
)

// tallyOf counts the answers to one indicator, one word per person.
func tallyOf(n int, votes string) assessment.Tally {
	a := round(n, ".")
	poll(a, votes)
	return assessment.Count(a.Ballots, "V1", n)
}

func TestCount(t *testing.T) {
	tests := map[string]struct {
		levels                          int
		votes                           string
		want                            assessment.Tally
		scored, lowest, highest, spread int
	}{
		"nobody":                 {4, "", assessment.Tally{Levels: []int{0, 0, 0, 0}}, 0, 0, 0, 0},
		"all four kinds":         {4, "1 . ? x", assessment.Tally{Levels: []int{1, 0, 0, 0}, Unknown: 1, NotApplicable: 1, Blank: 1}, 1, 1, 1, 0},
		"level 1 is not blank":   {4, "1 1 .", assessment.Tally{Levels: []int{2, 0, 0, 0}, Blank: 1}, 2, 1, 1, 0},
		"blank is not level 1":   {4, ". . 3", assessment.Tally{Levels: []int{0, 0, 1, 0}, Blank: 2}, 1, 3, 3, 0},
		"unknown is no level":    {4, "? ? 4", assessment.Tally{Levels: []int{0, 0, 0, 1}, Unknown: 2}, 1, 4, 4, 0},
		"none of them a level":   {4, "? x .", assessment.Tally{Levels: []int{0, 0, 0, 0}, Unknown: 1, NotApplicable: 1, Blank: 1}, 0, 0, 0, 0},
		"from first to last":     {4, "4 1 4", assessment.Tally{Levels: []int{1, 0, 0, 2}}, 3, 1, 4, 3},
		"between the ends":       {4, "2 3 2", assessment.Tally{Levels: []int{0, 2, 1, 0}}, 3, 2, 3, 1},
		"three levels":           {3, "1 3 2", assessment.Tally{Levels: []int{1, 1, 1}}, 3, 1, 3, 2},
		"six levels":             {6, "6 5 1", assessment.Tally{Levels: []int{1, 0, 0, 0, 1, 1}}, 3, 1, 6, 5},
		"the others are counted": {5, "2 2 5 ? ? ? x x .", assessment.Tally{Levels: []int{0, 2, 0, 0, 1}, Unknown: 3, NotApplicable: 2, Blank: 1}, 3, 2, 5, 3},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := tallyOf(tt.levels, tt.votes)
			if tt.votes == "" {
				got = assessment.Count(nil, "V1", tt.levels)
			}
			equal(t, "tally", got, tt.want)
			equal(t, "scored", got.Scored(), tt.scored)
			equal(t, "lowest", got.Lowest(), tt.lowest)
			equal(t, "highest", got.Highest(), tt.highest)
			equal(t, "spread", got.Spread(), tt.spread)
		})
	}
}

func TestCountSeparatesIndicators(t *testing.T) {
	a := round(4, ". .")
	poll(a, "1 2 ?", "4 4 4")
	equal(t, "V1", assessment.Count(a.Ballots, "V1", 4), assessment.Tally{Levels: []int{1, 1, 0, 0}, Unknown: 1})
	equal(t, "V2", assessment.Count(a.Ballots, "V2", 4), assessment.Tally{Levels: []int{0, 0, 0, 3}})
	equal(t, "V3", assessment.Count(a.Ballots, "V3", 4), assessment.Tally{Levels: []int{0, 0, 0, 0}, Blank: 3})
	equal(t, "V2 on fewer levels", assessment.Count(a.Ballots, "V2", 3), assessment.Tally{Levels: []int{0, 0, 0}, Blank: 3})
}

func TestProposed(t *testing.T) {
	for votes, want := range map[string]int{
		"?":               0,
		"x . ?":           0,
		"1":               1,
		"4":               4,
		"2 3":             2, // between two levels the lower one
		"4 1":             1,
		"3 3":             3,
		"1 2 3":           2,
		"4 4 1":           4,
		"1 2 3 4":         2,
		"2 2 3 3":         2,
		"2 3 3 3":         3,
		"1 1 4 4 4":       4,
		"1 1 1 4 4":       1,
		"4 3 2 1 4":       3,
		"3 ? ? ? ? x .":   3, // only levels count
		"2 4 ? x . .":     2,
		"6 5 5 6":         5,
		"6 6 6 1":         6,
		"2 2 3 3 3 3 3 4": 3,
	} {
		equal(t, votes, tallyOf(6, votes).Proposed(), want)
	}
}

func TestDiscuss(t *testing.T) {
	const spread, unknown, contested = assessment.ReasonSpread, assessment.ReasonUnknown, assessment.ReasonContested
	tests := map[string][]assessment.Reason{
		"3 3 3":   {},
		". . .":   {},
		"1 2 2":   {}, // spread 1
		"1 3 3":   {spread},
		"2 4 4":   {spread},
		"1 4 4":   {spread},
		"3 . . x": {contested},

		"? . .":               {unknown}, // 3x1 >= 0+1
		"? 3":                 {unknown},
		"? 3 3":               {unknown}, // 3x1 >= 2+1, just
		"? 3 3 3":             {},        // 3x1 < 3+1
		"? 3 3 . . .":         {unknown}, // blank does not count
		"? 3 3 3 . . .":       {},
		"? ? 3 3 3 3":         {unknown}, // 3x2 >= 4+2, just
		"? ? 3 3 3 3 3":       {},
		"? ? ? 3 3 3 3 3 3":   {unknown},
		"? ? ? 3 3 3 3 3 3 3": {},
		"? ? ?":               {unknown},

		"x x x":       {}, // all agree
		"x . .":       {},
		"x 3 .":       {contested},
		"x x 3":       {contested},
		"x ? .":       {unknown, contested}, // unknown also contests
		"x ? 3 3":     {unknown, contested}, // not applicable does not count as unknown
		"x ? 3 3 3":   {contested},
		"1 3 x":       {spread, contested},
		"1 3 ?":       {spread, unknown},
		"1 4 ? x":     {spread, unknown, contested},
		"x ? 4 1 . .": {spread, unknown, contested},
	}
	for votes, want := range tests {
		got := tallyOf(4, votes).Discuss()
		if got == nil || !slices.Equal(got, want) {
			t.Errorf("%q: discuss is %v, want %v", votes, got, want)
		}
	}
}

func TestDiscussionOrder(t *testing.T) {
	tests := map[string]struct {
		words   string // the indicators
		columns []string
		want    string
	}{
		"only what is flagged":          {". . .", []string{"3 3 3", "1 1 3", "2 3 3"}, "V2"},
		"nothing flagged":               {". .", []string{"3 3 3", ". . ."}, ""},
		"larger spread first":           {". . .", []string{"1 3 3", "1 4 4", "2 4 4"}, "V2 V1 V3"},
		"then more unknown":             {". . .", []string{"1 3 3 3", "1 3 3 ?", "1 3 ? ?"}, "V3 V2 V1"},
		"spread before unknown":         {". .", []string{"3 ? ? ?", "1 3 3 3"}, "V2 V1"},
		"then core first":               {". c. .", []string{"1 3 3", "1 3 3", "1 3 3"}, "V2 V1 V3"},
		"unknown before core":           {"c. .", []string{"1 3 3", "1 3 ?"}, "V2 V1"},
		"then lower proposed":           {". . .", []string{"2 4 4", "2 3 4", "2 2 4"}, "V3 V2 V1"},
		"core before lower proposed":    {". c.", []string{"1 1 3", "1 3 3"}, "V2 V1"},
		"no proposed score counts as 0": {". . .", []string{"1 ? .", "? . .", "3 3 3"}, "V2 V1"},
		"then card order":               {". . .", []string{"1 3 3", "1 3 3", "1 3 3"}, "V1 V2 V3"},
		"the team score plays no part":  {"4 1", []string{"1 3 3", "1 3 3"}, "V1 V2"},
		"all at once": {
			". c. . c. .",
			[]string{"x 3 3", "x 3 3", "1 3 ?", "? ? ?", "1 4 4"},
			"V5 V3 V4 V2 V1",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := round(4, tt.words)
			poll(a, tt.columns...)
			equal(t, "discussion", a.Result().Discussion, list(tt.want))
		})
	}
}

func TestDiscussionIgnoresIndicatorsOutOfScope(t *testing.T) {
	a := round(4, ". c. .")
	poll(a, "1 4 4", "1 3 3", "1 4 4")
	a.Scope = assessment.ScopeCore
	equal(t, "discussion", a.Result().Discussion, list("V2"))
}
