package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
)

// Either shows wide if its width is at least least, and narrow otherwise.
func Either(least float32, wide, narrow fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: func(p *pass, _ []fyne.CanvasObject) float32 { return p.ownWidth(narrow) },
		arrange: func(p *pass, _ []fyne.CanvasObject, width float32, put place) float32 {
			shown, other := wide, narrow
			if width < least {
				shown, other = narrow, wide
			}
			h := p.heightAt(shown, width)
			if put != nil {
				other.Hide()
				shown.Show()
				put(shown, 0, 0, width, h)
			}
			return h
		},
	}, []fyne.CanvasObject{wide, narrow})
}

// Above places an object below the first of tops with which it fits in the available height. tops are the same content in
// decreasing height; the last is used if none fits.
func Above(below fyne.CanvasObject, tops ...fyne.CanvasObject) *fyne.Container {
	return AboveAny(below, len(tops), func(i int) fyne.CanvasObject { return tops[i] })
}

// AboveAny is Above for n tops that are built when they are tried.
func AboveAny(below fyne.CanvasObject, n int, top func(i int) fyne.CanvasObject) *fyne.Container {
	made := make([]fyne.CanvasObject, n)
	at := func(i int) fyne.CanvasObject {
		if made[i] == nil {
			made[i] = top(i)
		}
		return made[i]
	}
	l := &flowLayout{minWidth: widest}
	l.arrange = func(p *pass, _ []fyne.CanvasObject, width float32, put place) float32 {
		low := p.heightAt(below, width)
		if put == nil {
			return p.heightAt(at(n-1), width) + low
		}
		shown := at(min(n-1, sort.Search(n, func(i int) bool { return p.heightAt(at(i), width)+low <= l.height })))
		l.box.Objects = []fyne.CanvasObject{shown, below} // the others are neither visible nor reachable by key
		high := p.heightAt(shown, width)
		put(shown, 0, 0, width, high)
		put(below, 0, high, width, low)
		return high + low
	}
	return box(l, []fyne.CanvasObject{at(n - 1), below})
}

// Steady lays out head, cards and rest below each other, and gives the first two the height of the tallest of their kind, so
// that they stand in one place for each of many, as far as the height it is given allows: the cards before the head. tallest
// returns those heights at a width.
func Steady(gap float32, tallest func(width float32) (head, cards float32), head, cards, rest fyne.CanvasObject) *fyne.Container {
	l := &flowLayout{minWidth: widest}
	l.arrange = func(p *pass, _ []fyne.CanvasObject, width float32, put place) float32 {
		h, c, low := p.heightAt(head, width), p.heightAt(cards, width), p.heightAt(rest, width)
		if put == nil {
			return h + c + low + 2*gap
		}
		tallHead, tallCards := tallest(width)
		give := func(own, tall float32) float32 {
			return max(own, min(tall, own+l.height-h-c-low-2*gap))
		}
		c = give(c, tallCards)
		h = give(h, tallHead)
		put(head, 0, 0, width, h)
		put(cards, 0, h+gap, width, c)
		put(rest, 0, h+c+2*gap, width, low)
		return h + c + low + 2*gap
	}
	return box(l, []fyne.CanvasObject{head, cards, rest})
}
