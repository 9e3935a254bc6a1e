package exchange_test

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// A file that is no workbook, or would not fit into memory, is refused before it does harm.
func TestCardSheetRefusesBombs(t *testing.T) {
	card := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	far := func(cell string) []byte { // excelize would make every cell before it
		row := "<row><c r=\"" + cell + "\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>"
		return withPart(t, card, path.Join("xl", "worksheets", "sheet12.xml"), func(b []byte) []byte {
			return bytes.Replace(b, []byte("</sheetData>"), []byte(row), 1)
		})
	}
	parts := func(part string, content []byte) []byte {
		return withPart(t, card, part, func([]byte) []byte { return content })
	}
	// Repetitions that take seconds are made only in thorough tests.
	times := func(n int) int {
		if storetest.Thorough {
			return n
		}
		return n / 10
	}
	wide := []byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
		strings.Repeat(`<row><c r="XFD1" t="b"><v>1</v></c></row>`, times(100_000)) + `</sheetData>`)
	long := []byte(`<sst><si><t>` + strings.Repeat("&#13;", 1_000_000) + `</t></si></sst>`)
	crowded := []byte(`<worksheet><sheetData><row>` + strings.Repeat(`<c t="s"><v>0</v></c>`, 300_000) + `</row></sheetData>`)
	elsewhere := []byte(`<?xml version="1.0" encoding="utf-16"?><worksheet/>`)
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"a long text":       {parts("xl/sharedStrings.xml", long), "card_invalid workbook"},
		"a crowded row":     {parts(firstSheet, crowded), "card_invalid Kaart!GS1 unknown_cell"},
		"another encoding":  {parts(firstSheet, elsewhere), "card_invalid workbook"},
		"nothing":           {nil, "card_invalid workbook"},
		"JSON":              {[]byte(smallCard), "card_invalid workbook"},
		"a zip":             {zipped(t, map[string][]byte{"a.txt": []byte("a")}), "card_invalid"},
		"half a workbook":   {card[:len(card)/2], "card_invalid workbook"},
		"too large":         {append(slices.Clone(card), make([]byte, exchange.MaxFile)...), "too_large"},
		"a far row":         {far("A1048576"), "card_invalid Rollen!B1048576 empty"},
		"a far column":      {far("XFD1"), "card_invalid Rollen!XFD1 unknown_cell"},
		"many wide rows":    {parts(firstSheet, wide), "card_invalid Kaart!XFD1 unknown_cell"},
		"no strings":        {parts("xl/sharedStrings.xml", nil), "card_invalid"},
		"strings that lead": {parts("xl/sharedStrings.xml", []byte("<sst><si>")), "card_invalid"},
		"no XML":            {parts(path.Join("xl", "workbook.xml"), []byte("<workbook")), "card_invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := exchange.ReadCardSheet(c.file)
			bounded(t, err)
			if got := refusal(t, err); !strings.HasPrefix(got, c.want) {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
