package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

// twoRounds returns an earlier and a later round, each on its own card, so that a test may change either.
func twoRounds(then, now string) (earlier, later *assessment.Assessment) {
	earlier, later = round(4, then), round(4, now)
	earlier.Date, later.Date = "2025-11-24", "2026-11-23"
	return earlier, later
}

func TestTrendDirections(t *testing.T) {
	earlier, later := twoRounds("1 3 3 4", "2 3 1 4")
	got := later.Compare(earlier)
	equal(t, "since", got.Since, assessment.Date("2025-11-24"))
	equal(t, "indicators", got.Indicators, []assessment.IndicatorTrend{
		{ID: "V1", Then: 1, Now: 2, Direction: assessment.DirectionUp},
		{ID: "V2", Then: 3, Now: 3, Direction: assessment.DirectionSame},
		{ID: "V3", Then: 3, Now: 1, Direction: assessment.DirectionDown},
		{ID: "V4", Then: 4, Now: 4, Direction: assessment.DirectionSame},
	})
	equal(t, "left out", got.LeftOut, map[assessment.LeftOut]int{})
}

func TestTrendLeavesOut(t *testing.T) {
	all := func(*assessment.Assessment, *assessment.Assessment) {}
	tests := map[string]struct {
		then, now string
		change    func(earlier, later *assessment.Assessment)
		want      assessment.LeftOut
	}{
		"blank then":          {".", "2", all, assessment.LeftOutThen},
		"unknown then":        {"?", "2", all, assessment.LeftOutThen},
		"not applicable then": {"x", "2", all, assessment.LeftOutThen},
		"blank now":           {"2", ".", all, assessment.LeftOutNow},
		"unknown now":         {"2", "?", all, assessment.LeftOutNow},
		"not applicable now":  {"2", "x", all, assessment.LeftOutNow},
		"neither scored":      {".", "?", all, assessment.LeftOutThen},
		"compared":            {"2", "3", all, ""},
		"another revision": {"2", "3", func(_, later *assessment.Assessment) {
			later.Card.Areas[0].Indicators[0].Revision = 2
		}, assessment.LeftOutRevision},
		"an earlier revision": {"2", "3", func(earlier, _ *assessment.Assessment) {
			earlier.Card.Areas[0].Indicators[0].Revision = 7
		}, assessment.LeftOutRevision},
		"another version of the card": {"2", "3", func(_, later *assessment.Assessment) { later.Card.Version = "2.0.0" }, ""},
		"another card":                {"2", "3", func(_, later *assessment.Assessment) { later.Card.ID = "other" }, assessment.LeftOutCard},
		"another number of levels": {"2", "3", func(earlier, _ *assessment.Assessment) {
			earlier.Card.Scale.Levels = earlier.Card.Scale.Levels[:3]
		}, assessment.LeftOutLevels},
		"card before levels": {"2", "3", func(earlier, _ *assessment.Assessment) {
			earlier.Card.ID, earlier.Card.Scale.Levels = "other", earlier.Card.Scale.Levels[:3]
		}, assessment.LeftOutCard},
		"levels before revision": {"2", "3", func(earlier, later *assessment.Assessment) {
			earlier.Card.Scale.Levels, later.Card.Areas[0].Indicators[0].Revision = earlier.Card.Scale.Levels[:3], 2
		}, assessment.LeftOutLevels},
		"a new indicator": {"2", "3", func(earlier, _ *assessment.Assessment) {
			earlier.Card.Areas[0].Indicators[0].ID = "V9"
		}, assessment.LeftOutCard},
		"out of an earlier core scan": {"2", "3", func(earlier, _ *assessment.Assessment) {
			earlier.Scope = assessment.ScopeCore
		}, assessment.LeftOutScope},
		"in an earlier core scan": {"c2", "c3", func(earlier, _ *assessment.Assessment) {
			earlier.Scope = assessment.ScopeCore
		}, ""},
		"core then, no longer": {"c2", "3", func(earlier, _ *assessment.Assessment) {
			earlier.Scope = assessment.ScopeCore
		}, ""},
		"core now, not then": {"2", "c3", func(earlier, later *assessment.Assessment) {
			earlier.Scope, later.Scope = assessment.ScopeCore, assessment.ScopeCore
		}, assessment.LeftOutScope},
		"card before revision": {"2", "3", func(_, later *assessment.Assessment) {
			later.Card.ID, later.Card.Areas[0].Indicators[0].Revision = "other", 2
		}, assessment.LeftOutCard},
		"revision before scope": {"2", "3", func(earlier, later *assessment.Assessment) {
			earlier.Scope, later.Card.Areas[0].Indicators[0].Revision = assessment.ScopeCore, 2
		}, assessment.LeftOutRevision},
		"scope before blank": {".", ".", func(earlier, _ *assessment.Assessment) {
			earlier.Scope = assessment.ScopeCore
		}, assessment.LeftOutScope},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			earlier, later := twoRounds(tt.then, tt.now)
			tt.change(earlier, later)
			got := later.Compare(earlier)
			one := got.Indicators[0]
			equal(t, "reason", one.LeftOut, tt.want)
			equal(t, "now", one.Now, later.Score("V1").Answer)
			equal(t, "by id", got.Indicator("V1"), one)
			if tt.want == "" {
				equal(t, "direction", one.Direction, assessment.DirectionUp)
				equal(t, "then", one.Then, 2)
				equal(t, "left out", got.LeftOut, map[assessment.LeftOut]int{})
				return
			}
			equal(t, "direction", one.Direction, assessment.DirectionNone)
			equal(t, "then", one.Then, assessment.Blank)
			equal(t, "left out", got.LeftOut, map[assessment.LeftOut]int{tt.want: 1})
			equal(t, "area", got.Areas, []assessment.AreaTrend{{ID: "V"}})
		})
	}
}

