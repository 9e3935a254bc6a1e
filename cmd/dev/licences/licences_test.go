package licences_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assets"
	"kwaliteitskaart/cmd/dev/licences"
)

// The stored licences match what the program is built from.
func TestStoredLicencesAreUpToDate(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	list, err := licences.Collect(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	for name, words := range map[string]string{
		"Lato":                      "tyPoland",
		"Noto Emoji":                "Google LLC",
		"Noto Sans":                 "SIL Open Font License", // Fyne's, for characters that Lato lacks
		"Go":                        "The Go Authors",
		"SQLite":                    "May you do good and not evil.",
		"fyne.io/fyne/v2":           "Adobe Systems", // Fyne's emoji
		"golang.org/x/sys":          "The Go Authors",
		"github.com/godbus/dbus/v5": "Redistribution", // in the program for Linux only
		"mingw-w64 (Windows)":       "mingw-w64 project",
	} {
		i := slices.IndexFunc(list, func(l assets.Licence) bool { return l.Name == name })
		if i < 0 || !strings.Contains(list[i].Text, words) {
			t.Errorf("%s is missing or does not say %q", name, words)
		}
	}
	want, err := licences.Encode(list)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, licences.File))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not of today: run “go run ./cmd/dev licences”", licences.File)
	}
}
