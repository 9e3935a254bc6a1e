package words_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Every text, on screen, on paper, in a sheet or a message, uses the words of teachers rather than those of developers, and
// never mixes "wij" and "we". A team scores, it does not vote.
func TestPlainWords(t *testing.T) {
	for lang, not := range map[string]string{
		"nl": `(?i)\bwij\b|plank\b|eerst hierover|uiteen\b|onder zijn doel|overdrachtsbestand|zoals het systeem|niet onderbouwd|klaar als\b|snelle winst|^spreek |zelfevaluatie weghalen|\bstem(men)?\b|evaluatiedatum|\bloopt$|streefniveau`,
		"en": `(?i)shelf\b|this first|take assessment away|as the system|not yet supported|\bballots?\b|\bvotes?\b|first each alone`,
	} {
		files, err := filepath.Glob("../../assets/translations/*." + lang + ".json")
		if err != nil || len(files) < 2 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		bad := regexp.MustCompile(not)
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var all map[string]any
			if err := json.Unmarshal(b, &all); err != nil {
				t.Fatal(err)
			}
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
}
