package sqlite

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// writeOver overwrites a file in place, like `cat old > new` and some sync programs.
func writeOver(t *testing.T, path string, b []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
	must(t, err)
	_, err = f.Write(b)
	must(t, err)
	must(t, f.Close())
}

// moveOver replaces a file by renaming another.
func moveOver(t *testing.T, path string, b []byte) {
	t.Helper()
	must(t, os.WriteFile(path+".new", b, 0o600))
	must(t, os.Rename(path+".new", path))
}

// A database that another program replaces or overwrites is detected at the first change. The original data is kept
// beside it, the other file is unchanged, and nothing of ours is written to it.
func TestReplacedByAnotherProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files in their place")
	}
	elsewhere, theirs := filled(t)
	ways := map[string]func(t *testing.T, path string, older []byte) (now []byte){
		"written over with another": func(t *testing.T, path string, _ []byte) []byte {
			b := []byte(content(t, database(elsewhere)))
			writeOver(t, path, b)
			return b
		},
		"written over with an older one": func(t *testing.T, path string, older []byte) []byte {
			writeOver(t, path, older)
			return older
		},
		"written over with something else": func(t *testing.T, path string, _ []byte) []byte {
			b := []byte(strings.Repeat("shopping list\n", 1000))
			writeOver(t, path, b)
			return b
		},
		"replaced by another": func(t *testing.T, path string, _ []byte) []byte {
			b := []byte(content(t, database(elsewhere)))
			moveOver(t, path, b)
			return b
		},
		"replaced by an older one": func(t *testing.T, path string, older []byte) []byte {
			moveOver(t, path, older)
			return older
		},
	}
	for name, replace := range ways {
		for where, remote := range map[string]bool{"here": false, "on a network drive": true} {
			t.Run(name+" "+where, func(t *testing.T) {
				dir, a := filled(t)
				path := database(dir)
				older := []byte(content(t, path))
				u := standard()
				u.remote = func(string) bool { return remote }
				s, err := u.open(t.Context(), dir, Options{Now: noon().now})
				closing(t, s, err)
				must(t, s.SaveDraft(t.Context(), a.ID, remarking("", "half a ballot"))) // the log is moved into the file
				must(t, evidence(t, s, a, "stored last"))

				foreign := replace(t, path, older)
				err = evidence(t, s, a, "unsaved")
				kept := filepath.Join(dir, asideFolder, "2026-11-23 12.00.00")
				wants(t, err, assessment.CodeDataReplaced, "path", path, "kept", kept)
				// Again, and for a record that the other file does not contain.
				wants(t, s.Bin(t.Context(), "nobody"), assessment.CodeDataReplaced, "kept", kept)
				_, err = s.BackUp(t.Context())
				wants(t, err, assessment.CodeDataReplaced)
				must(t, s.Close())

				if content(t, path) != string(foreign) {
					t.Error("the other one was written to")
				}
				for _, companion := range []string{"-wal", "-shm", "-journal"} {
					if info, err := os.Stat(path + companion); err == nil && info.Size() > 0 {
						t.Errorf("%s of ours lies beside the other one", companion)
					}
				}
				ours := opened(t, kept, Options{})
				if got := evidenceIn(t, ours, a); got != "stored last" {
					t.Errorf("evidence %q in what is kept", got)
				}
				if d, err := ours.Draft(t.Context(), a.ID); err != nil || d == nil || d.Remarks["A1"] != "half a ballot" {
					t.Errorf("the draft in what is kept is %v, %v", d, err)
				}

				next, err := Open(t.Context(), dir, Options{})
				if strings.Contains(name, "something else") {
					wants(t, err, assessment.CodeDamaged)
					return
				}
				closing(t, next, err)
				if !next.Altered() {
					t.Error("the next start does not say that the data are others")
				}
				of := a
				if strings.HasSuffix(name, "another") {
					of = theirs
				}
				if got := evidenceIn(t, next, of); got != of.Scores[0].Evidence {
					t.Errorf("evidence %q in the other one", got)
				}
			})
		}
	}
}

