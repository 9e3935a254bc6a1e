package sqlite

import (
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
)

// What a rule needs a text for needs one that is left once invisible characters are gone: without it nothing could be exported.
// What is no UTF-8, no JSON and no date is damage wherever it stands.
func TestBackupOfWhatCannotBeExportedIsRefused(t *testing.T) {
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
