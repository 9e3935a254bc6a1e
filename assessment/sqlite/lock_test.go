package sqlite

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"kwaliteitskaart/assessment"
)

// holdingProcess starts another process that has a folder open; release ends it.
func holdingProcess(t *testing.T, dir string) (release func()) {
	t.Helper()
	cmd := child(t, "hold", dir)
	out, in := start(t, cmd)
	if !out.Scan() || out.Text() != "open" {
		t.Fatalf("the child said %q", out.Text())
	}
	return func() {
		must(t, in.Close())
		must(t, cmd.Wait())
	}
}

// Removing the lock file admits nobody else: not while the database is open, and not after its writer has written.
func TestRemovedLockFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files in their place")
	}
	dir, a := filled(t)
	release := holdingProcess(t, dir)
	must(t, os.Remove(filepath.Join(dir, lockName)))
	for range 3 {
		_, err := Open(t.Context(), dir, Options{})
		wants(t, err, assessment.CodeLocked, "holder", "window")
	}
	must(t, os.WriteFile(filepath.Join(dir, lockName), nil, 0o600)) // a sync client restored it
	_, err := Open(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeLocked, "holder", "window")
	must(t, os.Remove(filepath.Join(dir, lockName)))
	must(t, os.Remove(filepath.Join(dir, holderName)))
	for range 2 { // nothing says who holds it
		must(t, os.WriteFile(filepath.Join(dir, lockName), nil, 0o600))
		_, err = Open(t.Context(), dir, Options{})
		wants(t, err, assessment.CodeLocked)
		_, err = Open(t.Context(), dir, Options{})
		wants(t, err, assessment.CodeLocked)
	}
	release()

	s := opened(t, dir, Options{Holder: "window"})
	must(t, os.Remove(filepath.Join(dir, lockName)))
	must(t, evidence(t, s, a, "goes on"))
	if b, err := child(t, "open", dir).Output(); err == nil {
		t.Errorf("another opened it too, and said %q", b)
	}
}

// A store that lost the lock to another makes no further changes.
func TestLockHeldByAnother(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps open files in their place")
	}
	dir, a := filled(t)
	s, err := Open(t.Context(), dir, Options{Holder: "window"})
	must(t, err)
	path := filepath.Join(dir, lockName)
	must(t, os.Remove(path))
	must(t, os.Remove(filepath.Join(dir, holderName)))
	must(t, os.WriteFile(path, []byte(held), 0o600)) // so that the other process does not detect that it was removed
	release := holdingProcess(t, dir)
	wants(t, evidence(t, s, a, "lost"), assessment.CodeLocked, "holder", "window")
	must(t, s.Close())
	if !exists(filepath.Join(dir, holderName)) {
		t.Error("nobody is said to hold the lock, while another does")
	}
	release()
	if got := evidenceIn(t, opened(t, dir, Options{}), a); got != a.Scores[0].Evidence {
		t.Errorf("evidence %q", got)
	}
}