// Without a further change, closing detects it.
func TestReplacedAndClosed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files in their place")
	}
	for _, replace := range []func(*testing.T, string, []byte){writeOver, moveOver} {
		dir, a := filled(t)
		older := []byte(content(t, database(dir)))
		s, err := Open(t.Context(), dir, Options{Now: noon().now})
		must(t, err)
		must(t, evidence(t, s, a, "stored"))
		replace(t, database(dir), older)
		must(t, s.Close())
		if content(t, database(dir)) != string(older) {
			t.Error("the other one was written to")
		}
		if got := evidenceIn(t, opened(t, filepath.Join(dir, asideFolder, "2026-11-23 12.00.00"), Options{}), a); got != "stored" {
			t.Errorf("evidence %q in what is kept", got)
		}
	}
}

// Restoring a backup after that keeps all three.
func TestReplacedAndRestored(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files in their place")
	}
	for _, replace := range []func(*testing.T, string, []byte){writeOver, moveOver} {
		dir, s, a, b := backedUp(t, standard())
		elsewhere, _ := filled(t)
		other := []byte(content(t, database(elsewhere)))
		replace(t, database(dir), other)
		aside, err := s.Restore(t.Context(), b.Path)
		must(t, err)
		if got := evidenceIn(t, s, a); got != "before" {
			t.Errorf("evidence %q after restoring", got)
		}
		must(t, evidence(t, s, a, "goes on"))
		if content(t, database(aside)) != string(other) {
			t.Error("the other one is not kept as it was")
		}
		if got := evidenceIn(t, reading(t, filepath.Join(dir, asideFolder, "2026-11-23 12.00.00")), a); got != "after" {
			t.Errorf("evidence %q in what is kept", got)
		}
	}
}

// Touching the files, or restoring their content, changes nothing.
func TestTouchedByAnotherProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files in their place")
	}
	for name, touch := range map[string]func(t *testing.T, path string){
		"another time": func(t *testing.T, path string) {
			must(t, os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)))
		},
		"the same over it": func(t *testing.T, path string) { writeOver(t, path, []byte(content(t, path))) },
		"away and back": func(t *testing.T, path string) {
			must(t, os.Rename(path, path+".away"))
			must(t, os.WriteFile(path, []byte("another"), 0o600))
			must(t, os.Rename(path+".away", path))
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, remote := range []bool{false, true} {
				u := standard()
				u.remote = func(string) bool { return remote }
				dir, a := filled(t)
				s, err := u.open(t.Context(), dir, Options{})
				closing(t, s, err)
				must(t, evidence(t, s, a, "before"))
				touch(t, database(dir))
				must(t, evidence(t, s, a, "after"))
				if got := evidenceIn(t, s, a); got != "after" {
					t.Errorf("evidence %q", got)
				}
			}
		})
	}
}

// If an overwritten database was larger than the cache it cannot be recovered completely, and then nothing is kept.
func TestWrittenOverBeyondMemory(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files in their place")
	}
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	card := storetest.Card(6)
	for range 16 {
		more := storetest.Sample(card)
		for i := range more.Scores {
			more.Scores[i].Note = strings.Repeat("x", assessment.MaxText)
			more.Scores[i].Evidence = more.Scores[i].Note
		}
		for range 100 {
			b := remarking(assessment.NewID(), strings.Repeat("x", assessment.MaxText))
			more.Ballots = append(more.Ballots, b)
		}
		must(t, s.Add(t.Context(), more))
	}
	size, err := s.size(t.Context())
	must(t, err)
	if size <= cached {
		t.Fatalf("only %d bytes, so this proves nothing", size)
	}
	must(t, s.SaveDraft(t.Context(), a.ID, remarking("", "moves the log into the file")))
	writeOver(t, database(dir), []byte("another"))
	wants(t, evidence(t, s, a, "unsaved"), assessment.CodeDataReplaced, "kept", "")
	if exists(filepath.Join(dir, asideFolder)) {
		if left, _ := os.ReadDir(filepath.Join(dir, asideFolder)); len(left) > 0 {
			t.Errorf("there is %v", left)
		}
	}
}
