package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What the race detector leaves out is there by that name.
func TestUnracedExists(t *testing.T) {
	var all strings.Builder
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		all.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range unraced {
		if !strings.Contains(all.String(), "\nfunc "+name) {
			t.Errorf("no test begins with %s", name)
		}
	}
}
