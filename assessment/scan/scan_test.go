package scan_test

import (
	"flag"
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/scan"
)

// pile is pages that a copier made.
type pile []*image.Gray

func (p pile) Pages() int                      { return len(p) }
func (p pile) Page(i int) (*image.Gray, error) { return p[i], nil }

// tally counts what became of rows.
type tally struct {
	rows, asked, wrong int
	plainRows, plain   int // of rows that were not corrected: how many there are, and how many of them were asked
	inks               []float64
}

// compare reads a filled-in form through a copier and counts.
func (p *printed) compare(t testing.TB, f *filled, c copier, dice *rand.Rand, n *tally) {
	t.Helper()
	var pages pile
	for _, page := range f.pages {
		pages = append(pages, c.scanned(t, page, dice))
	}
	read, err := scan.NewReader(p.a, p.sheets).Read(t.Context(), pages)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Forms) != 1 || len(read.Forms[0].Missing) > 0 {
		for _, page := range read.Pages {
			t.Errorf("page %d is %s", page.Number, page.Kind)
		}
		t.Fatalf("%d forms through %+v", len(read.Forms), c)
	}
	if got := read.Forms[0].Group; got != f.group && got != "" {
		t.Errorf("group %s, want %s", got, f.group)
	}
	for _, page := range read.Pages {
		for _, row := range page.Rows {
			n.rows++
			n.inks = append(n.inks, row.Inks...)
			plain := f.ways[row.Indicator] != "corrected"
			if plain {
				n.plainRows++
			}
			switch {
			case row.Asked:
				n.asked++
				if plain {
					n.plain++
					t.Logf("%s, %q, asked: %.3f through %+v", row.Indicator, f.ways[row.Indicator], row.Inks, c)
				}
			case row.Answer != f.want[row.Indicator]:
				n.wrong++
				t.Errorf("%s, %q, is read as %v, want %v: %.3f through %+v", row.Indicator, f.ways[row.Indicator], row.Answer, f.want[row.Indicator], row.Inks, c)
			}
		}
	}
}

// Each way of marking is read through a copier, or asked; what was corrected is always asked.
func TestFormsAreReadOrAsked(t *testing.T) {
	p := printForms(t, assessment.ScopeFull)
	dice := rand.New(rand.NewPCG(21, 3))
	var n tally
	for range forms {
		p.compare(t, p.fill(dice, ways), anyCopier(dice), dice, &n)
	}
	t.Logf("%d rows, %d wrong, %d asked; of %d not corrected %d asked", n.rows, n.wrong, n.asked, n.plainRows, n.plain)
	if n.plain*100 > 3*n.plainRows {
		t.Errorf("%d of %d rows are asked, want 3 %% at most", n.plain, n.plainRows)
	}
	golden(t, n.inks)
}

// golden compares how much ink the boxes have with what they had: a change of the thresholds, the form or the reader shows
// here.
func golden(t *testing.T, inks []float64) {
	t.Helper()
	bounds := []float64{-0.02, -0.01, 0, 0.01, scan.Usual.Empty, scan.Usual.Marked, 0.05, 0.08, 0.15, 0.3, 1}
	shares := make([]float64, len(bounds))
	for _, ink := range inks {
		i := 0
		for i < len(bounds)-1 && ink > bounds[i] {
			i++
		}
		shares[i] += 100 / float64(len(inks))
	}
	path := fmt.Sprintf("testdata/inks-%d.txt", forms)
	if *update {
		var b strings.Builder
		for i, share := range shares {
			fmt.Fprintf(&b, "up to %.3f: %.2f %%\n", bounds[i], share)
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		var bound, share float64
		if _, err := fmt.Sscanf(line, "up to %f: %f %%", &bound, &share); err != nil {
			t.Fatal(err)
		}
		if math.Abs(share-shares[i]) > 1 || math.Abs(bound-bounds[i]) > 0.0005 {
			t.Errorf("%.2f %% of the boxes have an ink up to %.3f, was %q (renew it with -update when that is meant)", shares[i], bounds[i], line)
		}
	}
}

var update = flag.Bool("update", false, "write the golden histogram")

// The group is read as surely as a row, however its box is marked, through a copier that leaves the empty boxes beside it grey.
func TestGroupsAreReadOrAsked(t *testing.T) {
	p := printForms(t, assessment.ScopeCore)
	dice := rand.New(rand.NewPCG(8, 8))
	asked, empty := 0, 0
	for i := range groups {
		var pages pile
		for _, mark := range []bool{true, false} {
			pen := p.pen(0, dice)
			for _, row := range p.sheets[0].Rows {
				pen.cross(row.Boxes[dice.IntN(4)], 0.5, 0.85, 0)
			}
			if b := p.sheets[0].Groups[i%3]; mark {
				ways[[]int{0, 2, 5}[dice.IntN(3)]].draw(pen, b, b)
			}
			c := copier{turn: 2 * dice.Float64(), scale: 1, light: 0.2, noise: 12, quality: []int{15, 30, 75}[dice.IntN(3)]}
			pages = append(pages, c.scanned(t, pen.Gray, dice))
		}
		read, err := scan.NewReader(p.a, p.sheets).Read(t.Context(), pages)
		if err != nil {
			t.Fatal(err)
		}
		switch got := read.Forms[0].Group; got {
		case "":
			asked++
		case p.sheets[0].Groups[i%3].Group:
		default:
			t.Errorf("group %s", got)
		}
		if read.Forms[1].Group != "" {
			empty++
		}
	}
	t.Logf("%d of %d asked, %d without a mark read", asked, groups, empty)
	if asked*100 > 3*groups || empty > 0 {
		t.Errorf("%d of %d groups are asked, want 3 %% at most; %d without a mark are read", asked, groups, empty)
	}
}
