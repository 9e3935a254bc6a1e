package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// typewriter is a face in which every character is one millimetre wide at ten points. It has only Latin-1.
type typewriter struct{}

func (typewriter) Width(s string, _ Face, points float64) float64 {
	return float64(utf8.RuneCountInString(s)) * points / 10
}

func (typewriter) Has(r rune, _ Face) bool {
	return r >= ' ' && r <= 'ÿ' || strings.ContainsRune("…–→□√€", r)
}

var typed = Style{Size: 10, Leading: 4}

func linesOf(list []line) []string {
	var s []string
	for _, ln := range list {
		all := ""
		for _, r := range ln.runs {
			all += r.text
		}
		s = append(s, all)
	}
	return s
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"decomposed accents compose", "e\u0301e\u0301n cafe\u0301", "één café"},
		{"an emoji of several is one box", "les 👩‍🏫 en 👍🏽!", "les □ en □!"},
		{"a heart with a variant", "❤️", "□"},
		{"other scripts keep their length", "李明", "□□"},
		{"mathematical letters are letters", "𝐯𝐞𝐭", "vet"},
		{"full width is plain", "ＡＢ１", "AB1"},
		{"an accent the face lacks leaves the letter", "o\u0323", "o"},
		{"a hyphen that does not break", "a‑b", "a-b"},
		{"signs with a near one", "✓ ☐", "√ □"},
		{"soft hyphens and controls go", "bege\u00adleiding\u0007", "begeleiding"},
		{"line breaks of every kind", "a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"tabs are spaces", "a\tb", "a b"},
		{"a joiner between letters", "a\u200db", "ab"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.in, Regular, typewriter{}); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWrap(t *testing.T) {
	bold := typed
	bold.Face = Bold
	for _, c := range []struct {
		name  string
		spans []Span
		width float64
		limit int
		want  []string
	}{
		{"nothing", []Span{{"", typed}}, 10, 0, nil},
		{"white space only", []Span{{" \n ", typed}}, 10, 0, nil},
		{"spaces stay at line ends", []Span{{"een twee drie", typed}}, 8, 0, []string{"een twee ", "drie"}},
		{"spaces do not count at line ends", []Span{{"een twee drie", typed}}, 8.5, 0, []string{"een twee ", "drie"}},
		{"a line break is kept", []Span{{"een\ntwee", typed}}, 20, 0, []string{"een ", "twee"}},
		{"empty lines are not", []Span{{"een\n\n\ntwee", typed}}, 20, 0, []string{"een ", "twee"}},
		{"spaces in a row are one", []Span{{"een   twee", typed}}, 20, 0, []string{"een twee"}},
		{"after a hyphen", []Span{{"LOB-coördinator", typed}}, 12, 0, []string{"LOB-", "coördinator"}},
		{"not after a dash before a number", []Span{{"abc 10-20", typed}}, 8, 0, []string{"abc ", "10-20"}},
		{"a word wider than a line", []Span{{"de arbeidsmarkt", typed}}, 5, 0, []string{"de ", "arbei", "dsmar", "kt"}},
		{"a line narrower than a letter", []Span{{"abc", typed}}, 0.5, 0, []string{"a", "b", "c"}},
		{"a space that does not break", []Span{{"om € 1.500 nu", typed}}, 9, 0, []string{"om € ", "1.500 nu"}},
		{"the same, unbroken", []Span{{"om €\u00a01.500 nu", typed}}, 9, 0, []string{"om ", "€ 1.500 ", "nu"}},
		{"styles side by side", []Span{{"Doel: ", bold}, {"elke klas", typed}}, 11, 0, []string{"Doel: elke ", "klas"}},
		{"a space before a span", []Span{{"Doel:", bold}, {" elke", typed}}, 11, 0, []string{"Doel: elke"}},
		{"within the limit", []Span{{"een twee", typed}}, 4, 2, []string{"een ", "twee"}},
		{"beyond the limit", []Span{{"een twee drie vier vijf zes", typed}}, 20, 1, []string{"een twee… (zie plan)"}},
		{"no comma before an ellipsis", []Span{{"een, twee drie vier vijf zes", typed}}, 16, 1, []string{"een… (zie plan)"}},
		{"too narrow for the rest", []Span{{"een twee drie", typed}}, 9, 1, []string{"een twee…"}},
		{"a word cut for an ellipsis", []Span{{"arbeidsmarktoverleg en meer", typed}}, 10, 1, []string{"arbeidsma…"}},
		{"a long word after a short one", []Span{{"de arbeidsmarktbegeleiding nu", typed}}, 20, 1, []string{"de arbei… (zie plan)"}},
		{"a line break beyond the limit", []Span{{"een\ntwee", typed}}, 20, 1, []string{"een… (zie plan)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			set := newTypesetter(typewriter{})
			set.more = " (zie plan)"
			lines, shortened := set.wrap(c.spans, c.width, c.limit)
			if diff := cmp.Diff(c.want, linesOf(lines)); diff != "" {
				t.Error(diff)
			}
			if want := strings.Contains(strings.Join(c.want, ""), "…"); shortened != want {
				t.Errorf("shortened is %v", shortened)
			}
			for _, ln := range lines {
				if c.width >= 1 && ln.width > c.width+tiny {
					t.Errorf("%v is %v wide, of %v", linesOf([]line{ln}), ln.width, c.width)
				}
			}
		})
	}
}

// counting is a typewriter that counts the characters it measures.
type counting struct {
	typewriter
	measured *int
}

func (c counting) Width(s string, f Face, points float64) float64 {
	*c.measured += len(s)
	return c.typewriter.Width(s, f, points)
}

// A page-long word, as a foreign file may contain, costs time proportional to its lines, or to the lines that are
// kept.
func TestPageLongWordIsMeasuredInLinearTime(t *testing.T) {
	long := strings.Repeat("a", 10_000)
	for limit, most := range map[int]int{0: 600_000, 3: 60_000} {
		measured := 0
		set := newTypesetter(counting{measured: &measured})
		lines, shortened := set.wrap([]Span{{long, typed}}, 40, limit)
		if limit == 0 && (len(lines) != 250 || strings.Join(linesOf(lines), "") != long) || shortened != (limit > 0) || limit > 0 && len(lines) != limit {
			t.Errorf("limit %d gives %d lines, shortened %v", limit, len(lines), shortened)
		}
		if measured > most {
			t.Errorf("limit %d: %d characters are measured", limit, measured)
		}
	}
}
