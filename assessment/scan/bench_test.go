package scan_test

import (
	"math/rand/v2"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/scan"
)

// BenchmarkTwentyFiveForms reads 25 filled-in forms of two pages in 200 dots per inch, without opening a file: the spec
// allows 20 seconds with that. Source: .github/spec/everyone.md, Papier.
func BenchmarkTwentyFiveForms(b *testing.B) {
	p := printForms(b, assessment.ScopeFull)
	dice := rand.New(rand.NewPCG(25, 2))
	var pages pile
	for range 25 {
		pages = append(pages, p.fill(dice, ways).pages...)
	}
	for b.Loop() {
		read, err := scan.NewReader(p.a, p.sheets).Read(b.Context(), pages)
		if err != nil || len(read.Forms) != 25 {
			b.Fatal(read, err)
		}
	}
}
