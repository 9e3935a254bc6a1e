package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
)

// cardKey identifies a card: there is one content per id and version.
type cardKey struct{ id, version string }

// card returns a stored card, decoded once for all assessments that use it.
func (s *Store) card(ctx context.Context, tx *sql.Tx, key cardKey) (*assessment.Card, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.cards[key]; ok {
		return c, nil
	}
	content, err := cardContent(ctx, tx, key)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fmt.Errorf("%w: card %s %s is gone", errUnreadable, key.id, key.version)
	case err != nil:
		return nil, fmt.Errorf("read the card: %w", err)
	}
	c, err := decodeCard(content)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errUnreadable, err)
	}
	s.cards[key] = c
	return c, nil
}

func cardContent(ctx context.Context, tx *sql.Tx, key cardKey) (content []byte, err error) {
	err = tx.QueryRowContext(ctx, "SELECT content FROM card WHERE id = ? AND version = ?", key.id, key.version).
		Scan(&content)
	return content, err
}

func decodeCard(content []byte) (*assessment.Card, error) {
	var c assessment.Card
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, fmt.Errorf("decode card: %w", err)
	}
	return c.Settled(), nil // an earlier version stored cards as they were written
}

// CardUses implements assessment.Store.
func (s *Store) CardUses(ctx context.Context) (uses []assessment.CardUse, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		keys, err := cardKeys(ctx, tx, "SELECT DISTINCT card_id, card_version FROM assessment ORDER BY 1, 2")
		if err != nil {
			return err
		}
		for _, key := range keys {
			use := assessment.CardUse{}
			if use.Card, err = s.card(ctx, tx, key); err != nil {
				return err
			}
			if use.By, err = binned(ctx, tx, "card_id = ? AND card_version = ? ORDER BY date, id", key.id, key.version); err != nil {
				return err
			}
			uses = append(uses, use)
		}
		return nil
	})
	return uses, err
}

// cardKeys returns the cards that a query finds.
func cardKeys(ctx context.Context, tx *sql.Tx, query string) (all []cardKey, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("list the cards: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var k cardKey
		if err := rows.Scan(&k.id, &k.version); err != nil {
			return nil, fmt.Errorf("list the cards: %w", err)
		}
		all = append(all, k)
	}
	return all, errors.Join(rows.Err(), rows.Close())
}

// addCard stores a card unless it is already stored. It stores, and therefore checks, the compact form. Another of its id
// and version gives way if no assessment uses it.
func (s *Store) addCard(ctx context.Context, tx *sql.Tx, c *assessment.Card) error {
	if c == nil {
		return assessment.Fail(assessment.CodeCardInvalid, errors.New("no card"))
	}
	key := cardKey{c.ID, c.Version}
	switch content, err := cardContent(ctx, tx, key); {
	case err == nil:
		known, err := decodeCard(content)
		if err == nil && bytes.Equal(known.Compact, c.Compact) {
			return nil
		}
		if gone, dropErr := s.dropUnused(ctx, tx, key); dropErr != nil {
			return dropErr
		} else if !gone {
			return assessment.Fail(assessment.CodeCardConflict, err, "card", c.ID, "version", c.Version)
		}
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	decoded, err := decodeCard(c.Compact)
	if err != nil {
		return assessment.Fail(assessment.CodeCardInvalid, err)
	}
	if faults := decoded.Check(); len(faults) > 0 || decoded.ID != c.ID || decoded.Version != c.Version {
		return &assessment.Error{Code: assessment.CodeCardInvalid, Faults: faults}
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO card (id, version, content) VALUES (?, ?, ?)", c.ID, c.Version, decoded.Compact)
	if err != nil {
		return fmt.Errorf("store card: %w", err)
	}
	for _, ind := range decoded.InScope(assessment.ScopeFull) {
		_, err := tx.ExecContext(ctx,
			"INSERT INTO card_indicator (card_id, card_version, indicator, core) VALUES (?, ?, ?, ?)",
			c.ID, c.Version, ind.ID, ind.Core)
		if err != nil {
			return fmt.Errorf("store indicators of card: %w", err)
		}
	}
	return nil
}

// dropUnused removes a card, with its indicators, unless an assessment uses it, and reports whether it did.
func (s *Store) dropUnused(ctx context.Context, tx *sql.Tx, key cardKey) (bool, error) {
	done, err := tx.ExecContext(ctx, `DELETE FROM card WHERE id = ? AND version = ?
		AND NOT EXISTS (SELECT 1 FROM assessment WHERE card_id = card.id AND card_version = card.version)`, key.id, key.version)
	if err != nil {
		return false, fmt.Errorf("remove an unused card: %w", err)
	}
	n, err := done.RowsAffected()
	if n > 0 {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.cards, key)
	}
	return n > 0, err
}
