package assessment_test

import (
	"regexp"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// Unsaved content on screen wins over what is stored, wherever its file is merged; unchanged records keep their stamps.
func TestUnsavedWinsOverStored(t *testing.T) {
	stored := storetest.Sample(storetest.Card(4))
	now := stored.UpdatedAt // a slow clock: nothing is later than what it replaces
	same := stored.Clone().Unsaved(stored, now)
	if got, want := jsonOf(t, same), jsonOf(t, stored); got != want {
		t.Errorf("without a change:\n got %s\nwant %s", got, want)
	}
	if len(stored.Plan.Priorities) < 2 || len(stored.Plan.Priorities[1].Actions) == 0 {
		t.Fatal("the sample has too little in it")
	}

	screen := stored.Clone()
	for i := range screen.Scores {
		screen.Scores[i].UpdatedAt = 0 // the store sets the stamp, and the screen does not get it
	}
	screen.Team.Name = "Another name"
	screen.Scores[0].Evidence = "seen by nobody yet"
	screen.Plan.Concern = "what worries us"
	screen.Plan.Priorities = screen.Plan.Priorities[1:]
	screen.Plan.Priorities[0].Goal = "another goal"
	screen.Plan.Priorities[0].Actions[0].What = "another action"
	screen.Plan.Priorities[0].Actions = append(screen.Plan.Priorities[0].Actions, assessment.Action{
		ID: "new", What: "new", Status: assessment.ActionTodo, Feasibility: 2,
	})
	stamps := regexp.MustCompile(`,"updated_at":"[^"]*"`)
	plan := func(a *assessment.Assessment) string { return stamps.ReplaceAllString(jsonOf(t, a.Plan), "") }
	want := plan(screen.Unsaved(stored, now))
	for name, file := range map[string]*assessment.Assessment{
		"over what is stored": screen.Unsaved(stored, now),
		"over nothing":        screen.Unsaved(nil, now+1000),
	} {
		merged, err := stored.Merge(file)
		if err != nil {
			t.Fatal(err)
		}
		m := merged.Assessment
		if name == "over nothing" { // then deletions cannot be determined
			m.Plan.Priorities = m.Plan.Priorities[1:]
		}
		if got := plan(m); got != want {
			t.Errorf("%s: the plan is\n%.2000s\nand was on screen\n%.2000s", name, got, want)
		}
		if m.Team.Name != "Another name" || m.Scores[0].Evidence != "seen by nobody yet" {
			t.Errorf("%s: merged is %v, %v", name, m.Team, m.Scores[0])
		}
	}
}
