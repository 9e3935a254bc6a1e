package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// held is the keys that are down, each with whether it has done its work: a key that is held repeats, and must not make things
// over and over.
type held map[fyne.KeyName]bool

// repeats are the keys that go on while they are held: they move and they erase.
var repeats = map[fyne.KeyName]bool{
	fyne.KeyUp: true, fyne.KeyDown: true, fyne.KeyLeft: true, fyne.KeyRight: true, fyne.KeyPageUp: true, fyne.KeyPageDown: true,
	fyne.KeyHome: true, fyne.KeyEnd: true, fyne.KeyBackspace: true, fyne.KeyDelete: true,
	fyne.KeyPlus: true, fyne.KeyEqual: true, fyne.KeyMinus: true,
}

// listen hears of every key that goes down or up in a window; a widget with the focus passes it on.
func (h held) listen(c fyne.Canvas) {
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(h.down)
		d.SetOnKeyUp(h.up)
	}
}

func (h held) down(e *fyne.KeyEvent) { h[e.Name] = false }

func (h held) up(e *fyne.KeyEvent) { delete(h, e.Name) }

// again reports whether a key only comes because it is still held, and shall do nothing.
func (h held) again(name fyne.KeyName) bool {
	did, down := h[name]
	if down {
		h[name] = true
	}
	return did && !repeats[name]
}
