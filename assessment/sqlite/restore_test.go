package sqlite

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/storetest"
)

// backedUp returns a folder with a backup made before the last change, and the open store.
func backedUp(t *testing.T, u setup) (dir string, s *Store, a *assessment.Assessment, b *assessment.Backup) {
	t.Helper()
	dir, a = filled(t)
	s, err := u.open(t.Context(), dir, Options{Now: noon().now})
	closing(t, s, err)
	must(t, evidence(t, s, a, "before"))
	b, err = s.BackUp(t.Context())
	must(t, err)
	must(t, evidence(t, s, a, "after"))
	return dir, s, a, b
}

func TestRestoreKeepsWhatItReplaces(t *testing.T) {
	for name, remote := range map[string]bool{"local": false, "network drive": true} {
		t.Run(name, func(t *testing.T) {
			u := standard()
			u.remote = func(string) bool { return remote }
			dir, s, a, b := backedUp(t, u)
			aside, err := s.Restore(t.Context(), b.Path)
			must(t, err)
			if got := evidenceIn(t, s, a); got != "before" {
				t.Errorf("evidence %q after restoring", got)
			}
			must(t, evidence(t, s, a, "goes on"))
			if want := filepath.Join(dir, asideFolder, "2026-11-23 12.00.00"); aside != want {
				t.Errorf("kept in %s, want %s", aside, want)
			}
			if got := evidenceIn(t, reading(t, aside), a); got != "after" {
				t.Errorf("evidence %q in what was replaced", got)
			}
			if _, err := os.Stat(filepath.Join(dir, stageFolder)); err == nil {
				t.Error("the folder for what comes in place was left")
			}

			// And back, from the replaced data.
			again, err := s.Restore(t.Context(), aside)
			must(t, err)
			if got := evidenceIn(t, s, a); got != "after" || again == aside {
				t.Errorf("evidence %q, kept in %s", got, again)
			}
			_, err = Restore(t.Context(), dir, b.Path, Options{})
			wants(t, err, assessment.CodeLocked)
		})
	}
}

// A database that was copied while its log contained the last changes is restored with them.
func TestRestoreReadsTheLogBesideABackup(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	must(t, evidence(t, s, a, "in the log"))
	elsewhere := t.TempDir()
	for _, companion := range []string{"", "-wal"} {
		must(t, copyFile(database(dir)+companion, database(elsewhere)+companion))
	}
	to := t.TempDir()
	_, err := Restore(t.Context(), to, database(elsewhere), Options{})
	must(t, err)
	if got := evidenceIn(t, opened(t, to, Options{}), a); got != "in the log" {
		t.Errorf("evidence %q", got)
	}
}

func TestRestoreRefusesOtherFiles(t *testing.T) {
	dir, s, a, _ := backedUp(t, standard())
	for file, code := range map[string]assessment.Code{
		filepath.Join(dir, "missing.db"): assessment.CodeFileMissing,
		filepath.Join(dir, lockName):     assessment.CodeBackupInvalid,
		filepath.Join(dir, backupFolder): assessment.CodeFileMissing,
		filepath.Join(dir, fileName):     assessment.CodeLiveData,
		dir:                              assessment.CodeLiveData,
	} {
		_, err := s.Restore(t.Context(), file)
		wants(t, err, code)
		if got := evidenceIn(t, s, a); got != "after" {
			t.Fatalf("evidence %q after %s was refused", got, file)
		}
	}
	// The error says what it is instead.
	for content, kind := range map[string]filekind.Kind{
		"": filekind.Empty, "%PDF-1.7": filekind.PDF, `{"format": "kwaliteitskaart"}`: filekind.Ours, "SQLite format 3\x00": filekind.Database,
	} {
		path := filepath.Join(t.TempDir(), "backup.db")
		must(t, os.WriteFile(path, []byte(content), 0o600))
		_, err := s.Restore(t.Context(), path)
		wants(t, err, assessment.CodeBackupInvalid, "kind", string(kind))
	}
}

// A time at which nothing can have been moved to the bin is damage.
func TestRestoreRefusesStrangeTimesInTheBin(t *testing.T) {
	_, s, a, b := backedUp(t, standard())
	for _, at := range []string{"-1", "9223372036854775807"} {
		query(t, b.Path, "UPDATE assessment SET binned_at = "+at)
		_, err := s.Restore(t.Context(), b.Path)
		wants(t, err, assessment.CodeBackupInvalid)
		if got := evidenceIn(t, s, a); got != "after" {
			t.Fatalf("evidence %q after %s was refused", got, at)
		}
	}
	query(t, b.Path, "UPDATE assessment SET binned_at = 1796000000000")
	_, err := s.Restore(t.Context(), b.Path)
	must(t, err)
	if bin, err := s.Binned(t.Context()); err != nil || len(bin) == 0 || bin[0].At != 1796000000000 {
		t.Errorf("in the bin are %v, %v", bin, err)
	}
}

// Reading only the bin detects such a time as well.
func TestStrangeTimesInTheBinAreDamage(t *testing.T) {
	for _, at := range []string{"1000", "-5", "9223372036854775807"} {
		dir, _ := filled(t)
		query(t, database(dir), "UPDATE assessment SET binned_at = "+at)
		_, err := reading(t, dir).Binned(t.Context())
		damaged(t, at, err)
	}
}

