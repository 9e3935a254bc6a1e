package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T, now func() assessment.Instant) assessment.Store {
		return opened(t, t.TempDir(), Options{Now: now})
	})
}

// opened returns a store that is closed when the test ends.
func opened(t *testing.T, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, o)
	return closing(t, s, err)
}

// reading returns a reader that is closed when the test ends.
func reading(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := OpenReader(t.Context(), dir, Options{})
	return closing(t, s, err)
}

func closing(t *testing.T, s *Store, err error) *Store {
	t.Helper()
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

// wants checks the code of an error and its arguments, alternating names and values.
func wants(t *testing.T, err error, code assessment.Code, args ...string) {
	t.Helper()
	var told *assessment.Error
	if assessment.CodeOf(err) != code || !errors.As(err, &told) {
		t.Fatalf("got error %v, want code %q", err, code)
	}
	for i := 0; i < len(args); i += 2 {
		if got := told.Args[args[i]]; got != args[i+1] {
			t.Errorf("%s: argument %s is %q, want %q", code, args[i], got, args[i+1])
		}
	}
}

// filled returns a folder with a closed store, and the assessment in it.
func filled(t *testing.T) (dir string, a *assessment.Assessment) {
	t.Helper()
	dir = t.TempDir()
	if sample.folder == nil {
		made := storetest.Sample(storetest.Card(4))
		s, err := Open(t.Context(), dir, Options{})
		must(t, err)
		must(t, s.Add(t.Context(), made))
		must(t, s.Close())
		files, err := os.ReadDir(dir)
		must(t, err)
		sample.folder, sample.assessment = make(map[string]string), made
		for _, f := range files {
			sample.folder[f.Name()] = content(t, filepath.Join(dir, f.Name()))
		}
	} else {
		for name, content := range sample.folder {
			must(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
		}
	}
	return dir, sample.assessment.Clone()
}

// sample is the folder that filled made first, because half the tests begin with it.
var sample struct {
	folder     map[string]string // the content of each file
	assessment *assessment.Assessment
}

func database(dir string) string { return filepath.Join(dir, fileName) }

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	return string(b)
}

// evidence saves a score with the given evidence.
func evidence(t *testing.T, s *Store, a *assessment.Assessment, text string) error {
	t.Helper()
	score := a.Scores[0]
	score.Evidence = text
	return s.SaveScore(t.Context(), a.ID, score)
}

// evidenceIn returns the evidence saved by evidence.
func evidenceIn(t *testing.T, s *Store, a *assessment.Assessment) string {
	t.Helper()
	stored, err := s.Load(t.Context(), a.ID)
	must(t, err)
	return stored.Scores[0].Evidence
}
