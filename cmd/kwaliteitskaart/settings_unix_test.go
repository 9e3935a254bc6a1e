//go:build unix

package main

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"kwaliteitskaart/ui"
)

// A path that is not a regular file, or a file that never ends, is not read.
func TestSettingsThatAreNotAFileAreIgnored(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"a folder":          func(path string) error { return os.Mkdir(path, 0o700) },
		"a pipe":            func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a link to no end":  func(path string) error { return os.Symlink("/dev/zero", path) },
		"a link to itself":  func(path string) error { return os.Symlink(path, path) },
		"a link to nowhere": func(path string) error { return os.Symlink(path+"x", path) },
		"a link to a pipe": func(path string) error {
			return errors.Join(syscall.Mkfifo(path+"p", 0o600), os.Symlink(path+"p", path))
		},
		"a link to a folder": func(path string) error { return os.Symlink("/", path) },
	} {
		path := filepath.Join(t.TempDir(), settingsFile)
		if err := put(path); err != nil {
			t.Fatal(err)
		}
		if got := readSettings(filepath.Dir(path)); got != (ui.Settings{}) {
			t.Errorf("%s: %+v", name, got)
		}
		if writeSettings(filepath.Dir(path), ui.Settings{Language: "en"}) != nil {
			continue // it is left alone
		}
		if info, err := os.Lstat(path); err != nil || info.Mode() != 0o600 {
			t.Errorf("%s: written, and then %v, %v", name, info.Mode(), err)
		}
	}
}

// Settings that others could read are private once they are written.
func TestSettingsArePrivate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, settingsFile)
	if err := errors.Join(os.WriteFile(path, []byte("{}"), 0o600), os.Chmod(path, 0o666), writeSettings(dir, ui.Settings{})); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}
