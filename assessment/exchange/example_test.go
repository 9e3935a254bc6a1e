package exchange_test

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// The example team is defined in example_first_test.go and example_second_test.go. After a change there:
//
//	go test ./assessment/exchange -run TestExample -update
var update = flag.Bool("update", false, "write the example team to assets/example")

const (
	unknown       = assessment.Unknown
	notApplicable = assessment.NotApplicable
)

func TestExampleIsUpToDate(t *testing.T) {
	for _, a := range []*assessment.Assessment{firstRound(t), secondRound(t)} {
		path := filepath.Join("..", "..", "assets", "example", string(a.Date)+exchange.Extension)
		if *update {
			if err := exchange.Save(path, a); err != nil {
				t.Fatal(err)
			}
		}
		want, err := exchange.Write(a)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what its source says (%v): run with -update", path, err)
		}
	}
}

// TestExample checks everything that the example is meant to show.
func TestExample(t *testing.T) {
	if *update {
		t.Skip("what was just written is embedded in the next run")
	}
	rounds := storetest.Example(t)
	if len(rounds) != 2 {
		t.Fatalf("%d rounds, want 2", len(rounds))
	}
	first, second := rounds[0], rounds[1]
	if first.Card.Version != "1.0.0" || second.Card.Version != "1.1.0" {
		t.Errorf("the rounds are on cards %v and %v: the second one shows a trend over two versions", first.Card.Ref(), second.Card.Ref())
	}
	if first.Team != second.Team || first.Date != "2025-11-24" || second.Date != "2026-11-23" {
		t.Error("the rounds are not those of one team, oldest first")
	}
	for _, a := range rounds {
		if answered, total := a.Answered(); answered != total {
			t.Errorf("%s: %d of %d answered", a.Date, answered, total)
		}
		if gaps := a.Gaps(); len(gaps) > 0 || a.Plan.Status != assessment.PlanAdopted {
			t.Errorf("%s: plan is %s and misses %v", a.Date, a.Plan.Status, gaps)
		}
	}

	statuses := map[assessment.ActionStatus]int{}
	for _, act := range first.Plan.ByDue() {
		statuses[act.Status]++
		if act.Status == assessment.ActionDone && len(act.Notes) == 0 {
			t.Errorf("%q is done without a note", act.What)
		}
	}
	if diff := cmp.Diff(map[assessment.ActionStatus]int{"done": 3, "doing": 2, "todo": 1, "stopped": 1}, statuses); diff != "" {
		t.Error("first plan a year later:", diff)
	}
	if open, overdue := first.Plan.Progress(second.Date); open != 3 || overdue != 1 {
		t.Errorf("first plan a year later: %d open, %d overdue", open, overdue)
	}

	result := second.Result()
	var labels []assessment.Label
	for _, a := range result.Areas {
		labels = append(labels, a.Label)
	}
	want := []assessment.Label{assessment.LabelInOrder, assessment.LabelVulnerable, assessment.LabelDeveloping, assessment.LabelInOrder}
	if diff := cmp.Diff(want, labels); diff != "" {
		t.Error("labels:", diff)
	}
	if diff := cmp.Diff([]string{"B6"}, result.Unknown()); diff != "" {
		t.Error("unknown:", diff)
	}
	if second.Score("P7").Answer != notApplicable || len(result.Unsupported()) < 2 || len(result.Unsupported()) > 8 {
		t.Errorf("P7 %v, unsupported %v", second.Score("P7").Answer, result.Unsupported())
	}
	groups := second.ByGroup()
	if len(groups[assessment.GroupTeam]) != 5 || len(groups[assessment.GroupStudents]) != 3 {
		t.Errorf("ballots by group: %v", groups)
	}
	if len(result.Discussion) < 5 || len(result.Discussion) > 12 {
		t.Errorf("to discuss: %v", result.Discussion)
	}
	moves := map[assessment.Direction]int{}
	for _, i := range second.Compare(first).Indicators {
		moves[i.Direction]++
	}
	if moves[assessment.DirectionUp] < 8 || moves[assessment.DirectionDown] < 3 {
		t.Errorf("trend: %v", moves)
	}
	var chosen []string
	for _, p := range second.Plan.Priorities {
		chosen = append(chosen, p.Indicator)
	}
	if diff := cmp.Diff([]string{"B1", "B4", "I4"}, chosen); diff != "" {
		t.Error("priorities:", diff)
	}
	if hours, euros := second.Plan.Totals(); hours != 40 || euros != 1500 {
		t.Errorf("second plan asks %d hours, %d euros", hours, euros)
	}
}

// round builds one round of the example team.
type round struct {
	*testing.T
	*assessment.Assessment
	at assessment.Instant // when the last record was made
}

