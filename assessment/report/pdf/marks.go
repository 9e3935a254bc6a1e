package pdf

import (
	"fmt"

	"github.com/jung-kurt/gofpdf"

	"kwaliteitskaart/assessment/report"
)

// marks records the marked content of the pages: which element each mark belongs to.
type marks struct {
	pages [][]*report.Element        // by page and mark number: the element of each mark
	of    map[*report.Element][]mark // in drawing order
	boxes map[*report.Element]box    // bounding boxes of figures
	open  string                     // the operator that started the current run, or ""
	last  *report.Element            // the element of the current run
}

// mark is a run of drawing operations for one element on one page.
type mark struct{ page, number int }

// before reports whether m comes before other.
func (m mark) before(other mark) bool {
	return m.page < other.page || m.page == other.page && m.number < other.number
}

// box is a bounding box in points from the bottom left of the page, as in PDF.
type box struct{ left, foot, right, top float64 }

func newMarks() *marks {
	return &marks{of: make(map[*report.Element][]mark), boxes: make(map[*report.Element]box)}
}

// page starts the marks of a new page.
func (m *marks) page() { m.pages = append(m.pages, nil) }

// begin is called before an item is drawn. It ends the current run unless the item belongs to it.
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

// end ends the current run, if any.
func (m *marks) end(f *gofpdf.Fpdf) {
	if m.open != "" {
		f.RawWriteStr("EMC")
	}
	m.open, m.last = "", nil
}

// surround extends the bounding box of a figure to contain one of its items.
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
