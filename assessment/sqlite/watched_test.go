package sqlite

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
)

// A system that records the last modification late does not make the database another before its sectors are summed, nor
// after; another content does.
func TestModificationRecordedLate(t *testing.T) {
	path := filepath.Join(t.TempDir(), fileName)
	write := func(content byte) {
		t.Helper()
		b := make([]byte, 4*sectorSize)
		b[len(b)-1] = content
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	late := func(by time.Duration) {
		t.Helper()
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(by)); err != nil {
			t.Fatal(err)
		}
	}
	write(1)
	w, err := watch(path, maxLocal)
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	late(time.Minute)
	if err := w.check(); err != nil {
		t.Errorf("before its sectors are summed: %v", err)
	}
	if err := w.sum(); err != nil || len(w.left.sums) != 4 {
		t.Fatalf("%d sectors, %v", len(w.left.sums), err)
	}
	late(time.Hour)
	if err := w.check(); err != nil {
		t.Errorf("after: %v", err)
	}
	write(2)
	late(2 * time.Hour)
	if err := w.check(); assessment.CodeOf(err) != assessment.CodeDataReplaced {
		t.Errorf("of another content: %v", err)
	}
}
