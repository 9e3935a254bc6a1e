package assessment

import (
	"cmp"
	"slices"
	"strings"
)

// OverviewAction is one action of a team of an overview.
type OverviewAction struct {
	TeamAction
	Row  *OverviewRow
	Late bool
}

// Actions returns every action of every team: late ones first, then the other open ones, then those done or stopped; within
// those by due date (none last), then team.
func (o *Overview) Actions() []OverviewAction {
	list := o.collect(func(r *OverviewRow) []TeamAction { return r.Actions })
	slices.SortStableFunc(list, func(x, y OverviewAction) int {
		return cmp.Or(cmp.Compare(x.rank(), y.rank()), compareDue(x.Due, y.Due))
	})
	return list
}

// Asks returns every ask of every team, by team, then as in Asks.
func (o *Overview) Asks() []OverviewAction {
	return o.collect(func(r *OverviewRow) []TeamAction { return r.Asks })
}

func (o *Overview) collect(of func(*OverviewRow) []TeamAction) (list []OverviewAction) {
	for i := range o.Rows {
		for _, x := range of(&o.Rows[i]) {
			list = append(list, OverviewAction{x, &o.Rows[i], x.Overdue(o.Today)})
		}
	}
	return list
}

// SumOverview adds up the asks in list.
func SumOverview(list []OverviewAction) AskTotals {
	asks := make([]TeamAction, len(list))
	for i, x := range list {
		asks[i] = x.TeamAction
	}
	return SumAsks(asks)
}

func (x OverviewAction) rank() int {
	switch {
	case x.Late:
		return 0
	case x.Open():
		return 1
	}
	return 2
}

// compareDue orders dates, with none last.
func compareDue(x, y Date) int {
	return cmp.Or(cmp.Compare(countOf(x == ""), countOf(y == "")), cmp.Compare(x, y))
}

// ByOwner sorts actions by owner, those without an owner last, and keeps their order otherwise.
func ByOwner(list []OverviewAction) {
	slices.SortStableFunc(list, func(x, y OverviewAction) int {
		a, b := strings.TrimSpace(x.Owner), strings.TrimSpace(y.Owner)
		return cmp.Or(cmp.Compare(countOf(a == ""), countOf(b == "")), compareNames(a, b))
	})
}

// OverviewIndicator is how the teams score on one indicator of the overview's card: what to train together instead of in each
// team. Teams is the number of rounds that have the indicator in the same revision; only those count. Levels[i] is the number
// at level i+1, Below the number below the norm, and Disagreed the number that agreed to differ.
type OverviewIndicator struct {
	*Indicator
	Area                         *Area
	Teams                        int
	Levels                       []int
	Below, Disagreed             int
	Unknown, NotApplicable, Open int
}

// Indicators returns the indicators of the overview's card, in card order. Source: .github/spec/decisions.md 12.
func (o *Overview) Indicators() []OverviewIndicator {
	var list []OverviewIndicator
	for i := range o.Card.Areas {
		area := &o.Card.Areas[i]
		for k := range area.Indicators {
			x := OverviewIndicator{Indicator: &area.Indicators[k], Area: area, Levels: make([]int, o.Card.Levels())}
			for r := range o.Rows {
				x.count(o.Card, o.Rows[r].Assessment)
			}
			list = append(list, x)
		}
	}
	return list
}

// counterpart returns indicator x of card as a round has it; nil if the round's card, or its scope, lacks it in that
// revision.
func counterpart(card *Card, x *Indicator, a *Assessment) *Indicator {
	ind, _ := a.Card.Indicator(x.ID)
	if ind == nil || a.Card.ID != card.ID || ind.Revision != x.Revision || a.Card.Levels() != card.Levels() || a.Scope == ScopeCore && !ind.Core {
		return nil
	}
	return ind
}

// Partly returns the number of teams that do not count in every one of Indicators: their card is another or an older one, or
// they scored only the core.
func (o *Overview) Partly() (n int) {
	for i := range o.Rows {
		n += countOf(slices.ContainsFunc(o.Card.InScope(ScopeFull), func(x *Indicator) bool { return counterpart(o.Card, x, o.Rows[i].Assessment) == nil }))
	}
	return n
}

// count adds the round of one team.
func (x *OverviewIndicator) count(card *Card, a *Assessment) {
	ind := counterpart(card, x.Indicator, a)
	if ind == nil {
		return
	}
	x.Teams++
	score := a.Score(x.ID)
	x.Disagreed += countOf(score.Disagreed)
	switch answer := score.Answer; {
	case answer == Unknown:
		x.Unknown++
	case answer == NotApplicable:
		x.NotApplicable++
	case !answer.IsLevel():
		x.Open++
	default:
		x.Levels[answer-1]++
		if int(answer) < ind.Target {
			x.Below++
		}
	}
}
