package widgets

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
)

// Lanes lays out columns of cards side by side as Grid does. A dragged card follows the pointer; its place stays empty, and
// the column in which it would land is outlined.
type Lanes struct {
	box     *fyne.Container
	grid    *fyne.Container
	grounds []*Panel

	dragged *LaneCard // the card being dragged, or nil
	ghost   fyne.CanvasObject
	from    fyne.Position // the place of the dragged card
	by      fyne.Delta    // how far it was dragged
}

// laneRoom is the room around the cards of a column, on its ground.
const laneRoom = 8

// NewLanes returns lanes without columns. Fill adds columns, with cards made by Card.
func NewLanes() *Lanes { return &Lanes{} }

// Fill lays out the columns with a gap between them, each at least minCell wide.
func (l *Lanes) Fill(gap, minCell float32, columns ...fyne.CanvasObject) *fyne.Container {
	l.grid = Grid(gap, minCell, len(columns), columns...)
	var all []fyne.CanvasObject
	for range columns {
		g := NewPanel("", 12).Stroked(theme.ColorLine, 1)
		l.grounds = append(l.grounds, g)
		all = append(all, g)
	}
	l.box = box(&flowLayout{minWidth: widest, arrange: l.arrange}, append(all, l.grid))
	return l.box
}

func (l *Lanes) arrange(p *pass, _ []fyne.CanvasObject, width float32, put place) float32 {
	h := p.heightAt(l.grid, width)
	if put == nil {
		return h
	}
	put(l.grid, 0, 0, width, h)
	for i, g := range l.grounds {
		at, size := l.grid.Objects[i].Position(), l.grid.Objects[i].Size()
		put(g, at.X-laneRoom, at.Y-laneRoom, size.Width+2*laneRoom, max(size.Height, theme.Zoomed(140))+2*laneRoom)
	}
	if l.ghost != nil {
		at, size := l.from.Add(l.by), l.dragged.Size()
		put(l.ghost, at.X, at.Y, size.Width, size.Height)
	}
	return h
}

// target returns the column in which the dragged card would land: the one at its middle, or the nearest above or below; -1 if
// it is beside them all.
func (l *Lanes) target() int {
	size := l.dragged.Size()
	middle := l.from.Add(l.by).AddXY(size.Width/2, size.Height/2)
	to, nearest := -1, float32(0)
	for i, g := range l.grounds {
		at, size := g.Position(), g.Size()
		if middle.X < at.X || middle.X > at.X+size.Width {
			continue
		}
		away := max(at.Y-middle.Y, middle.Y-at.Y-size.Height, 0)
		if to < 0 || away < nearest {
			to, nearest = i, away
		}
	}
	return to
}

func (l *Lanes) drag(c *LaneCard, by fyne.Delta) {
	if l.dragged == nil {
		at, found := placeIn(l.box, c)
		if !found {
			return
		}
		l.dragged, l.from, l.by = c, at, fyne.Delta{}
		l.ghost = Layers(NewPanel(theme.ColorPaper, 12).Stroked(theme.ColorAccent, 2), c.picture())
		l.box.Add(l.ghost)
		c.Refresh()
	}
	move := func(dx, dy float32) {
		l.by.DX += dx
		l.by.DY += dy
		l.show(l.target())
	}
	move(by.DX, by.DY)
	if s := scrollOver(l.box); s != nil && l.stacked() {
		before := s.Offset().Y
		s.Reveal(l.ghost)
		move(0, s.Offset().Y-before) // the card stays under the pointer
	}
}

// stacked reports whether not all columns are side by side.
func (l *Lanes) stacked() bool {
	return len(l.grounds) > 0 && l.grounds[0].Position().Y != l.grounds[len(l.grounds)-1].Position().Y
}

// show outlines the target column while a card is dragged, and shows the other places.
func (l *Lanes) show(target int) {
	for i, g := range l.grounds {
		g.fill = ""
		g.Stroked(theme.ColorLine, 1)
		switch {
		case l.dragged == nil:
		case i == target:
			g.fill = theme.ColorPale
			g.Stroked(theme.ColorAccent, 2)
		default:
			g.Stroked(theme.ColorEdge, 1)
		}
		g.Refresh()
	}
	l.box.Refresh()
}

func (l *Lanes) drop() {
	c := l.dragged
	if c == nil {
		return
	}
	to := l.target()
	l.box.Remove(l.ghost)
	l.dragged, l.ghost = nil, nil
	l.show(-1)
	c.Refresh()
	if to >= 0 && to != c.lane {
		c.moved(to)
	}
}

// LaneCard is a card of a column of Lanes.
type LaneCard struct {
	Choice
	in      *Lanes
	lane    int
	inner   fyne.CanvasObject // its content
	picture func() fyne.CanvasObject
	moved   func(to int)
}

// Card returns a card of the column lane with content, which is called again while the card is dragged. It can be pressed;
// moved is called with another column when it is dropped there. label describes pressing it.
func (l *Lanes) Card(lane int, label string, content func() fyne.CanvasObject, press func(), moved func(to int)) *LaneCard {
	c := &LaneCard{in: l, lane: lane, picture: content, moved: moved}
	c.inner = content()
	c.begin(c, label, c.inner, press)
	c.look = c.drawn
	return c
}

// drawn draws a card, or only its outline while it is dragged.
func (c *LaneCard) drawn(s state) {
	lifted := c.in.dragged == c
	c.draw(s)
	c.inner.Show()
	if lifted {
		c.inner.Hide()
		c.ground.fill, c.ground.stroke, c.ground.strokeWidth = "", theme.ColorEdge, 1
	}
}

// Dragged implements fyne.Draggable.
func (c *LaneCard) Dragged(e *fyne.DragEvent) { c.in.drag(c, e.Dragged) }

// DragEnd implements fyne.Draggable.
func (c *LaneCard) DragEnd() { c.in.drop() }
