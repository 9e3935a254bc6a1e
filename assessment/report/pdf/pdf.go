// Package pdf writes the documents of package report as PDF files. It is the only package that imports gofpdf.
package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	"io"
	"strings"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/text/unicode/norm"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
)

// Writer writes documents with the embedded fonts; a file contains only the characters it uses. It implements
// report.Metrics for the same fonts, and is safe for concurrent use.
type Writer struct {
	faces map[report.Face]*face
	emoji *pictographs
}

// New returns a Writer. It fails with CodeFontsMissing if the embedded fonts cannot be used.
func New() (*Writer, error) {
	loaded, err := loadFaces()
	if err != nil {
		return nil, assessment.Fail(assessment.CodeFontsMissing, err)
	}
	emoji, err := loadPictographs()
	if err != nil {
		return nil, assessment.Fail(assessment.CodeFontsMissing, err)
	}
	return &Writer{loaded, emoji}, nil
}

// Write lays out doc and writes it to to as a PDF. The same document always gives the same bytes.
func (w *Writer) Write(ctx context.Context, doc report.Document, to io.Writer) error {
	pages := report.Layout(doc, w)
	f := gofpdf.New("P", "mm", "A4", "")
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.SetCatalogSort(true)
	f.SetCompression(true)
	for _, property := range []*string{&doc.Title, &doc.Author, &doc.Subject, &doc.Program} {
		*property = strings.Join(strings.Fields(norm.NFC.String(*property)), " ")
	}
	for _, of := range []report.Face{report.Regular, report.Bold, report.Italic} {
		// gofpdf modifies the bytes of a font while it computes checksums, so concurrent writers must not share them.
		f.AddUTF8FontFromBytes(faces[of].family, "", bytes.Clone(faces[of].data))
	}
	d := drawer{w: w, f: f, marks: newMarks(), outline: outline{seen: make(map[*report.Element]bool)}, used: make(map[rune]rune)}
	for _, p := range pages {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("write document: %w", err)
		}
		d.page(p)
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return fmt.Errorf("draw document: %w", err)
	}
	file, err := tagged(out.Bytes(), doc, pages[0].Tree, d)
	if err != nil {
		return fmt.Errorf("tag document: %w", err)
	}
	if _, err := to.Write(file); err != nil {
		return fmt.Errorf("write document: %w", err)
	}
	return nil
}

// drawer draws pages one after the other.
type drawer struct {
	w       *Writer
	f       *gofpdf.Fpdf
	marks   *marks
	outline outline
	used    map[rune]rune // the characters drawn, by the code in the file
	emoji   bool          // whether emoji were drawn
}

func (d *drawer) page(p report.Page) {
	orientation := "P"
	size := gofpdf.SizeType{Wd: p.Width, Ht: p.Height}
	if p.Width > p.Height {
		orientation, size = "L", gofpdf.SizeType{Wd: p.Height, Ht: p.Width}
	}
	d.f.AddPageFormat(orientation, size)
	d.marks.page()
	for _, it := range p.Items {
		d.outline.note(len(d.marks.pages)-1, p.Height, it)
		d.marks.begin(d.f, p, it)
		d.shape(it.Shape)
	}
	d.marks.end(d.f)
}

const thin = 0.2

func (d *drawer) shape(s report.Shape) {
	f := d.f
	switch s := s.(type) {
	case report.Text:
		c := s.Style.Colour
		f.SetTextColor(int(c.R), int(c.G), int(c.B))
		d.text(s)
	case report.Line:
		f.SetLineWidth(s.Width)
		f.SetDrawColor(int(s.Stroke.R), int(s.Stroke.G), int(s.Stroke.B))
		f.Line(s.X0, s.Y0, s.X1, s.Y1)
	case report.Box:
		if style := d.paint(s.Fill, s.Stroke); style != "" {
			f.RoundedRectExt(s.X, s.Y, s.Width, s.Height, s.Corners[0], s.Corners[1], s.Corners[2], s.Corners[3], style)
			f.RawWriteStr("Q") // gofpdf saves the state before a rounded rectangle and never restores it
		}
	case report.Code:
		d.code(s)
	case report.Disc:
		if style := d.paint(s.Fill, s.Stroke); style != "" {
			f.Circle(s.X, s.Y, s.Radius, style)
		}
	case report.Triangle:
		base, tip := s.Y+s.Size*0.42, s.Y-s.Size*0.42
		if s.Down {
			base, tip = tip, base
		}
		d.paint(s.Fill, color.RGBA{})
		f.Polygon([]gofpdf.PointType{{X: s.X - s.Size/2, Y: base}, {X: s.X + s.Size/2, Y: base}, {X: s.X, Y: tip}}, "F")
	}
}

// code draws the dark modules of a code as one path, so that no viewer leaves hairlines between them.
func (d *drawer) code(c report.Code) {
	d.f.SetFillColor(0, 0, 0)
	_, height := d.f.GetPageSize()
	const points = 72 / 25.4
	each := c.Side / float64(len(c.Dark))
	var path strings.Builder
	for i, row := range c.Dark {
		for j := 0; j < len(row); j++ {
			from := j
			for j < len(row) && row[j] {
				j++
			}
			if j > from {
				fmt.Fprintf(&path, "%.3f %.3f %.3f %.3f re\n", (c.X+float64(from)*each)*points, (height-c.Y-float64(i+1)*each)*points,
					float64(j-from)*each*points, each*points)
			}
		}
	}
	d.f.RawWriteStr(path.String() + "f")
}

// text draws a text, switching fonts where needed.
func (d *drawer) text(s report.Text) {
	x := s.X
	for _, part := range d.w.stretches(s.Text, d.w.faces[s.Style.Face], d.used) {
		if !part.emoji {
			d.f.SetFont(faces[s.Style.Face].family, "", s.Style.Size)
			d.f.Text(x, s.Y, part.text)
			x += d.w.Width(part.text, s.Style.Face, s.Style.Size)
			continue
		}
		if !d.emoji {
			d.f.AddUTF8FontFromBytes(emojiFace.family, "", bytes.Clone(coded()))
			d.emoji = true
		}
		d.f.SetFont(emojiFace.family, "", s.Style.Size*emojiScale)
		d.f.Text(x, s.Y, part.text)
		for _, code := range part.text {
			x += d.w.emoji.width(int(code)-firstCode) * s.Style.Size * 25.4 / 72
		}
	}
}

// paint sets the colours of a shape and returns gofpdf's drawing style: fill, stroke, both, or "" for neither.
func (d *drawer) paint(fill, stroke color.RGBA) string {
	style := ""
	if fill.A > 0 {
		d.f.SetFillColor(int(fill.R), int(fill.G), int(fill.B))
		style = "F"
	}
	if stroke.A > 0 {
		d.f.SetLineWidth(thin)
		d.f.SetDrawColor(int(stroke.R), int(stroke.G), int(stroke.B))
		style += "D"
	}
	return style
}
