package sqlite

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

func TestExamine(t *testing.T) {
	for name, c := range map[string]struct {
		spoil string
		want  assessment.Code
	}{
		"sound":      {"", ""},
		"loose ends": {"PRAGMA foreign_keys = off; DELETE FROM plan", assessment.CodeDamaged},
		"foreign":    {"PRAGMA application_id = 7", assessment.CodeForeignData},
	} {
		t.Run(name, func(t *testing.T) {
			dir, _ := filled(t)
			s, err := Open(t.Context(), dir, Options{})
			must(t, err)
			t.Cleanup(func() { _ = s.Close() }) // a damaged database may refuse
			if c.spoil != "" {
				query(t, database(dir), c.spoil)
			}
			h, err := s.Examine(t.Context())
			if assessment.CodeOf(err) != c.want {
				t.Fatalf("%v, want %q", err, c.want)
			}
			if c.want == "" && (h.Assessments != 1 || h.Version != len(standard().migrations)) {
				t.Errorf("it is %+v", h)
			}
		})
	}
}

// A text that changed while nobody had the database open is also detected by readers, until somebody writes.
func TestExamineDetectsAlteredData(t *testing.T) {
	dir, a := filled(t)
	sums := content(t, database(dir)+sumSuffix)
	spoilt := strings.Replace(content(t, database(dir)), a.Plan.Strong, strings.ToUpper(a.Plan.Strong), 1)
	must(t, os.WriteFile(database(dir), []byte(spoilt), 0o600))
	for range 2 {
		if h, err := reading(t, dir).Examine(t.Context()); err != nil || !h.Altered {
			t.Errorf("%+v, %v", h, err)
		}
	}
	if content(t, database(dir)+sumSuffix) != sums {
		t.Error("who reads changes the checksum")
	}
	s := opened(t, dir, Options{})
	if h, err := s.Examine(t.Context()); err != nil || !h.Altered {
		t.Errorf("the writer: %+v, %v", h, err)
	}
	if h, err := reading(t, dir).Examine(t.Context()); err != nil || h.Altered {
		t.Errorf("while it is open: %+v, %v", h, err)
	}
	must(t, s.Close())
	if h, err := reading(t, dir).Examine(t.Context()); err != nil || h.Altered {
		t.Errorf("after it was told: %+v, %v", h, err)
	}
}

// A folder of which only the lock or the clock is left is not new: reading or opening it fails, because the database is gone,
// until another is made.
func TestMissingDatabaseIsReported(t *testing.T) {
	for left, write := range map[string]string{lockName: held, clockName: "2026-11-23T12:00:00Z\n"} {
		dir := t.TempDir()
		if reading(t, dir).Altered() {
			t.Error("a new folder lost a database")
		}
		must(t, opened(t, dir, Options{}).Close())
		must(t, os.Remove(filepath.Join(dir, lockName)))
		for _, suffix := range companions {
			must(t, unlessGone(os.Remove(database(dir)+suffix)))
		}
		must(t, os.WriteFile(filepath.Join(dir, left), []byte(write), 0o600))
		if !reading(t, dir).Altered() {
			t.Errorf("%s: who reads is not told", left)
		}
		s := opened(t, dir, Options{})
		if !s.Altered() {
			t.Errorf("%s: who opens it is not told", left)
		}
		must(t, s.Close())
		if reading(t, dir).Altered() || opened(t, dir, Options{}).Altered() {
			t.Errorf("%s: told again when another was made", left)
		}
	}
}

// A relative path leads to the same backups.
func TestNewestBackupOfARelativePath(t *testing.T) {
	dir, _ := filled(t)
	s := opened(t, dir, Options{})
	made, err := s.BackUp(t.Context())
	must(t, err)
	t.Chdir(filepath.Dir(dir))
	newest, spoilt, err := NewestBackup(t.Context(), filepath.Base(dir))
	must(t, err)
	if spoilt != 0 || newest == nil || newest.Made != made.Made {
		t.Errorf("%v after %d spoilt ones", newest, spoilt)
	}
}

// The newest reliable backup is found behind newer unreliable ones.
func TestNewestBackup(t *testing.T) {
	dir, a := filled(t)
	clock := noon()
	s := opened(t, dir, Options{Now: clock.now})
	var made []assessment.Backup
	for _, text := range []string{"one", "two", "three"} {
		clock.at += 60_000
		must(t, evidence(t, s, a, text))
		b, err := s.BackUp(t.Context())
		must(t, err)
		made = append(made, *b)
	}
	for spoilt := range 4 {
		newest, n, err := NewestBackup(t.Context(), dir)
		must(t, err)
		if n != spoilt || spoilt < 3 && (newest == nil || newest.Path != made[2-spoilt].Path) || spoilt == 3 && newest != nil {
			t.Errorf("%d are spoilt: newest is %v after %d", spoilt, newest, n)
		}
		if spoilt < 3 {
			must(t, os.Truncate(made[2-spoilt].Path, 100))
		}
	}
}

// A database damaged while it was open does not get a matching checksum, so that the next opening reads it
// completely. The original data is kept beside it.
func TestDamageWhileOpenIsDetected(t *testing.T) {
	dir, a := filled(t)
	s, err := Open(t.Context(), dir, Options{Now: noon().now})
	must(t, err)
	f, err := os.OpenFile(database(dir), os.O_WRONLY, 0)
	must(t, err)
	const page = 4096
	_, err = f.WriteAt(bytes.Repeat([]byte{0xA5}, page), int64(len(content(t, database(dir)))-page))
	must(t, errors.Join(err, f.Close()))
	_ = s.Close() // it may refuse
	if found, err := examineSeal(database(dir)); err != nil || found == sealWhole {
		t.Errorf("it was given a checksum that fits: %v", err)
	}
	if s, err := Open(t.Context(), dir, Options{}); assessment.CodeOf(err) != assessment.CodeDamaged {
		t.Errorf("it opens as %v, %v", s, err)
	}
	kept := filepath.Join(dir, asideFolder, "2026-11-23 12.00.00")
	if got := evidenceIn(t, opened(t, kept, Options{}), a); got != a.Scores[0].Evidence {
		t.Errorf("evidence %q in what is kept", got)
	}
}
