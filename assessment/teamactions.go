package assessment

import (
	"cmp"
	"slices"
	"strings"
)

// TeamAction is an action with its priority and its round. If that round is not loaded, KeptBy is the round that keeps the
// action, which can be shown and counted but not changed.
type TeamAction struct {
	PlacedAction
	Round  *Assessment
	KeptBy *Assessment // nil if Round is loaded
	// Continued is whether a later plan continues it, so that it is no promise of its own any more. Only Asks lists such.
	Continued bool
}

// Current reports whether the action is still to be done, and in this plan.
func (x TeamAction) Current() bool { return x.Open() && !x.Continued }

// TeamActions returns every action of a team's rounds that no other known action continues, by due date (none last), then id.
// A promise that was carried over, even twice, counts once, in the newest plan that has it. If the newer plan is not known,
// or no longer has it, it counts in its own. Rounds that are not loaded are included as the others keep them.
// Source: .github/spec/decisions.md 6 and 11.
func TeamActions(rounds []*Assessment) []TeamAction {
	return teamActions(known(rounds, nil, (*Assessment).keptNow))
}

func teamActions(rounds []knownRound) []TeamAction {
	all := everyAction(rounds)
	from := make(map[string]string, len(all)) // the action that each one continues
	carried := make(map[string]bool)
	for _, x := range all {
		if x.CarriedFrom != "" && x.CarriedFrom != x.ID {
			from[x.ID], carried[x.CarriedFrom] = x.CarriedFrom, true
		}
	}
	ends := make(map[string]TeamAction)
	for _, x := range all {
		first := firstOf(x.ID, from)
		was, known := ends[first]
		if !known || closer(x, was, carried) {
			ends[first] = x
		}
	}
	list := make([]TeamAction, 0, len(ends))
	for _, x := range all {
		if end := ends[firstOf(x.ID, from)]; end.Action == x.Action {
			list = append(list, x)
		}
	}
	return list
}

// AtHand returns the loaded round that has the action, or keeps it.
func (x TeamAction) AtHand() *Assessment { return cmp.Or(x.KeptBy, x.Round) }

// everyAction returns all actions of rounds, by due date, then id.
func everyAction(rounds []knownRound) (all []TeamAction) {
	for _, a := range rounds {
		for _, x := range a.Plan.ByDue() {
			all = append(all, TeamAction{PlacedAction: x, Round: a.Assessment, KeptBy: a.by})
		}
	}
	slices.SortStableFunc(all, func(x, y TeamAction) int {
		return cmp.Or(byDue(*x.Action, *y.Action), strings.Compare(x.Round.ID, y.Round.ID))
	})
	return all
}

// firstOf returns the id of the action that a promise began with. If files contain a cycle, it is the smallest id in the
// cycle.
func firstOf(id string, from map[string]string) string {
	seen := map[string]bool{}
	for from[id] != "" && !seen[id] {
		seen[id] = true
		id = from[id]
	}
	if from[id] == "" {
		return id
	}
	first := id
	for at := from[id]; at != id; at = from[at] {
		first = min(first, at)
	}
	return first
}

// closer reports whether x rather than y represents the promise that both belong to: the one that was not carried over, else
// the open one, else the one in the later round.
func closer(x, y TeamAction, carried map[string]bool) bool {
	rank := func(a TeamAction) int {
		n := 0
		if !carried[a.ID] {
			n += 2
		}
		if a.Open() {
			n++
		}
		return n
	}
	return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(x.Round.Date, y.Round.Date), strings.Compare(x.Round.ID, y.Round.ID)) > 0
}

// OpenActions returns what a team still has to do, over all its rounds: the open ones of TeamActions.
func OpenActions(rounds []*Assessment) []TeamAction {
	return slices.DeleteFunc(TeamActions(rounds), func(x TeamAction) bool { return !x.Open() })
}

// OfRound returns the actions in list of the round with the given id.
func OfRound(list []TeamAction, id string) (of []TeamAction) {
	for _, x := range list {
		if x.Round.ID == id {
			of = append(of, x)
		}
	}
	return of
}

// CountOverdue returns the number of actions in list that are overdue.
func CountOverdue(list []TeamAction, today Date) (n int) {
	for _, x := range list {
		if x.Overdue(today) {
			n++
		}
	}
	return n
}

// CountOpen sets the numbers of open and overdue actions in list: for each round its own that no other round of the team
// continues, and those that it keeps of rounds that are not loaded (KeptActions), so that the sum over the rounds is what the
// team has to do. teams has the rounds by team; other summaries stay as they are.
func CountOpen(list []Summary, teams map[string][]*Assessment, today Date) {
	open := make(map[string][]TeamAction)
	for _, rounds := range teams {
		for _, x := range OpenActions(rounds) {
			at := x.AtHand().ID
			open[at] = append(open[at], x)
		}
	}
	for i := range list {
		if s := &list[i]; teams[s.Team.ID] != nil {
			s.OpenActions, s.OverdueActions = len(open[s.ID]), CountOverdue(open[s.ID], today)
			s.KeptActions = s.OpenActions - len(OfRound(open[s.ID], s.ID))
		}
	}
}
