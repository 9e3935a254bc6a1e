package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
)

// What a workbook with a card may have at most. A sheet of a spreadsheet has room for 17 billion cells; a card has
// hundreds.
const (
	maxSheets  = 40
	maxRows    = 20_000
	maxColumns = 200
)

// grid is a sheet as it was read: its cells by row and column, which for a sheet whose heads stand below each other are
// exchanged. Columns is where each head that is known stands.
type grid struct {
	name     string
	vertical bool
	cells    [][]string
	columns  map[string]int
}

// cell is the place of a cell for a person, as spreadsheets write it: Indicatoren!D5.
func (g *grid) cell(row, column int) string {
	if g.vertical {
		row, column = column, row
	}
	at, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return g.quoted()
	}
	return g.quoted() + "!" + at
}

// quoted is the name of the sheet as spreadsheets write it before a cell.
func (g *grid) quoted() string {
	name := short(g.name)
	if strings.ContainsAny(name, " '!") {
		return "'" + strings.ReplaceAll(name, "'", "''") + "'"
	}
	return name
}

// at is the text of a cell; where there is none, nothing.
func (g *grid) at(row, column int) string {
	if row < len(g.cells) && column < len(g.cells[row]) {
		return g.cells[row][column]
	}
	return ""
}

// turn exchanges rows and columns.
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

// empty reports whether nothing stands in a row.
func (g *grid) empty(row int) bool {
	for c := range g.cells[row] {
		if strings.TrimSpace(g.cells[row][c]) != "" {
			return false
		}
	}
	return true
}

// openWorkbook is every sheet of a workbook, in its order. Numbers and dates are as they are stored, formulas what they
// last came to. It is refused with CodeTooLarge when it unpacks to more than a file may have, and with CodeCardInvalid
// when it is no workbook or has sheets no card has room for.
func openWorkbook(b []byte) (grids []*grid, err error) {
	if len(b) > MaxFile {
		return nil, assessment.Fail(assessment.CodeTooLarge, nil)
	}
	defer func() {
		if v := recover(); v != nil { // the library trusts a file more than we do
			grids, err = nil, noWorkbook(fmt.Errorf("panic: %v", v))
		}
	}()
	if !isWorkbook(b) {
		return nil, noWorkbook(errors.New("not a zip"))
	}
	if err := guardWorkbook(b); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, RawCellValue: true,
	})
	if err != nil {
		return nil, noWorkbook(err)
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			grids, err = nil, fmt.Errorf("close workbook: %w", closing)
		}
	}()
	names := f.GetSheetList()
	if len(names) > maxSheets {
		return nil, invalidCard(assessment.Fault{
			Code: assessment.FaultCount, Got: strconv.Itoa(len(names)), Want: "1…" + strconv.Itoa(maxSheets),
		})
	}
	room := MaxFile
	for _, name := range names {
		g := &grid{name: name}
		if err := g.read(f, &room); err != nil {
			return nil, err
		}
		grids = append(grids, g)
	}
	return grids, nil
}

// isWorkbook reports whether bytes begin as a workbook does. Whether they are one, reading says.
func isWorkbook(b []byte) bool { return bytes.HasPrefix(b, []byte("PK\x03\x04")) }

// read reads a sheet, of which the text takes some of the room there is for all of them.
func (g *grid) read(f *excelize.File, room *int) error {
	rows, err := f.Rows(g.name)
	if err != nil {
		return noWorkbook(err)
	}
	for row := 0; rows.Next(); row++ {
		if row >= maxRows {
			return invalidCard(assessment.Fault{
				Place: g.quoted(), Code: assessment.FaultCount, Got: ">" + strconv.Itoa(maxRows), Want: "…" + strconv.Itoa(maxRows),
			})
		}
		cells, err := rows.Columns()
		if err != nil {
			return noWorkbook(errors.Join(err, rows.Close()))
		}
		if len(cells) > maxColumns {
			return invalidCard(assessment.Fault{
				Place: g.cell(row, maxColumns), Code: assessment.FaultCount, Got: strconv.Itoa(len(cells)),
				Want: "…" + strconv.Itoa(maxColumns),
			})
		}
		for i, s := range cells {
			cells[i] = lineFeeds.Replace(s)
			*room -= len(s)
		}
		if *room < 0 {
			return errors.Join(assessment.Fail(assessment.CodeTooLarge, errors.New("too much text")), rows.Close())
		}
		g.cells = append(g.cells, cells)
	}
	if err := errors.Join(rows.Error(), rows.Close()); err != nil {
		return noWorkbook(err)
	}
	return nil
}

func noWorkbook(err error) error {
	refusal := invalidCard(assessment.Fault{Code: assessment.FaultWorkbook})
	refusal.Err = err
	return refusal
}

func invalidCard(faults ...assessment.Fault) *assessment.Error {
	return &assessment.Error{Code: assessment.CodeCardInvalid, Faults: faults}
}
