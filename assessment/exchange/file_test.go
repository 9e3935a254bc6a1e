package exchange

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/own"
)

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a b.kwaliteitskaart")
	for _, data := range []string{"first", "", strings.Repeat("x", 1<<20)} {
		if err := WriteFile(path, []byte(data)); err != nil {
			t.Fatal(err)
		}
		if got, err := ReadFile(path); err != nil || string(got) != data {
			t.Errorf("read %d bytes of %d: %v", len(got), len(data), err)
		}
		alone(t, dir, 1)
	}
}

// Nothing that a user saves overwrites one of the program's own files: neither a document, which WriteFile writes,
// nor a hand-over file.
func TestSavingOverOwnFilesIsRefused(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{own.Lock, own.Database, "settings.json"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cards, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	a := assessment.New(cards.Newest(DefaultCard), assessment.Team{}, "2026-11-23", 1)
	for _, name := range []string{own.Lock, own.Database, "settings.json"} {
		path := filepath.Join(dir, name)
		for door, err := range map[string]error{"document": WriteFile(path, []byte("x")), "hand-over": Save(path, a)} {
			if assessment.CodeOf(err) != assessment.CodeOwnFile {
				t.Errorf("a %s over %s: %v", door, name, err)
			}
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != name {
			t.Errorf("%s holds %q, %v", name, b, err)
		}
	}
}

func TestWriteFileKeepsPermissions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shared")
	if err := os.WriteFile(path, nil, 0o640); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(path); err != nil || after.Mode() != before.Mode() {
		t.Errorf("mode %v became %v (%v)", before.Mode(), after.Mode(), err)
	}
}

func TestWriteFileFails(t *testing.T) {
	dir := t.TempDir()
	taken := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "inside"), 0o755); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]assessment.Code{
		taken:                              assessment.CodeNotFile,
		filepath.Join(dir, "nowhere", "x"): assessment.CodeFolderGone,
		filepath.Join(dir, "zero\x00"):     assessment.CodeFileWrite,
	} {
		err := WriteFile(path, []byte("x"))
		if assessment.CodeOf(err) != want || !strings.Contains(err.Error(), filepath.Base(path)[:1]) {
			t.Errorf("%q: %v", path, err)
		}
	}
	alone(t, dir, 1)
}

// alone checks that a folder contains nothing else.
func alone(t *testing.T, dir string, want int) {
	t.Helper()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != want {
		t.Errorf("the folder holds %v (%v)", entries, err)
	}
}

func TestWriteFileNeedsPermission(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	probe := filepath.Join(dir, "probe")
	if os.WriteFile(probe, nil, 0o600) == nil {
		t.Skip("this user may write anywhere")
	}
	err := WriteFile(filepath.Join(dir, "x"), nil)
	if e := (*assessment.Error)(nil); !errors.As(err, &e) || e.Code != assessment.CodeReadOnly || e.Args["path"] != dir {
		t.Errorf("got %v", err)
	}
}

func TestReadBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	if err := write(path, []byte("whole")); err != nil {
		t.Fatal(err)
	}
	if err := readBack(path, []byte("whole")); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"", "whol", "wholE", "whole "} {
		if readBack(path, []byte(want)) == nil {
			t.Errorf("%q passes for %q", "whole", want)
		}
	}
	if readBack(path+"gone", nil) == nil {
		t.Error("a file that is gone passes for an empty one")
	}
}

// A file that a disk did not store as written never replaces an existing file.
func TestFileThatReadsBackDifferentlyIsRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "plan.pdf")
	if err := WriteFile(path, []byte("the plan of before")); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]func(path string, data []byte) error{
		"cut off":  func(path string, data []byte) error { return write(path, data[1:]) },
		"nowhere":  func(string, []byte) error { return nil },
		"one byte": func(path string, data []byte) error { return write(path, append([]byte{data[0] ^ 1}, data[1:]...)) },
	} {
		err := replaceWith(path, []byte("the plan"), ownersOnly, bad)
		if assessment.CodeOf(err) != assessment.CodeFileVerify {
			t.Errorf("%s: %v", name, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != "the plan of before" {
			t.Errorf("%s: the file holds %q, %v", name, got, err)
		}
		alone(t, dir, 1)
	}
}

func TestWriteFailure(t *testing.T) {
	for _, c := range []struct {
		err  error
		want assessment.Code
	}{
		{&fs.PathError{Op: "write", Err: diskFull}, assessment.CodeDiskFull},
		{errors.Join(nil, &fs.PathError{Op: "close", Err: diskFull}), assessment.CodeDiskFull},
		{&fs.PathError{Op: "open", Err: writeProtected}, assessment.CodeReadOnly},
		{&fs.PathError{Op: "open", Err: fs.ErrPermission}, assessment.CodeReadOnly},
		{&os.LinkError{Op: "rename", Err: fs.ErrPermission}, assessment.CodeFileWrite},
		{errors.New("another"), assessment.CodeFileWrite},
	} {
		err := writeFailure(filepath.Join("dir", "file"), c.err)
		if want := string(c.want) + ` file="file" path="dir": write file: `; !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v gives %v, want %s", c.err, err, want)
		}
	}
}

func TestReadFileRefuses(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big")
	f, err := os.Create(big)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size, want := range map[int64]assessment.Code{MaxFile: "", MaxFile + 1: assessment.CodeTooLarge, 1 << 40: assessment.CodeTooLarge} {
		if err := f.Truncate(size); err != nil {
			t.Skipf("no sparse files here: %v", err)
		}
		if b, err := ReadFile(big); assessment.CodeOf(err) != want || err == nil && int64(len(b)) != size {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
	for path, want := range map[string]assessment.Code{
		dir: assessment.CodeNotFile, filepath.Join(dir, "none"): assessment.CodeFileMissing,
	} {
		if _, err := Folder("").Open(path, ""); assessment.CodeOf(err) != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

func TestOpenNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "brief.kwaliteitskaart")
	if err := WriteFile(path, []byte("Beste collega")); err != nil {
		t.Fatal(err)
	}
	e := (*assessment.Error)(nil)
	if _, err := Folder("").Open(path, ""); !errors.As(err, &e) || e.Args["file"] != "brief.kwaliteitskaart" {
		t.Errorf("got %v", err)
	}
}

func TestSaveAndOpen(t *testing.T) {
	cards, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x"+Extension)
	a := assessment.New(cards.Newest(DefaultCard), assessment.Team{}, "2026-11-23", 1)
	if err := Save(path, a); err != nil {
		t.Fatal(err)
	}
	if got, err := Folder("").Open(path, ""); err != nil || got.Assessment.ID != a.ID {
		t.Errorf("got %v", err)
	}
	a.Date = "soon"
	if err := Save(path, a); assessment.CodeOf(err) != assessment.CodeInvalid {
		t.Errorf("saved what breaks a rule: %v", err)
	}
	if got, err := Folder("").Open(path, ""); err != nil || got.Assessment.Date != "2026-11-23" {
		t.Errorf("the file of before is harmed: %v", err)
	}
}
