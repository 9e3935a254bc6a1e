package sqlite

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// fixedClock is a clock that stands still until it is set.
type fixedClock struct{ at assessment.Instant }

func (w *fixedClock) now() assessment.Instant { return w.at }

func noon() *fixedClock {
	return &fixedClock{assessment.InstantOf(time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local))}
}

func backups(t *testing.T, dir string) []assessment.Backup {
	t.Helper()
	list, err := Backups(t.Context(), dir)
	must(t, err)
	return list
}

func TestBackupsAreMadeOnlyOfChanges(t *testing.T) {
	dir, clock := t.TempDir(), noon()
	s := opened(t, dir, Options{Now: clock.now})
	if b, err := s.BackUp(t.Context()); b != nil || err != nil {
		t.Errorf("of an empty database: %v, %v", b, err)
	}
	a := storetest.Sample(storetest.Card(4))
	must(t, s.Add(t.Context(), a))
	first, err := s.BackUp(t.Context())
	must(t, err)
	if first == nil || first.Made != clock.at || first.Assessments != 1 {
		t.Fatalf("the first backup is %+v", first)
	}
	for range 2 { // in the same second
		if b, err := s.BackUp(t.Context()); b != nil || err != nil {
			t.Errorf("of no change: %v, %v", b, err)
		}
	}
	must(t, evidence(t, s, a, "changed"))
	second, err := s.BackUp(t.Context())
	must(t, err)
	list := backups(t, dir)
	if second == nil || len(list) != 2 || list[0].Path != second.Path || list[1].Path != first.Path {
		t.Fatalf("there are %v, made were %v and %v", list, first, second)
	}
	t.Chdir(filepath.Dir(dir))
	list = append(list, backups(t, filepath.Base(dir))...) // with a relative path as well
	for _, b := range list {
		if b.Err != nil || b.Assessments != 1 {
			t.Errorf("backup %+v", b)
		}
		for path, want := range map[string]os.FileMode{b.Path: 0o600, filepath.Dir(b.Path): 0o700} {
			if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", path, info.Mode(), err)
			}
		}
	}
}

// Ballots that are not revealed are in no backup, and do not cause one.
func TestBallotsMakeNoBackup(t *testing.T) {
	dir, clock := t.TempDir(), noon()
	s := opened(t, dir, Options{Now: clock.now})
	hidden := storetest.Sample(storetest.Card(4))
	hidden.Revealed, hidden.Ballots = false, nil
	must(t, s.Add(t.Context(), hidden))
	if _, err := s.BackUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"one", "two", "three"} {
		addBallot(t, s, hidden, remarking(name, "secret"))
		must(t, s.SaveDraft(t.Context(), hidden.ID, remarking("", "secret")))
		clock.at += 1000
		if b, err := s.BackUp(t.Context()); b != nil || err != nil {
			t.Errorf("a ballot made backup %v, %v", b, err)
		}
	}
	for _, b := range backups(t, dir) {
		if strings.Contains(content(t, b.Path), "secret") {
			t.Error("a backup holds a ballot that is not revealed")
		}
	}
}

