package assessment_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// threeYears returns three rounds of a team, newest first. The first still has an action that runs, one that the second took
// along and one that is done; the third took one of the second along.
func threeYears() (third, second, first *assessment.Assessment) {
	rounds := roundsOf("runs! taken done+", "on<taken second own", "new<second third")
	for i, a := range rounds {
		a.UpdatedAt = assessment.Instant(1_900_000_000_000 + i)
	}
	return rounds[2], rounds[1], rounds[0]
}

// told returns open actions as sorted ids, each with the round it is of.
func told(list []assessment.TeamAction) string {
	var ids []string
	for _, x := range list {
		ids = append(ids, x.Round.ID+x.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// Whichever of a team's rounds are loaded from files, the open actions are those that the team's own laptop counts. Each
// counts once, even if several rounds keep the same one, and a loaded round counts as it is.
func TestFilesCountWhatIsOpen(t *testing.T) {
	third, second, first := threeYears()
	all := []*assessment.Assessment{third, second, first}
	want := told(assessment.OpenActions(all))
	equal(t, "on the team's laptop", want, "r1runs r2on r2own r3new r3third")
	files := []*assessment.Assessment{
		assessment.Round{Assessment: third, Earlier: all[1:]}.ForFile(), assessment.Round{Assessment: second, Earlier: all[2:]}.ForFile(), first,
	}
	for _, here := range [][]int{{0}, {0, 1}, {0, 2}, {2, 1, 0}} {
		var rounds []*assessment.Assessment
		for _, i := range here {
			rounds = append(rounds, files[i])
		}
		name := fmt.Sprint("files ", here)
		open := assessment.OpenActions(rounds)
		equal(t, name, told(open), want)
		o := assessment.NewOverview(rounds, "2027-01-01")
		equal(t, name+": the overview", fmt.Sprint(o.Rows[0].Open, o.Rows[0].Late), "5 1")
		var list []assessment.Summary
		sum, kept := 0, 0
		for _, a := range rounds {
			list = append(list, a.Summarize("2027-01-01"))
		}
		assessment.CountOpen(list, map[string][]*assessment.Assessment{"team": rounds}, "2027-01-01")
		for _, s := range list {
			sum, kept = sum+s.OpenActions, kept+s.KeptActions
		}
		equal(t, name+": the list", sum, 5)
		for _, x := range open {
			if x.KeptBy != nil {
				kept--
			}
		}
		equal(t, name+": of rounds that are not here", kept, 0)
		before := assessment.RoundAmong(files[0], rounds)
		var became []string
		for _, b := range before.Became() {
			became = append(became, fmt.Sprint(b.ID, " ", b.Fate, " ", b.Since))
		}
		slices.Sort(became)
		equal(t, name+": what became", strings.Join(became, ", "), "on running , own running , runs running 2025-11-23, second carried ")
	}

	// The second comes to a laptop that has the file of the third: a file from there keeps what was kept of the first.
	away := assessment.Round{Assessment: files[0], Earlier: []*assessment.Assessment{second}}.ForFile()
	equal(t, "kept on", told(assessment.OpenActions([]*assessment.Assessment{away})), want)
	equal(t, "with the same content", away.Previous, files[0].Previous)

	// What was done since is seen where the newer of two files says so.
	act, _ := first.Plan.Action("runs")
	act.Status, act.UpdatedAt = assessment.ActionDone, 1_900_000_000_009
	later := assessment.Round{Assessment: second, Earlier: all[2:]}.ForFile()
	equal(t, "done since", told(assessment.OpenActions([]*assessment.Assessment{files[0], later})), "r2on r2own r3new r3third")
	equal(t, "an older file of the first", told(assessment.OpenActions([]*assessment.Assessment{files[0]})), want)
}
