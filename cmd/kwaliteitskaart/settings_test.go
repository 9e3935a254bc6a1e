package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui"
)

// Invalid settings never stop the program: it continues with the defaults.
func TestInvalidSettingsFallBackToDefaults(t *testing.T) {
	want := ui.Settings{}.Defaults()
	for name, content := range map[string]string{
		"nothing":      "",
		"no JSON":      "<html>",
		"cut off":      `{"width": 1300, "height"`,
		"wide":         `{"width": 1e30, "height": 700}`,
		"high":         `{"width": 1300, "height": 1000000}`,
		"wider":        `{"width": 1e300, "height": 700}`,
		"negative":     `{"width": -1300, "height": -700}`,
		"no number":    `{"width": NaN, "height": 700}`,
		"none":         `{"width": 0, "height": 0}`,
		"words":        `{"width": "1300", "height": "700"}`,
		"zoom":         `{"zoom": 1e30}`,
		"a small zoom": `{"zoom": -1}`,
		"a colour":     `{"appearance": "purple"}`,
		"years":        `{"retention_years": -7}`,
		"a list":       `[1, 2, 3]`,
		"deep":         string(bytes.Repeat([]byte("["), 1<<20)),
		"huge":         string(bytes.Repeat([]byte(" "), exchange.MaxFile+1)),
	} {
		data := t.TempDir()
		if err := os.WriteFile(filepath.Join(data, settingsFile), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := readSettings(data).Defaults(); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}
