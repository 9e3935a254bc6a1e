package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"

	"kwaliteitskaart/assessment"
)

// Draft implements assessment.Store.
func (s *Store) Draft(ctx context.Context, id string) (b *assessment.Ballot, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		if _, err := findHead(ctx, tx, id); err != nil {
			return err
		}
		b, err = findDraft(ctx, tx, id)
		return err
	})
	return b, err
}

func findDraft(ctx context.Context, tx *sql.Tx, id string) (*assessment.Ballot, error) {
	found, err := drafts.get(ctx, tx, "assessment = ?", id)
	if err != nil || found == nil {
		return nil, err
	}
	return &found.record, nil
}

// draftID stands in for the id of a draft, which has none, where the rules require one.
const draftID = "draft"

// SaveDraft implements assessment.Store.
func (s *Store) SaveDraft(ctx context.Context, id string, b assessment.Ballot) error {
	b = assessment.Tidied(b)
	left := inLog
	return s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		card, err := s.cardOf(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := refuseScores(ctx, tx, id); err != nil {
			return err
		}
		b.ID = draftID
		if err := assessment.Refuse(assessment.CheckBallot(card, &b)); err != nil {
			return err
		}
		if err := drafts.put(ctx, tx, withMaps(b), id); err != nil {
			return err
		}
		// A single draft fills one page, and the new state overwrites the old. If there are several, SQLite may move
		// one to another page and leave a copy behind.
		var n int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM draft").Scan(&n); err != nil {
			return fmt.Errorf("count drafts: %w", err)
		}
		if n > 1 {
			left = inPages
		}
		return nil
	})
}

// DropDraft implements assessment.Store.
func (s *Store) DropDraft(ctx context.Context, id string) error {
	left := inPages
	return s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := findHead(ctx, tx, id); err != nil {
			return err
		}
		return deleteDraft(ctx, tx, id)
	})
}

func deleteDraft(ctx context.Context, tx *sql.Tx, id string) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM draft WHERE assessment = ?", id); err != nil {
		return fmt.Errorf("delete draft: %w", err)
	}
	return nil
}

// CastDraft implements assessment.Store.
func (s *Store) CastDraft(ctx context.Context, id string) (string, error) {
	ballot := assessment.NewBallotID(id)
	left := inPages
	err := s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		h, err := findHead(ctx, tx, id)
		if err != nil {
			return err
		}
		b, err := findDraft(ctx, tx, id)
		switch {
		case err != nil:
			return err
		case b == nil:
			return notFound(id)
		}
		if err := refuseScores(ctx, tx, id); err != nil {
			return err
		}
		if err := b.RefuseEmpty(); err != nil {
			return err
		}
		b.ID, b.Elsewhere = ballot, false
		if err := deleteDraft(ctx, tx, id); err != nil {
			return err
		}
		return s.receive(ctx, tx, h, *b)
	})
	if err != nil {
		return "", err
	}
	return ballot, nil
}

