// Package picture draws the pages of package report as small images: the same pages that report/pdf writes to files.
package picture

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assets"
)

const (
	point      = 25.4 / 72 // of a type size, in millimetres
	emojiScale = 0.8       // of the surrounding type, as in files
	thinnest   = 0.35      // in pixels: a thinner line would be invisible
)

// fonts are the faces of documents, followed by the emoji font for characters that those lack.
var fonts = sync.OnceValues(func() ([]*sfnt.Font, error) {
	var list []*sfnt.Font
	for _, data := range [][]byte{report.Regular: assets.Regular, report.Bold: assets.Bold, report.Italic: assets.Italic, report.Italic + 1: assets.Emoji} {
		f, err := sfnt.Parse(data)
		if err != nil {
			return nil, assessment.Fail(assessment.CodeFontsMissing, fmt.Errorf("parse font: %w", err))
		}
		list = append(list, f)
	}
	return list, nil
})

// Draw returns a page as an image of width by height pixels. It is safe for concurrent use, and fails with CodeFontsMissing
// if the embedded fonts cannot be used.
func Draw(p report.Page, width, height int) (image.Image, error) {
	faces, err := fonts()
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	c := canvas{img: img, raster: vector.NewRasterizer(0, 0), faces: faces, scale: float64(width) / p.Width, outlines: make(map[glyph]outline)}
	for _, it := range p.Items {
		c.clipTo(it.Shape)
		c.shape(it.Shape)
	}
	return img, nil
}

// canvas is an image to draw on, with scale pixels per millimetre.
type canvas struct {
	img      *image.RGBA
	part     image.Rectangle // of the image, in which the current shape lies
	raster   *vector.Rasterizer
	faces    []*sfnt.Font
	scale    float64
	outlines map[glyph]outline
	buffer   sfnt.Buffer
}

// glyph is a character in one of the faces.
type glyph struct {
	face int
	r    rune
}

// outline is the shape of a glyph and its advance, both at a size of 1.
type outline struct {
	segments sfnt.Segments
	units    float64
	advance  float64
}

func (c *canvas) shape(s report.Shape) {
	switch s := s.(type) {
	case report.Text:
		c.text(s)
	case report.Line:
		wide := max(s.Width, thinnest/c.scale) / 2
		c.rectangle(min(s.X0, s.X1)-wide, min(s.Y0, s.Y1)-wide, max(s.X0, s.X1)+wide, max(s.Y0, s.Y1)+wide)
		c.fill(s.Stroke)
	case report.Box:
		c.box(s)
	case report.Disc:
		if s.Fill.A > 0 {
			c.circle(s.X, s.Y, s.Radius, false)
			c.fill(s.Fill)
		}
		if s.Stroke.A > 0 {
			c.circle(s.X, s.Y, s.Radius, false)
			c.circle(s.X, s.Y, max(0, s.Radius-thinnest/c.scale), true)
			c.fill(s.Stroke)
		}
	case report.Triangle:
		base, tip := s.Y+s.Size*0.42, s.Y-s.Size*0.42
		if s.Down {
			base, tip = tip, base
		}
		c.move(s.X-s.Size/2, base)
		c.line(s.X+s.Size/2, base)
		c.line(s.X, tip)
		c.raster.ClosePath()
		c.fill(s.Fill)
	case report.Code:
		side := s.Side / float64(max(1, len(s.Dark)))
		for row, line := range s.Dark {
			for column, dark := range line {
				if dark {
					x, y := s.X+float64(column)*side, s.Y+float64(row)*side
					c.rectangle(x, y, x+side, y+side)
				}
			}
		}
		c.fill(color.RGBA{A: 0xFF})
	}
}

// box draws a rectangle, without its rounded corners, which would be invisible.
func (c *canvas) box(s report.Box) {
	if s.Fill.A > 0 {
		c.rectangle(s.X, s.Y, s.X+s.Width, s.Y+s.Height)
		c.fill(s.Fill)
	}
	if s.Stroke.A > 0 {
		thin := thinnest / c.scale
		c.rectangle(s.X, s.Y, s.X+s.Width, s.Y+thin)
		c.rectangle(s.X, s.Y+s.Height-thin, s.X+s.Width, s.Y+s.Height)
		c.rectangle(s.X, s.Y+thin, s.X+thin, s.Y+s.Height-thin)
		c.rectangle(s.X+s.Width-thin, s.Y+thin, s.X+s.Width, s.Y+s.Height-thin)
		c.fill(s.Stroke)
	}
}

