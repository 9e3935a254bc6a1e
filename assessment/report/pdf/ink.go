package pdf

import (
	"math"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"kwaliteitskaart/assessment/report"
)

var _ report.Inks = (*Writer)(nil)

// Ink implements report.Inks: the area within the outlines of the letters. A letter that the face lacks has none.
func (w *Writer) Ink(text string, f report.Face, points float64) float64 {
	of, err := outlines()
	if err != nil {
		return 0 // New has parsed the same fonts
	}
	ems := 0.0
	for _, r := range text {
		ems += glyphArea(of[f], r)
	}
	side := points * 25.4 / 72
	return ems * side * side
}

var outlines = sync.OnceValues(func() (map[report.Face]*sfnt.Font, error) {
	parsed := make(map[report.Face]*sfnt.Font)
	for f, of := range faces {
		var err error
		if parsed[f], err = sfnt.Parse(of.data); err != nil {
			return nil, err
		}
	}
	return parsed, nil
})

// glyphArea returns the area of a letter in square ems. Outlines run the other way round holes, so that these are
// subtracted.
func glyphArea(f *sfnt.Font, r rune) float64 {
	var buf sfnt.Buffer
	glyph, err := f.GlyphIndex(&buf, r)
	if err != nil || glyph == 0 {
		return 0
	}
	units := int(f.UnitsPerEm())
	segments, err := f.LoadGlyph(&buf, glyph, fixed.I(units), &sfnt.LoadGlyphOptions{})
	if err != nil {
		return 0
	}
	type dot struct{ x, y float64 }
	at := func(p fixed.Point26_6) dot { return dot{float64(p.X) / 64, float64(p.Y) / 64} }
	cross := func(a, b dot) float64 { return a.x*b.y - b.x*a.y }
	twice := 0.0
	var from, begun dot
	for _, s := range segments {
		switch to := at(s.Args[0]); s.Op {
		case sfnt.SegmentOpMoveTo:
			twice += cross(from, begun)
			from, begun = to, to
		case sfnt.SegmentOpLineTo:
			twice += cross(from, to)
			from = to
		case sfnt.SegmentOpQuadTo:
			// The area below a quadratic curve is that below its chord and two thirds of its control triangle.
			end := at(s.Args[1])
			twice += cross(from, end) + (cross(from, to)+cross(to, end)+cross(end, from))*2/3
			from = end
		}
	}
	twice += cross(from, begun)
	return math.Abs(twice) / 2 / float64(units) / float64(units)
}
