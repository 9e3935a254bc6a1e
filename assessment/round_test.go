package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
)

// A round loaded from a store equals one found among files, except for its number, which files do not contain.
func TestRoundIsTheSameFromFiles(t *testing.T) {
	store := memory.New(func() assessment.Instant { return 1_796_000_000_000 })
	card := storetest.Card(4)
	var all []*assessment.Assessment
	for _, r := range []struct {
		id, team string
		date     assessment.Date
	}{
		{"b", "t", "2026-11-23"}, {"a", "t", "2026-11-23"}, {"older", "t", "2024-11-23"}, {"later", "t", "2027-11-23"}, {"other", "u", "2025-11-23"},
	} {
		a := storetest.Sample(card)
		a.ID, a.Team.ID, a.Date = r.id, r.team, r.date
		all = append(all, a)
		if err := store.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	loaded, err := assessment.LoadRound(t.Context(), store, "b")
	if err != nil {
		t.Fatal(err)
	}
	among := assessment.RoundAmong(all[0], all)
	for name, r := range map[string]assessment.Round{"loaded": loaded, "among files": among} {
		if r.Assessment.ID != "b" || len(r.Earlier) != 2 || r.Earlier[0].ID != "a" || r.Earlier[1].ID != "older" {
			t.Errorf("%s: %s after %d rounds", name, r.Assessment.ID, len(r.Earlier))
		}
	}
	if loaded.Number != 3 || among.Number != 0 {
		t.Errorf("round %d; among files %d", loaded.Number, among.Number)
	}
	if _, err := assessment.LoadRound(t.Context(), store, "nobody"); assessment.CodeOf(err) != assessment.CodeNotFound {
		t.Errorf("nobody: %v", err)
	}
}
