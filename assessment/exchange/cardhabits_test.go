package exchange_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// styled gives cells a number format and, if it is not nil, a value.
func styled(t *testing.T, format string, values map[string]any) func(*excelize.File) {
	t.Helper()
	return func(f *excelize.File) {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format, Fill: excelize.Fill{Type: "pattern", Color: []string{"FFFF00"}, Pattern: 1}})
		if err != nil {
			t.Fatal(err)
		}
		for place, v := range values {
			sheet, cell, _ := strings.Cut(place, "!")
			if v != nil {
				setting(t, map[string]any{place: v})(f)
			}
			if err := f.SetCellStyle(sheet, cell, cell, id); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// did returns a step that does steps in order.
func did(steps ...func(*excelize.File)) func(*excelize.File) {
	return func(f *excelize.File) {
		for _, step := range steps {
			step(f)
		}
	}
}

// must returns a step that may fail.
func must(t *testing.T, step func(*excelize.File) error) func(*excelize.File) {
	t.Helper()
	return func(f *excelize.File) {
		if err := step(f); err != nil {
			t.Fatal(err)
		}
	}
}

// Things people do to a workbook that do not change the card in it.
func TestCardSheetIsTheSame(t *testing.T) {
	card := storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	b := template(t, card, "nl")
	title := must(t, func(f *excelize.File) error {
		if err := f.InsertRows("Indicatoren", 1, 2); err != nil {
			return err
		}
		setting(t, map[string]any{"Indicatoren!A1": "Onze indicatoren", "Indicatoren!C1": "Kern"})(f)
		return f.MergeCell("Indicatoren", "A1", "B1")
	})
	for name, change := range map[string]func(*excelize.File){
		"a title above the heads": title,
		"a title above heads that stand below each other": must(t, func(f *excelize.File) error {
			if err := f.InsertRows("Kaart", 1, 2); err != nil {
				return err
			}
			setting(t, map[string]any{"Kaart!A1": "Kwaliteitskaart 2026"})(f)
			return f.MergeCell("Kaart", "A1", "B1")
		}),
		"colours far out": styled(t, "General", map[string]any{"Indicatoren!XFD3": nil, "Bewijs!C2001": nil}),
		"a whole row in colour": must(t, func(f *excelize.File) error {
			id, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Color: []string{"FF0000"}, Pattern: 1}})
			if err != nil {
				return err
			}
			return f.SetCellStyle("Rollen", "A3", "ZZ3", id)
		}),
		"rows and columns that are hidden, and a filter": must(t, func(f *excelize.File) error {
			if err := f.SetRowVisible("Acties", 5, false); err != nil {
				return err
			}
			if err := f.SetColVisible("Acties", "C:D", false); err != nil {
				return err
			}
			return f.AutoFilter("Acties", "A1:J68", nil)
		}),
		"a formula copied too far down": setting(t, map[string]any{"Indicatoren!D60": 0, "Bewijs!B2000": 0}),
		"a hidden sheet of an add-in": must(t, func(f *excelize.File) error {
			if _, err := f.NewSheet("_xlnm"); err != nil {
				return err
			}
			setting(t, map[string]any{"_xlnm!A1": "x"})(f)
			return f.SetSheetVisible("_xlnm", false)
		}),
		"white space around ids": setting(t, map[string]any{"Indicatoren!A2": " V\u00a0", "Kaart!B3": card.Version + " ", "Acties!D2": card.Areas[0].Indicators[0].Actions[0].Owner + "\n"}),
		"merged cells beside the card": must(t, func(f *excelize.File) error {
			return f.MergeCell("Indicatoren", "A60", "D70")
		}),
		"the levels in another order": must(t, func(f *excelize.File) error {
			for i, level := range []int{4, 2, 1, 3} { // of the first indicator
				text := card.Areas[0].Indicators[0].Levels[level-1]
				row := i + 2
				for column, v := range []any{"V1", level, text["nl"], text["en"]} {
					cell, err := excelize.CoordinatesToCellName(column+1, row)
					if err != nil {
						return err
					}
					if err := f.SetCellValue("Niveaus per indicator", cell, v); err != nil {
						return err
					}
				}
			}
			return nil
		}),
		"a list to choose from, and a note": must(t, func(f *excelize.File) error {
			v := excelize.NewDataValidation(true)
			v.Sqref = "C2:C33"
			if err := v.SetDropList([]string{"ja", "nee"}); err != nil {
				return err
			}
			if err := f.AddDataValidation("Indicatoren", v); err != nil {
				return err
			}
			return f.AddComment("Indicatoren", excelize.Comment{Cell: "C2", Author: "ik", Text: "klopt dit?"})
		}),
		"bold words in a text": must(t, func(f *excelize.File) error {
			words := card.Title["nl"]
			return f.SetCellRichText("Kaart", "B5", []excelize.RichTextRun{
				{Text: words[:5], Font: &excelize.Font{Bold: true}}, {Text: words[5:]},
			})
		}),
		"numbers with a word after them": styled(t, `0" weken"`, map[string]any{"Termijnen!B2": nil, "Termijnen!B3": nil}),
	} {
		t.Run(name, func(t *testing.T) {
			again, err := exchange.ReadCardSheet(changed(t, b, change))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(again.Compact, card.Compact) {
				t.Error("it is another card")
			}
		})
	}
}

