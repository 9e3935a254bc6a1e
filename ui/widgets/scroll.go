package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Scroll shows content that may be higher than its area. The content is as wide as the area, so it never scrolls
// sideways.
type Scroll struct {
	widget.BaseWidget
	content fyne.CanvasObject
	inner   *container.Scroll
	width   float32
	within  bool              // inside another
	shows   fyne.CanvasObject // to reveal once the size is known; nil for nothing
}

// NewScroll returns a vertical scroller.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{content: content}
	s.inner = container.NewVScroll(container.New(&scrolled{s}, content))
	s.inner.OnScrolled = func(fyne.Position) { s.updateVisible() }
	s.ExtendBaseWidget(s)
	return s
}

// scrolled is the layout that gives the scroller the height of its content at the current width.
type scrolled struct{ s *Scroll }

func (l *scrolled) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, HeightAt(l.s.content, l.s.width))
}

func (l *scrolled) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.s.content.Resize(fyne.NewSize(l.s.width, max(size.Height, HeightAt(l.s.content, l.s.width))))
	l.s.updateVisible()
}

// updateVisible passes the visible range to the layouts that depend on it.
func (s *Scroll) updateVisible() {
	grown := false
	eachSeen(s.content, 0, func(o seen, y float32) {
		top := s.inner.Offset.Y - y
		grown = o.show(top, top+s.Size().Height) || grown
	})
	if grown {
		s.Measure()
	}
}

// seen is a layout that depends on the visible range. Its show reports whether its height changed.
type seen interface {
	show(top, bottom float32) bool
}

// eachSeen calls do for each such layout in an object, with its distance from the top.
func eachSeen(in fyne.CanvasObject, y float32, do func(o seen, y float32)) {
	c, ok := in.(*fyne.Container)
	if !ok {
		return
	}
	if o, ok := c.Layout.(seen); ok {
		do(o, y) // it may place its contents
	}
	for _, child := range c.Objects {
		eachSeen(child, y+child.Position().Y, do)
	}
}

// Resize sets the new width before the scroller asks for the height of the content.
func (s *Scroll) Resize(size fyne.Size) {
	s.width = size.Width
	s.BaseWidget.Resize(size)
	s.updateVisible()
	if s.shows != nil {
		s.Reveal(s.shows)
	}
}

// Keep reveals an object in the content again whenever the size changes.
func (s *Scroll) Keep(o fyne.CanvasObject) { s.shows = o }

// MinSize allows a window smaller than the content.
func (s *Scroll) MinSize() fyne.Size { return fyne.NewSize(80, 40) }

// Content returns the scrolled object.
func (s *Scroll) Content() fyne.CanvasObject { return s.content }

// Measure lays the content out again after something in it was added, removed or changed height. The scroller's own
// Refresh would redraw everything.
func (s *Scroll) Measure() {
	at := s.inner.Offset
	s.inner.Offset.Y++ // otherwise it would do nothing
	s.inner.ScrollToOffset(at)
	LayOut(s.content)
	s.updateVisible()
}

// LayOut lays out everything in an object: objects that keep their size do not do so by themselves.
func LayOut(o fyne.CanvasObject) {
	if f := flowOf(o); f != nil {
		p := new(pass)
		defer p.end()
		f.heightAt(p, o.Size().Width) // measures everything once instead of one by one
	}
	layOut(o)
}

func layOut(o fyne.CanvasObject) {
	switch x := o.(type) {
	case *Scroll:
		if x.within {
			x.Measure()
		}
	case *fyne.Container:
		if x.Layout != nil {
			x.Layout.Layout(x.Objects, x.Size())
		}
		for _, child := range x.Objects {
			layOut(child)
		}
	case interface{ inside() fyne.CanvasObject }:
		layOut(x.inside())
	}
}

// Offset returns the scroll position.
func (s *Scroll) Offset() fyne.Position { return s.inner.Offset }

// Begin sets the initial scroll position, before the content is shown.
func (s *Scroll) Begin(at fyne.Position) { s.inner.Offset = at }

// SetOffset restores a scroll position.
func (s *Scroll) SetOffset(p fyne.Position) {
	s.inner.ScrollToOffset(p)
	s.updateVisible() // scrolling by hand does this itself
}

