package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
)

// typed is text with the properties that determine its layout.
type typed struct {
	words  string
	size   float32
	style  fyne.TextStyle
	single bool // on one line, shortened if necessary
	bare   bool // wide words are broken anywhere without a hyphen, as the toolkit does in a field
}

// typesetting is the widths and line breaks of a text. Layouts ask for them repeatedly, so they are computed once for
// each text.
type typesetting struct {
	typed
	known   bool
	face    fyne.Resource // nil if several are needed
	natural float32       // the width of the longest paragraph on one line
	width   float32       // width at which lines are wrapped
	lines   []string
}

// of returns the typesetting of a text.
func (s *typesetting) of(t typed) *typesetting {
	if s.known && s.typed == t {
		return s
	}
	*s = typesetting{typed: t, known: true, face: theme.Face(strings.ReplaceAll(t.words, "\n", ""), t.style)}
	if t.single {
		s.natural = s.measure(t.words)
		return s
	}
	for paragraph := range strings.SplitSeq(t.words, "\n") {
		s.natural = max(s.natural, s.measure(paragraph))
	}
	return s
}

func (s *typesetting) measure(words string) float32 {
	return theme.Width(words, s.size, s.style)
}

// rows returns the number of lines at a width.
func (s *typesetting) rows(width float32) int {
	switch {
	case s.single:
		return 1
	case width >= s.natural:
		return strings.Count(s.words, "\n") + 1
	}
	return len(s.wrap(width))
}

// wrap returns the lines at a width.
func (s *typesetting) wrap(width float32) []string {
	if s.lines != nil && s.width == width {
		return s.lines
	}
	s.width, s.lines = width, nil
	if s.single {
		s.lines = []string{Shorten(s.words, width, s.measure)}
		return s.lines
	}
	for paragraph := range strings.SplitSeq(s.words, "\n") {
		s.lines = append(s.lines, wrapLine(paragraph, width+0.5, s.bare, s.measure)...)
	}
	return s.lines
}

// wrapLine breaks a paragraph into lines as long as fit. The width a word adds to a line depends on the letter before
// it.
func wrapLine(paragraph string, width float32, bare bool, measure func(string) float32) []string {
	words := strings.Fields(paragraph)
	if len(words) == 0 {
		return []string{""}
	}
	var lines []string
	var line string
	var long float32 // width of the line
	for _, word := range words {
		if line != "" {
			last, _ := utf8.DecodeLastRuneInString(line)
			letter := string(last)
			if longer := long + measure(letter+" "+word) - measure(letter); longer <= width {
				line, long = line+" "+word, longer
				continue
			}
			lines = append(lines, line)
		}
		long = measure(word)
		if long > width {
			rest := []rune(word)
			for n := fit(rest, width, measure); n < len(rest); n = fit(rest, width, measure) {
				part := string(rest[:n])
				if at := hyphenAt(rest, fit(rest, width-measure("-"), measure)); at > 0 && !bare {
					n, part = at, string(rest[:at])+"-"
				}
				lines = append(lines, part)
				rest = rest[n:]
			}
			word = string(rest)
			long = measure(word)
		}
		line = word
	}
	return append(lines, line)
}

// hyphenAt returns the last place, at most most letters from the start, where a word can be broken with a hyphen: before a
// consonant and a vowel, with at least three letters on both sides; 0 for none, and in what is no word, as an address.
func hyphenAt(word []rune, most int) int {
	const least, back = 3, 10
	if strings.ContainsAny(string(word[:min(most, len(word))]), `/\:@_.0123456789`) {
		return 0
	}
	vowel := func(r rune) bool {
		return strings.ContainsRune("aeiouyáàâäéèêëíìîïóòôöúùûüý", unicode.ToLower(r))
	}
	for at := min(most, len(word)-least); at >= max(least, most-back); at-- {
		before, is, next := word[at-1], word[at], word[at+1]
		digraph := is == 'h' && !vowel(before)
		if unicode.IsLetter(before) && unicode.IsLetter(is) && !vowel(is) && !digraph && vowel(next) {
			return at
		}
	}
	return 0
}

// fit returns how many runes fit in the width, at least one to guarantee progress. It looks ahead at most twice that
// far: a file from elsewhere may contain a word of several pages.
func fit(word []rune, width float32, measure func(string) float32) int {
	low, high := 1, 1
	for high < len(word) && measure(string(word[:high])) <= width {
		low, high = high, min(2*high, len(word))
	}
	for low < high {
		mid := (low + high + 1) / 2
		if measure(string(word[:mid])) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// Shorten ends words with "…" if they are wider than width.
func Shorten(words string, width float32, measure func(string) float32) string {
	words = strings.ReplaceAll(words, "\n", " ")
	if measure(words) <= width+0.5 {
		return words
	}
	r := []rune(words)
	n := fit(r, width-measure("…"), measure)
	return strings.TrimRight(string(r[:n]), " ") + "…"
}
