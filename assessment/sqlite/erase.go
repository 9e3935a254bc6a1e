package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
)

// Bin implements assessment.Store.
func (s *Store) Bin(ctx context.Context, id string) error {
	return s.setBinned(ctx, id, "ifnull(binned_at, ?)", s.now().Clamp())
}

// Unbin implements assessment.Store.
func (s *Store) Unbin(ctx context.Context, id string) error {
	return s.setBinned(ctx, id, "NULL")
}

func (s *Store) setBinned(ctx context.Context, id, value string, args ...any) error {
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "UPDATE assessment SET binned_at = "+value+" WHERE id = ?", append(args, id)...)
		if err != nil {
			return fmt.Errorf("move to or from the bin: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 1 {
			return err
		}
		return notFound(id)
	})
}

// Discard implements assessment.Store.
func (s *Store) Discard(ctx context.Context, made *assessment.Assessment) error {
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		a, err := s.load(ctx, tx, made.ID)
		switch {
		case assessment.CodeOf(err) == assessment.CodeNotFound:
			return nil
		case err != nil || !a.Untouched(made):
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM assessment
			WHERE id = ? AND id NOT IN (SELECT assessment FROM draft)`, made.ID); err != nil {
			return fmt.Errorf("discard: %w", err)
		}
		return nil
	})
}

// Binned implements assessment.Store.
func (s *Store) Binned(ctx context.Context) (list []assessment.Binned, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		list, err = binned(ctx, tx, "binned_at IS NOT NULL ORDER BY binned_at DESC, id")
		return err
	})
	return list, err
}

func binned(ctx context.Context, tx *sql.Tx, where string, args ...any) (list []assessment.Binned, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, team_id, institution, programme, team_name, crebo, level, track, date, binned_at
		FROM assessment WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("look in the bin: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var b assessment.Binned
		t := &b.Team
		var at sql.Null[assessment.Instant] // none where it is on the shelf
		if err := rows.Scan(&b.ID, &t.ID, &t.Institution, &t.Programme, &t.Name, &t.Crebo, &t.Level, &t.Track, &b.Date,
			&at); err != nil {
			return nil, fmt.Errorf("look in the bin: %w", err)
		}
		if b.At = at.V; at.Valid && b.At != b.At.Clamp() {
			return nil, fmt.Errorf("assessment %q went to the bin at a time that cannot be, %d: %w", b.ID, b.At, errUnreadable)
		}
		list = append(list, b)
	}
	return list, rows.Err()
}

// EmptyBin implements assessment.Store.
func (s *Store) EmptyBin(ctx context.Context, before assessment.Instant) (erased assessment.Erased, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		erased.Assessments, err = binned(ctx, tx, "binned_at < ? ORDER BY date, id", before)
		return err
	})
	if err != nil || len(erased.Assessments) == 0 {
		return erased, err
	}
	var ids []string
	for _, b := range erased.Assessments {
		ids = append(ids, b.ID)
	}
	b, err := json.Marshal(ids)
	if err != nil {
		return erased, err
	}
	// They may still be on the shelf in a backup.
	err = s.erase(ctx, &erased, "id IN (SELECT value FROM json_each(?))", string(b))
	return erased, err
}

// Forget implements assessment.Store.
func (s *Store) Forget(ctx context.Context, team string) (erased assessment.Erased, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		erased.Assessments, err = binned(ctx, tx, "team_id = ? ORDER BY date, id", team)
		return err
	})
	if err == nil && len(erased.Assessments) == 0 {
		err = notFound(team)
	}
	if err != nil {
		return erased, err
	}
	if err := s.erase(ctx, &erased, "team_id = ?", team); err != nil {
		return erased, err
	}
	for _, path := range erased.Unreadable {
		if err := os.RemoveAll(path); err != nil {
			return erased, explain(err, path)
		}
	}
	return erased, nil
}

// Replace implements assessment.Store.
func (s *Store) Replace(ctx context.Context, team string, rounds []*assessment.Assessment) error {
	left := inPages
	return s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM assessment WHERE team_id = ?", team); err != nil {
			return fmt.Errorf("replace a team: %w", err)
		}
		for _, a := range rounds {
			if err := s.addAll(ctx, tx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// erase erases the assessments that match a condition: first from all copies kept beside the database, so that after
// an interruption they are still here and erasing can be repeated.
func (s *Store) erase(ctx context.Context, erased *assessment.Erased, which string, args ...any) error {
	if s.readOnly {
		return assessment.Fail(assessment.CodeReadOnly, errors.New("the store is open for reading only"), "path", s.path)
	}
	s.keeping.Lock()
	defer s.keeping.Unlock()
	copies, err := s.copies()
	if err != nil {
		return explain(err, filepath.Dir(s.path))
	}
	for _, c := range copies {
		changed, err := s.setup.eraseFrom(ctx, c, which, args...)
		switch {
		case err == nil && changed:
			erased.Copies++
		case unerasable(err, c):
			return explain(fmt.Errorf("erase from a copy: %w", err), c.path)
		case err != nil:
			erased.Unreadable = append(erased.Unreadable, c.whole)
		}
	}
	left := inPages
	return s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM assessment WHERE "+which, args...); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
		return nil
	})
}

// kept is a copy kept beside the database in use; whole is the file or folder to remove if it cannot be read.
type kept struct{ path, whole string }

// copies returns all backups and all replaced databases.
func (s *Store) copies() ([]kept, error) {
	dir := filepath.Dir(s.path)
	list, err := listBackups(filepath.Join(dir, backupFolder))
	if err != nil {
		return nil, err
	}
	var all []kept
	for _, b := range list {
		all = append(all, kept{b.Path, b.Path})
	}
	folders, err := os.ReadDir(filepath.Join(dir, asideFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, f := range folders {
		if !f.IsDir() {
			continue // not created by this program
		}
		whole := filepath.Join(dir, asideFolder, f.Name())
		all = append(all, kept{filepath.Join(whole, fileName), whole})
	}
	return all, nil
}

// eraseFrom rewrites a copy without the rows that match a condition, and reports whether there were any.
func (u setup) eraseFrom(ctx context.Context, c kept, which string, args ...any) (changed bool, err error) {
	temporary := c.path + partial
	if err := errors.Join(unlessGone(os.Remove(temporary)), ctx.Err()); err != nil {
		return false, err
	}
	s, err := u.openKept(ctx, c)
	if err != nil {
		return false, err
	}
	n, err := column[int](ctx, s.db, "SELECT count(*) FROM assessment WHERE "+which, args...)
	if err == nil && n[0] > 0 {
		changed = true
		err = s.rewrite(ctx, u.verifySound, temporary, filepath.Base(c.path), "DELETE FROM assessment WHERE "+which, args...)
	}
	if err := errors.Join(err, s.db.Close()); err != nil || !changed {
		return false, err
	}
	return true, replace(temporary, c.path)
}

// openKept opens a copy to erase from it.
func (u setup) openKept(ctx context.Context, c kept) (*Store, error) {
	if _, err := os.Stat(c.path); err != nil {
		return nil, assessment.Fail(assessment.CodeDamaged, err, "path", c.path)
	}
	// A replaced database may have a log, which has to be applied and must not survive.
	access := "mode=rw&_journal_mode=DELETE&" + patience
	if c.path == c.whole {
		access = accessImmutable
	}
	found, err := inspect(ctx, c.path, access, sealMissing)
	if err != nil {
		return nil, err
	}
	if err := u.refuse(ctx, found, c.path); err != nil || found.blank() {
		return nil, errors.Join(err, errors.New("not one of ours"))
	}
	return u.connect(c.path, access, Options{})
}

// Unreadable returns the backups and other copies that cannot be read: those that Forget would remove completely.
func (s *Store) Unreadable(ctx context.Context) (unreadable []string, err error) {
	s.keeping.Lock()
	defer s.keeping.Unlock()
	copies, err := s.copies()
	if err != nil {
		return nil, explain(err, filepath.Dir(s.path))
	}
	for _, c := range copies {
		k, err := s.setup.openKept(ctx, c)
		if err == nil {
			err = errors.Join(k.sound(ctx), k.db.Close())
		}
		if unerasable(err, c) {
			return nil, explain(fmt.Errorf("look at a copy: %w", err), c.path)
		}
		if err != nil {
			unreadable = append(unreadable, c.whole)
		}
	}
	return unreadable, nil
}

// unerasable reports whether a copy could not be opened for a reason unrelated to its content.
func unerasable(err error, c kept) bool {
	code := assessment.CodeOf(explain(err, c.path))
	return code == assessment.CodeDiskFull || code == assessment.CodeReadOnly || code == assessment.CodeInterrupted || code == assessment.CodeBusy
}

// unlessGone returns err, or nil if err means that a file does not exist.
func unlessGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
