package exchange

import (
	"cmp"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// ReadCardSheet parses a workbook made by WriteCardSheet, with headings in any of the program's languages. A card
// that breaks a rule is refused with CodeTooLarge, or with CodeCardInvalid and all faults by sheet and cell. If a
// sheet or column is missing or occurs twice, the values are not checked.
func ReadCardSheet(b []byte) (*assessment.Card, error) {
	grids, err := openWorkbook(b)
	if err != nil {
		return nil, err
	}
	r := newCardReader(grids)
	r.match(grids)
	if slices.ContainsFunc(r.faults, func(f assessment.Fault) bool {
		return f.Code != assessment.FaultUnknownCell && f.Code != assessment.FaultUnknownSheet
	}) {
		return nil, invalidCard(inOrder(grids, together(r.faults, nil))...)
	}
	r.fill()
	if schema := r.book.Head[0].Schema; schema > assessment.CardSchema {
		return nil, invalidCard(assessment.Fault{
			Place: r.locate("schema"), Code: assessment.FaultNewer, Got: strconv.Itoa(schema),
			Want: strconv.Itoa(assessment.CardSchema),
		})
	}
	card := r.card()
	rules := card.Check()
	for i := range rules {
		r.onSheet(&rules[i])
	}
	if faults := together(r.faults, rules); len(faults) > 0 {
		return nil, invalidCard(inOrder(grids, faults)...)
	}
	return ReadCard(card.Settled().Compact) // so that equal cards are equal, however they were read
}

// cardReader assembles a card from the sheets of a workbook.
type cardReader struct {
	words     *words.Language // the language of the headings
	languages []string        // of the card
	book      cardBook
	grids     map[string]*grid  // by the key of their sheet
	rows      map[string][]int  // the row of each entry, by sheet
	spots     map[string]spot   // the position of each part of the card, by place
	heads     map[string]string // the heading of each field met
	faults    []assessment.Fault
}

// spot is a row of a sheet.
type spot struct {
	sheet string
	row   int
}

// newCardReader returns a reader for the language in which the workbook has the most sheets.
func newCardReader(grids []*grid) *cardReader {
	r := &cardReader{grids: make(map[string]*grid), rows: make(map[string][]int), spots: make(map[string]spot), heads: make(map[string]string)}
	most := -1
	for _, code := range words.Codes {
		lang, n := words.In(code), 0
		for _, s := range r.book.sheets() {
			if slices.ContainsFunc(grids, func(g *grid) bool { return same(g.name, lang.Say("sheet.card."+s.key)) }) {
				n++
			}
		}
		if n > most {
			r.words, most = lang, n
		}
	}
	return r
}

// same reports whether two headings look the same to a person.
func same(x, y string) bool { return strings.EqualFold(plainHead(x), plainHead(y)) }

func plainHead(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(norm.NFC.String(bare(s)), "’", "'")), " ")
}

// fault adds a fault, at most one per place.
func (r *cardReader) fault(place string, code assessment.FaultCode, got, want string) {
	known := slices.ContainsFunc(r.faults, func(f assessment.Fault) bool { return f.Place == place })
	if !known && len(r.faults) <= assessment.MaxFaults {
		r.faults = append(r.faults, assessment.Fault{Place: place, Code: code, Got: short(got), Want: want})
	}
}

// match finds the sheet for each part of a card and the column for each field.
func (r *cardReader) match(grids []*grid) {
	sheets := r.book.sheets()
	for _, g := range grids {
		i := slices.IndexFunc(sheets, func(s bookSheet) bool { return same(g.name, r.words.Say("sheet.card."+s.key)) })
		switch {
		case i >= 0: // sheet names are unique
			r.grids[sheets[i].key] = g
		case !same(g.name, r.words.Say("sheet.card.guide")) && len(g.cells) > 0 && !g.hidden: // hidden sheets are ignored
			r.fault(g.quoted(), assessment.FaultUnknownSheet, "", "")
		}
	}
	for _, s := range sheets {
		g := r.grids[s.key]
		if g == nil {
			missing := grid{name: r.words.Say("sheet.card." + s.key)}
			r.fault(missing.quoted(), assessment.FaultMissingSheet, "", "")
			continue
		}
		if s.vertical {
			g.turn()
		}
		g.skip(r.above(s, g))
		if s.vertical {
			r.languages = r.declared(s, g)
		}
		r.matchColumns(s, g)
		r.split(g)
	}
}

