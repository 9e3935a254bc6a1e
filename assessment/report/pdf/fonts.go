package pdf

import (
	"bytes"
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assets"
)

// typeface is an embedded face. Inside gofpdf each is a family of its own, because gofpdf calls its fonts "utf8" and
// the family, where a subset has to be called by six capitals, a plus and the font's real name: see rename.
type typeface struct {
	family string // "xxx" and the real name in lower case
	name   string // as long as "utf8" and the family
	data   []byte
}

var faces = map[report.Face]typeface{
	report.Regular: {"xxxlato-regular", "KAARTA+Lato-Regular", assets.Regular},
	report.Bold:    {"xxxlato-bold", "KAARTB+Lato-Bold", assets.Bold},
	report.Italic:  {"xxxlato-italic", "KAARTC+Lato-Italic", assets.Italic},
}

// rename gives the fonts of a file the names of subsets. They are as long as those gofpdf gave, so that everything
// stays in its place.
func rename(file []byte) {
	for _, f := range faces {
		old, name := []byte("/utf8"+f.family), []byte("/"+f.name)
		for at := bytes.Index(file, old); at >= 0; at = bytes.Index(file, old) {
			copy(file[at:], name)
		}
	}
}

// face is what layout asks of a face: the advance of every character of the basic plane, in font units, and -1 for
// those it lacks. One pass over the file makes measuring a matter of adding up.
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

func (f *face) has(r rune) bool { return r > 0 && int(r) < len(f.advances) && f.advances[r] >= 0 }

var _ report.Metrics = (*Writer)(nil)

// Width implements report.Metrics.
func (w *Writer) Width(text string, f report.Face, points float64) float64 {
	of, sum := w.faces[f], 0
	for _, r := range text {
		if of.has(r) {
			sum += int(of.advances[r])
		}
	}
	return float64(sum) / of.units * points * 25.4 / 72
}

// Has implements report.Metrics.
func (w *Writer) Has(r rune, f report.Face) bool { return w.faces[f].has(r) }
