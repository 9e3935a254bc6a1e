package widgets

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/ui/theme"
)

// wrapSlowly measures every line as it is, which wrapLine only does where it matters.
func wrapSlowly(paragraph string, width float32, measure func(string) float32) (lines []string) {
	line := ""
	for _, word := range strings.Fields(paragraph) {
		switch longer := strings.TrimSpace(line + " " + word); {
		case measure(longer) <= width:
			line = longer
		default:
			lines, line = append(lines, line), word
		}
	}
	return append(lines, line)
}

func TestWrapLineIsExact(t *testing.T) {
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
		size, width := 13+float32(random.IntN(18)), 300+float32(random.IntN(400))
		measure := func(s string) float32 { return fyne.MeasureText(s, size, style).Width }
		if got, want := wrapLine(paragraph, width, measure), wrapSlowly(paragraph, width, measure); !slices.Equal(got, want) {
			t.Fatalf("%q at %v, size %v:\n%q\nwant\n%q", paragraph, width, size, got, want)
		}
	}
}

// A word of pages, as a foreign file may have, is measured about as often as a text of as many letters, and in pieces.
func TestLongWords(t *testing.T) {
	for _, width := range []float32{0.5, 7, 40, 20_000} {
		letters, most := 0, 0
		lines := wrapLine("kort "+strings.Repeat("A", 10_000), width, func(s string) float32 {
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
