package exchange_test

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
)

func now() assessment.Instant { return 1_796_000_000_000 }

// A refused file changes nothing, and the refusal names it.
func TestTakeInRefuses(t *testing.T) {
	a := small(t)
	store := memory.New(now)
	if err := store.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	elsewhere := small(t)
	elsewhere.ID = "elsewhere"
	twice := a.Ballots[0]
	twice.Group = assessment.GroupManagement
	path := filepath.Join(t.TempDir(), "x"+exchange.Extension)
	for name, c := range map[string]struct {
		save func(string) error
		want string
	}{
		"an invitation":           {exchange.Invite(a).Save, `invitation file="x.kwaliteitskaart"`},
		"a ballot for another":    {exchange.Invite(elsewhere).Cast(twice).Save, `ballot_elsewhere file="x.kwaliteitskaart"`},
		"a ballot with an old id": {exchange.Invite(a).Cast(twice).Save, `ballot_other file="x.kwaliteitskaart"`},
	} {
		t.Run(name, func(t *testing.T) {
			if err := c.save(path); err != nil {
				t.Fatal(err)
			}
			f, err := exchange.Folder("").Open(path, "")
			if err != nil {
				t.Fatal(err)
			}
			if m, err := exchange.TakeIn(t.Context(), store, f, exchange.Consent{}); m != nil || refusal(t, err) != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
			if got, err := store.Load(t.Context(), a.ID); err != nil || len(got.Ballots) != len(a.Ballots) {
				t.Errorf("%d ballots, %v", len(got.Ballots), err)
			}
		})
	}
	_, err := exchange.TakeIn(t.Context(), nil, &exchange.Opened{Invitation: exchange.Invite(a)}, exchange.Consent{})
	if refusal(t, err) != "invitation" {
		t.Errorf("an invitation needs no store to be refused: %v", err)
	}
}

// Ballots are taken in together, all or none.
func TestTakeInManyBallots(t *testing.T) {
	a := small(t)
	store := memory.New(now)
	if err := store.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	many := &exchange.Ballots{Card: a.Card, Assessment: a.ID}
	for i := range 3 {
		many.List = append(many.List, assessment.Ballot{ID: fmt.Sprint(i), Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 2}})
	}
	many.List[2].Answers = map[string]assessment.Answer{"V1": 9}
	if _, err := exchange.TakeIn(t.Context(), store, &exchange.Opened{Ballots: many}, exchange.Consent{}); assessment.CodeOf(err) != assessment.CodeContent {
		t.Errorf("one of them breaks a rule: %v", err)
	}
	many.List[2].Answers = nil
	if _, err := exchange.TakeIn(t.Context(), store, &exchange.Opened{Ballots: many}, exchange.Consent{}); assessment.CodeOf(err) != assessment.CodeBallotEmpty {
		t.Errorf("one of them has no answer: %v", err)
	}
	many.List[2].Answers = many.List[1].Answers
	for _, want := range []int{3, 0} {
		m, err := exchange.TakeIn(t.Context(), store, &exchange.Opened{Ballots: many}, exchange.Consent{})
		if err != nil || m.New.Ballots != want || len(m.Assessment.Ballots) != len(a.Ballots)+3 {
			t.Errorf("%+v, %v; want %d new", m, err, want)
		}
	}
	if _, err := many.Write(); err == nil {
		t.Error("a file with three ballots is written")
	}
}

