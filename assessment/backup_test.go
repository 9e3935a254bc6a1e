package assessment_test

import (
	"slices"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
)

func TestSpareBackups(t *testing.T) {
	place := time.FixedZone("here", 2*60*60)
	midnight := time.Date(2026, 11, 23, 0, 0, 0, 0, place) // in UTC it is the day before
	var list, want []assessment.Backup
	add := func(at time.Time, spare bool) {
		b := assessment.Backup{Number: len(list) + 1, Made: assessment.InstantOf(at)}
		list = append(list, b)
		if spare {
			want = append([]assessment.Backup{b}, want...)
		}
	}
	add(midnight.Add(-time.Hour), true) // of the 31st day back
	add(midnight, true)                 // not the last of its day
	add(midnight.Add(23*time.Hour), false)
	for day := range 28 { // the oldest day that is kept
		add(midnight.AddDate(1, 0, day), false)
	}
	for hour := range assessment.KeptBackups { // the last ones, all of one day, and the clock is set right
		add(midnight.AddDate(0, 0, 1).Add(time.Duration(hour)*time.Hour), false)
	}
	shuffled := slices.Clone(list)
	slices.Reverse(shuffled[5:])
	if spare := assessment.SpareBackups(shuffled, place); !slices.Equal(spare, want) {
		t.Errorf("spare are %v, want %v", spare, want)
	}
	if newest := assessment.NewestBackup(shuffled); newest == nil || newest.Number != len(list) {
		t.Errorf("the newest is %v", newest)
	}
	// Backups made before they were numbered are older than all others, and ordered by time among themselves.
	old := []assessment.Backup{{Made: 5, Path: "later"}, {Made: 3, Path: "earlier"}, {Made: 1, Number: 1, Path: "counted"}}
	slices.SortFunc(old, assessment.Newer)
	if old[0].Path != "counted" || old[1].Path != "later" {
		t.Errorf("sorted are %v", old)
	}
}

// Of a single day only the last backups are kept, and a damaged backup is never the newest.
func TestBackupsOfOneDay(t *testing.T) {
	var list []assessment.Backup
	for n := range assessment.KeptBackups + 2 {
		list = append(list, assessment.Backup{Number: n + 1, Made: assessment.Instant(n)})
	}
	if spare := assessment.SpareBackups(list, time.UTC); !slices.Equal(spare, []assessment.Backup{list[1], list[0]}) {
		t.Errorf("spare are %v", spare)
	}
	list[len(list)-1].Err = assessment.Fail(assessment.CodeDamaged, nil)
	if newest := assessment.NewestBackup(list); newest == nil || newest.Number != len(list)-1 {
		t.Errorf("the newest is %v", newest)
	}
}

func TestRetire(t *testing.T) {
	store := memory.New(func() assessment.Instant { return 1_796_000_000_000 })
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
