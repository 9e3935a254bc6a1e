package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// Add implements assessment.Store.
func (s *Store) Add(ctx context.Context, a *assessment.Assessment) error {
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		switch found, err := heads.get(ctx, tx, "id = ?", a.ID); {
		case err != nil:
			return err
		case found != nil:
			return assessment.Fail(assessment.CodeExists, nil, "team", found.record.team.Name,
				"date", string(found.record.details.Date))
		}
		return s.addAll(ctx, tx, a)
	})
}

// addAll stores a new assessment with its card.
func (s *Store) addAll(ctx context.Context, tx *sql.Tx, a *assessment.Assessment) error {
	if err := s.addCard(ctx, tx, a.Card); err != nil {
		return err
	}
	if err := assessment.Refuse(a.Check()); err != nil {
		return err
	}
	h := headOf(a)
	if err := heads.put(ctx, tx, &h); err != nil {
		return err
	}
	return addContent(ctx, tx, a)
}

// addContent stores everything in an assessment except its own record.
func addContent(ctx context.Context, tx *sql.Tx, a *assessment.Assessment) error {
	if err := addScores(ctx, tx, a); err != nil {
		return err
	}
	if err := putBallots(ctx, tx, a); err != nil {
		return err
	}
	if err := putAdoption(ctx, tx, a); err != nil {
		return err
	}
	for i := range a.Plan.Priorities {
		if err := addPriority(ctx, tx, a.ID, &a.Plan.Priorities[i]); err != nil {
			return err
		}
	}
	for i := range a.Deleted {
		if err := deletions.put(ctx, tx, &a.Deleted[i], a.ID); err != nil {
			return err
		}
	}
	return nil
}

func headOf(a *assessment.Assessment) head {
	return head{team: a.Team, details: a.Details, card: cardKey{a.Card.ID, a.Card.Version}, expected: a.Expected}
}

func addScores(ctx context.Context, tx *sql.Tx, a *assessment.Assessment) error {
	for i := range a.Scores {
		if err := scores.put(ctx, tx, &a.Scores[i], a.ID); err != nil {
			return err
		}
	}
	return nil
}

// putBallots stores ballots in the order of their ids: pages reveal the order in which rows were added, so that must
// not be the order in which people answered.
func putBallots(ctx context.Context, tx *sql.Tx, a *assessment.Assessment) error {
	byID := func(x, y assessment.Ballot) int { return cmp.Compare(x.ID, y.ID) }
	for _, b := range slices.SortedFunc(slices.Values(a.Ballots), byID) {
		if err := ballots.put(ctx, tx, withMaps(b), a.ID); err != nil {
			return err
		}
	}
	return nil
}

// addPriority stores a priority with everything beneath it.
func addPriority(ctx context.Context, tx *sql.Tx, id string, p *assessment.Priority) error {
	if err := priorities.put(ctx, tx, p, id); err != nil {
		return err
	}
	for i := range p.Actions {
		if err := addAction(ctx, tx, id, p.ID, &p.Actions[i]); err != nil {
			return err
		}
	}
	return nil
}

// addAction stores an action with its notes and answer.
func addAction(ctx context.Context, tx *sql.Tx, id, priority string, a *assessment.Action) error {
	if err := actions.put(ctx, tx, a, id, priority); err != nil {
		return err
	}
	if err := putReply(ctx, tx, id, a); err != nil {
		return err
	}
	for i := range a.Notes {
		if err := notes.put(ctx, tx, &a.Notes[i], id, a.ID); err != nil {
			return err
		}
	}
	return nil
}

// SaveDetails implements assessment.Store.
func (s *Store) SaveDetails(ctx context.Context, team assessment.Team, d assessment.Details) error {
	team, d = assessment.Tidied(team), assessment.Tidied(d)
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		h, err := findHead(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		if err := team.Check(); err != nil {
			return err
		}
		if err := refuseScores(ctx, tx, d.ID); err != nil {
			return err
		}
		d.Status, d.ClosedOn = h.details.Status, h.details.ClosedOn
		if err := d.CheckAfter(h.details); err != nil {
			return err
		}
		d.UpdatedAt = s.now().After(h.details.UpdatedAt)
		h.team, h.details = team, d
		if err := heads.put(ctx, tx, h); err != nil {
			return err
		}
		return s.refuseFull(ctx, tx, d.ID)
	})
}

