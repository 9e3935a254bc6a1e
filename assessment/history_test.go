package assessment_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
)

// adopted returns a plan with one priority and one action.
func adopted() assessment.Plan {
	a := planned()
	p := a.Plan
	p.Status, p.AdoptedOn = assessment.PlanAdopted, "2026-12-01"
	p.Priorities[0].Goal = "doel"
	return p
}

// changedPlan returns a changed copy of the plan and leaves the original unchanged.
func changedPlan(p assessment.Plan, change func(*assessment.Plan)) assessment.Plan {
	p.Priorities = slices.Clone(p.Priorities)
	for i := range p.Priorities {
		p.Priorities[i].Actions = slices.Clone(p.Priorities[i].Actions)
	}
	change(&p)
	return p
}

// told returns a history as "record field: before > after", one per line.
func told(h []assessment.PlanChange) []string {
	lines := []string{}
	for _, c := range h {
		lines = append(lines, fmt.Sprintf("%s %s: %s > %s", c.Record, c.Field, c.Before, c.After))
	}
	return lines
}

// Every field is either progress or agreement: a field added to the plan fails this test until it is classified.
func TestEveryPlanFieldIsAgreementOrProgress(t *testing.T) {
	progress := strings.Fields(`Plan.Status Plan.Waived Plan.UpdatedAt Plan.Priorities
		Priority.ID Priority.Position Priority.UpdatedAt Priority.Actions
		Action.ID Action.Feasibility Action.Status Action.Reason Action.Suggestion Action.UpdatedAt Action.Notes`)
	var fields []assessment.PlanField
	for _, of := range []func(p *assessment.Plan) any{
		func(p *assessment.Plan) any { return p },
		func(p *assessment.Plan) any { return &p.Priorities[0] },
		func(p *assessment.Plan) any { return &p.Priorities[0].Actions[0] },
	} {
		kind := reflect.TypeOf(of(&assessment.Plan{Priorities: []assessment.Priority{{Actions: []assessment.Action{{}}}}})).Elem()
		for i := range kind.NumField() {
			name := kind.Name() + "." + kind.Field(i).Name
			if slices.Contains(progress, name) {
				continue
			}
			before := adopted()
			after := changedPlan(before, func(p *assessment.Plan) {
				switch f := reflect.ValueOf(of(p)).Elem().Field(i); f.Kind() {
				case reflect.String:
					f.SetString("2030-01-01")
				default:
					f.SetInt(7)
				}
			})
			got := assessment.PlanChanges(&before, &after)
			if len(got) != 1 || got[0].After != "2030-01-01" && got[0].After != "7" {
				t.Errorf("%s: changes %v", name, told(got))
				continue
			}
			fields = append(fields, got[0].Field)
		}
	}
	for _, f := range assessment.PlanFields {
		if strings.HasSuffix(string(f), "_added") || strings.HasSuffix(string(f), "_removed") {
			continue
		}
		if n := len(fields); len(slices.DeleteFunc(slices.Clone(fields), func(x assessment.PlanField) bool { return x == f })) != n-1 {
			t.Errorf("field %s is not that of exactly one", f)
		}
	}
}

func TestPlanChanges(t *testing.T) {
	action := func(p *assessment.Plan) *assessment.Action { return &p.Priorities[0].Actions[0] }
	tests := map[string]struct {
		change func(*assessment.Plan)
		want   string
	}{
		"nothing": {func(*assessment.Plan) {}, ""},
		"progress": {func(p *assessment.Plan) {
			a := action(p)
			a.Status, a.Reason, a.Notes = assessment.ActionStopped, "geen tijd", []assessment.Note{{ID: "n"}}
			p.Priorities[0].Position = 9
		}, ""},
		"white space around a text": {func(p *assessment.Plan) { p.Priorities[0].Goal = " doel\n" }, ""},
		"a text is cleared":         {func(p *assessment.Plan) { p.Priorities[0].Goal = "" }, "p1 goal: doel > "},
		"several fields": {
			func(p *assessment.Plan) { p.Strong, action(p).Due, action(p).Hours = "sterk", "2027-02-01", 8 },
			" strong:  > sterk\na1 due: 2027-01-01 > 2027-02-01\na1 hours: 0 > 8",
		},
		"an action is added": {func(p *assessment.Plan) {
			p.Priorities[0].Actions = append(p.Priorities[0].Actions, assessment.Action{ID: "a2", What: "nog iets"})
		}, "a2 action_added:  > nog iets"},
		"an action is removed": {
			func(p *assessment.Plan) { p.Priorities[0].Actions = nil },
			"a1 action_removed: iets > ",
		},
		"a priority is added with its action": {func(p *assessment.Plan) {
			p.Priorities = append(p.Priorities, assessment.Priority{
				ID: "p2", Indicator: "V1", Actions: []assessment.Action{{ID: "a2", What: "nog iets"}},
			})
		}, "p2 priority_added:  > V1\na2 action_added:  > nog iets"},
		"a priority is removed with its action": {
			func(p *assessment.Plan) { p.Priorities = nil },
			"p1 priority_removed: V2 > \na1 action_removed: iets > ",
		},
		"it becomes a draft": {
			func(p *assessment.Plan) { p.Status, p.Choice = assessment.PlanDraft, "anders" },
			" adopted_on: 2026-12-01 > \n choice:  > anders",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			before := adopted()
			after := changedPlan(before, tt.change)
			equal(t, "changes", told(assessment.PlanChanges(&before, &after)), lines(tt.want))

			before.Status, after.Status = assessment.PlanDraft, assessment.PlanDraft
			equal(t, "of a draft", told(assessment.PlanChanges(&before, &after)), []string{})
			after.Status = assessment.PlanAdopted
			equal(t, "on adopting", told(assessment.PlanChanges(&before, &after)), []string{" adopted_on:  > 2026-12-01"})
		})
	}

	before := adopted()
	after := changedPlan(before, func(p *assessment.Plan) { action(p).What, action(p).Owner = "iets beters", "Coach" })
	for _, c := range assessment.PlanChanges(&before, &after) {
		equal(t, "what it is about", c.Indicator+" "+c.What, "V2 iets beters")
	}
}

