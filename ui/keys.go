package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kwaliteitskaart/ui/theme"
)

// shortcutKey is how a shortcut is written on this system.
func shortcutKey(letter string) string {
	if runtime.GOOS == "darwin" {
		return "⌘" + letter
	}
	return "Ctrl " + letter
}

func (w *Window) keys() {
	c := w.win.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if w.screen.key(e) {
			return
		}
		switch e.Name {
		case fyne.KeyF1:
			if !w.private() {
				w.showHelp()
			}
		case fyne.KeyF11:
			w.win.SetFullScreen(!w.win.FullScreen())
		case fyne.KeyEscape:
			w.escape()
		case fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
			w.view.scroll.Turn(e.Name)
		}
	})
	c.SetOnTypedRune(func(r rune) { w.screen.rune(r) })
	w.addShortcuts(c)
}

// addShortcuts lets the shortcuts work in a window: the main one, or the beamer.
func (w *Window) addShortcuts(c fyne.Canvas) {
	with := func(more fyne.KeyModifier, key fyne.KeyName, do func()) {
		shortcut := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | more}
		w.shortcuts[shortcut.ShortcutName()] = do
		c.AddShortcut(shortcut, func(s fyne.Shortcut) { w.shortcut(s) })
	}
	on := func(key fyne.KeyName, do func()) { with(0, key, do) }
	on(fyne.KeyB, w.toggleBeamer)
	on(fyne.KeyN, w.create)
	on(fyne.KeyO, w.chooseFile)
	on(fyne.KeyS, w.saveCopy)
	on(fyne.KeyP, w.printUsual)
	on(fyne.KeyF, w.Home)
	on(fyne.KeyPlus, func() { w.zoom(w.Settings.Zoom + theme.ZoomStep) })
	on(fyne.KeyEqual, func() { w.zoom(w.Settings.Zoom + theme.ZoomStep) })
	with(fyne.KeyModifierShift, fyne.KeyEqual, func() { w.zoom(w.Settings.Zoom + theme.ZoomStep) }) // where + is on that key
	on(fyne.KeyMinus, func() { w.zoom(w.Settings.Zoom - theme.ZoomStep) })
	on(fyne.Key0, func() { w.zoom(1) })
	for i, key := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6} {
		on(key, func() {
			if w.session != nil && i < len(w.session.steps()) {
				w.goTo(w.session.steps()[i])
			}
		})
	}
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { w.undo() })
	c.AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { w.redo() })
}

// shortcut does what a shortcut stands for, unless one person is alone with the laptop.
func (w *Window) shortcut(s fyne.Shortcut) {
	if do := w.shortcuts[s.ShortcutName()]; do != nil && !w.private() {
		do()
	}
}

// private reports whether one person is alone with the laptop: then no key, no file and no undo leads anywhere else.
func (w *Window) private() bool {
	p, ok := w.screen.(interface{ private() bool })
	return ok && p.private()
}

// escape leaves a field, then goes back to where one came from.
func (w *Window) escape() {
	switch {
	case w.win.FullScreen():
		w.win.SetFullScreen(false)
	case w.private():
	case w.win.Canvas().Focused() != nil:
		w.win.Canvas().Unfocus()
	case w.said().words != "":
		w.hush()
	}
}
