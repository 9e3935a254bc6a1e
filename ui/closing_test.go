package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
)

// Closing the window on an unfinished ballot or form asks what to do with it.
func TestClosingOnAnUnfinishedBallot(t *testing.T) {
	begin := map[string]func(*room){
		"ballot": func(r *room) { r.write("d"); r.press(fyne.KeyReturn); r.write("3") },
		"remark": func(r *room) { r.write("d"); r.press(fyne.KeyReturn); r.write("rhm") },
		"paper":  func(r *room) { r.write("p"); r.write("3") },
	}
	for name, begin := range begin {
		for key, want := range map[string]struct {
			closed, draft bool
			ballots       int
		}{
			"l": {closed: true, ballots: 1},
			"w": {closed: true},
			"b": {closed: true, draft: true},
			"":  {draft: true}, // continues
		} {
			if name == "remark" && key == "l" { // without an answer it does not count, and nothing happens
				want.closed, want.draft, want.ballots = false, true, 0
			}
			r := workshop(t)
			closed := false
			r.win.SetOnClosed(func() { closed = true })
			begin(r)
			r.Close()
			r.sees(r.say("ballot.closing"))
			if n := len(r.draft().Answers); n > 0 {
				r.sees(r.say("ballot.given", "given", n, "total", r.total()))
			}
			r.Close()
			r.press(fyne.KeyReturn)
			if closed {
				t.Fatalf("%s: it closes without an answer", name)
			}
			if key == "" {
				r.press(fyne.KeyEscape)
				if strings.Contains(r.words(), r.say("ballot.closing")) {
					t.Errorf("%s: still asks", name)
				}
			} else {
				r.win.Canvas().Unfocus()
				r.write(key)
			}
			if n := len(r.stored().Ballots); closed != want.closed || (r.draft() != nil) != want.draft || n != want.ballots {
				t.Errorf("%s, %q: closed %v, draft %v, %d ballots", name, key, closed, r.draft(), n)
			}
		}
	}
	// An empty one asks nothing.
	for _, keys := range []string{"d", "p"} {
		r := workshop(t)
		closed := false
		r.win.SetOnClosed(func() { closed = true })
		r.write(keys)
		r.press(fyne.KeyReturn)
		r.Close()
		if !closed {
			t.Errorf("%s: it does not close", keys)
		}
	}
}

// A ballot that is being saved when the window is closed is saved first.
func TestClosingWhileHandingIn(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	r.answerAll("3")
	closed := false
	r.win.SetOnClosed(func() { closed = true })
	r.Store = &hurried{r.store, func() {
		r.Close()
		if closed {
			t.Error("closed before")
		}
	}}
	r.press(fyne.KeyReturn)
	if n := len(r.stored().Ballots); !closed || n != 1 {
		t.Errorf("closed %v, %d ballots", closed, n)
	}
}

// Text copied or cut from a remark is removed from the clipboard together with the ballot, however it ends; other text
// stays.
func TestClipboardIsClearedAfterABallot(t *testing.T) {
	ends := map[string]func(*room){
		"handed in":   func(r *room) { r.press(fyne.KeyEscape); r.write("l") },
		"thrown away": func(r *room) { r.press(fyne.KeyEscape); r.write("w") },
		"kept":        func(r *room) { r.Close(); r.write("b") },
	}
	for name, end := range ends {
		for _, kind := range []string{"copy", "cut"} {
			r := workshop(t)
			r.write("d")
			r.press(fyne.KeyReturn)
			r.write("r")
			r.write("Van mij")
			field, clipboard := r.screen.(*ballotScreen).remark, r.app.Clipboard()
			field.TypedShortcut(&fyne.ShortcutSelectAll{})
			switch kind {
			case "copy":
				field.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
			case "cut":
				field.TypedShortcut(&fyne.ShortcutCut{Clipboard: clipboard})
			}
			if clipboard.Content() != "Van mij" {
				t.Fatalf("the clipboard holds %q", clipboard.Content())
			}
			r.win.Canvas().Unfocus()
			r.write("2")
			end(r)
			if got := clipboard.Content(); got != "" {
				t.Errorf("%s, %s: the clipboard still holds %q", name, kind, got)
			}
		}
		r := workshop(t)
		r.app.Clipboard().SetContent("Van elders")
		r.write("d")
		r.press(fyne.KeyReturn)
		r.write("2")
		end(r)
		if got := r.app.Clipboard().Content(); got != "Van elders" {
			t.Errorf("%s: the clipboard holds %q", name, got)
		}
	}
}

// fails is a store on which handing in fails, after calling meanwhile.
type fails struct {
	assessment.Store
	meanwhile func()
}

func (f fails) CastDraft(context.Context, string) (string, error) {
	f.meanwhile()
	return "", assessment.Fail(assessment.CodeDiskFull, nil, "path", "D:")
}

// If saving a ballot fails while the window is being closed, the window asks what to do with it.
func TestClosingWhileHandingInFails(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn)
	r.answerAll("3")
	r.Store = fails{r.store, r.Close}
	r.press(fyne.KeyReturn)
	r.sees(r.say("ballot.closing"), "De schijf van D: is vol.")
}
