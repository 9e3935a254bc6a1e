package assessment_test

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// planned returns a round of "c3 c1 1 2" with a plan for V2 that has no gaps.
func planned() *assessment.Assessment {
	a := round(4, "c3 c1 1 2")
	for i := range a.Scores {
		a.Scores[i].Note = ""
	}
	a.Plan.EvaluationDate = "2027-06-01"
	a.Plan.Priorities = []assessment.Priority{{ID: "p1", Indicator: "V2", Position: 1, Actions: []assessment.Action{
		{ID: "a1", What: "iets", Owner: "Docent", Due: "2027-01-01", Feasibility: 2, Status: assessment.ActionTodo},
	}}}
	return a
}

func TestGaps(t *testing.T) {
	action := func(a *assessment.Assessment) *assessment.Action { return &a.Plan.Priorities[0].Actions[0] }
	atOne := assessment.Gap{Kind: assessment.GapCoreAtOne, Indicator: "V2"}
	tests := map[string]struct {
		change func(*assessment.Assessment)
		want   []assessment.Gap
	}{
		"nothing": {func(*assessment.Assessment) {}, nil},
		"no priority": {
			func(a *assessment.Assessment) { a.Plan.Priorities = nil },
			[]assessment.Gap{{Kind: assessment.GapNoPriority}, atOne},
		},
		"no action, which is said once": {
			func(a *assessment.Assessment) { a.Plan.Priorities[0].Actions = nil },
			[]assessment.Gap{{Kind: assessment.GapNoAction, Indicator: "V2", Priority: "p1"}},
		},
		"no owner": {
			func(a *assessment.Assessment) { action(a).Owner = "" },
			[]assessment.Gap{{Kind: assessment.GapNoOwner, Indicator: "V2", Priority: "p1", Action: "a1"}},
		},
		"white space is no owner": {
			func(a *assessment.Assessment) { action(a).Owner = " \t" },
			[]assessment.Gap{{Kind: assessment.GapNoOwner, Indicator: "V2", Priority: "p1", Action: "a1"}},
		},
		"no due date": {
			func(a *assessment.Assessment) { action(a).Due = "" },
			[]assessment.Gap{{Kind: assessment.GapNoDue, Indicator: "V2", Priority: "p1", Action: "a1"}},
		},
		"no evaluation date": {
			func(a *assessment.Assessment) { a.Plan.EvaluationDate = "" },
			[]assessment.Gap{{Kind: assessment.GapNoEvaluation}},
		},
		"no name of the team": {
			func(a *assessment.Assessment) { a.Team.Name = " " },
			[]assessment.Gap{{Kind: assessment.GapNoTeam}},
		},
		"a core indicator at level 1 outside the plan": {
			func(a *assessment.Assessment) { a.Plan.Priorities[0].Indicator = "V4" },
			[]assessment.Gap{atOne},
		},
		"with a reason in its note": {func(a *assessment.Assessment) {
			a.Plan.Priorities[0].Indicator = "V4"
			rescore(a, "V2", func(s *assessment.Score) { s.Note = "de directie beslist in mei" })
		}, nil},
		"white space is no reason": {func(a *assessment.Assessment) {
			a.Plan.Priorities[0].Indicator = "V4"
			rescore(a, "V2", func(s *assessment.Score) { s.Note = " \n" })
		}, []assessment.Gap{atOne}},
		"a core indicator at level 2": {func(a *assessment.Assessment) {
			a.Plan.Priorities[0].Indicator = "V4"
			rescore(a, "V2", func(s *assessment.Score) { s.Answer = 2 })
		}, nil},
		"a core indicator nobody scored": {func(a *assessment.Assessment) {
			a.Plan.Priorities[0].Indicator = "V4"
			rescore(a, "V2", func(s *assessment.Score) { s.Answer = assessment.Blank })
		}, nil},
		"two priorities for one indicator": {
			func(a *assessment.Assessment) {
				again := a.Plan.Priorities[0]
				again.ID, again.Actions = "p2", []assessment.Action{{ID: "a2", Owner: "Docent", Due: "2027-01-01"}}
				a.Plan.Priorities = append(a.Plan.Priorities, again)
			},
			[]assessment.Gap{{Kind: assessment.GapTwice, Indicator: "V2", Priority: "p2"}},
		},
		"everything, in the order of the plan": {
			func(a *assessment.Assessment) {
				a.Plan.EvaluationDate = ""
				a.Plan.Priorities = []assessment.Priority{
					{ID: "p1", Indicator: "V4", Actions: []assessment.Action{{ID: "a1"}, {ID: "a2", Owner: "Docent"}}},
					{ID: "p2", Indicator: "V3"},
				}
			},
			[]assessment.Gap{
				{Kind: assessment.GapNoOwner, Indicator: "V4", Priority: "p1", Action: "a1"},
				{Kind: assessment.GapNoDue, Indicator: "V4", Priority: "p1", Action: "a1"},
				{Kind: assessment.GapNoDue, Indicator: "V4", Priority: "p1", Action: "a2"},
				{Kind: assessment.GapNoAction, Indicator: "V3", Priority: "p2"},
				atOne,
				{Kind: assessment.GapNoEvaluation},
			},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := planned()
			tt.change(a)
			equal(t, "gaps", a.Gaps(), tt.want)
		})
	}
}

