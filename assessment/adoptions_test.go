package assessment_test

import (
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// A plan that was reopened and adopted again shows each adoption, why it was reopened and what the next one changed, however
// that came about; one that was never reopened, and the plan as it was adopted, show none of it.
func TestAdoptionsShowWhatReopeningChanged(t *testing.T) {
	a := storetest.Adopted(storetest.Card(4))
	equal(t, "history of one adoption", len(a.Adoptions()), 0)
	first := a.Plan.AdoptedOn
	step := func(next *assessment.Assessment, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		a = next
	}
	score := a.Scores[0].Indicator
	is := func(answer assessment.Answer) { a.Scores[0].Answer = answer }
	is(1) // by a file that was changed by hand
	step(a.Reopen("2026-12-01", "B2 was niet goed besproken", assessment.LastInstant-9))
	equal(t, "of a draft", fields(a.Adoptions()), []string{"adopted " + string(first), "reopened 2026-12-01 B2 was niet goed besproken"})
	is(2)
	step(a.Adopt("2026-12-02", "zo", nil, assessment.LastInstant-8))
	a.Plan.Log = slices.DeleteFunc(a.Plan.Log, func(e assessment.LogEntry) bool { return e.Record == score }) // what the log lost still shows
	step(a.Reopen("2026-12-02", "nog eens", assessment.LastInstant-7))
	is(3)
	step(a.Adopt("2026-12-02", "zo", nil, assessment.LastInstant-6))
	step(a.Reopen("2026-12-03", "weer", assessment.LastInstant-5))
	step(a.Adopt("2026-12-04", "zo", nil, assessment.LastInstant-4))
	is(1) // a change since the last adoption

	want := []string{
		"adopted " + string(first), "reopened 2026-12-01 B2 was niet goed besproken", "answer  ? → 2",
		"adopted_again 2026-12-02", "reopened 2026-12-02 nog eens", "answer 2026-12-02 2 → 3",
		"adopted_again 2026-12-02", "reopened 2026-12-03 weer", "adopted_again 2026-12-04",
	}
	want[2] = "answer  " + a.Plan.Editions[0].Scores[0].Answer.String() + " → 2"
	equal(t, "history", fields(a.Adoptions()), want)
	equal(t, "changes since", len(a.Changes()), 1)
	equal(t, "history of the plan as adopted", len(a.AsAdopted().Adoptions()), 0)
}

func fields(list []assessment.Change) (all []string) {
	for _, c := range list {
		s := c.Field + " " + string(c.On)
		switch {
		case !c.Event():
			s += " " + c.Before + " → " + c.After
		case c.Why != "":
			s += " " + c.Why
		}
		all = append(all, s)
	}
	return all
}
