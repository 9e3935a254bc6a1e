package exchange

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
)

// The limits of a sheet with a card. A sheet has room for 17 billion cells; a card has hundreds.
const (
	maxRows    = 20_000 // that are not empty
	maxColumns = 200
	maxMerged  = 1_000
)

// grid is a sheet as read: the rows that are not empty. columns is the column of each known heading.
type grid struct {
	name     string
	hidden   bool
	vertical bool  // its headings are in a column: rows and columns have been swapped
	left     int   // the number of columns skipped before that
	numbers  []int // the number of each row on the sheet
	cells    [][]string
	columns  map[string]int
	odd      map[[2]int]oddity // by position on the sheet, like merged
	merged   []area
}

// area is a rectangle of a sheet, given by its corners.
type area struct{ left, top, right, bottom int }

// set puts text in a cell, and returns by how much its row became wider. Rows may be set in any order.
func (g *grid) set(row, column int, words string) (wider int) {
	at, found := slices.BinarySearch(g.numbers, row)
	if !found {
		g.numbers = slices.Insert(g.numbers, at, row)
		g.cells = slices.Insert(g.cells, at, nil)
	}
	wider = max(0, column+1-len(g.cells[at]))
	g.fill(at, column, words)
	return wider
}

// merge records merged cells in the notation of spreadsheets: A2:A8.
func (g *grid) merge(ref string) {
	from, to, _ := strings.Cut(ref, ":")
	left, top, err := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	if err == nil && err2 == nil && len(g.merged) < maxMerged {
		g.merged = append(g.merged, area{left - 1, top - 1, right - 1, bottom - 1})
	}
}

// onSheet returns the position on the sheet of a cell of the grid.
func (g *grid) onSheet(row, column int) (x, y int) {
	if g.vertical {
		row, column = column, row+g.left
	}
	switch {
	case row < len(g.numbers):
		row = g.numbers[row]
	case len(g.numbers) > 0: // below the last one
		row += g.numbers[len(g.numbers)-1] + 1 - len(g.numbers)
	}
	return column, row
}

// cell returns the place of a cell in the notation of spreadsheets: Indicatoren!D5.
func (g *grid) cell(row, column int) string {
	x, y := g.onSheet(row, column)
	return g.place(x, y)
}

func (g *grid) place(x, y int) string {
	at, err := excelize.CoordinatesToCellName(x+1, y+1)
	if err != nil {
		return g.quoted()
	}
	return g.quoted() + "!" + at
}

// quoted returns the name of the sheet as written before a cell reference.
func (g *grid) quoted() string {
	name := short(g.name)
	if strings.ContainsAny(name, " '!") {
		return "'" + strings.ReplaceAll(name, "'", "''") + "'"
	}
	return name
}

// at returns the text of a cell; "" if there is none.
func (g *grid) at(row, column int) string {
	if row < len(g.cells) && column < len(g.cells[row]) {
		return g.cells[row][column]
	}
	return ""
}

// fill puts text in a cell of the grid.
func (g *grid) fill(row, column int, words string) {
	for len(g.cells[row]) <= column {
		g.cells[row] = append(g.cells[row], "")
	}
	g.cells[row][column] = words
}

// turn swaps rows and columns.
func (g *grid) turn() {
	var turned [][]string
	for r, row := range g.cells {
		for c, s := range row {
			for len(turned) <= c {
				turned = append(turned, make([]string, len(g.cells)))
			}
			turned[c][r] = s
		}
	}
	g.vertical, g.cells = true, turned
}

// skip removes the first rows.
func (g *grid) skip(rows int) {
	g.cells = g.cells[rows:]
	if g.vertical {
		g.left += rows
	} else {
		g.numbers = g.numbers[rows:]
	}
}

// empty reports whether a row is blank, or holds nothing but the 0 that a formula copied too far down leaves.
func (g *grid) empty(row int) bool {
	for c := range g.cells[row] {
		if s := strings.TrimSpace(g.cells[row][c]); s != "" && s != "0" {
			return false
		}
	}
	return true
}

// width returns the number of columns.
func (g *grid) width() int {
	width := 0
	for _, row := range g.cells {
		width = max(width, len(row))
	}
	return width
}

func invalidCard(faults ...assessment.Fault) *assessment.Error {
	return &assessment.Error{Code: assessment.CodeCardInvalid, Faults: faults}
}
