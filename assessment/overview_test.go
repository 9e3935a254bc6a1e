package assessment_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

const overviewToday = assessment.Date("2026-11-30")

// scored returns a round of a team on a card, with every indicator at one level, or none at level 0.
func scored(card *assessment.Card, team string, date assessment.Date, level assessment.Answer) *assessment.Assessment {
	a := assessment.New(card, assessment.Team{ID: team, Name: team}, date, 1)
	a.ID = team + "-" + string(date)
	for _, ind := range card.InScope(assessment.ScopeFull) {
		if level > 0 {
			s := a.Score(ind.ID)
			s.Answer = level
			a.Scores = append(a.Scores, s)
		}
	}
	return a
}

// promises adds a priority with acts to a round.
func promises(a *assessment.Assessment, acts ...assessment.Action) *assessment.Assessment {
	a.Plan.Priorities = append(a.Plan.Priorities, assessment.Priority{ID: "p-" + a.ID, Indicator: "B1", Position: 1, Actions: acts})
	return a
}

func overviewAction(id string, due assessment.Date, set func(*assessment.Action)) assessment.Action {
	x := assessment.NewAction("2025-11-01")
	x.ID, x.Due, x.Owner = id, due, "Ans"
	if set != nil {
		set(&x)
	}
	return x
}

// rowOf returns the row of a team, of which there must be one.
func rowOf(t *testing.T, o *assessment.Overview, team string) *assessment.OverviewRow {
	t.Helper()
	rows := o.Shown(nil, func(r *assessment.OverviewRow) bool { return r.Team.ID == team })
	if len(rows) != 1 {
		t.Fatalf("%d rows of %s", len(rows), team)
	}
	return rows[0]
}

func namesOf(rows []*assessment.OverviewRow) string {
	var names []string
	for _, r := range rows {
		names = append(names, r.Team.Name)
	}
	return strings.Join(names, " ")
}

func anyTeam(*assessment.OverviewRow) bool { return true }

// The row of a team is its newest round with results. A newer one that was only begun is noted beside it, and open actions of
// all rounds count.
func TestOverviewRowIsTheNewestRoundWithResults(t *testing.T) {
	card := shipped(t)
	old, done := scored(card, "t", "2024-11-01", 1), scored(card, "t", "2025-11-01", 3)
	promises(done, overviewAction("x", "2026-01-01", nil))
	begun, oneArea := scored(card, "t", "2026-11-15", 0), scored(card, "t", "2026-11-15", 3)
	oneArea.Scores = oneArea.Scores[:len(card.Areas[0].Indicators)]
	taken := promises(scored(card, "t", "2026-11-15", 0), overviewAction("y", "2027-01-01", func(x *assessment.Action) { x.CarriedFrom = "x" }))
	since := scored(card, "t", "2025-11-01", 3)
	since.Previous = assessment.PreviousOf(old)
	for name, c := range map[string]struct {
		rounds     []*assessment.Assessment
		row        assessment.Date
		begun      *assessment.BegunRound
		open, late int
	}{
		"the newest":                    {[]*assessment.Assessment{old, done}, done.Date, nil, 1, 1},
		"only begun":                    {[]*assessment.Assessment{begun, old, done}, done.Date, &assessment.BegunRound{Number: 3, Date: begun.Date}, 1, 1},
		"one area is enough":            {[]*assessment.Assessment{done, oneArea}, oneArea.Date, nil, 1, 1},
		"nothing but begun":             {[]*assessment.Assessment{begun}, begun.Date, nil, 0, 0},
		"taken along counts once":       {[]*assessment.Assessment{done, taken}, done.Date, &assessment.BegunRound{Number: 2, Date: begun.Date}, 1, 0},
		"which round it is, is unknown": {[]*assessment.Assessment{since, begun}, since.Date, &assessment.BegunRound{Date: begun.Date}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := rowOf(t, assessment.NewOverview(c.rounds, overviewToday), "t")
			if r.Date != c.row || r.Open != c.open || r.Late != c.late || len(r.Rounds) != len(c.rounds) {
				t.Errorf("round of %s with %d open and %d late, want %+v", r.Date, r.Open, r.Late, c)
			}
			if (r.Begun == nil) != (c.begun == nil) || r.Begun != nil && *r.Begun != *c.begun {
				t.Errorf("begun %+v, want %+v", r.Begun, c.begun)
			}
		})
	}
}

