package command_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

// Faults in a workbook are reported by sheet and cell, in either language.
func TestCardFaultsBySheetAndCell(t *testing.T) {
	for lang, want := range map[string][]string{
		"nl": {"  Indicatoren!F2: 7 valt buiten 1…4", "  Termijnen!B2: 0 valt buiten 1…520", "  'Niveaus per indicator'!C3: mag niet leeg zijn"},
		"en": {"  Indicators!F2: 7 is outside 1…4", "  Terms!B2: 0 is outside 1…520", "  'Levels per indicator'!C3: must not be empty"},
	} {
		path := filepath.Join(t.TempDir(), "card.xlsx")
		line, _, stderr := program()
		if code := line.Run(t.Context(), []string{"card", "template", "--out", path, "--lang", lang}); code != command.Done {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range []any{7, 0, ""} {
			sheet, cell, _ := strings.Cut(strings.Trim(strings.Split(want[i], ":")[0], " "), "!")
			if err := f.SetCellValue(strings.Trim(sheet, "'"), cell, v); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		line, stdout, stderr := program()
		if code := line.Run(t.Context(), []string{"card", "check", path, "--lang", lang}); code != command.Refused || stdout.Len() > 0 {
			t.Errorf("exit code %d, %s", code, stdout)
		}
		got := strings.Split(strings.TrimRight(stderr.String(), "\n"), "\n")
		if len(got) != len(want)+1 {
			t.Errorf("%s: %s", lang, stderr)
		}
		// Faults are in the order of the sheets.
		if diff := cmp.Diff([]string{want[0], want[2], want[1]}, got[1:]); diff != "" {
			t.Errorf("%s: %s", lang, diff)
		}
	}
}
