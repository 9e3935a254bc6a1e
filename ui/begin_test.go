package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// begin opens the window on services. Background work is done at once.
func begin(app fyne.App, s Services, language string) *Window {
	w := New(app, s.Settings, language)
	w.spawn = func(f func()) { f() }
	w.Begin(s, ReadShelf(context.Background(), s))
	return w
}

// A window whose data takes long to open shows that.
func TestWindowShowsThatDataIsBeingOpened(t *testing.T) {
	r := enter(t, "nl")
	w := New(r.app, Settings{}, "nl")
	defer w.win.Close()
	said := func() string {
		var b strings.Builder
		walk(w.win.Canvas().Content(), gather(&b))
		return b.String()
	}
	if said() != "" {
		t.Errorf("says %q", said())
	}
	w.Wait()
	if want := w.say("status.opening"); !strings.Contains(said(), want) {
		t.Errorf("says %q instead of %q", said(), want)
	}
	w.spawn = func(f func()) { f() }
	w.Begin(r.Services, ReadShelf(t.Context(), r.Services))
	w.Wait()
	if want := w.say("home.purpose"); !strings.Contains(said(), want) || strings.Contains(said(), w.say("status.opening")) {
		t.Errorf("says %q instead of %q", said(), want)
	}
}
