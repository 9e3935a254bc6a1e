package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// screen is one screen of the window. Every screen has these methods; the interfaces below are optional. The shell knows
// screens by these, and by the few names that shell_test.go counts.
type screen interface {
	// build returns the content.
	build() view
	// keys returns the current keys of the screen. The keyboard, Help and the buttons read this table.
	keys() keyTable
	// private reports whether one person is alone with the laptop: then no shortcut, undo or file leads elsewhere.
	private() bool
}

// shared is embedded in every screen that the whole room may see.
type shared struct{}

func (shared) private() bool { return false }

// alone is embedded in every screen on which one person is alone with the laptop.
type alone struct{}

func (alone) private() bool { return true }

// titled is a screen with its own window title, instead of the team of the open assessment.
type titled interface{ title() string }

// projected is a screen with content for the beamer: shared content only, never one person's answer. If it returns
// nil, the beamer keeps what it showed before.
type projected interface {
	onBeamer(p *beamerPage) fyne.CanvasObject
}

// topped is a screen whose content can be fixed; top returns the line that says so, or nil while it is not.
type topped interface{ top() fyne.CanvasObject }

// cover is a screen shown over another, which stays open, and leads only back to it.
type cover interface{ below() screen }

// lies reports whether one of two screens is shown over the other.
func lies(a, b screen) bool {
	over := func(a, b screen) bool { c, is := a.(cover); return is && c.below() == b }
	return over(a, b) || over(b, a)
}

// keeper is a screen with text that counts once it is entered; keep saves such text before the screen is left or the window
// closes.
type keeper interface{ keep() }

// leaver is a screen that stops its activity when it is left; it may leave a message for the next one.
type leaver interface{ leave() }

// finisher is a screen with work that must finish before the program ends.
type finisher interface{ finish() }

// closer is a screen that may ask something before the window closes; mayClose reports whether the window may close
// now.
type closer interface{ mayClose() bool }

// printer is a screen that Ctrl+P prints, instead of going to the documents of the open assessment.
type printer interface{ print() }

// fleeting is a screen that asks something once and to which nobody returns.
type fleeting interface{ asksOnce() }

// question is embedded in every screen that asks something once.
type question struct{ shared }

func (question) asksOnce() {}

// keyer is a screen on which something is keyed in quickly: undo takes back its last key and never leads elsewhere.
type keyer interface{ takeBackKey() }

// withdrawer is a screen that can show an answer that is not saved yet; withdraw removes it and reports whether there was
// one.
type withdrawer interface{ withdraw() bool }

// placed is a screen that can show a change: showPlace scrolls it into view and reports whether the screen contains it.
type placed interface{ showPlace(p session.Place) bool }

// planner is a screen that completes a plan: jump goes to a gap, and reopen asks why the plan is reopened.
type planner interface {
	jump(lacks assessment.Gap)
	reopen()
}

// receiver is a screen that handles dropped files itself.
type receiver interface{ receive(paths []string) }

// filer is a screen from which assessments in files are opened: the line above such an assessment leads back to it.
type filer interface{ opensFiles() }

// reader is a screen that rereads its content when the user returns to it.
type reader interface{ readAgain() }

// searcher is a screen with a search field, to which Ctrl+F leads. Its clearSearch empties the field, and reports
// whether it contained anything.
type searcher interface {
	search()
	clearSearch() bool
}

// answerer is a screen that can ask something in a field beside which Escape stands; answersEscape reports whether it does now.
type answerer interface{ answersEscape() bool }

// refuser is a screen that reports characters without a meaning.
type refuser interface{ refuse(rune) }

// view is the content of a screen: a body that scrolls if necessary, and a footer with buttons.
type view struct {
	body        fyne.CanvasObject
	left, right fyne.CanvasObject // of the footer; nil for none
	focus       fyne.Focusable    // initial focus, if any
	scroll      *widgets.Scroll
	noRail      bool
	fills       bool          // the body takes the available height
	ownBeamer   bool          // it has the beamer's button itself, or needs none
	counted     func() string // a count for the footer, beside the state of saving; nil for none
}

// leadsBack returns the key that goes back to the previous screen, once it has closed the message, if there is one.
func (w *Window) leadsBack() keyTable { return w.leadsBackTo(w.back) }

// leadsBackTo returns the same key for another way back.
func (w *Window) leadsBackTo(back func()) keyTable {
	return keyTable{{name: keyEscape, help: "help.back", do: func() {
		if w.closable() {
			w.closeNotice()
		} else {
			back()
		}
	}}}
}

// backButton returns the button of that key.
func (w *Window) backButton() *widgets.Button { return w.backButtonTo(w.back) }

func (w *Window) backButtonTo(back func()) *widgets.Button {
	return widgets.Secondary(w.say("settings.back"), w.keyLabel(keyEscape), back)
}

// keyOf returns the label of a key for a button; "" if the screen does not have that key now.
func (w *Window) keyOf(s screen, name keyName) string {
	if s.keys().named(name) == nil {
		return ""
	}
	return w.keyLabel(name)
}

// cancels returns the key that leaves a screen without effect.
func cancels(back func()) keyTable {
	return keyTable{{name: keyEscape, help: "button.cancel", do: back}}
}

// key is one key of a screen.
type key struct {
	name keyName
	help string // translation key of the description; keys with the same description share a line of Help
	do   func()
	// letter is called with the character typed if name is keyAny.
	letter func(rune)
}

// keyTable is the keys of a screen, in the order of Help.
type keyTable []key

// keyName is the name of a key: one of the names below, or a character in upper case.
type keyName string

// The keys that are not characters. Enter includes the one on the numeric keypad.
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
	// keyAny is any character that is not a key itself.
	keyAny keyName = "any"
)

var keyNames = map[fyne.KeyName]keyName{
	fyne.KeyReturn: keyEnter, fyne.KeyEnter: keyEnter, fyne.KeyEscape: keyEscape,
	fyne.KeyUp: keyUp, fyne.KeyDown: keyDown, fyne.KeyLeft: keyLeft, fyne.KeyRight: keyRight,
	fyne.KeyPageUp: keyPageUp, fyne.KeyPageDown: keyPageDown, fyne.KeyHome: keyHome, fyne.KeyEnd: keyEnd,
	fyne.KeyBackspace: keyBackspace, fyne.KeyDelete: keyDelete, fyne.KeyTab: keyTab, fyne.KeyF1: keyF1, fyne.KeyF2: keyF2, fyne.KeyF3: keyF3, fyne.KeyF11: keyF11,
}

// runeName returns the name of a character; + also stands for = without Shift.
func runeName(r rune) keyName {
	if r == '=' {
		return "+"
	}
	return keyName(strings.ToUpper(string(r)))
}

// digits returns the keys 1 to n, which choose the item with that number on screen.
func digits(n int, help string, choose func(i int)) keyTable {
	var t keyTable
	for i := range min(n, 9) {
		t = append(t, key{name: keyName(strconv.Itoa(i + 1)), help: help, do: func() { choose(i) }})
	}
	return t
}

// named returns the key with a name, or nil.
func (t keyTable) named(name keyName) *key {
	for i := range t {
		if t[i].name == name {
			return &t[i]
		}
	}
	return nil
}

// press performs the action of a key and reports whether the table contains it.
func (t keyTable) press(name keyName) bool {
	k := t.named(name)
	if k == nil || k.do == nil {
		return false
	}
	k.do()
	return true
}

// typed performs the action of a character and reports whether the table contains it.
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
