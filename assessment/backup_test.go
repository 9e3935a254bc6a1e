package assessment_test

import (
	"slices"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

func TestSpareBackups(t *testing.T) {
	place := time.FixedZone("here", 2*60*60)
	now := time.Date(2026, 11, 23, 1, 0, 0, 0, place) // in UTC it is the day before
	made := func(days, hours int) assessment.Backup {
		return assessment.Backup{Made: assessment.InstantOf(now.AddDate(0, 0, -days).Add(time.Duration(-hours) * time.Hour))}
	}
	var list []assessment.Backup
	for i := range 10 {
		list = append(list, made(1, i*2)) // today and the day before, as many as are kept anyhow
	}
	keep := len(list) + 2
	older, sameDay, last, tooOld := made(5, 0), made(5, 1), made(29, 0), made(31, 0)
	sameDay.Made = older.Made - 1
	list = append(list, tooOld, sameDay, older, last)
	spare := assessment.SpareBackups(list, now)
	if want := []assessment.Backup{sameDay, tooOld}; !slices.Equal(spare, want) || len(list)-len(spare) != keep {
		t.Errorf("spare are %v, want %v", spare, want)
	}
	if spare := assessment.SpareBackups(list[:10], now.AddDate(10, 0, 0)); len(spare) > 0 {
		t.Errorf("the last ones are kept however old, but %v are spare", spare)
	}
}

func TestRetire(t *testing.T) {
	store := storetest.NewMemory(func() assessment.Instant { return 1_796_000_000_000 })
	for id, date := range map[string]assessment.Date{"old": "2021-11-22", "edge": "2021-11-23", "new": "2026-01-01"} {
		a := storetest.Sample(storetest.Card(4))
		a.ID, a.Date = id, date
		if err := store.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		years int
		want  []string
	}{{0, nil}, {6, nil}, {5, []string{"old"}}, {5, nil}} {
		retired, err := assessment.Retire(t.Context(), store, "2026-11-23", c.years)
		var got []string
		for _, x := range retired {
			got = append(got, x.ID)
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%d years: retired %v, %v, want %v", c.years, got, err, c.want)
		}
	}
	if list, err := store.Binned(t.Context()); err != nil || len(list) != 1 || list[0].ID != "old" {
		t.Errorf("in the bin: %v, %v", list, err)
	}
}
