package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"kwaliteitskaart/assessment"
)

// History implements assessment.Store.
func (s *Store) History(ctx context.Context, id string) (h []assessment.PlanChange, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		if _, err := findHead(ctx, tx, id); err != nil {
			return err
		}
		h, err = planChanges.list(ctx, tx, id)
		return err
	})
	assessment.SortHistory(h)
	return h, err
}

// changePlan changes a plan, and records the changes to what was agreed in the plan's history.
func (s *Store) changePlan(ctx context.Context, id string, do func(ctx context.Context, tx *sql.Tx) error) error {
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		before, err := loadPlan(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := do(ctx, tx); err != nil {
			return err
		}
		if err := s.refuseFull(ctx, tx, id); err != nil {
			return err
		}
		after, err := loadPlan(ctx, tx, id)
		if err != nil {
			return err
		}
		if changes := assessment.PlanChanges(&before, &after); len(changes) > 0 {
			return s.record(ctx, tx, id, changes)
		}
		return nil
	})
}

// record updates the stored history with changes; most of it stays unchanged.
func (s *Store) record(ctx context.Context, tx *sql.Tx, id string, changes []assessment.PlanChange) error {
	old, err := planChanges.list(ctx, tx, id)
	if err != nil {
		return err
	}
	h := assessment.Recorded(old, changes, s.now())
	for _, c := range missing(old, h) {
		_, err := tx.ExecContext(ctx, "DELETE FROM plan_change WHERE (assessment, record, field, at) = (?, ?, ?, ?)",
			id, c.Record, c.Field, c.At)
		if err != nil {
			return fmt.Errorf("delete plan_change: %w", err)
		}
	}
	for _, c := range missing(h, old) {
		if err := planChanges.put(ctx, tx, &c, id); err != nil {
			return err
		}
	}
	return nil
}

// missing returns the elements of list that are not in in.
func missing(list, in []assessment.PlanChange) []assessment.PlanChange {
	there := make(map[assessment.PlanChange]bool, len(in))
	for _, c := range in {
		there[c] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(c assessment.PlanChange) bool { return there[c] })
}
