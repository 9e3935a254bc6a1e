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

// addCard stores a card unless it is already stored. It stores, and therefore checks, the compact form.
func addCard(ctx context.Context, tx *sql.Tx, c *assessment.Card) error {
	if c == nil {
		return assessment.Fail(assessment.CodeCardInvalid, errors.New("no card"))
	}
	key := cardKey{c.ID, c.Version}
	switch content, err := cardContent(ctx, tx, key); {
	case err == nil:
		if known, err := decodeCard(content); err != nil || !bytes.Equal(known.Compact, c.Compact) {
			return assessment.Fail(assessment.CodeCardConflict, err, "card", c.ID, "version", c.Version)
		}
		return nil
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