// Colouring the last cells of each sheet does not change the card. It is written as XML: to colour such a cell
// excelize makes a million rows.
func TestCardSheetColouredToItsEnd(t *testing.T) {
	card := storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	b := template(t, card, "nl")
	end := []byte("</sheetData>")
	for sheet := 1; bytes.Contains(b, fmt.Appendf(nil, "xl/worksheets/sheet%d.xml", sheet)); sheet++ {
		b = withPart(t, b, fmt.Sprintf("xl/worksheets/sheet%d.xml", sheet), func(xml []byte) []byte {
			if bytes.Count(xml, end) != 1 {
				t.Fatalf("sheet %d has no end: %.200s", sheet, xml)
			}
			last := []byte(`<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>`)
			return bytes.Replace(xml, end, append(last, end...), 1)
		})
	}
	if again, err := exchange.ReadCardSheet(b); err != nil || !bytes.Equal(again.Compact, card.Compact) {
		t.Errorf("it is another card, or none: %v", err)
	}
}

// The levels of an action, as people write them.
func TestCardSheetLevels(t *testing.T) {
	b := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	for _, c := range []struct {
		cell any
		want []int
	}{
		{"1-2", []int{1, 2}},
		{"1\u20112", []int{1, 2}},
		{"1\u22122", []int{1, 2}},
		{"1,2", []int{1, 2}},
		{"1, 2", []int{1, 2}},
		{"1; 3", []int{1, 3}},
		{"2 – 4", []int{2, 3, 4}},
		{"1-2, 4", []int{1, 2, 4}},
		{"3", []int{3}},
		{3, []int{3}},
		{1.2, []int{1, 2}}, // a comma that a Dutch spreadsheet took for a decimal comma
		{"", []int{}},
	} {
		card, err := exchange.ReadCardSheet(changed(t, b, setting(t, map[string]any{"Acties!C2": c.cell})))
		if err != nil {
			t.Errorf("%v: %v", c.cell, err)
			continue
		}
		if got := card.Areas[0].Indicators[0].Actions[0].ForLevels; !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.cell, got, c.want)
		}
	}
}