// SaveScore implements assessment.Store.
func (s *Store) SaveScore(ctx context.Context, id string, score assessment.Score) error {
	score = assessment.Tidied(score)
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		a, key, err := adoption(ctx, tx, id)
		if err != nil {
			return err
		}
		card, err := s.card(ctx, tx, key)
		if err != nil {
			return err
		}
		if err := score.Check(card); err != nil {
			return err
		}
		if err := a.RefuseScores(); err != nil {
			return err
		}
		old, err := scores.get(ctx, tx, "assessment = ? AND indicator = ?", id, score.Indicator)
		if err != nil {
			return err
		}
		score.UpdatedAt = s.now()
		if old != nil {
			score.UpdatedAt = score.UpdatedAt.After(old.record.UpdatedAt)
		}
		if err := scores.put(ctx, tx, &score, id); err != nil {
			return err
		}
		return s.refuseFullOfScores(ctx, tx, id, old, &score)
	})
}

// SavePlan implements assessment.Store.
func (s *Store) SavePlan(ctx context.Context, id string, p assessment.Plan) error {
	p = assessment.Tidied(p)
	return s.changePlan(ctx, id, func(ctx context.Context, tx *sql.Tx) error {
		old, err := plans.get(ctx, tx, "assessment = ?", id)
		switch {
		case err != nil:
			return err
		case old == nil:
			return notFound(id)
		}
		if err := p.Check(); err != nil {
			return err
		}
		if err := refusePlan(ctx, tx, id); err != nil {
			return err
		}
		p = old.record.Keep(p, s.now().After(old.record.UpdatedAt))
		return plans.put(ctx, tx, &p, id)
	})
}

// SavePriority implements assessment.Store.
func (s *Store) SavePriority(ctx context.Context, id string, p assessment.Priority) error {
	p = assessment.Tidied(p)
	return s.changePlan(ctx, id, func(ctx context.Context, tx *sql.Tx) error {
		card, err := s.cardOf(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := refusePlan(ctx, tx, id); err != nil {
			return err
		}
		old, err := priorities.get(ctx, tx, "assessment = ? AND id = ?", id, p.ID)
		if err != nil {
			return err
		}
		now := s.now()
		if old != nil {
			p.Actions = nil // they stay as stored
			p.UpdatedAt = now.After(old.record.UpdatedAt)
			if err := p.Check(card); err != nil {
				return err
			}
			return priorities.put(ctx, tx, &p, id)
		}
		if err := p.Check(card); err != nil {
			return err
		}
		if err := refuseTaken(ctx, tx, id, priorityIDs(&p)); err != nil {
			return err
		}
		p.UpdatedAt = now
		p.Actions = slices.Clone(p.Actions)
		for i := range p.Actions {
			p.Actions[i].UpdatedAt = now
		}
		return addPriority(ctx, tx, id, &p)
	})
}

// SaveAction implements assessment.Store.
func (s *Store) SaveAction(ctx context.Context, id, priority string, a assessment.Action) error {
	a = assessment.Tidied(a)
	return s.changePlan(ctx, id, func(ctx context.Context, tx *sql.Tx) error {
		switch found, err := priorities.get(ctx, tx, "assessment = ? AND id = ?", id, priority); {
		case err != nil:
			return err
		case found == nil:
			return notFound(priority)
		}
		old, err := actions.get(ctx, tx, "assessment = ? AND id = ?", id, a.ID)
		if err != nil {
			return err
		}
		if err := refuseAction(ctx, tx, id, old, &a); err != nil {
			return err
		}
		if old != nil && old.owner == priority {
			a.Notes = nil // they stay as stored
			a.UpdatedAt = s.now().After(old.record.UpdatedAt)
			if err := a.Check(); err != nil {
				return err
			}
			return actions.put(ctx, tx, &a, id, priority)
		}
		if err := a.Check(); err != nil {
			return err
		}
		// This also refuses an action of another priority: moving means deleting and adding again.
		if err := refuseTaken(ctx, tx, id, actionIDs("action", &a)); err != nil {
			return err
		}
		a.UpdatedAt = s.now()
		return addAction(ctx, tx, id, priority, &a)
	})
}

// AddNote implements assessment.Store.
func (s *Store) AddNote(ctx context.Context, id, action string, n assessment.Note) error {
	n = assessment.Tidied(n)
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		switch found, err := actions.get(ctx, tx, "assessment = ? AND id = ?", id, action); {
		case err != nil:
			return err
		case found == nil:
			return notFound(action)
		}
		if err := n.Check(); err != nil {
			return err
		}
		switch old, err := notes.get(ctx, tx, "assessment = ? AND id = ?", id, n.ID); {
		case err != nil:
			return err
		case old != nil && *old == owned[assessment.Note]{action, n}:
			return nil
		}
		if err := refuseTaken(ctx, tx, id, []placedID{{"note.id", n.ID}}); err != nil {
			return err
		}
		if err := notes.put(ctx, tx, &n, id, action); err != nil {
			return err
		}
		return s.refuseFull(ctx, tx, id)
	})
}

