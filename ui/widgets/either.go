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

// Above puts an object below the first of some others with which it fits in the height it is given: the same in ever less
// height. The last stands where none fits.
func Above(below fyne.CanvasObject, tops ...fyne.CanvasObject) *fyne.Container {
	return AboveAny(below, len(tops), func(i int) fyne.CanvasObject { return tops[i] })
}

// AboveAny is Above for n others that are made when they are tried.
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
		l.box.Objects = []fyne.CanvasObject{shown, below} // nobody meets the others, by eye or by key
		high := p.heightAt(shown, width)
		put(shown, 0, 0, width, high)
		put(below, 0, high, width, low)
		return high + low
	}
	return box(l, []fyne.CanvasObject{at(n - 1), below})
}
