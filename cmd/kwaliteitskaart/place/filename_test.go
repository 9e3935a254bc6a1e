package place

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFileNames(t *testing.T) {
	const end = " 2026-11-23 plan.pdf"
	for name, c := range map[string]struct{ team, want string }{
		"as it is":              {"Team Zorg & Welzijn", "Team Zorg & Welzijn" + end},
		"what Windows forbids":  {`a<b>c:d"e/f\g|h?i*j`, "a-b-c-d-e-f-g-h-i-j" + end},
		"control characters":    {"a\tb\x00c\x7f", "a-b-c-" + end},
		"spaces around":         {"  Team 1 ", "Team 1" + end},
		"no way up":             {"../../etc", "-..-..-etc" + end},
		"hidden":                {".team", "-.team" + end},
		"dots":                  {"Team B.V.", "Team B.V." + end},
		"no name":               {"", "2026-11-23 plan.pdf"},
		"only spaces":           {"   ", "2026-11-23 plan.pdf"},
		"a device with a dot":   {"con.x", "con-.x" + end},
		"a device by itself":    {"NUL", "NUL" + end},
		"no device":             {"Console.x", "Console.x" + end},
		"one letter per accent": {"Cafe\u0301", "Caf\u00e9" + end},
		"not Latin":             {"团队 🎓", "团队 🎓" + end},
	} {
		t.Run(name, func(t *testing.T) {
			if got := (FileNames{}).Reserve("2026-11-23 plan", c.team, ".pdf"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFileNamesTakenInOneRun(t *testing.T) {
	taken := FileNames{}
	for _, c := range []struct{ team, rest, want string }{
		{"Team", "2026-11-23 plan", "Team 2026-11-23 plan.pdf"},
		{"Team", "2026-11-23 plan", "Team 2026-11-23 plan (2).pdf"},
		{"TEAM", "2026-11-23 plan", "TEAM 2026-11-23 plan (3).pdf"},
		{"Team", "2026-11-23 card", "Team 2026-11-23 card.pdf"},
		{"Team", "2026-11-23 ", "Team 2026-11-23.pdf"},
		{"Team", "2026-11-23 ", "Team 2026-11-23 (2).pdf"},
		{"Team", "", "Team.pdf"},
		{"Te?am", "2026-11-23 plan", "Te-am 2026-11-23 plan.pdf"},
		{"Te*am", "2026-11-23 plan", "Te-am 2026-11-23 plan (2).pdf"},
	} {
		if got := taken.Reserve(c.rest, c.team, ".pdf"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.team, got, c.want)
		}
	}
}

func TestLongFileNames(t *testing.T) {
	taken := FileNames{}
	for _, team := range []string{strings.Repeat("é", 5000), strings.Repeat("🎓", 5000), strings.Repeat("x ", 5000)} {
		for range 12 {
			got := taken.Reserve("2026-11-23 summary", team, ".pdf")
			if len(got) > maxFileName || len(got) < maxFileName-8 || !utf8.ValidString(got) {
				t.Errorf("%d bytes, valid %v: %q", len(got), utf8.ValidString(got), got)
			}
			if !strings.Contains(got, " 2026-11-23 summary") || strings.Contains(got, "  ") {
				t.Errorf("lost its end: %q", got)
			}
		}
	}
	if len(taken) != 36 {
		t.Errorf("%d names for 36 files", len(taken))
	}
}
