package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// strip returns a piece with one line of text at its top.
func strip(name string, height float64) piece {
	return piece{height: height, items: []Item{{nil, Text{Text: name, Y: 1, Width: 5, Style: typed}}}}
}

// placed returns the names of the pieces on each page, from top to bottom.
func placed(pages []Page) []string {
	var all []string
	for _, p := range pages {
		var on []string
		for _, it := range p.Items {
			on = append(on, it.Shape.(Text).Text)
		}
		all = append(all, strings.Join(on, " "))
	}
	return all
}

func TestPaginate(t *testing.T) {
	keep := func(p piece) piece {
		p.keep = true
		return p
	}
	near := func(p piece) piece {
		p.near = true
		return p
	}
	head := strip("head", 10)
	row := func(name string, height float64) piece {
		p := strip(name, height)
		p.head = &head
		return p
	}
	// tall returns a row with the given number of lines, ten millimetres each.
	tall := func(lines int) piece {
		p := piece{head: &head, height: float64(lines) * 10}
		for i := range lines {
			p.items = append(p.items, strip(fmt.Sprint(i+1), 10).at(0, float64(i)*10+2)...)
		}
		return p
	}
	spaced := func(p piece, before float64) piece {
		p.before = before
		return p
	}
	for _, c := range []struct {
		name   string
		pieces []piece
		want   []string
	}{
		{"nothing", nil, []string{""}},
		{"one page", []piece{strip("a", 40), strip("b", 60)}, []string{"a b"}},
		{"two pages", []piece{strip("a", 60), strip("b", 60)}, []string{"a", "b"}},
		{"air counts", []piece{strip("a", 50), spaced(strip("b", 50), 1)}, []string{"a", "b"}},
		{"no air at the top", []piece{spaced(strip("a", 100), 5), spaced(strip("b", 100), 5)}, []string{"a", "b"}},
		{"a heading goes along", []piece{strip("a", 80), keep(strip("heading", 10)), strip("b", 20)}, []string{"a", "heading b"}},
		{
			"two headings go along",
			[]piece{strip("a", 70), keep(strip("big", 10)), keep(strip("small", 10)), strip("b", 20)},
			[]string{"a", "big small b"},
		},
		{
			"a heading row is repeated",
			[]piece{keep(head), row("a", 50), row("b", 50), row("c", 30), row("d", 30)},
			[]string{"head a", "head b c", "head d"},
		},
		{
			"what is near goes along",
			[]piece{strip("a", 50), near(strip("b", 20)), near(strip("c", 20)), strip("d", 20)},
			[]string{"a", "b c d"},
		},
		{
			"unless that is taller than a page",
			[]piece{strip("a", 50), near(keep(strip("b", 20))), near(strip("c", 20)), near(strip("d", 40)), strip("e", 40)},
			[]string{"a b c", "d e"},
		},
		{
			"and then goes on where it is",
			[]piece{strip("a", 50), near(strip("b", 30)), near(strip("c", 15)), near(strip("d", 40)), near(strip("e", 10)), strip("f", 10)},
			[]string{"a b c", "d e f"},
		},
		{"a row is not split", []piece{keep(head), row("a", 50), tall(5)}, []string{"head a", "head 1 2 3 4 5"}},
		{
			"unless it is taller than a page",
			[]piece{keep(head), tall(20), row("b", 20)},
			[]string{"head 1 2 3 4 5 6 7 8 9", "head 10 11 12 13 14 15 16 17 18", "head 19 20 b"},
		},
		{
			"also after others",
			[]piece{keep(head), row("a", 50), tall(12), row("b", 20)},
			[]string{"head a 1 2 3 4", "head 5 6 7 8 9 10 11 12", "head b"},
		},
		{"what cannot be split is put all the same", []piece{strip("a", 300), strip("b", 10)}, []string{"a", "b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, placed(paginate(c.pieces, 0, 100))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNoLineOfAParagraphStandsAlone(t *testing.T) {
	l := &layouter{typesetter: newTypesetter(typewriter{}), at: new(Element), air: 1}
	words := text(strings.TrimSpace(strings.Repeat("woord ", 5)), typed) // five lines of 4 mm
	for _, c := range []struct {
		filled float64
		want   []int
	}{
		{80, []int{6}},
		{84.5, []int{4, 2}},
		{88.5, []int{3, 3}},
		{92.5, []int{1, 5}},
		{96.5, []int{1, 5}},
	} {
		pages := paginate(append([]piece{strip("a", c.filled)}, words.lay(l, 6)...), 0, 100)
		var got []int
		for _, p := range pages {
			got = append(got, len(p.Items))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("after %v mm: %s", c.filled, diff)
		}
	}
}

func TestWidenKeepsTheTotal(t *testing.T) {
	for _, c := range []struct{ widths, least, want []float64 }{
		{[]float64{10, 20}, []float64{2, 2}, []float64{10, 20}},
		{[]float64{1, 19}, []float64{4, 4}, []float64{4, 16}},
		{[]float64{1, 1, 18}, []float64{4, 4, 4}, []float64{4, 4, 12}},
		{[]float64{3, 3}, []float64{6, 6}, []float64{3, 3}},
		{[]float64{0.5, 5, 4.5}, []float64{3, 3, 3}, nil},
	} {
		total := 0.0
		for _, w := range c.widths {
			total += w
		}
		widths := append([]float64{}, c.widths...)
		widen(widths, c.least)
		for i, w := range widths {
			if total -= w; w < c.least[i]-0.001 && c.want == nil {
				t.Errorf("%v: width %d is %v, want at least %v", c.widths, i, w, c.least[i])
			}
			if c.want != nil && (w < c.want[i]-0.001 || w > c.want[i]+0.001) {
				t.Errorf("%v: width %d is %v, want %v", c.widths, i, w, c.want[i])
			}
		}
		if total > 0.001 || total < -0.001 {
			t.Errorf("%v: the whole changed by %v", c.widths, total)
		}
	}
}
