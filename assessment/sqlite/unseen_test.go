package sqlite

import (
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// A text that a rule requires must not be empty once invisible characters are removed, or nothing could be exported. Invalid
// UTF-8, JSON or dates are damage wherever they are.
func TestBackupThatCannotBeExportedIsRefused(t *testing.T) {
	const stop = "UPDATE action SET status = 'stopped', reason = "
	const log = `INSERT INTO plan_log (assessment, id, "on", record, field, "before", "after", why) SELECT assessment, `
	const edition = "INSERT INTO edition SELECT assessment, 'e', "
	_, s, a, b := backedUp(t, standard())
	sound := content(t, b.Path)
	for _, change := range []string{
		stop + "char(8203)", stop + "char(1)", stop + "char(65279, 8203, 32)", stop + "cast(x'ff' AS TEXT)",
		"UPDATE score SET answer = -2, note = char(8203)",
		"UPDATE score SET disagreed = 1, note = char(1)",
		log + `'x', '2026-11-24', '', 'date', cast(x'ff' AS TEXT), '', '' FROM plan`,
		log + `'x', '2026-11-24', '', 'date', '', cast(x'ff' AS TEXT), '' FROM plan`,
		log + `'x', '2026-11-24', '', 'date', '', '', cast(x'ff' AS TEXT) FROM plan`,
		log + `'x', '0001-13-01', '', 'date', '', '', '' FROM plan`,
		log + `'x', '2026-11-24', '', char(8203), '', '', '' FROM plan`,
		log + `char(8203), '2026-11-24', '', 'date', '', '', '' FROM plan`,
		edition + "'[' FROM plan", edition + "'{}' FROM plan", edition + "cast(x'ff' AS TEXT) FROM plan",
		"INSERT INTO previous SELECT assessment, '[' FROM plan",
		`INSERT INTO previous SELECT assessment, cast(x'7b22736f6d65223a22ff227d' AS TEXT) FROM plan`,
	} {
		must(t, os.WriteFile(b.Path, []byte(sound), 0o600))
		query(t, b.Path, change)
		_, err := s.Restore(t.Context(), b.Path)
		if assessment.CodeOf(err) != assessment.CodeBackupInvalid {
			t.Errorf("after %s restoring says %v", change, err)
		}
		if got := evidenceIn(t, s, a); got != "after" && err != nil {
			t.Errorf("evidence %q after %s was refused", got, change)
		}
	}
	refusesImpossibleContent(t)
	kept, _ := sampleOf(t, withEditions-1)
	path := filepath.Join(t.TempDir(), "backup.db")
	must(t, os.WriteFile(path, []byte(content(t, kept)), 0o600))
	query(t, path, `INSERT INTO plan_change SELECT id, 'a1', 'due', 1796000000000, 'A1', 'wat', '2027-01-01', '2027-02-01', '' FROM assessment`)
	_, err := Restore(t.Context(), t.TempDir(), path, Options{})
	must(t, err)
	sound = content(t, path)
	for _, value := range []string{"at = 9000000000000000000", "at = -1", "at = -99999999999999", "agreed = '['", "what = cast(x'ff' AS TEXT)", `"before" = cast(x'ff' AS TEXT)`} {
		must(t, os.WriteFile(path, []byte(sound), 0o600))
		query(t, path, "UPDATE plan_change SET "+value)
		if _, err = Restore(t.Context(), t.TempDir(), path, Options{}); assessment.CodeOf(err) != assessment.CodeBackupInvalid {
			t.Errorf("after %s restoring says %v", value, err)
		}
	}
}

// refusesImpossibleContent restores the backup of an adopted plan after each of several changes that no program can have
// made.
func refusesImpossibleContent(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	s := opened(t, t.TempDir(), Options{})
	a := storetest.Adopted(storetest.Card(4))
	must(t, s.Add(ctx, a))
	other := a.Clone()
	other.Plan.Priorities[0].Why, other.Plan.Priorities[0].UpdatedAt = "anders", 1_900_000_000_000
	_, err := s.TakeIn(ctx, other)
	must(t, err)
	b, err := s.BackUp(ctx)
	must(t, err)
	sound := content(t, b.Path)
	_, err = s.Restore(ctx, b.Path)
	must(t, err)
	for _, change := range []string{
		"UPDATE plan SET adopted_on = ''",
		`UPDATE plan_log SET field = '2026-02-30'`,
		"UPDATE edition SET id = 'zzz', content = json_set(content, '$.id', 'zzz')",
		"UPDATE edition SET content = json_set(content, '$.plan.strong', 'anders')",
		"UPDATE edition SET content = json_set(content, '$.ballots', 7)",
		"UPDATE edition SET content = json_set(content, '$.more', 1)",
		"UPDATE edition SET content = json_set(content, '$.scores[0].more', 1)",
		"UPDATE replaced SET at = -1",
		`UPDATE replaced SET "after" = 'null'`,
		`UPDATE replaced SET "before" = json_set("before", '$.more', 1)`,
		`UPDATE replaced SET "before" = json_set("before", '$.priority.position', -4)`,
	} {
		must(t, os.WriteFile(b.Path, []byte(sound), 0o600))
		query(t, b.Path, change)
		if _, err := s.Restore(ctx, b.Path); assessment.CodeOf(err) != assessment.CodeBackupInvalid {
			t.Errorf("after %s restoring says %v", change, err)
		}
	}
}
