package assessment_test

import (
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// complete returns a valid assessment with something in every field.
func complete() *assessment.Assessment {
	a := round(4, "c3 2 x ?")
	poll(a, "3 ? x .", "1 2 3 4")
	a.Ballots[0].Remarks["V1"] = "opmerking"
	a.Plan.EvaluationDate, a.Plan.AdoptedOn = "2027-06-01", "2026-12-15"
	a.Plan.Priorities = []assessment.Priority{{ID: "p1", Indicator: "V2", Position: 1, Actions: []assessment.Action{{
		ID: "a1", What: "iets", Start: "2026-11-23", Due: "2027-01-01", Feasibility: 2, Status: assessment.ActionTodo,
		Notes: []assessment.Note{{ID: "n1", Date: "2026-12-01", Text: "begonnen"}},
	}}}}
	a.Deleted = []assessment.Deletion{{ID: "d1"}}
	return a
}

// found returns faults as "place code", one per line, for comparison with a table.
func found(faults []assessment.Fault) []string {
	lines := []string{}
	for _, f := range faults {
		lines = append(lines, f.Place+" "+string(f.Code))
	}
	return lines
}

// lines returns the lines of want; "" gives an empty list.
func lines(want string) []string {
	if want == "" {
		return []string{}
	}
	return strings.Split(want, "\n")
}

func TestCheckFindsNothingWrong(t *testing.T) {
	equal(t, "faults", complete().Check(), nil)

	a := complete()
	a.Date, a.SchoolYear, a.Plan.Date, a.Plan.EvaluationDate = "", "", "", ""
	a.Plan.Priorities[0].Actions[0].Start, a.Plan.Priorities[0].Actions[0].Due = "", ""
	a.Plan.Priorities[0].Actions[0].Notes[0].Date = ""
	a.Scope = assessment.ScopeCore // answers out of scope are kept
	equal(t, "faults without dates", a.Check(), nil)
}

func TestCheckTeamDetailsAndPlan(t *testing.T) {
	long := strings.Repeat("é", 10_001)
	fits := long[:len("é")*10_000]
	checkEach(t, map[string]checkCase{
		"team without id":    {func(a *assessment.Assessment) { a.Team.ID = "" }, "team.id empty"},
		"team id with space": {func(a *assessment.Assessment) { a.Team.ID = "a b" }, "team.id pattern"},
		"team id with break": {func(a *assessment.Assessment) { a.Team.ID = "a\nb" }, "team.id pattern"},
		"team id of 100":     {func(a *assessment.Assessment) { a.Team.ID = long[:len("é")*100] }, ""},
		"team id of 101":     {func(a *assessment.Assessment) { a.Team.ID = long[:len("é")*101] }, "team.id too_long"},
		"team texts too long": {
			func(a *assessment.Assessment) {
				a.Team = assessment.Team{
					ID: "t", Institution: long, Programme: long, Name: long, Crebo: long, Level: long, Track: long,
				}
			},
			"team.institution too_long\nteam.programme too_long\nteam.name too_long\nteam.crebo too_long\n" +
				"team.level too_long\nteam.track too_long",
		},
		"texts of 10,000 characters": {func(a *assessment.Assessment) {
			a.Team.Name, a.Facilitator, a.Plan.Strong, a.Scores[0].Note = fits, fits, fits, fits
		}, ""},
		"no id":             {func(a *assessment.Assessment) { a.ID = "" }, "assessment.id empty"},
		"date":              {func(a *assessment.Assessment) { a.Date = "23-11-2026" }, "assessment.date date"},
		"scope":             {func(a *assessment.Assessment) { a.Scope = "half" }, "assessment.scope choice"},
		"no scope":          {func(a *assessment.Assessment) { a.Scope = "" }, "assessment.scope choice"},
		"scope in capitals": {func(a *assessment.Assessment) { a.Scope = "Full" }, "assessment.scope choice"},
		"mode":              {func(a *assessment.Assessment) { a.Mode = "alone" }, "assessment.mode choice"},
		"status":            {func(a *assessment.Assessment) { a.Status = "draft" }, "assessment.status choice"},
		"closed":            {func(a *assessment.Assessment) { a.Status = assessment.StatusClosed }, ""},
		"individual":        {func(a *assessment.Assessment) { a.Mode = assessment.ModeIndividual }, ""},
		"details too long": {
			func(a *assessment.Assessment) { a.SchoolYear, a.Facilitator, a.Present = long, long, long },
			"assessment.school_year too_long\nassessment.facilitator too_long\nassessment.present too_long",
		},
		"plan dates": {
			func(a *assessment.Assessment) {
				a.Plan.Date, a.Plan.EvaluationDate, a.Plan.AdoptedOn = "x", "2026-02-30", "2026-1-1"
			},
			"plan.date date\nplan.evaluation_date date\nplan.adopted_on date",
		},
		"plan status":  {func(a *assessment.Assessment) { a.Plan.Status = "open" }, "plan.status choice"},
		"plan adopted": {func(a *assessment.Assessment) { a.Plan.Status = assessment.PlanAdopted; a.SealOlder() }, ""},
		"adopted, and nothing of what was agreed": {
			func(a *assessment.Assessment) { a.Plan.Status = assessment.PlanAdopted }, "plan.editions missing",
		},
		"plan texts": {
			func(a *assessment.Assessment) {
				a.Plan.Strong, a.Plan.Concern, a.Plan.Choice, a.Plan.Waived = long, long, long, long
			},
			"plan.strong too_long\nplan.concern too_long\nplan.choice too_long\nplan.waived too_long",
		},
	})
}

type checkCase struct {
	change func(*assessment.Assessment)
	want   string
}

func checkEach(t *testing.T, tests map[string]checkCase) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := complete()
			tt.change(a)
			equal(t, "faults", found(a.Check()), lines(tt.want))
		})
	}
}

