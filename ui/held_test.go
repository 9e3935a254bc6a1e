package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// hold holds a key down as a keyboard does: one press, several repeats, one release.
func (r *room) hold(name fyne.KeyName, times int, comes func()) {
	r.Helper()
	e := &fyne.KeyEvent{Name: name}
	if f, ok := r.win.Canvas().Focused().(desktop.Keyable); ok {
		f.KeyDown(e)
	}
	r.held.down(e) // the window of a test does not receive it by itself
	for range times {
		comes()
	}
	if f, ok := r.win.Canvas().Focused().(desktop.Keyable); ok {
		f.KeyUp(e)
	}
	r.held.up(e)
}

// A held key acts once, unless it moves or erases.
func TestHeldKeysActOnce(t *testing.T) {
	r := enter(t, "nl")
	shortcut := func(k fyne.KeyName) func() {
		return func() {
			r.shortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault})
		}
	}
	count := func() int {
		all, err := r.store.Summaries(t.Context(), r.today)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	r.hold(fyne.KeyN, 20, shortcut(fyne.KeyN))
	if n := count(); n != 1 {
		t.Errorf("Ctrl+N held made %d assessments", n)
	}
	r.hold(fyne.KeyN, 20, shortcut(fyne.KeyN))
	if n := count(); n != 1 {
		t.Errorf("Ctrl+N pressed again with nothing entered left %d assessments", n)
	}
	r.write("T")
	r.hold(fyne.KeyN, 20, shortcut(fyne.KeyN))
	if n := count(); n != 2 {
		t.Errorf("Ctrl+N pressed again made %d assessments", n)
	}

	typed := func(k fyne.KeyName) func() { return func() { r.typed(k) } }
	r.scoreTogether("V1")
	r.hold(fyne.KeyRight, 5, typed(fyne.KeyRight))
	if at := r.screen.(*scoreScreen).at; at != 5 {
		t.Errorf("the arrow held leads to %d", at)
	}
	r.hold(fyne.KeyReturn, 5, typed(fyne.KeyReturn))
	if at := r.screen.(*scoreScreen).at; at != 6 {
		t.Errorf("Enter held leads to %d", at)
	}

	r = scored(t, "2")
	typed = func(k fyne.KeyName) func() { return func() { r.typed(k) } }
	r.hold(fyne.KeyReturn, 20, typed(fyne.KeyReturn))
	if n := len(r.stored().Plan.ByDue()); n != 1 {
		t.Errorf("Enter held took %d suggestions", n)
	}
	r.hold(fyne.KeySpace, 20, func() { r.typed(fyne.KeySpace); r.write(" ") })
	if n := len(r.stored().Plan.Priorities); n != 0 {
		t.Errorf("Space held leaves %d priorities", n)
	}

	// On a button, and on the one that gets the focus after the first is pressed.
	r.goTo(session.StepScore)
	r.press(fyne.KeyTab)
	if r.win.Canvas().Focused() == nil {
		t.Fatal("Tab leads to no button")
	}
	pressed, was := 0, storetest.Essence(r.session.Assessment)
	button := r.win.Canvas().Focused()
	r.hold(fyne.KeyReturn, 9, func() {
		button.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if now := storetest.Essence(r.session.Assessment); now != was {
			pressed, was = pressed+1, now
		}
	})
	if pressed > 1 {
		t.Errorf("Enter held on a button pressed it %d times", pressed)
	}
	if got := r.stored().Score("V1").Answer; got == assessment.Blank {
		t.Error("V1 is blank")
	}
}

// typed types a key without pressing it first, as the window system may do.
func (r *room) typed(name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	if f := r.win.Canvas().Focused(); f != nil {
		f.TypedKey(e)
	} else {
		r.win.Canvas().OnTypedKey()(e)
	}
}

// However often a file is requested, only one dialog is open.
func TestOneDialogForEveryWayToAsk(t *testing.T) {
	r := workshop(t)
	asked := 0
	r.Dialogs = without{asked: &asked}
	var later []func()
	at := r.spawn
	r.spawn = func(f func()) { later = append(later, f) } // the dialog is open
	for range 3 {
		r.chooseFile()
		(&ballotFilesScreen{w: r.Window}).choose()
	}
	r.spawn = at
	if len(later) != 1 {
		t.Errorf("%d dialogs", len(later))
	}
}

// The letter that led to a field is not typed into it while its key is held; the next key is.
func TestHeldLetterIsNotTyped(t *testing.T) {
	r := scored(t, "2")
	r.goTo(session.StepScore)
	e := &fyne.KeyEvent{Name: fyne.KeyR}
	r.held.down(e)
	for range 5 {
		r.write("r")
	}
	field, ok := r.win.Canvas().Focused().(*widgets.Entry)
	if !ok {
		t.Fatalf("R leads to %T", r.win.Canvas().Focused())
	}
	field.KeyUp(e)
	r.held.up(e)
	if field.Text != "" {
		t.Errorf("the key that is held wrote %q", field.Text)
	}
	field.KeyDown(e)
	r.write("r")
	field.KeyUp(e)
	if field.Text != "r" {
		t.Errorf("the next key wrote %q", field.Text)
	}
}

// A name typed at home without a click is whole: the key that leads to the search also types its letter, once.
func TestTypingAtHomeKeepsTheFirstLetter(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.Home()
	for _, k := range []fyne.KeyName{fyne.KeyZ, fyne.KeyO, fyne.KeyR} {
		letter := strings.ToLower(string(k))
		r.hold(k, 1, func() { r.write(letter) })
	}
	if got := r.screen.(*homeScreen).find.Text; got != "zor" {
		t.Errorf("the search holds %q", got)
	}
}
