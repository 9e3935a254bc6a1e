package assessment

import "slices"

// knownRound is a loaded round of a team, or one that is not loaded and of which by keeps a copy: then Assessment has only
// its date and actions.
type knownRound struct {
	*Assessment
	kept KeptRound
	by   *Assessment // nil for a loaded round
}

// known returns rounds, and the rounds that they keep and that are in neither rounds nor others. If several keep the same
// round, the copy that changed last counts; if equal, that of the newest round. kept returns what a round keeps.
func known(rounds, others []*Assessment, kept func(*Assessment) *Previous) []knownRound {
	list, at := make([]knownRound, 0, len(rounds)), make(map[string]int)
	for i, a := range rounds {
		list, at[a.ID] = append(list, knownRound{Assessment: a}), i
	}
	for _, a := range others {
		at[a.ID] = 0
	}
	for _, a := range newestFirst(rounds) {
		p := kept(a)
		if p == nil {
			continue
		}
		for _, o := range append([]KeptRound{p.KeptRound}, p.Older...) {
			switch i, there := at[o.ID]; {
			case !there:
				at[o.ID] = len(list)
				list = append(list, knownRound{o.planned(a), o, a})
			case i >= len(rounds) && o.UpdatedAt > list[i].UpdatedAt:
				list[i] = knownRound{o.planned(a), o, a}
			}
		}
	}
	return list
}

func newestFirst(rounds []*Assessment) []*Assessment {
	return slices.SortedFunc(slices.Values(rounds), func(x, y *Assessment) int { return compareRounds(y, x) })
}

// planned returns the kept round as an assessment with only its actions, on the card of by.
func (o KeptRound) planned(by *Assessment) *Assessment {
	a := &Assessment{Card: by.Card, Team: by.Team, Details: Details{ID: o.ID, Date: o.Date, UpdatedAt: o.UpdatedAt}}
	for _, x := range o.Actions {
		a.Plan.Priorities = append(a.Plan.Priorities, Priority{Indicator: x.Indicator, Actions: []Action{*x.Action()}})
	}
	return a
}

// past returns the rounds before this one, newest first: the loaded ones, and those that this one or one of them keeps. kept
// returns what a round keeps.
func (r Round) past(kept func(*Assessment) *Previous) []knownRound {
	list := slices.DeleteFunc(known(append([]*Assessment{r.Assessment}, r.Earlier...), r.Later, kept), func(x knownRound) bool {
		return x.Assessment == r.Assessment
	})
	slices.SortFunc(list, func(x, y knownRound) int { return compareRounds(y.Assessment, x.Assessment) })
	return list
}

func atHand(rounds []*Assessment) []knownRound {
	list := make([]knownRound, len(rounds))
	for i, a := range rounds {
		list[i].Assessment = a
	}
	return list
}
