package widgets

import "fyne.io/fyne/v2"

// Pad adds padding around an object.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: func(p *pass, o []fyne.CanvasObject) float32 { return left + right + p.ownWidth(o[0]) },
		arrange: func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
			h := p.heightAt(o[0], width-left-right)
			if put != nil {
				put(o[0], left, top, width-left-right, h)
			}
			return top + h + bottom
		},
	}, []fyne.CanvasObject{o})
}

// Filled is Pad for an object that also takes the remaining height, such as a page.
func Filled(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	c := Pad(top, right, bottom, left, o)
	l := c.Layout.(*flowLayout)
	pad := l.arrange
	l.arrange = func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		if put == nil {
			return pad(p, o, width, nil)
		}
		return pad(p, o, width, func(o fyne.CanvasObject, x, y, w, h float32) { put(o, x, y, w, max(h, l.height-top-bottom)) })
	}
	return c
}

// AtMost limits the width of an object, for legible lines.
func AtMost(width float32, o fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: func(p *pass, o []fyne.CanvasObject) float32 { return min(width, p.ownWidth(o[0])) },
		arrange: func(p *pass, o []fyne.CanvasObject, w float32, put place) float32 {
			w = min(w, width)
			h := p.heightAt(o[0], w)
			if put != nil {
				put(o[0], 0, 0, w, h)
			}
			return h
		},
	}, []fyne.CanvasObject{o})
}

// Fixed gives an object a fixed width.
func Fixed(width float32, o fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: func(*pass, []fyne.CanvasObject) float32 { return width },
		arrange: func(p *pass, o []fyne.CanvasObject, w float32, put place) float32 {
			h := p.heightAt(o[0], w)
			if put != nil {
				put(o[0], 0, 0, w, h)
			}
			return h
		},
	}, []fyne.CanvasObject{o})
}

// Layers stacks objects on top of each other; the last one determines the height.
func Layers(objects ...fyne.CanvasObject) *fyne.Container {
	l := &flowLayout{minWidth: widest}
	l.arrange = func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		h := p.heightAt(o[len(o)-1], width)
		if put != nil {
			for _, x := range o {
				put(x, 0, 0, width, max(h, l.height))
			}
		}
		return h
	}
	return box(l, objects)
}

// Apart places one object at the top and another at the bottom, or directly below the first if there is not enough height.
func Apart(top, bottom fyne.CanvasObject) *fyne.Container {
	l := &flowLayout{minWidth: widest}
	l.arrange = func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		high, low := p.heightAt(o[0], width), p.heightAt(o[1], width)
		if put != nil {
			put(o[0], 0, 0, width, high)
			put(o[1], 0, max(high, l.height-low), width, low)
		}
		return high + low
	}
	return box(l, []fyne.CanvasObject{top, bottom})
}

// Space returns an empty object of a height.
func Space(height float32) fyne.CanvasObject {
	return box(&flowLayout{
		minWidth: noWidth,
		arrange:  func(*pass, []fyne.CanvasObject, float32, place) float32 { return height },
	}, nil)
}

// Centered centres an object horizontally at its own width.
func Centered(o fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: func(p *pass, o []fyne.CanvasObject) float32 { return p.ownWidth(o[0]) },
		arrange: func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
			w := min(p.ownWidth(o[0]), width)
			h := p.heightAt(o[0], w)
			if put != nil {
				put(o[0], (width-w)/2, 0, w, h)
			}
			return h
		},
	}, []fyne.CanvasObject{o})
}

// Middle centres an object vertically in the available height.
func Middle(o fyne.CanvasObject) *fyne.Container {
	l := &flowLayout{minWidth: widest}
	l.arrange = func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		h := p.heightAt(o[0], width)
		if put != nil {
			put(o[0], 0, max(0, (l.height-h)/2), width, h)
		}
		return h
	}
	return box(l, []fyne.CanvasObject{o})
}
