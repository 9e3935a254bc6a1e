package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"kwaliteitskaart/assessment"
)

// readAll reads all rows of all tables with the code that will use them. It fails if a row cannot be read or breaks a
// rule, or if an assessment is neither on the shelf nor in the bin. It returns the number of assessments, including
// those in the bin.
func (s *Store) readAll(ctx context.Context) (assessments int, err error) {
	err = s.transact(ctx, func(tx *sql.Tx) error {
		assessments, err = s.readAllIn(ctx, tx)
		return err
	})
	switch code := assessment.CodeOf(explain(err, s.path)); {
	case err == nil:
		return assessments, nil
	case code == assessment.CodeUnexpected, code == assessment.CodeNotFound, assessment.Refused(err):
		err = assessment.Fail(assessment.CodeDamaged, err, "path", s.path)
	}
	return 0, err
}

func (s *Store) readAllIn(ctx context.Context, tx *sql.Tx) (int, error) {
	if err := s.readCards(ctx, tx); err != nil {
		return 0, err
	}
	shown := make(map[string]bool) // on the shelf or in the bin
	const anyDay = ""              // overdue actions are not used here
	shelf, err := summaries(ctx, tx, anyDay, -1)
	if err != nil {
		return 0, err
	}
	for _, x := range shelf {
		shown[x.ID] = true
	}
	bin, err := binned(ctx, tx, "binned_at IS NOT NULL")
	if err != nil {
		return 0, err
	}
	for _, x := range bin {
		shown[x.ID] = true
	}
	ids, err := column[string](ctx, tx, "SELECT id FROM assessment ORDER BY id")
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if !shown[id] {
			return 0, fmt.Errorf("assessment %q is neither on the shelf nor in the bin", id)
		}
		if err := s.readOne(ctx, tx, id); err != nil {
			return 0, fmt.Errorf("read assessment %q: %w", id, err)
		}
	}
	return len(ids), nil
}

