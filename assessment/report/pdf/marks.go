package pdf

import (
	"fmt"

	"github.com/jung-kurt/gofpdf"

	"kwaliteitskaart/assessment/report"
)

// marks is what is drawn for the elements of a document, as it is marked in the content of the pages.
type marks struct {
	pages [][]*report.Element        // by page: the element of each mark, by the mark's number
	of    map[*report.Element][]mark // in the order they are drawn
	boxes map[*report.Element]box    // of figures
	open  string                     // the operator that began what is drawn now, or ""
	last  *report.Element            // whose it is
}

// mark is a run of drawing for one element on one page.
type mark struct{ page, number int }

// before reports whether a mark stands before another.
func (m mark) before(other mark) bool {
	return m.page < other.page || m.page == other.page && m.number < other.number
}

// box lies around what is drawn, in points from the foot of the page, as PDF has it.
type box struct{ left, foot, right, top float64 }

func newMarks() *marks {
	return &marks{of: make(map[*report.Element][]mark), boxes: make(map[*report.Element]box)}
}

// page begins the marks of a page.
func (m *marks) page() { m.pages = append(m.pages, nil) }

// begin goes before an item is drawn: it ends the run before, unless the item belongs to it.
func (m *marks) begin(f *gofpdf.Fpdf, p report.Page, it report.Item) {
	artifact := "/Artifact BMC"
	if it.Element == nil && p.Furniture(it.Shape) {
		artifact = "/Artifact <</Type /Pagination>> BDC"
	}
	if it.Element != nil {
		m.surround(p, it)
	}
	if m.open != "" && it.Element == m.last && (it.Element != nil || artifact == m.open) {
		return
	}
	m.end(f)
	m.open, m.last = artifact, it.Element
	if it.Element != nil {
		page := len(m.pages) - 1
		number := len(m.pages[page])
		m.open = fmt.Sprintf("/%s <</MCID %d>> BDC", it.Element.Role, number)
		m.pages[page] = append(m.pages[page], it.Element)
		m.of[it.Element] = append(m.of[it.Element], mark{page, number})
	}
	f.RawWriteStr(m.open)
}

// end ends the run that is open, if one is.
func (m *marks) end(f *gofpdf.Fpdf) {
	if m.open != "" {
		f.RawWriteStr("EMC")
	}
	m.open, m.last = "", nil
}

// surround makes the box of a figure hold an item of it.
func (m *marks) surround(p report.Page, it report.Item) {
	if it.Element.Role != report.RoleFigure {
		return
	}
	const points = 72 / 25.4
	x0, y0, x1, y1 := it.Shape.Bounds()
	b := box{x0 * points, (p.Height - y1) * points, x1 * points, (p.Height - y0) * points}
	if old, ok := m.boxes[it.Element]; ok {
		b = box{min(b.left, old.left), min(b.foot, old.foot), max(b.right, old.right), max(b.top, old.top)}
	}
	m.boxes[it.Element] = b
}
