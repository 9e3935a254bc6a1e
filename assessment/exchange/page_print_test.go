//go:build slow

package exchange_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/exchange/pagetest"
)

// maxPrinted is the most pages that the built-in card may take on paper.
const maxPrinted = 12

// Printed, with or without its script, the page is a form to fill in with a pen: it has the whole card, and nothing that
// works only on screen.
func TestPagePrints(t *testing.T) {
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("KWALITEITSKAART_REQUIRE_TOOLS") != "" {
			t.Fatalf("pdftotext is required here: %v", err)
		}
		t.Skip("pdftotext is missing: the printed page was not read")
	}
	browser := pagetest.Start(t)
	a := unrevealed(t)
	page := savedPage(t, exchange.Invite(a), "nl")
	for _, o := range []pagetest.Options{phone, {Width: 412, Height: 915, NoScript: true}, {Width: 412, Height: 915, Media: map[string]string{"prefers-color-scheme": "dark"}}} {
		pdf := filepath.Join(t.TempDir(), "page.pdf")
		browser.Open(page, o).Print(pdf)
		out, err := exec.CommandContext(t.Context(), reader, pdf, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(out)), " ")
		for _, ind := range a.Card.InScope(a.Scope) {
			for _, want := range append(ind.Levels, ind.Statement) {
				if !strings.Contains(text, want["nl"]) {
					t.Errorf("%v: not on paper: %s", o, want["nl"])
				}
			}
		}
		if n := strings.Count(text, "Opmerking"); n != len(a.Card.InScope(a.Scope)) {
			t.Errorf("%v: room for %d remarks", o, n)
		}
		for _, not := range []string{"Inleveren", "Volgende lege", "scripts", "deze browser"} {
			if strings.Contains(text, not) {
				t.Errorf("%v: on paper it says %q", o, not)
			}
		}
		if n := strings.Count(string(out), "\f"); n > maxPrinted {
			t.Errorf("%v: %d pages", o, n)
		}
	}
}
