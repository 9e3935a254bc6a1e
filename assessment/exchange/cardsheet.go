package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// WriteCardSheet returns a card as a workbook that a school can change and ReadCardSheet can read, with headings and
// explanation in the reader's language. The result is verified by reading it again; a card that a workbook cannot
// contain, for example with control characters in its texts, is refused with CodeInvalid.
func WriteCardSheet(card *assessment.Card, lang *words.Language) ([]byte, error) {
	w := newWorkbook(lang)
	book := bookOf(card)
	for _, s := range book.sheets() {
		w.cardSheet(s, card.Languages)
	}
	w.guide()
	title := card.In(card.Title, lang.Code())
	b, err := w.bytes(title, "Kwaliteitskaart", time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		return nil, err
	}
	again, err := ReadCardSheet(b)
	if err != nil {
		return nil, assessment.Fail(assessment.CodeInvalid, fmt.Errorf("read back: %w", err))
	}
	if !bytes.Equal(again.Compact, card.Settled().Compact) {
		return nil, assessment.Fail(assessment.CodeInvalid, errors.New("read back: it differs"))
	}
	return b, nil
}

// WriteCardJSON returns a card as an indented file that ReadCard can read.
func WriteCardJSON(card *assessment.Card) ([]byte, error) {
	var b bytes.Buffer
	if err := json.Indent(&b, card.Compact, "", "  "); err != nil {
		return nil, fmt.Errorf("write card: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// cardSheet writes one sheet of a card.
func (w *workbook) cardSheet(s bookSheet, languages []string) {
	name := w.words.Say("sheet.card." + s.key)
	w.sheet(name)
	type head struct {
		words, format string
		width         float64
	}
	var heads []head
	rows := make([][]any, s.rows.Len())
	for _, f := range s.fields {
		t := s.rows.Type().Elem().FieldByIndex(f.index).Type
		words := w.words.Say("sheet.head." + f.name)
		switch {
		case t == textType:
			for _, l := range languages {
				heads = append(heads, head{words + " (" + l + ")", "", 48})
			}
		case t.Kind() == reflect.Int, t.Kind() == reflect.Bool:
			heads = append(heads, head{words, "", 12})
		default: // a version or a list of numbers must not become a date or another number when it is typed
			heads = append(heads, head{words, asText, 20})
		}
		for i := range rows {
			rows[i] = append(rows[i], cellValues(s.rows.Index(i).FieldByIndex(f.index).Interface(), languages)...)
		}
	}
	columns := make([]column, len(heads))
	for i, h := range heads {
		columns[i].width = h.width
	}
	if s.vertical {
		w.do(w.file.SetPanes(name, &excelize.Panes{}))
		columns = []column{{width: 40}, {width: 90}}
	}
	w.widths(name, columns)
	for i, h := range heads {
		if s.vertical {
			w.put(name, 1, i+1, h.words, look{head: true, wrapped: true})
			w.put(name, 2, i+1, rows[0][i], look{format: h.format})
			continue
		}
		letter, err := excelize.ColumnNumberToName(i + 1)
		w.do(err)
		// Rows that somebody adds have the same style.
		w.do(w.file.SetColStyle(name, letter, w.style(look{format: h.format, wrapped: true})))
		w.put(name, i+1, 1, h.words, look{head: true, wrapped: true})
		for r := range rows {
			w.put(name, i+1, r+2, rows[r][i], look{format: h.format})
		}
	}
}

// cellValues returns the values of the cells of one field.
func cellValues(value any, languages []string) []any {
	switch v := value.(type) {
	case assessment.Text:
		cells := make([]any, len(languages))
		for i, l := range languages {
			cells[i] = v[l]
		}
		return cells
	case []string:
		return []any{listed(v)}
	case []int:
		words := make([]string, len(v))
		for i, n := range v {
			words[i] = strconv.Itoa(n)
		}
		return []any{listed(words)}
	}
	return []any{value}
}

// guide writes the sheet that explains how to change a card. It is ignored when reading.
func (w *workbook) guide() {
	name := w.words.Say("sheet.card.guide")
	w.sheet(name)
	w.do(w.file.SetPanes(name, &excelize.Panes{}))
	w.widths(name, []column{{width: 110}})
	for i, line := range []string{
		w.words.Say("sheet.guide.version"),
		w.words.Say("sheet.guide.sheets"),
		w.words.Say("sheet.guide.languages"),
		w.words.Say("sheet.guide.indicators"),
		w.words.Say("sheet.guide.revision"),
		w.words.Say("sheet.guide.lists"),
		w.words.Say("sheet.guide.check"),
	} {
		w.put(name, 1, i+1, line, look{})
	}
}
