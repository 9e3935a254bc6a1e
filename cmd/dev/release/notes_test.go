package release_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/cmd/dev/release"
)

func TestNotes(t *testing.T) {
	const changelog = "# Changelog\n\nIntroduction.\n\n## 0.3.0, not released yet\n\n- Third.\n\n## 0.2.0, 2026-12-01\n\n- Second\n  on two lines.\n\n## 0.1.0, 2026-11-01\n\n- First.\n\n## 0.0.1, 2026-01-01\n"
	tests := map[string]struct{ want, fault string }{
		"0.3.0": {fault: "the day of its release"},
		"0.2.0": {want: "- Second\n  on two lines.\n"},
		"0.1.0": {want: "- First.\n"},
		"0.0.1": {fault: "does not describe"},
		"0.2":   {fault: "does not describe"},
		"9.9.9": {fault: "does not describe"},
	}
	for version, tt := range tests {
		got, err := release.Notes(changelog, version)
		if got != tt.want || (err != nil) != (tt.fault != "") || err != nil && !strings.Contains(err.Error(), tt.fault) {
			t.Errorf("%s: %q, %v; want %q, a fault with %q", version, got, err, tt.want, tt.fault)
		}
	}
}

// The project's own changelog describes the version that FyneApp.toml names.
func TestChangelogDescribesTheVersion(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	p, err := release.Read(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(root, release.Changelog))
	if err != nil {
		t.Fatal(err)
	}
	released := strings.Replace(string(b), p.Version+", not released yet", p.Version+", 2026-12-01", 1)
	if _, err := release.Notes(released, p.Version); err != nil {
		t.Error(err)
	}
}