// Turn scrolls a page up or down, or to either end, depending on key.
func (s *Scroll) Turn(key fyne.KeyName) {
	at, page := s.inner.Offset, max(0, s.inner.Size().Height-theme.Zoomed(60)) // some lines stay in view
	switch key {
	case fyne.KeyPageUp:
		at.Y -= page
	case fyne.KeyPageDown:
		at.Y += page
	case fyne.KeyHome:
		at.Y = 0
	case fyne.KeyEnd:
		for at.Y < s.content.Size().Height { // it changes as cells are created
			at.Y = s.content.Size().Height
			s.SetOffset(at)
		}
		return
	}
	s.SetOffset(at)
}

// Reveal scrolls just enough to show an object in the content. It does not ask the driver for the position, which is known
// only once the object is drawn.
func (s *Scroll) Reveal(o fyne.CanvasObject) {
	place, found := placeIn(s.content, o)
	if !found {
		return
	}
	at := s.inner.Offset
	top := place.Y - at.Y
	switch bottom := top + o.Size().Height; {
	case top < 8:
		at.Y += top - 8
	case bottom > s.inner.Size().Height-8:
		at.Y += min(bottom-s.inner.Size().Height+8, top-8)
	default:
		return
	}
	s.SetOffset(at)
}

// RevealFrom scrolls so that everything from the top of one object to the end of another below it is in view; if that is too
// much, it reveals the other.
func (s *Scroll) RevealFrom(top, o fyne.CanvasObject) {
	s.Reveal(o)
	for before := float32(-1); before != s.inner.Offset.Y; { // columns that move along move with each step
		before = s.inner.Offset.Y
		from, there := placeIn(s.content, top)
		to, found := placeIn(s.content, o)
		if !there || !found || from.Y >= before || to.Y+o.Size().Height-from.Y+16 > s.inner.Size().Height {
			return
		}
		s.SetOffset(fyne.NewPos(0, max(0, from.Y-8)))
	}
}

// Cell returns a cell of a Many in the content, and creates it if necessary by scrolling to its place.
func (s *Scroll) Cell(grid *fyne.Container, i int) fyne.CanvasObject {
	m := grid.Layout.(*many)
	if place, found := placeIn(s.content, grid); found && m.cells[i] == nil {
		n, _ := m.beside(m.width)
		s.SetOffset(place.AddXY(0, m.at(i/n, m.width, m.rowHeight(0, m.width))))
	}
	return m.cell(i)
}

// Holds reports whether an object is in the content.
func (s *Scroll) Holds(o fyne.CanvasObject) bool {
	_, found := placeIn(s.content, o)
	return found
}

// Shows reports whether any part of an object of the content is in view.
func (s *Scroll) Shows(o fyne.CanvasObject) bool {
	place, found := placeIn(s.content, o)
	top := place.Y - s.inner.Offset.Y
	return found && top < s.inner.Size().Height && top+o.Size().Height > 0
}

// BringToTop scrolls an object to the top, unless its top is in view.
func (s *Scroll) BringToTop(o fyne.CanvasObject) {
	place, found := placeIn(s.content, o)
	if top := place.Y - s.inner.Offset.Y; found && (top < 0 || top > s.inner.Size().Height-theme.Zoomed(120)) {
		s.Top(o)
	}
}

// Top scrolls an object to the top, as far as there is content below it.
func (s *Scroll) Top(o fyne.CanvasObject) {
	if place, found := placeIn(s.content, o); found {
		s.SetOffset(fyne.NewPos(0, place.Y-8))
	}
}

// placeIn returns the position of o within in, and whether in contains it.
func placeIn(in, o fyne.CanvasObject) (fyne.Position, bool) {
	if in == o {
		return fyne.Position{}, true
	}
	if c, ok := in.(*fyne.Container); ok {
		for _, child := range c.Objects {
			if at, found := placeIn(child, o); found {
				return at.Add(child.Position()), true
			}
		}
	}
	return fyne.Position{}, false
}

// CreateRenderer implements fyne.Widget.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.inner) }
