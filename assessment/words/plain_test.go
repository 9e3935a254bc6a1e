package words_test

import (
	"encoding/json"
	"os"
	"regexp"
	"testing"
)

// Texts on screen use the words of teachers rather than those of developers, and never mix "wij" and "we".
func TestPlainWordsOnScreen(t *testing.T) {
	for lang, not := range map[string]string{
		"nl": `(?i)\bwij\b|plank\b|eerst hierover|uiteen\b|onder zijn doel|overdrachtsbestand|zoals het systeem|niet onderbouwd|klaar als\b|snelle winst|^spreek |zelfevaluatie weghalen`,
		"en": `(?i)shelf\b|this first|take assessment away|as the system|not yet supported`,
	} {
		b, err := os.ReadFile("../../assets/translations/ui." + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(b, &all); err != nil {
			t.Fatal(err)
		}
		bad := regexp.MustCompile(not)
		for key, words := range all {
			forms := map[string]any{"": words}
			if m, ok := words.(map[string]any); ok {
				forms = m
			}
			for _, w := range forms {
				if found := bad.FindString(w.(string)); found != "" {
					t.Errorf("%s in %s says %q", key, lang, found)
				}
			}
		}
	}
}