// code matches a language code; the card checks the remaining rules.
var (
	code     = regexp.MustCompile(`^[a-z]{2,3}$`)
	withCode = regexp.MustCompile(`^(.*\S)\s*\(([a-z]{2,3})\)$`)
)

// declared returns the languages that the card declares; nil, and a fault, if they cannot be determined.
func (r *cardReader) declared(s bookSheet, g *grid) []string {
	if len(g.cells) == 0 {
		return nil
	}
	c := slices.IndexFunc(g.cells[0], func(head string) bool {
		name, _ := r.field(s, head)
		return name == "languages"
	})
	if c < 0 {
		return nil // a missing column is already a fault
	}
	list := unlisted(bare(g.at(1, c)))
	if len(list) == 0 {
		r.fault(g.cell(1, c), assessment.FaultEmpty, "", "")
	}
	for _, l := range list {
		if !code.MatchString(l) {
			r.fault(g.cell(1, c), assessment.FaultPattern, l, "nl, en, …")
			return nil
		}
	}
	return list
}

// matchColumns finds the column of each field of a sheet; for a text, one per language.
func (r *cardReader) matchColumns(s bookSheet, g *grid) {
	g.columns = make(map[string]int)
	for c := range g.width() {
		head := g.at(0, c)
		name, language := r.field(s, head)
		key := name
		if language != "" {
			key = join(name, language)
		}
		switch {
		case name == "":
			r.strange(g, c)
		case has(g.columns, key):
			r.fault(g.cell(0, c), assessment.FaultTwice, head, "")
		case language != "" && len(r.languages) > 0 && !slices.Contains(r.languages, language):
			r.fault(g.cell(0, c), assessment.FaultLanguage, language, strings.Join(r.languages, ", "))
		default:
			g.columns[key] = c
		}
	}
	for _, f := range s.fields {
		words := r.words.Say("sheet.head." + f.name)
		if !r.isText(s, f) {
			if !has(g.columns, f.name) {
				r.fault(g.quoted()+"!"+words, assessment.FaultMissing, "", "")
			}
			continue
		}
		for _, l := range r.languages {
			if !has(g.columns, join(f.name, l)) {
				r.fault(g.quoted()+"!"+words+" ("+l+")", assessment.FaultMissing, "", "")
			}
		}
	}
}

// formerHeads maps headings in workbooks of earlier versions to their fields.
var formerHeads = map[string]string{"Klaar als": "result"}

func has(columns map[string]int, key string) bool {
	_, ok := columns[key]
	return ok
}

// above returns the number of rows above the headings, which are the row that matches the most fields.
func (r *cardReader) above(s bookSheet, g *grid) (row int) {
	most := 0
	for i, cells := range g.cells {
		n := 0
		for _, head := range cells {
			if name, _ := r.field(s, head); name != "" {
				n++
			}
		}
		if n > most {
			row, most = i, n
		}
	}
	return row
}

// split adds a fault for merged cells with values of a card, and fills each of them with the common value, so that
// they have no other faults.
func (r *cardReader) split(g *grid) {
	known := slices.Collect(maps.Values(g.columns))
	for _, m := range g.merged {
		type place struct{ row, column int }
		var held []place
		words := ""
		for row := range g.cells {
			if x, y := g.onSheet(row, 0); !g.vertical && (y < m.top || y > m.bottom) || g.vertical && (x < m.left || x > m.right) {
				continue
			}
			for _, c := range known {
				x, y := g.onSheet(row, c)
				if x < m.left || x > m.right || y < m.top || y > m.bottom {
					continue
				}
				held = append(held, place{row, c})
				words = cmp.Or(words, g.at(row, c))
			}
		}
		if len(held) < 2 {
			continue // a row beside the card or without text is not part of it
		}
		r.fault(g.place(m.left, m.top)+":"+strings.TrimPrefix(g.place(m.right, m.bottom), g.quoted()+"!"), assessment.FaultCellMerged, "", "")
		for _, p := range held {
			g.fill(p.row, p.column, words)
		}
	}
}

