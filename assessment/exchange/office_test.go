//go:build slow

package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// office is LibreOffice with a private profile.
type office struct {
	*testing.T
	program, dir string
}

func newOffice(t *testing.T) office {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("KWALITEITSKAART_REQUIRE_TOOLS") != "" {
			t.Fatalf("soffice is required here: %v", err)
		}
		t.Skip("soffice is missing: workbooks were not opened with LibreOffice")
	}
	return office{t, program, t.TempDir()}
}

// convert makes LibreOffice convert a workbook, and returns the file named made.
func (o office) convert(name, to string, b []byte, made string) []byte {
	o.Helper()
	path := filepath.Join(o.dir, name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		o.Fatal(err)
	}
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(o.dir, "profile"))
	out, err := exec.CommandContext(o.Context(), o.program, profile, "--headless", "--convert-to", to, "--outdir", o.dir+"/out", path).CombinedOutput()
	if err != nil {
		o.Fatalf("%v\n%s", err, out)
	}
	b, err = os.ReadFile(filepath.Join(o.dir, "out", made))
	if err != nil {
		o.Fatalf("%v\n%s", err, out)
	}
	return b
}

// everySheetAsText converts each sheet to a file: commas, quotes, UTF-8, values of formulas.
const everySheetAsText = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

func (o office) rows(name string, b []byte, made string) [][]string {
	o.Helper()
	rows, err := csv.NewReader(bytes.NewReader(o.convert(name, everySheetAsText, b, made))).ReadAll()
	if err != nil {
		o.Fatal(err)
	}
	return rows
}

// LibreOffice opens our workbooks and takes no text for a formula.
func TestLibreOfficeReadsNoTextAsAFormula(t *testing.T) {
	o := newOffice(t)
	plan, err := exchange.Sheets(assessment.Round{Assessment: withAwkwardTexts(t)}, words.In("nl"), today)
	if err != nil {
		t.Fatal(err)
	}
	rows := o.rows("plan.xlsx", plan, "plan-Acties.csv")
	if len(rows) != len(awkward)+1 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, want := range awkward {
		// It drops an invisible byte order mark at the start of a text.
		got := strings.TrimPrefix(rows[i+1][1], "\ufeff")
		if want = strings.TrimPrefix(legible(want), "\ufeff"); got != want {
			t.Errorf("it shows %q, want %q", got, want)
		}
	}
}

// A card of ours that LibreOffice saves is read as the same card.
func TestLibreOfficeKeepsACard(t *testing.T) {
	o := newOffice(t)
	card := storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	o.convert("card.xlsx", "xlsx", template(t, card, "nl"), "card.xlsx")
	again, err := exchange.OpenCard(filepath.Join(o.dir, "out", "card.xlsx"))
	if err != nil || !bytes.Equal(again.Compact, card.Compact) {
		t.Errorf("the card comes back as another: %v", err)
	}
}

// Dates and numbers are real for LibreOffice: it can sort them and add them up.
func TestLibreOfficeKnowsDatesAndNumbers(t *testing.T) {
	o := newOffice(t)
	rounds := storetest.Example(t)
	a := rounds[1]
	plan, err := exchange.Sheets(assessment.Round{Assessment: a}, words.In("nl"), today)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	kinds := xml.NewDecoder(bytes.NewReader(o.convert("plan.xlsx", "fods", plan, "plan.fods")))
	for {
		token, err := kinds.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "table-cell" {
			continue
		}
		of := map[string]string{}
		for _, attr := range start.Attr {
			of[attr.Name.Local] = attr.Value
		}
		if of["formula"] != "" {
			t.Errorf("a formula %s", of["formula"])
		}
		switch kind := of["value-type"]; kind {
		case "date":
			got[kind] = append(got[kind], of["date-value"])
		case "float":
			got[kind] = append(got[kind], of["value"])
		}
	}
	var dates []string
	for _, x := range a.Plan.ByDue() {
		for _, d := range []assessment.Date{x.Due, x.Start} {
			dates = append(dates, string(d))
		}
	}
	if list := got["date"]; len(list) < len(dates) {
		t.Errorf("%d dates, want at least %d", len(list), len(dates))
	} else if diff := cmp.Diff(dates, list[:len(dates)]); diff != "" {
		t.Error(diff)
	}
	for _, want := range []string{"40", "1500", "2.9"} { // hours, euros, the mean of the first area
		if !strings.Contains(" "+strings.Join(got["float"], " ")+" ", " "+want+" ") {
			t.Errorf("no number %s among %v", want, got["float"])
		}
	}
}

// LibreOffice opens an overview of any size, with a row for each team.
func TestLibreOfficeOpensAnOverview(t *testing.T) {
	o := newOffice(t)
	row := sideBySide("Zorg").Rows[0]
	for _, n := range []int{0, 200} {
		many := sideBySide("")
		many.Rows = nil
		for range n {
			many.Rows = append(many.Rows, row)
		}
		b, f := overviewBook(t, many, "nl")
		if rows := o.rows("overview.xlsx", b, "overview-"+f.GetSheetName(0)+".csv"); len(rows) != n+1 {
			t.Errorf("%d rows for %d teams", len(rows), n)
		}
	}
}
