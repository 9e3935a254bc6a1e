package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
)

// oddness is the code of the fault of a cell that shows something else than the value it stores, if a text is
// expected there; "" for a cell that shows its text or number as it is.
type oddness = assessment.FaultCode

// oddity is an odd cell, with what a person sees.
type oddity struct {
	is  oddness
	got string
}

// daysTo1904 is the difference in days between the two date systems of workbooks.
const daysTo1904 = 1462

// readStyles reads the effect of each style on a number.
func (s *spreadsheet) readStyles(part string) error {
	codes := make(map[int]oddness)
	inCells := false
	return s.walk(part, func(_ *xml.Decoder, e xml.StartElement) error {
		id, err := strconv.Atoi(attribute(e, "numFmtId"))
		switch e.Name.Local {
		case "numFmt":
			if err == nil && len(codes) < maxStyles {
				codes[id] = custom(attribute(e, "formatCode"))
			}
		case "cellXfs", "cellStyleXfs":
			inCells = e.Name.Local == "cellXfs"
		case "xf":
			if !inCells || len(s.formats) > maxStyles {
				return nil
			}
			format, ok := codes[id]
			if !ok {
				format = builtInFormat(id)
			}
			s.formats = append(s.formats, format)
		}
		return nil
	})
}

// maxStyles is the maximum number of styles of a workbook.
const maxStyles = 65_536

// builtInFormat returns the effect of a built-in number format on a number.
func builtInFormat(id int) oddness {
	switch {
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return assessment.FaultCellDate
	case id == 9, id == 10:
		return assessment.FaultCellPercent
	case id <= 4, id == 49: // general, with or without decimals, as text
		return ""
	}
	return assessment.FaultCellFormat
}

var (
	elapsed = regexp.MustCompile(`(?i)\[(h+|m+|s+)\]`)
	spoken  = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`) // what a format shows or does beside the number
	numbers = regexp.MustCompile(`(?i)^(general|standaard|@|[#0,.]+)$`)
)

// custom returns the effect of a number format on a number. A format that adds text, a colour or a currency shows
// something else.
func custom(code string) oddness {
	code, _, _ = strings.Cut(code, ";") // the rest applies to negative numbers, zero and texts
	bare := spoken.ReplaceAllString(elapsed.ReplaceAllString(code, "h"), "")
	switch {
	case numbers.MatchString(code):
		return ""
	case numbers.MatchString(strings.TrimSpace(bare)):
		return assessment.FaultCellFormat
	case strings.Contains(bare, "%"):
		return assessment.FaultCellPercent
	case strings.ContainsAny(strings.ToLower(bare), "ymdhs"):
		return assessment.FaultCellDate
	}
	return assessment.FaultCellFormat
}

// cellElement is a cell as stored.
type cellElement struct {
	At      string    `xml:"r,attr"`
	Style   int       `xml:"s,attr"`
	Type    string    `xml:"t,attr"`
	Formula *struct{} `xml:"f"`
	Value   *string   `xml:"v"`
	Inline  *richText `xml:"is"`
}

// cellWeight is the memory in bytes that a cell takes.
const cellWeight = 16

// readSheet reads the cells of a sheet that are not empty, and which cells are merged.
func (s *spreadsheet) readSheet(part string, g *grid) error {
	row, column := -1, -1
	return s.walk(part, func(d *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			row, column = row+1, -1
			if n, err := strconv.Atoi(attribute(e, "r")); err == nil && n > row {
				row = n - 1
			}
		case "c":
			var c cellElement
			if err := d.DecodeElement(&c, &e); err != nil {
				return err
			}
			column++
			if x, y, err := excelize.CellNameToCoordinates(c.At); err == nil {
				column, row = x-1, y-1
			} else if c.At != "" {
				return fmt.Errorf("cell %q: %w", short(c.At), err)
			}
			words, odd, err := s.shown(&c)
			if err != nil {
				return err
			}
			if bare(words) == "" {
				return nil
			}
			if odd == "" && failed.MatchString(bare(words)) {
				odd, words = assessment.FaultCellError, bare(words)
			}
			if odd != "" {
				g.odd[[2]int{column, row}] = oddity{odd, words}
			}
			return s.put(g, row, column, words)
		case "mergeCell":
			g.merge(attribute(e, "ref"))
		}
		return nil
	})
}

// put puts text in a cell, within the limits of a card.
func (s *spreadsheet) put(g *grid, row, column int, words string) error {
	if column >= maxColumns {
		return invalidCard(assessment.Fault{Place: g.place(column, row), Code: assessment.FaultUnknownCell})
	}
	if s.keep -= len(words) + cellWeight*g.set(row, column, words); s.keep < 0 || len(g.numbers) > maxRows {
		return errTooMuch
	}
	return nil
}

// shown returns the content of a cell as a person sees it, if it is a text or a number, and otherwise its oddness.
func (s *spreadsheet) shown(c *cellElement) (string, oddness, error) {
	value := ""
	if c.Value != nil {
		value = *c.Value
	}
	switch c.Type {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if c.Value == nil {
			return "", "", nil
		}
		if err != nil || n < 0 || n >= len(s.shared) {
			return "", "", errors.New("a cell without its text")
		}
		return s.shared[n], "", nil
	case "inlineStr":
		if c.Inline == nil {
			return "", "", nil
		}
		return c.Inline.String(), "", nil
	case "str":
		return unescaped(value), "", nil
	case "e":
		return value, assessment.FaultCellError, nil
	case "b":
		return strings.ToUpper(strconv.FormatBool(isTrue(strings.TrimSpace(value)))), assessment.FaultCellFormat, nil
	case "d":
		return value, assessment.FaultCellDate, nil
	}
	if value == "" {
		if c.Formula != nil {
			return "=", assessment.FaultCellFormula, nil
		}
		return "", "", nil
	}
	x, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return unescaped(value), "", nil // some programs write texts this way
	}
	var format oddness
	if c.Style >= 0 && c.Style < len(s.formats) {
		format = s.formats[c.Style]
	}
	switch format {
	case assessment.FaultCellDate:
		const last = 2_958_465 // the last day of the year 9999
		if day := int(x) + s.from; x >= 1 && day <= last {
			return time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day).Format("2-1-2006"), format, nil
		}
	case assessment.FaultCellPercent:
		return decimal(x*100) + "%", format, nil
	}
	return decimal(x), format, nil
}

// decimal formats a number like a spreadsheet, with fifteen digits.
func decimal(x float64) string {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64); err == nil {
		x = rounded
	}
	if math.Abs(x) >= 1e15 {
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