// A database that is damaged, missing or empty is moved aside completely, with its log, and replaced by a backup.
func TestRecovery(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, path string){
		"cut":     func(t *testing.T, path string) { must(t, os.Truncate(path, 5000)) },
		"zeroed":  func(t *testing.T, path string) { must(t, os.WriteFile(path, make([]byte, 8192), 0o600)) },
		"emptied": func(t *testing.T, path string) { must(t, os.Truncate(path, 0)) },
		"gone":    func(t *testing.T, path string) { must(t, os.Remove(path)) },
		"cut, with a log": func(t *testing.T, path string) {
			must(t, os.Truncate(path, 5000))
			must(t, os.WriteFile(path+"-wal", []byte("what is left of a log"), 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, s, a, b := backedUp(t, standard())
			must(t, s.Close())
			path := database(dir)
			spoil(t, path)
			before := files(t, dir)
			_, err := Open(t.Context(), dir, Options{})
			wants(t, err, assessment.CodeDamaged, "path", path)
			_, err = OpenReader(t.Context(), dir, Options{})
			wants(t, err, assessment.CodeDamaged, "path", path)
			if got := files(t, dir); got != before {
				t.Errorf("the folder holds %v, and held %v", got, before)
			}

			newest := assessment.NewestBackup(backups(t, dir))
			if newest == nil || newest.Path != b.Path {
				t.Fatalf("the newest good backup is %v", newest)
			}
			aside, err := Restore(t.Context(), dir, newest.Path, Options{})
			must(t, err)
			if name == "gone" && aside != "" {
				t.Errorf("nothing is kept in %s", aside)
			}
			if name != "gone" && files(t, aside) != before {
				t.Errorf("kept is %v, there was %v", files(t, aside), before)
			}
			if got := evidenceIn(t, opened(t, dir, Options{}), a); got != "before" {
				t.Errorf("evidence %q", got)
			}
		})
	}
}

// files returns the checksums of the database in a folder and its logs. An empty log, which a reader may leave,
// counts as none.
func files(t *testing.T, dir string) (found [3]string) {
	t.Helper()
	for i, companion := range []string{"", "-wal", "-journal"} {
		b, err := os.ReadFile(database(dir) + companion)
		switch {
		case err == nil && (len(b) > 0 || companion == ""):
			found[i] = fmt.Sprintf("%x", sha256.Sum256(b))
		case err != nil && !os.IsNotExist(err):
			t.Fatal(err)
		}
	}
	return found
}

func TestStartEmptyKeepsTheReplacedData(t *testing.T) {
	dir, s, _, b := backedUp(t, standard())
	must(t, s.Close())
	must(t, os.Truncate(b.Path, 100))
	must(t, os.Truncate(database(dir), 5000))
	damaged := content(t, database(dir))
	aside, err := StartEmpty(t.Context(), dir, Options{})
	must(t, err)
	if content(t, database(aside)) != damaged {
		t.Error("the damaged file is not kept as it was")
	}
	list, err := opened(t, dir, Options{}).Summaries(t.Context(), storetest.Today)
	if err != nil || len(list) != 0 {
		t.Errorf("there is %v, %v", list, err)
	}
}

// However far a restore had come at a power cut, opening the folder finishes it or finds nothing changed.
func TestInterruptedRestoreLosesNothing(t *testing.T) {
	for step, unfinished := range []func(t *testing.T, dir string){
		func(t *testing.T, dir string) { // staged, not committed
			must(t, os.Remove(filepath.Join(dir, stageFolder, stageNote)))
		},
		func(t *testing.T, dir string) {}, // committed
		func(t *testing.T, dir string) { // the log is aside
			aside := filepath.Join(dir, asideFolder, "then")
			must(t, os.MkdirAll(aside, 0o700))
			must(t, os.Rename(database(dir)+"-wal", database(aside)+"-wal"))
		},
		func(t *testing.T, dir string) { // everything is aside
			must(t, moveAside(database(dir), filepath.Join(dir, asideFolder, "then")))
		},
		func(t *testing.T, dir string) { // the backup is in place
			must(t, moveAside(database(dir), filepath.Join(dir, asideFolder, "then")))
			must(t, os.Rename(filepath.Join(dir, stageFolder, fileName), database(dir)))
		},
	} {
		dir, s, a, b := backedUp(t, standard())
		crashed := t.TempDir()
		for _, companion := range []string{"", "-wal"} {
			must(t, copyFile(database(dir)+companion, database(crashed)+companion))
		}
		must(t, s.setup.stage(t.Context(), crashed, b.Path))
		must(t, os.WriteFile(filepath.Join(crashed, stageFolder, stageNote), []byte("then"), 0o600))
		unfinished(t, crashed)
		want := "before"
		if step == 0 {
			want = "after"
		}
		// A reader finishes it too.
		if got := evidenceIn(t, reading(t, crashed), a); got != want {
			t.Errorf("step %d: evidence %q, want %q", step, got, want)
		}
		if got := evidenceIn(t, opened(t, crashed, Options{}), a); got != want {
			t.Errorf("step %d: evidence %q for a writer, want %q", step, got, want)
		}
		if aside := filepath.Join(crashed, asideFolder, "then"); step > 0 {
			if got := evidenceIn(t, reading(t, aside), a); got != "after" {
				t.Errorf("step %d: evidence %q aside", step, got)
			}
		}
		if _, err := os.Stat(filepath.Join(crashed, stageFolder)); err == nil {
			t.Errorf("step %d: something was left behind", step)
		}
	}
}
