package assessment

import "testing"

// Merging a file reveals ballots only if there are any here and they were not revealed.
func TestRevealedBy(t *testing.T) {
	for _, x := range []struct {
		here, there bool
		ballots     int
		want        bool
	}{
		{false, true, 1, true},
		{false, true, 3, true},
		{false, true, 0, false},
		{true, true, 3, false},
		{false, false, 3, false},
		{true, false, 3, false},
	} {
		var a, b Assessment
		a.Revealed, b.Revealed, a.Ballots = x.here, x.there, make([]Ballot, x.ballots)
		if got := a.RevealedBy(&b); got != x.want {
			t.Errorf("revealed here %v and there %v, with %d ballots here: %v", x.here, x.there, x.ballots, got)
		}
	}
}
