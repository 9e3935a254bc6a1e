// Package widgets contains the parts of the screens: text that wraps, level cards, buttons that show their key, fields,
// charts. All of them can be used with the keyboard alone, and all compute their height for any width, so that nothing is
// clipped when the text grows.
package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// flowing is an object whose height depends on its width, as that of text does: a widget, or the layout of a
// container.
type flowing interface {
	// heightAt returns the height needed at a width.
	heightAt(p *pass, width float32) float32
	// ownWidth returns the width used if there is enough space.
	ownWidth(p *pass) float32
}

// flowOf returns the widget or layout of an object that implements flowing, or nil.
func flowOf(o fyne.CanvasObject) flowing {
	if c, ok := o.(*fyne.Container); ok {
		f, _ := c.Layout.(flowing)
		return f
	}
	f, _ := o.(flowing)
	return f
}

// HeightAt returns the height an object needs at a width.
func HeightAt(o fyne.CanvasObject, width float32) float32 {
	p := new(pass)
	defer p.end()
	return p.heightAt(o, width)
}

// pass is one measurement or layout of an object and everything in it. Nothing changes during a pass, so that
// measurements can be reused: otherwise rows in columns in rows would be measured again at every level.
type pass struct{ over bool }

func (p *pass) end() { p.over = true }

// heightAt returns the height an object needs at a width.
func (p *pass) heightAt(o fyne.CanvasObject, width float32) float32 {
	if f := flowOf(o); f != nil {
		return f.heightAt(p, width)
	}
	return o.MinSize().Height
}

// ownWidth returns the width an object uses if there is enough space.
func (p *pass) ownWidth(o fyne.CanvasObject) float32 {
	if f := flowOf(o); f != nil {
		return f.ownWidth(p)
	}
	return o.MinSize().Width
}

// passing holds the last pass of a layout.
type passing struct{ pass *pass }

// begin returns the current pass, if it is not over, as when the toolkit lays out an object inside one that is being
// laid out; otherwise it starts a new one, which end ends.
func (x *passing) begin() (p *pass, end func()) {
	if x.pass != nil && !x.pass.over {
		return x.pass, func() {}
	}
	p = new(pass)
	return p, p.end
}

// place moves and resizes an object.
type place func(o fyne.CanvasObject, x, y, w, h float32)

// flowLayout lays objects out in a width and computes the height. arrange is called with a nil place to measure only.
type flowLayout struct {
	arrange  func(p *pass, objects []fyne.CanvasObject, width float32, put place) float32
	minWidth func(p *pass, objects []fyne.CanvasObject) float32
	box      *fyne.Container
	width    float32
	height   float32 // as given; arrange may fill it

	passing
	high, wide measured
}

// measured is a measurement of the last pass, if known.
type measured struct {
	known    bool
	at, size float32 // at is the width a height was asked for
}

// enter discards the measurements of another pass.
func (l *flowLayout) enter(p *pass) {
	if l.pass != p {
		l.pass, l.high, l.wide = p, measured{}, measured{}
	}
}

func (l *flowLayout) heightAt(p *pass, width float32) float32 {
	if l.enter(p); !l.high.known || l.high.at != width {
		l.high = measured{true, width, l.arrange(p, l.box.Objects, width, nil)}
	}
	return l.high.size
}

func (l *flowLayout) ownWidth(p *pass) float32 {
	if l.enter(p); !l.wide.known {
		l.wide = measured{known: true, size: l.minWidth(p, l.box.Objects)}
	}
	return l.wide.size
}

// Layout implements fyne.Layout.
func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width, l.height = size.Width, size.Height
	if size.Width == 0 {
		return // not placed yet; wrapping every word on its own line would take long
	}
	p, end := l.begin()
	defer end()
	l.arrange(p, objects, size.Width, func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	})
}

// MinSize implements fyne.Layout.
func (l *flowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	p, end := l.begin()
	defer end()
	w := l.ownWidth(p)
	return fyne.NewSize(w, l.heightAt(p, max(w, l.width)))
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

func widest(p *pass, objects []fyne.CanvasObject) float32 {
	var w float32
	for _, o := range visible(objects) {
		w = max(w, p.ownWidth(o))
	}
	return w
}

// noWidth is the minWidth of a layout that uses any available width.
func noWidth(*pass, []fyne.CanvasObject) float32 { return 0 }

func box(l *flowLayout, objects []fyne.CanvasObject) *fyne.Container {
	l.box = container.New(l, objects...)
	return l.box
}
