package assessment

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// MinBallots is the minimum number of ballots for anything but their number to be shown. Source:
// .github/spec/rules.md, Privacy.
const MinBallots = 3

// Tally counts the answers in ballots to one indicator. Levels[i] counts those at level i+1.
type Tally struct {
	Levels        []int `json:"levels"`
	Unknown       int   `json:"unknown"`
	NotApplicable int   `json:"not_applicable"`
	Blank         int   `json:"blank"`
}

// Reason is why an indicator should be discussed.
type Reason string

// The reasons, in display order. Source: .github/spec/rules.md, From ballots to a proposed score.
const (
	ReasonSpread    Reason = "spread"
	ReasonUnknown   Reason = "unknown"
	ReasonContested Reason = "contested"
)

// Count returns the tally of an indicator over ballots, on a card with n levels.
func Count(ballots []Ballot, indicator string, n int) Tally {
	t := Tally{Levels: make([]int, n)}
	for i := range ballots {
		switch a := ballots[i].Answers[indicator]; {
		case a.IsLevel() && int(a) <= n:
			t.Levels[a-1]++
		case a == Unknown:
			t.Unknown++
		case a == NotApplicable:
			t.NotApplicable++
		default:
			t.Blank++
		}
	}
	return t
}

// Scored returns the number of answers that are a level.
func (t Tally) Scored() int {
	k := 0
	for _, n := range t.Levels {
		k += n
	}
	return k
}

// Answered returns the number of people who answered, including those who do not know.
func (t Tally) Answered() int { return t.Scored() + t.Unknown + t.NotApplicable }

// Lowest returns the lowest level answered; 0 if there is none.
func (t Tally) Lowest() int { return slices.IndexFunc(t.Levels, func(n int) bool { return n > 0 }) + 1 }

// Highest returns the highest level answered; 0 if there is none.
func (t Tally) Highest() int {
	for i, n := range slices.Backward(t.Levels) {
		if n > 0 {
			return i + 1
		}
	}
	return 0
}

// Spread returns Highest minus Lowest.
func (t Tally) Spread() int { return t.Highest() - t.Lowest() }

// Proposed returns the lower median of the levels answered: the element at index (k-1)/2, rounded down, of the k
// sorted levels; 0 if there is none. The scale is cumulative, so halfway between two levels the lower one holds.
func (t Tally) Proposed() int {
	k := t.Scored()
	if k == 0 {
		return 0
	}
	before := (k - 1) / 2
	for i, n := range t.Levels {
		if before < n {
			return i + 1
		}
		before -= n
	}
	return 0
}

// Discuss returns the reasons to discuss the indicator, if any.
func (t Tally) Discuss() []Reason {
	reasons := []Reason{}
	levels := t.Scored()
	if t.Spread() >= 2 {
		reasons = append(reasons, ReasonSpread)
	}
	if t.Unknown > 0 && 3*t.Unknown >= levels+t.Unknown {
		reasons = append(reasons, ReasonUnknown)
	}
	if t.NotApplicable > 0 && levels+t.Unknown > 0 {
		reasons = append(reasons, ReasonContested)
	}
	return reasons
}

// Again returns the stored ballot b after the same ballot x has come in again: one person may hand in a code and a file,
// and only the file contains remarks. The two count once. The remarks of x are added to b if b has none and is not shown
// yet: after the reveal only if it waits. Other answers or other remarks are refused with CodeBallotOther.
// Source: .github/spec/decisions.md, Code.
func (b Ballot) Again(x Ballot, revealed bool) (Ballot, error) {
	switch {
	case b.Group != x.Group || !maps.Equal(b.Answers, x.Answers):
		return b, Fail(CodeBallotOther, nil)
	case len(x.Remarks) == 0 || maps.Equal(b.Remarks, x.Remarks):
		return b, nil
	case len(b.Remarks) > 0:
		return b, Fail(CodeBallotOther, nil)
	case !revealed || b.Waiting:
		b.Remarks = x.Remarks
	}
	return b, nil
}

// Counted returns the ballots that count: all that do not wait and have an answer (HasAnswer).
func (a *Assessment) Counted() []Ballot { return a.people(a.Released()) }

// people returns those of ballots that have an answer in scope.
func (a *Assessment) people(ballots []Ballot) []Ballot {
	return slices.DeleteFunc(slices.Clone(ballots), func(b Ballot) bool { return !a.HasAnswer(b) })
}

// Released returns the ballots that do not wait: those that a file may contain.
func (a *Assessment) Released() []Ballot {
	return slices.DeleteFunc(slices.Clone(a.Ballots), func(b Ballot) bool { return b.Waiting })
}

// HasAnswer reports whether a ballot contains an answer to an indicator in scope. One that does not is not counted as a
// person, because it would not protect the anonymity of the others: older programs stored such ballots, and a smaller scope
// can leave one without answers.
func (a *Assessment) HasAnswer(b Ballot) bool {
	if a.Scope == ScopeFull {
		return len(b.Answers) > 0
	}
	return slices.ContainsFunc(a.Card.InScope(a.Scope), func(ind *Indicator) bool { return b.Answers[ind.ID] != Blank })
}

// BallotsIn returns the number of people whose ballots are in, whether they count or wait.
func (a *Assessment) BallotsIn() int { return len(a.people(a.Ballots)) }