func TestCheckBallotsAndScores(t *testing.T) {
	long := strings.Repeat("é", 10_001)
	answer := func(id string, answer assessment.Answer) func(*assessment.Assessment) {
		return func(a *assessment.Assessment) { a.Ballots[1].Answers[id] = answer }
	}
	score := func(change func(*assessment.Score)) func(*assessment.Assessment) {
		return func(a *assessment.Assessment) { change(&a.Scores[1]) }
	}
	ballots := func(n int) func(*assessment.Assessment) {
		return func(a *assessment.Assessment) {
			a.Ballots = nil
			for i := range n {
				a.Ballots = append(a.Ballots, assessment.Ballot{ID: fmt.Sprint("b", i), Group: assessment.GroupStudents})
			}
		}
	}
	checkEach(t, map[string]checkCase{
		"1,000 ballots":          {ballots(1000), ""},
		"1,001 ballots":          {ballots(1001), "ballots count"},
		"ballot without id":      {func(a *assessment.Assessment) { a.Ballots[0].ID = "" }, "ballots[0].id empty"},
		"ballot twice":           {func(a *assessment.Assessment) { a.Ballots[3].ID = a.Ballots[0].ID }, "ballots[3].id twice"},
		"ballot id of an action": {func(a *assessment.Assessment) { a.Ballots[3].ID = "a1" }, "plan.priorities[0].actions[0].id twice"},
		"group":                  {func(a *assessment.Assessment) { a.Ballots[2].Group = "board" }, "ballots[2].group choice"},
		"no group":               {func(a *assessment.Assessment) { a.Ballots[2].Group = "" }, "ballots[2].group choice"},
		"answer above the scale": {answer("V1", 5), "ballots[1].answers.V1 range"},
		"answer below the scale": {answer("V1", -3), "ballots[1].answers.V1 range"},
		"blank is left out":      {answer("V1", assessment.Blank), "ballots[1].answers.V1 type"},
		"answer to nothing":      {answer("V9", 3), "ballots[1].answers.V9 reference"},
		"remark to nothing": {
			func(a *assessment.Assessment) { a.Ballots[1].Remarks["v1"] = "x" }, "ballots[1].remarks.v1 reference",
		},
		"remark too long": {
			func(a *assessment.Assessment) { a.Ballots[1].Remarks["V2"] = long }, "ballots[1].remarks.V2 too_long",
		},
		"not applicable in a ballot needs no note": {answer("V1", assessment.NotApplicable), ""},

		"score of nothing":       {score(func(s *assessment.Score) { s.Indicator = "Z1" }), "scores[1].indicator reference"},
		"score twice":            {score(func(s *assessment.Score) { s.Indicator = "V1" }), "scores[1].indicator twice"},
		"score above the scale":  {score(func(s *assessment.Score) { s.Answer = 5 }), "scores[1].answer range"},
		"score below the scale":  {score(func(s *assessment.Score) { s.Answer = -3 }), "scores[1].answer range"},
		"blank score":            {score(func(s *assessment.Score) { s.Answer, s.Note = assessment.Blank, "" }), ""},
		"unknown without note":   {score(func(s *assessment.Score) { s.Answer, s.Note = assessment.Unknown, "" }), ""},
		"not applicable":         {score(func(s *assessment.Score) { s.Answer = assessment.NotApplicable }), ""},
		"and without note":       {score(func(s *assessment.Score) { s.Answer, s.Note = assessment.NotApplicable, "" }), "scores[1].note note"},
		"and with white space":   {score(func(s *assessment.Score) { s.Answer, s.Note = assessment.NotApplicable, " \t\n" }), "scores[1].note note"},
		"note too long":          {score(func(s *assessment.Score) { s.Note = long }), "scores[1].note too_long"},
		"evidence too long":      {score(func(s *assessment.Score) { s.Evidence = long }), "scores[1].evidence too_long"},
		"target 0":               {score(func(s *assessment.Score) { s.Target = 0 }), "scores[1].target range"},
		"target 1":               {score(func(s *assessment.Score) { s.Target = 1 }), ""},
		"target 4":               {score(func(s *assessment.Score) { s.Target = 4 }), ""},
		"target 5":               {score(func(s *assessment.Score) { s.Target = 5 }), "scores[1].target range"},
		"importance 0":           {score(func(s *assessment.Score) { s.Importance = 0 }), "scores[1].importance range"},
		"importance 3":           {score(func(s *assessment.Score) { s.Importance = 3 }), ""},
		"importance 4":           {score(func(s *assessment.Score) { s.Importance = 4 }), "scores[1].importance range"},
		"deleted without id":     {func(a *assessment.Assessment) { a.Deleted[0].ID = "" }, "deleted[0].id empty"},
		"deleted and still here": {func(a *assessment.Assessment) { a.Deleted[0].ID = "p1" }, "deleted[0].id twice"},
	})
}

