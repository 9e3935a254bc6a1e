package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Abreast puts two columns side by side as Split does. The shorter goes along while the longer is scrolled: what is in the
// one stays beside what is in the other.
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
	top, bottom float32 // what is in sight, from the top of the columns
}

// beyond is the room kept between a column that goes along and the end of what is in sight.
const beyond = 24

// down returns how far from the top a column stands that is so high, where the higher is all.
func (l *abreast) down(own, all float32) float32 {
	y := l.top + beyond
	if own > l.bottom-l.top-2*beyond { // it is scrolled itself first
		y = l.bottom - beyond - own
	}
	return max(0, min(y, all-own))
}

// show places the columns for what is in sight.
func (l *abreast) show(top, bottom float32) bool {
	if l.top, l.bottom = top, bottom; l.width > 0 {
		l.Layout(l.box.Objects, l.box.Size())
	}
	return false
}
