package assessment_test

import (
	"fmt"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// BenchmarkResult computes the result of a team with fifteen ballots on the shipped card.
func BenchmarkResult(b *testing.B) {
	a := storetest.Sample(shipped(b))
	for i := range 11 {
		ballot := a.Ballots[i%4]
		ballot.ID = assessment.NewID()
		a.Ballots = append(a.Ballots, ballot)
	}
	b.ReportAllocs()
	for b.Loop() {
		if r := a.Result(); r.Ballots != 15 {
			b.Fatalf("%d ballots", r.Ballots)
		}
	}
}

// BenchmarkMerge merges two copies of an assessment, each with some changes.
func BenchmarkMerge(b *testing.B) {
	mine := storetest.Sample(shipped(b))
	theirs := *mine
	theirs.Scores = append([]assessment.Score(nil), mine.Scores...)
	for i := range theirs.Scores {
		if i%2 == 0 {
			theirs.Scores[i].Note, theirs.Scores[i].UpdatedAt = "elders", theirs.Scores[i].UpdatedAt+1
		}
	}
	theirs.Ballots = append([]assessment.Ballot(nil), mine.Ballots...)
	theirs.Ballots[0].ID = assessment.NewID()
	b.ReportAllocs()
	for b.Loop() {
		m, err := mine.Merge(&theirs)
		if err != nil || len(m.Replaced) == 0 || len(m.Assessment.Ballots) != 5 {
			b.Fatalf("%+v, %v", m, err)
		}
	}
}

// BenchmarkOverview compares a thousand teams.
func BenchmarkOverview(b *testing.B) {
	const teams = 1000
	card := shipped(b)
	var list []*assessment.Assessment
	for i := range teams {
		a := storetest.Sample(card)
		a.Team.ID, a.Team.Name = fmt.Sprint(i), fmt.Sprintf("Team %d", i)
		list = append(list, a)
	}
	b.ReportAllocs()
	for b.Loop() {
		if o := assessment.NewOverview(list, storetest.Today); len(o.Rows) != teams {
			b.Fatalf("%d teams", len(o.Rows))
		}
	}
}
