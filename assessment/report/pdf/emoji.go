package pdf

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"kwaliteitskaart/assets"
)

// pictographs is the font for emoji, which the type family lacks: one colour, the same for all faces. gofpdf supports
// 16-bit characters only, so glyph n has the private-use character firstCode + n inside gofpdf; the file maps that
// back to the emoji.
type pictographs struct {
	font   *sfnt.Font
	units  float64
	glyphs int
}

const (
	firstCode  = 0xE000
	lastCode   = 0xF8FF
	emojiScale = 0.8 // of the surrounding type: emoji are wider and taller than letters
)

var emojiFace = typeface{
	family: "noto-emoji", name: "KAARTE+NotoEmoji", about: "/FontFamily (Noto Emoji) /FontStretch /Normal /FontWeight 400",
}

var loadPictographs = sync.OnceValues(func() (*pictographs, error) {
	f, err := sfnt.Parse(assets.Emoji)
	if err != nil {
		return nil, fmt.Errorf("parse font %s: %w", emojiFace.name, err)
	}
	return &pictographs{f, float64(f.UnitsPerEm()), min(f.NumGlyphs(), lastCode-firstCode+1)}, nil
})

// glyph returns the glyph of an emoji, or 0 for any other character.
func (p *pictographs) glyph(r rune) int {
	const keycap = 0x20E3 // combining, drawn around the previous character
	if r < 0x2000 || r == keycap || r >= firstCode && r <= lastCode || r >= 0xF0000 {
		return 0 // the font also has digits and private-use characters
	}
	var buf sfnt.Buffer
	n, err := p.font.GlyphIndex(&buf, r)
	if err != nil || int(n) >= p.glyphs {
		return 0
	}
	return int(n)
}

// width returns the width of a glyph at one point.
func (p *pictographs) width(glyph int) float64 {
	var buf sfnt.Buffer
	advance, err := p.font.GlyphAdvance(&buf, sfnt.GlyphIndex(glyph), fixed.I(int(p.units)), font.HintingNone)
	if err != nil {
		return 0
	}
	return float64(advance.Round()) / p.units * emojiScale
}

// stretch is a part of a text in one font, as passed to gofpdf.
type stretch struct {
	text  string
	emoji bool
}

// stretches splits a text where the font changes, and records in used the character that each code stands for.
func (w *Writer) stretches(text string, of *face, used map[rune]rune) []stretch {
	var list []stretch
	for _, r := range text {
		code, emoji := r, false
		if !of.has(r) {
			if n := w.emoji.glyph(r); n > 0 {
				code, emoji = rune(firstCode+n), true
			}
		}
		used[code] = r
		if n := len(list); n == 0 || list[n-1].emoji != emoji {
			list = append(list, stretch{emoji: emoji})
		}
		list[len(list)-1].text += string(code)
	}
	return list
}

// coded is the emoji font as passed to gofpdf: with private-use characters in place of the emoji.
var coded = sync.OnceValue(func() []byte {
	font := assets.Emoji
	word := binary.BigEndian
	type table struct {
		name string
		data []byte
	}
	var tables []table
	for i := range int(word.Uint16(font[4:])) {
		row := font[12+16*i:]
		name, from, size := string(row[:4]), word.Uint32(row[8:]), word.Uint32(row[12:])
		if slices.Contains([]string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}, name) {
			tables = append(tables, table{name, font[from : from+size]})
		}
	}
	last := firstCode + word.Uint16(tables[slices.IndexFunc(tables, func(t table) bool { return t.name == "maxp" })].data[4:]) - 1
	// A character table with a single range and the end marker that every such table has.
	var characters []byte
	for _, n := range []uint16{0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 4, 1, 0, last, 0xFFFF, 0, firstCode, 0xFFFF, 0x10000 - firstCode, 1, 0, 0} {
		characters = word.AppendUint16(characters, n)
	}
	out := slices.Concat(font[:4], word.AppendUint16(nil, uint16(len(tables))), make([]byte, 6+16*len(tables)))
	for i, t := range tables {
		data := t.data
		if t.name == "cmap" {
			data = characters
		}
		row := out[12+16*i:]
		copy(row, t.name)
		word.PutUint32(row[4:], sum(data))
		word.PutUint32(row[8:], uint32(len(out)))
		word.PutUint32(row[12:], uint32(len(data)))
		out = append(append(out, data...), make([]byte, (4-len(data)%4)%4)...)
	}
	return out
})

// hexadecimal returns a character in the notation of a PDF's character map.
func hexadecimal(r rune) string { return strings.Trim(textString(string(r)), "<>")[len("FEFF"):] }
