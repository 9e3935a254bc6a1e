package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

func TestNew(t *testing.T) {
	card := cardOf(4, given{"V1", true, 3, 3})
	a := assessment.New(card, assessment.Team{Name: "Zorg"}, "2026-11-23", 42)
	if a.ID == "" || a.Team.ID == "" || a.ID == a.Team.ID {
		t.Errorf("ids %q and %q", a.ID, a.Team.ID)
	}
	equal(t, "details", a.Details, assessment.Details{
		ID: a.ID, Date: "2026-11-23", SchoolYear: "2026-2027", Scope: assessment.ScopeFull, Mode: assessment.ModeTogether,
		Status: assessment.StatusOpen, UpdatedAt: 42,
	})
	equal(t, "plan", a.Plan, assessment.Plan{Date: "2026-11-23", Status: assessment.PlanDraft, UpdatedAt: 42})
	equal(t, "faults", a.Check(), nil)

	again := assessment.New(card, a.Team, "2027-09-01", 43)
	equal(t, "the same team", again.Team, a.Team)
	if again.ID == a.ID {
		t.Error("two assessments have one id")
	}
}

func TestSummarize(t *testing.T) {
	a := round(4, "c3 2 c? x . c.")
	a.Plan.EvaluationDate = "2027-06-01"
	a.Plan.Priorities = []assessment.Priority{{Actions: []assessment.Action{
		{ID: "a", Status: assessment.ActionTodo, Due: "2026-11-22"},
		{ID: "b", Status: assessment.ActionDone, Due: "2026-11-22"},
		{ID: "c", Status: assessment.ActionDoing, Due: "2026-11-24", CarriedFrom: "last"},
		{ID: "d", Status: assessment.ActionDoing, Due: "2026-11-24", CarriedFrom: "last"}, // the same promise
	}}}
	poll(a, "3 3")
	want := assessment.Summary{
		ID: a.ID, Team: a.Team, Date: a.Date, Scope: assessment.ScopeFull, Status: assessment.StatusOpen,
		Revealed: true, Scored: 2, Answered: 4, Total: 6, Ballots: 2,
		PlanStatus: assessment.PlanDraft, EvaluationDate: "2027-06-01", OpenActions: 2, OverdueActions: 1,
	}
	equal(t, "full", a.Summarize("2026-11-23"), want)

	a.Scope = assessment.ScopeCore
	want.Scope, want.Scored, want.Answered, want.Total = assessment.ScopeCore, 1, 2, 3
	equal(t, "core", a.Summarize("2026-11-23"), want)
}

func TestClearedScoreIsBlank(t *testing.T) {
	a := round(4, "3 3")
	rescore(a, "V1", func(s *assessment.Score) { s.Answer = assessment.Blank })
	answered, total := a.Answered()
	equal(t, "answered", answered, 1)
	equal(t, "total", total, 2)
	equal(t, "the record stays", len(a.Scores), 2)
	equal(t, "answer", a.Result().Indicators[0].Answer, assessment.Blank)
}

func TestCardOrderAndLookups(t *testing.T) {
	c := cardOf(4, given{"B2", false, 1, 3}, given{"B1", true, 1, 3}, given{"A1", true, 1, 3})
	for id, want := range map[string]int{"B2": 0, "B1": 1, "A1": 2, "Z1": 3, "": 3} {
		equal(t, "order of "+id, c.Order(id), want)
	}
	ind, area := c.Indicator("A1")
	equal(t, "indicator", ind, &c.Areas[1].Indicators[0])
	equal(t, "its area", area, &c.Areas[1])
	if ind, area := c.Indicator("Z1"); ind != nil || area != nil {
		t.Error("found an indicator the card does not have")
	}
	equal(t, "reference", c.Ref(), assessment.CardRef{ID: "test-card", Version: "1.2.3"})
}

func TestTextInALanguage(t *testing.T) {
	c := &assessment.Card{Languages: []string{"nl", "en"}, Roles: []assessment.Keyed{
		{Key: "team", Title: assessment.Text{"nl": "Opleidingsteam", "en": "Programme team"}},
	}}
	text := assessment.Text{"nl": "visie", "en": "vision"}
	for lang, want := range map[string]string{"nl": "visie", "en": "vision", "de": "visie", "": "visie"} {
		equal(t, lang, c.In(text, lang), want)
	}
	c.Languages = []string{"en", "nl"}
	equal(t, "the card's first language", c.In(text, "de"), "vision")
	equal(t, "a role", c.RoleTitle("team", "nl"), "Opleidingsteam")
	equal(t, "a free role", c.RoleTitle("conciërge", "nl"), "conciërge")
	equal(t, "no language at all", new(assessment.Card).In(text, "nl"), "visie")
	equal(t, "and none fits", new(assessment.Card).In(text, "de"), "")
}

func TestShippedCardHasThePublishedNumbers(t *testing.T) {
	c := shipped(t)
	equal(t, "faults", c.Check(), nil)
	equal(t, "indicators", len(c.InScope(assessment.ScopeFull)), 32)
	equal(t, "core indicators", len(c.InScope(assessment.ScopeCore)), 12)
	sizes := map[string]int{}
	for i := range c.Areas {
		sizes[c.Areas[i].ID] = len(c.Areas[i].Indicators)
	}
	equal(t, "areas", sizes, map[string]int{"V": 7, "B": 8, "I": 9, "P": 8})
	equal(t, "levels", c.Levels(), 4)
}
