package assessment

import (
	"slices"
	"time"
)

// Agenda returns what is still to be talked about: the indicators flagged for discussion that have no agreed score yet, in
// discussion order, those that were parked last and in the order in which they were parked.
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

// Share returns the time for each of n points when the time that is left is divided over them; nothing when it is over.
func Share(left time.Duration, n int) time.Duration {
	return max(0, left) / time.Duration(max(1, n))
}

// Unanimous returns the scores that need no talk: what the ballots propose for every indicator in scope that is not
// flagged and has no agreed score yet, each as the score it would become.
func (a *Assessment) Unanimous() []Score {
	var scores []Score
	for _, r := range a.Result().Indicators {
		if r.Answer == Blank && len(r.Discuss) == 0 && r.Proposed() != Blank {
			s := a.Score(r.ID)
			s.Answer = r.Proposed()
			scores = append(scores, s)
		}
	}
	return scores
}