func TestGapsOfACoreScan(t *testing.T) {
	a := planned()
	a.Card.Areas[0].Indicators[2].Core = true
	equal(t, "full", a.Gaps(), []assessment.Gap{{Kind: assessment.GapCoreAtOne, Indicator: "V3"}})
	a.Scope = assessment.ScopeCore
	equal(t, "core", a.Gaps(), []assessment.Gap{{Kind: assessment.GapCoreAtOne, Indicator: "V3"}})
}

func TestOnlyMissingOwnerDateOrActionBlocks(t *testing.T) {
	blocks := map[assessment.GapKind]bool{
		assessment.GapNoPriority: true, assessment.GapNoAction: true, assessment.GapNoOwner: true, assessment.GapNoDue: true,
	}
	for _, kind := range assessment.GapKinds {
		equal(t, string(kind), assessment.Gap{Kind: kind}.Blocks(), blocks[kind])
	}
}

func TestAdopt(t *testing.T) {
	waivable := func(a *assessment.Assessment) { a.Plan.EvaluationDate = "" }
	tests := map[string]struct {
		change func(*assessment.Assessment)
		waived string
		code   assessment.Code
		kept   string
	}{
		"complete":                   {func(*assessment.Assessment) {}, "", "", ""},
		"a sentence nobody needs":    {func(*assessment.Assessment) {}, "voor de zekerheid", "", ""},
		"waved through":              {waivable, "  dat spreken wij later af ", "", "dat spreken wij later af"},
		"without the sentence":       {waivable, "", assessment.CodeWaiverRequired, ""},
		"white space is no sentence": {waivable, " \t\n", assessment.CodeWaiverRequired, ""},
		"no owner cannot be waved": {
			func(a *assessment.Assessment) { a.Plan.Priorities[0].Actions[0].Owner = "" }, "toch", assessment.CodePlanIncomplete, "",
		},
		"no due date cannot": {
			func(a *assessment.Assessment) { a.Plan.Priorities[0].Actions[0].Due = "" }, "toch", assessment.CodePlanIncomplete, "",
		},
		"no action cannot": {
			func(a *assessment.Assessment) { a.Plan.Priorities[0].Actions = nil }, "toch", assessment.CodePlanIncomplete, "",
		},
		"blocking comes first": {
			func(a *assessment.Assessment) { waivable(a); a.Plan.Priorities[0].Actions = nil }, "", assessment.CodePlanIncomplete, "",
		},
		"a core indicator at level 1 may": {
			func(a *assessment.Assessment) { a.Plan.Priorities[0].Indicator = "V3" }, "later", "", "later",
		},
		"two for one indicator may": {func(a *assessment.Assessment) {
			a.Plan.Priorities = append(a.Plan.Priorities, a.Plan.Priorities[0].Fresh())
		}, "samen te voegen", "", "samen te voegen"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := planned()
			a.Plan.Strong = "sterk"
			tt.change(a)
			before := jsonOf(t, a.Plan)
			next, err := a.Adopt("2026-12-15", tt.waived, nil, 1_796_000_000_000)
			var got assessment.Plan
			if next != nil {
				got = next.Plan
			}
			equal(t, "code", assessment.CodeOf(err), tt.code)
			equal(t, "the plan itself", jsonOf(t, a.Plan), before)
			if tt.code != "" {
				if !assessment.Refused(err) || got.Status == assessment.PlanAdopted {
					t.Errorf("not refused: %v, %v", got.Status, err)
				}
				return
			}
			equal(t, "status", got.Status, assessment.PlanAdopted)
			equal(t, "adopted on", got.AdoptedOn, assessment.Date("2026-12-15"))
			equal(t, "waived", got.Waived, tt.kept)
			equal(t, "its other fields", got.Strong+strings.Repeat("!", len(got.Priorities)-len(a.Plan.Priorities)), "sterk")
		})
	}
}
