package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/report/pdf"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// wordText is a text as copied by a word processor: soft line ends, a carriage return, a bullet of a symbol font;
// wordRead is how it should read.
const (
	wordText = "Doel 2027\vSamen\vmet bedrijven\rEinde \uF0B7 punt \u2028ls"
	wordRead = "Doel 2027\nSamen\nmet bedrijven\nEinde • punt \nls"
)

// Text copied from a word processor reads the same on screen, on paper, in the workbook and in the CSV.
func TestWordReadsTheSameEverywhere(t *testing.T) {
	given := exampleRounds(t)[1]
	given.Plan.Priorities = given.Plan.Priorities[:1]
	p := &given.Plan.Priorities[0]
	p.Actions = p.Actions[:1]
	p.Actions[0].What, given.Scores[0].Note = "HIER", "HIER"
	pasted, err := json.Marshal(wordText)
	if err != nil {
		t.Fatal(err)
	}
	content := strings.ReplaceAll(contentOf(t, written(t, given)), `"HIER"`, string(pasted))
	a, err := exchange.Read(sealed("kwaliteitskaart", content), storetest.BuiltIn(t))
	if err != nil {
		t.Fatal(err)
	}
	lang := words.In("nl")
	if what, note := a.Plan.Priorities[0].Actions[0].What, a.Scores[0].Note; what != wordRead || note != wordRead {
		t.Errorf("on screen: %q, %q", what, note)
	}

	b, err := exchange.Sheets(assessment.Round{Assessment: a}, lang, today)
	f := workbookOf(t, b, err)
	if got := records(t, f, "Acties")[0]["Actie"]; got != wordRead {
		t.Errorf("workbook: %q", got)
	}

	b, err = exchange.ActionsCSV(assessment.Round{Assessment: a}, lang, today)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.Comma = ';'
	if lines, err := r.ReadAll(); err != nil || lines[1][2] != wordRead {
		t.Errorf("csv: %q, %v", lines, err)
	}

	w, err := pdf.New()
	if err != nil {
		t.Fatal(err)
	}
	var doc bytes.Buffer
	if err := w.Write(t.Context(), report.Build(report.Plan, report.Input{Round: assessment.Round{Assessment: a}, Words: lang, Today: today}), &doc); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plan.pdf")
	if err := os.WriteFile(path, doc.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Skipf("pdftotext is not here, so paper was not read: %v", err)
	}
	if want := strings.ReplaceAll(wordRead, " \n", "\n"); !strings.Contains(strings.ReplaceAll(string(out), " \n", "\n"), want) {
		t.Errorf("paper lacks %q:\n%s", want, out)
	}
}

// The texts of a card are tidied like all texts, in JSON, in a workbook and in a hand-over file, so that it is one card
// however it came.
func TestCardTextsAreTidied(t *testing.T) {
	card := *storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	card.ID = "eigen"
	card.Title = assessment.Text{"nl": wordText, "en": wordText}
	card.DiscussionPrompts = []assessment.Text{{"nl": wordText, "en": wordText}}
	raw, err := json.Marshal(card)
	if err != nil {
		t.Fatal(err)
	}
	read, err := exchange.ReadCard(raw)
	if err != nil {
		t.Fatal(err)
	}
	b, err := exchange.WriteCardSheet(read, words.In("nl"))
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := exchange.ReadCardSheet(b)
	if err != nil {
		t.Fatal(err)
	}
	a := small(t)
	a.Card = read
	written := written(t, a)
	file, err := exchange.Read(written, storetest.BuiltIn(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]*assessment.Card{"json": read, "workbook": sheet, "hand-over": file.Card} {
		if c.Title["nl"] != wordRead || c.DiscussionPrompts[0]["en"] != wordRead {
			t.Errorf("%s: %q, %q", name, c.Title["nl"], c.DiscussionPrompts[0]["en"])
		}
	}
	for name, c := range map[string]*assessment.Card{"workbook": sheet, "hand-over": file.Card} {
		if err := (exchange.Cards{read}).Clash(c); err != nil {
			t.Errorf("the card of the %s: %v", name, err)
		}
	}
}
