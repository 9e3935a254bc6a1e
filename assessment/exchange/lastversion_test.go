package exchange_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

const lastVersion = 3

// second returns what is in the kept file of the last version: something of everything that version has.
func second(t testing.TB) *assessment.Assessment {
	t.Helper()
	const at = assessment.Instant(1_795_435_200_000) // 23 November 2026, noon
	card := storetest.BuiltIn(t).Find(assessment.CardRef{ID: exchange.DefaultCard, Version: "1.1.0"})
	a := assessment.New(card, assessment.Team{ID: "team", Name: "Team Zorg"}, "2026-11-23", at)
	a.ID, a.Mode, a.Revealed = "second", assessment.ModeIndividual, true
	for _, id := range []string{"x", "y", "z"} {
		a.Ballots = append(a.Ballots, assessment.Ballot{
			ID: id, Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 2}, Remarks: map[string]string{},
		})
	}
	a.Scores = []assessment.Score{{Indicator: "V1", Answer: 2, Note: "dat is te laag", Target: 3, Importance: 3, Disagreed: true, UpdatedAt: at}}
	a.Plan.EvaluationDate = "2027-06-01"
	a.Plan.Priorities = []assessment.Priority{{ID: "p1", Indicator: "V1", Goal: "verhaal", Position: 1, UpdatedAt: at, Actions: []assessment.Action{{
		ID: "a1", What: "schrijf op waarom", Owner: "coach", Due: "2027-02-01", Hours: 4, Euros: 9000, Feasibility: 2,
		Status: assessment.ActionDoing, CarriedFrom: "a0", UpdatedAt: at,
		Notes: []assessment.Note{{ID: "n1", Date: "2026-12-01", Text: "begonnen"}},
		Reply: &assessment.Reply{Kind: assessment.ReplyPartly, Words: "nu de helft", Hours: 2, On: "2026-12-02", UpdatedAt: at},
	}}}}
	first := assessment.KeptRound{
		ID: "first", Date: "2025-11-24", Card: assessment.CardRef{ID: exchange.DefaultCard, Version: "1.0.0"}, Levels: 4,
		Scope: assessment.ScopeFull, UpdatedAt: at,
		Answers: []assessment.PreviousAnswer{{Indicator: "V1", Revision: 1, Core: true, Answer: 1}},
		Actions: []assessment.Outcome{{
			ID: "a0", Indicator: "V1", What: "praat erover", Owner: "team", Due: "2026-06-01", Status: assessment.ActionStopped, Reason: "geen tijd",
			CarriedFrom: "a00",
		}},
	}
	older := first
	older.ID, older.Date, older.Actions = "zeroth", "2024-11-25", []assessment.Outcome{{
		ID: "a01", Indicator: "V2", What: "zoek een gastdocent", Owner: "coach", Due: "2025-06-01", Hours: 8, Status: assessment.ActionDoing,
		Reply: &assessment.Reply{Kind: assessment.ReplyLater, Words: "volgend jaar", On: "2024-12-02", UpdatedAt: at},
	}}
	a.Previous = &assessment.Previous{KeptRound: first, Older: []assessment.KeptRound{older}}
	a.Plan.Status, a.Plan.AdoptedOn = assessment.PlanAdopted, "2026-11-23"
	a.SealOlder()
	a.Plan.Priorities[0].Actions[0].Due = "2027-03-01" // changed since
	a.Plan.Log = []assessment.LogEntry{
		{ID: "l1", On: "2026-11-23", Field: assessment.LogAdopted, After: "2026-11-23"},
		{ID: "l2", On: "2026-12-01", Record: "a1", Field: "due", Before: "2027-02-01", After: "2027-03-01", Why: "de coach was ziek"},
	}
	a.Deleted = []assessment.Deletion{{ID: "d1", UpdatedAt: at}}
	return a
}

