package report

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"rsc.io/qr"

	"kwaliteitskaart/assessment"
)

// Stamp is the content of the QR code on a page of a form: what the form is for, and which page it is. It is the same on
// everybody's form. Source: .github/spec/everyone.md, Papier.
type Stamp struct {
	Assessment  string // a hash of its id
	Card        string // a hash of the card and its version
	Scope       assessment.Scope
	Lang        string
	Page, Pages int
	Layout      string // a checksum of the positions of the boxes, which depend on the card, the language and the program
}

// These constants are the layout of the text in a QR code, in characters that QR codes pack densely. A change requires a new
// sign.
const (
	stampSign   = "KK1"
	stampSep    = "."
	stampFields = 7
)

// These are the sizes and places of the marks needed to scan a page, in millimetres: four filled squares, and the QR code
// between the lower two.
const (
	SheetWidth  = short // of a page that is scanned
	SheetHeight = long
	SquareSide  = 5.0
	SquareAt    = 9.0 // from the edges of the page
	CodeSide    = 18.0
	CodeX       = 174.0
	CodeY       = long - SquareAt - CodeSide
	codeQuiet   = 3.0 // empty around it
	hashLetters = 16
)

var stampScopes = map[assessment.Scope]string{assessment.ScopeFull: "F", assessment.ScopeCore: "C"}

// newStamp returns the stamp of the forms for an assessment in a language, without a page.
func newStamp(a *assessment.Assessment, lang string) *Stamp {
	return &Stamp{
		Assessment: hash(hashLetters, []byte("kwaliteitskaart-form\n"+a.ID)), Card: hash(hashLetters/2, a.Card.Compact),
		Scope: a.Scope, Lang: lang,
	}
}

// IsFor reports whether the form is for the given assessment, whatever its card and scope.
func (s Stamp) IsFor(a *assessment.Assessment) bool {
	return s.Assessment == newStamp(a, "").Assessment
}

func (s Stamp) on(page, pages int, layout string) Stamp {
	s.Page, s.Pages, s.Layout = page, pages, layout
	return s
}

// String returns the text in the QR code.
func (s Stamp) String() string {
	text := strings.Join([]string{
		stampSign, s.Assessment, s.Card, stampScopes[s.Scope] + strings.ToUpper(s.Lang), strconv.Itoa(s.Page), strconv.Itoa(s.Pages), s.Layout,
	}, stampSep)
	return text + stampSep + hash(4, []byte(text))
}

// ReadStamp returns the stamp in the text of a QR code, and whether the text is one.
func ReadStamp(text string) (s Stamp, ok bool) {
	end := strings.LastIndex(text, stampSep)
	if end < 0 || hash(4, []byte(text[:end])) != text[end+1:] {
		return s, false
	}
	f := strings.Split(text[:end], stampSep)
	if len(f) != stampFields || f[0] != stampSign || len(f[3]) < 2 {
		return s, false
	}
	s = Stamp{Assessment: f[1], Card: f[2], Lang: strings.ToLower(f[3][1:]), Layout: f[6]}
	for scope, letter := range stampScopes {
		if letter == f[3][:1] {
			s.Scope = scope
		}
	}
	var page, pages error
	s.Page, page = strconv.Atoi(f[4])
	s.Pages, pages = strconv.Atoi(f[5])
	return s, page == nil && pages == nil && s.Scope != "" && 1 <= s.Page && s.Page <= s.Pages
}

// hash returns the first letters of a hash.
func hash(letters int, of []byte) string {
	sum := sha256.Sum256(of)
	return base32.StdEncoding.EncodeToString(sum[:])[:letters]
}

