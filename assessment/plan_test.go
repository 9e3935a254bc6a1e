package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

func TestQuickWin(t *testing.T) {
	const plan = "2026-11-23"
	tests := map[string]struct {
		feasibility int
		due, plan   assessment.Date
		want        bool
	}{
		"soon":               {3, "2026-12-01", plan, true},
		"on the plan date":   {3, plan, plan, true},
		"a day within":       {3, "2027-02-14", plan, true},
		"12 weeks":           {3, "2027-02-15", plan, true},
		"a day over":         {3, "2027-02-16", plan, false},
		"feasibility 2":      {2, "2026-12-01", plan, false},
		"feasibility 1":      {1, "2026-12-01", plan, false},
		"without a due date": {3, "", plan, false},
		"without plan date":  {3, "2026-12-01", "", false},
	}
	for name, tt := range tests {
		a := assessment.Action{Feasibility: tt.feasibility, Due: tt.due}
		equal(t, name, a.QuickWin(tt.plan), tt.want)
	}
}

func TestOverdue(t *testing.T) {
	const today = "2026-11-23"
	for _, status := range assessment.ActionStatuses {
		open := status == assessment.ActionTodo || status == assessment.ActionDoing
		for due, past := range map[assessment.Date]bool{
			"2026-11-22": true, "2025-12-31": true, today: false, "2026-11-24": false, "": false,
		} {
			a := assessment.Action{Status: status, Due: due}
			equal(t, string(status)+" due "+string(due), a.Overdue(today), open && past)
			equal(t, string(status)+" open", a.Open(), open)
		}
	}
}

// A priority is due on the last day on which an action is due, and its owners are those of its actions; stopped ones do not
// count.
func TestPromise(t *testing.T) {
	p := assessment.Priority{Actions: []assessment.Action{
		{Owner: " Opleidingsmanager ", Due: "2027-01-11", Status: assessment.ActionDone},
		{Owner: "Docent", Due: "2027-09-06", Status: assessment.ActionTodo},
		{Owner: "Opleidingsmanager", Status: assessment.ActionDoing},
		{Owner: " \u00ad ", Status: assessment.ActionTodo},
		{Owner: "Examencommissie", Due: "2028-01-01", Status: assessment.ActionStopped},
	}}
	owners, due := p.Promise()
	equal(t, "owners", owners, []string{"Opleidingsmanager", "Docent"})
	equal(t, "due", due, assessment.Date("2027-09-06"))
}

func TestProgressAndTotals(t *testing.T) {
	action := func(status assessment.ActionStatus, due assessment.Date, hours, euros int) assessment.Action {
		return assessment.Action{Status: status, Due: due, Hours: hours, Euros: euros}
	}
	p := assessment.Plan{Priorities: []assessment.Priority{
		{Actions: []assessment.Action{
			action(assessment.ActionTodo, "2026-11-22", 1, 10),
			action(assessment.ActionDoing, "2026-11-23", 2, 20),
			action(assessment.ActionStopped, "2026-01-01", 4, 40),
		}},
		{},
		{Actions: []assessment.Action{
			action(assessment.ActionDone, "2026-01-01", 8, 80),
			action(assessment.ActionDoing, "2026-01-01", 16, 160),
			action(assessment.ActionTodo, "", 32, 320),
		}},
	}}
	open, overdue := p.Progress("2026-11-23")
	equal(t, "open", open, 4)
	equal(t, "overdue", overdue, 2)
	hours, euros := p.Totals()
	equal(t, "hours", hours, 1+2+8+16+32)
	equal(t, "euros", euros, 10+20+80+160+320)
}

