package exchange

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/text"
)

// ReadCardSheet reads a card from a workbook as WriteCardSheet makes it, with heads in any of the program's languages.
// One that breaks a rule is refused whole, with CodeTooLarge, or CodeCardInvalid and every fault by sheet and cell. Where
// a sheet or column is missing or there twice nothing can be said of the values.
func ReadCardSheet(b []byte) (*assessment.Card, error) {
	grids, err := openWorkbook(b)
	if err != nil {
		return nil, err
	}
	r := newCardReader(grids)
	r.match(grids)
	if slices.ContainsFunc(r.faults, func(f assessment.Fault) bool { return f.Code != assessment.FaultUnknownField }) {
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
	raw, err := cardJSON(card)
	if err != nil {
		return nil, err
	}
	return ReadCard(raw) // so that a card is the same, wherever it comes from
}

// cardReader puts a card together from the sheets of a workbook.
type cardReader struct {
	words     *text.Language // the language of the heads
	languages []string       // of the card
	book      cardBook
	grids     map[string]*grid // by the key of their sheet
	rows      map[string][]int // where the entries of a sheet stand
	spots     map[string]spot  // where the parts of the card stand, by their place
	faults    []assessment.Fault
}

// spot is a row of a sheet.
type spot struct {
	sheet string
	row   int
}

// newCardReader reads in the language in which the workbook has the most sheets.
func newCardReader(grids []*grid) *cardReader {
	r := &cardReader{grids: make(map[string]*grid), rows: make(map[string][]int), spots: make(map[string]spot)}
	most := -1
	for _, code := range text.Codes {
		words, n := text.In(code), 0
		for _, s := range r.book.sheets() {
			if slices.ContainsFunc(grids, func(g *grid) bool { return same(g.name, words.Say("sheet.card."+s.key)) }) {
				n++
			}
		}
		if n > most {
			r.words, most = words, n
		}
	}
	return r
}

// same reports whether two heads are the same to a person.
func same(x, y string) bool { return strings.EqualFold(plainHead(x), plainHead(y)) }

func plainHead(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(norm.NFC.String(s), "’", "'"))
}

// fault notes what is wrong at a place; one fault a place is enough.
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
		case i >= 0: // the names of sheets are unique
			r.grids[sheets[i].key] = g
		case !same(g.name, r.words.Say("sheet.card.guide")) && len(g.cells) > 0:
			r.fault(g.quoted(), assessment.FaultUnknownField, "", "")
		}
	}
	for _, s := range sheets {
		g := r.grids[s.key]
		if g == nil {
			missing := grid{name: r.words.Say("sheet.card." + s.key)}
			r.fault(missing.quoted(), assessment.FaultMissing, "", "")
			continue
		}
		if s.vertical {
			g.turn()
			r.languages = r.declared(s, g)
		}
		r.matchColumns(s, g)
	}
}

// code is what a language looks like; the rest of the rule for it is the card's.
var (
	code     = regexp.MustCompile(`^[a-z]{2,3}$`)
	withCode = regexp.MustCompile(`^(.*\S)\s*\(([a-z]{2,3})\)$`)
)

// declared is the languages the card says it has; none, and a fault, when that cannot be told.
func (r *cardReader) declared(s bookSheet, g *grid) []string {
	if len(g.cells) == 0 {
		return nil
	}
	c := slices.IndexFunc(g.cells[0], func(head string) bool {
		name, _ := r.field(s, head)
		return name == "languages"
	})
	if c < 0 {
		return nil // a missing column is a fault already
	}
	list := unlisted(g.at(1, c))
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

// matchColumns finds the column of each field of a sheet: of a text, one in each language.
func (r *cardReader) matchColumns(s bookSheet, g *grid) {
	g.columns = make(map[string]int)
	width := 0
	for _, row := range g.cells {
		width = max(width, len(row))
	}
	for c := range width {
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

func has(columns map[string]int, key string) bool {
	_, ok := columns[key]
	return ok
}

// strange notes a column nobody knows, by its head or else the first cell that holds something.
func (r *cardReader) strange(g *grid, c int) {
	for row := range g.cells {
		if strings.TrimSpace(g.at(row, c)) != "" {
			r.fault(g.cell(row, c), assessment.FaultUnknownField, "", "")
			return
		}
	}
}

func (*cardReader) isText(s bookSheet, f field) bool {
	return s.rows.Type().Elem().FieldByIndex(f.index).Type == textType
}

// field is the field of a sheet that a head names, and of a text in which language; nothing for an unknown head.
func (r *cardReader) field(s bookSheet, head string) (name, language string) {
	words, language := strings.TrimSpace(head), ""
	if m := withCode.FindStringSubmatch(words); m != nil {
		words, language = m[1], m[2]
	}
	for _, f := range s.fields {
		if same(words, r.words.Say("sheet.head."+f.name)) && r.isText(s, f) == (language != "") {
			return f.name, language
		}
	}
	return "", ""
}

// fill reads every row of every sheet into the book.
func (r *cardReader) fill() {
	for _, s := range r.book.sheets() {
		g := r.grids[s.key]
		rows := reflect.MakeSlice(s.rows.Type(), 0, len(g.cells))
		for row := 1; row < len(g.cells); row++ {
			if g.empty(row) {
				continue // people leave room
			}
			if s.vertical && rows.Len() > 0 {
				r.fault(g.quoted(), assessment.FaultCount, ">1", "1")
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

// value reads one field of a row. Texts are taken as they are, all else without the white space around it.
func (r *cardReader) value(g *grid, row int, name string, v reflect.Value) {
	if v.Type() == textType {
		t := make(assessment.Text)
		for key, c := range g.columns {
			if l, ok := strings.CutPrefix(key, name+"."); ok && code.MatchString(l) {
				t[l] = g.at(row, c)
			}
		}
		v.Set(reflect.ValueOf(t))
		return
	}
	c := g.columns[name]
	s := strings.TrimSpace(g.at(row, c))
	wrong := func(want string) { r.fault(g.cell(row, c), assessment.FaultType, s, want) }
	switch v.Interface().(type) {
	case string:
		v.SetString(s)
	case int:
		n, ok := whole(s)
		if !ok {
			wrong("0, 1, 2, …")
		}
		v.SetInt(int64(n))
	case bool:
		yes, ok := truth(s)
		if !ok {
			wrong(yesNo(r.words, true) + ", " + yesNo(r.words, false))
		}
		v.SetBool(yes)
	case []string:
		v.Set(reflect.ValueOf(unlisted(s)))
	case []int:
		list := []int{}
		for _, w := range unlisted(s) {
			n, ok := whole(w)
			if !ok {
				wrong("1, 2, …")
				break
			}
			list = append(list, n)
		}
		v.Set(reflect.ValueOf(list))
	}
}

// whole is a whole number, however a program stores it: 3 or 3.0.
func whole(s string) (int, bool) {
	if before, after, found := strings.Cut(s, "."); found && strings.Trim(after, "0") == "" {
		s = before
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// truth is yes or no in any of the program's languages, or as a program stores it.
func truth(s string) (yes, ok bool) {
	for _, code := range text.Codes {
		for _, answer := range []bool{true, false} {
			if strings.EqualFold(s, yesNo(text.In(code), answer)) {
				return answer, true
			}
		}
	}
	switch strings.ToUpper(s) {
	case "1", "TRUE", "WAAR":
		return true, true
	case "0", "FALSE", "ONWAAR":
		return false, true
	}
	return false, false
}
