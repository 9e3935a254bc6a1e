package widgets

import (
	"maps"
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Many lays out count cells in a grid as Grid does. Only those in view of the enclosing Scroll exist, and some around
// them for keyboard navigation. A row that was not built yet is assumed to be as high as the first.
func Many(gap, minCell float32, columns, count int, build func(i int) fyne.CanvasObject) *fyne.Container {
	m := &many{gap: gap, minCell: minCell, columns: columns, count: count, build: build, cells: make(map[int]fyne.CanvasObject)}
	m.box = container.New(m)
	return m.box
}

// List stacks count objects in the same way.
func List(gap float32, count int, build func(i int) fyne.CanvasObject) *fyne.Container {
	return Many(gap, 0, 1, count, build)
}

// Make creates a cell of a Many before it is in view and keeps it when it no longer is, so that a field in it continues the
// typing from before a rebuild. A grid has one such cell.
func Make(grid *fyne.Container, i int) {
	m := grid.Layout.(*many)
	m.kept = i
	m.box.Objects = append(m.box.Objects, m.cell(i)) // with the first layout the others join it
}

// many is the layout of a grid of many cells, and creates them.
type many struct {
	box          *fyne.Container
	gap, minCell float32
	columns      int
	count        int
	build        func(i int) fyne.CanvasObject

	cells       map[int]fyne.CanvasObject // those that exist
	from, to    int                       // the rows that exist, besides the first and that of kept
	kept        int                       // the cell that Make created
	width       float32
	heights     map[int]float32 // of the rows built at that width
	known       *Heights        // from before, or nil
	key         func(row int) string
	top, bottom float32 // the visible range, from the top of the grid
	passing
}

// Heights caches the heights of the rows of a List, by key.
type Heights struct {
	width float32
	of    map[string]float32
}

// Remember makes a rebuilt list use known heights, even for rows that are not built yet; key must differ between rows of
// different heights, apart from the width.
func Remember(list *fyne.Container, known *Heights, key func(row int) string) {
	m := list.Layout.(*many)
	m.known, m.key = known, key
}

// recall returns the known heights at the width of the grid.
func (m *many) recall() map[int]float32 {
	heights := make(map[int]float32)
	if m.known == nil {
		return heights
	}
	if m.known.width != m.width {
		*m.known = Heights{width: m.width, of: make(map[string]float32)}
	}
	for row := range m.rowCount(m.width) {
		if h, ok := m.known.of[m.key(row)]; ok {
			heights[row] = h
		}
	}
	return heights
}

// learn records the height of a row that was built.
func (m *many) learn(row int) {
	m.heights[row] = m.rowHeight(row, m.width)
	if m.known != nil {
		m.known.of[m.key(row)] = m.heights[row]
	}
}

// beside returns the number of cells in a row and their width.
func (m *many) beside(width float32) (n int, cell float32) {
	n = max(1, min(m.columns, int((width+m.gap)/(m.minCell+m.gap))))
	return n, (width - m.gap*float32(n-1)) / float32(n)
}

// cell returns a cell, and creates it if necessary.
func (m *many) cell(i int) fyne.CanvasObject {
	if m.cells[i] == nil {
		m.cells[i] = m.build(i)
	}
	return m.cells[i]
}

// rowHeight returns the height of a row, and builds it if necessary.
func (m *many) rowHeight(row int, width float32) (h float32) {
	p, end := m.begin()
	defer end()
	n, cell := m.beside(width)
	for i := row * n; i < min(row*n+n, m.count); i++ {
		h = max(h, p.heightAt(m.cell(i), cell))
	}
	return h
}

// rowCount returns the number of rows at a width.
func (m *many) rowCount(width float32) int {
	n, _ := m.beside(width)
	return (m.count + n - 1) / n
}

// height returns the height of a row at the width of the grid; usual is returned if it is unknown.
func (m *many) height(row int, usual float32) float32 {
	if known, ok := m.heights[row]; ok {
		return known
	}
	return usual
}

// at returns the top of a row at a width; after the last row, the top of the next. It does not iterate over the rows.
// In float64 the sum does not depend on the order of the map.
func (m *many) at(row int, width, usual float32) float32 {
	y := float64(row) * float64(usual+m.gap)
	if width == m.width {
		for known, h := range m.heights {
			if known < row {
				y += float64(h) - float64(usual)
			}
		}
	}
	return float32(y)
}

func (m *many) heightAt(p *pass, width float32) float32 {
	m.pass = p
	if m.count == 0 {
		return 0
	}
	return m.at(m.rowCount(width), width, m.rowHeight(0, width)) - m.gap
}

func (m *many) ownWidth(*pass) float32 { return m.minCell }

// MinSize implements fyne.Layout.
func (m *many) MinSize([]fyne.CanvasObject) fyne.Size {
	p, end := m.begin()
	defer end()
	return fyne.NewSize(m.minCell, m.heightAt(p, max(m.minCell, m.width)))
}

// Layout implements fyne.Layout.
func (m *many) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	p, end := m.begin()
	defer end()
	m.pass = p
	if size.Width != m.width {
		m.width = size.Width
		m.heights = m.recall()
		m.from, m.to = 0, 0
		m.show(m.top, m.bottom)
	}
	if m.count == 0 {
		return
	}
	n, width := m.beside(m.width)
	usual := m.rowHeight(0, m.width)
	put := func(row int) {
		y, h := m.at(row, m.width, usual), m.height(row, usual)
		for i := row * n; i < min(row*n+n, m.count); i++ {
			if o := m.cells[i]; o != nil {
				o.Move(fyne.NewPos(float32(i-row*n)*(width+m.gap), y))
				o.Resize(fyne.NewSize(width, h))
			}
		}
	}
	put(0)
	put(m.kept / n)
	for row := max(1, m.from); row < m.to; row++ {
		put(row)
	}
}

// show creates the cells in view, and half as many above and below, and drops the others. It reports whether the
// height of the grid changed.
func (m *many) show(top, bottom float32) bool {
	m.top, m.bottom = top, bottom
	if m.width == 0 || m.count == 0 {
		return false
	}
	p, end := m.begin()
	defer end()
	around, usual, before := (bottom-top)/2, m.rowHeight(0, m.width), m.heightAt(p, m.width)
	rows := m.rowCount(m.width)
	from := sort.Search(rows, func(row int) bool { return m.at(row, m.width, usual)+m.height(row, usual) >= top-around })
	to := sort.Search(rows, func(row int) bool { return m.at(row, m.width, usual) > bottom+around })
	if from == m.from && to == m.to {
		return false
	}
	m.from, m.to = from, to
	n, _ := m.beside(m.width)
	kept := m.kept / n
	for i := range m.cells {
		if row := i / n; row > 0 && row != kept && (row < from || row >= to) {
			delete(m.cells, i)
		}
	}
	m.learn(kept)
	for row := from; row < to; row++ {
		m.learn(row)
	}
	m.learn(0)
	m.box.Objects = nil
	for _, i := range slices.Sorted(maps.Keys(m.cells)) { // keyboard navigation follows this order
		m.box.Objects = append(m.box.Objects, m.cells[i])
	}
	m.box.Refresh()
	return m.heightAt(p, m.width) != before
}
