package exchange_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/words"
)

// The workbook has the fates of earlier actions and the changes since adopting.
func TestSheetsOfThePast(t *testing.T) {
	rounds := exampleRounds(t)
	a := rounds[1]
	a.Plan.Priorities[0].Goal = "Een ander doel"
	due := a.Plan.Priorities[0].Actions[0].Due
	a.Plan.Priorities[0].Actions[0].Due, a.Plan.Priorities[0].Actions[0].Euros = "2027-03-01", 2500
	a.Scores[0].Disagreed = true
	round := assessment.Round{Assessment: a, Earlier: rounds[:1]}
	b, err := exchange.Sheets(round, words.In("nl"), today)
	f := workbookOf(t, b, err)
	became := records(t, f, "Vorig plan")
	for i, x := range round.Became() {
		if got := became[i]; got["Actie"] != x.What || got["Wat ervan kwam"] != words.In("nl").Say("report.fate."+string(x.Fate)) {
			t.Errorf("of %q it says %v", x.What, got)
		}
	}
	if len(became) != 7 {
		t.Errorf("%d actions of the last plan", len(became))
	}
	nl, got := words.In("nl"), make(map[string][2]string)
	for _, x := range records(t, f, "Wijzigingen") {
		got[x["Wat"]] = [2]string{x["Was"], x["Werd"]}
	}
	for field, want := range map[string][2]string{
		"due": {nl.Date(due), "01-03-2027"}, "euros": {words.None, nl.Euros(2500)}, "disagreed": {"nee", "ja"},
	} {
		if g := got[nl.Say("field."+field)]; g[1] != want[1] || field != "euros" && g[0] != want[0] {
			t.Errorf("of %s it says %q, want %q", field, g, want)
		}
	}
	if len(got) != 4 || got[nl.Say("field.goal")][1] != "Een ander doel" {
		t.Errorf("changes %v", got)
	}
	if score := records(t, f, "Scores")[0]; score["Afgesproken verschil"] != "ja" {
		t.Errorf("of what the team differs on it says %v", score)
	}
}

// The workbook has the adoptions before, with why the plan was reopened and what that changed, and names nobody.
func TestSheetOfChangesHasEarlierAdoptions(t *testing.T) {
	a := exampleRounds(t)[1]
	var err error
	if a, err = a.Reopen("2026-12-01", "Niet goed besproken", assessment.LastInstant-9); err != nil {
		t.Fatal(err)
	}
	a.Scores[0].Note = "Nu wel"
	if a, err = a.Adopt("2026-12-02", "zo", nil, assessment.LastInstant-8); err != nil {
		t.Fatal(err)
	}
	a.Present = "Anna en Bert"
	nl := words.In("nl")
	b, err := exchange.Sheets(assessment.Round{Assessment: a}, nl, today)
	var got [][4]string
	for _, x := range records(t, workbookOf(t, b, err), "Wijzigingen") {
		got = append(got, [4]string{x["Wat"], x["Was"], x["Werd"], x["Waarom"]})
	}
	want := [][4]string{
		{"Vastgesteld"},
		{"Weer geopend", "", "", "Niet goed besproken"},
		{nl.Say("field.note"), words.None, "Nu wel"},
		{"Opnieuw vastgesteld"},
		{"Aanwezig", got[len(got)-1][1], "(namen staan hier niet)"},
	}
	if !slices.Equal(got, want) || got[4][1] == "" {
		t.Errorf("it says %q", got)
	}
}

// The workbook and the list of actions show what the leadership granted, and when: all that was asked if it granted an ask
// without an amount.
func TestSheetsShowWhatWasGranted(t *testing.T) {
	a := exampleRounds(t)[1]
	placed := a.Plan.ByDue()
	for i, x := range placed {
		x.Hours, x.Euros, x.Reply = 0, 0, nil
		switch i {
		case 0:
			x.Hours, x.Euros, x.Reply = 40, 1500, &assessment.Reply{Kind: assessment.ReplyGranted, On: "2026-12-01"}
		case 1:
			x.Hours, x.Euros, x.Reply = 40, 1500, &assessment.Reply{Kind: assessment.ReplyPartly, Hours: 10, Euros: 500, On: "2026-12-02"}
		case 2:
			x.Hours = 5
		}
	}
	nl := words.In("nl")
	b, err := exchange.Sheets(assessment.Round{Assessment: a}, nl, today)
	rows := records(t, workbookOf(t, b, err), "Acties")
	for i, want := range [][3]string{{"40", "1500", "46357"}, {"10", "500", "46358"}, {"", "", ""}} {
		if got := [3]string{rows[i]["Toegezegde uren"], rows[i]["Toegezegde euro’s"], rows[i]["Beantwoord op"]}; got != want {
			t.Errorf("of action %d it says %q, want %q", i, got, want)
		}
	}
	csv, err := exchange.ActionsCSV(assessment.Round{Assessment: a}, nl, today)
	if err != nil || !strings.Contains(string(csv), ";Toegezegd;40;1500;2026-12-01;") {
		t.Errorf("%v:\n%s", err, csv)
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
