package exchange_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
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
					State: assessment.PlanStateAdopted,
				},
				Open: 12, Late: 3,
			},
			{OverviewRound: assessment.OverviewRound{
				Assessment: &assessment.Assessment{
					Team: assessment.Team{Name: "Bouw"}, Details: assessment.Details{Date: "2026-01-31"}, Plan: assessment.Plan{Status: assessment.PlanDraft},
				},
				Areas: make([]assessment.OverviewArea, 2), State: assessment.PlanStateNone,
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
	for code, want := range map[string]struct{ sheets, first string }{
		"nl": {"Teams Acties Vragen Indicatoren Jaren Niet gelezen", "Zorg|Zorg|Mbo Voorbeeld|23-11-2026|||Kwetsbaar|2,9|omhoog|Op orde||||vastgesteld||0|12|3|01-06-2027|binnen 6 weken|60|2.000|2|1"},
		"en": {"Teams Actions Requests Indicators Years Not read", "Zorg|Zorg|Mbo Voorbeeld|23 Nov 2026|||Vulnerable|2.9|up|In order||||adopted||0|12|3|1 Jun 2027|within 6 weeks|60|2,000|2|1"},
	} {
		t.Run(code, func(t *testing.T) {
			o := sideBySide("Zorg")
			o.Rows[0].Evaluation = assessment.EvaluationSoon
			o.Rows[0].Areas[0].Mean, o.Rows[0].Areas[0].Direction = assessment.MeanOf(29, 10), assessment.DirectionUp
			o.Rows[0].Asked.Asked = assessment.AskSum{Asks: 3, Hours: 60, Euros: 2000, Decisions: 2}
			o.Rows[0].Asked.Unanswered.Asks = 1
			o.Unread = []assessment.UnreadFile{{Name: "x.kwaliteitskaart", Reason: "is beschadigd"}}
			b, f := overviewBook(t, o, code)
			if got := strings.Join(f.GetSheetList(), " "); got != want.sheets {
				t.Errorf("sheets %s, want %s", got, want.sheets)
			}
			rows, err := f.GetRows("Teams")
			if err != nil || len(rows) != 3 {
				t.Fatalf("%d rows, %v", len(rows), err)
			}
			got := strings.NewReplacer("€ ", "", ".", "", ",", "").Replace(strings.Join(rows[1], "|"))
			if plain := strings.NewReplacer(".", "", ",", "").Replace(want.first); got != plain {
				t.Errorf("the first team is\n%s, want\n%s", got, plain)
			}
			for cell, want := range map[string]string{"D2": "46349", "H2": "2.9", "P2": "0", "Q2": "12", "U2": "60", "V2": "2000"} {
				kind, _ := f.GetCellType("Teams", cell)
				got, _ := f.GetCellValue("Teams", cell, excelize.Options{RawCellValue: true})
				if kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset || got != want {
					t.Errorf("%s is %q of kind %v, want the number %s", cell, got, kind, want)
				}
			}
			if again, _ := overviewBook(t, o, code); !bytes.Equal(b, again) {
				t.Error("the same overview gives other bytes")
			}
		})
	}
}

// printsWell checks that a sheet prints one page wide with day in the footer, and with its first row on each page if headed.
func printsWell(t *testing.T, f *excelize.File, sheet, day string, headed bool) {
	t.Helper()
	page, err := f.GetPageLayout(sheet)
	if err != nil || page.FitToWidth == nil || *page.FitToWidth != 1 || page.FitToHeight == nil || *page.FitToHeight != 0 {
		t.Errorf("%s prints %v pages wide, %v", sheet, page.FitToWidth, err)
	}
	props, err := f.GetSheetProps(sheet)
	if err != nil || props.FitToPage == nil || !*props.FitToPage {
		t.Errorf("%s does not fit its pages, %v", sheet, err)
	}
	foot, err := f.GetHeaderFooter(sheet)
	if err != nil || foot == nil || !strings.Contains(foot.OddFooter, day) {
		t.Errorf("%s has below it %+v, want %q, %v", sheet, foot, day, err)
	}
	repeats := slices.ContainsFunc(f.GetDefinedName(), func(n excelize.DefinedName) bool {
		return n.Name == "_xlnm.Print_Titles" && n.Scope == sheet && n.RefersTo == "'"+sheet+"'!$1:$1"
	})
	if repeats != headed {
		t.Errorf("%s has its first row on each page: %v, want %v", sheet, repeats, headed)
	}
}

// Every sheet is filtered over all its rows, prints well, and breaks no heading within a word.
func TestOverviewSheetsPrintWell(t *testing.T) {
	example := storetest.Example(t)
	for _, code := range words.Codes {
		o := assessment.NewOverview(example, "2026-11-24")
		o.Selection = "1 of 2 teams: A&B"
		_, f := overviewBook(t, o, code)
		filtered := 0
		for _, n := range f.GetDefinedName() {
			if strings.Contains(n.Name, "FilterDatabase") {
				filtered++
			}
		}
		if filtered != len(f.GetSheetList()) {
			t.Errorf("%d filters on %d sheets", filtered, len(f.GetSheetList()))
		}
		for _, sheet := range f.GetSheetList() {
			printsWell(t, f, sheet, words.In(code).Say("overview.as_of", "date", words.In(code).Date("2026-11-24"))+" · 1 of 2 teams: A&&B&R", true)
			rows, err := f.GetRows(sheet)
			if err != nil || len(rows) < 2 {
				t.Fatalf("%s has %d rows, %v", sheet, len(rows), err)
			}
			all := 0.0
			for i, head := range rows[0] {
				column, _ := excelize.ColumnNumberToName(i + 1)
				width, _ := f.GetColWidth(sheet, column)
				all += width
				if id, _ := f.GetCellStyle(sheet, column+"1"); upright(t, f, id) {
					continue
				}
				for word := range strings.FieldsSeq(head) {
					if n := len([]rune(word)); float64(n) > width-1 {
						t.Errorf("%s: %q breaks in a column of %v", sheet, word, width)
					}
				}
			}
			page, _ := f.GetPageLayout(sheet)
			if points := map[int]float64{9: 277, 8: 400}[*page.Size] / (all * 1.93) * 11; points < 6.5 {
				t.Errorf("%s is printed in %.1f points on paper of kind %d", sheet, points, *page.Size)
			}
		}
	}
}

// upright reports whether a style turns its text.
func upright(t *testing.T, f *excelize.File, style int) bool {
	t.Helper()
	s, err := f.GetStyle(style)
	if err != nil {
		t.Fatal(err)
	}
	return s.Alignment != nil && s.Alignment.TextRotation == 90
}

func TestOverviewSheetAcceptsAnyText(t *testing.T) {
	for name, team := range map[string]string{
		"formula": `=cmd|'/c calc'!A1`, "plus": "+1", "minus": "-1", "at": "@SUM(A1)", "tab": "\t=1", "control": "a\x00b\x1f",
		"long": strings.Repeat("lang ", 2000), "markup": `<a>&"'`, "emoji": "👩‍🏫",
	} {
		t.Run(name, func(t *testing.T) {
			_, f := overviewBook(t, sideBySide(team), "nl")
			sheet := f.GetSheetName(0)
			for _, cell := range []string{"A2", "B2"} { // the team and its programme
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
