package widgets

import "fyne.io/fyne/v2"

// Column stacks objects vertically, each as wide as the column.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(p *pass, objects []fyne.CanvasObject, width float32, put place) float32 {
			var y float32
			for i, o := range visible(objects) {
				if i > 0 {
					y += gap
				}
				h := p.heightAt(o, width)
				if put != nil {
					put(o, 0, y, width, h)
				}
				y += h
			}
			return y
		},
	}, objects)
}

// Columns lays out objects side by side, aligned at the top and equally high, with widths in proportion to weights; a
// weight of 0 gives an object its own minimum width.
func Columns(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	widths := func(p *pass, objects []fyne.CanvasObject, width float32) []float32 {
		w := make([]float32, len(objects))
		left, total := width-gap*float32(len(objects)-1), float32(0)
		for i, o := range objects {
			if weights[i] == 0 {
				w[i] = p.ownWidth(o)
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
		minWidth: func(p *pass, objects []fyne.CanvasObject) float32 {
			w := gap * float32(len(objects)-1)
			for _, o := range objects {
				w += p.ownWidth(o)
			}
			return w
		},
		arrange: func(p *pass, objects []fyne.CanvasObject, width float32, put place) float32 {
			w := widths(p, objects, width)
			var x, h float32
			for i, o := range objects {
				h = max(h, p.heightAt(o, w[i]))
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

// Split lays out objects as Columns does, or stacks them if the width is less than least.
func Split(gap, least float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	wide, narrow := Columns(gap, weights).Layout.(*flowLayout), Column(gap).Layout.(*flowLayout)
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
			if width < least {
				return narrow.arrange(p, o, width, put)
			}
			return wide.arrange(p, o, width, put)
		},
	}, objects)
}

// ListAside lays out a scrolling list beside main, as high as main or as the list up to high, in widths in proportion to
// weights; or the whole list below main if the width is less than least.
func ListAside(gap, least, high float32, weights [2]float32, list *Scroll, main fyne.CanvasObject) *fyne.Container {
	list.within = true
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
			if put == nil {
				put = func(fyne.CanvasObject, float32, float32, float32, float32) {}
			}
			if width < least {
				below, whole := p.heightAt(main, width)+gap, p.heightAt(list.content, width)
				put(main, 0, 0, width, below-gap)
				put(list, 0, below, width, whole)
				return below + whole
			}
			left := (width - gap) * weights[0] / (weights[0] + weights[1])
			h := max(p.heightAt(main, width-left-gap), min(p.heightAt(list.content, left), high))
			put(list, 0, 0, left, h)
			put(main, left+gap, 0, width-left-gap, h)
			return h
		},
	}, []fyne.CanvasObject{list, main})
}

// Over places top above rest, which takes the remaining height.
func Over(top, rest fyne.CanvasObject) *fyne.Container {
	l := &flowLayout{minWidth: widest}
	l.arrange = func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		high, low := p.heightAt(o[0], width), p.heightAt(o[1], width)
		if put != nil {
			put(o[0], 0, 0, width, high)
			put(o[1], 0, high, width, max(low, l.height-high))
		}
		return high + low
	}
	return box(l, []fyne.CanvasObject{top, rest})
}

// Footer places the back and forward buttons at the ends of a line, and a message between them; if they do not fit, the
// message comes first, and then each button on its own line.
func Footer(left, middle, right fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
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
			lh, rh := p.heightAt(o[0], width), p.heightAt(o[2], width)
			put(o[0], 0, y, min(l.Width, width), lh)
			put(o[2], 0, y+lh+gap, min(r.Width, width), rh)
			return y + lh + gap + rh
		},
	}, []fyne.CanvasObject{left, middle, right})
}

// Grid lays out objects in equal cells at least minCell wide, in at most columns columns, with about as many in each
// row; the cells of a row are equally high.
func Grid(gap, minCell float32, columns int, objects ...fyne.CanvasObject) *fyne.Container {
	return grid(gap, minCell, columns, false, objects)
}

// GridFilling is Grid for cells that take the height it is given, as long as they stand in one row.
func GridFilling(gap, minCell float32, columns int, objects ...fyne.CanvasObject) *fyne.Container {
	return grid(gap, minCell, columns, true, objects)
}

func grid(gap, minCell float32, columns int, fills bool, objects []fyne.CanvasObject) *fyne.Container {
	l := &flowLayout{minWidth: widest}
	l.arrange = func(p *pass, objects []fyne.CanvasObject, width float32, put place) float32 {
		in := visible(objects)
		n := max(1, min(columns, int((width+gap)/(minCell+gap))))
		if rows := (len(in) + n - 1) / n; rows > 1 {
			n = (len(in) + rows - 1) / rows // four become two and two, not three and one
		}
		cell := (width - gap*float32(n-1)) / float32(n)
		var y float32
		for from := 0; from < len(in); from += n {
			row := in[from:min(from+n, len(in))]
			var h float32
			for _, o := range row {
				h = max(h, p.heightAt(o, cell))
			}
			if fills && put != nil && len(row) == len(in) {
				h = max(h, l.height)
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
	}
	return box(l, objects)
}

// Row lays out objects at their own width after each other, centred vertically, and wraps to a new line if the width
// is exceeded.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: func(p *pass, objects []fyne.CanvasObject) float32 {
			in := visible(objects)
			w := gap * float32(max(0, len(in)-1))
			for _, o := range in {
				w += p.ownWidth(o)
			}
			return w
		},
		arrange: func(p *pass, objects []fyne.CanvasObject, width float32, put place) float32 {
			var y float32
			in := visible(objects)
			for len(in) > 0 {
				var x, h float32
				n := 0
				for _, o := range in {
					w := p.ownWidth(o)
					if n > 0 && x+w > width+0.5 {
						break
					}
					x += w + gap
					h = max(h, p.heightAt(o, min(w, width)))
					n++
				}
				x = 0
				for _, o := range in[:n] {
					w := min(p.ownWidth(o), width)
					if put != nil {
						oh := p.heightAt(o, w)
						put(o, x, y+(h-oh)/2, w, oh)
					}
					x += w + gap
				}
				in = in[n:]
				y += h
				if len(in) > 0 {
					y += min(gap, 10) // lines are closer together than objects on a line
				}
			}
			return y
		},
	}, objects)
}

// Ends places one object at the left and one at the right of a line, both centred vertically; if they do not fit, it stacks
// them.
func Ends(gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
			rw := min(p.ownWidth(o[1]), width)
			lw := p.ownWidth(o[0])
			if _, isText := o[0].(*Text); isText {
				lw = min(lw, 300) // a longer text may wrap before the line breaks
			}
			if lw+gap+rw > width {
				lh, rh := p.heightAt(o[0], width), p.heightAt(o[1], width)
				if put != nil {
					put(o[0], 0, 0, width, lh)
					put(o[1], 0, lh+gap, width, rh)
				}
				return lh + gap + rh
			}
			lh, rh := p.heightAt(o[0], width-rw-gap), p.heightAt(o[1], rw)
			h := max(lh, rh)
			if put != nil {
				put(o[0], 0, (h-lh)/2, width-rw-gap, lh)
				put(o[1], width-rw, (h-rh)/2, rw, rh)
			}
			return h
		},
	}, []fyne.CanvasObject{left, right})
}
