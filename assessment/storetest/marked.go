package storetest

import (
	"testing"

	"kwaliteitskaart/assessment"
)

// Marked checks that each of the ids is one that a ballot for the assessment gets from a mark, whichever way it came in.
// It tries all marks, so it does nothing in quick tests.
func Marked(t testing.TB, id string, ballots ...string) {
	t.Helper()
	if !Thorough {
		return
	}
	left := make(map[string]bool)
	for _, b := range ballots {
		left[b] = true
	}
	codes := assessment.NewBallotCode(Card(1), assessment.ScopeFull, id)
	for m := assessment.Mark(0); m <= assessment.MaxMark && len(left) > 0; m++ {
		delete(left, codes.BallotID(m))
	}
	if len(left) > 0 {
		t.Errorf("%d of %d ids are those of no mark", len(left), len(ballots))
	}
}
