package exchange_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/words"
)

// The workbook tells what became of the last plan and what was changed after adopting.
func TestSheetsOfThePast(t *testing.T) {
	rounds := exampleRounds(t)
	a := rounds[1]
	a.Plan.Priorities[0].Goal = "Een ander doel"
	round := assessment.Round{Assessment: a, Earlier: rounds[:1]}
	b, err := exchange.Sheets(round, words.In("nl"), today)
	f := workbookOf(t, b, err)
	became := records(t, f, "Vorig plan")
	for i, x := range round.Became() {
		if got := became[i]; got["Wat"] != x.What || got["Wat ervan kwam"] != words.In("nl").Say("report.fate."+string(x.Fate)) {
			t.Errorf("of %q it says %v", x.What, got)
		}
	}
	if len(became) != 7 {
		t.Errorf("%d actions of the last plan", len(became))
	}
	changes := records(t, f, "Wijzigingen")
	if len(changes) != 1 || changes[0]["Werd"] != "Een ander doel" {
		t.Errorf("changes %v", changes)
	}
}

// No heading is wider than its column: it would break within a word.
func TestHeadingsDoNotBreakWithinAWord(t *testing.T) {
	for _, code := range words.Codes {
		b, err := exchange.Sheets(assessment.Round{Assessment: exampleRounds(t)[1], Earlier: exampleRounds(t)[:1]}, words.In(code), today)
		f := workbookOf(t, b, err)
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for i, head := range rows[0] {
				name, _ := excelize.ColumnNumberToName(i + 1)
				width, _ := f.GetColWidth(sheet, name)
				for word := range strings.FieldsSeq(head) {
					if float64(utf8.RuneCountInString(word))+3 > width {
						t.Errorf("%s, %s: %q stands in a column of %v", code, sheet, word, width)
					}
				}
			}
		}
	}
}