func TestCheckPrioritiesAndActions(t *testing.T) {
	long := strings.Repeat("é", 10_001)
	priority := func(change func(*assessment.Priority)) func(*assessment.Assessment) {
		return func(a *assessment.Assessment) { change(&a.Plan.Priorities[0]) }
	}
	action := func(change func(*assessment.Action)) func(*assessment.Assessment) {
		return func(a *assessment.Assessment) { change(&a.Plan.Priorities[0].Actions[0]) }
	}
	status := func(status assessment.ActionStatus, reason string) func(*assessment.Assessment) {
		return action(func(x *assessment.Action) { x.Status, x.Reason = status, reason })
	}
	dates := func(start, due assessment.Date) func(*assessment.Assessment) {
		return action(func(x *assessment.Action) { x.Start, x.Due = start, due })
	}
	at := func(fields ...string) string {
		return "plan.priorities[0]." + strings.Join(fields, "\nplan.priorities[0].")
	}
	inAction := func(fields ...string) string {
		return "plan.priorities[0].actions[0]." + strings.Join(fields, "\nplan.priorities[0].actions[0].")
	}
	checkEach(t, map[string]checkCase{
		"priority without id":  {priority(func(p *assessment.Priority) { p.ID = "" }), at("id empty")},
		"priority for nothing": {priority(func(p *assessment.Priority) { p.Indicator = "B1" }), at("indicator reference")},
		"priority texts": {
			priority(func(p *assessment.Priority) { p.Why, p.Goal, p.StudentEffect = long, long, long }),
			at("why too_long", "goal too_long", "student_effect too_long"),
		},
		"position -1": {priority(func(p *assessment.Priority) { p.Position = -1 }), at("position range")},
		"position 0":  {priority(func(p *assessment.Priority) { p.Position = 0 }), ""},
		"equal positions and one indicator twice": {func(a *assessment.Assessment) {
			a.Plan.Priorities = append(a.Plan.Priorities, assessment.Priority{ID: "p2", Indicator: "V2", Position: 1})
		}, ""},
		"action id is the priority's": {action(func(x *assessment.Action) { x.ID = "p1" }), inAction("id twice")},
		"action texts": {
			action(func(x *assessment.Action) {
				x.What, x.Owner, x.Helpers, x.DoneWhen, x.Ask, x.Reason, x.Suggestion = long, long, long, long, long, long, long
			}),
			inAction("what too_long", "owner too_long", "helpers too_long", "done_when too_long", "ask too_long",
				"reason too_long", "suggestion too_long"),
		},
		"start is no date":     {dates("soon", "2027-01-01"), inAction("start date", "due due")},
		"due is no date":       {dates("2026-11-23", "soon"), inAction("due date")},
		"due before start":     {dates("2026-11-23", "2026-11-22"), inAction("due due")},
		"due on its start":     {dates("2026-11-23", "2026-11-23"), ""},
		"due without start":    {dates("", "2020-01-01"), ""},
		"start without due":    {dates("2026-11-23", ""), ""},
		"hours below 0":        {action(func(x *assessment.Action) { x.Hours = -1 }), inAction("hours range")},
		"euros below 0":        {action(func(x *assessment.Action) { x.Euros = -1 }), inAction("euros range")},
		"hours and euros 0":    {action(func(x *assessment.Action) { x.Hours, x.Euros = 0, 0 }), ""},
		"feasibility 0":        {action(func(x *assessment.Action) { x.Feasibility = 0 }), inAction("feasibility range")},
		"feasibility 1":        {action(func(x *assessment.Action) { x.Feasibility = 1 }), ""},
		"feasibility 3":        {action(func(x *assessment.Action) { x.Feasibility = 3 }), ""},
		"feasibility 4":        {action(func(x *assessment.Action) { x.Feasibility = 4 }), inAction("feasibility range")},
		"status":               {status("open", ""), inAction("status choice")},
		"no status":            {status("", ""), inAction("status choice")},
		"doing":                {status(assessment.ActionDoing, ""), ""},
		"done":                 {status(assessment.ActionDone, ""), ""},
		"stopped":              {status(assessment.ActionStopped, "geen geld"), ""},
		"stopped, no reason":   {status(assessment.ActionStopped, ""), inAction("reason reason")},
		"stopped, white space": {status(assessment.ActionStopped, " \n\t"), inAction("reason reason")},
		"note without id":      {action(func(x *assessment.Action) { x.Notes[0].ID = "" }), inAction("notes[0].id empty")},
		"note twice": {
			action(func(x *assessment.Action) { x.Notes = append(x.Notes, x.Notes[0]) }), inAction("notes[1].id twice"),
		},
		"note date": {action(func(x *assessment.Action) { x.Notes[0].Date = "1-12-2026" }), inAction("notes[0].date date")},
		"note text": {action(func(x *assessment.Action) { x.Notes[0].Text = long }), inAction("notes[0].text too_long")},
	})
}

