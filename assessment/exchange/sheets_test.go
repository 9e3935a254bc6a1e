package exchange_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

const today = assessment.Date("2027-02-15")

// workbookOf opens a workbook that was just made.
func workbookOf(t testing.TB, b []byte, err error) *excelize.File {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// records returns the rows below the headings of a sheet, up to the first empty one, each by heading.
func records(t testing.TB, f *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %d rows, %v", sheet, len(rows), err)
	}
	var list []map[string]string
	for _, row := range rows[1:] {
		if len(row) == 0 {
			break
		}
		record := map[string]string{}
		for i, head := range rows[0] {
			if _, twice := record[head]; twice {
				t.Fatalf("%s: two columns are called %q", sheet, head)
			}
			record[head] = ""
			if i < len(row) {
				record[head] = row[i]
			}
		}
		list = append(list, record)
	}
	return list
}

// exampleRounds returns the example team's rounds.
func exampleRounds(t testing.TB) []*assessment.Assessment {
	t.Helper()
	rounds := storetest.Example(t)
	return rounds
}

// serial returns a date as spreadsheets count it: days since the end of 1899, plus one from March 1900.
func serial(d assessment.Date) string {
	if d == "" {
		return ""
	}
	days := int(d.Time().Sub(assessment.Date("1900-01-01").Time()).Hours()/24) + 1
	if d >= "1900-03-01" {
		days++
	}
	return strconv.Itoa(days)
}

func TestSheetOfScores(t *testing.T) {
	a := exampleRounds(t)[1]
	a.Scores[0].Answer, a.Scores[0].Note = assessment.NotApplicable, "=niet hier"
	a.Scores[1].Answer = assessment.Blank
	lang, r := words.In("nl"), a.Result()
	earlier := exampleRounds(t)[:1]
	b, err := exchange.Sheets(assessment.Round{Assessment: a, Earlier: earlier}, lang, today)
	got, trend := records(t, workbookOf(t, b, err), "Scores"), a.Compare(earlier[0])
	if len(got) != len(r.Indicators) {
		t.Fatalf("%d rows for %d indicators", len(got), len(r.Indicators))
	}
	orNone := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	yes := map[bool]string{true: "ja", false: "nee"}
	for i, x := range r.Indicators {
		ind, area := a.Card.Indicator(x.ID)
		score := a.Score(x.ID)
		answer, level := strconv.Itoa(int(x.Answer)), ""
		switch x.Answer {
		case assessment.Blank:
			answer = "Nog niet ingevuld"
		case assessment.Unknown:
			answer = "Weet ik niet"
		case assessment.NotApplicable:
			answer = "Niet van toepassing"
		default:
			level = a.Card.Scale.Levels[x.Answer-1].Title["nl"]
		}
		want := map[string]string{
			"Indicator": x.ID, "Titel": ind.Title["nl"], "Gebied": area.Title["nl"], "Score": answer, "Niveau": level,
			"Norm": strconv.Itoa(x.Norm), "Eigen doel": strconv.Itoa(x.Target), "Belang": strconv.Itoa(x.Importance),
			"Kern": yes[x.Core], "Punten": strconv.Itoa(x.Points),
			"Plaats op de ranglijst": orNone(slices.Index(r.Priorities, x.ID) + 1), "Nog zonder bewijs": yes[!x.Supported],
			"Trots op": yes[score.Strength], "Afgesproken verschil": yes[score.Disagreed], "Opmerking": score.Note, "Bewijs": score.Evidence,
			"Voorstel uit de scores vooraf": orNone(x.Ballots.Proposed()), "Laagste score vooraf": orNone(x.Ballots.Lowest()),
			"Hoogste score vooraf": orNone(x.Ballots.Highest()), "Vooraf weet niet": strconv.Itoa(x.Ballots.Unknown),
			"Vooraf n.v.t.": strconv.Itoa(x.Ballots.NotApplicable), "Vooraf niet ingevuld": strconv.Itoa(x.Ballots.Blank),
			"Volgorde bespreken": orNone(slices.Index(r.Discussion, x.ID) + 1),
		}
		if !x.Answer.IsLevel() || int(x.Answer) < x.Norm {
			want["Nog zonder bewijs"] = "" // no evidence is required
		}
		want["Niveau op 24-11-2025"], want["Verschil"] = "", ""
		if moved := trend.Indicator(x.ID); moved.Then.IsLevel() {
			want["Niveau op 24-11-2025"], want["Verschil"] = moved.Then.String(), strconv.Itoa(int(moved.Now-moved.Then))
		}
		for n, count := range x.Ballots.Levels {
			want[fmt.Sprint("Vooraf op ", n+1)] = strconv.Itoa(count)
		}
		reasons := strings.NewReplacer("spread", "verschil", "unknown", "weet niet", "contested", "n.v.t. betwist", " ", ", ")
		want["Bespreken omdat"] = reasons.Replace(strings.Trim(fmt.Sprint(x.Discuss), "[]"))
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.ID, diff)
		}
	}
}

