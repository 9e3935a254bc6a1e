package sqlite

import (
	"os"
	"path/filepath"
	"testing"
)

// A note of where to keep what is replaced never leads out of the folder for that.
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

// What tells in which order rows came is wiped out: after a draft is dropped, and after a crash.
func TestWhatRewritesTheDatabase(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	must(t, s.SaveDraft(t.Context(), a.ID, remarking("", "half")))
	before := rewritten(t, s)
	must(t, s.DropDraft(t.Context(), a.ID))
	if n := rewritten(t, s) - before; n != 1 {
		t.Errorf("dropping a draft rewrites the database %d times", n)
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
