package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// TestSpareRoom checks that an assessment is not believed to have more room than it has, whatever changes between two
// answers.
func TestSpareRoom(t *testing.T) {
	s, err := Open(t.Context(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	a := storetest.Sample(storetest.Card(4))
	other := storetest.Sample(storetest.Card(4))
	other.ID = "other"
	long := strings.Repeat("x", assessment.MaxText)
	noted, plain := a.Scores[0], a.Scores[0]
	noted.Note, plain.Note = long, ""
	newer := a.Clone()
	newer.Plan.Concern, newer.Plan.UpdatedAt = long, newer.Plan.UpdatedAt+assessment.Instant(24*time.Hour/time.Millisecond)
	for _, c := range []struct {
		name   string
		change func(context.Context) error
	}{
		{"add", func(ctx context.Context) error { return s.Add(ctx, a) }},
		{"an answer", func(ctx context.Context) error { return s.SaveScore(ctx, a.ID, plain) }},
		{"a note", func(ctx context.Context) error { return s.SaveScore(ctx, a.ID, noted) }},
		{"a shorter one", func(ctx context.Context) error { return s.SaveScore(ctx, a.ID, plain) }},
		{"a refusal", func(ctx context.Context) error {
			return s.SaveScore(ctx, a.ID, assessment.Score{Indicator: "?"})
		}},
		{"another assessment", func(ctx context.Context) error { return s.Add(ctx, other) }},
		{"its answer", func(ctx context.Context) error { return s.SaveScore(ctx, other.ID, noted) }},
		{"the first again", func(ctx context.Context) error { return s.SaveScore(ctx, a.ID, noted) }},
		{"a file", func(ctx context.Context) error {
			_, err := s.TakeIn(ctx, newer)
			return err
		}},
		{"after the file", func(ctx context.Context) error { return s.SaveScore(ctx, a.ID, noted) }},
	} {
		if err := c.change(t.Context()); (err != nil) != (c.name == "a refusal") {
			t.Fatalf("%s: %v", c.name, err)
		}
		if s.spare.assessment == "" || s.spare.after+1 != s.changes.Load() {
			continue // void
		}
		believed := s.spare
		if err := s.view(t.Context(), func(tx *sql.Tx) error {
			return s.refuseFull(t.Context(), tx, believed.assessment)
		}); err != nil {
			t.Fatal(err)
		}
		if has := s.spare.bytes; believed.bytes > has {
			t.Errorf("%s: %d bytes are believed to be left, %d are", c.name, believed.bytes, has)
		}
		s.spare = believed
	}
	if s.spare.assessment != a.ID || s.spare.after+1 != s.changes.Load() {
		t.Errorf("after an answer the room left is not known: %+v", s.spare)
	}
}