// What ballots propose is left out if it may not be shown, including the headings.
func TestSheetsKeepBallotsHidden(t *testing.T) {
	for name, change := range map[string]func(*assessment.Assessment){
		"two ballots":  func(a *assessment.Assessment) { a.Ballots = a.Ballots[:2] },
		"not revealed": func(a *assessment.Assessment) { a.Revealed = false },
		"all but two wait": func(a *assessment.Assessment) {
			for i := range a.Ballots[2:] {
				a.Ballots[2+i].Waiting = true
			}
		},
	} {
		a := exampleRounds(t)[1]
		change(a)
		b, err := exchange.Sheets(assessment.Round{Assessment: a}, words.In("en"), today)
		for head := range records(t, workbookOf(t, b, err), "Scores")[0] {
			if strings.Contains(strings.ToLower(head), "ballot") || strings.Contains(head, "iscuss") {
				t.Errorf("%s: there is a column %q", name, head)
			}
		}
	}
}

func TestSheetOfActions(t *testing.T) {
	a := exampleRounds(t)[0]
	lang := words.In("en")
	b, err := exchange.Sheets(assessment.Round{Assessment: a}, lang, today)
	got := records(t, workbookOf(t, b, err), "Actions")
	all := a.Plan.ByDue()
	if len(all) < 5 || len(got) != len(all) {
		t.Fatalf("%d rows for %d actions", len(got), len(all))
	}
	yes := map[bool]string{true: "yes", false: "no"}
	met := map[string]int{}
	for i, x := range all {
		ind, _ := a.Card.Indicator(x.Priority.Indicator)
		var progress []string
		for _, n := range x.Notes {
			progress = append(progress, lang.Date(n.Date)+": "+n.Text)
		}
		want := map[string]string{
			"Due": serial(x.Due), "Action": x.What, "Indicator": ind.ID, "Title of the indicator": ind.Title["en"],
			"Owner": x.Owner, "Who helps": x.Helpers, "Starts on": serial(x.Start), "Done when": x.DoneWhen,
			"Hours": strconv.Itoa(x.Hours), "Euros": strconv.Itoa(x.Euros), "Asked of management": x.Ask,
			"Feasibility (1 hard – 3 easy)": strconv.Itoa(x.Feasibility), "Quick win": yes[x.QuickWin(a.Plan.Date)],
			"Status": lang.Say("status." + string(x.Status)), "Overdue": yes[x.Overdue(today)],
			"Stopped because": x.Reason, "Answer from management": "", "Explanation from management": "", "Hours granted": "", "Euros granted": "", "Answered on": "", "Progress": strings.Join(progress, "\n"),
		}
		if x.Asks() {
			want["Answer from management"] = lang.Say("report.reply.none")
		}
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Errorf("action %d (-want +got):\n%s", i, diff)
		}
		met["overdue "+want["Overdue"]]++
		met[want["Status"]]++
	}
	if len(met) < 4 {
		t.Errorf("the example is too tame: %v", met)
	}
}

