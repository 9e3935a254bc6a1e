package assessment_test

import (
	"math/big"
	"testing"

	"kwaliteitskaart/assessment"
)

func TestArea(t *testing.T) {
	mean := func(tenths int) *assessment.Mean { m := assessment.Mean(tenths); return &m }
	tests := map[string]struct {
		levels int
		words  string
		want   assessment.AreaResult
	}{
		"nothing answered": {4, ". . .", assessment.AreaResult{
			Applicable: 3, Blank: 3, Levels: []int{0, 0, 0, 0}, Label: assessment.LabelInsufficient,
		}},
		"everything counted": {4, "1 2 4 4 ? x .", assessment.AreaResult{
			Applicable: 6, Scored: 4, Unknown: 1, Blank: 1, NotApplicable: 1,
			Levels: []int{1, 1, 0, 2}, Mean: mean(28), Label: assessment.LabelVulnerable,
		}},
		"nothing applicable": {4, "x x", assessment.AreaResult{
			NotApplicable: 2, Levels: []int{0, 0, 0, 0}, Label: assessment.LabelNotApplicable,
		}},
		"one score is a result": {3, "2", assessment.AreaResult{
			Applicable: 1, Scored: 1, Levels: []int{0, 1, 0}, Mean: mean(20), Label: assessment.LabelVulnerable,
		}},
		"six levels": {6, "6 5 6", assessment.AreaResult{
			Applicable: 3, Scored: 3, Levels: []int{0, 0, 0, 0, 1, 2}, Mean: mean(57), Label: assessment.LabelInOrder,
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tt.want.ID = "V"
			equal(t, "areas", round(tt.levels, tt.words).Result().Areas, []assessment.AreaResult{tt.want})
		})
	}
}

func TestCoverage(t *testing.T) {
	tests := map[string]bool{
		"3":                   true,
		".":                   false,
		"3 .":                 false, // 50 %
		"3 3 .":               true,
		"3 3 3 . .":           true,  // 60 %, just
		"3 3 3 ? ?":           true,  // unknown is not scored
		"3 3 3 . . x x":       true,  // not applicable does not count
		"3 3 . . x":           false, // 50 %
		"3 3 3 3 . . .":       false, // 57 %
		"3 3 3 3 3 . . .":     true,  // 62.5 %
		"3 3 3 3 3 . . . . .": false, // 50 %
		"3 3 3 3 3 3 . . ? ?": true,  // 60 %, just
		"x x x":               true,  // nothing left to fill in
	}
	for words, enough := range tests {
		got := round(4, words).Result().Areas[0]
		equal(t, words+": label is not insufficient", got.Label != assessment.LabelInsufficient, enough)
		equal(t, words+": mean", got.Mean != nil, enough && got.Scored > 0)
	}
}

func TestMean(t *testing.T) {
	for words, want := range map[string]string{
		"1":             "1.0",
		"4 4 4":         "4.0",
		"2 2 2 3":       "2.3", // 2.25
		"1 1 1 2":       "1.3", // 1.25
		"3 3 3 4":       "3.3", // 3.25
		"2 3 3 3":       "2.8", // 2.05, which is less in binary floating point
		"2 2 2 2 2 2 3": "2.1", // 2.142…
		"2 2 2 3 3 4 4": "2.9", // 2.857…
		"1 2 2":         "1.7",
		"1 1 2":         "1.3",
		"2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 3": "2.1", // 2.05, which as a binary float is less
		"1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 2 2": "1.2", // 1.15
		"2 3 ? x . 4": "3.0", // only levels count
	} {
		equal(t, words, jsonOf(t, round(4, words).Result().Areas[0].Mean), want)
	}
}

func TestMeanIsExact(t *testing.T) {
	for count := 1; count <= assessment.MaxIndicators; count++ {
		for sum := count; sum <= count*assessment.MaxLevels; sum++ {
			// FloatString rounds halves away from zero, which is up for these.
			want := big.NewRat(int64(sum), int64(count)).FloatString(1)
			if got := assessment.MeanOf(sum, count); got == nil || got.String() != want {
				t.Errorf("%d / %d is %v, want %s", sum, count, got, want)
			}
		}
	}
	if got := assessment.MeanOf(0, 0); got != nil {
		t.Errorf("the mean of nothing is %v", got)
	}
}

