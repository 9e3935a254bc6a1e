package command

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeNamesEveryCommand compares the commands and flags in the README with those of the program.
func TestReadmeNamesEveryCommand(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(b), "explains each command:\n")
	shown, _, _ = strings.Cut(shown, "\n## ")
	var have, want []string // the flags, and the commands by name
	for _, f := range regexp.MustCompile(`--([a-z-]+)`).FindAllStringSubmatch(shown, -1) {
		have = append(have, f[1])
	}
	for _, c := range commands() {
		words := strings.Fields(c.name)
		if !regexp.MustCompile(`(?m)(kwaliteitskaart |\| )` + strings.Join(words, ` (\S+ \| \S+ )*`) + `\b`).MatchString(shown) {
			t.Errorf("the README lacks %q", c.name)
		}
		want = append(want, c.flags...)
	}
	for _, f := range want {
		if !strings.Contains(shown, "--"+f) {
			t.Errorf("the README lacks --%s", f)
		}
	}
	for _, f := range have {
		if !strings.Contains(strings.Join(want, " ")+" all", f) {
			t.Errorf("the README has --%s, which no command knows", f)
		}
	}
}
