package exchange

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// Sheet is the extension of a workbook.
const Sheet = ".xlsx"

// workbook builds an .xlsx file. Every text is a cell of type text, so that no program takes it for a formula; dates
// and numbers are real ones. The same input gives the same bytes: excelize writes the parts in a fixed order and
// without times. The first error is kept.
type workbook struct {
	file   *excelize.File
	words  *words.Language
	styles map[look]int
	wide   map[string][]float64 // the column widths of a sheet
	high   map[string]int       // the number of lines of rows with several lines, by sheet and row
	ends   map[string][2]int    // the last column and row of a sheet
	headed map[string]bool      // the sheets that are one table, with its headings in the first row
	foot   string               // the footer of each printed page; "" for none
	begun  bool
	err    error
}

// column is a column of a sheet: its heading and its width in characters. Money is in whole euros. An upright heading reads
// from below, so that the column is no wider than its cells.
type column struct {
	head    string
	width   float64
	money   bool
	upright bool
}

// look is the style of a cell.
type look struct {
	bold, head, wrapped bool
	upright             bool
	across, format      string
}

// asText is the number format of a cell that remains text when it is edited.
const asText = "@"

func newWorkbook(lang *words.Language) *workbook {
	return &workbook{
		file: excelize.NewFile(), words: lang, styles: make(map[look]int), wide: make(map[string][]float64),
		high: make(map[string]int), ends: make(map[string][2]int), headed: make(map[string]bool),
	}
}

func (w *workbook) do(err error) {
	if w.err == nil && err != nil {
		w.err = fmt.Errorf("write workbook: %w", err)
	}
}

