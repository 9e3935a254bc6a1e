package sqlite

import (
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// latest is the version of a database created by this program.
var latest = len(standard().migrations)

// A migration is atomic; the previous database is kept beside it.
func TestMigrationIsAtomic(t *testing.T) {
	dir, a := filled(t)
	version := func(want int) {
		t.Helper()
		found, err := inspect(t.Context(), database(dir), accessRead, sealMissing)
		must(t, err)
		if found.version != want {
			t.Errorf("version %d, want %d", found.version, want)
		}
	}
	with := func(more ...string) setup {
		u := standard()
		u.migrations = append(u.migrations, more...)
		return u
	}
	const second = "CREATE TABLE history (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"

	_, err := with(second+"; UPDATE score SET note = 'lost'; INSERT INTO nowhere VALUES (1)").
		open(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeUnexpected)
	version(latest)
	if got := evidenceIn(t, reading(t, dir), a); got != a.Scores[0].Evidence {
		t.Errorf("evidence %q", got)
	}

	// The first of two migrations stays if the second fails.
	_, err = with(second, "INSERT INTO nowhere VALUES (1)").open(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeUnexpected)
	version(latest + 1)

	u := with(second, "INSERT INTO history VALUES ('done')")
	s, err := u.open(t.Context(), dir, Options{})
	must(t, err)
	if got := texts(t, s, "SELECT id FROM history"); len(got) != 1 {
		t.Errorf("history holds %v", got)
	}
	must(t, s.Close())
	version(latest + 2)

	list, err := listBackups(filepath.Join(dir, backupFolder))
	must(t, err)
	for i, want := range []int{latest + 1, latest} {
		found, err := inspect(t.Context(), list[i].Path, accessRead, sealMissing)
		if err != nil || found.application != applicationID || found.version != want {
			t.Errorf("backup %s: %+v, %v", list[i].Path, found, err)
		}
	}
	_, err = Open(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeNewerData, "path", database(dir))
}

func TestReaderMigratesAnOlderDatabase(t *testing.T) {
	dir, a := filled(t)
	u := standard()
	u.migrations = append(u.migrations, "ALTER TABLE score ADD COLUMN colour TEXT")
	s, err := Open(t.Context(), dir, Options{})
	must(t, err)
	_, err = u.openReader(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeLocked)
	must(t, s.Close())

	s, err = u.openReader(t.Context(), dir, Options{})
	closing(t, s, err)
	if got := evidenceIn(t, s, a); got != a.Scores[0].Evidence {
		t.Errorf("evidence %q", got)
	}
	wants(t, s.Bin(t.Context(), a.ID), assessment.CodeReadOnly)
	if _, err := os.Stat(filepath.Join(dir, holderName)); err == nil {
		t.Error("the reader kept the lock")
	}
}

// Databases of all earlier versions open with all their content.
func TestEveryOlderVersionOpens(t *testing.T) {
	for version := 1; version < latest; version++ {
		dir := t.TempDir()
		u := standard()
		u.migrations = u.migrations[:version]
		s, err := u.open(t.Context(), dir, Options{})
		must(t, err)
		a := storetest.Sample(storetest.Card(4))
		must(t, s.Add(t.Context(), a))
		must(t, s.Close())
		if got := evidenceIn(t, opened(t, dir, Options{}), a); got != a.Scores[0].Evidence {
			t.Errorf("version %d: evidence %q", version, got)
		}
	}
}
