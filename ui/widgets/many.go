package widgets

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Many puts cells in a grid as Grid does, however many there are: only those in sight of the scroller it is in exist, and
// some around them for the keyboard to go to. Cells that were not built yet count as high as the first row.
func Many(gap, minCell float32, columns, count int, build func(i int) fyne.CanvasObject) *fyne.Container {
	m := &many{gap: gap, minCell: minCell, columns: columns, count: count, build: build, cells: make(map[int]fyne.CanvasObject)}
	m.box = container.New(m)
	return m.box
}

// many is the layout of a grid of many cells, which also makes them.
type many struct {
	box          *fyne.Container
	gap, minCell float32
	columns      int
	count        int
	build        func(i int) fyne.CanvasObject

	cells       map[int]fyne.CanvasObject // those that exist
	from, to    int                       // the rows that exist, the first row aside
	width       float32
	heights     map[int]float32 // of the rows that were built at that width
	top, bottom float32         // what is in sight, from the top of the grid
}

// beside is how many cells stand beside each other in a width, and how wide they are.
func (m *many) beside(width float32) (n int, cell float32) {
	n = max(1, min(m.columns, int((width+m.gap)/(m.minCell+m.gap))))
	return n, (width - m.gap*float32(n-1)) / float32(n)
}

// cell is a cell that exists, from now on if not before.
func (m *many) cell(i int) fyne.CanvasObject {
	if m.cells[i] == nil {
		m.cells[i] = m.build(i)
	}
	return m.cells[i]
}

// rowHeight is how high a row is, which has to be built for it.
func (m *many) rowHeight(row int, width float32) (h float32) {
	n, cell := m.beside(width)
	for i := row * n; i < min(row*n+n, m.count); i++ {
		h = max(h, HeightAt(m.cell(i), cell))
	}
	return h
}

// rows calls do with every row at a width, and returns the height of all.
func (m *many) rows(width float32, do func(row int, y, height float32)) (y float32) {
	if m.count == 0 {
		return 0
	}
	n, _ := m.beside(width)
	usual := m.rowHeight(0, width)
	for row := range (m.count + n - 1) / n {
		if row > 0 {
			y += m.gap
		}
		h := usual
		if known, ok := m.heights[row]; ok && width == m.width {
			h = known
		}
		do(row, y, h)
		y += h
	}
	return y
}

// heightAt is the height at a width: what rows says, without going through them.
func (m *many) heightAt(width float32) float32 {
	if m.count == 0 {
		return 0
	}
	n, _ := m.beside(width)
	rows, usual := float32((m.count+n-1)/n), m.rowHeight(0, width)
	h := rows*usual + (rows-1)*m.gap
	if width == m.width {
		for _, known := range m.heights {
			h += known - usual
		}
	}
	return h
}

// MinSize is for Fyne.
func (m *many) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(m.minCell, m.heightAt(max(m.minCell, m.width)))
}

// Layout is for Fyne.
func (m *many) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if size.Width != m.width {
		m.width, m.heights = size.Width, make(map[int]float32)
		m.from, m.to = 0, 0
		m.show(m.top, m.bottom)
	}
	n, width := m.beside(m.width)
	m.rows(m.width, func(row int, y, h float32) {
		if row > 0 && (row < m.from || row >= m.to) {
			return
		}
		for i := row * n; i < min(row*n+n, m.count); i++ {
			if o := m.cells[i]; o != nil {
				o.Move(fyne.NewPos(float32(i-row*n)*(width+m.gap), y))
				o.Resize(fyne.NewSize(width, h))
			}
		}
	})
}

// show makes the cells exist that are in sight from top to bottom, and as much again above and below; those further away
// go. It reports whether the grid turned out to be of another height than it was taken for.
func (m *many) show(top, bottom float32) bool {
	m.top, m.bottom = top, bottom
	if m.width == 0 || m.count == 0 {
		return false
	}
	around := bottom - top
	from, to := -1, 0
	before := m.rows(m.width, func(row int, y, h float32) {
		if y+h >= top-around && y <= bottom+around {
			if from < 0 {
				from = row
			}
			to = row + 1
		}
	})
	from = max(from, 0)
	if from == m.from && to == m.to {
		return false
	}
	m.from, m.to = from, to
	n, _ := m.beside(m.width)
	for i := range m.cells {
		if row := i / n; row > 0 && (row < from || row >= to) {
			delete(m.cells, i)
		}
	}
	for row := from; row < to; row++ {
		m.heights[row] = m.rowHeight(row, m.width)
	}
	m.heights[0] = m.rowHeight(0, m.width)
	m.box.Objects = nil
	for _, i := range slices.Sorted(maps.Keys(m.cells)) { // the keyboard goes through them in order
		m.box.Objects = append(m.box.Objects, m.cells[i])
	}
	m.box.Refresh()
	return m.heightAt(m.width) != before
}