func newRound(t *testing.T, date assessment.Date, version, present string) *round {
	t.Helper()
	card := storetest.BuiltIn(t).Find(assessment.CardRef{ID: exchange.DefaultCard, Version: version})
	if card == nil {
		t.Fatalf("card %s %s does not ship", exchange.DefaultCard, version)
	}
	at := assessment.InstantOf(date.Time().Add(13 * time.Hour))
	a := assessment.New(card, assessment.Team{
		ID:          fixedID("team"),
		Institution: "Mbo Voorbeeld (verzonnen)",
		Programme:   "Maatschappelijke Zorg",
		Name:        "Voorbeeldteam Zorg & Welzijn",
		Level:       "4",
		Track:       "bol",
	}, date, at)
	a.ID = fixedID(string(date))
	a.Facilitator = "kwaliteitszorg"
	a.Present = present
	return &round{t, a, at}
}

func (r *round) stamp() assessment.Instant {
	r.at += assessment.Instant(90 * time.Second / time.Millisecond)
	return r.at
}

// score records an agreed score; keep the indicators in card order.
func (r *round) score(indicator string, answer assessment.Answer, evidence, note string) {
	s := r.Score(indicator)
	s.Answer, s.Evidence, s.Note, s.UpdatedAt = answer, evidence, note, r.stamp()
	r.Scores = append(r.Scores, s)
}

// change adjusts a score recorded before.
func (r *round) change(indicator string, f func(*assessment.Score)) {
	for i := range r.Scores {
		if r.Scores[i].Indicator == indicator {
			f(&r.Scores[i])
		}
	}
}

func (r *round) priority(p assessment.Priority, actions ...assessment.Action) {
	p.ID = fixedID(string(r.Date) + p.Indicator)
	p.Position = len(r.Plan.Priorities) + 1
	p.UpdatedAt = r.stamp()
	p.Actions = actions
	r.Plan.Priorities = append(r.Plan.Priorities, p)
}

// adopt adopts the plan as it is.
func (r *round) adopt(on assessment.Date) {
	p := &r.Plan
	p.Status, p.AdoptedOn = assessment.PlanAdopted, on
	r.SealOlder()
	p.Log = []assessment.LogEntry{{ID: fixedID(string(r.Date) + "adopted"), On: on, Field: assessment.LogAdopted, After: string(on)}}
}

// take returns a suggestion of the card at the team's score; f fills in the rest.
func (r *round) take(suggestion string, f func(*assessment.Action)) assessment.Action {
	r.Helper()
	indicator, _, _ := strings.Cut(suggestion, "-")
	for _, s := range r.Suggestions(indicator) {
		if s.ID == suggestion {
			return r.finish(r.ActionFrom(s, "nl", ""), f)
		}
	}
	r.Fatalf("the card does not suggest %s at %v", suggestion, r.Score(indicator).Answer)
	return assessment.Action{}
}

// own returns an action that is not from the card.
func (r *round) own(f func(*assessment.Action)) assessment.Action {
	return r.finish(assessment.NewAction(r.Plan.Date), f)
}

func (r *round) finish(a assessment.Action, f func(*assessment.Action)) assessment.Action {
	f(&a)
	a.ID = fixedID(string(r.Date) + a.What)
	a.UpdatedAt = r.stamp()
	for i := range a.Notes {
		a.Notes[i].ID = fixedID(a.ID + string(a.Notes[i].Date))
		a.UpdatedAt = assessment.InstantOf(a.Notes[i].Date.Time().Add(14 * time.Hour))
	}
	return a
}

// ballots parses one row per indicator: everybody's answers, with ? for unknown, - for not applicable, . for blank.
func (r *round) ballots(groups []assessment.Group, rows string) {
	for i, g := range groups {
		r.Ballots = append(r.Ballots, assessment.Ballot{
			ID: fixedID(string(r.Date) + "ballot" + string(rune('a'+i))), Group: g,
			Answers: map[string]assessment.Answer{}, Remarks: map[string]string{},
		})
	}
	for row := range strings.Lines(rows) {
		f := strings.Fields(row)
		if len(f) == 0 {
			continue
		}
		for i, c := range strings.Join(f[1:], "") {
			switch {
			case c == '?':
				r.Ballots[i].Answers[f[0]] = unknown
			case c == '-':
				r.Ballots[i].Answers[f[0]] = notApplicable
			case c != '.':
				r.Ballots[i].Answers[f[0]] = assessment.Answer(c - '0')
			}
		}
	}
}

// fixedID returns an id that looks random and is the same each time.
func fixedID(name string) string {
	sum := sha256.Sum256([]byte("example " + name))
	id, err := uuid.NewRandomFromReader(bytes.NewReader(sum[:]))
	if err != nil {
		panic(err)
	}
	return id.String()
}
