//go:build linux

package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// The maximum cost of examining a foreign database: processor time, and memory in addition to what the process uses.
const (
	mostTime   = 2 * time.Second
	mostMemory = 128 << 20
)

// FuzzRestore offers any input as a backup: as a file, and as a piece of a good one. Either it is refused as a bad
// backup, or all its content can be read; only the stage folder may change.
func FuzzRestore(f *testing.F) {
	dir := f.TempDir()
	made := filepath.Join(dir, "made")
	s, err := Open(f.Context(), made, Options{})
	if err != nil {
		f.Fatal(err)
	}
	if err := s.Add(f.Context(), storetest.Sample(storetest.Card(4))); err != nil {
		f.Fatal(err)
	}
	path := filepath.Join(dir, "good.db")
	if err := s.Copy(f.Context(), path); err != nil {
		f.Fatal(err)
	}
	if err := s.Close(); err != nil {
		f.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good[:4096], uint32(0))
	f.Add([]byte("SQLite format 3\x00"), uint32(1))
	f.Add([]byte("CREATE TRIGGER t"), uint32(4000))
	f.Add(make([]byte, 512), uint32(len(good)-512))
	u := standard()
	folder := filepath.Join(dir, "data")
	if err := os.Mkdir(folder, 0o700); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte, at uint32) {
		patched := append([]byte(nil), good...)
		copy(patched[int(at)%len(patched):], b)
		for _, file := range [][]byte{b, patched} {
			must(t, os.WriteFile(path, file, 0o600))
			held := memoryPeakAfresh(t)
			var before, after syscall.Rusage
			must(t, syscall.Getrusage(syscall.RUSAGE_SELF, &before))
			err := u.stage(context.Background(), folder, path)
			must(t, syscall.Getrusage(syscall.RUSAGE_SELF, &after))
			if took := time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano()); took > mostTime {
				t.Errorf("took %v", took)
			}
			if took := memory(t, "VmHWM") - held; took > mostMemory {
				t.Errorf("took %d KiB", took>>10)
			}
			staged := filepath.Join(folder, stageFolder, fileName)
			switch code := assessment.CodeOf(err); code {
			case "":
				if _, err := u.verify(context.Background(), staged); err != nil {
					t.Errorf("accepted, but not good: %v", err)
				}
			case assessment.CodeBackupInvalid, assessment.CodeNewerFile:
			default:
				t.Errorf("refused as %s: %v", code, err)
			}
			must(t, unstage(folder))
			if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		}
	})
}

// memoryPeakAfresh resets the peak memory of the process, so that other tests do not count, and returns the current
// number of bytes.
func memoryPeakAfresh(t *testing.T) int64 {
	t.Helper()
	debug.FreeOSMemory()
	must(t, os.WriteFile("/proc/self/clear_refs", []byte("5"), 0))
	return memory(t, "VmRSS")
}

// memory returns one of the system's memory figures of this process, in bytes.
func memory(t *testing.T, figure string) (bytes int64) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	must(t, err)
	_, rest, _ := strings.Cut(string(status), figure+":")
	_, err = fmt.Sscan(rest, &bytes)
	must(t, err)
	return bytes << 10
}

// A database with a trigger or a view could do more than be read: it is not a valid backup.
func TestRestoreRefusesTriggersAndViews(t *testing.T) {
	for _, made := range []string{
		"CREATE TRIGGER sly AFTER UPDATE ON score BEGIN DELETE FROM score; END",
		"CREATE VIEW sly AS SELECT * FROM score",
		"ALTER TABLE score RENAME TO old; CREATE VIEW score AS SELECT * FROM old",
		"CREATE TABLE sly (x)",
		"CREATE INDEX sly ON score (note)",
		"CREATE VIRTUAL TABLE sly USING rtree (id, low, high)",
		"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('table', 'sly', 'sly', 3, 'CREATE TABLE sly (x)')",
	} {
		dir, s, a, _ := backedUp(t, standard())
		path := filepath.Join(t.TempDir(), "hostile.db")
		must(t, s.Copy(t.Context(), path))
		query(t, path, made)
		_, err := s.Restore(t.Context(), path)
		wants(t, err, assessment.CodeBackupInvalid)
		if got := evidenceIn(t, s, a); got != "after" {
			t.Errorf("%s: evidence %q", made, got)
		}
		if _, err := os.Stat(filepath.Join(dir, stageFolder)); err == nil {
			t.Errorf("%s: it is left behind", made)
		}
	}
}
