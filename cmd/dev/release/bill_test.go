//go:build slow

package release_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/cmd/dev/release"
)

// The bill for Windows lists the components of the program there, each with its licence, and none that are only in
// the Linux program.
func TestBillListsTheComponentsOfItsSystem(t *testing.T) {
	p, err := release.Read(t.Context(), filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	path, err := p.Bill(t.Context(), "windows", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var bill struct {
		Format     string `json:"bomFormat"`
		Components []struct {
			Name, Version string
			Evidence      struct{ Licenses []any }
		}
	}
	if err := json.Unmarshal(b, &bill); err != nil || bill.Format != "CycloneDX" {
		t.Fatalf("%s, %v", bill.Format, err)
	}
	versions := map[string]string{}
	for _, c := range bill.Components {
		versions[c.Name] = c.Version
		if len(c.Evidence.Licenses) == 0 {
			t.Errorf("%s has no licence", c.Name)
		}
	}
	if versions["fyne.io/fyne/v2"] == "" || versions["github.com/mattn/go-sqlite3"] == "" || versions["howett.net/plist"] != "" {
		t.Errorf("the bill holds %v", versions)
	}
}
