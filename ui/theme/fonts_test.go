package theme

import (
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"
)

// Every face of Lato contains all characters that are drawn with it alone.
func TestFacesHaveAllUsualCharacters(t *testing.T) {
	for _, f := range faces {
		font, err := sfnt.Parse(f.Content())
		if err != nil {
			t.Fatal(err)
		}
		var b sfnt.Buffer
		for r := range unicode.MaxRune {
			if unusual(r) {
				continue
			}
			if i, err := font.GlyphIndex(&b, r); err != nil || i == 0 {
				t.Errorf("%s has no %q (%U): %v", f.Name(), r, r, err)
			}
		}
	}
	for words, want := range map[string]bool{"Loopbaan – één, ‘Łódź’ …": true, "Ω": false, "klaar 🎉": false, "o\u0323": false, "a\nb": false} {
		if got := Face(words, fyne.TextStyle{Bold: true}) != nil; got != want {
			t.Errorf("%q can be drawn with Lato alone: %v", words, got)
		}
	}
}