// strange adds a fault for an unknown column, at its heading or else at its first cell with content. A title above a
// column of headings is allowed.
func (r *cardReader) strange(g *grid, c int) {
	alone := !slices.ContainsFunc(g.cells[1:], func(cells []string) bool { return c < len(cells) && strings.TrimSpace(cells[c]) != "" })
	if g.vertical && len(g.columns) == 0 && alone {
		return
	}
	for row := range g.cells {
		if strings.TrimSpace(g.at(row, c)) != "" {
			r.fault(g.cell(row, c), assessment.FaultUnknownCell, "", "")
			return
		}
	}
}

func (*cardReader) isText(s bookSheet, f field) bool {
	return s.rows.Type().Elem().FieldByIndex(f.index).Type == textType
}

// field returns the field that a heading stands for and, for a text, its language; "" for an unknown heading.
func (r *cardReader) field(s bookSheet, head string) (name, language string) {
	words, language := bare(head), ""
	if m := withCode.FindStringSubmatch(words); m != nil {
		words, language = m[1], m[2]
	}
	words = plainHead(words)
	for _, f := range s.fields {
		known := strings.EqualFold(words, r.head(f.name)) || formerHeads[words] == f.name
		if known && r.isText(s, f) == (language != "") {
			return f.name, language
		}
	}
	return "", ""
}

// head returns the heading of a field as plainHead has it.
func (r *cardReader) head(field string) string {
	if _, ok := r.heads[field]; !ok {
		r.heads[field] = plainHead(r.words.Say("sheet.head." + field))
	}
	return r.heads[field]
}

// fill reads all rows of all sheets into the book.
func (r *cardReader) fill() {
	for _, s := range r.book.sheets() {
		g := r.grids[s.key]
		rows := reflect.MakeSlice(s.rows.Type(), 0, len(g.cells))
		for row := 1; row < len(g.cells); row++ {
			if g.empty(row) {
				continue // people leave empty rows
			}
			if s.vertical && rows.Len() > 0 {
				r.beside(g, row)
				break
			}
			entry := reflect.New(rows.Type().Elem()).Elem()
			for _, f := range s.fields {
				r.value(g, row, f.name, entry.FieldByIndex(f.index))
			}
			rows = reflect.Append(rows, entry)
			r.rows[s.key] = append(r.rows[s.key], row)
		}
		if s.vertical && rows.Len() == 0 {
			r.fault(g.quoted(), assessment.FaultCount, "0", "1")
			rows = reflect.Append(rows, reflect.Zero(rows.Type().Elem()))
			r.rows[s.key] = []int{1}
		}
		s.rows.Set(rows)
	}
}

// beside adds faults for cells in a row that must be empty.
func (r *cardReader) beside(g *grid, row int) {
	for c, words := range g.cells[row] {
		if strings.TrimSpace(words) != "" {
			r.fault(g.cell(row, c), assessment.FaultUnknownCell, "", "")
		}
	}
}

// text returns the content of a cell as text; an odd cell is a fault.
func (r *cardReader) text(g *grid, row, c int) string {
	x, y := g.onSheet(row, c)
	if odd, ok := g.odd[[2]int{x, y}]; ok {
		r.fault(g.cell(row, c), odd.is, odd.got, "")
		return ""
	}
	return g.at(row, c)
}

// number returns the content of a cell as a number or yes and no. It may have any format except a date or a
// percentage.
func (r *cardReader) number(g *grid, row, c int) (words string, fit bool) {
	x, y := g.onSheet(row, c)
	if odd, ok := g.odd[[2]int{x, y}]; ok && odd.is != assessment.FaultCellFormat {
		r.fault(g.cell(row, c), odd.is, odd.got, "")
		return "", false
	}
	return bare(g.at(row, c)), true
}
