package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/widgets"
)

// screen is one screen of the window. These are what every screen has; what only some have are the interfaces below. The
// shell knows its screens by these alone.
type screen interface {
	// build returns what is seen.
	build() view
	// keys returns the screen's keys as they are now. The keyboard, Help and the buttons read this table.
	keys() keyTable
	// private reports whether one person is alone with the laptop: then no shortcut, no undo and no file leads anywhere else.
	private() bool
}

// shared is part of every screen that all in the room may see.
type shared struct{}

func (shared) private() bool { return false }

// alone is part of every screen on which one person is alone with the laptop.
type alone struct{}

func (alone) private() bool { return true }

// titled is a screen that names the window itself, instead of the team whose assessment is open.
type titled interface{ title() string }

// projected is a screen that has something of its own for the beamer: shared things only, never one person's answer. It
// returns nil where the beamer goes on showing what it showed before.
type projected interface {
	onBeamer(p *beamerPage) fyne.CanvasObject
}

// keeper is a screen that keeps what was typed and not entered, before it is left or the window closes.
type keeper interface{ keep() }

// leaver is a screen that stops what only goes on while it is seen.
type leaver interface{ leave() }

// finisher is a screen with work that the program waits for when it ends.
type finisher interface{ finish() }

// closer is a screen that may ask something before the window closes; it reports whether the window may close now.
type closer interface{ mayClose() bool }

// saver is a screen of which Ctrl+S saves something else than the hand-over file.
type saver interface{ save() }

// printer is a screen that Ctrl+P prints, instead of leading to the documents of the open assessment.
type printer interface{ print() }

// fleeting is a screen that asks something and to which nobody comes back.
type fleeting interface{ asksOnce() }

// question is part of every screen that asks something once.
type question struct{ shared }

func (question) asksOnce() {}

// receiver is a screen that takes files dropped on the window itself.
type receiver interface{ receive(paths []string) }

// reader is a screen that reads what it shows again when one comes back to it.
type reader interface{ readAgain() }

// searcher is a screen with a field to look something up in, to which Ctrl+F leads. Its clearSearch empties that, and reports
// whether anything stood in it.
type searcher interface {
	search()
	clearSearch() bool
}

// refuser is a screen that says of a character that it means nothing there.
type refuser interface{ refuse(rune) }

// view is what a screen shows: a body that scrolls when it must, and a footer with the ways on.
type view struct {
	body        fyne.CanvasObject
	left, right fyne.CanvasObject // of the footer; nil for none
	focus       fyne.Focusable    // what has the focus first, if anything
	scroll      *widgets.Scroll
	noRail      bool
}

// leadsBack returns the key that goes back to where one came from.
func (w *Window) leadsBack() keyTable {
	return keyTable{{name: keyEscape, help: "help.back", do: w.back}}
}

// backButton returns the button that does the same.
func (w *Window) backButton() *widgets.Button {
	return widgets.Secondary(w.say("settings.back"), w.keyLabel(keyEscape), w.back)
}

// keyOf returns a key as it is written on a button, or nothing while a screen does not have it.
func (w *Window) keyOf(s screen, name keyName) string {
	if s.keys().named(name) == nil {
		return ""
	}
	return w.keyLabel(name)
}

// cancels returns the key that leaves a screen without doing what it is for.
func cancels(back func()) keyTable {
	return keyTable{{name: keyEscape, help: "button.cancel", do: back}}
}

// key is one key of a screen.
type key struct {
	name keyName
	help string // the words of what it does, by their key in the translations; keys with the same words are one line of Help
	do   func()
	// letter is called with the character typed where name stands for any.
	letter func(rune)
}

// keyTable is the keys of a screen, in the order of Help.
type keyTable []key

// keyName is what is pressed: one of the names below, or a character in upper case.
type keyName string

// The keys that are no character. Enter is also the one of the number pad.
const (
	keyEnter     keyName = "enter"
	keyEscape    keyName = "escape"
	keySpace     keyName = " "
	keyUp        keyName = "up"
	keyDown      keyName = "down"
	keyLeft      keyName = "left"
	keyRight     keyName = "right"
	keyPageUp    keyName = "page_up"
	keyPageDown  keyName = "page_down"
	keyHome      keyName = "home"
	keyEnd       keyName = "end"
	keyBackspace keyName = "backspace"
	keyDelete    keyName = "delete"
	keyTab       keyName = "tab"
	keyF1        keyName = "f1"
	keyF2        keyName = "f2"
	keyF3        keyName = "f3"
	keyF11       keyName = "f11"
	// keyAny is any character that is no key by itself.
	keyAny keyName = "any"
)

var keyNames = map[fyne.KeyName]keyName{
	fyne.KeyReturn: keyEnter, fyne.KeyEnter: keyEnter, fyne.KeyEscape: keyEscape,
	fyne.KeyUp: keyUp, fyne.KeyDown: keyDown, fyne.KeyLeft: keyLeft, fyne.KeyRight: keyRight,
	fyne.KeyPageUp: keyPageUp, fyne.KeyPageDown: keyPageDown, fyne.KeyHome: keyHome, fyne.KeyEnd: keyEnd,
	fyne.KeyBackspace: keyBackspace, fyne.KeyDelete: keyDelete, fyne.KeyTab: keyTab, fyne.KeyF1: keyF1, fyne.KeyF2: keyF2, fyne.KeyF3: keyF3, fyne.KeyF11: keyF11,
}

// runeName returns the name of a character; + is also = without Shift.
func runeName(r rune) keyName {
	if r == '=' {
		return "+"
	}
	return keyName(strings.ToUpper(string(r)))
}

// digits returns the keys 1 to n, which choose what bears that number on screen.
func digits(n int, help string, choose func(i int)) keyTable {
	var t keyTable
	for i := range min(n, 9) {
		t = append(t, key{name: keyName(strconv.Itoa(i + 1)), help: help, do: func() { choose(i) }})
	}
	return t
}

// named returns the key of that name, or nil.
func (t keyTable) named(name keyName) *key {
	for i := range t {
		if t[i].name == name {
			return &t[i]
		}
	}
	return nil
}

// press does what a key does and reports whether the table has it.
func (t keyTable) press(name keyName) bool {
	k := t.named(name)
	if k == nil || k.do == nil {
		return false
	}
	k.do()
	return true
}

// typed does what a character does and reports whether the table has it.
func (t keyTable) typed(r rune) bool {
	if t.press(runeName(r)) {
		return true
	}
	if k := t.named(keyAny); k != nil {
		k.letter(r)
		return true
	}
	return false
}
