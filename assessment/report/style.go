package report

import "image/color"

// Face is a face of the type family.
type Face uint8

// The faces that documents use.
const (
	Regular Face = iota
	Bold
	Italic
)

// Style is the look of a text. Size is in points; Leading, the distance between lines, in millimetres.
type Style struct {
	Face    Face
	Size    float64
	Leading float64
	Colour  color.RGBA
}

// Metrics measures type: the width of a text in millimetres, and whether a face has a character.
type Metrics interface {
	Width(text string, face Face, points float64) float64
	Has(r rune, face Face) bool
}

// The colours of the documents, and the greys of shapes. Levels have their own colours: chart.Ramp.
var (
	ink   = color.RGBA{0x1F, 0x29, 0x33, 0xFF}
	quiet = color.RGBA{0x5B, 0x68, 0x75, 0xFF}
	rule  = color.RGBA{0xDC, 0xE2, 0xE8, 0xFF}
	frame = color.RGBA{0xA9, 0xB3, 0xBD, 0xFF}
	dot   = color.RGBA{0xC3, 0xCD, 0xD6, 0xFF}
	alarm = color.RGBA{0x9B, 0x2C, 0x2C, 0xFF} // of words that warn; the words say so without it
	track = color.RGBA{0xF0, 0xF2, 0xF5, 0xFF}
	paper = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
)

// The styles of running text. The card's page scales its own.
var (
	titleStyle   = Style{Bold, 21, 9.5, ink}
	eyebrowStyle = Style{Bold, 9.75, 4.9, quiet}
	pageStyle    = Style{Bold, 16, 7.4, ink}
	headingStyle = Style{Bold, 13, 6.2, ink}
	minorStyle   = Style{Bold, 11, 5.4, ink}
	bodyStyle    = Style{Regular, 9.75, 4.9, ink}
	strongStyle  = Style{Bold, 9.75, 4.9, ink}
	quoteStyle   = Style{Italic, 9.75, 4.9, quiet}
	mutedStyle   = Style{Regular, 9.75, 4.9, quiet}
	smallStyle   = Style{Regular, 9, 4.5, ink}
	closeStyle   = Style{Regular, 8.25, 4, ink}
	smallStrong  = Style{Bold, 9, 4.5, ink}
	asideStyle   = Style{Regular, 9, 4.5, quiet}
	columnStyle  = Style{Bold, 8.5, 4.3, quiet}
	footStyle    = Style{Regular, 8, 4, quiet}
	draftStyle   = Style{Bold, 9.5, 4.6, ink}
)

// baseline returns the distance in millimetres from the top of a line to its baseline, which centres capitals and
// digits in the line.
func (s Style) baseline() float64 { return s.Leading/2 + capHeight/2*s.Size*point }

func (s Style) in(c color.RGBA) Style {
	s.Colour = c
	return s
}
