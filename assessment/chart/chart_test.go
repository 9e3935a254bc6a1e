package chart_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
)

const tiny = 1e-9

func TestBarCoversTheWholeInOrder(t *testing.T) {
	for _, c := range []struct {
		name    string
		counts  []int
		unknown int
		total   int
		levels  []int
	}{
		{"nothing applies", []int{0, 0, 0, 0}, 0, 0, []int{0}},
		{"nothing scored", []int{0, 0, 0}, 0, 7, []int{0}},
		{"all scored", []int{0, 2, 4, 1}, 0, 7, []int{2, 3, 4}},
		{"some scored", []int{1, 0, 2, 0, 0, 1}, 0, 9, []int{1, 3, 6, 0}},
		{"some unknown", []int{1, 0, 2}, 2, 9, []int{1, 3, 0, 0}},
		{"all others unknown", []int{4, 0, 2}, 1, 7, []int{1, 3, 0}},
		{"one level", []int{0, 20, 0}, 0, 20, []int{2}},
		{"a total that is too small", []int{3, 2}, 0, 1, []int{1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			bar := chart.Bar(c.counts, c.unknown, c.total)
			if len(bar) != len(c.levels) {
				t.Fatalf("got %v, want levels %v", bar, c.levels)
			}
			at, counted := 0.0, 0
			for i, s := range bar {
				if s.Level != c.levels[i] {
					t.Errorf("segment %d has level %d, want %d", i, s.Level, c.levels[i])
				}
				if math.Abs(s.X0-at) > tiny || s.X1 <= s.X0 {
					t.Errorf("segment %d goes from %v to %v, want it to begin at %v", i, s.X0, s.X1, at)
				}
				if s.Unknown && (s.Level != 0 || s.Count != c.unknown || s.Words() != fmt.Sprint(c.unknown, " ?")) {
					t.Errorf("of %d unknown the segment is %+v: %q", c.unknown, s, s.Words())
				}
				if s.Level > 0 && s.Count != c.counts[s.Level-1] {
					t.Errorf("level %d counts %d, want %d", s.Level, s.Count, c.counts[s.Level-1])
				}
				at, counted = s.X1, counted+s.Count
			}
			if math.Abs(at-1) > tiny {
				t.Errorf("the bar ends at %v", at)
			}
			for _, s := range bar {
				if counted > 0 && math.Abs((s.X1-s.X0)*float64(counted)-float64(s.Count)) > tiny {
					t.Errorf("level %d is %v wide for %d of %d", s.Level, s.X1-s.X0, s.Count, counted)
				}
			}
		})
	}
}

func TestLinePutsEveryMarkOnItsLevel(t *testing.T) {
	for n := assessment.MinLevels; n <= assessment.MaxLevels; n++ {
		dots := chart.Line(n, 1, n, 2, 3)
		if len(dots) != n {
			t.Fatalf("%d levels give %d dots", n, len(dots))
		}
		for i, d := range dots {
			if want := (float64(i) + 0.5) / float64(n); math.Abs(d.X-want) > tiny {
				t.Errorf("level %d of %d lies at %v, want %v", d.Level, n, d.X, want)
			}
			if d.Score != (d.Level == 1) || d.Norm != (d.Level == n) || d.Previous != (d.Level == 2) || d.Target != (d.Level == 3) {
				t.Errorf("marks of level %d of %d: %+v", d.Level, n, d)
			}
		}
		for _, d := range chart.Line(n, 0, -1, n+1, 0) {
			if d.Score || d.Norm || d.Previous || d.Target {
				t.Errorf("a mark outside the levels lies on %+v", d)
			}
		}
	}
}

func TestPilesStayInsideAndApart(t *testing.T) {
	for _, box := range []struct{ width, height, largest float64 }{{180, 64, 32}, {90, 20, 14}, {40, 40, 100}, {300, 12, 30}} {
		for _, most := range []int{1, 2, 7, 8, 9, 24, 60} {
			d := chart.Diameter(most, box.width, box.height, box.largest)
			if d <= 0 || d > box.largest {
				t.Fatalf("%d in %v have diameter %v", most, box, d)
			}
			for _, n := range []int{0, 1, most / 2, most} {
				pile := chart.Pile(n, box.width, d)
				if len(pile) != n {
					t.Fatalf("%d dots for %d", len(pile), n)
				}
				for i, p := range pile {
					if p.X-d/2 < -tiny || p.X+d/2 > box.width+tiny || p.Y-d/2 < -tiny || p.Y+d/2 > box.height+tiny {
						t.Errorf("%d of %d in %v: %+v lies outside", n, most, box, p)
					}
					for _, q := range pile[:i] {
						if math.Hypot(p.X-q.X, p.Y-q.Y) < d-tiny {
							t.Errorf("%d of %d in %v: %+v and %+v overlap", n, most, box, p, q)
						}
					}
				}
			}
		}
	}
}

func TestRampReadsAndKeepsItsOrder(t *testing.T) {
	light, dark := color.RGBA{0xF4, 0xDD, 0xB5, 0xFF}, color.RGBA{0x0F, 0x47, 0x40, 0xFF}
	for n := assessment.MinLevels; n <= assessment.MaxLevels; n++ {
		ramp := chart.Ramp(n)
		if len(ramp) != n || ramp[0].Fill != light || ramp[n-1].Fill != dark {
			t.Fatalf("ramp of %d: %v", n, ramp)
		}
		for i, s := range ramp {
			if c := chart.Contrast(s.Fill, s.Ink); c < chart.MinContrast {
				t.Errorf("level %d of %d: contrast %.2f", i+1, n, c)
			}
			if i > 0 && chart.Luminance(s.Fill) > 0.9*chart.Luminance(ramp[i-1].Fill) {
				t.Errorf("level %d of %d is not clearly darker than the one before", i+1, n)
			}
		}
	}
	four := chart.Ramp(4)
	if want := (color.RGBA{0xE2, 0xB2, 0x5E, 0xFF}); four[1].Fill != want {
		t.Errorf("level 2 of 4 is %v, want %v", four[1].Fill, want)
	}
	if want := (color.RGBA{0x2F, 0x80, 0x78, 0xFF}); four[2].Fill != want {
		t.Errorf("level 3 of 4 is %v, want %v", four[2].Fill, want)
	}
}

func TestContrastOfKnownPairs(t *testing.T) {
	white, black := color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}, color.RGBA{0, 0, 0, 0xFF}
	if c := chart.Contrast(black, white); math.Abs(c-21) > 0.01 {
		t.Errorf("black on white is %.2f, want 21", c)
	}
	// The design specifies a contrast of 5.7:1 for quiet text on white.
	if c := chart.Contrast(color.RGBA{0x5B, 0x68, 0x75, 0xFF}, white); math.Abs(c-5.7) > 0.05 {
		t.Errorf("quiet on white is %.2f, want 5.7", c)
	}
}