// stamp draws the marks on a page.
func (p *Page) stamp(s Stamp) {
	black := color.RGBA{A: 0xFF}
	for _, at := range SquaresOf(p.Width, p.Height) {
		p.Items = append(p.Items, Item{nil, Box{X: at[0] - SquareSide/2, Y: at[1] - SquareSide/2, Width: SquareSide, Height: SquareSide, Fill: black}})
	}
	code, err := qr.Encode(s.String(), qr.Q)
	if err != nil {
		return // too long for any code, which this text cannot be
	}
	c := Code{X: CodeX, Y: CodeY, Side: CodeSide, Dark: make([][]bool, code.Size)}
	for y := range c.Dark {
		for x := range code.Size {
			c.Dark[y] = append(c.Dark[y], code.Black(x, y))
		}
	}
	p.Items = append(p.Items, Item{nil, c})
}

// SquaresOf returns the centres of the squares on a page: top left, top right, bottom right, bottom left.
func SquaresOf(width, height float64) [4][2]float64 {
	const in = SquareAt + SquareSide/2
	return [4][2]float64{{in, in}, {width - in, in}, {width - in, height - in}, {in, height - in}}
}

// Sheet is everything that is read from a page of a form, with its position in millimetres from the top left corner.
type Sheet struct {
	Stamp         Stamp
	Width, Height float64
	Rows          []Row
	Groups        []Place
}

// Row is the boxes of one indicator, and the top and bottom of its row.
type Row struct {
	Indicator string
	Boxes     []Place
}

// Place is a box to mark, and the ink of its printed sign in square millimetres of black.
type Place struct {
	Tick
	X, Y, Side float64
	Ink        float64
}

// Inks measures the size of type, as Metrics does, and its ink.
type Inks interface {
	Metrics
	// Ink returns the number of square millimetres that a text covers.
	Ink(text string, face Face, points float64) float64
}

// Sheets returns the pages of a form as they are printed, for reading scans of it.
func Sheets(in Input, m Inks) []Sheet {
	doc := Build(Form, in)
	pages := Layout(doc, m)
	layout := layoutOf(pages)
	var sheets []Sheet
	for i, p := range pages {
		s := Sheet{Stamp: doc.Stamp.on(i+1, len(pages), layout), Width: p.Width, Height: p.Height}
		for _, b := range ticked(p) {
			place := Place{*b.Ticks, b.X, b.Y, b.Width, p.inkIn(b, m)}
			switch n := len(s.Rows); {
			case b.Ticks.Indicator == "":
				s.Groups = append(s.Groups, place)
			case n > 0 && s.Rows[n-1].Indicator == b.Ticks.Indicator:
				s.Rows[n-1].Boxes = append(s.Rows[n-1].Boxes, place)
			default:
				s.Rows = append(s.Rows, Row{b.Ticks.Indicator, []Place{place}})
			}
		}
		sheets = append(sheets, s)
	}
	return sheets
}

// ticked returns the boxes to mark on a page, in reading order.
func ticked(p Page) (boxes []Box) {
	for _, it := range p.Items {
		if b, ok := it.Shape.(Box); ok && b.Ticks != nil {
			boxes = append(boxes, b)
		}
	}
	return boxes
}

// inkIn returns the number of square millimetres of black printed in a box.
func (p Page) inkIn(b Box, m Inks) float64 {
	ink := 0.0
	for _, it := range p.Items {
		t, ok := it.Shape.(Text)
		if !ok || t.X < b.X || t.X+t.Width > b.X+b.Width || t.Y < b.Y || t.Y > b.Y+b.Height {
			continue
		}
		c := t.Style.Colour
		light := (0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B)) / 0xFF
		ink += m.Ink(t.Text, t.Style.Face, t.Style.Size) * (1 - light)
	}
	return ink
}

// layoutOf returns a checksum of the positions of the boxes, to a fifth of a millimetre.
func layoutOf(pages []Page) string {
	var text strings.Builder
	for i, p := range pages {
		for _, b := range ticked(p) {
			fmt.Fprintln(&text, i, *b.Ticks, int(b.X*5+0.5), int(b.Y*5+0.5), int(b.Width*5+0.5))
		}
	}
	return hash(4, []byte(text.String()))
}
