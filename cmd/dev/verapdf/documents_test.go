//go:build verapdf

package verapdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fetched returns the validator. Without a network the test is skipped with that reason.
func fetched(t *testing.T) *Validator {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	v, err := Fetch(t.Context(), filepath.Join(cache, "kwaliteitskaart-dev", "verapdf"))
	switch {
	case errors.Is(err, ErrUnreachable):
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	return v
}

// write runs the tests that match pattern, which write the documents of their samples in all languages, and returns
// the files.
func write(t *testing.T, pattern string) []string {
	t.Helper()
	folder := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "go", "test", "-tags", "slow", "-count=1", "./assessment/report/pdf", "-run", pattern, "-keep", folder)
	cmd.Dir = filepath.Join("..", "..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("write the samples: %v\n%s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestEveryDocumentIsAccessibleAndKeepable(t *testing.T) {
	v := fetched(t)
	pattern, least := "^(TestFilesAreValidAndAccessible|TestOverviewFilesAreValid)$", 300
	if testing.Short() {
		pattern, least = "^(TestFilesAreValidAndAccessible|TestOverviewFilesAreValid)$/^(example|empty|adopted|strange|levels3|mixed)$", 60
	}
	files := write(t, pattern)
	verdicts, err := v.Validate(t.Context(), files...)
	if err != nil {
		t.Fatal(err)
	}
	checks := 0
	for _, verdict := range verdicts {
		checks += verdict.Checks
		if len(verdict.Failed) > 0 {
			t.Errorf("%s does not meet %s: %s", filepath.Base(verdict.File), verdict.Standard, strings.Join(verdict.Failed, " "))
		}
		if verdict.Checks < 300 {
			t.Errorf("%s: only %d checks by %s", filepath.Base(verdict.File), verdict.Checks, verdict.Standard)
		}
	}
	t.Logf("%d files, %d checks", len(files), checks)
	if len(files) < least {
		t.Errorf("only %d samples, not %d", len(files), least)
	}
}

// TestBrokenFilesAreFound removes from a file what makes it accessible and fit to be archived, one thing at a time,
// by replacing it with as many bytes, so that all offsets stay the same.
func TestBrokenFilesAreFound(t *testing.T) {
	v := fetched(t)
	good, err := os.ReadFile(write(t, "^TestFilesAreValidAndAccessible$/^example$/^plan$")[0])
	if err != nil {
		t.Fatal(err)
	}
	changes := []struct{ missing, from, to, standard string }{
		{"the language", "/Lang (", "/Lung (", "ua1"},
		{"the words of a figure", "/Alt <", "/Alx <", "ua1"},
		{"the structure", "/StructTreeRoot ", "/StrictTreeRoot ", "ua1"},
		{"the structure", "/StructTreeRoot ", "/StrictTreeRoot ", "2a"},
		{"the mark that it is tagged", "/Marked true", "/Marxed true", "2a"},
		{"its title above the window", "/DisplayDocTitle true", "/DisplayDocTitxe true", "ua1"},
		{"a colour profile", "/OutputIntents ", "/OutputIntants ", "2a"},
		{"the name of the standard", "<pdfuaid:part>1<", "<pdfuaid:part>7<", "ua1"},
		{"the name of the standard", "<pdfaid:part>2<", "<pdfaid:part>7<", "2a"},
		{"a description of that name", "<pdfaProperty:name>part<", "<pdfaProperty:name>pxrt<", "2a"},
	}
	folder := t.TempDir()
	var files []string
	for i, change := range changes {
		changed := bytes.ReplaceAll(good, []byte(change.from), []byte(change.to))
		if bytes.Equal(changed, good) {
			t.Errorf("there is no %q", change.from)
		}
		files = append(files, filepath.Join(folder, fmt.Sprintf("%d.pdf", i)))
		if err := os.WriteFile(files[i], changed, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	verdicts, err := v.Validate(t.Context(), files...)
	if err != nil {
		t.Fatal(err)
	}
	for i, change := range changes {
		if !slices.ContainsFunc(verdicts, func(v Verdict) bool { return v.File == files[i] && v.Standard == change.standard && len(v.Failed) > 0 }) {
			t.Errorf("a file without %s meets %s", change.missing, change.standard)
		}
	}
}
