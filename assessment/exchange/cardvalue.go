package exchange

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// The values of cells: texts, numbers, levels, yes and no, in the notations of people and programs.

// bare returns the visible content of a cell that names or counts something: without surrounding white space, and
// without invisible characters such as those that control line breaks or text direction.
func bare(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if ' ' <= r && r <= '~' {
			return r
		}
		unseen := unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
		if unseen || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s))
}

// failed matches what spreadsheets, in the languages used here, show for a formula that failed. Saved as values or
// copied, it is a text.
var failed = regexp.MustCompile(`(?i)^(#(null!|leeg!|div/0!|deel/0!|value!|waarde!|ref!|verw!|name\?|naam\?|num!|getal!|n/a|n/b|` +
	`spill!|overloop!|calc!|berekenen!|getting_data|gegevens_ophalen|busy!|bezet!|blocked!|geblokkeerd!|connect!|verbinden!|` +
	`field!|veld!|unknown!|onbekend!|external!|python!|#+)|(err|fout):\d{3})$`)

// value reads one field of a row into v. Texts in the card's languages are used unchanged, everything else after bare.
func (r *cardReader) value(g *grid, row int, name string, v reflect.Value) {
	if v.Type() == textType {
		t := make(assessment.Text)
		for key, c := range g.columns {
			if l, ok := strings.CutPrefix(key, name+"."); ok && code.MatchString(l) {
				t[l] = r.text(g, row, c)
			}
		}
		v.Set(reflect.ValueOf(t))
		return
	}
	c := g.columns[name]
	switch v.Interface().(type) {
	case string:
		v.SetString(bare(r.text(g, row, c)))
	case []string:
		v.Set(reflect.ValueOf(unlisted(bare(r.text(g, row, c)))))
	default:
		if s, fit := r.number(g, row, c); fit {
			if want := r.count(s, name, v); want != "" {
				r.fault(g.cell(row, c), assessment.FaultType, s, want)
			}
		}
	}
}

// count reads a number, several numbers, or yes and no. If the value is invalid it returns what would have been
// valid.
func (r *cardReader) count(s, name string, v reflect.Value) (want string) {
	switch v.Interface().(type) {
	case int:
		n, ok := whole(s)
		v.SetInt(int64(n))
		if !ok {
			return r.right(name)
		}
	case bool:
		yes, ok := truth(s)
		v.SetBool(yes)
		if !ok {
			return yesNo(r.words, true) + ", " + yesNo(r.words, false)
		}
	case []int:
		list, ok := levels(s)
		v.Set(reflect.ValueOf(list))
		if !ok {
			return "1, 2 / 1-2"
		}
	}
	return ""
}

// right returns the valid numbers for a field.
func (r *cardReader) right(name string) string {
	switch name {
	case "importance":
		return "1, 2, 3"
	case "level", "target":
		return numbersTo(len(r.book.Levels))
	}
	return "1, 2, …"
}

// numbersTo returns the numbers from 1 to n.
func numbersTo(n int) string {
	var all []string
	for i := range min(n, assessment.MaxLevels) {
		all = append(all, strconv.Itoa(i+1))
	}
	return strings.Join(all, ", ")
}

// whole parses an integer, written as 3 or 3.0.
func whole(s string) (int, bool) {
	if before, after, found := strings.Cut(s, "."); found && strings.Trim(after, "0") == "" {
		s = before
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// series matches a range of levels. pointed matches two levels with a comma between them that a spreadsheet converted
// to a number.
var (
	series  = regexp.MustCompile(`^(\d)\s*[-‐‑‒–—−]\s*(\d)$`)
	pointed = regexp.MustCompile(`^([1-9])\.([1-9])$`)
)

// levels parses the levels in a cell, separate or as a range such as 1-2.
func levels(s string) (list []int, ok bool) {
	list = []int{}
	if n, ok := whole(s); ok {
		return append(list, n), true
	}
	for _, w := range unlisted(pointed.ReplaceAllString(s, "$1,$2")) {
		first, last := w, w
		if m := series.FindStringSubmatch(w); m != nil {
			first, last = m[1], m[2]
		}
		from, ok := whole(first)
		to, ok2 := whole(last)
		if !ok || !ok2 || from > to {
			return list, false
		}
		for n := from; n <= to; n++ {
			list = append(list, n)
		}
	}
	return list, true
}

// truth parses yes or no in any of the program's languages, or as a program stores it.
func truth(s string) (yes, ok bool) {
	for _, code := range words.Codes {
		for _, answer := range []bool{true, false} {
			if strings.EqualFold(s, yesNo(words.In(code), answer)) {
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
