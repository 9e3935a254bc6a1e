//go:build unix

package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"kwaliteitskaart/assessment"
)

// A location that is not writable is detected at once. Root can write everywhere, so as root the child becomes user
// nobody.
func TestPlacesThatCannotBeWritten(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(t *testing.T, dir string)
		do      string
		want    string
	}{
		"new database in a folder": {func(t *testing.T, dir string) {
			must(t, os.RemoveAll(dir))
			must(t, os.Mkdir(dir, 0o555))
		}, "open", "read_only"},
		"folder with a database": {func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, lockName)))
			must(t, os.Chmod(database(dir), 0o444))
			must(t, os.Chmod(dir, 0o555))
		}, "open", "read_only"},
		"folder that was used before": {func(t *testing.T, dir string) {
			must(t, os.Chmod(filepath.Join(dir, lockName), 0o666))
			must(t, os.Chmod(database(dir), 0o444))
			must(t, os.Chmod(dir, 0o555))
		}, "open", "read_only"},
		"database in a writable folder": {func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, lockName)))
			must(t, os.Chmod(database(dir), 0o444))
			must(t, os.Chmod(dir, 0o777))
		}, "open", "read_only"},
		"reader": {func(t *testing.T, dir string) {
			must(t, os.Chmod(database(dir), 0o444))
			must(t, os.Chmod(dir, 0o555))
		}, "read", "read 1"},
		"reader without a right to read": {func(t *testing.T, dir string) {
			must(t, os.Chmod(database(dir), 0))
			must(t, os.Chmod(dir, 0o555))
		}, "read", "file_read"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, _ := filled(t)
			c.prepare(t, dir)
			t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
			cmd := child(t, c.do, dir)
			if os.Geteuid() == 0 {
				const nobody = 65534
				must(t, os.Chmod(filepath.Dir(dir), 0o755))
				cmd.Path = "/proc/self/exe" // the binary may be in a folder that nobody cannot read
				if _, err := os.Stat(cmd.Path); err != nil {
					t.Skip("root may write everywhere, and here is no way to become somebody else")
				}
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
			}
			out, _ := cmd.Output()
			if got := strings.TrimSpace(string(out)); !strings.HasPrefix(got, c.want) {
				t.Errorf("the child said %q, want %q", got, c.want)
			}
		})
	}
}

// A copy replaces neither a pipe nor a folder.
func TestCopyReplacesFilesOnly(t *testing.T) {
	dir, _ := filled(t)
	s := opened(t, dir, Options{})
	pipe := filepath.Join(t.TempDir(), "pipe")
	must(t, syscall.Mkfifo(pipe, 0o600))
	for _, path := range []string{pipe, t.TempDir()} {
		wants(t, s.Copy(t.Context(), path), assessment.CodeNotFile, "file", filepath.Base(path))
		if info, err := os.Lstat(path); err != nil || info.Mode().IsRegular() {
			t.Errorf("%s was replaced: %v", path, err)
		}
	}
}
