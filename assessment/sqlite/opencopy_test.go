package sqlite

import (
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// Changes to a copy show what they would do to the folder: the copy has the content of the folder, refuses the same
// changes, and leaves no trace on disk, even beside a window that writes there.
func TestOpenCopy(t *testing.T) {
	dir, a := filled(t)
	writing := opened(t, dir, Options{})
	draft := remarking("", "half")
	must(t, writing.SaveDraft(t.Context(), a.ID, draft))
	must(t, second(writing.BackUp(t.Context())))
	before := content(t, database(dir))
	backups, err := os.ReadDir(filepath.Join(dir, backupFolder))
	must(t, err)

	s, err := OpenCopy(t.Context(), dir, Options{})
	must(t, err)
	got, err := s.Load(t.Context(), a.ID)
	must(t, err)
	if len(got.Ballots) != len(a.Ballots) || len(got.Plan.Priorities) != len(a.Plan.Priorities) {
		t.Errorf("copied %d ballots, %d priorities", len(got.Ballots), len(got.Plan.Priorities))
	}
	if d, err := s.Draft(t.Context(), a.ID); err != nil || d == nil {
		t.Errorf("the draft is %v, %v", d, err)
	}
	other := storetest.Sample(a.Card)
	for _, added := range []bool{true, false} {
		m, err := s.TakeIn(t.Context(), other)
		if err != nil || m.Added != added {
			t.Errorf("taken in: %+v, %v", m, err)
		}
	}
	addBallot(t, s, other, remarking("new", "new"))
	wants(t, s.Add(t.Context(), a), assessment.CodeExists, "team", a.Team.Name)
	if _, err := s.Forget(t.Context(), a.Team.ID); err == nil {
		list, err := os.ReadDir(filepath.Join(dir, backupFolder))
		if err != nil || len(list) != len(backups) {
			t.Errorf("forgetting in the copy left %d backups of %d", len(list), len(backups))
		}
	}
	must(t, s.Close())

	if content(t, database(dir)) != before {
		t.Error("the database is another")
	}
	_, err = writing.Load(t.Context(), other.ID)
	wants(t, err, assessment.CodeNotFound, "name", other.ID)
	must(t, second(writing.Load(t.Context(), a.ID)))

	missing := filepath.Join(t.TempDir(), "missing")
	s, err = OpenCopy(t.Context(), missing, Options{})
	must(t, err)
	must(t, second(s.TakeIn(t.Context(), other)))
	must(t, s.Close())
	if _, err := os.Stat(missing); !os.IsNotExist(err) {
		t.Errorf("the folder was made: %v", err)
	}
}
