package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

func TestPoints(t *testing.T) {
	tests := map[string]struct {
		word               string
		target, importance int // the team's own; 0 keeps the card's
		want               int
	}{
		"one below the norm":        {"2", 0, 0, 1},
		"two below the norm":        {"1", 0, 0, 2},
		"times the importance":      {"1*3", 0, 0, 6},
		"at the norm":               {"3*3", 0, 0, 0},
		"above the norm":            {"4*3", 0, 0, 0},
		"own higher target":         {"3*2", 4, 0, 2},
		"own lower target":          {"2*2", 2, 0, 0},
		"own target far below":      {"4*3", 1, 0, 0},
		"own importance":            {"2", 0, 3, 3},
		"own target and importance": {"1*1", 4, 2, 6},
		"unknown":                   {"?*3", 4, 3, 0},
		"not applicable":            {"x*3", 4, 3, 0},
		"blank":                     {".*3", 4, 3, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := round(4, tt.word)
			rescore(a, "V1", func(s *assessment.Score) {
				if tt.target > 0 {
					s.Target = tt.target
				}
				if tt.importance > 0 {
					s.Importance = tt.importance
				}
			})
			r := a.Result()
			equal(t, "points", r.Indicators[0].Points, tt.want)
			equal(t, "norm", r.Indicators[0].Norm, 3)
			equal(t, "among the priorities", len(r.Priorities), min(tt.want, 1))
		})
	}
}

func TestTargetAndImportanceAffectPrioritiesOnly(t *testing.T) {
	a := round(4, "c2 3 1 ? x .")
	before := a.Result()
	for _, ind := range a.Card.InScope(assessment.ScopeFull) {
		rescore(a, ind.ID, func(s *assessment.Score) { s.Target, s.Importance = 4, 3 })
	}
	after := a.Result()
	equal(t, "areas", after.Areas, before.Areas)
	equal(t, "priorities", after.Priorities, list("V3 V1 V2"))
	equal(t, "priorities before", before.Priorities, list("V3 V1"))
	for i, x := range after.Indicators {
		equal(t, x.ID+" answer", x.Answer, before.Indicators[i].Answer)
		equal(t, x.ID+" supported", x.Supported, before.Indicators[i].Supported)
		equal(t, x.ID+" target", x.Target, 4)
		equal(t, x.ID+" importance", x.Importance, 3)
	}
}

func TestTargetAndImportanceDefaultToTheCard(t *testing.T) {
	a := round(5, "./2*3")
	got := a.Result().Indicators[0]
	equal(t, "target", got.Target, 2)
	equal(t, "importance", got.Importance, 3)
	equal(t, "score", a.Score("V1"), assessment.Score{Indicator: "V1", Target: 2, Importance: 3})
	equal(t, "score of an indicator the card does not have", a.Score("Z9"), assessment.Score{})
}

func TestRanking(t *testing.T) {
	tests := map[string]struct {
		words   string
		columns []string
		want    string
	}{
		"only those with points":              {"3 2 4 ? x . 1", nil, "V7 V2"},
		"none":                                {"3 4 ? x .", nil, ""},
		"more points first":                   {"2*1 2*3 2*2 1*3", nil, "V4 V2 V3 V1"},
		"then core first":                     {"2 c2 2", nil, "V2 V1 V3"},
		"points before core":                  {"c2 1", nil, "V2 V1"},
		"then lower score":                    {"2*2 1*1", nil, "V2 V1"},
		"core before lower score":             {"1*1 c2*2", nil, "V2 V1"},
		"then larger spread":                  {"2 2 2", []string{"2 2 2", "2 3 3", "1 4 4"}, "V3 V2 V1"},
		"lower score before spread":           {"2*2 1*1", []string{"1 4 4", "2 2 2"}, "V2 V1"},
		"then card order":                     {"2 2 2", nil, "V1 V2 V3"},
		"with two ballots spread counts as 0": {"2 2", []string{"2 2", "1 4"}, "V1 V2"},
		"all at once": {
			"2 c1*1 2*2 1 2 c2*2 3",
			[]string{"2 2 2", "2 2 2", "2 2 2", "2 2 2", "2 3 3", "2 2 2", "1 4 4"},
			"V2 V6 V4 V3 V5 V1",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := round(4, tt.words)
			poll(a, tt.columns...)
			equal(t, "priorities", a.Result().Priorities, list(tt.want))
		})
	}
}

func TestRankingBeforeTheReveal(t *testing.T) {
	a := round(4, "2 2")
	poll(a, "2 2 2", "1 4 4")
	equal(t, "revealed", a.Result().Priorities, list("V2 V1"))
	a.Revealed = false
	equal(t, "spread counts as 0", a.Result().Priorities, list("V1 V2"))
}

func TestSupported(t *testing.T) {
	tests := []struct {
		word, evidence string
		want           bool
	}{
		{"3", "", false},
		{"4", "", false},
		{"3", "  \t\r\n ", false}, // white space is no evidence
		{"3", "\u00a0", false},
		{"3", "jaarplan", true},
		{"4", " x ", true},
		{"2", "", true}, // below the norm no evidence is needed
		{"1", "", true},
		{"2/2", "", false},
		{"?", "", true},
		{"x", "", true},
		{".", "", true},
	}
	for _, tt := range tests {
		a := round(4, tt.word)
		rescore(a, "V1", func(s *assessment.Score) { s.Evidence = tt.evidence })
		r := a.Result()
		equal(t, tt.word+" "+tt.evidence, r.Indicators[0].Supported, tt.want)
		equal(t, tt.word+" unsupported", len(r.Unsupported()), map[bool]int{true: 0, false: 1}[tt.want])
		equal(t, tt.word+" keeps its answer", r.Indicators[0].Answer, answerOf(tt.word[:1]))
	}
}

func TestSupportedUsesTheNormNotTheTeamsTarget(t *testing.T) {
	a := round(4, "3 2")
	rescore(a, "V1", func(s *assessment.Score) { s.Target = 4 })
	rescore(a, "V2", func(s *assessment.Score) { s.Target = 1 })
	equal(t, "unsupported", a.Result().Unsupported(), list("V1"))
}

func TestUnknownIsListedSeparately(t *testing.T) {
	r := round(4, "? 2 c? x . 3").Result()
	equal(t, "to find out", r.Unknown(), list("V1 V3"))
	equal(t, "priorities", r.Priorities, list("V2"))
}

func TestStrongestAndWeakest(t *testing.T) {
	r := round(4, "3 4 c3 3*3 2 1 c2 2*3 c1 ? x . 2/2").Result()
	equal(t, "strongest", r.Strongest(9), list("V2 V3 V4 V1 V13"))
	equal(t, "the two strongest", r.Strongest(2), list("V2 V3"))
	equal(t, "weakest", r.Weakest(9), list("V9 V6 V7 V8 V5"))
	equal(t, "the weakest", r.Weakest(1), list("V9"))
	equal(t, "no more than there are", round(4, ". 3").Result().Weakest(3), list(""))
}
