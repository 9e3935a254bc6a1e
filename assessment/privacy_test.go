package assessment_test

import (
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

func TestBallotsAreHidden(t *testing.T) {
	tests := []struct {
		ballots  int
		revealed bool
		shown    bool
	}{
		{0, false, false},
		{1, false, false},
		{2, false, false},
		{3, false, false},
		{15, false, false},
		{0, true, false},
		{1, true, false},
		{2, true, false},
		{3, true, true},
		{15, true, true},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%d ballots, revealed %v", tt.ballots, tt.revealed), func(t *testing.T) {
			a := round(4, "2")
			poll(a, strings.TrimSpace(strings.Repeat("1 4 ", tt.ballots)[:2*tt.ballots]))
			a.Revealed = tt.revealed
			for i := range a.Ballots {
				a.Ballots[i].Remarks["V1"] = "opmerking"
			}
			r := a.Result()
			equal(t, "shown", a.BallotsShown(), tt.shown)
			equal(t, "the number is always there", r.Ballots, tt.ballots)
			equal(t, "tally", r.Indicators[0].Ballots != nil, tt.shown)
			equal(t, "flagged", len(r.Indicators[0].Discuss) > 0, tt.shown)
			equal(t, "discussion", len(r.Discussion) > 0, tt.shown)
			equal(t, "remarks", len(a.Remarks("V1")) > 0, tt.shown)
			equal(t, "groups", len(a.ByGroup()) > 0, tt.shown)
			text := jsonOf(t, r)
			hidden := `"ballots":null,"lowest":null,"highest":null,"proposed":null,"discuss":[],`
			equal(t, "JSON hides", strings.Contains(text, hidden), !tt.shown)
		})
	}
}

func TestDeducibleGroupsAreHidden(t *testing.T) {
	for team := range 5 {
		for management := range 5 {
			for students := range 5 {
				a := round(4, ".")
				a.Revealed = true
				sizes := map[assessment.Group]int{
					assessment.GroupTeam: team, assessment.GroupManagement: management, assessment.GroupStudents: students,
				}
				small := false
				want := map[assessment.Group]int{}
				for g, n := range sizes {
					for range n {
						a.Ballots = append(a.Ballots, assessment.Ballot{
							ID: fmt.Sprint(len(a.Ballots)), Group: g, Answers: map[string]assessment.Answer{"V1": 2},
						})
					}
					small = small || n == 1 || n == 2
					if n > 0 {
						want[g] = n
					}
				}
				got := map[assessment.Group]int{}
				for g, ballots := range a.ByGroup() {
					got[g] = len(ballots)
					for _, b := range ballots {
						if b.Group != g {
							t.Fatalf("a ballot of %s stands under %s", b.Group, g)
						}
					}
				}
				if small {
					want = map[assessment.Group]int{}
				}
				equal(t, fmt.Sprintf("team %d, management %d, students %d", team, management, students), got, want)

				a.Revealed = false
				equal(t, "groups before the reveal", len(a.ByGroup()), 0)
			}
		}
	}
}

