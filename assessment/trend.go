package assessment

import (
	"cmp"
	"slices"
)

// Direction is the direction in which an indicator moved since an earlier round.
type Direction string

// The directions; DirectionNone if the two rounds cannot be compared.
const (
	DirectionNone Direction = ""
	DirectionUp   Direction = "up"
	DirectionSame Direction = "same"
	DirectionDown Direction = "down"
)

// LeftOut is why an indicator of this round cannot be compared with an earlier one.
type LeftOut string

// The reasons. If several apply to an indicator, it gets the first.
const (
	LeftOutCard     LeftOut = "card"     // the earlier round used another card, or one without this indicator
	LeftOutLevels   LeftOut = "levels"   // the earlier card had another number of levels
	LeftOutRevision LeftOut = "revision" // the meaning of the indicator changed
	LeftOutScope    LeftOut = "scope"    // the earlier round was a core scan without it
	LeftOutThen     LeftOut = "then"     // no level in the earlier round
	LeftOutNow      LeftOut = "now"      // no level in this round
)

// LeftOuts lists all reasons.
var LeftOuts = []LeftOut{LeftOutCard, LeftOutLevels, LeftOutRevision, LeftOutScope, LeftOutThen, LeftOutNow}

// Trend compares a round with an earlier one of the same team. Source: .github/spec/rules.md, Rounds and trend.
type Trend struct {
	Since      Date
	Indicators []IndicatorTrend // those in scope now, in card order
	Areas      []AreaTrend      // those with an indicator in scope now, in card order
	LeftOut    map[LeftOut]int
}

// IndicatorTrend is the trend of one indicator. Then is its earlier level; Blank if the rounds cannot be compared. Lost is its
// earlier level if it has none now, which is shown but not compared. First is whether it is core or a priority now; Risers
// and Fallers list those first.
type IndicatorTrend struct {
	ID        string
	First     bool
	Then, Now Answer
	Lost      Answer
	Direction Direction
	LeftOut   LeftOut
}

// AreaTrend contains the means of both rounds over their common indicators; nil if there are none.
type AreaTrend struct {
	ID        string
	Then, Now *Mean
	Common    int
}

// Trends compares this round with each of the team's earlier rounds, in the given order. It returns nil while those may not
// be shown.
func (a *Assessment) Trends(earlier []*Assessment) []*Trend {
	if !a.ShowsLastRound() {
		return nil
	}
	var all []*Trend
	for _, e := range earlier {
		all = append(all, a.Compare(e))
	}
	return all
}

// Compare returns the trend from an earlier round to this one.
func (a *Assessment) Compare(earlier *Assessment) *Trend {
	t := &Trend{Since: earlier.Date, LeftOut: make(map[LeftOut]int)}
	for i := range a.Card.Areas {
		in := a.Card.Areas[i].InScope(a.Scope)
		if len(in) == 0 {
			continue
		}
		area := AreaTrend{ID: a.Card.Areas[i].ID}
		then, now := 0, 0
		for _, ind := range in {
			it := IndicatorTrend{ID: ind.ID, Now: a.Score(ind.ID).Answer, First: ind.Core || a.Plan.PriorityFor(ind.ID) != nil}
			if it.LeftOut = a.leftOut(ind, earlier); it.LeftOut == "" {
				it.Then = earlier.Score(ind.ID).Answer
				it.Direction = [...]Direction{DirectionDown, DirectionSame, DirectionUp}[cmp.Compare(it.Now, it.Then)+1]
				area.Common++
				then += int(it.Then)
				now += int(it.Now)
			} else {
				t.LeftOut[it.LeftOut]++
				if it.LeftOut == LeftOutNow {
					it.Lost = earlier.Score(ind.ID).Answer
				}
			}
			t.Indicators = append(t.Indicators, it)
		}
		area.Then, area.Now = MeanOf(then, area.Common), MeanOf(now, area.Common)
		t.Areas = append(t.Areas, area)
	}
	return t
}

func (a *Assessment) leftOut(ind *Indicator, earlier *Assessment) LeftOut {
	old, _ := earlier.Card.Indicator(ind.ID)
	switch {
	case earlier.Card.ID != a.Card.ID || old == nil:
		return LeftOutCard
	case earlier.Card.Levels() != a.Card.Levels():
		return LeftOutLevels
	case old.Revision != ind.Revision:
		return LeftOutRevision
	case earlier.Scope == ScopeCore && !old.Core:
		return LeftOutScope
	case !earlier.Score(ind.ID).Answer.IsLevel():
		return LeftOutThen
	case !a.Score(ind.ID).Answer.IsLevel():
		return LeftOutNow
	}
	return ""
}

// Risers returns the indicators that rose: those that are core or a priority first, then by size of the change, then in card
// order; nil for a nil trend. Source: .github/spec/print.md.
func (t *Trend) Risers() []IndicatorTrend { return t.moved(DirectionUp) }

// Fallers returns the indicators that fell; see Risers.
func (t *Trend) Fallers() []IndicatorTrend { return t.moved(DirectionDown) }

func (t *Trend) moved(to Direction) []IndicatorTrend {
	if t == nil {
		return nil
	}
	var list []IndicatorTrend
	for _, i := range t.Indicators {
		if i.Direction == to {
			list = append(list, i)
		}
	}
	step := func(i IndicatorTrend) Answer { return max(i.Now-i.Then, i.Then-i.Now) }
	slices.SortStableFunc(list, func(x, y IndicatorTrend) int {
		return cmp.Or(coreFirst(x.First, y.First), cmp.Compare(step(y), step(x)))
	})
	return list
}

// Compared returns the number of indicators that can be compared; 0 for a nil trend.
func (t *Trend) Compared() (n int) {
	if t != nil {
		for _, i := range t.Indicators {
			if i.LeftOut == "" {
				n++
			}
		}
	}
	return n
}

// Indicator returns the trend of the indicator with the given id; zero for a nil trend or an unknown id.
func (t *Trend) Indicator(id string) IndicatorTrend {
	if t != nil {
		for _, i := range t.Indicators {
			if i.ID == id {
				return i
			}
		}
	}
	return IndicatorTrend{}
}

// Area returns the trend of the area with the given id; zero for a nil trend or an unknown id.
func (t *Trend) Area(id string) AreaTrend {
	if t != nil {
		for _, a := range t.Areas {
			if a.ID == id {
				return a
			}
		}
	}
	return AreaTrend{}
}
