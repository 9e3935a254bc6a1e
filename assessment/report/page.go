package report

import "image/color"

// Page is one laid-out sheet. Measurements are in millimetres from its top left corner.
type Page struct {
	Width, Height float64
	Items         []Item   // in drawing and reading order
	Tree          *Element // the structure of the whole document, the same on each of its pages
	Stamped       bool     // it has the marks needed to scan it; see Stamp
}

// Item is one shape on a page. Element is the structure element it belongs to; nil makes it an artifact: pure
// decoration, or repeated on each page.
type Item struct {
	Element *Element
	Shape   Shape
}

// Shape is the drawing of an item: a Text, Box, Line, Disc, Triangle or Code. Zero colours are not drawn.
type Shape interface {
	// Bounds returns the box around the shape.
	Bounds() (x0, y0, x1, y1 float64)
	moved(dx, dy float64) Shape
}

// Text is one line of text in one style, starting at X with its baseline at Y. If the line continues in the next
// item, Text ends with a space, which Width leaves out.
type Text struct {
	X, Y, Width float64
	Text        string
	Style       Style
}

// Box is a rectangle. Corners are the radii of its top left, top right, bottom right and bottom left corners. Ticks is the
// answer that marking it gives; nil if it is no box of a form.
type Box struct {
	X, Y, Width, Height float64
	Corners             [4]float64
	Fill, Stroke        color.RGBA
	Ticks               *Tick
}

// Code is a square with a code for a camera, such as a QR code: its dark modules, by row and column.
type Code struct {
	X, Y, Side float64
	Dark       [][]bool
}

// Line is a thin rule.
type Line struct {
	X0, Y0, X1, Y1, Width float64
	Stroke                color.RGBA
}

// Disc is a circle around X, Y.
type Disc struct {
	X, Y, Radius float64
	Fill, Stroke color.RGBA
}

// Triangle is a triangle centred on X, Y that points up, or down with Down.
type Triangle struct {
	X, Y, Size float64
	Down       bool
	Fill       color.RGBA
}

const (
	capHeight = 0.72 // of the type size: the height of capitals and digits
	descent   = 0.21 // of the type size: the depth of letters below the baseline
	point     = 25.4 / 72
)

// Bounds implements Shape.
func (t Text) Bounds() (x0, y0, x1, y1 float64) {
	size := t.Style.Size * point
	return t.X, t.Y - capHeight*size, t.X + t.Width, t.Y + descent*size
}

// Bounds implements Shape.
func (b Box) Bounds() (x0, y0, x1, y1 float64) { return b.X, b.Y, b.X + b.Width, b.Y + b.Height }

// Bounds implements Shape.
func (c Code) Bounds() (x0, y0, x1, y1 float64) { return c.X, c.Y, c.X + c.Side, c.Y + c.Side }

// Bounds implements Shape.
func (l Line) Bounds() (x0, y0, x1, y1 float64) {
	return min(l.X0, l.X1), min(l.Y0, l.Y1), max(l.X0, l.X1), max(l.Y0, l.Y1)
}

// Bounds implements Shape.
func (d Disc) Bounds() (x0, y0, x1, y1 float64) {
	return d.X - d.Radius, d.Y - d.Radius, d.X + d.Radius, d.Y + d.Radius
}

// Bounds implements Shape.
func (t Triangle) Bounds() (x0, y0, x1, y1 float64) {
	return t.X - t.Size/2, t.Y - t.Size/2, t.X + t.Size/2, t.Y + t.Size/2
}

func (t Text) moved(dx, dy float64) Shape {
	t.X, t.Y = t.X+dx, t.Y+dy
	return t
}

func (b Box) moved(dx, dy float64) Shape {
	b.X, b.Y = b.X+dx, b.Y+dy
	return b
}

func (c Code) moved(dx, dy float64) Shape {
	c.X, c.Y = c.X+dx, c.Y+dy
	return c
}

func (l Line) moved(dx, dy float64) Shape {
	l.X0, l.X1, l.Y0, l.Y1 = l.X0+dx, l.X1+dx, l.Y0+dy, l.Y1+dy
	return l
}

func (d Disc) moved(dx, dy float64) Shape {
	d.X, d.Y = d.X+dx, d.Y+dy
	return d
}

func (t Triangle) moved(dx, dy float64) Shape {
	t.X, t.Y = t.X+dx, t.Y+dy
	return t
}
