package exchange_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// dated returns the last round of the example, with an action named what and one that is done.
func dated(t *testing.T, what string) *assessment.Assessment {
	t.Helper()
	example := storetest.Example(t)
	a := example[len(example)-1].Clone()
	acts := a.Plan.ByDue()
	acts[0].What = what
	acts[1].Status = assessment.ActionDone
	acts[2].Due = ""
	return a
}

// A calendar has the due dates of open actions and the evaluation as all-day events, in lines that follow the standard; any
// text is read back unchanged.
func TestCalendar(t *testing.T) {
	for _, what := range []string{"Uren", `a,b;c\d "e"`, "een\ntwee", strings.Repeat("lang é ", 40), "👩‍🏫", "END:VEVENT\r\nBEGIN:VEVENT", "x\x00y"} {
		a := dated(t, what)
		entries := assessment.Round{Assessment: a}.Calendar()
		b := exchange.Calendar(entries, words.In("nl"), "2026-11-30")
		for line := range bytes.SplitSeq(b, []byte("\r\n")) {
			if len(line) > 75 || bytes.ContainsAny(line, "\n\x00") {
				t.Errorf("%.20q: the line %q", what, line)
			}
		}
		cal, err := ics.ParseCalendar(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%.20q: %v", what, err)
		}
		open := assessment.OfRound(assessment.OpenActions([]*assessment.Assessment{a}), a.ID)
		want := 1
		for _, x := range open {
			if x.Due != "" {
				want++
			}
		}
		if len(cal.Events()) != want || len(entries) != want {
			t.Fatalf("%.20q: %d events, want %d", what, len(cal.Events()), want)
		}
		seen := false
		for i, event := range cal.Events() {
			day, err := event.GetAllDayStartAt()
			if err != nil || assessment.DateOf(day) != entries[i].Day || event.Id() != entries[i].UID {
				t.Errorf("event %d of %v, %v; want %+v", i, day, err, entries[i])
			}
			if end, err := event.GetAllDayEndAt(); err != nil || !end.Equal(day.AddDate(0, 0, 1)) {
				t.Errorf("it ends %v, %v", end, err)
			}
			said := event.GetProperty(ics.ComponentPropertySummary).Value
			plain := strings.Join(strings.Fields(strings.ReplaceAll(what, "\x00", "\uFFFD")), " ")
			seen = seen || said == plain+" ("+a.Team.Name+")"
		}
		if !seen {
			t.Errorf("%.20q is not among the events:\n%s", what, b)
		}
	}
}

// Exporting the same dates again gives the same bytes and ids; a later change has a higher sequence number, so that it
// replaces the earlier one.
func TestCalendarReplaces(t *testing.T) {
	a := dated(t, "Uren")
	first := exchange.Calendar(assessment.Round{Assessment: a}.Calendar(), words.In("nl"), "2026-11-30")
	if again := exchange.Calendar(assessment.Round{Assessment: a}.Calendar(), words.In("nl"), "2026-11-30"); !bytes.Equal(first, again) {
		t.Error("the same dates give other bytes")
	}
	acts := a.Plan.ByDue()
	id := acts[0].ID
	acts[0].Due, acts[0].UpdatedAt = "2027-05-05", acts[0].UpdatedAt+3_600_000
	find := func(b []byte) (day, number string) {
		cal, err := ics.ParseCalendar(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range cal.Events() {
			if e.Id() == "action-"+id+"@kwaliteitskaart" {
				return e.GetProperty(ics.ComponentPropertyDtStart).Value, e.GetProperty(ics.ComponentPropertySequence).Value
			}
		}
		t.Fatal("the action has another id")
		return "", ""
	}
	_, before := find(first)
	day, now := find(exchange.Calendar(assessment.Round{Assessment: a}.Calendar(), words.In("nl"), "2026-12-01"))
	if day != "20270505" || len(now) < len(before) || now <= before {
		t.Errorf("on %s, number %s after %s", day, now, before)
	}
}

// Each owner gets a file with that owner's actions and the evaluation, whatever the owner is called.
func TestCalendarPerOwner(t *testing.T) {
	a := dated(t, "Uren")
	owners := []string{"../Ans", "", "../ANS "}
	for _, e := range (assessment.Round{Assessment: a}).Calendar() {
		if e.Action != nil && len(owners) > 0 {
			e.Action.Owner, owners = owners[0], owners[1:]
		}
	}
	path := filepath.Join(t.TempDir(), "x.ics")
	entries := assessment.Round{Assessment: a}.Calendar()
	saved, err := exchange.SaveCalendars(path, entries, words.In("en"), "2026-11-30", func(owner string) string {
		return strings.ReplaceAll(owner, "/", "-") + ".ics"
	})
	if err != nil || len(saved) < 3 {
		t.Fatalf("%v, %v", saved, err)
	}
	events := 0
	for i, s := range saved {
		b, err := exchange.ReadFile(s.Path)
		if err != nil {
			t.Fatal(err)
		}
		cal, err := ics.ParseCalendar(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		events += len(cal.Events())
		if name := filepath.Base(s.Path); i == 0 && (name != "..-Ans.ics" || len(cal.Events()) != 3) || (s.Nobody == 1) != (name == "without an owner.ics") {
			t.Errorf("%+v has %d events", s, len(cal.Events()))
		}
	}
	if want := len(entries) + len(saved) - 1; events != want {
		t.Errorf("%d events in all, want %d: each action once, and the evaluation in each", events, want)
	}
	if got, want := exchange.Without(saved, words.In("en")), "1 action has no owner yet; it is in without an owner.ics."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