// story changes a plan step by step and records its history.
type story struct {
	plan    assessment.Plan
	history []assessment.PlanChange
	now     assessment.Instant
}

func (s *story) after(d time.Duration, change func(*assessment.Plan)) {
	s.now += assessment.Instant(d.Milliseconds())
	next := changedPlan(s.plan, change)
	s.history = assessment.Recorded(s.history, assessment.PlanChanges(&s.plan, &next), s.now)
	s.plan = next
}

func TestRecorded(t *testing.T) {
	action := func(p *assessment.Plan) *assessment.Action {
		list := p.Priorities[0].Actions
		return &list[len(list)-1]
	}
	add := func(id string) func(*assessment.Plan) {
		return func(p *assessment.Plan) {
			p.Priorities[0].Actions = append(p.Priorities[0].Actions, assessment.Action{ID: id, Feasibility: 2})
		}
	}
	removeLast := func(p *assessment.Plan) {
		p.Priorities[0].Actions = p.Priorities[0].Actions[:len(p.Priorities[0].Actions)-1]
	}
	owner := func(name string) func(*assessment.Plan) {
		return func(p *assessment.Plan) { action(p).Owner = name }
	}
	what := func(text string) func(*assessment.Plan) {
		return func(p *assessment.Plan) { action(p).What = text }
	}
	backAs := func(priority, act string) func(*assessment.Plan) {
		return func(p *assessment.Plan) {
			*p = adopted()
			p.Priorities[0].ID, p.Priorities[0].Actions[0].ID = priority, act
		}
	}
	removeAll := func(p *assessment.Plan) { p.Priorities = nil }
	draft := func(p *assessment.Plan) { p.Status = assessment.PlanDraft }
	adopt := func(on assessment.Date) func(*assessment.Plan) {
		return func(p *assessment.Plan) { p.Status, p.AdoptedOn = assessment.PlanAdopted, on }
	}
	const tick, soon, later = time.Millisecond, time.Hour - time.Millisecond, time.Hour
	type step struct {
		wait time.Duration
		do   func(*assessment.Plan)
	}
	tests := map[string]struct {
		steps []step
		want  string
	}{
		"letters of one sentence": {
			[]step{{0, owner("C")}, {soon, owner("Co")}, {soon, owner("Coach")}},
			"a1 owner: Docent > Coach",
		},
		"an hour between": {
			[]step{{0, owner("C")}, {later, owner("Coach")}},
			"a1 owner: Docent > C\na1 owner: C > Coach",
		},
		"taken back": {[]step{{0, owner("C")}, {soon, owner("Docent")}}, ""},
		"taken back an hour later": {
			[]step{{0, owner("C")}, {later, owner("Docent")}},
			"a1 owner: Docent > C\na1 owner: C > Docent",
		},
		"a clock that is put back": {[]step{{0, owner("C")}, {-24 * later, owner("Coach")}}, "a1 owner: Docent > Coach"},
		"two fields by turns": {
			[]step{{0, owner("C")}, {tick, what("w")}, {tick, owner("Coach")}, {tick, what("werk")}},
			"a1 owner: Docent > Coach\na1 what: iets > werk",
		},
		"an action is added and filled in": {
			[]step{{0, add("a2")}, {tick, what("n")}, {soon, what("nieuw")}, {soon, owner("Coach")}},
			"a2 action_added:  > nieuw",
		},
		"and changed an hour later": {
			[]step{{0, add("a2")}, {tick, what("nieuw")}, {later, owner("Coach")}},
			"a2 action_added:  > nieuw\na2 owner:  > Coach",
		},
		"an action is added and removed": {[]step{{0, add("a2")}, {tick, what("n")}, {tick, removeLast}}, ""},
		"and removed an hour later": {
			[]step{{0, add("a2")}, {tick, what("n")}, {later, removeLast}},
			"a2 action_added:  > n\na2 action_removed: n > ",
		},
		"an action without a name": {[]step{{0, add("a2")}}, "a2 action_added:  > "},
		"a priority is added and filled in": {
			[]step{{0, func(p *assessment.Plan) {
				p.Priorities = append(p.Priorities, assessment.Priority{ID: "p2", Indicator: "V1"})
			}}, {tick, func(p *assessment.Plan) { p.Priorities[1].Goal = "doel" }}},
			"p2 priority_added:  > V1",
		},
		"all is removed": {[]step{{0, removeAll}}, "p1 priority_removed: V2 > \na1 action_removed: iets > "},
		"and put back":   {[]step{{0, removeAll}, {soon, backAs("p9", "a9")}}, ""},
		"and put back an hour later": {
			[]step{{0, removeAll}, {later, backAs("p9", "a9")}},
			"p1 priority_removed: V2 > \na1 action_removed: iets > \np9 priority_added:  > V2\na9 action_added:  > iets",
		},
		"and put back otherwise": {
			[]step{{0, removeAll}, {tick, func(p *assessment.Plan) {
				backAs("p9", "a9")(p)
				p.Priorities[0].Actions[0].Owner = "Coach"
			}}},
			"a1 action_removed: iets > \na9 action_added:  > iets",
		},
		"what was put back is changed": {
			[]step{{0, removeAll}, {tick, backAs("p9", "a9")}, {tick, owner("Coach")}},
			"a9 owner: Docent > Coach",
		},
		"it becomes a draft":            {[]step{{0, draft}, {tick, owner("Coach")}}, " adopted_on: 2026-12-01 > "},
		"by mistake":                    {[]step{{0, draft}, {tick, adopt("2026-12-01")}}, ""},
		"and is adopted on another day": {[]step{{0, draft}, {tick, adopt("2026-12-02")}}, " adopted_on: 2026-12-01 > 2026-12-02"},
		"what changes after that joins nothing from before": {
			[]step{{0, owner("Coach")}, {tick, draft}, {tick, adopt("2026-12-02")}, {tick, owner("Docent")}},
			"a1 owner: Docent > Coach\n adopted_on: 2026-12-01 > 2026-12-02\na1 owner: Coach > Docent",
		},
		"and is adopted much later": {
			[]step{{0, owner("Coach")}, {tick, draft}, {tick, owner("Directie")}, {later, adopt("2027-01-10")}, {tick, owner("IB")}},
			"a1 owner: Docent > Coach\n adopted_on: 2026-12-01 > \n adopted_on:  > 2027-01-10\na1 owner: Directie > IB",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &story{plan: adopted(), now: 1_796_000_000_000}
			for _, step := range tt.steps {
				kept := slices.Clone(s.history)
				old := s.history
				s.after(step.wait, step.do)
				equal(t, "the history before is left alone", old, kept)
			}
			equal(t, "history", told(s.history), lines(tt.want))
		})
	}
}

