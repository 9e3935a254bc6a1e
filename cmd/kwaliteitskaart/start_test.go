package main

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

// A window that is closed before its data is open releases the data and is not filled.
func TestClosedBeforeTheDataIsOpen(t *testing.T) {
	data := t.TempDir()
	e := newEnding(words.In("nl"))
	e.close()
	w := e.start(t.Context(), test.NewTempApp(t), command.Settings{Data: data, Language: words.In("nl")}, nil)
	e.tidy()
	store, err := sqlite.Open(t.Context(), data, sqlite.Options{})
	if err != nil {
		t.Fatalf("the data are held: %v", err)
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
	if shown := w.Content().(*fyne.Container).Objects; len(shown) > 0 {
		t.Errorf("it shows %v", shown)
	}
}
