package pdf

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assets"
)

// typeface is an embedded face. In gofpdf each face is a family of its own.
type typeface struct {
	family string // inside gofpdf
	name   string // the name of its subset: six capitals, a plus sign and the font's real name
	about  string // further entries for its descriptor
	data   []byte
}

var faces = map[report.Face]typeface{
	report.Regular: {"lato-regular", "KAARTA+Lato-Regular", "/FontFamily (Lato) /FontStretch /Normal /FontWeight 400", assets.Regular},
	report.Bold:    {"lato-bold", "KAARTB+Lato-Bold", "/FontFamily (Lato) /FontStretch /Normal /FontWeight 700", assets.Bold},
	report.Italic:  {"lato-italic", "KAARTC+Lato-Italic", "/FontFamily (Lato) /FontStretch /Normal /FontWeight 400", assets.Italic},
}

// face contains what layout needs of a face: the advance of every character of the basic multilingual plane in font
// units, or -1 for those it lacks. It is built in one pass over the file, so that measuring is only adding.
type face struct {
	units    float64
	advances [1 << 16]int32
}

var loadFaces = sync.OnceValues(func() (map[report.Face]*face, error) {
	loaded := make(map[report.Face]*face)
	for f, of := range faces {
		parsed, err := sfnt.Parse(of.data)
		if err != nil {
			return nil, fmt.Errorf("parse font %s: %w", of.name, err)
		}
		if loaded[f], err = measure(parsed); err != nil {
			return nil, fmt.Errorf("measure font %s: %w", of.name, err)
		}
	}
	return loaded, nil
})

func measure(f *sfnt.Font) (*face, error) {
	units := f.UnitsPerEm()
	m := &face{units: float64(units)}
	var buf sfnt.Buffer
	for r := range m.advances {
		m.advances[r] = -1
		glyph, err := f.GlyphIndex(&buf, rune(r))
		if err != nil {
			return nil, err
		}
		if glyph == 0 {
			continue
		}
		advance, err := f.GlyphAdvance(&buf, glyph, fixed.I(int(units)), font.HintingNone)
		if err != nil {
			return nil, err
		}
		m.advances[r] = int32(advance.Round())
	}
	return m, nil
}

// has reports false for private-use characters: every font defines its own, and here they stand for emoji.
func (f *face) has(r rune) bool {
	return r > 0 && int(r) < len(f.advances) && f.advances[r] >= 0 && (r < firstCode || r > lastCode)
}

var _ report.Metrics = (*Writer)(nil)

// Width implements report.Metrics.
func (w *Writer) Width(text string, f report.Face, points float64) float64 {
	of, sum, emoji := w.faces[f], 0, 0.0
	for _, r := range text {
		if of.has(r) {
			sum += int(of.advances[r])
		} else if n := w.emoji.glyph(r); n > 0 {
			emoji += w.emoji.width(n)
		}
	}
	return (float64(sum)/of.units + emoji) * points * 25.4 / 72
}

// Has implements report.Metrics.
func (w *Writer) Has(r rune, f report.Face) bool { return w.faces[f].has(r) || w.emoji.glyph(r) > 0 }