// WaitingBallots returns the number of people whose ballots arrived after the reveal and wait to be counted with others.
func (a *Assessment) WaitingBallots() int { return a.BallotsIn() - len(a.Counted()) }

// WaitingCanCount reports whether all waiting ballots can be counted now. At least 3 must wait that nobody has been shown,
// and a comparison of what is shown before and after, here or by the files that were merged, must not reveal the answers of
// fewer than 3 people. So if groups are shown, each group must have no waiting ballots or at least 3 of those. If groups are
// not shown yet but would be, each group with any ballots must have at least 3 of them; otherwise subtracting from the
// earlier total would reveal the group that was too small. Nor may subtracting the ballots then shown from an edition with
// tallies leave one or two people. Source: .github/spec/rules.md, Privacy.
func (a *Assessment) WaitingCanCount() bool {
	after := *a
	after.Ballots = slices.Clone(a.Ballots)
	all, waiting, fresh := make(map[Group]int), make(map[Group]int), make(map[Group]int)
	people, elsewhere := 0, false
	for i := range after.Ballots {
		b := &after.Ballots[i]
		waits := b.Waiting
		b.Waiting = false
		if !a.HasAnswer(*b) {
			continue
		}
		all[b.Group]++
		if waits {
			waiting[b.Group]++
			elsewhere = elsewhere || b.Elsewhere
			if !b.Elsewhere {
				fresh[b.Group]++
				people++
			}
		}
	}
	if people < MinBallots || after.Revealed && after.editionsExpose() {
		return false
	}
	if !a.BallotsShown() && !elsewhere {
		return true // nothing to compare with was shown
	}
	now, then := a.ByGroup() != nil, after.ByGroup() != nil
	if !now && !then {
		return true
	}
	for g := range all {
		if fresh[g] < MinBallots && (waiting[g] > 0 || !now) {
			return false
		}
	}
	return true
}

// CountWaiting makes the waiting ballots count if WaitingCanCount and the plan is not adopted, and reports whether it did.
// Ballots without answers go on waiting: they may be what a backup keeps of others (OnlyMark).
func (a *Assessment) CountWaiting() bool {
	if a.Plan.Status == PlanAdopted || !a.WaitingCanCount() {
		return false
	}
	for i := range a.Ballots {
		if b := &a.Ballots[i]; len(b.Answers) > 0 {
			b.Waiting, b.Elsewhere = false, false
		}
	}
	return true
}

// BallotsShown reports whether anything but the number of ballots may be shown: after the reveal, if at least 3 count. An
// edition must also have its tallies (withhold).
func (a *Assessment) BallotsShown() bool {
	return a.Revealed && a.votes() >= MinBallots && (a.Edition == nil || len(a.Edition.Tallies) > 0)
}

// votes returns the number of ballots that count.
func (a *Assessment) votes() int {
	if a.Edition != nil {
		return a.Edition.Ballots
	}
	return len(a.Counted())
}

// tally returns the tally of an indicator over the ballots that count.
func (a *Assessment) tally(indicator string) Tally {
	if a.Edition != nil {
		if t, ok := a.Edition.Tallies[indicator]; ok {
			return t
		}
		return Tally{Levels: make([]int, a.Card.Levels()), Blank: a.Edition.Ballots}
	}
	return Count(a.Counted(), indicator, a.Card.Levels())
}

// ByGroup returns the ballots of each group, or nil if groups may not be shown: each group must have no ballots or at
// least 3, so that none can be deduced by subtraction.
func (a *Assessment) ByGroup() map[Group][]Ballot {
	if !a.BallotsShown() {
		return nil
	}
	groups := make(map[Group][]Ballot)
	for _, b := range a.Counted() {
		groups[b.Group] = append(groups[b.Group], b)
	}
	for _, g := range groups {
		if len(g) < MinBallots {
			return nil
		}
	}
	return groups
}

// Remarks returns the remarks on an indicator in alphabetical order, so that one person's remarks cannot be linked;
// nil if ballots may not be shown.
func (a *Assessment) Remarks(indicator string) []string {
	var all []string
	if !a.BallotsShown() {
		return all
	}
	for _, b := range a.Counted() {
		if r := strings.TrimSpace(b.Remarks[indicator]); r != "" {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(x, y string) int {
		return cmp.Or(strings.Compare(strings.ToLower(x), strings.ToLower(y)), strings.Compare(x, y))
	})
	return all
}

// discussion returns the flagged indicators in discussion order: larger spread, more unknown, core, lower proposed
// score (none counts as 0), card order. The list must be in card order; the sort is stable.
func discussion(list []IndicatorResult) []string {
	flagged := slices.DeleteFunc(slices.Clone(list), func(r IndicatorResult) bool { return len(r.Discuss) == 0 })
	slices.SortStableFunc(flagged, func(x, y IndicatorResult) int {
		return cmp.Or(
			cmp.Compare(y.Ballots.Spread(), x.Ballots.Spread()),
			cmp.Compare(y.Ballots.Unknown, x.Ballots.Unknown),
			coreFirst(x.Core, y.Core),
			cmp.Compare(x.Ballots.Proposed(), y.Ballots.Proposed()),
		)
	})
	return ids(flagged)
}

func coreFirst(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}

func ids(list []IndicatorResult) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = list[i].ID
	}
	return out
}
