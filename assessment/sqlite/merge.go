package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"

	"kwaliteitskaart/assessment"
)

// TakeIn implements assessment.Store.
func (s *Store) TakeIn(ctx context.Context, b *assessment.Assessment) (m *assessment.Merged, err error) {
	left := nowhere
	err = s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		a, err := s.load(ctx, tx, b.ID)
		switch {
		case assessment.CodeOf(err) == assessment.CodeNotFound:
			m = &assessment.Merged{Assessment: b, Added: true}
			return s.addAll(ctx, tx, b)
		case err != nil:
			return err
		}
		earlier, err := s.earlier(ctx, tx, a.ID)
		if err != nil {
			return err
		}
		here := a.Keeping(earlier) // as files from here hold it
		later, err := adoptedAfter(ctx, tx, a)
		if err != nil {
			return err
		}
		if m, err = here.MergeUnder(b, len(later) > 0); err != nil {
			return err
		}
		if m.Returned, err = leaveBin(ctx, tx, a.ID); err != nil {
			return err
		}
		if reflect.DeepEqual(here, m.Assessment) {
			return nil
		}
		left = inPages
		if err := restate(ctx, tx, m.Assessment); err != nil {
			return err
		}
		return s.keepReplaced(ctx, tx, a.ID, m.Replaced)
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}

// leaveBin moves an assessment out of the bin, and reports whether it was there.
func leaveBin(ctx context.Context, tx *sql.Tx, id string) (bool, error) {
	r, err := tx.ExecContext(ctx, "UPDATE assessment SET binned_at = NULL WHERE id = ? AND binned_at IS NOT NULL", id)
	if err != nil {
		return false, fmt.Errorf("take out of the bin: %w", err)
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// restate replaces everything stored of an assessment.
func restate(ctx context.Context, tx *sql.Tx, after *assessment.Assessment) error {
	h := headOf(after)
	if err := heads.put(ctx, tx, &h); err != nil {
		return err
	}
	for _, table := range []string{"score", "ballot", "plan", "deleted"} { // deleting the plan deletes everything beneath it
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE assessment = ?", after.ID); err != nil {
			return fmt.Errorf("clear %s: %w", table, err)
		}
	}
	return addContent(ctx, tx, after)
}

// keepReplaced stores the records that one merge replaced, at a time that no other merge of the assessment has.
func (s *Store) keepReplaced(ctx context.Context, tx *sql.Tx, id string, list []assessment.Replacement) error {
	var latest assessment.Instant
	err := tx.QueryRowContext(ctx, "SELECT ifnull(max(at), 0) FROM replaced WHERE assessment = ?", id).Scan(&latest)
	if err != nil {
		return fmt.Errorf("find the last merge: %w", err)
	}
	at := max(s.now(), latest+1) // not After: this time stays local, and must not be clamped
	for i := range list {
		list[i].At = at
		if err := replacements.put(ctx, tx, &list[i], id); err != nil {
			return err
		}
	}
	return nil
}

// Replaced implements assessment.Store.
func (s *Store) Replaced(ctx context.Context, id string) (list []assessment.Replacement, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		if _, err := findHead(ctx, tx, id); err != nil {
			return err
		}
		list, err = replacements.list(ctx, tx, id)
		return err
	})
	assessment.SortReplaced(list)
	return list, err
}

// PutBack implements assessment.Store.
func (s *Store) PutBack(ctx context.Context, id string, r assessment.Replacement) error {
	left := inPages
	return s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		a, err := s.load(ctx, tx, id)
		if err != nil {
			return err
		}
		const key = "assessment = ? AND at = ? AND kind = ? AND record = ?"
		kept, err := replacements.get(ctx, tx, key, id, r.At, r.Kind, r.ID)
		switch {
		case err != nil:
			return err
		case kept == nil:
			return notFound(string(r.Kind) + " " + r.ID)
		}
		next, err := a.PutBack(kept.record, s.now())
		if err != nil {
			return err
		}
		if err := restate(ctx, tx, next); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM replaced WHERE "+key, id, r.At, r.Kind, r.ID); err != nil {
			return fmt.Errorf("forget what is put back: %w", err)
		}
		return nil
	})
}