func TestTrendMeansAreOverTheCommonIndicatorsOnly(t *testing.T) {
	mean := func(tenths int) *assessment.Mean { m := assessment.Mean(tenths); return &m }
	tests := map[string]struct {
		then, now string
		want      assessment.AreaTrend
	}{
		"all common":            {"1 2 2", "2 3 3", assessment.AreaTrend{Then: mean(17), Now: mean(27), Common: 3}},
		"one fell out then":     {"? 2 4", "1 2 3", assessment.AreaTrend{Then: mean(30), Now: mean(25), Common: 2}},
		"one fell out now":      {"1 2 4", "x 2 3", assessment.AreaTrend{Then: mean(30), Now: mean(25), Common: 2}},
		"below 60 % as well":    {"1 . . .", "4 4 4 4", assessment.AreaTrend{Then: mean(10), Now: mean(40), Common: 1}},
		"halves are rounded up": {"2 2 2 3", "3 3 3 2", assessment.AreaTrend{Then: mean(23), Now: mean(28), Common: 4}},
		"nothing common":        {"1 . x", ". 2 3", assessment.AreaTrend{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tt.want.ID = "V"
			earlier, later := twoRounds(tt.then, tt.now)
			got := later.Compare(earlier)
			equal(t, "areas", got.Areas, []assessment.AreaTrend{tt.want})
			equal(t, "by id", got.Area("V"), tt.want)
		})
	}
}

