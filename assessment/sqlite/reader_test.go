package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

func TestReaderOfAnEmptyFolderCreatesNothing(t *testing.T) {
	parent := t.TempDir()
	for _, dir := range []string{parent, filepath.Join(parent, "missing")} {
		s := reading(t, dir)
		list, err := s.Summaries(t.Context(), storetest.Today)
		if err != nil || len(list) != 0 {
			t.Errorf("shelf: %v, %v", list, err)
		}
		_, err = s.Load(t.Context(), "nobody")
		wants(t, err, assessment.CodeNotFound, "name", "nobody")
	}
	entries, err := os.ReadDir(parent)
	if err != nil || len(entries) != 0 {
		t.Errorf("the reader made %v, %v", entries, err)
	}
}

func TestReaderWritesNothing(t *testing.T) {
	dir, a := filled(t)
	before := content(t, database(dir))
	empty := t.TempDir()
	p := a.Plan.Priorities[0]
	for _, dir := range []string{dir, empty} {
		s := reading(t, dir)
		ctx := t.Context()
		for name, err := range map[string]error{
			"Add":          s.Add(ctx, storetest.Sample(a.Card)),
			"SaveDetails":  s.SaveDetails(ctx, a.Team, a.Details),
			"SaveScore":    s.SaveScore(ctx, a.ID, a.Scores[0]),
			"SavePlan":     s.SavePlan(ctx, a.ID, a.Plan),
			"SavePriority": s.SavePriority(ctx, a.ID, p),
			"SaveAction":   s.SaveAction(ctx, a.ID, p.ID, p.Actions[0]),
			"AddNote":      s.AddNote(ctx, a.ID, p.Actions[0].ID, assessment.Note{ID: "n"}),
			"Remove":       s.Remove(ctx, a.ID, p.ID),
			"SaveDraft":    s.SaveDraft(ctx, a.ID, a.Ballots[0]),
			"DropDraft":    s.DropDraft(ctx, a.ID),
			"CastDraft":    second(s.CastDraft(ctx, a.ID)),
			"AddBallots":   second(s.AddBallots(ctx, a.ID, nil)),
			"TakeBack":     s.TakeBack(ctx, a.ID, a.Ballots[0].ID),
			"Expect":       s.Expect(ctx, a.ID, 1),
			"Bin":          s.Bin(ctx, a.ID),
			"Unbin":        s.Unbin(ctx, a.ID),
		} {
			t.Run(name, func(t *testing.T) { wants(t, err, assessment.CodeReadOnly, "path", database(dir)) })
		}
	}
	if content(t, database(dir)) != before {
		t.Error("the database changed")
	}
	for _, name := range []string{database(empty), filepath.Join(dir, holderName)} {
		if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s was made", name)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestReaderWhileWriterIsOpen(t *testing.T) {
	dir, a := filled(t)
	writer := opened(t, dir, Options{})
	must(t, evidence(t, writer, a, "before"))
	reader := reading(t, dir)
	if got := evidenceIn(t, reader, a); got != "before" {
		t.Errorf("evidence %q", got)
	}
	must(t, evidence(t, writer, a, "after"))
	if got := evidenceIn(t, reader, a); got != "after" {
		t.Errorf("evidence %q, want what was committed last", got)
	}
}

func TestReaderOnANetworkDrive(t *testing.T) {
	u := standard()
	u.remote = func(string) bool { return true }
	dir, a := filled(t)
	s, err := u.open(t.Context(), dir, Options{Holder: "window"})
	must(t, err)
	must(t, evidence(t, s, a, "over there"))
	_, err = u.openReader(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeLocked, "holder", "window")
	must(t, s.Close())
	s, err = u.openReader(t.Context(), dir, Options{})
	if got := evidenceIn(t, closing(t, s, err), a); got != "over there" {
		t.Errorf("evidence %q", got)
	}
}

func TestOneCardForAll(t *testing.T) {
	s := opened(t, t.TempDir(), Options{})
	var loaded []*assessment.Assessment
	for range 2 {
		a := storetest.Sample(storetest.Card(4))
		must(t, s.Add(t.Context(), a))
		l, err := s.Load(t.Context(), a.ID)
		must(t, err)
		loaded = append(loaded, l)
	}
	if loaded[0].Card != loaded[1].Card {
		t.Error("two assessments of one card have decoded it twice")
	}
	var rows int
	must(t, s.db.QueryRow("SELECT count(*) FROM card").Scan(&rows))
	if rows != 1 {
		t.Errorf("%d cards are stored", rows)
	}
}

func texts(t *testing.T, s *Store, query string) (list []string) {
	t.Helper()
	rows, err := s.db.Query(query)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var v string
		must(t, rows.Scan(&v))
		list = append(list, v)
	}
	must(t, rows.Err())
	return list
}