func TestOverviewArea(t *testing.T) {
	card := shipped(t)
	before, now := scored(card, "t", "2025-11-01", 2), scored(card, "t", "2026-11-01", 3)
	for i := range now.Scores[:len(card.Areas[0].Indicators)] {
		now.Scores[i].Answer = 1
	}
	kept := scored(card, "k", "2026-11-01", 3)
	kept.Previous = assessment.PreviousOf(before)
	unfinished, earlier := scored(card, "u", "2026-11-01", 3), scored(card, "u", "2025-11-01", 2)
	unfinished.Scores = unfinished.Scores[1:]
	o := assessment.NewOverview([]*assessment.Assessment{before, now, kept, unfinished, earlier}, overviewToday)
	for _, c := range []struct {
		team  string
		area  int
		label assessment.Label
		to    assessment.Direction
	}{
		{"t", 0, assessment.LabelVulnerable, assessment.DirectionDown},
		{"t", 1, assessment.LabelInOrder, assessment.DirectionUp},
		{"k", 1, assessment.LabelInOrder, assessment.DirectionUp},
		{"u", 1, assessment.LabelInOrder, assessment.DirectionNone}, // its last round may not be shown yet
	} {
		if got := rowOf(t, o, c.team).Areas[c.area]; got.Label != c.label || got.Direction != c.to || got.Mean == nil {
			t.Errorf("%s, area %d: %+v, want %s %s", c.team, c.area, got, c.label, c.to)
		}
	}
}

// Areas of a school's own card are in the column with the same id and title; the others are in the team's row only.
func TestOverviewOfOtherCards(t *testing.T) {
	card := shipped(t)
	own := *card
	own.ID, own.Areas = "own", slices.Clone(card.Areas)
	own.Areas[1].Title = assessment.Text{"nl": "Iets anders"}
	own.Areas[2].ID = "Z"
	own.Areas[3].Title = assessment.Text{"nl": card.Areas[3].Title["nl"]}
	list := []*assessment.Assessment{scored(card, "1", "2026-01-01", 3), scored(card, "2", "2026-01-01", 3), scored(&own, "own", "2026-01-01", 3)}
	list[1].Scope = assessment.ScopeCore
	o := assessment.NewOverview(list, overviewToday)
	if o.Card.ID != card.ID {
		t.Fatalf("the columns are of %s", o.Card.ID)
	}
	r := rowOf(t, o, "own")
	for i, want := range []bool{true, false, false, true} {
		if (r.Areas[i].Label != "") != want {
			t.Errorf("column %d: %+v", i, r.Areas[i])
		}
	}
	if len(r.Own) != 2 || r.Own[0].Area.Title["nl"] != "Iets anders" || r.Own[1].Area.ID != "Z" || r.Own[1].Mean == nil {
		t.Errorf("in its own row %+v", r.Own)
	}
	if core := rowOf(t, o, "2"); core.Scope != assessment.ScopeCore || len(core.Own) != 0 {
		t.Errorf("core scan %+v", core)
	}
	if empty := assessment.NewOverview(nil, overviewToday); len(empty.Rows) != 0 || empty.Card == nil {
		t.Errorf("of nothing: %+v", empty)
	}
}

