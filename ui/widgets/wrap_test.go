package widgets

import (
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/ui/theme"
)

// Lines are as long as fit, as the toolkit draws them.
func TestLinesFit(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("Wij Team VAVO AVA T To Ty y. W A V, het van LOB-visie loopbaanbegeleiding en op 1 f j … “quote” i")
	for range 2000 {
		var text []string
		for range 3 + random.IntN(20) {
			text = append(text, words[random.IntN(len(words))])
		}
		paragraph := strings.Join(text, " ")
		style := fyne.TextStyle{Bold: random.IntN(2) == 0}
		size, width := 13+float32(random.IntN(36))/2, 300+float32(random.IntN(400))
		drawn := func(s string) float32 {
			d, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, size, style, theme.Face(s, style))
			return d.Width
		}
		lines := wrapLine(paragraph, width, false, func(s string) float32 { return theme.Width(s, size, style) })
		if got := strings.Join(lines, " "); got != paragraph {
			t.Fatalf("%q became %q", paragraph, got)
		}
		const rounded = 0.5 // pixel
		for i, line := range lines {
			if w := drawn(line); w > width+rounded {
				t.Errorf("%q at size %v is %v wide, not %v", line, size, w, width)
			}
			if i > 0 {
				next, _, _ := strings.Cut(line, " ")
				if w := drawn(lines[i-1] + " " + next); w < width-rounded {
					t.Errorf("%q at size %v has room for %q: %v of %v", lines[i-1], size, next, w, width)
				}
			}
		}
	}
}

// A word that is wider than its line is broken where it is pronounced in two, with a hyphen; an address is broken anywhere.
func TestWideWordsAreHyphened(t *testing.T) {
	letters := func(s string) float32 { return float32(len([]rune(s))) }
	for words, want := range map[string]string{
		"De vijf loopbaancompetenties komen": "De vijf|loopbaancompeten-|ties komen",
		"in voortgangsgesprekken.":           "in|voortgangsgesprek-|ken.",
		"Een loopbaanorientatiegesprek":      "Een|loopbaanorientatie-|gesprek",
		"C:/map/map/map/bestand-nummer-9":    "C:/map/map/map/besta|nd-nummer-9",
		"past":                               "past",
	} {
		width := float32(19)
		if strings.HasPrefix(words, "C:") {
			width = 20
		}
		if got := strings.Join(wrapLine(words, width, false, letters), "|"); got != want {
			t.Errorf("%q is broken as %q, not %q", words, got, want)
		}
	}
}

// A word of several pages, as in a file from elsewhere, is measured about as often as a text of the same length, and
// in pieces.
func TestLongWords(t *testing.T) {
	for _, width := range []float32{0.5, 7, 40, 20_000} {
		letters, most := 0, 0
		lines := wrapLine("kort "+strings.Repeat("A", 10_000), width, false, func(s string) float32 {
			letters += len(s)
			most = max(most, len(s))
			return float32(len(s))
		})
		if got := strings.Join(lines, ""); strings.ReplaceAll(got, " ", "") != "kort"+strings.Repeat("A", 10_000) {
			t.Errorf("at %v it is not whole", width)
		}
		for _, l := range lines {
			if float32(len(l)) > max(width, 1) {
				t.Errorf("at %v a line has %d letters", width, len(l))
			}
		}
		if letters > 20*10_000 {
			t.Errorf("at %v %d letters are measured", width, letters)
		}
	}
}
