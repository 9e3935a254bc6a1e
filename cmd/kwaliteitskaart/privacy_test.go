package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/cmd/kwaliteitskaart/journal"
	"kwaliteitskaart/ui"
)

// Settings → Privacy lists everything that is stored.
func TestPrivacyListsAllThatIsStored(t *testing.T) {
	store, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	schema, err := store.Schema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, told := range ui.Stored {
		got, want := slices.Sorted(slices.Values(told.Columns)), slices.Sorted(slices.Values(schema[told.Table]))
		if !slices.Equal(got, want) {
			t.Errorf("%s: told %v, stored %v", told.Table, got, want)
		}
		delete(schema, told.Table)
	}
	for table, columns := range schema {
		t.Errorf("%s %v is stored and not told", table, columns)
	}
}

// The privacy page states the same numbers as the code.
func TestPrivacyPageStatesTheNumbers(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "assets", "privacy", "nl.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Join(strings.Fields(string(b)), " ")
	for _, want := range []string{
		fmt.Sprintf("Prullenbak: %d dagen", assessment.BinDays),
		fmt.Sprintf("is na %d dagen weg", assessment.BinDays),
		fmt.Sprintf("de laatste %d, en van de laatste %d dagen één per dag", assessment.KeptBackups, assessment.KeptBackupDays),
		fmt.Sprintf("minder dan %d mensen", assessment.MinBallots),
		fmt.Sprintf("hooguit %d MB en oude delen hooguit %d dagen; van vastlopers de laatste %d verslagen",
			journal.Megabytes, journal.Days, journal.Reports),
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// The privacy page in the repository is identical to the one in the program.
func TestPrivacyPagesAreIdentical(t *testing.T) {
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if ours, theirs := read("assets/privacy/nl.md"), read(".github/privacy.md"); ours != theirs {
		t.Error("copy assets/privacy/nl.md to .github/privacy.md: the text lives in assets")
	}
}
