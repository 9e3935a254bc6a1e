package exchange_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// everyCell rewrites each cell of a workbook, except on the sheet that explains it.
func everyCell(t *testing.T, write func(sheet string, row int, words string) any) func(*excelize.File) {
	t.Helper()
	return must(t, func(f *excelize.File) error {
		for _, sheet := range f.GetSheetList()[:f.SheetCount-1] {
			rows, err := f.GetRows(sheet)
			if err != nil {
				return err
			}
			for r, cells := range rows {
				for c, words := range cells {
					at, err := excelize.CoordinatesToCellName(c+1, r+1)
					if err != nil {
						return err
					}
					if err := f.SetCellValue(sheet, at, write(sheet, r, words)); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

// named matches a cell that names or counts something.
var named = regexp.MustCompile(`^([A-Z]{1,2}\d*|[A-Z]\d+-A\d|\d|ja|nee)$`)

// Soft hyphens, spaces without width, and other invisible characters never reach a card, wherever they are in the workbook.
func TestCardSheetIgnoresInvisibleCharacters(t *testing.T) {
	card := storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	b := template(t, card, "nl")
	// In a text of Arabic some have a meaning; around names, numbers and headings they have none.
	never, around := "\u00ad\u200b\u2060\ufeff", "\u200e\u200f\u202a\u2066\u200d\u061c\ufe0f\u034f\u3164\u00a0"
	for name, write := range map[string]func(sheet string, row int, words string) any{
		"never seen": func(_ string, _ int, words string) any {
			if words == "" {
				return never
			}
			first := []rune(words)[:1]
			return never + string(first) + never + strings.TrimPrefix(words, string(first)) + never
		},
		"seen in texts": func(sheet string, row int, words string) any {
			if row == 0 && sheet != "Kaart" || named.MatchString(words) && sheet != "Rollen" {
				return around + words + around
			}
			return words
		},
	} {
		t.Run(name, func(t *testing.T) {
			again, err := exchange.ReadCardSheet(changed(t, b, everyCell(t, write)))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(again.Compact, card.Compact) {
				t.Error("it is another card")
			}
		})
	}
}

// An error that was saved as a value is a text to the spreadsheet, but not to a person.
func TestCardSheetRefusesErrorsAsTexts(t *testing.T) {
	b := template(t, storetest.BuiltIn(t).Newest(exchange.DefaultCard), "nl")
	all := []string{
		"#N/B", "#N/A", "#n/b", " #N/B ", "#WAARDE!", "#VALUE!", "#DEEL/0!", "#DIV/0!", "#VERW!", "#REF!", "#NAAM?", "#NAME?", "#GETAL!", "#NUM!",
		"#LEEG!", "#NULL!", "#OVERLOOP!", "#SPILL!", "#BEREKENEN!", "#CALC!", "#GEGEVENS_OPHALEN", "#GETTING_DATA", "#VELD!", "#FIELD!", "####",
		"Err:502", "Fout:502", "\u200b#N/B",
	}
	cells := map[string]any{"Acties!C3": "#N/B", "Niveaus per indicator!B3": "#N/B", "Indicatoren!A33": "#N/B"}
	want := []string{"Indicatoren!A33 cell_error", "'Niveaus per indicator'!B3 cell_error", "Acties!C3 cell_error"}
	for i, shown := range all { // in the statement of an indicator each
		cells[fmt.Sprint("Indicatoren!K", i+2)] = shown
		want = append(want, fmt.Sprintf("Indicatoren!K%d cell_error", i+2))
	}
	_, err := exchange.ReadCardSheet(changed(t, b, setting(t, cells)))
	got := faults(t, err, assessment.CodeCardInvalid)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%q, want %q", got, w)
		}
	}
	if s := words.In("nl").Error(err); !strings.Contains(s, "Indicatoren!K29: hier staat een foutmelding (#N/B); typ wat er hoort te staan") {
		t.Error(s)
	}
	harmless := make(map[string]any)
	for i, shown := range []string{"# 1", "#lob", "Err: 502 keer", "N/B", "Zie #N/B"} {
		harmless[fmt.Sprint("Indicatoren!K", i+2)] = shown
	}
	if _, err := exchange.ReadCardSheet(changed(t, b, setting(t, harmless))); err != nil {
		t.Error(err)
	}
}

// A school's own card in JSON is the same card after a round trip through a workbook, whatever a word processor left in its
// texts and whatever the order of its fields.
func TestOneCardHasOneForm(t *testing.T) {
	card := *storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	card.ID = "eigen"
	untidy := "Meet\u00adbare\u000bdoelen\u2028x\u00a0y\r\n\u200bz\ufeff"
	card.Title = assessment.Text{"nl": untidy, "en": untidy}
	card.Origin = untidy
	plain, err := json.Marshal(card)
	if err != nil {
		t.Fatal(err)
	}
	var anyOrder map[string]any
	if err := json.Unmarshal(plain, &anyOrder); err != nil {
		t.Fatal(err)
	}
	sorted, err := json.MarshalIndent(anyOrder, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	first, err := exchange.ReadCard(plain)
	if err != nil {
		t.Fatal(err)
	}
	second, err := exchange.ReadCard(sorted)
	if err != nil {
		t.Fatal(err)
	}
	folder := exchange.Folder(t.TempDir())
	if err := folder.AddCard(first); err != nil {
		t.Fatal(err)
	}
	for _, lang := range words.Codes {
		sheet, err := exchange.ReadCardSheet(template(t, second, lang))
		if err != nil {
			t.Fatal(err)
		}
		for _, again := range []*assessment.Card{second, sheet} {
			if err := folder.AddCard(again); err != nil {
				t.Errorf("added again: %v", err)
			}
			if !bytes.Equal(again.Compact, first.Compact) {
				t.Error("it has another form")
			}
		}
	}
	another := card
	another.Origin += "."
	if err := folder.AddCard(another.Settled()); assessment.CodeOf(err) != assessment.CodeCardConflict {
		t.Errorf("another card under its id and version: %v", err)
	}
}