func TestAdoptingForTheFirstTimeChangesNothing(t *testing.T) {
	s := &story{plan: adopted()}
	s.plan.Status, s.plan.AdoptedOn = assessment.PlanDraft, ""
	s.after(0, func(p *assessment.Plan) { p.Status, p.AdoptedOn = assessment.PlanAdopted, "2026-12-01" })
	equal(t, "history", told(s.history), []string{})
}

func TestHistorySaysWhenAndWhat(t *testing.T) {
	s := &story{plan: adopted(), now: 1000}
	rename := func(text string) func(*assessment.Plan) {
		return func(p *assessment.Plan) { p.Priorities[0].Actions[0].What = text }
	}
	s.after(0, rename("overleg"))
	s.after(time.Minute, func(p *assessment.Plan) { p.Priorities[0].Actions[0].Hours = 4 })
	s.after(time.Minute, rename("overleg met ouders"))
	equal(t, "history", s.history, []assessment.PlanChange{
		{At: 61_000, Record: "a1", Indicator: "V2", What: "overleg", Field: assessment.FieldHours, Before: "0", After: "4"},
		{
			At: 121_000, Record: "a1", Indicator: "V2", What: "overleg met ouders", Field: assessment.FieldWhat,
			Before: "iets", After: "overleg met ouders",
		},
	})
}
