package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

// One computer received a person's code, and another the same person's file: merged in either order the ballot has the
// remarks and counts once. If the answers differ, the bytes decide, whichever has remarks.
func TestMergedBallotKeepsItsRemarks(t *testing.T) {
	coded := assessment.Ballot{ID: "ballot", Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 2}, Remarks: map[string]string{}}
	filed := coded
	filed.Remarks = map[string]string{"V1": "a remark"}
	other := coded
	other.Answers = map[string]assessment.Answer{"V1": 3}
	for name, c := range map[string]struct{ x, y, want assessment.Ballot }{
		"remarks on one side": {coded, filed, filed},
		"other answers":       {filed, other, other},
		"the same":            {filed, filed, filed},
	} {
		card := cardOf(4, given{id: "V1"})
		a := assessment.New(card, assessment.Team{ID: "team"}, "2026-11-23", 1)
		b := a.Clone()
		a.Ballots, b.Ballots = []assessment.Ballot{c.x}, []assessment.Ballot{c.y}
		m := united(t, a, b)
		if got := jsonOf(t, m.Assessment.Ballots); got != jsonOf(t, []assessment.Ballot{c.want}) {
			t.Errorf("%s: %s", name, got)
		}
	}
}
