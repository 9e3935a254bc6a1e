package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Abreast lays out two columns side by side as Split does. While the longer one is scrolled, the shorter one moves along, so
// that both stay in view.
func Abreast(gap, least float32, weights []float32, left, right fyne.CanvasObject) *fyne.Container {
	l := &abreast{flowLayout: flowLayout{minWidth: widest}}
	wide, narrow := Columns(gap, weights).Layout.(*flowLayout), Column(gap).Layout.(*flowLayout)
	l.arrange = func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		switch {
		case width < least:
			return narrow.arrange(p, o, width, put)
		case put == nil:
			return wide.arrange(p, o, width, nil)
		}
		return wide.arrange(p, o, width, func(o fyne.CanvasObject, x, _, w, all float32) {
			own := p.heightAt(o, w)
			put(o, x, l.down(own, all), w, own)
		})
	}
	l.box = container.New(l, left, right)
	return l.box
}

type abreast struct {
	flowLayout
	top, bottom float32 // the visible range, from the top of the columns
}

// beyond is the gap between a column that moves along and the edge of the visible range.
const beyond = 24

// down returns the distance from the top of a column of height own, in a container of height all.
func (l *abreast) down(own, all float32) float32 {
	y := l.top + beyond
	if own > l.bottom-l.top-2*beyond { // scroll the column itself first
		y = l.bottom - beyond - own
	}
	return max(0, min(y, all-own))
}

// show positions the columns for the visible range.
func (l *abreast) show(top, bottom float32) bool {
	if l.top, l.bottom = top, bottom; l.width > 0 {
		l.Layout(l.box.Objects, l.box.Size())
	}
	return false
}