// A ballot without an answer in scope is not counted as a person: not for the limit of 3, not in a group, not in an edition,
// and not to hide a ballot that waits. All of it stays in the file.
func TestBallotWithoutAnswersIsNotCounted(t *testing.T) {
	nobody := func(i int) assessment.Ballot {
		return assessment.Ballot{
			ID: fmt.Sprint("nobody-", i), Group: assessment.GroupManagement, Remarks: map[string]string{"V1": "leeg ingeleverd"},
		}
	}
	outside := func(i int) assessment.Ballot {
		b := nobody(i)
		b.Answers = map[string]assessment.Answer{"V2": 4}
		return b
	}
	for _, tt := range []struct {
		name  string
		scope assessment.Scope
		of    func(int) assessment.Ballot
	}{
		{"without an answer", assessment.ScopeFull, nobody},
		{"without an answer in a core scan", assessment.ScopeCore, nobody},
		{"with answers outside the scope", assessment.ScopeCore, outside},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, people := range []string{"1 4", "1 4 2", "1 4 2 3"} {
				want := round(4, "c. .")
				want.Scope = tt.scope
				poll(want, people)
				a := want.Clone()
				for i := range 3 {
					a.Ballots = append(a.Ballots, tt.of(i))
				}
				equal(t, "result of "+people, jsonOf(t, a.Result()), jsonOf(t, want.Result()))
				equal(t, "groups of "+people, len(a.ByGroup()), len(want.ByGroup()))
				equal(t, "remarks of "+people, a.Remarks("V1"), want.Remarks("V1"))
				equal(t, "on the shelf", a.Summarize("2026-11-23").Ballots, len(want.Ballots))
				equal(t, "in", a.BallotsIn(), len(want.Ballots))
				equal(t, "of the file", len(a.Released()), len(want.Ballots)+3)
			}
			a := round(4, "c. .")
			a.Scope = tt.scope
			poll(a, "1 4 2 3")
			late := tt.of(0)
			late.Waiting = true
			a.Ballots = append(a.Ballots, late, tt.of(1), tt.of(2))
			one := a.Ballots[0]
			one.ID, one.Waiting = "late", true
			a.Ballots = append(a.Ballots, one)
			equal(t, "who wait", a.WaitingBallots(), 1)
			equal(t, "who can be counted", a.WaitingCanCount(), false)
		})
	}
}

func TestRemarksAreAlphabetical(t *testing.T) {
	a := round(4, ". .")
	poll(a, "1 2 3 4 .", ". . . . 1")
	for i, remark := range []string{"zeker weten", "Alleen op papier", "", " \n", "alleen bij ons"} {
		a.Ballots[i].Remarks["V1"] = remark
	}
	a.Ballots[0].Remarks["V2"] = "iets anders"
	equal(t, "remarks", a.Remarks("V1"), []string{"alleen bij ons", "Alleen op papier", "zeker weten"})
	equal(t, "of another indicator", a.Remarks("V2"), []string{"iets anders"})

	a.Ballots[0], a.Ballots[1] = a.Ballots[1], a.Ballots[0]
	equal(t, "in another order of ballots", a.Remarks("V1"), []string{"alleen bij ons", "Alleen op papier", "zeker weten"})
}

func TestWaitingBallotsDoNotCount(t *testing.T) {
	tests := map[string]struct {
		counted, waiting string
		shown            bool
	}{
		"none wait":                    {"2 3 3", "", true},
		"late ones wait":               {"2 3 3", "1 ?", true},
		"three, of which one waits":    {"2 3", "1", false},
		"those that wait show nothing": {"", "1 4", false},
		"more count than wait":         {"2 3 3 3", "1 4", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want := round(4, "2")
			poll(want, tt.counted)
			a := round(4, "2")
			a.ID = want.ID
			poll(a, tt.waiting+" "+tt.counted)
			late := len(a.Ballots) - len(want.Ballots)
			for i := range late {
				a.Ballots[i].Waiting = true
				a.Ballots[i].Remarks["V1"] = "te laat"
				a.Ballots[i].Group = assessment.GroupStudents
			}
			equal(t, "result", jsonOf(t, a.Result()), jsonOf(t, want.Result()))
			equal(t, "shown", a.BallotsShown(), tt.shown)
			equal(t, "how many count", len(a.Counted()), len(want.Ballots))
			equal(t, "how many wait", a.WaitingBallots(), late)
			equal(t, "remarks", len(a.Remarks("V1")), 0)
			equal(t, "groups", len(a.ByGroup()), len(want.ByGroup()))
			equal(t, "all are kept", len(a.Ballots), late+len(want.Ballots))

			for i := range a.Ballots {
				a.Ballots[i].Waiting = false
			}
			equal(t, "once they count", a.Result().Ballots, len(a.Ballots))
			equal(t, "nobody waits", a.WaitingBallots(), 0)
		})
	}
}
