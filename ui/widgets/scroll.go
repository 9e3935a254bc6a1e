package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Scroll shows content that may be higher than its place. Its content is as wide as the place, so it never scrolls
// sideways.
type Scroll struct {
	widget.BaseWidget
	content fyne.CanvasObject
	inner   *container.Scroll
	width   float32
}

// NewScroll makes content scroll up and down.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{content: content}
	s.inner = container.NewVScroll(container.New(&scrolled{s}, content))
	s.inner.OnScrolled = func(fyne.Position) { s.look() }
	s.ExtendBaseWidget(s)
	return s
}

// scrolled tells the scroller how high its content is at the width of the place.
type scrolled struct{ s *Scroll }

func (l *scrolled) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, HeightAt(l.s.content, l.s.width))
}

func (l *scrolled) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.s.content.Resize(fyne.NewSize(l.s.width, max(size.Height, HeightAt(l.s.content, l.s.width))))
	l.s.look()
}

// look tells what depends on it what of it is in sight.
func (s *Scroll) look() {
	grown := false
	eachSeen(s.content, 0, func(o seen, y float32) {
		top := s.inner.Offset.Y - y
		grown = o.show(top, top+s.Size().Height) || grown
	})
	if grown {
		s.Measure()
	}
}

// seen is a layout that depends on what is in sight. It reports whether it became higher or lower by that.
type seen interface {
	show(top, bottom float32) bool
}

// eachSeen finds those layouts in an object, and how far below its top they stand.
func eachSeen(in fyne.CanvasObject, y float32, do func(o seen, y float32)) {
	c, ok := in.(*fyne.Container)
	if !ok {
		return
	}
	if o, ok := c.Layout.(seen); ok {
		do(o, y) // which may place what is in it
	}
	for _, child := range c.Objects {
		eachSeen(child, y+child.Position().Y, do)
	}
}

// Resize gives the content the new width before the scroller asks for its height.
func (s *Scroll) Resize(size fyne.Size) {
	s.width = size.Width
	s.BaseWidget.Resize(size)
	s.look()
}

// MinSize lets the window be smaller than the content.
func (s *Scroll) MinSize() fyne.Size { return fyne.NewSize(80, 40) }

// Content returns what is scrolled.
func (s *Scroll) Content() fyne.CanvasObject { return s.content }

// Measure lays the content out again, after something in it came or went or became higher or lower. The scroller's own
// Refresh would also draw anew all that stays.
func (s *Scroll) Measure() {
	at := s.inner.Offset
	s.inner.Offset.Y++ // else it takes itself to be where it is
	s.inner.ScrollToOffset(at)
	LayOut(s.content)
	s.look()
}

// LayOut lays out all that is in an object: what keeps its size does not do so by itself.
func LayOut(o fyne.CanvasObject) {
	if f := flowOf(o); f != nil {
		p := new(pass)
		defer p.end()
		f.heightAt(p, o.Size().Width) // so that all in it is measured once, not each by itself
	}
	layOut(o)
}

func layOut(o fyne.CanvasObject) {
	switch x := o.(type) {
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

// Offset returns how far the content is scrolled.
func (s *Scroll) Offset() fyne.Position { return s.inner.Offset }

// Begin has the content stand somewhere from the start, before it is seen.
func (s *Scroll) Begin(at fyne.Position) { s.inner.Offset = at }

// SetOffset scrolls to where Offset was.
func (s *Scroll) SetOffset(p fyne.Position) {
	s.inner.ScrollToOffset(p)
	s.look() // which scrolling by hand does by itself
}

// Turn scrolls a page up or down, or to either end, as its key says.
func (s *Scroll) Turn(key fyne.KeyName) {
	at, page := s.inner.Offset, max(0, s.inner.Size().Height-theme.Zoomed(60)) // some lines stay in sight
	switch key {
	case fyne.KeyPageUp:
		at.Y -= page
	case fyne.KeyPageDown:
		at.Y += page
	case fyne.KeyHome:
		at.Y = 0
	case fyne.KeyEnd:
		for at.Y < s.content.Size().Height { // which changes as what is there comes to be
			at.Y = s.content.Size().Height
			s.SetOffset(at)
		}
		return
	}
	s.SetOffset(at)
}

// Reveal scrolls just enough for an object of the content to be seen. It asks no driver where the object is: that only
// knows once the object was drawn.
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

// Cell returns a cell of Many in the content; one that does not exist yet comes to be by going to where it will stand.
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

// Sees reports whether any of an object of the content is in sight.
func (s *Scroll) Sees(o fyne.CanvasObject) bool {
	place, found := placeIn(s.content, o)
	top := place.Y - s.inner.Offset.Y
	return found && top < s.inner.Size().Height && top+o.Size().Height > 0
}

// Bring scrolls an object to the top, unless it begins in sight.
func (s *Scroll) Bring(o fyne.CanvasObject) {
	place, found := placeIn(s.content, o)
	if top := place.Y - s.inner.Offset.Y; found && (top < 0 || top > s.inner.Size().Height-theme.Zoomed(120)) {
		s.SetOffset(fyne.NewPos(0, place.Y-8))
	}
}

// placeIn returns how far an object is from the corner of a container it is in, itself or by other containers.
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

// CreateRenderer is for Fyne.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.inner) }
