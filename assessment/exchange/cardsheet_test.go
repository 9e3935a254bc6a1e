package exchange_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// firstSheet is the part with the first sheet of a workbook.
var firstSheet = path.Join("xl", "worksheets", "sheet1.xml")

// template returns a card as a workbook.
func template(t testing.TB, card *assessment.Card, lang string) []byte {
	t.Helper()
	b, err := exchange.WriteCardSheet(card, words.In(lang))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// changed returns a workbook after a change.
func changed(t testing.TB, b []byte, change func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	change(f)
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// setting sets the values of cells, given as "Sheet!A1".
func setting(t testing.TB, values map[string]any) func(*excelize.File) {
	return func(f *excelize.File) {
		for place, v := range values {
			sheet, cell, _ := strings.Cut(place, "!")
			if err := f.SetCellValue(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// The card is read back from its workbook unchanged, byte for byte, whatever the language of the headings.
func TestCardSheetRoundTrip(t *testing.T) {
	own, err := exchange.ReadCard([]byte(strings.Replace(smallCard, `\u2028`, `\n`, 1))) // a sheet has tidy texts only
	if err != nil {
		t.Fatal(err)
	}
	for _, card := range append(storetest.BuiltIn(t), own) {
		for _, lang := range words.Codes {
			b := template(t, card, lang)
			structure(t, b)
			again, err := exchange.ReadCardSheet(b)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(again.Compact, card.Compact) {
				t.Errorf("%s in %s: %s", card.ID, lang, cmp.Diff(string(card.Compact), string(again.Compact)))
			}
			if diff := cmp.Diff(card, again); diff != "" {
				t.Errorf("%s in %s (-want +got):\n%s", card.ID, lang, diff)
			}
			if !bytes.Equal(b, template(t, card, lang)) {
				t.Errorf("%s in %s: other bytes the second time", card.ID, lang)
			}
		}
		b, err := exchange.WriteCardJSON(card)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := exchange.ReadCard(b); err != nil || !bytes.Equal(again.Compact, card.Compact) {
			t.Errorf("%s as JSON: %v", card.ID, err)
		}
	}
}

// A card that a workbook cannot contain is refused rather than changed.
func TestCardSheetRefusesUnsupportedCards(t *testing.T) {
	for name, change := range map[string]*strings.Replacer{
		"a comma in a key": strings.NewReplacer(
			`"themes":[],"roles"`, `"themes":[{"key":"a,b","title":{"nl":"x"}}],"roles"`, `"themes":[],"title"`, `"themes":["a,b"],"title"`),
	} {
		card, err := exchange.ReadCard([]byte(change.Replace(smallCard)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := exchange.WriteCardSheet(card, words.In("nl")); assessment.CodeOf(err) != assessment.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCardSheetAcceptsCommonEdits(t *testing.T) {
	b := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	for name, c := range map[string]struct {
		change func(f *excelize.File)
		check  func(card *assessment.Card) bool
	}{
		"an own id and version": {
			setting(t, map[string]any{"Kaart!B2": " onze-kaart ", "Kaart!B3": "1.2.0", "Kaart!B5": "Onze kaart"}),
			func(c *assessment.Card) bool {
				return c.ID == "onze-kaart" && c.Version == "1.2.0" && c.Title["nl"] == "Onze kaart"
			},
		},
		"numbers as text and yes in other words": {
			setting(t, map[string]any{"Indicatoren!C2": "2", "Indicatoren!D2": true, "Indicatoren!D3": "YES", "Indicatoren!E2": 3.0}),
			func(c *assessment.Card) bool {
				in := c.Areas[0].Indicators
				return in[0].Revision == 2 && in[0].Core && in[1].Core && in[0].Importance == 3
			},
		},
		"rows left empty and added": {
			setting(t, map[string]any{
				"Bewijs!A900": "V1", "Bewijs!B900": "=Nieuw", "Bewijs!C900": "New\r\nline",
				"Bronnen!A40": "x", "Bronnen!B40": "X", "Bronnen!C40": "https://x.nl",
			}),
			func(c *assessment.Card) bool {
				e := c.Areas[0].Indicators[0].Evidence
				last := e[len(e)-1]
				return last["nl"] == "=Nieuw" && last["en"] == "New\nline" && c.Sources[len(c.Sources)-1].Key == "x"
			},
		},
		"an indicator moved, and one more": {
			func(f *excelize.File) {
				if err := f.DuplicateRowTo("Indicatoren", 2, 34); err != nil {
					t.Fatal(err)
				}
				setting(t, map[string]any{"Indicatoren!B34": "V99"})(f)
				for i := range 4 {
					setting(t, map[string]any{
						fmt.Sprint("Niveaus per indicator!A", 200+i): "V99", fmt.Sprint("Niveaus per indicator!B", 200+i): i + 1,
						fmt.Sprint("Niveaus per indicator!C", 200+i): "n", fmt.Sprint("Niveaus per indicator!D", 200+i): "e",
					})(f)
				}
			},
			func(c *assessment.Card) bool { return c.Areas[0].Indicators[7].ID == "V99" },
		},
		"columns in another order, in capitals": {
			func(f *excelize.File) {
				_ = f.InsertCols("Rollen", "A", 1)
				setting(t, map[string]any{"Rollen!B1": " SLEUTEL "})(f)
				_ = f.RemoveCol("Rollen", "A")
			},
			func(c *assessment.Card) bool { return len(c.Roles) > 3 },
		},
		"an empty sheet": {
			func(f *excelize.File) { _, _ = f.NewSheet("Blad1") },
			func(c *assessment.Card) bool { return true },
		},
	} {
		t.Run(name, func(t *testing.T) {
			card, err := exchange.ReadCardSheet(changed(t, b, c.change))
			if err != nil {
				t.Fatal(err)
			}
			if !c.check(card) {
				t.Error("it was read as something else")
			}
		})
	}
}

// A formula has its last value.
func TestCardSheetWithAFormula(t *testing.T) {
	b := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	cell := regexp.MustCompile(`<c r="B5"[^>]*><v>\d+</v></c>`)
	b = withPart(t, b, firstSheet, func(sheet []byte) []byte {
		if !cell.Match(sheet) {
			t.Fatal("no cell B5")
		}
		return cell.ReplaceAll(sheet, []byte(`<c r="B5" t="str"><f>"Onze "&amp;"kaart"</f><v>Onze kaart</v></c>`))
	})
	card, err := exchange.ReadCardSheet(b)
	if err != nil || card.Title["nl"] != "Onze kaart" {
		t.Errorf("%v, %v", card, err)
	}
}

// withPart returns a workbook with one part changed.
func withPart(t testing.TB, b []byte, name string, change func([]byte) []byte) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{name: nil}
	for _, f := range r.File {
		parts[f.Name] = content(t, f)
	}
	parts[name] = change(parts[name])
	return zipped(t, parts)
}

// A school that wants one language removes the columns of the other.
func TestCardSheetInOneLanguage(t *testing.T) {
	card := storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	b := changed(t, template(t, card, "en"), func(f *excelize.File) {
		setting(t, map[string]any{"Card!B4": "nl"})(f)
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil || len(rows) == 0 {
				t.Fatal(sheet, err)
			}
			for i, head := range slices.Backward(rows[0]) {
				if strings.HasSuffix(head, " (en)") {
					name, _ := excelize.ColumnNumberToName(i + 1)
					if err := f.RemoveCol(sheet, name); err != nil {
						t.Fatal(err)
					}
				}
			}
			for i, row := range slices.Backward(rows) {
				if sheet == "Card" && strings.HasSuffix(row[0], " (en)") {
					if err := f.RemoveRow(sheet, i+1); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	})
	got, err := exchange.ReadCardSheet(b)
	if err != nil {
		t.Fatal(err)
	}
	want := bytes.Count(card.Compact, []byte(`{"nl":"`))
	if bytes.Contains(got.Compact, []byte(`"en"`)) || bytes.Count(got.Compact, []byte(`{"nl":"`)) != want {
		t.Error("not in Dutch only, or not all of it")
	}
}

func TestCardSheetRefuses(t *testing.T) {
	b := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	long := strings.Repeat("é", assessment.MaxCardText+1)
	for _, c := range []struct {
		change any // values by cell, or a change
		want   []string
		all    bool // the only fault
	}{
		{map[string]any{"Kaart!B1": 2, "Kaart!B2": "X"}, []string{"Kaart!B1 newer"}, true},
		{map[string]any{"Kaart!B1": "een"}, []string{"Kaart!B1 type"}, true},
		{map[string]any{"Kaart!B2": "Onze kaart"}, []string{"Kaart!B2 pattern"}, true},
		{map[string]any{"Kaart!B3": "1.0"}, []string{"Kaart!B3 pattern"}, true},
		{map[string]any{"Kaart!B4": ""}, []string{"Kaart!B4 empty"}, true},
		{map[string]any{"Kaart!B4": "nl en"}, []string{"Kaart!B4 pattern"}, true},
		{map[string]any{"Kaart!B4": "nl, en, nl"}, []string{"Kaart!B4 twice"}, true},
		{map[string]any{"Kaart!B6": " "}, []string{"Kaart!B6 empty"}, true},
		{map[string]any{"Kaart!B10": long}, []string{"Kaart!B10 too_long"}, true},
		{map[string]any{"Kaart!B14": "misschien"}, []string{"Kaart!B14 type"}, true},
		{map[string]any{"Kaart!C3": "?", "Kaart!C5": "!"}, []string{"Kaart!C3 unknown_cell", "Kaart!C5 unknown_cell"}, true},
		{map[string]any{"Kaart!A5": "Titel (de)"}, []string{"Kaart!A5 language", "Kaart!Titel (nl) missing"}, true},
		{map[string]any{"Kaart!A2": "Kleur"}, []string{"Kaart!A2 unknown_cell", "Kaart!Id missing"}, true},
		{map[string]any{"Niveaus!C3": ""}, []string{"Niveaus!C3 empty"}, true},
		{map[string]any{"Gebieden!A3": "Z"}, []string{"Gebieden!A3 count", "Indicatoren!A9 reference", "Indicatoren!A10 reference"}, false},
		{map[string]any{"Gebieden!A3": "V"}, []string{"Gebieden!A3 twice"}, false},
		{map[string]any{"Indicatoren!B3": "V1"}, []string{"Indicatoren!B3 twice", "'Niveaus per indicator'!A6 reference", "Bewijs!A5 reference"}, false},
		{map[string]any{"Indicatoren!A2": "Q"}, []string{"Indicatoren!A2 reference"}, false},
		{map[string]any{"Indicatoren!B2": "B77"}, []string{"Indicatoren!B2 pattern", "Indicatoren!B2 count", "Acties!A2 reference"}, false},
		{map[string]any{"Indicatoren!C2": 0}, []string{"Indicatoren!C2 range"}, true},
		{map[string]any{"Indicatoren!D2": ""}, []string{"Indicatoren!D2 type"}, true},
		{map[string]any{"Indicatoren!F2": 5}, []string{"Indicatoren!F2 range"}, true},
		{map[string]any{"Indicatoren!F2": 2.5}, []string{"Indicatoren!F2 type"}, true},
		{map[string]any{"Indicatoren!G2": "pijler"}, []string{"Indicatoren!G2 reference"}, true},
		{map[string]any{"Indicatoren!H2": "a; b"}, []string{"Indicatoren!H2 reference", "Indicatoren!H2 reference"}, true},
		{map[string]any{"Indicatoren!K5": ""}, []string{"Indicatoren!K5 empty"}, true},
		{map[string]any{"Indicatoren!Z7": "los"}, []string{"Indicatoren!Z7 unknown_cell"}, true},
		{map[string]any{"Indicatoren!Z7": "los", "Kaart!B3": "1.0"}, []string{"Indicatoren!Z7 unknown_cell", "Kaart!B3 pattern"}, true},
		{map[string]any{"Niveaus per indicator!A2": "V9"}, []string{"'Niveaus per indicator'!A2 reference", "'Niveaus per indicator'!A3 count"}, false},
		{map[string]any{"Niveaus per indicator!A2": "V2"}, []string{"'Niveaus per indicator'!A2 count", "'Niveaus per indicator'!A3 count"}, false},
		{map[string]any{"Niveaus per indicator!B3": 3}, []string{"'Niveaus per indicator'!B4 twice"}, true},
		{map[string]any{"Niveaus per indicator!B3": "x"}, []string{"'Niveaus per indicator'!B3 type"}, true},
		{map[string]any{"Niveaus per indicator!D4": ""}, []string{"'Niveaus per indicator'!D4 empty"}, true},
		{map[string]any{"Bewijs!A2": "V9"}, []string{"Bewijs!A2 reference"}, true},
		{map[string]any{"Bewijs!B2": ""}, []string{"Bewijs!B2 empty"}, true},
		{map[string]any{"Acties!C2": "1, 9"}, []string{"Acties!C2 range"}, true},
		{map[string]any{"Acties!C2": "1, x"}, []string{"Acties!C2 type"}, true},
		{map[string]any{"Acties!D2": "niemand"}, []string{"Acties!D2 reference"}, true},
		{map[string]any{"Acties!B3": "V1-A1"}, []string{"Acties!B3 twice"}, true},
		{map[string]any{"Herkomst!B2": ""}, []string{"Herkomst!B2 empty"}, true},
		{map[string]any{"Gespreksvragen!A2": ""}, []string{"Gespreksvragen!A2 empty"}, true},
		{map[string]any{"Termijnen!B2": 0}, []string{"Termijnen!B2 range"}, true},
		{map[string]any{"Bronnen!A3": ""}, []string{"Bronnen!A3 empty", "Indicatoren!O17 reference"}, false},
		{map[string]any{"Rollen!B1": "Titel (en)"}, []string{"Rollen!C1 twice", "Rollen!Titel (nl) missing"}, true},
		{
			func(f *excelize.File) {
				_ = f.DeleteSheet("Rollen")
				_, _ = f.NewSheet("Los")
				_ = f.SetCellStr("Los", "A1", "x")
			},
			[]string{"Los unknown_sheet", "Rollen missing_sheet"},
			true,
		},
		{
			func(f *excelize.File) {
				_ = f.RemoveRow("Niveaus", 5)
				_ = f.RemoveRow("Niveaus", 4)
				_ = f.RemoveRow("Niveaus", 3)
			},
			[]string{"Niveaus!A1 count", "'Niveaus per indicator'!A2 count", " too_many_fault"},
			false,
		},
	} {
		change, ok := c.change.(func(*excelize.File))
		if !ok {
			change = setting(t, c.change.(map[string]any))
		}
		_, err := exchange.ReadCardSheet(changed(t, b, change))
		got := faults(t, err, assessment.CodeCardInvalid)
		for _, want := range c.want {
			if !slices.Contains(got, strings.TrimSpace(want)) {
				t.Errorf("%v: %s is not among %v", c.change, want, got)
			}
		}
		if c.all && len(got) != len(c.want) {
			t.Errorf("%v: got %v, want %v", c.change, got, c.want)
		}
	}
}

// zipped returns a zip with the given files.
func zipped(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(files[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
