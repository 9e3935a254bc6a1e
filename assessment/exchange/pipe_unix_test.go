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
	"kwaliteitskaart/assessment/storetest"
)

// A path that is not a file, such as a pipe, is not replaced by one.
func TestOnlyFilesAreReplaced(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := exchange.WriteFile(pipe, []byte("x")); assessment.CodeOf(err) != assessment.CodeNotFile {
		t.Errorf("written on a pipe: %v", err)
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode().Type() != fs.ModeNamedPipe {
		t.Errorf("the pipe is gone: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
}

// Pipes, links and folders in place of cards, unfinished ballots or settings are never waited for.
func TestOnlyFilesAreRead(t *testing.T) {
	builtIn := len(storetest.BuiltIn(t))
	for name, put := range map[string]func(path string) error{
		"a pipe":           func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a link to no end": func(path string) error { return os.Symlink("/dev/zero", path) },
		"a link to itself": func(path string) error { return os.Symlink(path, path) },
		"a folder":         func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		want := assessment.CodeNotFile
		if name == "a link to itself" {
			want = assessment.CodeFileRead
		}
		data := t.TempDir()
		folder := exchange.Folder(data)
		if err := os.Mkdir(filepath.Join(data, "cards"), 0o700); err != nil {
			t.Fatal(err)
		}
		card := filepath.Join(data, "cards", "x.json")
		if err := put(card); err != nil {
			t.Fatal(err)
		}
		cards, err := folder.Cards()
		if len(cards) != builtIn || name != "a folder" && assessment.CodeOf(err) != want {
			t.Errorf("%s as a card: %d cards, %v", name, len(cards), err)
		}
		if _, err := exchange.ReadSettings(card, new(struct{})); assessment.CodeOf(err) != want {
			t.Errorf("%s as settings: %v", name, err)
		}

		invitation := exchange.Invite(small(t))
		if err := folder.Keep(invitation, assessment.Ballot{Group: assessment.GroupTeam}); err != nil {
			t.Fatal(err)
		}
		kept, err := filepath.Glob(filepath.Join(data, "*", "*"+exchange.Extension))
		if err != nil || len(kept) != 1 {
			t.Fatalf("kept are %v, %v", kept, err)
		}
		if err := os.Remove(kept[0]); err != nil {
			t.Fatal(err)
		}
		if err := put(kept[0]); err != nil {
			t.Fatal(err)
		}
		if b, err := folder.Kept(invitation); b != nil || assessment.CodeOf(err) != want {
			t.Errorf("%s as an unfinished ballot: %v, %v", name, b, err)
		}

		other := exchange.Folder(t.TempDir())
		if err := put(filepath.Join(string(other), "cards")); err != nil {
			t.Fatal(err)
		}
		if cards, err := other.Cards(); len(cards) != builtIn || name != "a folder" && assessment.CodeOf(err) != assessment.CodeFileRead {
			t.Errorf("%s in place of the cards: %d cards, %v", name, len(cards), err)
		}
	}
}
