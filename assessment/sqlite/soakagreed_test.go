//go:build slow

package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// agreedID is the assessment in a soaked folder whose plan is adopted and reopened.
const agreedID = "agreed"

// addAgreed adds it, not yet adopted.
func addAgreed(ctx context.Context, s *Store) error {
	a := storetest.Sample(storetest.Card(4))
	a.ID, a.Team = agreedID, assessment.Team{ID: "agreed-team", Name: "Team Getekend"}
	return s.Add(ctx, a)
}

// agreedWork returns what a child does with adopted plans, with files of older versions, and with a pile of paper forms, in
// addition to work.
func agreedWork(ctx context.Context, dir string, s *Store, soaked *assessment.Assessment) (map[string]func(n int) error, error) {
	a, err := s.Load(ctx, agreedID)
	if err != nil {
		return nil, err
	}
	adopted, asked := a.Plan.Status == assessment.PlanAdopted, a.Plan.Priorities[0].Actions[0].ID
	do := map[string]func(n int) error{
		"adopt": func(n int) error {
			if adopted {
				return errNothing
			}
			plan := a.Plan
			plan.Strong = strconv.Itoa(n)
			if err := s.SavePlan(ctx, agreedID, plan); err != nil {
				return err
			}
			err := s.Adopt(ctx, agreedID, storetest.Today, "toch zo")
			adopted = err == nil
			return err
		},
		"reopen": func(n int) error {
			if !adopted {
				return errNothing
			}
			err := s.Reopen(ctx, agreedID, storetest.Today, strconv.Itoa(n))
			adopted = err != nil
			return err
		},
		"answer": func(n int) error {
			return s.SaveAnswer(ctx, agreedID, asked, assessment.Reply{Kind: assessment.ReplyPartly, Words: strconv.Itoa(n), On: storetest.Today})
		},
		"scan": func(n int) error {
			var forms []assessment.Ballot
			for i := range formsInScan {
				forms = append(forms, remarking(formID(n, i), ""))
			}
			read, err := exchange.Invite(soaked).FromPaper("scan.pdf", forms)
			if err != nil {
				return err
			}
			_, err = exchange.TakeIn(ctx, s, read, exchange.Consent{})
			return err
		},
	}
	for _, v := range oldVersions {
		do["old"+v] = func(n int) error {
			old, err := oldFile(dir, v)
			if err != nil {
				return err
			}
			may := exchange.Consent{Reveal: true, Seal: true}
			if _, err := exchange.TakeIn(ctx, s, old, may); err != nil {
				return err
			}
			if err := s.AddNote(ctx, old.Assessment.ID, old.Assessment.Plan.ByDue()[0].ID, noteBeside(n)); err != nil {
				return err
			}
			_, err = exchange.TakeIn(ctx, s, old, may) // it does not contain the note
			return err
		}
	}
	return do, nil
}

// formsInScan is the number of forms in a scan.
const formsInScan = 12

func formID(scan, form int) string { return fmt.Sprintf("scan-%d-%d", scan, form) }

// oldVersions are the versions of hand-over files that are merged.
var oldVersions = []string{"1", "2"}

// noteBeside returns a numbered note that is in none of those files.
func noteBeside(n int) assessment.Note {
	note := numberedNote(n)
	note.ID = "beside-" + note.ID
	return note
}

// oldFile opens the sample file of an older version.
func oldFile(dir, version string) (*exchange.Opened, error) {
	b, err := os.ReadFile(filepath.Join("..", "exchange", "testdata", "versions", "kwaliteitskaart-"+version+".json"))
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "old"+exchange.Extension)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		return nil, err
	}
	return exchange.Folder("").Open(path, "")
}

// checkAgreed checks that everything agreedWork acknowledged is stored.
func (k *soak) checkAgreed(t *testing.T, dir string, s *Store, soaked *assessment.Assessment) {
	t.Helper()
	stored, err := s.Load(t.Context(), agreedID)
	must(t, err)
	must(t, assessment.Refuse(stored.Check()))
	for _, n := range k.acknowledged("adopt") {
		if !slices.ContainsFunc(stored.Plan.Editions, func(e assessment.Edition) bool { return e.Plan.Strong == n }) {
			t.Fatalf("what was adopted in %s is lost", n)
		}
	}
	for _, n := range k.acknowledged("reopen") {
		if !slices.ContainsFunc(stored.Plan.Log, func(e assessment.LogEntry) bool { return e.Why == n }) {
			t.Fatalf("that it was reopened in %s is lost", n)
		}
	}
	k.atLeast(t, "answer", func() string {
		act, _ := stored.Plan.Action(stored.Plan.Priorities[0].Actions[0].ID)
		if act.Reply == nil {
			return ""
		}
		return act.Reply.Words
	}())
	for _, n := range k.acknowledged("scan") {
		scan, err := strconv.Atoi(n)
		must(t, err)
		for i := range formsInScan {
			if !slices.ContainsFunc(soaked.Ballots, func(b assessment.Ballot) bool { return b.ID == formID(scan, i) }) {
				t.Fatalf("form %d of scan %s is lost", i, n)
			}
		}
	}
	for _, v := range oldVersions {
		for _, n := range k.acknowledged("old" + v) {
			old, err := oldFile(dir, v)
			must(t, err)
			is, err := s.Load(t.Context(), old.Assessment.ID)
			must(t, err)
			act, _ := is.Plan.Action(old.Assessment.Plan.ByDue()[0].ID)
			number, err := strconv.Atoi(n)
			must(t, err)
			if !slices.Contains(act.Notes, noteBeside(number)) {
				t.Fatalf("note %s is lost by merging a file of version %s", n, v)
			}
		}
	}
}
