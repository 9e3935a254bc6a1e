// Package widgets holds the parts the screens are made of: text that wraps, level cards, buttons that name their
// key, fields, charts. All of them can be used with the keyboard alone, and all know their height at any width, so
// that nothing is clipped when the text grows.
package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Flow is an object whose height follows from its width, as text's does.
type Flow interface {
	fyne.CanvasObject
	HeightAt(width float32) float32
}

// HeightAt returns the height an object needs at a width.
func HeightAt(o fyne.CanvasObject, width float32) float32 {
	switch f := o.(type) {
	case Flow:
		return f.HeightAt(width)
	case *fyne.Container:
		switch l := f.Layout.(type) {
		case *flowLayout:
			return l.heightAt(f.Objects, width)
		case *abreast:
			return l.heightAt(f.Objects, width)
		case *many:
			return l.heightAt(width)
		}
	}
	return o.MinSize().Height
}

// Wide is an object that knows its own width without measuring its height.
type Wide interface {
	OwnWidth() float32
}

// OwnWidth returns the width an object takes where there is room: that of its minimum size.
func OwnWidth(o fyne.CanvasObject) float32 {
	switch f := o.(type) {
	case Wide:
		return f.OwnWidth()
	case *fyne.Container:
		switch l := f.Layout.(type) {
		case *flowLayout:
			return l.ownWidth(f.Objects)
		case *abreast:
			return l.ownWidth(f.Objects)
		case *many:
			return l.minCell
		}
	}
	return o.MinSize().Width
}

// place puts object i at a position and size.
type place func(o fyne.CanvasObject, x, y, w, h float32)

// flowLayout lays objects out in a width and so learns the height. arrange is called with a nil place to measure
// only; fill, when set, is the height there really is.
type flowLayout struct {
	arrange  func(objects []fyne.CanvasObject, width float32, put place) float32
	minWidth func(objects []fyne.CanvasObject) float32
	width    float32
	height   float32 // as given; arrange may use it to fill

	high, wide measured
}

// measured is what was measured last, and when.
type measured struct {
	pass     uint64
	at, size float32 // at is the width a height was asked for
}

// pass is laying out something, or measuring it, with all that is in it. Meanwhile nothing changes, so that what was
// measured holds: else rows in columns in rows would be measured again for each that they are in.
var pass struct {
	number uint64
	depth  int
}

// measuring begins a pass, or goes on with the one there is, and returns what ends it.
func measuring() (done func()) {
	if pass.depth == 0 {
		pass.number++
	}
	pass.depth++
	return passed
}

func passed() { pass.depth-- }

func (l *flowLayout) heightAt(objects []fyne.CanvasObject, width float32) float32 {
	defer measuring()()
	if l.high.pass != pass.number || l.high.at != width {
		l.high = measured{pass.number, width, l.arrange(objects, width, nil)}
	}
	return l.high.size
}

func (l *flowLayout) ownWidth(objects []fyne.CanvasObject) float32 {
	defer measuring()()
	if l.wide.pass != pass.number {
		l.wide = measured{pass: pass.number, size: l.minWidth(objects)}
	}
	return l.wide.size
}

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width, l.height = size.Width, size.Height
	if size.Width == 0 {
		return // it has no place yet, and wrapping every word on a line of its own takes long
	}
	defer measuring()()
	l.arrange(objects, size.Width, func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	})
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	defer measuring()()
	w := l.ownWidth(objects)
	return fyne.NewSize(w, l.heightAt(objects, max(w, l.width)))
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	if !slices.ContainsFunc(objects, hidden) {
		return objects
	}
	var v []fyne.CanvasObject
	for _, o := range objects {
		if o.Visible() {
			v = append(v, o)
		}
	}
	return v
}

func hidden(o fyne.CanvasObject) bool { return !o.Visible() }

func widest(objects []fyne.CanvasObject) float32 {
	var w float32
	for _, o := range visible(objects) {
		w = max(w, OwnWidth(o))
	}
	return w
}

func box(l *flowLayout, objects []fyne.CanvasObject) *fyne.Container {
	return container.New(l, objects...)
}

// Column puts objects under each other, each as wide as the column.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(objects []fyne.CanvasObject, width float32, put place) float32 {
			var y float32
			for i, o := range visible(objects) {
				if i > 0 {
					y += gap
				}
				h := HeightAt(o, width)
				if put != nil {
					put(o, 0, y, width, h)
				}
				y += h
			}
			return y
		},
	}, objects)
}

// Columns puts objects side by side, tops aligned and equally high, with widths in proportion to weights; a weight of
// 0 gives an object its own minimum width.
func Columns(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	widths := func(objects []fyne.CanvasObject, width float32) []float32 {
		w := make([]float32, len(objects))
		left, total := width-gap*float32(len(objects)-1), float32(0)
		for i, o := range objects {
			if weights[i] == 0 {
				w[i] = OwnWidth(o)
				left -= w[i]
			}
			total += weights[i]
		}
		for i := range objects {
			if weights[i] > 0 {
				w[i] = max(0, left*weights[i]/total)
			}
		}
		return w
	}
	return box(&flowLayout{
		minWidth: func(objects []fyne.CanvasObject) float32 {
			w := gap * float32(len(objects)-1)
			for _, o := range objects {
				w += OwnWidth(o)
			}
			return w
		},
		arrange: func(objects []fyne.CanvasObject, width float32, put place) float32 {
			w := widths(objects, width)
			var x, h float32
			for i, o := range objects {
				h = max(h, HeightAt(o, w[i]))
			}
			for i, o := range objects {
				if put != nil {
					put(o, x, 0, w[i], h)
				}
				x += w[i] + gap
			}
			return h
		},
	}, objects)
}