// readOne reads an assessment and everything stored about it.
func (s *Store) readOne(ctx context.Context, tx *sql.Tx, id string) error {
	a, err := s.load(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := assessment.Refuse(a.Check()); err != nil {
		return err
	}
	// Files contain tidied texts, so a required text must not be empty once tidied.
	if tidy := assessment.Tidied(*a); assessment.Refuse(tidy.Check()) != nil {
		return assessment.Refuse(tidy.Check())
	}
	if a.Expected < 0 || a.Expected > assessment.MaxBallots {
		return fmt.Errorf("%d ballots are expected", a.Expected)
	}
	draft, err := findDraft(ctx, tx, id)
	if err != nil {
		return err
	}
	if draft != nil {
		draft.ID = draftID
		if err := assessment.Refuse(assessment.CheckBallot(a.Card, draft)); err != nil {
			return fmt.Errorf("check the draft: %w", err)
		}
	}
	kept, err := replacements.list(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := readKept(ctx, tx, id); err != nil {
		return err
	}
	for _, r := range kept {
		if err := r.Check(); err != nil {
			return err
		}
	}
	return nil
}

// readKept fails if a record that is stored as JSON has a field that the program would drop.
func readKept(ctx context.Context, tx *sql.Tx, id string) error {
	for query, into := range map[string]func() any{
		"SELECT content FROM edition WHERE assessment = ?":   func() any { return new(assessment.Edition) },
		"SELECT content FROM previous WHERE assessment = ?":  func() any { return new(assessment.Previous) },
		`SELECT "before" FROM replaced WHERE assessment = ?`: func() any { return new(assessment.Record) },
		`SELECT "after" FROM replaced WHERE assessment = ?`:  func() any { return new(assessment.Record) },
	} {
		stored, err := column[string](ctx, tx, query, id)
		if err != nil {
			return fmt.Errorf("read what is kept: %w", err)
		}
		for _, content := range stored {
			if err := allRead([]byte(content), into()); err != nil {
				return err
			}
		}
	}
	return nil
}

// allRead fails if a stored record has a field or value that is lost by reading it.
func allRead(content []byte, into any) error {
	if err := json.Unmarshal(content, into); err != nil {
		return fmt.Errorf("read what is kept: %w", err)
	}
	decoded, err := json.Marshal(into)
	if err != nil {
		return fmt.Errorf("write what is kept: %w", err)
	}
	var stored, read any
	if err := errors.Join(json.Unmarshal(content, &stored), json.Unmarshal(decoded, &read)); err != nil {
		return fmt.Errorf("compare what is kept: %w", err)
	}
	if !within(stored, read) {
		return errors.New("what is kept has a field that the program does not know")
	}
	return nil
}

// within reports whether x, a JSON value, is contained in y, which may have more fields: older programs stored fewer.
func within(x, y any) bool {
	switch x := x.(type) {
	case map[string]any:
		y, ok := y.(map[string]any)
		for name, value := range x {
			is, there := y[name]
			ok = ok && there && within(value, is)
		}
		return ok
	case []any:
		y, ok := y.([]any)
		return ok && slices.EqualFunc(x, y, within)
	}
	return x == y
}

// readCards reads all cards, and checks that the table card_indicator, by which the shelf counts, agrees with them.
func (s *Store) readCards(ctx context.Context, tx *sql.Tx) error {
	type row struct {
		cardKey
		indicator string
	}
	counted := make(map[row]bool)
	rows, err := tx.QueryContext(ctx, "SELECT card_id, card_version, indicator, core FROM card_indicator")
	if err != nil {
		return fmt.Errorf("read the indicators of cards: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var r row
		var core bool
		if err := rows.Scan(&r.id, &r.version, &r.indicator, &core); err != nil {
			return fmt.Errorf("read the indicators of cards: %w", err)
		}
		counted[r] = core
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	all, err := cardKeys(ctx, tx, "SELECT id, version FROM card")
	if err != nil {
		return err
	}
	shipped, err := s.setup.shipped()
	if err != nil {
		return err
	}
	inCards := make(map[row]bool)
	for _, k := range all {
		content, err := cardContent(ctx, tx, k)
		if err != nil {
			return fmt.Errorf("read card %s %s: %w", k.id, k.version, err)
		}
		c, err := decodeCard(content)
		if err == nil {
			err = decodesFully(content)
		}
		if known := shipped.Find(assessment.CardRef{ID: k.id, Version: k.version}); err == nil && known != nil && !bytes.Equal(content, known.Compact) {
			err = errors.New("it says something else than the card of that version")
		}
		if err != nil {
			return fmt.Errorf("read card %s %s: %w", k.id, k.version, err)
		}
		if faults := c.Check(); len(faults) > 0 || c.ID != k.id || c.Version != k.version {
			return &assessment.Error{Code: assessment.CodeCardInvalid, Faults: faults}
		}
		for _, ind := range c.InScope(assessment.ScopeFull) {
			inCards[row{k, ind.ID}] = ind.Core
		}
	}
	if !maps.Equal(counted, inCards) {
		return errors.New("the indicators that the shelf counts by are not those of the cards")
	}
	return nil
}

// decodesFully fails if the stored card has fields that the decoded card lacks, or the reverse: a file with such a card could
// not be read again.
func decodesFully(content []byte) error {
	var c assessment.Card // not Settled: an earlier version stored texts as they were written
	if err := json.Unmarshal(content, &c); err != nil {
		return fmt.Errorf("read the card: %w", err)
	}
	decoded, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("write the card: %w", err)
	}
	var stored, read any
	if err := errors.Join(json.Unmarshal(content, &stored), json.Unmarshal(decoded, &read)); err != nil {
		return fmt.Errorf("compare the card: %w", err)
	}
	if !reflect.DeepEqual(stored, read) {
		return errors.New("a card has other fields than a card has")
	}
	return nil
}
