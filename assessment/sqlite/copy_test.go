package sqlite

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/storetest"
)

// remarking returns a ballot with a remark to look for in files.
func remarking(id, remark string) assessment.Ballot {
	return assessment.Ballot{
		ID: id, Group: assessment.GroupTeam,
		Answers: map[string]assessment.Answer{"A1": 3}, Remarks: map[string]string{"A1": remark},
	}
}

func addBallot(t *testing.T, s *Store, a *assessment.Assessment, b assessment.Ballot) {
	t.Helper()
	_, err := s.AddBallots(t.Context(), a.ID, []assessment.Ballot{b})
	must(t, err)
}

// Comparing two copies must not reveal who came in between, neither before the reveal nor among late ballots.
func TestCopiesNeverRevealWhoCameInBetween(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, Options{})
	card := storetest.Card(4)
	hidden, revealed := storetest.Sample(card), storetest.Sample(card)
	hidden.Revealed, hidden.Ballots = false, nil
	revealed.Ballots[0].Remarks["A1"] = "open: everybody may read this"
	must(t, s.Add(t.Context(), hidden))
	must(t, s.Add(t.Context(), revealed))

	var copies []string
	path := filepath.Join(dir, "copy.db")
	for i, name := range []string{"first", "second", "third"} {
		addBallot(t, s, hidden, remarking(name, "secret: I came "+name))
		if i < 2 { // a third would make them count
			addBallot(t, s, revealed, remarking(name, "secret: I came late and "+name))
		}
		must(t, s.SaveDraft(t.Context(), hidden.ID, remarking("", "secret: half "+name)))
		must(t, s.SaveDraft(t.Context(), revealed.ID, remarking("", strings.Repeat("secret: half "+name, 500))))
		if i < 2 {
			must(t, s.Copy(t.Context(), path))
			copies = append(copies, content(t, path))
		}
	}
	// A migration makes its copy in the same way.
	must(t, s.Close())
	u := standard()
	u.migrations = append(u.migrations, "DROP TABLE deleted")
	s, err := u.open(t.Context(), dir, Options{})
	closing(t, s, err)
	list, err := listBackups(filepath.Join(dir, backupFolder))
	must(t, err)
	copies = append(copies, content(t, list[0].Path))

	if !strings.Contains(content(t, database(dir)), "secret: I came third") {
		t.Fatal("the database itself does not hold the ballots, so their absence would prove nothing")
	}
	for i, c := range copies {
		if strings.Contains(c, "secret") || strings.Contains(c, "second") {
			t.Errorf("copy %d holds what is not revealed", i)
		}
		if !strings.Contains(c, "open: everybody may read this") {
			t.Errorf("copy %d does not hold what is revealed", i)
		}
		if c != copies[0] {
			t.Errorf("copy %d differs from the first one at %v", i, differences(copies[0], c))
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.part*"))
	if err != nil || len(left) > 0 {
		t.Errorf("copying left %v behind, %v", left, err)
	}
}

// A copy is a database that can be opened in place of the original.
func TestCopyIsWhole(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	hidden := storetest.Sample(a.Card)
	hidden.Revealed, hidden.Expected = false, 8
	must(t, s.Add(t.Context(), hidden))
	elsewhere := t.TempDir()
	must(t, os.WriteFile(database(elsewhere), nil, 0o600))
	must(t, s.Copy(t.Context(), database(elsewhere)))
	if info, err := os.Stat(database(elsewhere)); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the copy: %v, %v", info, err)
	}
	hidden.Ballots = nil
	restored := opened(t, elsewhere, Options{})
	for _, want := range []*assessment.Assessment{a, hidden} {
		got, err := restored.Load(t.Context(), want.ID)
		must(t, err)
		want.Card = got.Card
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("the copy differs:\n%s", d)
		}
	}
	must(t, evidence(t, restored, a, "goes on"))

	nowhere := filepath.Join(elsewhere, "missing", "copy.db")
	wants(t, s.Copy(t.Context(), nowhere), assessment.CodeFolderGone, "folder", filepath.Dir(nowhere))
}

// A copy never overwrites the database, which contains more, or its companion files, and leaves other files alone.
func TestCopyIsNeverOnItself(t *testing.T) {
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	link := filepath.Join(t.TempDir(), "link")
	if os.Symlink(dir, link) != nil {
		link = dir // on Windows only administrators can create links
	}
	for _, path := range []string{
		database(dir), database(dir) + "-wal", database(link), filepath.Join(dir, "sub", "..", fileName), filepath.Join(dir, strings.ToUpper(fileName)),
		filepath.Join(dir, lockName), filepath.Join(dir, "settings.json"), filepath.Join(dir, backupFolder, "mine.db"),
		filepath.Join(link, "cards", "mine.json"),
	} {
		wants(t, s.Copy(t.Context(), path), assessment.CodeOwnFile, "file", filepath.Base(path))
	}
	other := filepath.Join(t.TempDir(), "Team.kwaliteitskaart")
	for is, holds := range map[filekind.Kind]string{
		filekind.Ours: `{"format": "kwaliteitskaart"}`, filekind.Text: "minutes of the meeting", filekind.Database: "SQLite format 3\x00" + strings.Repeat(" ", 100),
	} {
		must(t, os.WriteFile(other, []byte(holds), 0o600))
		wants(t, s.Copy(t.Context(), other), assessment.CodeOtherFile, "file", filepath.Base(other), "kind", string(is))
		if got := content(t, other); got != holds {
			t.Errorf("%s: it holds %q", is, got)
		}
	}
	copied := filepath.Join(dir, "copy.db")
	must(t, os.WriteFile(copied, nil, 0o600))
	for range 2 { // over an empty file, and over a backup
		must(t, s.Copy(t.Context(), copied))
	}
	must(t, evidence(t, s, a, "still here"))
	other = filepath.Join(t.TempDir(), fileName)
	must(t, os.WriteFile(other+partial, []byte("mine"), 0o600))
	must(t, s.Copy(t.Context(), other))
	if got := content(t, other+partial); got != "mine" {
		t.Errorf("a file beside the copy holds %q", got)
	}
}
