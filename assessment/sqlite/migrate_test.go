package sqlite

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// latest is the version of a database created by this program.
var latest = len(standard().migrations)

// A migration is atomic; the previous database is kept beside it.
func TestMigrationIsAtomic(t *testing.T) {
	dir, a := filled(t)
	version := func(want int) {
		t.Helper()
		found, err := inspect(t.Context(), database(dir), accessRead, sealMissing)
		must(t, err)
		if found.version != want {
			t.Errorf("version %d, want %d", found.version, want)
		}
	}
	with := func(more ...string) setup {
		u := standard()
		u.migrations = append(u.migrations, more...)
		return u
	}
	const second = "CREATE TABLE history (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"

	_, err := with(second+"; UPDATE score SET note = 'lost'; INSERT INTO nowhere VALUES (1)").
		open(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeUnexpected)
	version(latest)
	if got := evidenceIn(t, reading(t, dir), a); got != a.Scores[0].Evidence {
		t.Errorf("evidence %q", got)
	}

	// The first of two migrations stays if the second fails.
	_, err = with(second, "INSERT INTO nowhere VALUES (1)").open(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeUnexpected)
	version(latest + 1)

	u := with(second, "INSERT INTO history VALUES ('done')")
	s, err := u.open(t.Context(), dir, Options{})
	must(t, err)
	if got := texts(t, s, "SELECT id FROM history"); len(got) != 1 {
		t.Errorf("history holds %v", got)
	}
	must(t, s.Close())
	version(latest + 2)

	list, err := listBackups(filepath.Join(dir, backupFolder))
	must(t, err)
	for i, want := range []int{latest + 1, latest} {
		found, err := inspect(t.Context(), list[i].Path, accessRead, sealMissing)
		if err != nil || found.application != applicationID || found.version != want {
			t.Errorf("backup %s: %+v, %v", list[i].Path, found, err)
		}
	}
	_, err = Open(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeNewerData, "path", database(dir))
}

func TestReaderMigratesAnOlderDatabase(t *testing.T) {
	dir, a := filled(t)
	u := standard()
	u.migrations = append(u.migrations, "ALTER TABLE score ADD COLUMN colour TEXT")
	s, err := Open(t.Context(), dir, Options{})
	must(t, err)
	_, err = u.openReader(t.Context(), dir, Options{})
	wants(t, err, assessment.CodeLocked)
	must(t, s.Close())

	s, err = u.openReader(t.Context(), dir, Options{})
	closing(t, s, err)
	if got := evidenceIn(t, s, a); got != a.Scores[0].Evidence {
		t.Errorf("evidence %q", got)
	}
	wants(t, s.Bin(t.Context(), a.ID), assessment.CodeReadOnly)
	if _, err := os.Stat(filepath.Join(dir, holderName)); err == nil {
		t.Error("the reader kept the lock")
	}
}

// An older program's history goes into the log, and its adopted plan gets an edition.
func TestHistoryBecomesTheLog(t *testing.T) {
	kept, _ := sampleOf(t, 2)
	dirs := []string{t.TempDir(), t.TempDir()}
	var logs [][]assessment.LogEntry
	for _, dir := range dirs {
		must(t, os.WriteFile(database(dir), []byte(content(t, kept)), 0o600))
		query(t, database(dir), `UPDATE plan SET status = 'adopted', adopted_on = '2026-11-24';
			INSERT INTO plan_change SELECT id, 'a1', 'due', 1796000000000, 'A1', 'wat', '2027-01-01', '2027-02-01', '' FROM assessment;
			INSERT INTO plan_change SELECT id, 'a2', 'action_added', 1796000000000, 'A1', 'nieuw', '', 'nieuw', '["nieuw"]' FROM assessment;
			INSERT INTO plan_change SELECT id, '', 'adopted_on', 1796000000001, '', '', '2026-11-24', '', '' FROM assessment`)
		s := opened(t, dir, Options{})
		list, err := s.Summaries(t.Context(), storetest.Today)
		must(t, err)
		a, err := s.Load(t.Context(), list[0].ID)
		must(t, err)
		logs = append(logs, a.Plan.Log)
		if len(a.Plan.Editions) != 1 || len(a.Changes()) != 0 || a.Plan.LogsAdoption() {
			t.Errorf("%d editions, changes %v", len(a.Plan.Editions), a.Changes())
		}
		wants(t, s.SaveScore(t.Context(), a.ID, a.Scores[0]), assessment.CodeAdopted, "date", "2026-11-24")
	}
	var fields []assessment.LogField
	for _, e := range logs[0] {
		fields = append(fields, e.Field)
	}
	slices.Sort(fields)
	if want := []assessment.LogField{"added", "due", "reopened"}; !slices.Equal(fields, want) || !slices.Equal(logs[0], logs[1]) {
		t.Errorf("the log is %v", logs)
	}
}
