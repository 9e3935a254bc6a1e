package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// eventDays returns the days of the events in a calendar file, sorted.
func (r *room) eventDays(path string) (days []string) {
	r.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		r.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if day, ok := strings.CutPrefix(strings.TrimSpace(line), "DTSTART;VALUE=DATE:"); ok {
			days = append(days, day[:4]+"-"+day[4:6]+"-"+day[6:])
		}
	}
	slices.Sort(days)
	return days
}

// The overview writes the dates of the teams it shows to one calendar file: of the data folder, after a search only those
// found, and of the files of a folder.
func TestCalendarOfTheOverview(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	other := assessment.New(r.Card, assessment.Team{Name: "Team Noord"}, r.today, r.clock)
	other.Plan.EvaluationDate = "2027-07-01"
	if err := r.store.Add(r.Context(), other); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(r.Documents, r.say("overview.title")+" "+string(r.today)+exchange.ICS)
	written := func() []string {
		t.Helper()
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		r.click(r.say("calendar.button"))
		r.sees(r.say("print.saved", "file", path))
		return r.eventDays(path)
	}
	r.PrintOverview = func(context.Context, string, *assessment.Overview, *words.Language) error { return nil } // for the buttons
	r.ShowOverview()
	o := r.screen.(*overviewScreen)
	want := func() (days []string) {
		for _, e := range o.shown().Calendar() {
			days = append(days, string(e.Day))
		}
		slices.Sort(days)
		return days
	}
	all := written()
	if !slices.Equal(all, want()) || !slices.Contains(all, "2027-07-01") || !slices.Contains(all, "2027-06-01") || !slices.Contains(all, "2027-01-04") {
		t.Errorf("of all teams %v, want %v", all, want())
	}
	o.search()
	r.write("Noord")
	if got := written(); !slices.Equal(got, []string{"2027-07-01"}) {
		t.Errorf("of the team looked up %v", got)
	}

	dir := t.TempDir()
	example := storetest.Example(t)
	if err := exchange.Save(filepath.Join(dir, "a"+handOver), example[len(example)-1]); err != nil {
		t.Fatal(err)
	}
	r.TakeFiles([]string{dir})
	o = r.screen.(*overviewScreen)
	if got := written(); !slices.Equal(got, want()) || !slices.Contains(got, "2027-06-01") || slices.Contains(got, "2027-07-01") {
		t.Errorf("of a folder %v, want %v", got, want())
	}
}
