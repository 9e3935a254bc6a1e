package assessment

import (
	"slices"
	"time"
)

// Agenda returns the indicators that still have to be discussed: those flagged for discussion without an agreed
// score, in discussion order. Parked ones come last, in the order in which they were parked.
func (a *Assessment) Agenda(parked []string) []string {
	open := slices.DeleteFunc(a.Result().Discussion, func(id string) bool { return a.Score(id).Answer != Blank })
	agenda := slices.DeleteFunc(slices.Clone(open), func(id string) bool { return slices.Contains(parked, id) })
	for _, id := range parked {
		if slices.Contains(open, id) && !slices.Contains(agenda, id) {
			agenda = append(agenda, id)
		}
	}
	return agenda
}

// Share returns the time available for each of n items, given the time left; 0 when the time is up.
func Share(left time.Duration, n int) time.Duration {
	return max(0, left) / time.Duration(max(1, n))
}

// Unanimous returns the scores that need no discussion: for each indicator in scope that is not flagged and has no
// agreed score yet, the score record with the answer that the ballots propose.
func (a *Assessment) Unanimous() []Score {
	_, agree, _ := a.Result().Divided()
	return a.Proposals(ids(agree))
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

// Divided returns the indicators about which the ballots differ, those about which they agree, and those that nobody
// answered, each in card order. About all that are flagged for discussion they differ. There are none before the reveal.
func (r *Result) Divided() (differ, agree, empty []IndicatorResult) {
	for _, x := range r.Indicators {
		switch {
		case x.Ballots == nil:
		case len(x.Discuss) > 0:
			differ = append(differ, x)
		case x.Ballots.Answered():
			agree = append(agree, x)
		default:
			empty = append(empty, x)
		}
	}
	return differ, agree, empty
}
