//go:build unix

package exchange_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// What is no file, such as a pipe, is not replaced by one.
func TestNothingButFilesIsReplaced(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := exchange.WriteFile(pipe, []byte("x")); assessment.CodeOf(err) != assessment.CodeFileWrite {
		t.Errorf("written on a pipe: %v", err)
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode().Type() != fs.ModeNamedPipe {
		t.Errorf("the pipe is gone: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
}