func TestSheetOfResult(t *testing.T) {
	a := exampleRounds(t)[1]
	lang, r := words.In("nl"), a.Result()
	b, err := exchange.Sheets(assessment.Round{Assessment: a}, lang, today)
	f := workbookOf(t, b, err)
	for i, record := range records(t, f, "Uitslag") {
		x := r.Areas[i]
		want := map[string]string{
			"Gebied": x.ID, "Titel": a.Card.Areas[i].Title["nl"], "Van toepassing": strconv.Itoa(x.Applicable),
			"Gescoord": strconv.Itoa(x.Scored), "Weet niet": strconv.Itoa(x.Unknown), "Niet ingevuld": strconv.Itoa(x.Blank),
			"Niet van toepassing": strconv.Itoa(x.NotApplicable), "Gemiddeld": x.Mean.String(),
			"Oordeel": lang.Say("label." + string(x.Label)),
		}
		for n, count := range x.Levels {
			want[fmt.Sprint("Niveau ", n+1)] = strconv.Itoa(count)
		}
		if diff := cmp.Diff(want, record); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.ID, diff)
		}
	}
	rows, err := f.GetRows("Uitslag")
	if err != nil {
		t.Fatal(err)
	}
	hours, euros := a.Plan.Totals()
	facts := map[string]string{
		"Team": a.Team.Name, "Datum": serial(a.Date), "Mensen die vooraf scoorden": strconv.Itoa(r.Ballots), "Kenmerk": a.ID,
		"Versie van de kaart": "lob-mbo 1.1.0", "Wat gaat goed": a.Plan.Strong, "Zorgen": a.Plan.Concern, "Keuze": a.Plan.Choice,
		"Vastgesteld op": serial(a.Plan.AdoptedOn), "Evaluatie": serial(a.Plan.EvaluationDate),
		"Uren van alle acties, ook klaar of gestopt": strconv.Itoa(hours), "Euro van alle acties, ook klaar of gestopt": strconv.Itoa(euros), "Status van het plan": "vastgesteld",
	}
	priorities := map[string][]string{}
	for _, p := range a.Plan.Priorities {
		s := a.Score(p.Indicator)
		ind, _ := a.Card.Indicator(p.Indicator)
		priorities[p.Indicator] = []string{
			p.Indicator, ind.Title["nl"], s.Answer.String(), strconv.Itoa(s.Target), p.Why, p.Goal, p.StudentEffect,
			strconv.Itoa(len(p.Actions)),
		}
	}
	below := false
	for _, row := range rows[len(r.Areas)+1:] {
		if len(row) == 0 {
			continue
		}
		if want, ok := facts[row[0]]; ok && !below {
			if len(row) < 2 || row[1] != want {
				t.Errorf("%q, want %s", row, want)
			}
			delete(facts, row[0])
		}
		if want, ok := priorities[row[0]]; ok && below {
			if diff := cmp.Diff(want, row); diff != "" {
				t.Errorf("priority (-want +got):\n%s", diff)
			}
			delete(priorities, row[0])
		}
		below = below || row[0] == "Prioriteit"
	}
	if len(facts)+len(priorities) > 0 {
		t.Errorf("not there: %v %v", facts, priorities)
	}
}