// The kept file of the last version says what it was made to say, and shows its change with the day and the reason.
func TestLastVersionIsReadAsItWasMeant(t *testing.T) {
	path := filepath.Join("testdata", "versions", fmt.Sprintf("kwaliteitskaart-%d.json", lastVersion))
	want := written(t, second(t))
	if _, err := os.Stat(path); err != nil && *update {
		if err := os.WriteFile(path, want, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("it says otherwise: %v", err)
	}
	a, err := exchange.Read(got, storetest.BuiltIn(t))
	if err != nil {
		t.Fatal(err)
	}
	changes := a.Changes()
	if len(changes) != 1 || changes[0].Field != "due" || changes[0].On != "2026-12-01" || changes[0].Why == "" {
		t.Errorf("changes: %+v", changes)
	}
	spec, err := os.ReadFile(filepath.Join("..", "..", ".github", "spec", "exchange.md"))
	if err != nil || !bytes.Contains(spec, indented(got)) {
		t.Error("the spec does not print the kept file of the last version as it is")
	}
}

// indented returns a file as printed in the spec: indented, as code.
func indented(file []byte) []byte {
	return append([]byte("    "), bytes.ReplaceAll(bytes.TrimSpace(file), []byte("\n"), []byte("\n    "))...)
}

// An adopted file from before editions gets the same edition on every computer; a broken one is refused for its faults, not
// for the edition it lacks.
func TestUpgradingAnAdoptedFile(t *testing.T) {
	kept, err := os.ReadFile(filepath.Join("testdata", "versions", "kwaliteitskaart-1.json"))
	if err != nil {
		t.Fatal(err)
	}
	content := strings.NewReplacer(`"status":"draft"`, `"status":"adopted"`, `"adopted_on":""`, `"adopted_on":"2026-11-30"`).Replace(contentOf(t, kept))
	old := func(change func(content string) string) []byte { return sealed("kwaliteitskaart", change(content)) }
	same := func(s string) string { return s }
	a, err := exchange.Read(old(same), storetest.BuiltIn(t))
	if err != nil {
		t.Fatal(err)
	}
	again, err := exchange.Read(old(same), storetest.BuiltIn(t))
	if err != nil || !bytes.Equal(written(t, a), written(t, again)) {
		t.Errorf("read twice it is not the same: %v", err)
	}
	e := a.Plan.LastEdition()
	if e == nil || assessment.Instant(a.Plan.SealedAt).String() != "2026-11-30T00:00:00Z" || e.SealedAt != a.Plan.SealedAt || a.Plan.LogsAdoption() {
		t.Errorf("adopted as %+v", a.Plan)
	}
	if len(a.Changes()) > 0 {
		t.Errorf("changes of what was only read: %v", a.Changes())
	}
	for name, c := range map[string]struct {
		old, new, want string
	}{
		"a name twice":     {`"strong":""`, `"strong":"","strong":"x"`, "content plan.strong twice"},
		"half a character": {`"strong":""`, `"strong":"\ud800"`, "content plan.strong syntax"},
		"a bad date":       {`"adopted_on":"2026-11-30"`, `"adopted_on":"30-11-2026"`, "content plan.adopted_on date"},
	} {
		_, err := exchange.Read(old(func(s string) string { return strings.Replace(s, c.old, c.new, 1) }), storetest.BuiltIn(t))
		if got := refusal(t, err); !strings.HasPrefix(got, c.want) || strings.Contains(got, "missing") {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// A file is refused if the content of an edition does not match its id, or cannot come from any program.
func TestReadRefusesAnotherEdition(t *testing.T) {
	content := contentOf(t, written(t, second(t)))
	for name, c := range map[string]struct {
		old, new string
		want     assessment.FaultCode
	}{
		"what was agreed":           {`"goal":"verhaal"`, `"goal":"anders"`, assessment.FaultEdition},
		"its id":                    {`"id":"0da2308d9d55cb8fdace4da7c3180210"`, `"id":"zzz"`, assessment.FaultEdition},
		"its number of ballots":     {`"ballots":3`, `"ballots":4`, assessment.FaultEdition},
		"adopted on no day":         {`"adopted_on":"2026-11-23","waived":"","sealed_at":"2026-11-23T00`, `"adopted_on":"","waived":"","sealed_at":"2026-11-23T00`, assessment.FaultEmpty},
		"the log of an unknown one": {`"field":"due"`, `"field":"2026-02-30"`, assessment.FaultChoice},
	} {
		changed := strings.Replace(content, c.old, c.new, 1)
		if changed == content {
			t.Fatalf("%s: the file does not say %s", name, c.old)
		}
		_, err := exchange.Read(sealed("kwaliteitskaart", changed), storetest.BuiltIn(t))
		var e *assessment.Error
		if !errors.As(err, &e) || len(e.Faults) == 0 || e.Faults[0].Code != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