// Split puts objects side by side as Columns does, or under each other where there is less room than least.
func Split(gap, least float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	wide, narrow := Columns(gap, weights).Layout.(*flowLayout), Column(gap).Layout.(*flowLayout)
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(o []fyne.CanvasObject, width float32, put place) float32 {
			if width < least {
				return narrow.arrange(o, width, put)
			}
			return wide.arrange(o, width, put)
		},
	}, objects)
}

// Aside puts one object beside the main one as Split does, or under it where there is less room than least.
func Aside(gap, least float32, weights []float32, aside, main fyne.CanvasObject) *fyne.Container {
	c := Split(gap, least, weights, aside, main)
	l := c.Layout.(*flowLayout)
	split := l.arrange
	l.arrange = func(o []fyne.CanvasObject, width float32, put place) float32 {
		if width < least {
			o = []fyne.CanvasObject{o[1], o[0]}
		}
		return split(o, width, put)
	}
	return c
}

// Footer puts the ways back and on at the ends of a line, and between them what there is to say; where they do not
// fit beside each other, that comes first, and then the ways each on a line.
func Footer(left, middle, right fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(o []fyne.CanvasObject, width float32, put place) float32 {
			const gap = 12
			if put == nil {
				put = func(fyne.CanvasObject, float32, float32, float32, float32) {}
			}
			l, m, r := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
			h := max(l.Height, r.Height)
			if l.Width+m.Width+r.Width+2*gap <= width {
				put(o[0], 0, (h-l.Height)/2, l.Width, l.Height)
				put(o[1], l.Width+gap, (h-m.Height)/2, width-l.Width-r.Width-2*gap, m.Height)
				put(o[2], width-r.Width, (h-r.Height)/2, r.Width, r.Height)
				return h
			}
			put(o[1], 0, 0, width, m.Height)
			y := m.Height + 4
			if l.Width+r.Width+gap <= width {
				put(o[0], 0, y+(h-l.Height)/2, l.Width, l.Height)
				put(o[2], width-r.Width, y+(h-r.Height)/2, r.Width, r.Height)
				return y + h
			}
			lh, rh := HeightAt(o[0], width), HeightAt(o[2], width)
			put(o[0], 0, y, min(l.Width, width), lh)
			put(o[2], 0, y+lh+gap, min(r.Width, width), rh)
			return y + lh + gap + rh
		},
	}, []fyne.CanvasObject{left, middle, right})
}

// Grid puts objects in equal cells at least minCell wide, at most columns beside each other, and on each row about as many;
// cells of one row are equally high.
func Grid(gap, minCell float32, columns int, objects ...fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(objects []fyne.CanvasObject, width float32, put place) float32 {
			in := visible(objects)
			n := max(1, min(columns, int((width+gap)/(minCell+gap))))
			if rows := (len(in) + n - 1) / n; rows > 1 {
				n = (len(in) + rows - 1) / rows // four are two and two, not three and one
			}
			cell := (width - gap*float32(n-1)) / float32(n)
			var y float32
			for from := 0; from < len(in); from += n {
				row := in[from:min(from+n, len(in))]
				var h float32
				for _, o := range row {
					h = max(h, HeightAt(o, cell))
				}
				if from > 0 {
					y += gap
				}
				for i, o := range row {
					if put != nil {
						put(o, float32(i)*(cell+gap), y, cell, h)
					}
				}
				y += h
			}
			return y
		},
	}, objects)
}

// Row puts objects of their own width after each other, centred on the line, and goes on below where the width ends.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: func(objects []fyne.CanvasObject) float32 {
			in := visible(objects)
			w := gap * float32(max(0, len(in)-1))
			for _, o := range in {
				w += OwnWidth(o)
			}
			return w
		},
		arrange: func(objects []fyne.CanvasObject, width float32, put place) float32 {
			var y float32
			in := visible(objects)
			for len(in) > 0 {
				var x, h float32
				n := 0
				for _, o := range in {
					w := OwnWidth(o)
					if n > 0 && x+w > width+0.5 {
						break
					}
					x += w + gap
					h = max(h, HeightAt(o, min(w, width)))
					n++
				}
				x = 0
				for _, o := range in[:n] {
					w := min(OwnWidth(o), width)
					if put != nil {
						oh := HeightAt(o, w)
						put(o, x, y+(h-oh)/2, w, oh)
					}
					x += w + gap
				}
				in = in[n:]
				y += h
				if len(in) > 0 {
					y += min(gap, 10) // lines stand closer than what is on them
				}
			}
			return y
		},
	}, objects)
}

// Ends puts one object at the left and one at the right of a line, both centred on it; where they do not fit beside
// each other, under each other.
func Ends(gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(o []fyne.CanvasObject, width float32, put place) float32 {
			rw := min(OwnWidth(o[1]), width)
			lw := OwnWidth(o[0])
			if _, isText := o[0].(*Text); isText {
				lw = min(lw, 300) // longer text may wrap before the line breaks
			}
			if lw+gap+rw > width {
				lh, rh := HeightAt(o[0], width), HeightAt(o[1], width)
				if put != nil {
					put(o[0], 0, 0, width, lh)
					put(o[1], 0, lh+gap, width, rh)
				}
				return lh + gap + rh
			}
			lh, rh := HeightAt(o[0], width-rw-gap), HeightAt(o[1], rw)
			h := max(lh, rh)
			if put != nil {
				put(o[0], 0, (h-lh)/2, width-rw-gap, lh)
				put(o[1], width-rw, (h-rh)/2, rw, rh)
			}
			return h
		},
	}, []fyne.CanvasObject{left, right})
}
