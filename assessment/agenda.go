package assessment

import (
	"slices"
	"time"
)

// Points returns the indicators to discuss, with or without an agreed score: first those on which the team agreed to differ
// in last, its last round, which may be nil; then those flagged for discussion, in discussion order. Source:
// .github/spec/decisions.md 12.
func (a *Assessment) Points(last *Assessment) []string {
	points := a.DifferedBefore(last)
	for _, id := range a.Result().Discussion {
		if !slices.Contains(points, id) {
			points = append(points, id)
		}
	}
	return points
}

// Agenda returns the Points that still have to be discussed: those without an agreed score. Parked ones come last, in the
// order in which they were parked.
func (a *Assessment) Agenda(parked []string, last *Assessment) []string {
	open := slices.DeleteFunc(a.Points(last), func(id string) bool { return a.Score(id).Answer != Blank })
	agenda := slices.DeleteFunc(slices.Clone(open), func(id string) bool { return slices.Contains(parked, id) })
	for _, id := range parked {
		if slices.Contains(open, id) && !slices.Contains(agenda, id) {
			agenda = append(agenda, id)
		}
	}
	return agenda
}

// DifferedBefore returns the indicators in scope on which the team agreed to differ in its last round, in card order, but not
// those of another card or revision. It returns nil if last is nil or before the ballots may be shown.
func (a *Assessment) DifferedBefore(last *Assessment) (list []string) {
	if last == nil || last.Card.ID != a.Card.ID || !a.BallotsShown() {
		return nil
	}
	for _, ind := range a.Card.InScope(a.Scope) {
		if old, _ := last.Card.Indicator(ind.ID); old != nil && old.Revision == ind.Revision && last.Score(ind.ID).Disagreed {
			list = append(list, ind.ID)
		}
	}
	return list
}

// Differed returns the indicators in scope on which the team agreed to differ, in card order.
func (a *Assessment) Differed() (list []string) {
	for _, ind := range a.Card.InScope(a.Scope) {
		if a.Score(ind.ID).Disagreed {
			list = append(list, ind.ID)
		}
	}
	return list
}

// maxShare is the longest time for one indicator; time left over is not shared.
const maxShare = 5 * time.Minute

// Share returns the time for each of n indicators, given the time left; 0 when the time is up.
func Share(left time.Duration, n int) time.Duration {
	return min(max(0, left)/time.Duration(max(1, n)), maxShare)
}

// Unanimous returns the scores that need no discussion: for each indicator in scope that is not among the Points and has no
// agreed score yet, the score record with the answer that the ballots propose.
func (a *Assessment) Unanimous(last *Assessment) []Score {
	d := a.Result().Divided()
	differed := a.DifferedBefore(last)
	return a.Proposals(slices.DeleteFunc(ids(append(d.Agree, d.Single...)), func(id string) bool { return slices.Contains(differed, id) }))
}

// Proposals returns, for each of the indicators without an agreed score, the score record with the answer that the ballots
// propose, if they propose one.
func (a *Assessment) Proposals(indicators []string) []Score {
	var scores []Score
	for _, r := range a.Result().Indicators {
		if r.Answer == Blank && r.Proposed() != Blank && slices.Contains(indicators, r.ID) {
			s := a.Score(r.ID)
			s.Answer = r.Proposed()
			scores = append(scores, s)
		}
	}
	return scores
}

// Divided groups the indicators after the reveal by their ballots, each list in card order: Differ has those flagged for
// discussion, Agree the others that two or more people answered, Single those that one person answered, and Empty the rest.
type Divided struct{ Differ, Agree, Single, Empty []IndicatorResult }

// Divided groups the indicators by their ballots; before the reveal all lists are empty.
func (r *Result) Divided() (d Divided) {
	for _, x := range r.Indicators {
		switch {
		case x.Ballots == nil:
		case len(x.Discuss) > 0:
			d.Differ = append(d.Differ, x)
		case x.Ballots.Answered() > 1:
			d.Agree = append(d.Agree, x)
		case x.Ballots.Answered() == 1:
			d.Single = append(d.Single, x)
		default:
			d.Empty = append(d.Empty, x)
		}
	}
	return d
}
