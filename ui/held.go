package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// held maps each key that is down to whether it has acted: a key that is held repeats, and must not create things repeatedly.
type held map[fyne.KeyName]bool

// repeats are the keys that do repeat while they are held: those that move or erase.
var repeats = map[fyne.KeyName]bool{
	fyne.KeyUp: true, fyne.KeyDown: true, fyne.KeyLeft: true, fyne.KeyRight: true, fyne.KeyPageUp: true, fyne.KeyPageDown: true,
	fyne.KeyHome: true, fyne.KeyEnd: true, fyne.KeyBackspace: true, fyne.KeyDelete: true,
	fyne.KeyPlus: true, fyne.KeyEqual: true, fyne.KeyMinus: true,
}

// listen registers for key events of a window; a focused widget passes them on.
func (h held) listen(c fyne.Canvas) {
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(h.down)
		d.SetOnKeyUp(h.up)
	}
}

func (h held) down(e *fyne.KeyEvent) { h[e.Name] = false }

func (h held) up(e *fyne.KeyEvent) { delete(h, e.Name) }

// again reports whether a key event is only a repeat, and must be ignored.
func (h held) again(name fyne.KeyName) bool {
	did, down := h[name]
	if down {
		h[name] = true
	}
	return did && !repeats[name]
}
