package sqlite

import (
	"fmt"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// BenchmarkShelf reads the shelf of a large institution.
func BenchmarkShelf(b *testing.B) {
	const assessments = 10_000
	s, err := Open(b.Context(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	card := storetest.Card(4)
	for i := range assessments {
		a := storetest.Sample(card)
		a.Team = assessment.Team{ID: fmt.Sprintf("team-%d", i/4), Name: fmt.Sprintf("Team %d", i/4)}
		if err := s.Add(b.Context(), a); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		list, err := s.Summaries(b.Context(), storetest.Today)
		if err != nil || len(list) != assessments {
			b.Fatalf("%d summaries, %v", len(list), err)
		}
	}
}