func TestByDue(t *testing.T) {
	p := assessment.Plan{Priorities: []assessment.Priority{
		{ID: "p1", Actions: []assessment.Action{{ID: "e"}, {ID: "c", Due: "2026-12-01"}, {ID: "a", Due: "2027-01-01"}}},
		{ID: "p2", Actions: []assessment.Action{{ID: "d"}, {ID: "b", Due: "2026-12-01"}}},
	}}
	var got []string
	for _, x := range p.ByDue() {
		got = append(got, x.Priority.ID+x.ID)
	}
	equal(t, "by due date, none last, then id", got, list("p2b p1c p1a p2d p1e"))
	p.ByDue()[0].What = "changed"
	act, pr := p.Action("b")
	equal(t, "the plan's own action", act.What, "changed")
	equal(t, "its priority", pr.ID, "p2")
}

func TestPlanLookups(t *testing.T) {
	p := assessment.Plan{Priorities: []assessment.Priority{
		{ID: "p1", Indicator: "V1"}, {ID: "p2", Indicator: "V2"}, {ID: "p3", Indicator: "V2"},
	}}
	equal(t, "by id", p.Priority("p2"), &p.Priorities[1])
	equal(t, "first for an indicator", p.PriorityFor("V2").ID, "p2")
	if act, pr := p.Action("none"); act != nil || pr != nil || p.Priority("none") != nil || p.PriorityFor("Z") != nil {
		t.Error("found what is not there")
	}
}

func TestFreshHasNewIDsThroughout(t *testing.T) {
	old := assessment.Priority{ID: "p", Indicator: "V1", Why: "daarom", Actions: []assessment.Action{
		{ID: "a", What: "iets", Notes: []assessment.Note{{ID: "n", Date: "2026-12-01", Text: "begonnen"}}}, {ID: "b"},
	}}
	fresh := old.Fresh()
	seen := map[string]bool{"p": true, "a": true, "b": true, "n": true, "": true}
	isNew := func(id string) {
		if seen[id] {
			t.Errorf("id %q is not new", id)
		}
		seen[id] = true
	}
	isNew(fresh.ID)
	isNew(fresh.Actions[0].ID)
	isNew(fresh.Actions[1].ID)
	isNew(fresh.Actions[0].Notes[0].ID)
	equal(t, "the original keeps its ids", old.ID+old.Actions[0].ID+old.Actions[1].ID+old.Actions[0].Notes[0].ID, "pabn")

	fresh.ID, fresh.Actions[0].ID, fresh.Actions[1].ID, fresh.Actions[0].Notes[0].ID = "p", "a", "b", "n"
	equal(t, "all else", fresh.Why+fresh.Actions[0].What+fresh.Actions[0].Notes[0].Text, "daaromietsbegonnen")
}

func TestSort(t *testing.T) {
	a := round(4, "3 2 1")
	a.Scores[0], a.Scores[2] = a.Scores[2], a.Scores[0]
	a.Ballots = []assessment.Ballot{{ID: "c"}, {ID: "a"}, {ID: "b"}}
	a.Deleted = []assessment.Deletion{{ID: "z"}, {ID: "y"}}
	a.Plan.Priorities = []assessment.Priority{
		{ID: "p2", Position: 7}, {ID: "p3", Position: 1}, {ID: "p1", Position: 1, Actions: []assessment.Action{
			{ID: "a1"}, {ID: "a3", Due: "2027-01-01"}, {ID: "a2", Due: "2026-12-31", Notes: []assessment.Note{
				{ID: "n3", Date: "2027-01-02"}, {ID: "n2", Date: "2027-01-01"}, {ID: "n1", Date: "2027-01-01"},
			}}, {ID: "a0"},
		}},
	}
	a.Sort()
	var got []string
	for _, b := range a.Ballots {
		got = append(got, b.ID)
	}
	for _, s := range a.Scores {
		got = append(got, s.Indicator)
	}
	for _, p := range a.Plan.Priorities {
		got = append(got, p.ID)
		for _, act := range p.Actions {
			got = append(got, act.ID)
			for _, n := range act.Notes {
				got = append(got, n.ID)
			}
		}
	}
	for _, d := range a.Deleted {
		got = append(got, d.ID)
	}
	equal(t, "order", got, list("a b c V1 V2 V3 p1 a2 n1 n2 n3 a3 a0 a1 p3 p2 y z"))
}