func TestTrendOfCoreAndFull(t *testing.T) {
	roundOf := func(date assessment.Date, scope assessment.Scope, answers ...assessment.Answer) *assessment.Assessment {
		a := assessment.New(cardOf(4,
			given{"A1", true, 1, 3}, given{"A2", false, 1, 3}, given{"B1", false, 1, 3}, given{"C1", true, 1, 3},
		), assessment.Team{}, date, 0)
		a.Scope = scope
		for i, ind := range a.Card.InScope(assessment.ScopeFull) {
			a.Scores = append(a.Scores, assessment.Score{Indicator: ind.ID, Answer: answers[i], Target: 3, Importance: 1})
		}
		return a
	}
	describe := func(got *assessment.Trend) (words []string) {
		for _, i := range got.Indicators {
			words = append(words, i.ID+string(i.Direction)+string(i.LeftOut))
		}
		for _, a := range got.Areas {
			words = append(words, a.ID+jsonOf(t, a.Then)+jsonOf(t, a.Now))
		}
		return words
	}
	core := roundOf("2025-11-24", assessment.ScopeCore, 1, 1, 1, 3)
	full := roundOf("2026-11-23", assessment.ScopeFull, 2, 4, 4, 3)
	got := full.Compare(core)
	equal(t, "full after core", describe(got), list("A1up A2scope B1scope C1same A1.02.0 Bnullnull C3.03.0"))
	equal(t, "left out", got.LeftOut, map[assessment.LeftOut]int{assessment.LeftOutScope: 2})

	got = core.Compare(full)
	equal(t, "core after full", describe(got), list("A1down C1same A2.01.0 C3.03.0"))
	equal(t, "left out", got.LeftOut, map[assessment.LeftOut]int{})
}

func TestNoTrendAtAll(t *testing.T) {
	var none *assessment.Trend
	equal(t, "indicator", none.Indicator("V1"), assessment.IndicatorTrend{})
	equal(t, "area", none.Area("V"), assessment.AreaTrend{})
	earlier, later := twoRounds("1", "2")
	equal(t, "unknown indicator", later.Compare(earlier).Indicator("Z1"), assessment.IndicatorTrend{})
	equal(t, "unknown area", later.Compare(earlier).Area("Z"), assessment.AreaTrend{})
}

func TestLastRoundStaysHiddenUntilThisRoundIsIn(t *testing.T) {
	for words, want := range map[string]bool{
		"3 3":   true,
		"? x":   true,
		"3 .":   false,
		". .":   false,
		"c3 .":  false,
		"1 ? x": true,
	} {
		equal(t, words, round(4, words).ShowsLastRound(), want)
	}
	a := round(4, "c3 .")
	a.Scope = assessment.ScopeCore
	equal(t, "all of the core scan is in", a.ShowsLastRound(), true)
	a = round(4, "3 .")
	a.Plan.Status = assessment.PlanAdopted
	equal(t, "the plan is adopted", a.ShowsLastRound(), true)
	a = round(4, ". .")
	a.Status = assessment.StatusClosed
	equal(t, "the assessment is closed", a.ShowsLastRound(), true)
}

func TestRisersAndFallers(t *testing.T) {
	earlier, later := twoRounds("1 2 4 3 1 2 4", "2 4 1 2 1 ? 3")
	trend := later.Compare(earlier)
	ids := func(moved []assessment.IndicatorTrend) (ids []string) {
		for _, i := range moved {
			ids = append(ids, i.ID)
		}
		return ids
	}
	equal(t, "risers", ids(trend.Risers()), []string{"V2", "V1"})
	equal(t, "fallers", ids(trend.Fallers()), []string{"V3", "V4", "V7"})
	later.Plan.Priorities = []assessment.Priority{{ID: "p", Indicator: "V7"}}
	equal(t, "fallers, a priority first", ids(later.Compare(earlier).Fallers()), []string{"V7", "V3", "V4"})
	later.Card.Areas[0].Indicators[3].Core = true
	equal(t, "fallers, what is core first", ids(later.Compare(earlier).Fallers()), []string{"V4", "V7", "V3"})
	var none *assessment.Trend
	equal(t, "of nothing", len(none.Risers())+len(none.Fallers()), 0)
}

func TestTrendsOfAllRounds(t *testing.T) {
	last, later := twoRounds("1 3", "2 3")
	first, _ := twoRounds("2 2", ".")
	first.Date = "2024-11-25"
	got := later.Trends([]*assessment.Assessment{last, first})
	if len(got) != 2 || got[0].Since != last.Date || got[1].Since != first.Date || got[1].Indicator("V2").Direction != assessment.DirectionUp {
		t.Errorf("got %+v", got)
	}
	later.Scores[0].Answer = assessment.Blank
	equal(t, "while this round is not in", len(later.Trends([]*assessment.Assessment{last, first})), 0)
	equal(t, "of a first round", len(last.Trends(nil)), 0)
}
