package sqlite

import (
	"database/sql"
	"fmt"
	"path/filepath"
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

// BenchmarkAnswer stores one answer after another.
func BenchmarkAnswer(b *testing.B) {
	s, err := Open(b.Context(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	a := storetest.Sample(storetest.Card(4))
	if err := s.Add(b.Context(), a); err != nil {
		b.Fatal(err)
	}
	score, n := a.Scores[0], 0
	b.ReportAllocs()
	for b.Loop() {
		n++
		score.Answer = assessment.Answer(1 + n%4)
		if err := s.SaveScore(b.Context(), a.ID, score); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBareCommit is the lower bound for BenchmarkAnswer: one commit that changes one number, with the same
// settings.
func BenchmarkBareCommit(b *testing.B) {
	db, err := sql.Open("sqlite3", LocalDSN(filepath.Join(b.TempDir(), "bare.db")))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER) STRICT, WITHOUT ROWID; INSERT INTO t VALUES ('one', 0)"); err != nil {
		b.Fatal(err)
	}
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		n++
		if _, err := db.Exec("UPDATE t SET n = ? WHERE id = 'one'", n); err != nil {
			b.Fatal(err)
		}
	}
}
