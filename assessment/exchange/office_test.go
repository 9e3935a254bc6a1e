package exchange_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/text"
)

// LibreOffice opens what we write, takes no text for a formula, and what it writes itself is read as the same card. It is
// too large to ask of every machine; the structure of each workbook is held to the rules everywhere.
func TestLibreOfficeOpensOurSheets(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is missing: workbooks were not opened with LibreOffice")
	}
	dir := t.TempDir()
	card := builtIn(t).Newest(exchange.DefaultCard)
	a := withAwkwardTexts(t)
	plan, err := exchange.Sheets(a, text.In("nl"), today)
	if err != nil {
		t.Fatal(err)
	}
	convert := func(name, to string, b []byte) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		profile := "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile"))
		out, err := exec.CommandContext(t.Context(), office, profile, "--headless", "--convert-to", to, "--outdir", dir+"/out", path).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	convert("card.xlsx", "xlsx", template(t, card, "nl"))
	again, err := exchange.OpenCard(filepath.Join(dir, "out", "card.xlsx"))
	if err != nil || !bytes.Equal(again.Compact, card.Compact) {
		t.Errorf("the card comes back as another: %v", err)
	}

	// Every sheet as text: commas, quotes, UTF-8, formulas as what they came to.
	convert("plan.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", plan)
	b, err := os.ReadFile(filepath.Join(dir, "out", "plan-Acties.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil || len(rows) != len(awkward)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, want := range awkward {
		// It drops a byte order mark at the beginning of a text, which nobody sees.
		got := strings.TrimPrefix(rows[i+1][1], "\ufeff")
		if want = strings.TrimPrefix(held(want), "\ufeff"); got != want {
			t.Errorf("it shows %q, want %q", got, want)
		}
	}
}
