package sqlite

import (
	"database/sql"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// brokenOff returns a copy of the files of an open store, as a killed process leaves them.
func brokenOff(t *testing.T, s *Store) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, companion := range companions {
		if b, err := os.ReadFile(s.path + companion); err == nil {
			must(t, os.WriteFile(database(dir)+companion, b, 0o600))
		}
	}
	return dir
}

// logsAside returns the contents of the logs that were set aside in a folder, and databasesAside those of the
// databases.
func logsAside(t *testing.T, dir string) []string      { return aside(t, dir, "-wal") }
func databasesAside(t *testing.T, dir string) []string { return aside(t, dir, "") }

func aside(t *testing.T, dir, companion string) (list []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, asideFolder, "*", fileName+companion))
	must(t, err)
	for _, p := range paths {
		list = append(list, content(t, p))
	}
	return list
}

// A database that replaced ours while the program was killed is never mixed with our log: readers and writers get an
// error until somebody has written, and the log and the other database are kept unchanged.
func TestLogOfAnotherDatabase(t *testing.T) {
	elsewhere, theirs := filled(t)
	dir, a := filled(t)
	older := content(t, database(dir))
	s := opened(t, dir, Options{Now: noon().now})
	must(t, evidence(t, s, a, "in the file"))
	must(t, s.SaveDraft(t.Context(), a.ID, remarking("", "moves the log into the file")))
	earlier := content(t, database(dir))
	must(t, s.SaveDraft(t.Context(), a.ID, remarking("", "moves the log into the file again")))
	must(t, evidence(t, s, a, "in the log"))

	for name, c := range map[string]struct {
		other string
		of    *assessment.Assessment
		says  string
	}{
		"another":                             {content(t, database(elsewhere)), theirs, theirs.Scores[0].Evidence},
		"ours as it was before it was opened": {older, a, a.Scores[0].Evidence},
		"ours as it was a while ago":          {earlier, a, "in the file"},
		"ours but for what is in the log":     {strings.ReplaceAll(content(t, s.path), "in the file", "in the fire"), a, "in the fire"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := brokenOff(t, s)
			log := content(t, database(dir)+"-wal")
			must(t, os.WriteFile(database(dir), []byte(c.other), 0o600))
			for range 2 {
				r, err := OpenReader(t.Context(), dir, Options{})
				closing(t, r, err)
				if !r.Altered() || r.Aside() == "" {
					t.Errorf("who reads is not told: %v %q", r.Altered(), r.Aside())
				}
				if h, err := r.Examine(t.Context()); err != nil || !h.Altered {
					t.Errorf("the examination says %+v, %v", h, err)
				}
				if got := evidenceIn(t, r, c.of); got != c.says {
					t.Errorf("evidence %q, want %q", got, c.says)
				}
			}
			if content(t, database(dir)) != c.other {
				t.Error("who reads changed the other database")
			}
			w := opened(t, dir, Options{})
			if !w.Altered() {
				t.Error("who writes is not told")
			}
			if got := evidenceIn(t, w, c.of); got != c.says {
				t.Errorf("evidence %q, want %q", got, c.says)
			}
			must(t, evidence(t, w, c.of, "goes on"))
			must(t, w.Close())
			if got := logsAside(t, dir); len(got) != 1 || got[0] != log {
				t.Errorf("%d logs are kept", len(got))
			}
			if got := databasesAside(t, dir); len(got) != 1 || got[0] != c.other {
				t.Errorf("%d databases are kept as they were found", len(got))
			}
			again := opened(t, dir, Options{})
			if again.Altered() || evidenceIn(t, again, c.of) != "goes on" {
				t.Error("it is told again after somebody wrote")
			}
		})
		t.Run(name+", opened for writing first", func(t *testing.T) {
			dir := brokenOff(t, s)
			must(t, os.WriteFile(database(dir), []byte(c.other), 0o600))
			w := opened(t, dir, Options{})
			if got := evidenceIn(t, w, c.of); got != c.says || !w.Altered() {
				t.Errorf("evidence %q, told: %v", got, w.Altered())
			}
			if len(logsAside(t, dir)) != 1 || len(databasesAside(t, dir)) != 1 {
				t.Error("not both are kept")
			}
		})
		t.Run(name+", restored over", func(t *testing.T) {
			dir := brokenOff(t, s)
			must(t, os.WriteFile(database(dir), []byte(c.other), 0o600))
			kept, err := Restore(t.Context(), dir, database(elsewhere), Options{})
			must(t, err)
			if content(t, database(kept)) != c.other || exists(database(kept)+"-wal") || len(logsAside(t, dir)) != 1 {
				t.Error("the log was kept beside a database it does not belong to")
			}
		})
	}
	t.Run("untouched", func(t *testing.T) {
		for _, open := range []func(t *testing.T, dir string) *Store{
			reading, func(t *testing.T, dir string) *Store { return opened(t, dir, Options{}) },
		} {
			dir := brokenOff(t, s)
			whole := open(t, dir)
			if got := evidenceIn(t, whole, a); got != "in the log" || whole.Altered() || exists(filepath.Join(dir, asideFolder)) {
				t.Errorf("evidence %q, told to be altered: %v", got, whole.Altered())
			}
		}
	})
	t.Run("without its log", func(t *testing.T) {
		dir := brokenOff(t, s)
		must(t, os.Remove(database(dir)+"-wal"))
		if !reading(t, dir).Altered() || !opened(t, dir, Options{}).Altered() {
			t.Error("nobody is told that the log is gone")
		}
	})
}

