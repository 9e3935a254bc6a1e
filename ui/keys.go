package ui

import (
	"fmt"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// shortcutKey returns the name of a shortcut on this system.
func shortcutKey(letter string) string {
	if runtime.GOOS == "darwin" {
		return "⌘" + letter
	}
	return "Ctrl " + letter
}

// Prefixes of the names of shortcuts.
const (
	ctrl  keyName = "Ctrl+"
	shift keyName = "Shift+"
)

// shellKeys returns the keys that work on every screen that does not define them itself.
func (w *Window) shellKeys() keyTable {
	turn := func(name fyne.KeyName) func() { return func() { w.view.scroll.Turn(name) } }
	keys := keyTable{{name: keyEscape, help: "help.escape", do: w.escape}, {name: keyF1, help: "help.help", do: w.showHelp}}
	if q := w.currentNotice(); q.yes != nil {
		keys = append(keys, key{name: keyF2, help: "tidy.clock_right", do: q.yes}, key{name: keyF3, help: "tidy.clock_wrong", do: q.no})
	}
	return append(keys, key{name: keyF11, help: "help.full_screen", do: func() { w.win.SetFullScreen(!w.win.FullScreen()) }},
		key{name: keyTab, help: "help.tab"}, // handled by the toolkit
		key{name: keyPageUp, help: "help.scroll", do: turn(fyne.KeyPageUp)},
		key{name: keyPageDown, help: "help.scroll", do: turn(fyne.KeyPageDown)},
		key{name: keyHome, help: "help.ends", do: turn(fyne.KeyHome)}, key{name: keyEnd, help: "help.ends", do: turn(fyne.KeyEnd)})
}

// shortcuts returns the keys that work with Ctrl, or with Command on a Mac, except while one person is alone with the
// laptop.
func (w *Window) shortcuts() keyTable {
	larger, smaller := func() { w.zoom(w.Settings.Zoom + theme.ZoomStep) }, func() { w.zoom(w.Settings.Zoom - theme.ZoomStep) }
	keys := keyTable{
		{name: ctrl + "N", help: "home.new", do: w.create},
		{name: ctrl + "O", help: "home.open_file", do: w.chooseFile},
		{name: ctrl + "S", help: "help.save", do: w.saveCopy},
		{name: ctrl + "P", help: "help.print", do: w.printUsual},
		{name: ctrl + "F", help: "help.find", do: w.findTeam},
		{name: ctrl + "Z", help: "help.undo", do: w.undo},
		{name: ctrl + "Y", help: "help.redo", do: w.redo},
		{name: ctrl + shift + "Z", help: "help.redo", do: w.redo},
		{name: ctrl + "B", help: "help.beamer", do: w.toggleBeamer},
		{name: ctrl + "+", help: "help.zoom", do: larger},
		{name: ctrl + "=", help: "help.zoom", do: larger},
		{name: ctrl + shift + "=", help: "help.zoom", do: larger}, // on keyboards with + on that key
		{name: ctrl + "-", help: "help.zoom", do: smaller},
		{name: ctrl + "0", help: "help.zoom", do: func() { w.zoom(1) }},
	}
	for i := range 6 {
		keys = append(keys, key{name: ctrl + keyName(rune('1'+i)), help: "help.steps", do: func() {
			if w.session != nil && i < len(w.session.Steps()) {
				w.goTo(w.session.Steps()[i])
			}
		}})
	}
	return keys
}

// listen passes keys to the screen, and those it does not define to the shell.
func (w *Window) listen() {
	c := w.win.Canvas()
	w.held.listen(c)
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if w.repeating = w.held.again(e.Name); w.repeating {
			return
		}
		name := keyNames[e.Name]
		if name == keyEscape && w.leaveField() {
			return
		}
		if !w.screen.keys().press(name) {
			w.shellKeys().press(name)
		}
	})
	c.SetOnTypedRune(func(r rune) {
		if w.repeating || w.screen.keys().typed(r) {
			return
		}
		if s, ok := w.screen.(refuser); ok {
			s.refuse(r)
		}
	})
	w.addShortcuts(c)
}

// addShortcuts registers the shortcuts in a window: the main one, or the beamer.
func (w *Window) addShortcuts(c fyne.Canvas) {
	for _, k := range w.shortcuts() {
		s := k.name.shortcut()
		w.shortcutNames[s.ShortcutName()] = k.name
		c.AddShortcut(s, w.shortcut)
	}
}

// shortcut returns the toolkit's shortcut for a name.
func (k keyName) shortcut() fyne.Shortcut {
	switch k {
	case ctrl + "Z":
		return &fyne.ShortcutUndo{}
	case ctrl + "Y":
		return &fyne.ShortcutRedo{}
	}
	with := fyne.KeyModifierShortcutDefault
	if strings.HasPrefix(string(k), string(ctrl+shift)) {
		with |= fyne.KeyModifierShift
	}
	return &desktop.CustomShortcut{KeyName: k.letter(), Modifier: with}
}

