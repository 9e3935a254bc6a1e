package main

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/ncruces/zenity"
)

var errNoDialog = errors.New("the system has no file dialog")

// dialogs is the system's file dialogs.
type dialogs struct{}

func (dialogs) Save(title, path, kind, pattern string) (string, error) {
	return dialog(func(o ...zenity.Option) (string, error) {
		return zenity.SelectFileSave(append(o, zenity.ConfirmOverwrite())...)
	}, title, path, kind, pattern)
}

func (dialogs) Open(title, folder, kind, pattern string) (string, error) {
	return dialog(zenity.SelectFile, title, within(folder), kind, pattern)
}

func (dialogs) OpenMany(title, folder, kind, pattern string) ([]string, error) {
	var chosen []string
	_, err := dialog(func(o ...zenity.Option) (_ string, err error) {
		chosen, err = zenity.SelectFileMultiple(o...)
		return "", err
	}, title, within(folder), kind, pattern)
	return chosen, err
}

func (dialogs) Folder(title, folder string) (string, error) {
	return dialog(func(o ...zenity.Option) (string, error) {
		return zenity.SelectFile(append(o, zenity.Directory())...)
	}, title, within(folder), "", "*")
}

// within returns the path that makes a dialog open a folder, rather than its parent with the folder selected.
func within(folder string) string { return filepath.Clean(folder) + string(filepath.Separator) }

func dialog(ask func(...zenity.Option) (string, error), title, path, kind, pattern string) (string, error) {
	if !zenity.IsAvailable() {
		return "", errNoDialog
	}
	// No case folding: it folds s to ſ as well, which zenity refuses in the C locale.
	chosen, err := ask(zenity.Title(title), zenity.Filename(path),
		zenity.FileFilter{Name: kind, Patterns: strings.Fields(pattern)})
	if errors.Is(err, zenity.ErrCanceled) {
		return "", nil
	}
	return chosen, err
}
