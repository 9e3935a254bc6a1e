package assessment_test

import (
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// What became of the last plan is told from that round where it is at hand, and else from what the new round keeps of it.
func TestLastPlan(t *testing.T) {
	rounds := roundsOf("a+ b c", "d<b")
	last, now := rounds[0], rounds[1]
	last.Plan.Priorities[0].Actions[2].Status, last.Plan.Priorities[0].Actions[2].Reason = assessment.ActionStopped, "geen tijd"
	told := func(list []assessment.LastAction) string {
		var words []string
		for _, x := range list {
			words = append(words, strings.TrimSpace(fmt.Sprint(x.ID, " ", x.Status, " ", x.Taken, " ", x.Reason)))
		}
		return strings.Join(words, ", ")
	}
	const then = "a done false, b todo true, c stopped false geen tijd"
	equal(t, "no round before", told(now.LastPlan(nil)), "")
	equal(t, "at hand", told(now.LastPlan(last)), then)
	now.Previous = assessment.PreviousOf(last, 1)
	equal(t, "kept", told(now.LastPlan(nil)), then)
	last.Plan.Priorities[0].Actions[2].Status, last.Plan.Priorities[0].Actions[2].Reason = assessment.ActionDone, ""
	equal(t, "as it is now", told(now.LastPlan(last)), "a done false, b todo true, c done false")
	now.Edition = &assessment.Edition{}
	equal(t, "as it was adopted", told(now.LastPlan(last)), then)
}