// A card in the folder that cannot be read only affects files that refer to it; their error is about the card.
func TestOpenBesideADamagedCard(t *testing.T) {
	folder := exchange.Folder(t.TempDir())
	own := smallVersion(t, "0.1.0", "Klein")
	if err := folder.AddCard(own); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x"+exchange.Extension)
	whole := written(t, assessment.New(own, assessment.Team{ID: "t"}, "2026-11-23", 1))
	named := strings.Replace(contentOf(t, whole), string(own.Compact), `{"id":"klein","version":"0.1.0"}`, 1)
	open := func(content []byte) error {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := folder.Open(path, "")
		return err
	}
	if err := open(sealed("kwaliteitskaart", named)); err != nil {
		t.Errorf("named while it is here: %v", err)
	}
	if err := os.WriteFile(filepath.Join(string(folder), "cards", "klein-0.1.0.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := open(whole); err != nil {
		t.Errorf("with its card in it: %v", err)
	}
	if err := open(written(t, small(t))); err != nil {
		t.Errorf("with a built-in card: %v", err)
	}
	if err := open(sealed("kwaliteitskaart", named)); assessment.CodeOf(err) != assessment.CodeCardInvalid {
		t.Errorf("named while it cannot be read: %v", err)
	}
}

// While an assessment is adopted or closed nothing can be cast, whether as a code or a form; a ballot in a file waits.
func TestNothingIsCastWhileFixed(t *testing.T) {
	open := small(t)
	open.Plan = adoptable()
	adopted, err := open.Adopt("2026-12-01", "zo", nil, now())
	if err != nil {
		t.Fatal(err)
	}
	closed := open.Clone()
	closed.Status, closed.ClosedOn = assessment.StatusClosed, "2026-12-01"
	ballot := assessment.Ballot{Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 2}}
	for want, a := range map[assessment.Code]*assessment.Assessment{"": open, assessment.CodeAdopted: adopted, assessment.CodeClosed: closed} {
		to := exchange.Invite(a)
		code := assessment.NewBallotCode(a.Card, a.Scope, a.ID).Write(ballot, 0)
		for name, from := range map[string]func() (*exchange.Opened, error){
			"a code": func() (*exchange.Opened, error) { return to.ReadCode(code) },
			"a form": func() (*exchange.Opened, error) {
				return to.ReadForm(url.Values{"group": {"team"}, "answers.V1": {"2"}})
			},
			"a file": func() (*exchange.Opened, error) { return &exchange.Opened{Ballots: to.Cast(ballot)}, nil },
		} {
			store := memory.New(now)
			if err := store.Add(t.Context(), a.Clone()); err != nil {
				t.Fatal(err)
			}
			o, err := from()
			if err != nil {
				t.Fatal(err)
			}
			m, err := exchange.TakeIn(t.Context(), store, o, exchange.Consent{})
			if name == "a file" {
				if err != nil || m.New.Ballots != 1 {
					t.Errorf("%q: a file: %v, %v", want, m, err)
				}
			} else if assessment.CodeOf(err) != want {
				t.Errorf("%s: %v, want %q", name, err, want)
			}
		}
	}
}