// letter returns the key of a shortcut without its modifiers.
func (k keyName) letter() fyne.KeyName {
	return fyne.KeyName(strings.TrimPrefix(strings.TrimPrefix(string(k), string(ctrl)), string(shift)))
}

// shortcut handles a shortcut, unless one person is alone with the laptop.
func (w *Window) shortcut(s fyne.Shortcut) {
	name := w.shortcutNames[s.ShortcutName()]
	if !w.screen.private() && !w.held.again(name.letter()) {
		w.shortcuts().press(name)
	}
}

// leaveField handles Escape in a field: it clears a search, or leaves the field. It reports whether it did. A screen
// that asks something, or that is private, handles this itself.
func (w *Window) leaveField() bool {
	if _, asks := w.screen.(fleeting); asks || w.screen.private() {
		return false
	}
	if s, ok := w.screen.(answerer); ok && s.answersEscape() {
		return false
	}
	if s, ok := w.screen.(searcher); ok && s.clearSearch() {
		return true
	}
	_, field := w.win.Canvas().Focused().(*widgets.Entry)
	if field {
		w.win.Canvas().Unfocus()
	}
	return field
}

// escape goes back to the previous screen.
func (w *Window) escape() {
	switch {
	case w.win.FullScreen():
		w.win.SetFullScreen(false)
	case w.screen.private():
	case w.win.Canvas().Focused() != nil:
		w.win.Canvas().Unfocus()
	case w.closable():
		w.closeNotice()
	case len(w.trail) > 0:
		w.back()
	}
}

// keyLabel returns the name of a key for buttons and Help.
func (w *Window) keyLabel(name keyName) string {
	if rest, ok := strings.CutPrefix(string(name), string(ctrl)); ok {
		letter := strings.TrimPrefix(rest, string(shift))
		switch {
		case letter == "=":
			letter = "+"
		case letter != rest:
			letter = "Shift " + letter
		}
		return shortcutKey(strings.ReplaceAll(letter, "-", "−"))
	}
	switch name {
	case keyEnter:
		return w.say("key.enter")
	case keySpace:
		return w.say("key.space")
	case keyAny:
		return "a … z"
	case "-":
		return "−"
	}
	if label, ok := keyLabels[name]; ok {
		return label
	}
	return string(name)
}

// keyLabels contains the keys that have the same name in every language.
var keyLabels = map[keyName]string{
	keyEscape: "Esc", keyUp: "↑", keyDown: "↓", keyLeft: "←", keyRight: "→", keyPageUp: "PgUp", keyPageDown: "PgDn",
	keyHome: "Home", keyEnd: "End", keyBackspace: "Backspace", keyDelete: "Del", keyTab: "Tab", keyF1: "F1", keyF2: "F2", keyF3: "F3", keyF11: "F11",
}

// helpLine is a description with the keys it applies to.
type helpLine struct{ keys, words string }

// lines returns a key table as lines of Help.
func (w *Window) lines(t keyTable) []helpLine {
	labels, order := make(map[string][]string), []string{}
	for _, k := range t {
		if labels[k.help] == nil {
			order = append(order, k.help)
		}
		label := w.keyLabel(k.name)
		if n := len(labels[k.help]); n == 0 || labels[k.help][n-1] != label {
			labels[k.help] = append(labels[k.help], label)
		}
	}
	lines := make([]helpLine, len(order))
	for i, help := range order {
		lines[i] = helpLine{inShort(labels[help]), w.say(help)}
	}
	return lines
}

// inShort joins the labels of keys, and abbreviates a series of digits to its first and last.
func inShort(labels []string) string {
	digits := 0
	for digits < len(labels) && strings.HasSuffix(labels[digits], fmt.Sprint(digits+1)) {
		digits++
	}
	if digits > 2 {
		labels = append([]string{labels[0] + " … " + fmt.Sprint(digits)}, labels[digits:]...)
	}
	return strings.Join(labels, "  ")
}

// helpLines returns the rows for lines of Help.
func helpLines(lines []helpLine) fyne.CanvasObject {
	list := widgets.Column(8)
	for _, l := range lines {
		list.Add(widgets.Columns(16, []float32{0, 1},
			widgets.Fixed(theme.Zoomed(150), widgets.Row(0, widgets.Keycap(l.keys))), widgets.NewText(l.words)))
	}
	return list
}

// findTeam focuses the search field for teams: that of this screen if it has one, else that of home.
func (w *Window) findTeam() {
	if _, ok := w.screen.(searcher); !ok {
		w.Home()
	}
	if s, ok := w.screen.(searcher); ok {
		s.search()
	}
}
