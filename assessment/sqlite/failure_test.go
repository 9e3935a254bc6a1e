package sqlite

import (
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

func TestFilesThatVanishWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files in their place")
	}
	for name, vanish := range map[string]func(t *testing.T, path string){
		"deleted": func(t *testing.T, path string) { must(t, os.Remove(path)) },
		"journal deleted": func(t *testing.T, path string) {
			must(t, os.Remove(path+"-wal"))
		},
		"folder deleted": func(t *testing.T, path string) { must(t, os.RemoveAll(filepath.Dir(path))) },
	} {
		t.Run(name, func(t *testing.T) {
			dir, a := filled(t)
			s := opened(t, dir, Options{})
			must(t, evidence(t, s, a, "before"))
			vanish(t, database(dir))
			wants(t, evidence(t, s, a, "swallowed"), assessment.CodeDataGone, "path", database(dir))
			if got := evidenceIn(t, s, a); got != "before" {
				t.Errorf("evidence %q after a change that failed", got)
			}
			_, err := s.BackUp(t.Context())
			wants(t, err, assessment.CodeDataGone, "path", database(dir))
			if name == "folder deleted" && exists(dir) {
				t.Error("a backup makes the folder anew")
			}
		})
	}
}

func TestFolderThatComesBack(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files in their place")
	}
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	must(t, os.Rename(dir, dir+"-away"))
	wants(t, evidence(t, s, a, "away"), assessment.CodeDataGone, "path", database(dir))
	must(t, os.Rename(dir+"-away", dir))
	must(t, evidence(t, s, a, "back"))
	if got := evidenceIn(t, reading(t, dir), a); got != "back" {
		t.Errorf("evidence %q", got)
	}
}

func TestFullDisk(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	// SQLite returns the same error for this limit as for a full disk.
	_, err := s.db.Exec("PRAGMA max_page_count = 1") // the current number
	must(t, err)
	more := storetest.Sample(storetest.Card(6))
	more.Plan.Strong = strings.Repeat("x", assessment.MaxText)
	wants(t, s.Add(t.Context(), more), assessment.CodeDiskFull, "path", database(dir))
	_, err = s.Load(t.Context(), more.ID)
	wants(t, err, assessment.CodeNotFound)
	if got := evidenceIn(t, s, a); got != a.Scores[0].Evidence {
		t.Errorf("evidence %q", got)
	}
	_, err = s.db.Exec("PRAGMA max_page_count = 1000000")
	must(t, err)
	must(t, s.Add(t.Context(), more))
}

func TestHeldByAnotherProgram(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	_, err := s.db.Exec("PRAGMA busy_timeout = 1")
	must(t, err)
	other, err := sql.Open("sqlite3", dsn(database(dir), "mode=rw&_txlock=immediate&_busy_timeout=1"))
	must(t, err)
	defer other.Close()
	tx, err := other.Begin()
	must(t, err)
	wants(t, evidence(t, s, a, "held"), assessment.CodeBusy)
	must(t, tx.Rollback())
	must(t, evidence(t, s, a, "free"))

	// The reverse: a change locks others out from its beginning.
	tx, err = s.db.Begin()
	must(t, err)
	if _, err := other.Begin(); codeOf(err) != assessment.CodeBusy {
		t.Errorf("another began to write too: %v", err)
	}
	must(t, tx.Rollback())
}

// On a network drive a crash during a change leaves pages that must be rolled back before anybody reads.
func TestReaderAfterACrashOnANetworkDrive(t *testing.T) {
	u := standard()
	u.remote = func(string) bool { return true }
	dir, a := filled(t)
	s, err := u.open(t.Context(), dir, Options{})
	closing(t, s, err)
	_, err = s.db.Exec("PRAGMA cache_size = 2") // so that pages are written to the file before the commit
	must(t, err)
	tx, err := s.db.Begin()
	must(t, err)
	_, err = tx.Exec("UPDATE score SET evidence = ?", strings.Repeat("half ", 2000))
	must(t, err)
	crashed := t.TempDir()
	for _, name := range []string{fileName, fileName + "-journal"} {
		must(t, os.WriteFile(filepath.Join(crashed, name), []byte(content(t, filepath.Join(dir, name))), 0o600))
	}
	must(t, tx.Rollback())
	if !strings.Contains(content(t, database(crashed)), "half half") {
		t.Fatal("the change is not in the file, so its absence would prove nothing")
	}

	s, err = u.openReader(t.Context(), crashed, Options{})
	if got := evidenceIn(t, closing(t, s, err), a); got != a.Scores[0].Evidence {
		t.Errorf("evidence %.40q", got)
	}
}

func TestDeletedTextIsOverwritten(t *testing.T) {
	const secret = "a line that must not be found back"
	dir, a := filled(t)
	s, err := Open(t.Context(), dir, Options{})
	must(t, err)
	n := assessment.Note{ID: assessment.NewID(), Text: secret}
	must(t, s.AddNote(t.Context(), a.ID, a.Plan.Priorities[0].Actions[0].ID, n))
	must(t, s.Close())
	if !strings.Contains(content(t, database(dir)), secret) {
		t.Fatal("the note is not in the file, so its absence would prove nothing")
	}
	s, err = Open(t.Context(), dir, Options{})
	must(t, err)
	must(t, s.Remove(t.Context(), a.ID, n.ID))
	must(t, s.Close())
	if strings.Contains(content(t, database(dir)), secret) {
		t.Error("the deleted note is still in the file")
	}
}
