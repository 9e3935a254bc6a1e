package sqlite

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// Answers to an indicator that changed or is gone are no longer in any file, and the new order of rows reveals nothing.
func TestMovingLeavesNoTraceOfRemovedAnswers(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, Options{})
	a := storetest.Sample(storetest.Card(4))
	a.Plan.Priorities[0].Indicator, a.Plan.Priorities[1].Indicator = "A1", "A2"
	for i, id := range []string{"A3", "B1"} { // one is gone, the other changes
		a.Ballots[i].Remarks[id] = strings.Repeat(secret, 200)
		for j := range a.Scores {
			if a.Scores[j].Indicator == id {
				a.Scores[j].Note = strings.Repeat(secret, 100)
			}
		}
	}
	a.Ballots[2].Remarks["A1"] = "kept: about what stays"
	must(t, s.Add(t.Context(), a))
	half := remarking("", "kept: half a ballot")
	half.Remarks["A3"] = strings.Repeat(secret, 200)
	must(t, s.SaveDraft(t.Context(), a.ID, half))
	if !strings.Contains(content(t, database(dir))+content(t, database(dir)+"-wal"), secret) {
		t.Fatal("it was never there, so its absence would prove nothing")
	}

	must(t, s.MoveCard(t.Context(), a.ID, storetest.Revised(4)))
	without(t, s, "secret")
	for _, kept := range []string{"kept: about what stays", "kept: half a ballot"} {
		if !strings.Contains(content(t, database(dir)), kept) {
			t.Errorf("%q is gone too", kept)
		}
	}
}

// The next opening of the folder finds the assessment with its new card.
func TestMovedCardIsThereNextTime(t *testing.T) {
	dir, a := t.TempDir(), storetest.Sample(storetest.Card(4))
	a.Plan.Priorities = nil
	s, err := Open(t.Context(), dir, Options{})
	must(t, err)
	must(t, s.Add(t.Context(), a))
	must(t, s.MoveCard(t.Context(), a.ID, storetest.Revised(4)))
	must(t, s.Close())
	got, err := opened(t, dir, Options{}).Load(t.Context(), a.ID)
	must(t, err)
	want := assessment.CardRef{ID: a.Card.ID, Version: "1.1.0"}
	if ind, _ := got.Card.Indicator("B5"); got.Card.Ref() != want || ind == nil {
		t.Errorf("card %v", got.Card.Ref())
	}
}