// Dates and numbers are real, the actions are a table that can be filtered, and headings stay visible.
func TestSheetsAreFitForUse(t *testing.T) {
	a := exampleRounds(t)[1]
	a.Plan.EvaluationDate, a.Plan.AdoptedOn = "1900-02-28", "1900-03-01"
	b, err := exchange.Sheets(assessment.Round{Assessment: a}, words.In("nl"), today)
	f := workbookOf(t, b, err)
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Scores", "Acties", "Uitslag", "Vorig plan", "Wijzigingen"}) {
		t.Errorf("sheets %v", got)
	}
	for cell, want := range map[string]string{"A2": "04-01-2027", "J4": "€ 1,500", "B2": a.Plan.ByDue()[0].What} {
		got, err := f.GetCellValue("Acties", cell, excelize.Options{RawCellValue: false})
		if err != nil || strings.ReplaceAll(got, "€1", "€ 1") != want {
			t.Errorf("%s shows %q, want %q (%v)", cell, got, want, err)
		}
	}
	for cell, want := range map[string]excelize.CellType{
		"A2": excelize.CellTypeUnset, "B2": excelize.CellTypeSharedString, "I2": excelize.CellTypeUnset,
	} {
		if got, err := f.GetCellType("Acties", cell); err != nil || got != want {
			t.Errorf("%s is of type %v, want %v (%v)", cell, got, want, err)
		}
	}
	for _, sheet := range []string{"Scores", "Acties"} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		end, _ := excelize.CoordinatesToCellName(len(rows[0]), len(rows))
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 1 || tables[0].Range != "A1:"+end {
			t.Errorf("%s: tables %+v, %v; want one to %s", sheet, tables, err, end)
		}
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
		if got, err := f.GetSheetDimension(sheet); err != nil || got != "A1:"+end {
			t.Errorf("%s: dimension %s, %v; want A1:%s", sheet, got, err, end)
		}
	}
	for _, sheet := range f.GetSheetList() {
		printsWell(t, f, sheet, "stand "+words.In("nl").Date(today), sheet != "Uitslag") // which is several tables
	}
	props, err := f.GetDocProps()
	if err != nil || props.Creator != a.Team.Name || props.Created != a.UpdatedAt.String() || props.Modified != props.Created {
		t.Errorf("%+v, %v", props, err)
	}
}

// An empty plan, and one with texts of every length, give valid workbooks.
func TestSheetsOfExtremes(t *testing.T) {
	card := storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	empty := assessment.New(card, assessment.Team{}, "2026-11-23", 1)
	b, err := exchange.Sheets(assessment.Round{Assessment: empty}, words.In("nl"), today)
	if got := records(t, workbookOf(t, b, err), "Acties"); len(got) != 0 {
		t.Errorf("actions of a plan without any: %v", got)
	}
	structure(t, b)

	a := exampleRounds(t)[1]
	action := &a.Plan.Priorities[0].Actions[0]
	action.What = strings.Repeat("🎓", assessment.MaxText)
	action.Due, action.Notes = "1900-01-01", nil
	for range 9 {
		action.Notes = append(action.Notes, assessment.Note{ID: assessment.NewID(), Date: today, Text: strings.Repeat("é", assessment.MaxText)})
	}
	b, err = exchange.Sheets(assessment.Round{Assessment: a}, words.In("nl"), today)
	got := records(t, workbookOf(t, b, err), "Acties")[0]
	if got["Actie"] != action.What || got["Klaar op"] != "1" {
		t.Errorf("due %s; %d characters", got["Klaar op"], len(got["Actie"]))
	}
	all := got["Voortgang"]
	for i := 2; got["Voortgang "+strconv.Itoa(i)] != ""; i++ {
		all += "\n" + got["Voortgang "+strconv.Itoa(i)]
	}
	if n := strings.Count(all, "15-02-2027: "+action.Notes[0].Text); n != 9 {
		t.Errorf("%d of 9 notes are whole", n)
	}
	structure(t, b)
}

func TestSheetsAreTheSameBytes(t *testing.T) {
	for _, code := range words.Codes {
		var first []byte
		for range 5 {
			b, err := exchange.Sheets(assessment.Round{Assessment: exampleRounds(t)[1]}, words.In(code), today)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = b
			} else if !bytes.Equal(first, b) {
				t.Fatalf("%s: other bytes for the same assessment", code)
			}
		}
		structure(t, first)
	}
}
