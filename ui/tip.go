package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// tipped adds a tip to a control: words, and the key in keys that has the same action, called name. Without that key there is
// no tip. A button that shows its key needs none.
func (w *Window) tipped(p *widgets.Pressable, words string, keys keyTable, name keyName) {
	if keys.named(name) == nil {
		return
	}
	stop := func() {}
	p.OnHover = func(over bool) {
		stop()
		w.hideTip()
		if over {
			stop = w.everySecond(func() {
				stop()
				stop = func() {}
				w.showTip(p.Self(), words, w.keyLabel(name))
			})
		} else {
			stop = func() {}
		}
	}
}

// showTip shows words and a key beside an object, above everything else; it ignores clicks.
func (w *Window) showTip(beside fyne.Widget, words, key string) {
	at, found := fyne.CurrentApp().Driver().AbsolutePositionForObject(beside), widgetsIn(w.root)[beside]
	if !found || len(w.root.Objects) == 0 {
		return // the object is gone
	}
	tip := widgets.Layers(widgets.NewPanel(theme.ColorPaper, 6).Stroked(theme.ColorEdge, 1),
		widgets.Pad(6, 10, 6, 10, widgets.Row(8, widgets.NewText(words).Sized(theme.SizeQuiet).OneLine(), widgets.Keycap(key))))
	size, room := tip.MinSize(), w.root.Size()
	at.Y += beside.Size().Height + 4
	if at.Y+size.Height > room.Height {
		at.Y -= beside.Size().Height + size.Height + 8
	}
	tip.Move(fyne.NewPos(min(at.X, room.Width-size.Width), at.Y))
	tip.Resize(size)
	w.root.Objects = []fyne.CanvasObject{w.root.Objects[0], container.NewWithoutLayout(tip)}
	canvas.Refresh(w.root)
}

// hideTip removes the tip.
func (w *Window) hideTip() {
	if len(w.root.Objects) > 1 {
		w.root.Objects = w.root.Objects[:1]
		canvas.Refresh(w.root)
	}
}