// A file that was adopted or reopened later is taken in only if the user permits the changes it makes.
func TestTakeInNeedsPermissionToSeal(t *testing.T) {
	here := small(t)
	here.Scores = []assessment.Score{{Indicator: "V1", Answer: 2, Target: 3, Importance: 3}}
	here.Plan = adoptable()
	adopted := func(a *assessment.Assessment, at assessment.Instant) *assessment.Assessment {
		t.Helper()
		next, err := a.Adopt("2026-12-01", "zo", nil, at)
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	first := adopted(here, now())
	reopened, err := first.Reopen("2027-01-01", "daarom", now()+1)
	if err != nil {
		t.Fatal(err)
	}
	other := reopened.Clone()
	other.Scores[0].Answer, other.Scores[0].UpdatedAt = 3, now()+2
	changed := here.Clone()
	changed.Scores[0].Answer = 1

	for name, c := range map[string]struct {
		here, file *assessment.Assessment
		want       string // fields that differ; "" if no permission is needed
	}{
		"adopted for the first time":                    {here, first, ""},
		"adopted for the first time, with other scores": {changed, first, "answer status adopted_on waived"},
		"reopened":                   {first, reopened, "status adopted_on waived"},
		"adopted again":              {reopened, adopted(reopened, now()+5), "status adopted_on waived"},
		"adopted again, otherwise":   {first, adopted(other, now()+5), "answer"},
		"the same again":             {first, first, ""},
		"an earlier one":             {reopened, first, ""},
		"what is not here":           {nil, first, ""},
		"a change of the plan along": {first, withGoal(adopted(other, now()+5)), "answer goal"},
	} {
		store := memory.New(func() assessment.Instant { return now() + 10 })
		if c.here != nil {
			if err := store.Add(t.Context(), c.here.Clone()); err != nil {
				t.Fatal(err)
			}
		}
		f := &exchange.Opened{Assessment: c.file.Clone()}
		_, err := exchange.TakeIn(t.Context(), store, f, exchange.Consent{Reveal: true})
		var fields []string
		if refusal := (*exchange.Sealing)(nil); errors.As(err, &refusal) {
			for _, x := range refusal.Changes {
				fields = append(fields, x.Field)
			}
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := strings.Join(fields, " "); got != c.want {
			t.Errorf("%s: asks about %q, want %q", name, got, c.want)
		}
		if c.want == "" {
			continue
		}
		if is, err := store.Load(t.Context(), c.file.ID); err != nil || is.Plan.SealedAt != c.here.Plan.SealedAt {
			t.Errorf("%s: taken in unasked, %v", name, err)
		}
		m, err := exchange.TakeIn(t.Context(), store, f, exchange.Consent{Seal: true})
		if err != nil || m.Assessment.Plan.SealedAt != c.file.Plan.SealedAt {
			t.Errorf("%s: once agreed: %v", name, err)
		}
	}
}

// adoptable returns a plan that can be adopted.
func adoptable() assessment.Plan {
	return assessment.Plan{Date: "2026-11-23", Status: assessment.PlanDraft, Priorities: []assessment.Priority{{
		ID: "p", Indicator: "V1", Position: 1,
		Actions: []assessment.Action{{ID: "a", What: "iets", Owner: "wie", Due: "2027-01-01", Feasibility: 2, Status: assessment.ActionTodo}},
	}}}
}

func withGoal(a *assessment.Assessment) *assessment.Assessment {
	p := &a.Plan.Priorities[0]
	p.Goal, p.UpdatedAt = "beter", now()+9
	return a
}

// A file that reveals ballots is taken in only with permission; one for a revealed or unknown assessment needs none.
func TestTakeInNeedsPermissionToReveal(t *testing.T) {
	cards := storetest.BuiltIn(t)
	here := assessment.New(cards.Newest("lob-mbo"), assessment.Team{Name: "T"}, "2026-11-23", 1)
	here.Mode = assessment.ModeIndividual
	here.Ballots = []assessment.Ballot{{ID: "b1", Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 3}}}
	there := *here
	there.Revealed, there.UpdatedAt = true, here.UpdatedAt+1
	f := &exchange.Opened{Assessment: &there}

	store := memory.New(func() assessment.Instant { return 2 })
	if err := store.Add(t.Context(), here); err != nil {
		t.Fatal(err)
	}
	if m, err := exchange.TakeIn(t.Context(), store, f, exchange.Consent{}); m != nil || assessment.CodeOf(err) != assessment.CodeWouldReveal {
		t.Errorf("unasked: %+v, %v", m, err)
	}
	if a, err := store.Load(t.Context(), here.ID); err != nil || a.Revealed {
		t.Fatalf("unasked it is revealed, %v", err)
	}
	for _, may := range []exchange.Consent{{Reveal: true}, {}} {
		if m, err := exchange.TakeIn(t.Context(), store, f, may); err != nil || !m.Assessment.Revealed {
			t.Errorf("%v: %+v, %v", may, m, err)
		}
	}
	elsewhere := memory.New(func() assessment.Instant { return 2 })
	if m, err := exchange.TakeIn(t.Context(), elsewhere, f, exchange.Consent{}); err != nil || !m.Added {
		t.Errorf("where it is not: %+v, %v", m, err)
	}
}
