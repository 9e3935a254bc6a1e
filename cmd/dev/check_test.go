package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What the race detector leaves out is there by that name.
func TestUnracedExists(t *testing.T) {
	inDomain, err := filepath.Glob("../../assessment/*/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	inWindow, err := filepath.Glob("../../ui/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	inProgram, err := filepath.Glob("../kwaliteitskaart/*/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range slices.Concat(inDomain, inWindow, inProgram) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
	}
	for _, name := range unraced {
		if !strings.Contains(all.String(), "\nfunc "+name) {
			t.Errorf("no test begins with %s", name)
		}
	}
}