func TestOldBackupsAreRemoved(t *testing.T) {
	dir, clock := t.TempDir(), noon()
	s := opened(t, dir, Options{Now: clock.now})
	a := storetest.Sample(storetest.Card(4))
	must(t, s.Add(t.Context(), a))
	const day = assessment.Instant(24 * time.Hour / time.Millisecond)
	for range 12 { // twice a day
		for _, text := range []string{"morning", "evening"} {
			clock.at += day / 2
			must(t, evidence(t, s, a, text+clock.at.String()))
			b, err := s.BackUp(t.Context())
			must(t, err)
			if b == nil {
				t.Fatal("a change made no backup")
			}
		}
	}
	// The last ten cover five days; of each of the seven days before, one is kept.
	list := backups(t, dir)
	if want := assessment.KeptBackups + 7; len(list) != want {
		t.Errorf("%d backups are kept, want %d", len(list), want)
	}
	// A clock that runs a year ahead and is set right makes no other backup spare, and later backups are newer.
	for _, text := range []string{"a year ahead", "set right"} {
		before := backups(t, dir)
		clock.at += 365 * day
		if text == "set right" {
			clock.at -= 2 * 365 * day
		}
		must(t, evidence(t, s, a, text))
		b, err := s.BackUp(t.Context())
		must(t, err)
		after := backups(t, dir)
		if after[0].Path != b.Path || assessment.NewestBackup(after).Path != b.Path {
			t.Errorf("%s: the newest is %s, made was %s", text, after[0].Path, b.Path)
		}
		gone := 0
		for _, x := range before {
			if !exists(x.Path) {
				gone++
			}
		}
		if gone > 1 { // one of a day of which another is the last
			t.Errorf("%s: %d backups are gone", text, gone)
		}
	}
	for range 20 { // over thirty days by now
		clock.at += day
		must(t, evidence(t, s, a, clock.at.String()))
		_, err := s.BackUp(t.Context())
		must(t, err)
	}
	if n := len(backups(t, dir)); n != assessment.KeptBackupDays {
		t.Errorf("%d backups are kept", n)
	}
}

