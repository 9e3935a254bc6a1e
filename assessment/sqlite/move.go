package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"kwaliteitskaart/assessment"
)

// MoveCard implements assessment.Store. Dropped answers leave no trace, and storing all ballots anew does not reveal
// the order in which people came.
func (s *Store) MoveCard(ctx context.Context, id string, card *assessment.Card) error {
	left := inPages
	return s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		a, err := s.load(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.addCard(ctx, tx, card); err != nil {
			return err
		}
		moved, changes, err := a.MoveTo(card, s.now())
		if err != nil {
			return err
		}
		h := headOf(moved)
		if err := heads.put(ctx, tx, &h); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM score WHERE assessment = ?", id); err != nil {
			return fmt.Errorf("delete scores: %w", err)
		}
		if err := addScores(ctx, tx, moved); err != nil {
			return err
		}
		if err := putAdoption(ctx, tx, moved); err != nil { // editions keep their card
			return err
		}
		if err := putBallots(ctx, tx, moved); err != nil {
			return err
		}
		draft, err := findDraft(ctx, tx, id)
		if err != nil || draft == nil {
			return err
		}
		kept := changes.Kept(*draft)
		return drafts.put(ctx, tx, &kept, id)
	})
}
