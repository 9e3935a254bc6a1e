// Package scan reads paper forms from pictures of them: it finds the squares and the QR code of each page, and measures the
// ink in each box. It asks about what is not certain. It only computes; package container opens the files.
// Source: .github/spec/everyone.md, Papier.
package scan

import (
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"sync"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
)

// Pictures is the pages of a scan, from 0. A page without a picture is nil.
type Pictures interface {
	Pages() int
	Page(i int) (*image.Gray, error)
}

// Files is the pages of several files, one after another.
type Files []Pictures

// Pages implements Pictures.
func (f Files) Pages() (n int) {
	for _, of := range f {
		n += of.Pages()
	}
	return n
}

// Page implements Pictures.
func (f Files) Page(i int) (*image.Gray, error) {
	of := 0
	for i >= f[of].Pages() {
		i -= f[of].Pages()
		of++
	}
	return f[of].Page(i)
}

// Kind is the kind of a page of a scan.
type Kind string

// The kinds of pages. All but Form are listed and left out.
const (
	Form      Kind = "form"      // of the assessment, and read
	Blank     Kind = "blank"     // nothing on it
	Other     Kind = "other"     // other paper
	Unread    Kind = "unread"    // a form of which the marks cannot be read
	Elsewhere Kind = "elsewhere" // a form of another assessment
	Outdated  Kind = "outdated"  // a form of this assessment with another card, scope or layout
)

// Page is a page of the scan as read.
type Page struct {
	Number int // in the scan, from 1
	Kind   Kind
	Stamp  report.Stamp
	Rows   []Row
	// Group is the marked group. If it is not certain it is empty, and GroupPicture shows it; on a page without groups both
	// are empty.
	Group        assessment.Group
	GroupPicture *image.Gray
	asksGroup    bool
	sum          [sha256.Size]byte // of the picture
}

// Reader reads scans of the forms of one assessment.
type Reader struct {
	Assessment *assessment.Assessment
	Sheets     []report.Sheet // the pages of its forms, in every language
	Thresholds Thresholds
	// Progress, if set, is called from any goroutine with the number of pages read.
	Progress func(done, of int)
}

// NewReader returns a reader with the usual thresholds.
func NewReader(a *assessment.Assessment, sheets []report.Sheet) *Reader {
	return &Reader{Assessment: a, Sheets: sheets, Thresholds: Usual}
}

// atOnce is the number of pages read at the same time: each takes the memory of a whole picture.
const atOnce = 2

// Read reads all pages. It fails, and reads nothing, if a page cannot be opened or ctx is done.
func (r *Reader) Read(ctx context.Context, from Pictures) (*Reading, error) {
	n := from.Pages()
	pages := make([]Page, n)
	failed := make([]error, n)
	done := 0
	var opening, counting sync.Mutex // pictures are opened one after the other
	var readers sync.WaitGroup
	next := make(chan int)
	for range atOnce {
		readers.Go(func() {
			for i := range next {
				opening.Lock()
				g, err := from.Page(i)
				opening.Unlock()
				if failed[i] = err; err == nil {
					pages[i] = r.page(g)
					pages[i].sum = sumOf(g)
				}
				pages[i].Number = i + 1
				counting.Lock()
				if done++; r.Progress != nil {
					r.Progress(done, n)
				}
				counting.Unlock()
			}
		})
	}
	for i := 0; i < n && ctx.Err() == nil; i++ {
		next <- i
	}
	close(next)
	readers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read a scan: %w", err)
	}
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return r.arrange(pages), nil
}

// sumOf returns the checksum of a picture.
func sumOf(g *image.Gray) (sum [sha256.Size]byte) {
	if g == nil {
		return sum
	}
	h := sha256.New()
	for y := range g.Rect.Dy() {
		h.Write(g.Pix[y*g.Stride:][:g.Rect.Dx()])
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// page reads one page.
func (r *Reader) page(g *image.Gray) Page {
	if g == nil {
		return Page{Kind: Blank}
	}
	best := Page{Kind: Other}
	for _, q := range quads(g) {
		for _, h := range turned(q) {
			v := view{g, h}
			stamp, ok := v.stampAt(report.CodeX, report.CodeY, report.CodeSide)
			if !ok {
				continue
			}
			return r.form(v, stamp)
		}
		best.Kind = Unread
	}
	small, _ := shrunk(g, 2*lookedAt)
	if _, ours := stampIn(small); ours {
		best.Kind = Unread
	}
	if best.Kind == Other && blank(small) {
		best.Kind = Blank
	}
	return best
}

// form reads a page with our stamp.
func (r *Reader) form(v view, stamp report.Stamp) Page {
	p := Page{Kind: Elsewhere, Stamp: stamp}
	if !stamp.IsFor(r.Assessment) {
		return p
	}
	p.Kind = Outdated
	for i := range r.Sheets {
		s := &r.Sheets[i]
		if s.Stamp != stamp {
			continue
		}
		ink, ok := newInkReader(v, s)
		if !ok {
			p.Kind = Unread
			return p
		}
		p.Kind = Form
		var sheet float64
		p.Rows, sheet = ink.rows(s, r.Thresholds)
		if p.asksGroup = len(s.Groups) > 0; p.asksGroup {
			p.Group, p.GroupPicture = ink.group(s, r.Thresholds, sheet)
		}
	}
	return p
}

// blank reports whether a page is almost empty, except for its edges, which an open lid makes dark.
func blank(g *image.Gray) bool {
	small, _ := shrunk(g, lookedAt/2)
	width, height := small.Rect.Dx(), small.Rect.Dy()
	dark := darker(small)
	n, edge := 0, max(width, height)/25
	for y := edge; y < height-edge; y++ {
		for x := edge; x < width-edge; x++ {
			if dark[y*width+x] {
				n++
			}
		}
	}
	const speckles = 0.0005
	return float64(n) < speckles*float64(width*height)
}
