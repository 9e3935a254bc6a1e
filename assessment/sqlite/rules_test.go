package sqlite

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// A note of where to keep replaced data never leads outside the folder for that.
func TestRestoreNeverLeadsOutside(t *testing.T) {
	for _, note := range []string{"..", ".", "../outside", "sub/folder", "/outside"} {
		dir, s, _, b := backedUp(t, standard())
		must(t, s.Close())
		must(t, s.setup.stage(t.Context(), dir, b.Path))
		must(t, os.WriteFile(filepath.Join(dir, stageFolder, stageNote), []byte(note), 0o600))
		before := content(t, database(dir))
		if err := finishRestore(dir); err == nil {
			t.Errorf("a restore to %q is finished", note)
		}
		if content(t, database(dir)) != before {
			t.Errorf("with the note %q the database is another", note)
		}
	}
}

// Traces of the order in which rows were added are erased: after a draft is dropped, after a merge, and after a
// crash.
func TestOperationsThatRewriteTheDatabase(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	must(t, s.SaveDraft(t.Context(), a.ID, remarking("", "half")))
	before := rewritten(t, s)
	must(t, s.DropDraft(t.Context(), a.ID))
	if n := rewritten(t, s) - before; n != 1 {
		t.Errorf("dropping a draft rewrites the database %d times", n)
	}
	var place int
	if must(t, s.db.QueryRow("PRAGMA temp_store").Scan(&place)); place != 2 {
		t.Errorf("what rewriting makes on the way is kept in %d, want 2, which is memory", place)
	}
	theirs, err := s.Load(t.Context(), a.ID)
	must(t, err)
	theirs.Ballots = append(theirs.Ballots, remarking("x", "x"), remarking("y", "y"), remarking("z", "z"))
	for _, want := range []int{1, 0} { // the second time there is nothing new
		before = rewritten(t, s)
		_, err := s.TakeIn(t.Context(), theirs)
		must(t, err)
		if n := rewritten(t, s) - before; n != want {
			t.Errorf("merging rewrites the database %d times, want %d", n, want)
		}
	}
	for _, log := range []string{"-wal", "-journal"} {
		path := filepath.Join(t.TempDir(), fileName)
		if left := leftBehind(path); left != nowhere {
			t.Errorf("nothing leaves %v", left)
		}
		must(t, os.WriteFile(path+log, []byte("what a crash left"), 0o600))
		if left := leftBehind(path); left != inPages {
			t.Errorf("%s leaves %v", log, left)
		}
	}
}

// An assessment added with ballots is stored without the order in which they were listed.
func TestAddedBallotsKeepNoOrder(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	a.Ballots = nil
	for _, id := range []string{"b", "d", "a", "e", "c"} {
		a.Ballots = append(a.Ballots, remarking(id, "remark of "+id))
	}
	stored := func(a *assessment.Assessment) string {
		dir := t.TempDir()
		s, err := Open(t.Context(), dir, Options{Now: noon().now})
		must(t, err)
		must(t, s.Add(t.Context(), a))
		must(t, s.Close())
		return content(t, database(dir))
	}
	first := stored(a)
	slices.Reverse(a.Ballots)
	if at := differences(first, stored(a)); len(at) > 0 {
		t.Errorf("listed backwards the database differs at %d bytes, first %d", len(at), at[0])
	}
}
