//go:build slow

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/cmd/dev/release"
)

// The built program prints its version, and prints the example team's plan without a display.
func TestBuildAndPrintTheExample(t *testing.T) {
	root, err := projectRoot()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	p := project{root: root, out: &out}
	program, err := p.build(t.Context(), t.TempDir())
	if err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	product, err := release.Read(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command(t.Context(), program, "version").Run(); err != nil || !strings.Contains(out.String(), "Kwaliteitskaart "+product.Version+"\n") {
		t.Errorf("version: %v\n%s", err, &out)
	}

	t.Setenv("TMPDIR", t.TempDir()) // where the plan is written
	out.Reset()
	if err := p.example(t.Context(), program, filepath.Join(t.TempDir(), "data")); err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	pdf, err := os.ReadFile(lines[len(lines)-1])
	if err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Errorf("the last line is no path of a PDF: %v\n%s", err, &out)
	}
}