// Before anything was written there is nothing to mix, but it is detected all the same.
func TestReplacedWithoutALog(t *testing.T) {
	elsewhere, theirs := filled(t)
	dir, _ := filled(t)
	s := opened(t, dir, Options{})
	dir = brokenOff(t, s)
	if reading(t, dir).Altered() {
		t.Error("an untouched database is told to be altered")
	}
	must(t, os.WriteFile(database(dir), []byte(content(t, database(elsewhere))), 0o600))
	w := opened(t, dir, Options{})
	if !w.Altered() || len(databasesAside(t, dir)) != 1 {
		t.Error("nobody is told, or the other one is not kept")
	}
	if got := evidenceIn(t, w, theirs); got != theirs.Scores[0].Evidence {
		t.Errorf("evidence %q", got)
	}
}

// While the window that wrote the log is open, nobody can read a mixture of the log and another database.
func TestReaderOfAMixture(t *testing.T) {
	elsewhere, _ := filled(t)
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	must(t, evidence(t, s, a, "in the log"))
	if got := evidenceIn(t, reading(t, dir), a); got != "in the log" {
		t.Errorf("evidence %q", got)
	}
	moveOver(t, database(dir), []byte(content(t, database(elsewhere))))
	_, err := OpenReader(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeDataMixed, "path", database(dir))
	_, err = s.Examine(t.Context())
	wants(t, err, assessment.CodeDataReplaced)
	must(t, s.Close())
	if r := reading(t, dir); !r.Altered() || r.Aside() == "" {
		t.Error("afterwards nobody is told")
	}
}

// A process killed while it moved its log into the database leaves its own database, whichever pages were moved.
func TestKilledWhileMovingTheLog(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	for range 20 {
		more := storetest.Sample(a.Card)
		must(t, s.Add(t.Context(), more))
	}
	must(t, evidence(t, s, a, "in the log"))
	before := brokenOff(t, s)
	moved := brokenOff(t, s)
	db, err := sql.Open("sqlite3", LocalDSN(database(moved)))
	must(t, err)
	_, err = db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	must(t, err)
	after := content(t, database(moved))
	must(t, db.Close())
	old := content(t, database(before))
	if len(after) <= len(old) {
		t.Fatal("the log has no new pages, so this proves less")
	}
	random := rand.New(rand.NewPCG(17, 8))
	for range 10 {
		dir := brokenOff(t, s)
		mixed := []byte(old)
		for at := 0; at < len(after); at += sectorSize {
			if random.IntN(2) == 0 {
				continue
			}
			if at >= len(mixed) {
				mixed = append(mixed, make([]byte, at+sectorSize-len(mixed))...)
			}
			copy(mixed[at:], after[at:at+sectorSize])
		}
		must(t, os.WriteFile(database(dir), mixed, 0o600))
		w := opened(t, dir, Options{})
		if got := evidenceIn(t, w, a); got != "in the log" || w.Altered() {
			t.Errorf("evidence %q, told to be altered: %v", got, w.Altered())
		}
	}
}

// A mark contains only the current state: checksums of an earlier one would reveal who came after it.
func TestMarkRevealsNothingEarlier(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	check := func(when string) {
		t.Helper()
		m, _, ok := readMark(s.path + markSuffix)
		if !ok {
			return
		}
		f, err := os.Open(s.path)
		must(t, err)
		defer f.Close() // nobody else has it open for writing
		is, err := statOf(f, true)
		must(t, err)
		if !slices.Equal(m.sums, is.sums) {
			t.Errorf("%s: the mark is of another state", when)
		}
	}
	check("opened")
	must(t, evidence(t, s, a, "changed"))
	check("after a change")
	for range 3 {
		must(t, s.SaveDraft(t.Context(), a.ID, remarking("", "half")))
		check("after half a ballot")
		_, err := s.CastDraft(t.Context(), a.ID)
		must(t, err)
		if exists(s.path + markSuffix) {
			t.Error("a mark from before a ballot is still there")
		}
		must(t, evidence(t, s, a, "changed again"))
		check("after a change")
		if !exists(s.path + markSuffix) {
			t.Error("there is no mark")
		}
	}
	must(t, s.Close())
	if exists(s.path + markSuffix) {
		t.Error("a mark is left after closing")
	}
}