func TestLabel(t *testing.T) {
	const (
		notApplicable = assessment.LabelNotApplicable
		insufficient  = assessment.LabelInsufficient
		vulnerable    = assessment.LabelVulnerable
		inOrder       = assessment.LabelInOrder
		developing    = assessment.LabelDeveloping
	)
	tests := map[string]assessment.Label{
		"x":       notApplicable,
		"cx x":    notApplicable, // even without its core indicator
		".":       insufficient,
		"?":       insufficient,
		"? ? x":   insufficient,
		"c1 . .":  insufficient, // before vulnerable
		"4 4 . .": insufficient, // before in order

		"c1 4 4 4 4 4 4":  vulnerable, // a core indicator at level 1
		"c1/1 4 4 4":      vulnerable, // even if that is its norm, before in order
		"1 4 4 4 4":       inOrder,    // one that is not core does not count
		"c2 4 4 4 4":      developing,
		"2 2 3 3":         vulnerable, // half below the norm, just
		"2 2 3 3 3":       developing,
		"2 2 2 3 3":       vulnerable,
		"2 3":             vulnerable,
		"2 2 3 3 ? ? x":   vulnerable, // of those scored only
		"2 2 3 3 3 ? ? x": developing,
		"2/2 2/2 3 3":     inOrder, // each has its own norm
		"2/2 2/2 3/4 3/4": vulnerable,
		"3/4 3/4 3/4 4/4": vulnerable,

		"3 3 3":           inOrder,
		"3":               inOrder,
		"2 3 3 3":         inOrder,    // three quarters, just
		"2 3 3":           developing, // two thirds
		"2 2 3 3 3 3 3":   developing, // five sevenths
		"2 2 3 3 3 3 3 3": inOrder,    // six eighths
		"2 3 3 3 ? .":     inOrder,    // three quarters of those scored
		"c3 3 3 2":        inOrder,
		"c2 3 3 3":        developing, // a core indicator below its norm
		"c. 3 3 3 3":      developing, // or not scored
		"c? 3 3 3 3":      developing,
		"cx 3 3 3 3":      inOrder, // or not applicable, which is fine
		"c3 c. 3 3 3 3":   developing,
		"c2/2 3 3 3":      inOrder,
		"c3/4 4 4 4":      developing,
		"c4 c4 c4":        inOrder,
	}
	for words, want := range tests {
		equal(t, words, round(4, words).Result().Areas[0].Label, want)
	}
}

func TestLabelUsesTheNormNotTheTeamsTarget(t *testing.T) {
	a := round(4, "c3 3 3 3")
	before := a.Result().Areas[0]
	for i := range a.Scores {
		a.Scores[i].Target, a.Scores[i].Importance = 4, 3
	}
	equal(t, "with higher targets", a.Result().Areas[0], before)
	equal(t, "label", before.Label, assessment.LabelInOrder)

	a = round(4, "c2 2 3 3")
	before = a.Result().Areas[0]
	for i := range a.Scores {
		a.Scores[i].Target = 1
	}
	equal(t, "with lower targets", a.Result().Areas[0], before)
	equal(t, "label", before.Label, assessment.LabelVulnerable)
}

func TestBallotsNeverFeedTheResult(t *testing.T) {
	a := round(4, "c3 3 2 .")
	before := a.Result().Areas
	poll(a, "1 1 1", "1 1 4", "? ? x", "4 4 4")
	equal(t, "areas", a.Result().Areas, before)
	equal(t, "answer", a.Result().Indicators[3].Answer, assessment.Blank)
}

func TestCoreScan(t *testing.T) {
	a := assessment.New(cardOf(4,
		given{"A1", true, 1, 3}, given{"A2", false, 3, 3}, given{"A3", true, 2, 3},
		given{"B1", false, 3, 3}, given{"B2", false, 3, 3},
		given{"C1", true, 1, 2},
	), assessment.Team{}, "2026-11-23", 0)
	for _, ind := range a.Card.InScope(assessment.ScopeFull) {
		a.Scores = append(a.Scores, assessment.Score{Indicator: ind.ID, Answer: 2, Target: 3, Importance: ind.Importance})
	}
	areas := func() (ids []string) {
		for _, area := range a.Result().Areas {
			ids = append(ids, area.ID)
		}
		return ids
	}
	indicators := func() (ids []string) {
		for _, ind := range a.Result().Indicators {
			ids = append(ids, ind.ID)
		}
		return ids
	}
	equal(t, "areas of a full round", areas(), list("A B C"))
	equal(t, "indicators of a full round", indicators(), list("A1 A2 A3 B1 B2 C1"))

	a.Scope = assessment.ScopeCore
	equal(t, "only areas that have a core indicator", areas(), list("A C"))
	equal(t, "only core indicators", indicators(), list("A1 A3 C1"))
	equal(t, "answers out of scope are kept", len(a.Scores), 6)
	r := a.Result()
	equal(t, "priorities", r.Priorities, list("A3 A1 C1"))
	equal(t, "area", r.Areas[0].Applicable, 2)
	if r.Indicator("A2") != nil || r.Area("B") != nil {
		t.Error("the result has what is out of scope")
	}
	equal(t, "by id", r.Indicator("C1").Norm, 2)
	equal(t, "area by id", r.Area("C").Label, assessment.LabelInOrder)
}
