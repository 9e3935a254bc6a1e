package exchange_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/words"
)

// sideBySide returns an overview of a team with the given name, one on another card, and one with everything.
func sideBySide(name string) *assessment.Overview {
	area := func(title string) assessment.Area { return assessment.Area{Title: assessment.Text{"nl": title}} }
	return &assessment.Overview{
		Card:  &assessment.Card{ID: "x", Version: "1.0.0", Languages: []string{"nl"}, Areas: []assessment.Area{area("Visie"), area("Visie")}},
		Today: "2026-11-24",
		Rows: []assessment.OverviewRow{
			{
				OverviewRound: assessment.OverviewRound{
					Assessment: &assessment.Assessment{
						Team:    assessment.Team{Name: name, Programme: name, Institution: "Mbo Voorbeeld"},
						Details: assessment.Details{Date: "2026-11-23"},
						Plan:    assessment.Plan{Status: assessment.PlanAdopted, EvaluationDate: "2027-06-01"},
					},
					Areas: []assessment.OverviewArea{{Label: assessment.LabelVulnerable}, {Label: assessment.LabelInOrder}},
				},
				Open: 12, Late: 3,
			},
			{OverviewRound: assessment.OverviewRound{
				Assessment: &assessment.Assessment{
					Team: assessment.Team{Name: "Bouw"}, Details: assessment.Details{Date: "2026-01-31"}, Plan: assessment.Plan{Status: assessment.PlanDraft},
				},
				Areas: make([]assessment.OverviewArea, 2),
			}},
		},
	}
}

func overviewBook(t *testing.T, o *assessment.Overview, code string) ([]byte, *excelize.File) {
	t.Helper()
	b, err := exchange.OverviewSheet(o, words.In(code))
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return b, f
}

func TestOverviewSheet(t *testing.T) {
	for code, want := range map[string][][]string{
		"nl": {
			{"Team", "Opleiding", "Instelling", "Datum", "Visie", "Visie", "Status van het plan", "Open acties", "Acties te laat", "Evaluatie"},
			{"Zorg", "Zorg", "Mbo Voorbeeld", "23-11-2026", "Kwetsbaar", "Op orde", "vastgesteld", "12", "3", "01-06-2027"},
			{"Bouw", "", "", "31-01-2026", "", "", "concept", "0", "0"},
		},
		"en": {
			{"Team", "Programme", "Institution", "Date", "Visie", "Visie", "Status of the plan", "Open actions", "Overdue actions", "Evaluation"},
			{"Zorg", "Zorg", "Mbo Voorbeeld", "23 Nov 2026", "Vulnerable", "In order", "adopted", "12", "3", "1 Jun 2027"},
			{"Bouw", "", "", "31 Jan 2026", "", "", "draft", "0", "0"},
		},
	} {
		t.Run(code, func(t *testing.T) {
			b, f := overviewBook(t, sideBySide("Zorg"), code)
			if list := f.GetSheetList(); len(list) != 1 {
				t.Fatalf("sheets %q", list)
			}
			sheet := f.GetSheetName(0)
			got, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			for cell, want := range map[string]string{"D2": "46349", "H2": "12", "I2": "3", "J2": "46539"} {
				kind, _ := f.GetCellType(sheet, cell)
				got, _ := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				if kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset || got != want {
					t.Errorf("%s is %q of kind %v, want the number %s", cell, got, kind, want)
				}
			}
			filtered := false
			for _, n := range f.GetDefinedName() {
				filtered = filtered || strings.HasSuffix(n.RefersTo, "$A$1:$J$3")
			}
			if !filtered {
				t.Errorf("no filter over all rows: %+v", f.GetDefinedName())
			}
			if again, _ := overviewBook(t, sideBySide("Zorg"), code); !bytes.Equal(b, again) {
				t.Error("the same overview gives other bytes")
			}
		})
	}
}

func TestOverviewSheetAcceptsAnyText(t *testing.T) {
	for name, team := range map[string]string{
		"formula": `=cmd|'/c calc'!A1`, "plus": "+1", "minus": "-1", "at": "@SUM(A1)", "tab": "\t=1", "control": "a\x00b\x1f",
		"long": strings.Repeat("lang ", 2000), "markup": `<a>&"'`, "emoji": "👩‍🏫",
	} {
		t.Run(name, func(t *testing.T) {
			_, f := overviewBook(t, sideBySide(team), "nl")
			sheet := f.GetSheetName(0)
			for _, cell := range []string{"A2", "B2"} {
				if formula, _ := f.GetCellFormula(sheet, cell); formula != "" {
					t.Errorf("%s is a formula: %s", cell, formula)
				}
				if kind, _ := f.GetCellType(sheet, cell); kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
					t.Errorf("%s is of kind %v", cell, kind)
				}
				got, _ := f.GetCellValue(sheet, cell)
				if want := strings.NewReplacer("\x00", "\uFFFD", "\x1f", "\uFFFD").Replace(team); got != want {
					t.Errorf("%s is %q, want %q", cell, got, want)
				}
			}
		})
	}
}

func TestOverviewSheetSizes(t *testing.T) {
	row := sideBySide("Zorg").Rows[0]
	for _, n := range []int{0, 1, 200} {
		o := sideBySide("")
		o.Rows = nil
		for range n {
			o.Rows = append(o.Rows, row)
		}
		_, f := overviewBook(t, o, "nl")
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil || len(rows) != n+1 {
			t.Errorf("%d teams give %d rows: %v", n, len(rows), err)
		}
	}
}