// Backups from before they were numbered are kept, and are older than numbered ones.
func TestBackupsWithoutANumber(t *testing.T) {
	dir, s, a, b := backedUp(t, standard())
	old := filepath.Join(dir, backupFolder, "kwaliteitskaart-20270101-120000Z.db")
	must(t, os.Rename(b.Path, old))
	must(t, evidence(t, s, a, "counted"))
	counted, err := s.BackUp(t.Context())
	must(t, err)
	list := backups(t, dir)
	if len(list) != 2 || list[0].Path != counted.Path || list[1].Path != old || list[1].Err != nil ||
		list[1].Made != assessment.InstantOf(time.Date(2027, 1, 1, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("there are %v", list)
	}
}

func TestUnreliableBackupsAreReported(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, path string){
		"cut": func(t *testing.T, path string) {
			must(t, os.Truncate(path, int64(len(content(t, path))/2)))
		},
		"emptied": func(t *testing.T, path string) { must(t, os.Truncate(path, 0)) },
		"zeroed": func(t *testing.T, path string) {
			must(t, os.WriteFile(path, make([]byte, len(content(t, path))), 0o600))
		},
		"another program's": func(t *testing.T, path string) { query(t, path, "PRAGMA application_id = 7") },
		"newer":             func(t *testing.T, path string) { query(t, path, "PRAGMA user_version = 99") },
		"with a trigger": func(t *testing.T, path string) {
			query(t, path, "CREATE TRIGGER t AFTER UPDATE ON score BEGIN DELETE FROM score; END")
		},
		"with a view":          func(t *testing.T, path string) { query(t, path, "CREATE VIEW v AS SELECT 1") },
		"a level off the card": func(t *testing.T, path string) { query(t, path, "UPDATE score SET answer = 99") },
		"loose ends": func(t *testing.T, path string) {
			query(t, path, "PRAGMA foreign_keys = off; DELETE FROM plan")
		},
		"cards without indicators":      spoiling("DELETE FROM card_indicator"),
		"a card with another indicator": spoiling("UPDATE card_indicator SET indicator = 'X9' WHERE indicator = 'A1'"),
		"a card with another core":      spoiling("UPDATE card_indicator SET core = 1 - core"),
		"a card that does not read":     spoiling("UPDATE card SET content = CAST('{bad' AS BLOB)"),
		"a card with a field of no name": spoiling(
			`UPDATE card SET content = CAST(replace(CAST(content AS TEXT), '"themes"', '"thames"') AS BLOB)`),
		"a card that is another":           spoiling("UPDATE card SET content = CAST('{}' AS BLOB)"),
		"a replaced record not to be read": spoiling("INSERT INTO replaced SELECT id, 1, 'score', 'A1', '{bad', '{}' FROM assessment"),
		"a replaced record of another kind": spoiling(
			`INSERT INTO replaced SELECT id, 1, 'note', 'A1', '{"score":{"indicator":"A1"}}', '{}' FROM assessment`),
		"a replaced record of no kind":   spoiling("INSERT INTO replaced SELECT id, 1, 'horse', '', '{}', '{}' FROM assessment"),
		"a log without a day":            spoiling("INSERT INTO plan_log SELECT id, 'x', 'tomorrow', '', 'due', '', '', '' FROM assessment"),
		"an edition not to be read":      spoiling("INSERT INTO edition SELECT id, 'x', '[' FROM assessment"),
		"an edition of nothing":          spoiling("INSERT INTO edition SELECT id, 'x', '{}' FROM assessment"),
		"adopted without an edition":     spoiling("UPDATE plan SET status = 'adopted', sealed_at = 1796000000000"),
		"an answer nobody can give":      spoiling("INSERT INTO answer SELECT assessment, id, 'maybe', '', 0, 0, '', 1796000000000 FROM action LIMIT 1"),
		"a round before, not to be read": spoiling("INSERT INTO previous SELECT id, '[' FROM assessment"),
		"a draft not to be read":         spoiling("INSERT INTO draft SELECT id, 'team', '[', '{}' FROM assessment"),
		"a draft of unknown people":      spoiling("INSERT INTO draft SELECT id, 'horses', '{}', '{}' FROM assessment"),
		"a ballot not to be read":        spoiling("UPDATE ballot SET remarks = ''"),
		"a status nobody knows":          spoiling("UPDATE assessment SET status = 'eaten'"),
		"a plan status":                  spoiling("UPDATE plan SET status = 'eaten'"),
		"an action status":               spoiling("UPDATE action SET status = 'eaten'"),
		"neither yes nor no":             spoiling("UPDATE assessment SET revealed = 7"),
		"too many expected":              spoiling("UPDATE assessment SET expected = 123456"),
		"a date that is none":            spoiling("UPDATE assessment SET date = 'tomorrow'"),
	} {
		t.Run(name, func(t *testing.T) {
			dir, _ := filled(t)
			s := opened(t, dir, Options{})
			b, err := s.BackUp(t.Context())
			must(t, err)
			spoil(t, b.Path)
			before, stored := content(t, b.Path), content(t, database(dir))
			list := backups(t, dir)
			if len(list) != 1 || list[0].Err == nil || assessment.NewestBackup(list) != nil {
				t.Errorf("the backups are %v", list)
			}
			_, err = s.Restore(t.Context(), b.Path)
			code := assessment.CodeBackupInvalid
			if name == "newer" {
				code = assessment.CodeNewerFile
			}
			wants(t, err, code, "file", filepath.Base(b.Path))
			if content(t, b.Path) != before || content(t, database(dir)) != stored {
				t.Error("a file was touched")
			}
			if _, err := os.Stat(filepath.Join(dir, stageFolder)); err == nil {
				t.Error("something was left behind")
			}
		})
	}
}

// spoiling changes a database with SQL.
func spoiling(sqlText string) func(t *testing.T, path string) {
	return func(t *testing.T, path string) { query(t, path, "PRAGMA foreign_keys = off;"+sqlText) }
}

// The moment at which the clock was last right belongs to the computer: it is in no backup, and is unchanged by a
// restore.
func TestTrust(t *testing.T) {
	dir, s, _, b := backedUp(t, standard())
	if at, err := s.Trusted(t.Context()); at != 0 || err != nil {
		t.Errorf("at first it is %v, %v", at, err)
	}
	const then assessment.Instant = 1_796_000_000_123
	must(t, s.Trust(t.Context(), then))
	must(t, second(s.Restore(t.Context(), b.Path)))
	if at, err := s.Trusted(t.Context()); at != then || err != nil {
		t.Errorf("it is %v, %v", at, err)
	}
	must(t, os.WriteFile(filepath.Join(dir, clockName), []byte("yesterday"), 0o600))
	if at, err := s.Trusted(t.Context()); at != 0 || err != nil {
		t.Errorf("of another's making it is %v, %v", at, err)
	}
}