// Remove implements assessment.Store.
func (s *Store) Remove(ctx context.Context, id, record string) error {
	return s.changePlan(ctx, id, func(ctx context.Context, tx *sql.Tx) error {
		for _, kind := range []struct{ table, stamp string }{
			{"priority", "updated_at"},
			{"action", "updated_at"},
			{"note", "0"}, // a note never changes, so it has no stamp
		} {
			var old assessment.Instant
			err := tx.QueryRowContext(ctx, fmt.Sprintf("DELETE FROM %s WHERE assessment = ? AND id = ? RETURNING %s",
				kind.table, kind.stamp), id, record).Scan(&old)
			switch {
			case errors.Is(err, sql.ErrNoRows):
				continue
			case err != nil:
				return fmt.Errorf("delete %s: %w", kind.table, err)
			}
			if kind.table != "note" { // a note is progress
				if err := refusePlan(ctx, tx, id); err != nil {
					return err
				}
			}
			return deletions.put(ctx, tx, &assessment.Deletion{ID: record, UpdatedAt: s.now().After(old)}, id)
		}
		return notFound(record)
	})
}

// cardOf returns the card of an assessment.
func (s *Store) cardOf(ctx context.Context, tx *sql.Tx, id string) (*assessment.Card, error) {
	var key cardKey
	err := tx.QueryRowContext(ctx, "SELECT card_id, card_version FROM assessment WHERE id = ?", id).Scan(&key.id, &key.version)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, notFound(id)
	case err != nil:
		return nil, fmt.Errorf("find card: %w", err)
	}
	return s.card(ctx, tx, key)
}

// placedID is the id of a record to be added, with its place for faults.
type placedID struct{ place, id string }

func priorityIDs(p *assessment.Priority) []placedID {
	list := []placedID{{"priority.id", p.ID}}
	for i := range p.Actions {
		list = append(list, actionIDs(fmt.Sprintf("priority.actions[%d]", i), &p.Actions[i])...)
	}
	return list
}

func actionIDs(place string, a *assessment.Action) []placedID {
	list := []placedID{{place + ".id", a.ID}}
	for i, n := range a.Notes {
		list = append(list, placedID{fmt.Sprintf("%s.notes[%d].id", place, i), n.ID})
	}
	return list
}

// refuseTaken refuses ids that the assessment already contains, in whatever kind of record, or that were deleted from
// it.
func refuseTaken(ctx context.Context, tx *sql.Tx, id string, list []placedID) error {
	return refuseIn(ctx, tx, id, list, "ballot", "priority", "action", "note", "deleted")
}

// refuseUsed refuses ids that the assessment already contains. Deleted ids are allowed: deletions concern priorities,
// actions and notes, never ballots.
func refuseUsed(ctx context.Context, tx *sql.Tx, id string, list []placedID) error {
	return refuseIn(ctx, tx, id, list, "ballot", "priority", "action", "note")
}

func refuseIn(ctx context.Context, tx *sql.Tx, id string, list []placedID, tables ...string) error {
	var faults []assessment.Fault
	found := make([]string, len(tables))
	for i, table := range tables {
		found[i] = "EXISTS (SELECT 1 FROM " + table + " WHERE assessment = ?1 AND id = ?2)"
	}
	query := "SELECT " + strings.Join(found, " OR ")
	for _, p := range list {
		var taken bool
		if err := tx.QueryRowContext(ctx, query, id, p.id).Scan(&taken); err != nil {
			return fmt.Errorf("look for id: %w", err)
		}
		if taken {
			faults = append(faults, assessment.Fault{Place: p.place, Code: assessment.FaultTwice, Got: p.id})
		}
	}
	return assessment.Refuse(faults)
}