// sheet adds a sheet with a frozen first row.
func (w *workbook) sheet(name string) {
	if !w.begun {
		w.do(w.file.SetSheetName(w.file.GetSheetName(0), name)) // a new workbook has one
		w.begun = true
	} else {
		_, err := w.file.NewSheet(name)
		w.do(err)
	}
	w.do(w.file.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

// page makes a sheet print one page wide, a table with its headings on each page, and a footer with the sheet's name, w.foot
// and the page number. It must be called last: excelize drops some of it when a filter is added.
func (w *workbook) page(name string) {
	landscape, paper, wide, high, fit := "landscape", 9, 1, 0, true // A4
	width := 0.0
	for _, c := range w.wide[name] {
		width += c
	}
	if width > maxOnA4 {
		paper = 8 // A3
	}
	w.do(w.file.SetPageLayout(name, &excelize.PageLayoutOptions{
		Orientation: &landscape, Size: &paper, FitToWidth: &wide, FitToHeight: &high,
	}))
	w.do(w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	if w.headed[name] {
		w.do(w.file.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: "'" + strings.ReplaceAll(name, "'", "''") + "'!$1:$1", Scope: name,
		}))
	}
	if w.foot != "" {
		w.do(w.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&C" + strings.ReplaceAll(w.foot, "&", "&&") + "&R&P / &N"}))
	}
}

// maxOnA4 is the width in characters that is still readable on A4 in landscape: at about 6.5 points.
const maxOnA4 = 240

// widths sets the widths of a sheet's columns, before any cell is written.
func (w *workbook) widths(sheet string, columns []column) {
	for i, c := range columns {
		if c.upright {
			c.head = ""
		}
		for word := range strings.FieldsSeq(c.head) { // a heading does not break within a word, beside the arrow of the filter
			c.width = max(c.width, float64(utf8.RuneCountInString(word)+4))
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		w.do(err)
		w.do(w.file.SetColWidth(sheet, name, name, c.width))
		w.wide[sheet] = append(w.wide[sheet], c.width)
	}
}

// rows writes headings and rows starting at row from, and returns the row after them.
func (w *workbook) rows(sheet string, from int, columns []column, rows [][]any) int {
	for i, c := range columns {
		if !c.upright {
			w.put(sheet, i+1, from, c.head, look{head: true, wrapped: true})
			continue
		}
		w.high[fmt.Sprint(sheet, " ", from)] = uprightLines
		w.do(w.file.SetRowHeight(sheet, from, uprightLines*lineHeight))
		w.put(sheet, i+1, from, c.head, look{head: true, wrapped: true, upright: true})
	}
	for r, cells := range rows {
		for i, value := range cells {
			var l look
			if columns[i].money {
				l.format = `"€" #,##0`
			}
			w.put(sheet, i+1, from+1+r, value, l)
		}
	}
	return from + len(rows) + 1
}

// table makes rows at the top of a sheet a table, which can be filtered and sorted.
func (w *workbook) table(sheet, name string, columns, rows int) {
	last, err := excelize.CoordinatesToCellName(columns, 1+max(1, rows)) // a table needs a row, even if it is empty
	w.do(err)
	w.do(w.file.AddTable(sheet, &excelize.Table{Range: "A1:" + last, Name: name, StyleName: "TableStyleLight1"}))
	w.headed[sheet] = true
}

// put writes one value: a text, a number, a date, a mean, or yes and no. An absent date or mean leaves the cell
// empty.
func (w *workbook) put(sheet string, col, row int, value any, l look) {
	cell, err := excelize.CoordinatesToCellName(col, row)
	w.do(err)
	switch v := value.(type) {
	case nil:
	case string:
		l.wrapped = true
		if formulaLike(v) {
			l.format = asText
		}
		if v != "" {
			w.text(sheet, cell, legible(v))
			if !l.upright {
				w.heighten(sheet, col, row, legible(v))
			}
		}
	case bool:
		w.do(w.file.SetCellStr(sheet, cell, yesNo(w.words, v)))
	case int:
		l.across = cmp.Or(l.across, "center")
		w.do(w.file.SetCellInt(sheet, cell, int64(v)))
	case assessment.Date:
		l.across = "left"
		l.format = "d mmm yyyy"
		if w.words.Code() == "nl" {
			l.format = "dd-mm-yyyy"
		}
		if v != "" {
			w.do(w.file.SetCellValue(sheet, cell, v.Time()))
		}
	case *assessment.Mean:
		l.across, l.format = "center", "0.0"
		if v != nil {
			w.do(w.file.SetCellFloat(sheet, cell, float64(*v)/10, 1, 64))
		}
	default:
		w.do(fmt.Errorf("cell %s: no rule for %T", cell, value))
	}
	w.do(w.file.SetCellStyle(sheet, cell, cell, w.style(l)))
	w.ends[sheet] = [2]int{max(col, w.ends[sheet][0]), max(row, w.ends[sheet][1])}
}

// escape matches a text that looks like a character code, such as _x0041_ for A.
var escape = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// text writes a text. A text that looks like an escape is escaped and stored inline: excelize does not escape shared
// strings, and would confuse those that need it.
func (w *workbook) text(sheet, cell, s string) {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '_' && escape.MatchString(s[i:min(i+7, len(s))]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	if b.Len() == len(s) {
		w.do(w.file.SetCellStr(sheet, cell, s))
	} else {
		w.do(w.file.SetCellDefault(sheet, cell, b.String())) // it is not a number
	}
}

// In points; a row cannot be higher.
const (
	lineHeight = 15
	maxHeight  = 409
)

// uprightLines is the height of upright headings, in lines: they have two lines beside each other.
const uprightLines = 8

// heighten makes a row as high as a text in its column requires, because not every program does so itself.
func (w *workbook) heighten(sheet string, col, row int, s string) {
	if col > len(w.wide[sheet]) {
		return
	}
	lines, most := 0, max(1, int(w.wide[sheet][col-1])-1)
	for line := range strings.SplitSeq(s, "\n") {
		lines += 1 + max(0, utf8.RuneCountInString(line)-1)/most
	}
	key := fmt.Sprint(sheet, " ", row)
	if lines > max(1, w.high[key]) {
		w.high[key] = lines
		w.do(w.file.SetRowHeight(sheet, row, float64(min(maxHeight, lines*lineHeight))))
	}
}

func (w *workbook) style(l look) int {
	if id, ok := w.styles[l]; ok {
		return id
	}
	s := excelize.Style{
		Font:      &excelize.Font{Bold: l.bold || l.head, Family: "Calibri", Size: 11},
		Alignment: &excelize.Alignment{Vertical: "top", Horizontal: l.across, WrapText: l.wrapped},
	}
	if l.upright {
		s.Alignment.TextRotation, s.Alignment.Horizontal = 90, "center"
	}
	if l.head {
		s.Alignment.Vertical = "bottom"
		s.Border = []excelize.Border{{Type: "bottom", Color: "000000", Style: 1}}
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	id, err := w.file.NewStyle(&s)
	w.do(err)
	w.styles[l] = id
	return id
}

// bytes returns the finished workbook with its properties: title, author, and when its content was made.
func (w *workbook) bytes(title, author string, made time.Time) ([]byte, error) {
	at := made.UTC().Format(time.RFC3339)
	w.do(w.file.SetDocProps(&excelize.DocProperties{
		Title: legible(title), Creator: legible(author), LastModifiedBy: legible(author), Language: w.words.Code(),
		Created: at, Modified: at,
	}))
	w.do(w.file.SetAppProps(&excelize.AppProperties{Application: "Kwaliteitskaart"}))
	for _, sheet := range w.file.GetSheetList() {
		w.page(sheet)
	}
	for sheet, end := range w.ends {
		last, err := excelize.CoordinatesToCellName(end[0], end[1])
		w.do(err)
		w.do(w.file.SetSheetDimension(sheet, "A1:"+last))
	}
	if w.err != nil {
		return nil, w.err
	}
	b, err := w.file.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return b.Bytes(), nil
}

// formulaLike reports whether a spreadsheet could take a text that is typed or pasted for a formula: one that starts
// with = + - @, including wide and small forms, with a tab or a line end, or with characters before one of those that
// a program may strip or not show.
func formulaLike(s string) bool {
	if strings.HasPrefix(s, "\t") || strings.HasPrefix(s, "\r") || strings.HasPrefix(s, "\n") {
		return true
	}
	for _, r := range s {
		if !unseen(r) {
			return strings.ContainsRune("=+-@＝＋－＠﹦﹢﹣﹫−", r)
		}
	}
	return false
}

// unseen reports whether a character is invisible by itself: white space, control and format characters, combining
// marks, fillers and selectors.
func unseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.C, unicode.M, unicode.Z, unicode.Other_Default_Ignorable_Code_Point) ||
		r == '\u2800' || r == utf8.RuneError
}

// lineFeeds replaces all line ends by line feeds.
var lineFeeds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// legible returns a text that a spreadsheet can contain: all line ends as line feeds, and characters that XML does
// not allow replaced by the replacement character.
func legible(s string) string {
	s = lineFeeds.Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == '\uFFFE' || r == '\uFFFF' {
			return '\uFFFD'
		}
		return r
	}, s)
}

func yesNo(lang *words.Language, yes bool) string {
	if yes {
		return lang.Say("sheet.yes")
	}
	return lang.Say("sheet.no")
}