// everyState returns teams in every state that filters and totals distinguish.
func everyState(t *testing.T) []*assessment.Assessment {
	t.Helper()
	card := shipped(t)
	adopted := func(a *assessment.Assessment, on assessment.Date) *assessment.Assessment {
		next, err := a.Adopt(on, "Gaat zo", nil, 2)
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	ask := func(reply *assessment.Reply) func(*assessment.Action) {
		return func(x *assessment.Action) { x.Hours, x.Reply = 10, reply }
	}
	draft := promises(scored(card, "draft", "2026-11-02", 3), overviewAction("d", "2026-12-31", ask(nil)))
	sealed := promises(scored(card, "sealed", "2026-10-05", 1), overviewAction("s", "2026-12-31", ask(&assessment.Reply{Kind: assessment.ReplyGranted})))
	sealed.Plan.EvaluationDate = "2026-12-20"
	changed := adopted(promises(scored(card, "changed", "2025-12-01", 1), overviewAction("c", "2026-05-01", nil)), "2025-12-01")
	changed.Plan.EvaluationDate = "2026-05-30"
	stopped := promises(scored(card, "stopped", "2026-11-01", 3), overviewAction("e", "2026-12-31", func(x *assessment.Action) {
		x.Euros, x.Status, x.Reason, x.Owner = 500, assessment.ActionStopped, "weg", ""
	}))
	return []*assessment.Assessment{scored(card, "none", "2026-03-12", 3), draft, adopted(sealed, "2026-10-06"), changed, stopped}
}

func TestOverviewFilters(t *testing.T) {
	o := assessment.NewOverview(everyState(t), overviewToday)
	want := map[assessment.OverviewFilter]string{
		assessment.FilterLate:             "changed",
		assessment.FilterEvaluationPassed: "changed",
		assessment.FilterEvaluationSoon:   "sealed",
		assessment.FilterNoPlan:           "none",
		assessment.FilterDraft:            "draft stopped",
		assessment.FilterChanged:          "changed",
		assessment.FilterUnanswered:       "draft",
		assessment.FilterNotBegun:         "changed none",
		assessment.FilterVulnerable:       "changed sealed",
	}
	for _, f := range assessment.OverviewFilters {
		if got := namesOf(o.Shown([]assessment.OverviewFilter{f}, anyTeam)); got != want[f] {
			t.Errorf("%s: %s, want %s", f, got, want[f])
		}
	}
	both := o.Shown([]assessment.OverviewFilter{assessment.FilterVulnerable, assessment.FilterNotBegun},
		func(r *assessment.OverviewRow) bool { return r.Team.Name != "none" })
	if got := namesOf(both); got != "changed" {
		t.Errorf("both: %s", got)
	}
}

func TestOverviewTotals(t *testing.T) {
	o := assessment.NewOverview(everyState(t), overviewToday)
	got := o.Totals()
	if got.Teams != 5 || got.Adopted != 2 || got.Changed != 1 || got.Open != 3 || got.Late != 1 || got.Passed != 1 ||
		!slices.Equal(got.Vulnerable, []int{2, 2, 2, 2}) {
		t.Errorf("totals %+v", got)
	}
	want := assessment.AskTotals{
		Asked: assessment.AskSum{Asks: 2, Hours: 20}, Granted: assessment.AskSum{Asks: 1, Hours: 10}, Unanswered: assessment.AskSum{Asks: 1, Hours: 10},
	}
	if got.Asked != want {
		t.Errorf("asked %+v, want %+v", got.Asked, want)
	}
	if sum := o.Of([]*assessment.OverviewRow{rowOf(t, o, "draft")}).Totals(); sum.Teams != 1 || sum.Asked.Asked.Hours != 10 || len(o.Rows) != 5 {
		t.Errorf("of one team %+v", sum)
	}
}

func TestOverviewOrder(t *testing.T) {
	o := assessment.NewOverview(everyState(t), overviewToday)
	for _, c := range []struct {
		order assessment.OverviewOrder
		want  string
	}{
		{assessment.OverviewOrder{Column: assessment.ColumnTeam}, "changed draft none sealed stopped"},
		{assessment.OverviewOrder{Column: assessment.ColumnTeam, Down: true}, "stopped sealed none draft changed"},
		{assessment.OverviewOrder{Column: assessment.ColumnDate}, "changed none sealed stopped draft"},
		{assessment.OverviewOrder{Column: assessment.ColumnArea, Area: 1}, "changed sealed draft none stopped"},
		{assessment.OverviewOrder{Column: assessment.ColumnPlan}, "none draft stopped changed sealed"},
		{assessment.OverviewOrder{Column: assessment.ColumnActions, Down: true}, "changed draft sealed none stopped"},
		{assessment.OverviewOrder{Column: assessment.ColumnEvaluation}, "changed sealed draft none stopped"},
		{assessment.OverviewOrder{Column: assessment.ColumnEvaluation, Down: true}, "sealed changed draft none stopped"},
		{assessment.OverviewOrder{Column: assessment.ColumnAsks, Down: true}, "draft sealed changed none stopped"},
	} {
		rows := o.Shown(nil, anyTeam)
		c.order.Sort(rows)
		if got := namesOf(rows); got != c.want {
			t.Errorf("%+v: %s, want %s", c.order, got, c.want)
		}
	}
	order := assessment.OverviewOrder{Column: assessment.ColumnTeam}.Turned(assessment.ColumnActions, 0)
	if !order.Down || order.Turned(assessment.ColumnActions, 0).Down || order.Turned(assessment.ColumnArea, 2).Area != 2 {
		t.Errorf("turned to %+v", order)
	}
}

func TestOverviewLists(t *testing.T) {
	o := assessment.NewOverview(everyState(t), overviewToday)
	list := o.Actions()
	var acts []string
	for _, x := range list {
		acts = append(acts, fmt.Sprint(x.ID, x.Late))
	}
	if got := strings.Join(acts, " "); got != "ctrue dfalse sfalse efalse" {
		t.Errorf("actions %s", got)
	}
	list[1].Owner = "Bo"
	assessment.ByOwner(list)
	if list[0].ID != "c" || list[2].Owner != "Bo" || list[3].Owner != "" {
		t.Errorf("by owner %v", list)
	}
	asks := o.Asks()
	if sum := assessment.SumOverview(asks); len(asks) != 3 || sum.Asked != (assessment.AskSum{Asks: 3, Hours: 20, Euros: 500}) {
		t.Errorf("%d asks, %+v", len(asks), sum)
	}
}

// Only rounds with the same card, indicator and revision count for an indicator.
func TestOverviewIndicators(t *testing.T) {
	card := shipped(t)
	list := []*assessment.Assessment{
		scored(card, "1", "2026-01-01", 1), scored(card, "2", "2026-01-01", 4), scored(card, "3", "2026-01-01", 3), scored(card, "5", "2026-01-01", 3),
	}
	list[2].Scores[0].Answer, list[3].Scores[0].Answer = assessment.Unknown, assessment.Blank
	list[0].Scores[0].Disagreed = true
	own, older := *card, *card
	own.ID, older.Version = "own", "0.9.0"
	older.Areas = slices.Clone(card.Areas)
	older.Areas[0].Indicators = slices.Clone(card.Areas[0].Indicators)
	older.Areas[0].Indicators[0].Revision--
	list = append(list, scored(&own, "own", "2026-01-01", 1), scored(&older, "4", "2026-01-01", 1))
	o := assessment.NewOverview(list, overviewToday)
	all := o.Indicators()
	if n := o.Partly(); n != 2 {
		t.Errorf("%d teams do not count everywhere", n)
	}
	if x := all[0]; x.Teams != 4 || x.Disagreed != 1 || !slices.Equal(x.Levels, []int{1, 0, 0, 1}) || x.Below != 1 || x.Unknown != 1 || x.Open != 1 {
		t.Errorf("%+v", x)
	}
	if x := all[1]; x.Teams != 5 || x.Below != 2 {
		t.Errorf("%+v", x)
	}
}

// Copies of one assessment are merged, in any order, so that what only one of them has counts.
func TestOverviewJoinsCopies(t *testing.T) {
	card := shipped(t)
	base := func() *assessment.Assessment {
		return promises(scored(card, "t", "2026-11-01", 3), overviewAction("x", "2026-11-10", func(x *assessment.Action) { x.Ask = "uren" }))
	}
	answered, scores, other := base(), base(), base()
	if err := answered.Plan.Answer("x", assessment.Reply{Kind: assessment.ReplyGranted}, assessment.FirstInstant+5000); err != nil {
		t.Fatal(err)
	}
	scores.Scores[0].Answer, scores.Scores[0].UpdatedAt = 1, assessment.FirstInstant+9000
	other.Card = &assessment.Card{ID: card.ID, Version: "0.9.0", Areas: card.Areas, Scale: card.Scale}
	for _, list := range [][]*assessment.Assessment{
		{base(), answered, scores}, {scores, base(), answered}, {answered, scores, base()}, {other, answered, scores}, {scores, answered, other},
	} {
		r := rowOf(t, assessment.NewOverview(list, overviewToday), "t")
		if r.Asked.Unanswered.Asks != 0 || r.Asked.Granted.Asks != 1 || r.Score(scores.Scores[0].Indicator).Answer != 1 || len(r.Rounds) != 1 {
			t.Errorf("%d rounds, %+v", len(r.Rounds), r.Asked)
		}
	}
}
