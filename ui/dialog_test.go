package ui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

// without is a system without file dialogs; it counts the requests.
type without struct {
	accept
	asked *int
}

func (d without) Save(_, _, _, _ string) (string, error) {
	*d.asked++
	return "", errors.New("no dialog")
}

func TestOneDialogAtATimeOrAFieldInstead(t *testing.T) {
	r := workshop(t)
	asked := 0
	r.Dialogs = without{asked: &asked}
	var later []func()
	at := r.spawn
	r.spawn = func(f func()) { later = append(later, f) } // the dialog is open
	files := &ballotFilesScreen{w: r.Window}
	r.show(files)
	files.invite()
	files.invite()
	r.spawn = at
	for _, open := range later {
		open()
	}
	if asked != 1 {
		t.Fatalf("%d dialogs", asked)
	}
	r.sees(r.say("file.path_hint"))

	r.win.Canvas().Unfocus() // a click beside the field
	r.press(fyne.KeyReturn)
	if saved, err := filepath.Glob(filepath.Join(r.Documents, "*"+handOver)); err != nil || len(saved) != 1 {
		t.Fatalf("saved %v, %v", saved, err)
	} else if err := os.Remove(saved[0]); err != nil {
		t.Fatal(err)
	}
	files.invite()
	r.press(fyne.KeyEscape)
	if r.screen != files {
		t.Errorf("Escape leads to %T", r.screen)
	}
}
