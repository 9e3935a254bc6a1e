package place_test

import (
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/cmd/kwaliteitskaart/place"
)

func TestPresetsFile(t *testing.T) {
	shared := func(name string) string { return map[string]string{"ProgramData": `C:/ProgramData`}[name] }
	for system, want := range map[string]string{
		"windows": "C:/ProgramData/Kwaliteitskaart/presets.json",
		"darwin":  "/Library/Application Support/Kwaliteitskaart/presets.json",
		"linux":   "/etc/kwaliteitskaart/presets.json",
	} {
		if got := filepath.ToSlash(place.PresetsFile(system, shared)); got != want {
			t.Errorf("%s: %s, want %s", system, got, want)
		}
	}
	if got := place.PresetsFile("windows", func(string) string { return "" }); got != "" {
		t.Errorf("Windows without ProgramData: %s", got)
	}
}

func TestDataFolder(t *testing.T) {
	if got := place.DataFolder(); filepath.Base(got) != "Kwaliteitskaart" || !filepath.IsAbs(got) {
		t.Errorf("the data is in %s", got)
	}
}

func TestPortableFolder(t *testing.T) {
	beside := t.TempDir()
	program := filepath.Join(beside, "kwaliteitskaart.exe")
	for _, path := range []string{program, ""} {
		if got := place.PortableFolder(path); got != "" {
			t.Errorf("program %q without the marker: %s", path, got)
		}
	}
	if err := os.WriteFile(filepath.Join(beside, place.PortableMarker), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got, want := place.PortableFolder(program), filepath.Join(beside, "gegevens"); got != want {
		t.Errorf("with the marker beside the program: %s, want %s", got, want)
	}
}