// A cell whose value differs from what it shows is one fault, with its place.
func TestCardSheetRefusesOddCells(t *testing.T) {
	b := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	for name, c := range map[string]struct {
		change func(*excelize.File)
		want   []string
	}{
		"a date as a text":          {styled(t, "yyyy-mm-dd", map[string]any{"Indicatoren!K5": 46356}), []string{"Indicatoren!K5 cell_date"}},
		"a date in Dutch":           {styled(t, `[$-413]d mmmm yyyy;@`, map[string]any{"Kaart!B5": 46356}), []string{"Kaart!B5 cell_date"}},
		"a duration":                {styled(t, "[h]:mm", map[string]any{"Kaart!B5": 0.5}), []string{"Kaart!B5 cell_date"}},
		"levels made a date":        {styled(t, "d-m", map[string]any{"Acties!C3": 46054}), []string{"Acties!C3 cell_date"}},
		"a level made a date":       {styled(t, "d mmm", map[string]any{"Niveaus per indicator!B3": 2}), []string{"'Niveaus per indicator'!B3 cell_date"}},
		"a version made a date":     {styled(t, "dd-mm-yy", map[string]any{"Kaart!B3": 46054}), []string{"Kaart!B3 cell_date"}},
		"a percentage as a text":    {styled(t, "0%", map[string]any{"Indicatoren!K4": 0.75}), []string{"Indicatoren!K4 cell_percent"}},
		"a percentage as a number":  {styled(t, "0%", map[string]any{"Indicatoren!E4": 1}), []string{"Indicatoren!E4 cell_percent"}},
		"money as a text":           {styled(t, `"€" #,##0.00`, map[string]any{"Bewijs!B3": 5}), []string{"Bewijs!B3 cell_format"}},
		"a fraction":                {styled(t, "# ?/?", map[string]any{"Bewijs!B3": 0.5}), []string{"Bewijs!B3 cell_format"}},
		"true as a text":            {setting(t, map[string]any{"Bewijs!B3": true}), []string{"Bewijs!B3 cell_format"}},
		"several":                   {did(styled(t, "0%", map[string]any{"Bewijs!B3": 1}), setting(t, map[string]any{"Kaart!B3": "1.0"})), []string{"Kaart!B3 pattern", "Bewijs!B3 cell_percent"}},
		"areas merged":              {merged(t, "Indicatoren", "A2", "A8"), []string{"Indicatoren!A2:A8 cell_merged"}},
		"a text over two languages": {merged(t, "Bewijs", "B3", "C3"), []string{"Bewijs!B3:C3 cell_merged"}},
		"settings merged":           {merged(t, "Kaart", "B5", "B6"), []string{"Kaart!B5:B6 cell_merged"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := exchange.ReadCardSheet(changed(t, b, c.change))
			if got := faults(t, err, assessment.CodeCardInvalid); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// merged merges cells: the content of the first remains.
func merged(t *testing.T, sheet, from, to string) func(*excelize.File) {
	t.Helper()
	return must(t, func(f *excelize.File) error {
		x, y, err := excelize.CellNameToCoordinates(from)
		if err != nil {
			return err
		}
		right, bottom, err := excelize.CellNameToCoordinates(to)
		if err != nil {
			return err
		}
		for column := x; column <= right; column++ {
			for row := y; row <= bottom; row++ {
				cell, err := excelize.CoordinatesToCellName(column, row)
				if err != nil {
					return err
				}
				if cell != from {
					setting(t, map[string]any{sheet + "!" + cell: nil})(f)
				}
			}
		}
		return f.MergeCell(sheet, from, to)
	})
}

// A formula that failed, or was never calculated, is a fault too.
func TestCardSheetRefusesFormulasWithoutResult(t *testing.T) {
	b := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	for stored, want := range map[string]string{
		`<c r="B5" t="e"><f>1/0</f><v>#DIV/0!</v></c>`: "Kaart!B5 cell_error",
		`<c r="B5" t="e"><v>#N/A</v></c>`:              "Kaart!B5 cell_error",
		`<c r="B5"><f>A1&amp;A2</f></c>`:               "Kaart!B5 cell_formula",
		`<c r="B5"><f>A1&amp;A2</f><v></v></c>`:        "Kaart!B5 cell_formula",
		`<c r="B5" t="str"><f>""</f><v></v></c>`:       "Kaart!B5 empty",
		`<c r="B5" t="d"><v>2026-11-30</v></c>`:        "Kaart!B5 cell_date",
	} {
		changed := withPart(t, b, firstSheet, func(sheet []byte) []byte {
			from := bytes.Index(sheet, []byte(`<c r="B5"`))
			to := from + bytes.Index(sheet[from:], []byte("</c>")) + len("</c>")
			return slices.Concat(sheet[:from], []byte(stored), sheet[to:])
		})
		_, err := exchange.ReadCardSheet(changed)
		if got := faults(t, err, assessment.CodeCardInvalid); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", stored, got, want)
		}
	}
}

// The refusal of another kind of file names the kind and what to do.
func TestOpenCardReportsTheKindOfFile(t *testing.T) {
	wide := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(string(r) + "\x00")
		}
		return b.String()
	}
	const old = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	archive := func(names ...string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, name := range names {
			if _, err := z.Create(name); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	said := make(map[string]string)
	for name, c := range map[string]struct{ content, want string }{
		"kaart.xls":             {old + wide("Workbook"), "(.xls)"},
		"kaart.xlsx":            {old + wide("EncryptedPackage"), "wachtwoord"},
		"kaart.doc":             {old + wide("WordDocument"), "Word"},
		"kaart.docx":            {archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "Word"},
		"kaart.xlsb":            {archive("[Content_Types].xml", "_rels/.rels", "xl/workbook.bin"), "(.xlsb)"},
		"kaart.ods":             {archive("mimetype", "content.xml"), "(.ods)"},
		"kaart.numbers":         {archive("Index/Document.iwa"), "(.numbers)"},
		"kaart.zip":             {archive("kaart.xlsx"), "zip-bestand"},
		"kaart.csv":             {"Id;Titel\nV1;Visie\n", "(.csv of .txt)"},
		"breed.csv":             {"\xFF\xFE" + wide("Id;Titel"), "(.csv of .txt)"},
		"kaart.fods":            {`<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">`, "(.ods)"},
		"kaart.xml":             {`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>`, "als XML"},
		"kaart.html":            {"\uFEFF\n<!DOCTYPE html><html>", "webpagina"},
		"kaart.pdf":             {"%PDF-1.7", "pdf"},
		"leeg.xlsx":             {"", "leeg"},
		"wit.xlsx":              {"\uFEFF \n", "leeg"},
		"ruis.xlsx":             {"\x00\x01\x02", "een onbekend soort bestand"},
		"team.kwaliteitskaart":  {`{"format": "kwaliteitskaart", "version": 1}`, "zelfevaluatie"},
		"vermomd.xlsx":          {`{"format": "kwaliteitskaart-ballot", "version": 1}`, "zelfevaluatie"},
		"afgebroken.xlsx":       {"PK\x03\x04", "niet te lezen"},
		"zonder-werkmap.xlsx":   {archive("[Content_Types].xml", "_rels/.rels"), "niet te lezen"},
		"zonder-inhoud-al.xlsx": {archive("xl/workbook.xml"), "niet te lezen"},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := exchange.OpenCard(path)
		if got := faults(t, err, assessment.CodeCardInvalid); !slices.Equal(got, []string{"workbook"}) {
			t.Errorf("%s: %q", name, got)
		}
		sentence := words.In("nl").Error(err)
		if !strings.Contains(sentence, c.want) {
			t.Errorf("%s: %q does not say %q", name, sentence, c.want)
		}
		said[c.want] = words.In("en").Error(err)
	}
	distinct := slices.Sorted(maps.Values(said))
	if len(slices.Compact(distinct)) != len(said) {
		t.Errorf("in English two of them are the same: %q", distinct)
	}
}

// The fault of a date shows the date that a person sees, even if the workbook counts from 1904.
func TestCardSheetShowsTheDate(t *testing.T) {
	b := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	later := true
	for want, count := range map[string]*excelize.WorkbookPropsOptions{"(1-2-2026)": {}, "(2-2-2030)": {Date1904: &later}} {
		_, err := exchange.ReadCardSheet(changed(t, b, did(
			styled(t, "d-m", map[string]any{"Acties!C3": 46054}),
			must(t, func(f *excelize.File) error { return f.SetWorkbookProps(count) }),
		)))
		bounded(t, err)
		if said := words.In("nl").Error(err); !strings.Contains(said, "Acties!C3: ") || !strings.Contains(said, want) {
			t.Errorf("%q does not say %s", said, want)
		}
	}
}

// Reading a workbook stops if it contains more than a card can, with that reason.
func TestCardSheetStopsReading(t *testing.T) {
	b := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	_, err := exchange.ReadCardSheet(withPart(t, b, firstSheet, func(sheet []byte) []byte {
		at := bytes.Index(sheet, []byte("<sheetData"))
		return slices.Concat(sheet[:at], bytes.Repeat([]byte(" "), 65<<20), sheet[at:])
	}))
	if said := words.In("nl").Error(err); !strings.Contains(said, "veel meer dan op een kaart past") {
		t.Errorf("said %q", said)
	}
}