// AddBallots implements assessment.Store.
func (s *Store) AddBallots(ctx context.Context, id string, list []assessment.Ballot) (added int, err error) {
	list = assessment.Tidied(list)
	left := inPages
	err = s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		h, err := findHead(ctx, tx, id)
		if err != nil {
			return err
		}
		card, err := s.card(ctx, tx, h.card)
		if err != nil {
			return err
		}
		var fresh []assessment.Ballot
		for _, b := range list {
			if err := assessment.Refuse(assessment.CheckBallot(card, &b)); err != nil {
				return err
			}
			if err := b.RefuseEmpty(); err != nil {
				return err
			}
			b.Elsewhere = false
			known, err := again(ctx, tx, h, fresh, &b)
			if err != nil {
				return err
			}
			if !known {
				fresh = append(fresh, *withMaps(b))
			}
		}
		added = len(fresh)
		return s.receive(ctx, tx, h, fresh...)
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// again reports whether a ballot is already stored or among fresh, and then adds the remarks of b to it; see Ballot.Again. If
// only the mark of it is stored (OnlyMark), it keeps that in b. It refuses the id of another record.
func again(ctx context.Context, tx *sql.Tx, h *head, fresh []assessment.Ballot, b *assessment.Ballot) (bool, error) {
	if i := slices.IndexFunc(fresh, func(f assessment.Ballot) bool { return f.ID == b.ID }); i >= 0 {
		both, err := fresh[i].Again(*withMaps(*b), false)
		if err == nil {
			fresh[i] = both
		}
		return true, err
	}
	stored, err := ballots.get(ctx, tx, "assessment = ? AND id = ?", h.details.ID, b.ID)
	if err != nil {
		return false, err
	}
	if stored != nil && stored.record.OnlyMark() {
		b.Elsewhere = true
		return false, nil
	}
	if stored == nil {
		return false, refuseUsed(ctx, tx, h.details.ID, []placedID{{"ballot.id", b.ID}})
	}
	both, err := stored.record.Again(*withMaps(*b), h.details.Revealed)
	if err != nil || len(both.Remarks) == len(stored.record.Remarks) {
		return true, err
	}
	return true, ballots.put(ctx, tx, &both, h.details.ID)
}

// receive stores new ballots. After the reveal they wait until they can be counted without revealing whose they are. With no
// new ballots it only checks that the assessment still fits in a file.
func (s *Store) receive(ctx context.Context, tx *sql.Tx, h *head, list ...assessment.Ballot) error {
	if len(list) == 0 {
		return s.refuseFull(ctx, tx, h.details.ID)
	}
	for i := range list {
		list[i].Waiting = h.details.Revealed
		if err := ballots.put(ctx, tx, &list[i], h.details.ID); err != nil {
			return err
		}
	}
	if err := s.countWaiting(ctx, tx, h); err != nil {
		return err
	}
	return s.refuseFull(ctx, tx, h.details.ID)
}

// countWaiting counts the waiting ballots if they may be counted.
func (s *Store) countWaiting(ctx context.Context, tx *sql.Tx, h *head) error {
	id := h.details.ID
	sizes, err := ballotSizes.list(ctx, tx, id)
	if err != nil {
		return err
	}
	if n := len(sizes); n > assessment.MaxBallots {
		return assessment.Refuse([]assessment.Fault{{
			Place: "ballots", Code: assessment.FaultCount, Got: strconv.Itoa(n), Want: "0…" + strconv.Itoa(assessment.MaxBallots),
		}})
	}
	card, err := s.card(ctx, tx, h.card)
	if err != nil {
		return err
	}
	a := assessment.Assessment{Card: card, Details: h.details, Ballots: sizes}
	if fixed := refuseScores(ctx, tx, id); !a.WaitingCanCount() || assessment.CodeOf(fixed) == assessment.CodeAdopted {
		return nil // while the plan is adopted they keep waiting
	} else if assessment.CodeOf(fixed) != assessment.CodeClosed && fixed != nil {
		return fixed
	}
	if whole, err := s.load(ctx, tx, id); err != nil { // with their answers, and the editions
		return err
	} else if !whole.WaitingCanCount() {
		return nil
	}
	if _, err := tx.ExecContext(ctx, "UPDATE ballot SET waiting = 0 WHERE assessment = ? AND answers <> '{}'", id); err != nil {
		return fmt.Errorf("count waiting ballots in: %w", err)
	}
	return nil
}

// TakeBack implements assessment.Store.
func (s *Store) TakeBack(ctx context.Context, id, ballot string) error {
	left := inPages
	return s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		h, err := findHead(ctx, tx, id)
		if err != nil {
			return err
		}
		b, err := ballots.get(ctx, tx, "assessment = ? AND id = ?", id, ballot)
		switch {
		case err != nil:
			return err
		case b == nil:
			return notFound(ballot)
		case h.details.Revealed && (!b.record.Waiting || b.record.Elsewhere):
			return assessment.Fail(assessment.CodeRevealed, nil)
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM ballot WHERE assessment = ? AND id = ?", id, ballot); err != nil {
			return fmt.Errorf("delete ballot: %w", err)
		}
		return s.countWaiting(ctx, tx, h)
	})
}

// Expect implements assessment.Store.
func (s *Store) Expect(ctx context.Context, id string, n int) error {
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		h, err := findHead(ctx, tx, id)
		if err != nil {
			return err
		}
		if n < 0 || n > assessment.MaxBallots {
			return assessment.Refuse([]assessment.Fault{{
				Place: "expected", Code: assessment.FaultRange, Got: strconv.Itoa(n),
				Want: "0…" + strconv.Itoa(assessment.MaxBallots),
			}})
		}
		h.expected = n
		return heads.put(ctx, tx, h)
	})
}

// withMaps returns a ballot without nil maps, so that equal contents are stored equally.
func withMaps(b assessment.Ballot) *assessment.Ballot {
	if b.Answers == nil {
		b.Answers = map[string]assessment.Answer{}
	}
	if b.Remarks == nil {
		b.Remarks = map[string]string{}
	}
	return &b
}