// text draws a line of text by the outlines of its letters.
func (c *canvas) text(s report.Text) {
	x := s.X
	for _, r := range s.Text {
		o, size := c.outline(int(s.Style.Face), r), s.Style.Size*point
		if o.units == 0 {
			if o, size = c.outline(len(c.faces)-1, r), size*emojiScale; o.units == 0 {
				continue
			}
		}
		em := size / o.units
		at := func(p fixed.Point26_6) (float64, float64) {
			return x + float64(p.X)/64*em, s.Y + float64(p.Y)/64*em
		}
		for i, seg := range o.segments {
			switch seg.Op {
			case sfnt.SegmentOpMoveTo:
				if i > 0 {
					c.raster.ClosePath()
				}
				c.move(at(seg.Args[0]))
			case sfnt.SegmentOpLineTo:
				c.line(at(seg.Args[0]))
			case sfnt.SegmentOpQuadTo:
				x1, y1 := at(seg.Args[0])
				x2, y2 := at(seg.Args[1])
				c.raster.QuadTo(c.x(x1), c.y(y1), c.x(x2), c.y(y2))
			case sfnt.SegmentOpCubeTo:
				x1, y1 := at(seg.Args[0])
				x2, y2 := at(seg.Args[1])
				x3, y3 := at(seg.Args[2])
				c.raster.CubeTo(c.x(x1), c.y(y1), c.x(x2), c.y(y2), c.x(x3), c.y(y3))
			}
		}
		c.raster.ClosePath()
		x += o.advance * size
	}
	c.fill(s.Style.Colour)
}

// outline returns the outline of a character, without units if the face lacks it.
func (c *canvas) outline(face int, r rune) outline {
	key := glyph{face, r}
	o, known := c.outlines[key]
	if known {
		return o
	}
	f := c.faces[face]
	units := f.UnitsPerEm()
	if n, err := f.GlyphIndex(&c.buffer, r); err == nil && n > 0 {
		segments, err := f.LoadGlyph(&c.buffer, n, fixed.I(int(units)), nil)
		advance, wide := f.GlyphAdvance(&c.buffer, n, fixed.I(int(units)), 0)
		if err == nil && wide == nil {
			o = outline{append(sfnt.Segments(nil), segments...), float64(units), float64(advance) / 64 / float64(units)}
		}
	}
	c.outlines[key] = o
	return o
}

// clipTo limits drawing to the part of the image around a shape.
func (c *canvas) clipTo(s report.Shape) {
	x0, y0, x1, y1 := s.Bounds()
	if t, ok := s.(report.Text); ok { // letters may rise above capitals
		y0 -= t.Style.Size * point * 0.3
	}
	low := func(mm float64) int { return int(math.Floor(mm*c.scale)) - 1 }
	c.part = image.Rect(low(x0), low(y0), low(x1)+3, low(y1)+3).Intersect(c.img.Bounds())
	c.raster.Reset(c.part.Dx(), c.part.Dy())
}

func (c *canvas) x(mm float64) float32 { return float32(mm*c.scale) - float32(c.part.Min.X) }

func (c *canvas) y(mm float64) float32 { return float32(mm*c.scale) - float32(c.part.Min.Y) }

func (c *canvas) move(x, y float64) { c.raster.MoveTo(c.x(x), c.y(y)) }

func (c *canvas) line(x, y float64) { c.raster.LineTo(c.x(x), c.y(y)) }

func (c *canvas) rectangle(x0, y0, x1, y1 float64) {
	c.move(x0, y0)
	c.line(x1, y0)
	c.line(x1, y1)
	c.line(x0, y1)
	c.raster.ClosePath()
}

// circle adds a circle to the path, or with hole subtracts it.
func (c *canvas) circle(x, y, radius float64, hole bool) {
	const steps = 16
	for i := range steps {
		turn := 2 * math.Pi * float64(i) / steps
		if hole {
			turn = -turn
		}
		px, py := x+radius*math.Cos(turn), y+radius*math.Sin(turn)
		if i == 0 {
			c.move(px, py)
		} else {
			c.line(px, py)
		}
	}
	c.raster.ClosePath()
}

// fill fills the path and clears it.
func (c *canvas) fill(colour color.RGBA) {
	if colour.A > 0 {
		c.raster.Draw(c.img, c.part, image.NewUniform(colour), image.Point{})
	}
	c.raster.Reset(c.part.Dx(), c.part.Dy())
}
