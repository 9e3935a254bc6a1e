package sqlite

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

const secret = "secret: a line that must not be found back"

// busyReader returns a reader in the middle of reading, which keeps the log from being truncated until it is done.
func busyReader(t *testing.T, dir string) *sql.Tx {
	t.Helper()
	tx, err := reading(t, dir).db.Begin()
	must(t, err)
	var n int
	must(t, tx.QueryRow("SELECT count(*) FROM assessment").Scan(&n))
	return tx
}

// While somebody is reading, changes continue; their traces are swept as soon as possible.
func TestSweepingWaitsForReaders(t *testing.T) {
	dir, a := filled(t)
	s, err := Open(t.Context(), dir, Options{})
	must(t, err)
	rewrite := func() {
		t.Helper()
		must(t, s.SaveDraft(t.Context(), a.ID, remarking("", secret)))
		must(t, s.SaveDraft(t.Context(), a.ID, remarking("", "what is kept")))
		if !strings.Contains(content(t, database(dir)+"-wal"), secret) {
			t.Fatal("the reader does not keep the log in use, so what follows would prove nothing")
		}
	}
	kept := func(s *Store) {
		t.Helper()
		without(t, s, secret)
		d, err := s.Draft(t.Context(), a.ID)
		if err != nil || d == nil || d.Remarks["A1"] != "what is kept" {
			t.Errorf("draft %v, %v", d, err)
		}
	}
	tx := busyReader(t, dir)
	rewrite()
	must(t, tx.Rollback())
	must(t, evidence(t, s, a, "any change will do"))
	kept(s)

	// After a crash before that, the next opening sweeps.
	tx = busyReader(t, dir)
	rewrite()
	crashed := t.TempDir()
	for _, name := range []string{fileName, fileName + "-wal"} {
		must(t, os.WriteFile(filepath.Join(crashed, name), []byte(content(t, filepath.Join(dir, name))), 0o600))
	}
	kept(opened(t, crashed, Options{}))

	must(t, tx.Rollback())
	must(t, s.Close())
	kept(opened(t, dir, Options{}))
}

// Several teams may be in the middle of a workshop. Their drafts share pages, and once in some thousands of changes
// SQLite leaves a copy behind when it moves rows between pages: so every change rewrites the database.
func TestSeveralDraftsLeaveNothing(t *testing.T) {
	s := opened(t, t.TempDir(), Options{})
	card := storetest.Card(4)
	var all []*assessment.Assessment
	for range 12 {
		a := storetest.Sample(card)
		must(t, s.Add(t.Context(), a))
		all = append(all, a)
	}
	for i, a := range all {
		for _, text := range []string{strings.Repeat(secret, 8+i), strings.Repeat("kept ", i*20)} {
			before := rewritten(t, s)
			must(t, s.SaveDraft(t.Context(), a.ID, remarking("", text)))
			if again := rewritten(t, s) > before; again != (i > 0) {
				t.Errorf("with %d other drafts the database is rewritten: %v", i, again)
			}
		}
		without(t, s, "secret")
	}
}

// rewritten returns the number of rewrites of the database, which SQLite counts.
func rewritten(t *testing.T, s *Store) (n int) {
	t.Helper()
	must(t, s.db.QueryRow("PRAGMA schema_version").Scan(&n))
	return n
}

// A concurrent writer keeps the database from being rewritten; then any later change does it.
func TestFailedSweepIsRepeatedLater(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	_, err := s.db.Exec("PRAGMA busy_timeout = 1")
	must(t, err)
	other, err := sql.Open("sqlite3", dsn(database(dir), "mode=rw&_txlock=immediate"))
	must(t, err)
	defer other.Close()
	tx, err := other.Begin()
	must(t, err)
	before := rewritten(t, s)
	if err := s.sweep(t.Context(), inPages); err == nil {
		t.Fatal("the database was rewritten while another was writing")
	}
	must(t, tx.Rollback())
	for range 2 {
		must(t, evidence(t, s, a, "any change will do"))
		if n := rewritten(t, s) - before; n != 1 {
			t.Errorf("rewritten %d times", n)
		}
	}
}
