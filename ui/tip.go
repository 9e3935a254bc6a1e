package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// tipped lets what is pressed say, when the pointer rests on it, which key does the same: the one of that name in a table. A
// button that has its key written on it needs no such word.
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
				w.showTip(p, words, w.keyLabel(name))
			})
		} else {
			stop = func() {}
		}
	}
}

// showTip says words and a key beside something on screen, over whatever is there; it takes no click.
func (w *Window) showTip(beside fyne.CanvasObject, words, key string) {
	at, found := fyne.CurrentApp().Driver().AbsolutePositionForObject(beside), widgetsIn(w.root)[beside.(fyne.Widget)]
	if !found || len(w.root.Objects) == 0 {
		return // it went
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

// hideTip says it no longer.
func (w *Window) hideTip() {
	if len(w.root.Objects) > 1 {
		w.root.Objects = w.root.Objects[:1]
		canvas.Refresh(w.root)
	}
}
