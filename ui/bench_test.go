package ui

import (
	"fmt"
	"testing"

	"kwaliteitskaart/assessment"
)

// BenchmarkSearch looks one team up among ten thousand.
func BenchmarkSearch(b *testing.B) {
	var all []assessment.Summary
	for i := range 10_000 {
		name := fmt.Sprintf("Team %05d", i)
		all = append(all, assessment.Summary{ID: name, Team: assessment.Team{ID: name, Name: name, Programme: "Verpleegkunde"}})
	}
	teams := shelf(all)
	b.ReportAllocs()
	for b.Loop() {
		if found := seek(teams, "Team 0042"); len(found) != 10 {
			b.Fatalf("%d teams", len(found))
		}
	}
}