func TestCheckListsEveryFault(t *testing.T) {
	a := complete()
	a.Scope, a.Ballots[1].Group, a.Scores[0].Target, a.Plan.Priorities[0].Actions[0].Hours, a.Deleted[0].ID = "", "", 9, -5, "a1"
	equal(t, "faults", a.Check(), []assessment.Fault{
		{Place: "assessment.scope", Code: assessment.FaultChoice, Want: "full, core"},
		{Place: "ballots[1].group", Code: assessment.FaultChoice, Want: "team, management, students"},
		{Place: "scores[0].target", Code: assessment.FaultRange, Got: "9", Want: "1…4"},
		{Place: "plan.priorities[0].actions[0].hours", Code: assessment.FaultRange, Got: "-5", Want: "0…1000000000"},
		{Place: "deleted[0].id", Code: assessment.FaultTwice, Got: "a1"},
	})
}

func TestCheckStopsAtAHundredFaults(t *testing.T) {
	a := complete()
	a.Ballots = nil
	for i := range 100 {
		a.Ballots = append(a.Ballots, assessment.Ballot{ID: fmt.Sprint("b", i)})
	}
	equal(t, "a hundred are listed", len(a.Check()), 100)
	a.Ballots = append(a.Ballots, assessment.Ballot{ID: "one more"}, assessment.Ballot{ID: "and another"})
	got := a.Check()
	equal(t, "the rest is one line", got[100:], []assessment.Fault{{Code: assessment.FaultTooManyFaults}})
	equal(t, "the hundredth", got[99].Place, "ballots[99].group")
}
