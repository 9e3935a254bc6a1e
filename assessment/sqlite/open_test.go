package sqlite

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

func TestOpenCreatesTheFolderAndKeepsChanges(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	a := storetest.Sample(storetest.Card(4))
	s, err := Open(t.Context(), dir, Options{})
	must(t, err)
	must(t, s.Add(t.Context(), a))
	must(t, s.Close())
	must(t, s.Close()) // closing again does nothing

	var names []string
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	// The journal has been moved into the database, and no holder of the lock is recorded.
	if want := []string{fileName, fileName + sumSuffix, lockName}; !slices.Equal(names, want) {
		t.Errorf("the folder holds %v, want %v", names, want)
	}
	if runtime.GOOS != "windows" {
		info, err := os.Stat(database(dir))
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("the database has mode %v", info.Mode())
		}
	}
	if got := evidenceIn(t, opened(t, dir, Options{}), a); got != a.Scores[0].Evidence {
		t.Errorf("evidence after opening again: %q", got)
	}
}

func TestPathsWithOddCharacters(t *testing.T) {
	name := "été 100% #1 %41 & b=c;d+e"
	if runtime.GOOS != "windows" {
		name += "?mode=memory"
	}
	dir := filepath.Join(t.TempDir(), name)
	a := storetest.Sample(storetest.Card(4))
	must(t, opened(t, dir, Options{}).Add(t.Context(), a))
	if info, err := os.Stat(database(dir)); err != nil || info.Size() == 0 {
		t.Errorf("no database at %s: %v", database(dir), err)
	}
	if got := evidenceIn(t, reading(t, dir), a); got != a.Scores[0].Evidence {
		t.Errorf("evidence: %q", got)
	}
}

func TestPragmasAreInForce(t *testing.T) {
	for _, c := range []struct {
		remote bool
		want   map[string]string
	}{
		{false, map[string]string{"journal_mode": "wal", "synchronous": "2", "locking_mode": "normal"}},
		{true, map[string]string{"journal_mode": "truncate", "synchronous": "3", "locking_mode": "exclusive"}},
	} {
		u := standard()
		u.remote = func(string) bool { return c.remote }
		dir, a := filled(t) // a local database may have been moved to a network drive
		s, err := u.open(t.Context(), dir, Options{})
		closing(t, s, err)
		c.want["foreign_keys"], c.want["busy_timeout"], c.want["secure_delete"] = "1", "5000", "1"
		for pragma, want := range c.want {
			var got string
			must(t, s.db.QueryRow("PRAGMA "+pragma).Scan(&got))
			if got != want {
				t.Errorf("remote %v: %s is %s, want %s", c.remote, pragma, got, want)
			}
		}
		must(t, evidence(t, s, a, "works"))
		if got := evidenceIn(t, s, a); got != "works" {
			t.Errorf("remote %v: evidence %q", c.remote, got)
		}
	}
}

func TestFilesThatAreNotOpened(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, path string)
		code  assessment.Code
	}{
		"newer version": {func(t *testing.T, path string) {
			query(t, path, "PRAGMA user_version = 99")
		}, assessment.CodeNewerData},
		"another program's": {func(t *testing.T, path string) {
			must(t, os.Remove(path))
			query(t, path, "CREATE TABLE recipe (name TEXT)")
		}, assessment.CodeForeignData},
		"another program's, with an id": {func(t *testing.T, path string) {
			query(t, path, "PRAGMA application_id = 1")
		}, assessment.CodeForeignData},
		"a trigger": {func(t *testing.T, path string) {
			query(t, path, "CREATE TRIGGER sly AFTER UPDATE ON score BEGIN DELETE FROM score; END")
			must(t, os.Remove(path+sumSuffix)) // it has to be detected without the checksum
		}, assessment.CodeDamaged},
		"a view for a table": {func(t *testing.T, path string) {
			query(t, path, "ALTER TABLE score RENAME TO old; CREATE VIEW score AS SELECT * FROM old")
			must(t, os.Remove(path+sumSuffix))
		}, assessment.CodeDamaged},
		"damaged pages": {func(t *testing.T, path string) {
			b := []byte(content(t, path))
			for page := 4096; page < len(b); page += 8192 {
				copy(b[page:], bytes.Repeat([]byte{0xA5}, 512))
			}
			must(t, os.WriteFile(path, b, 0o600))
		}, assessment.CodeDamaged},
		"half a file": {func(t *testing.T, path string) {
			must(t, os.Truncate(path, int64(len(content(t, path))/2)))
		}, assessment.CodeDamaged},
		"no database at all": {func(t *testing.T, path string) {
			must(t, os.WriteFile(path, bytes.Repeat([]byte("shopping list\n"), 1000), 0o600))
		}, assessment.CodeDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			dir, _ := filled(t)
			path := database(dir)
			c.spoil(t, path)
			before := content(t, path)
			_, err := Open(t.Context(), dir, Options{})
			wants(t, err, c.code, "path", path)
			_, err = OpenReader(t.Context(), dir, Options{})
			wants(t, err, c.code, "path", path)
			if content(t, path) != before {
				t.Error("the file was touched")
			}
			if _, err := os.Stat(filepath.Join(dir, holderName)); err == nil {
				t.Error("the lock was not given up")
			}
		})
	}
}

// query runs SQL on a database file, bypassing the store.
func query(t *testing.T, path, sqlText string) {
	t.Helper()
	db, err := sql.Open("sqlite3", dsn(path, "mode=rwc"))
	must(t, err)
	_, err = db.Exec(sqlText)
	must(t, err)
	must(t, db.Close())
}

func TestInterruptedMakingStartsAgain(t *testing.T) {
	dir := t.TempDir()
	must(t, create(database(dir)))
	list, err := reading(t, dir).Summaries(t.Context(), storetest.Today)
	if err != nil || len(list) != 0 {
		t.Errorf("an empty file reads as %v, %v", list, err)
	}
	must(t, opened(t, dir, Options{}).Add(t.Context(), storetest.Sample(storetest.Card(3))))
}

func TestFolderThatIsAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(path, nil, 0o600))
	_, err := Open(t.Context(), path, Options{})
	wants(t, err, assessment.CodeReadOnly, "path", path)
	_, err = Open(t.Context(), filepath.Join(path, "below"), Options{})
	wants(t, err, assessment.CodeReadOnly, "path", filepath.Join(path, "below"))
}

func TestLockedWithinThisProcess(t *testing.T) {
	const minute = assessment.Instant(60_000)
	now := assessment.InstantOf(time.Date(2026, 11, 23, 13, 5, 0, 0, time.Local))
	host, err := os.Hostname()
	must(t, err)
	for later, since := range map[assessment.Instant]string{
		minute:           "13:05",
		24 * 60 * minute: "2026-11-23 13:05",
	} {
		dir := t.TempDir()
		opened(t, dir, Options{Now: func() assessment.Instant { return now }, Holder: "window"})
		_, err := Open(t.Context(), dir, Options{Now: func() assessment.Instant { return now + later }})
		wants(t, err, assessment.CodeLocked, "host", host, "since", since, "holder", "window")
		for _, name := range []string{lockName, holderName} {
			if user := os.Getenv("USER"); user != "" && user != host && strings.Contains(content(t, filepath.Join(dir, name)), user) {
				t.Errorf("%s names the user", name)
			}
		}
	}
}
