package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
)

// withEditions is the version of the database that first kept what was agreed.
const withEditions = 3

// sealOlder adds an edition to each plan that an older version adopted.
func (s *Store) sealOlder(ctx context.Context, tx *sql.Tx) error {
	ids, err := column[string](ctx, tx, "SELECT assessment FROM plan WHERE status = ?", assessment.PlanAdopted)
	if err != nil {
		return fmt.Errorf("find the adopted plans: %w", err)
	}
	for _, id := range ids {
		a, err := s.load(ctx, tx, id)
		if err != nil {
			return err
		}
		a.SealOlder()
		if err := putAdoption(ctx, tx, a); err != nil {
			return err
		}
	}
	return nil
}

// putAdoption stores a plan's own fields, its editions and its log.
func putAdoption(ctx context.Context, tx *sql.Tx, a *assessment.Assessment) error {
	if err := plans.put(ctx, tx, &a.Plan, a.ID); err != nil {
		return err
	}
	for _, e := range a.Plan.Editions {
		if err := editions.put(ctx, tx, &storedEdition{e.ID, e}, a.ID); err != nil {
			return err
		}
	}
	if err := putLog(ctx, tx, a.ID, a.Plan.Log); err != nil || a.Previous == nil {
		return err
	}
	return previousRounds.put(ctx, tx, a.Previous, a.ID)
}

// putLog replaces the log of a plan.
func putLog(ctx context.Context, tx *sql.Tx, id string, log []assessment.LogEntry) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM plan_log WHERE assessment = ?", id); err != nil {
		return fmt.Errorf("clear plan_log: %w", err)
	}
	for i := range log {
		if err := logEntries.put(ctx, tx, &log[i], id); err != nil {
			return err
		}
	}
	return nil
}

// putReply stores the leadership's answer to an action, if any.
func putReply(ctx context.Context, tx *sql.Tx, id string, a *assessment.Action) error {
	if a.Reply == nil {
		return nil
	}
	return replies.put(ctx, tx, a.Reply, id, a.ID)
}

// adoption returns an assessment with nothing but its status, its plan's status, and their dates; and the key of its
// card.
func adoption(ctx context.Context, tx *sql.Tx, id string) (*assessment.Assessment, cardKey, error) {
	var a assessment.Assessment
	var card cardKey
	err := tx.QueryRowContext(ctx, `SELECT a.status, a.closed_on, p.status, p.adopted_on, a.card_id, a.card_version
		FROM assessment a JOIN plan p ON p.assessment = a.id WHERE a.id = ?`, id).
		Scan(&a.Status, &a.ClosedOn, &a.Plan.Status, &a.Plan.AdoptedOn, &card.id, &card.version)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, card, notFound(id)
	case err != nil:
		return nil, card, fmt.Errorf("see whether the plan is adopted: %w", err)
	}
	return &a, card, nil
}

// refuseScores refuses a change of what adopting fixed.
func refuseScores(ctx context.Context, tx *sql.Tx, id string) error {
	a, _, err := adoption(ctx, tx, id)
	if err != nil {
		return err
	}
	return a.RefuseScores()
}

// refusePlan refuses a change of the plan of a closed round.
func refusePlan(ctx context.Context, tx *sql.Tx, id string) error {
	a, _, err := adoption(ctx, tx, id)
	if err != nil {
		return err
	}
	return a.RefusePlan()
}

// refuseAction refuses a change of an action that closing fixed.
func refuseAction(ctx context.Context, tx *sql.Tx, id string, old *owned[assessment.Action], next *assessment.Action) error {
	a, _, err := adoption(ctx, tx, id)
	if err != nil {
		return err
	}
	if old == nil {
		return a.RefuseAction(nil, next)
	}
	return a.RefuseAction(&old.record, next)
}

// changePlan changes a plan and, while it is adopted, its log.
func (s *Store) changePlan(ctx context.Context, id string, do func(ctx context.Context, tx *sql.Tx) error) error {
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		before, err := loadPlan(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := do(ctx, tx); err != nil {
			return err
		}
		if before.Status == assessment.PlanAdopted {
			after, err := loadPlan(ctx, tx, id)
			if err != nil {
				return err
			}
			if log := after.FollowLog(&before, s.today()); len(log) != len(after.Log) || !sameLog(log, after.Log) {
				if err := putLog(ctx, tx, id, log); err != nil {
					return err
				}
			}
		}
		return s.refuseFull(ctx, tx, id)
	})
}

func sameLog(x, y []assessment.LogEntry) bool {
	for i := range x {
		if x[i] != y[i] {
			return false
		}
	}
	return true
}

// today returns the day by the store's clock.
func (s *Store) today() assessment.Date { return assessment.DateOf(s.now().Time().Local()) }

// Adopt implements assessment.Store.
func (s *Store) Adopt(ctx context.Context, id string, on assessment.Date, waived string) error {
	return s.seal(ctx, id, func(ctx context.Context, tx *sql.Tx, a *assessment.Assessment) (*assessment.Assessment, error) {
		earlier, err := s.earlier(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		after, err := s.roundBeside(ctx, tx, id, nextRound)
		if err != nil {
			return nil, err
		}
		return a.AdoptBetween(earlier, after, on, assessment.PlainText(waived), s.now())
	})
}

// Reopen implements assessment.Store.
func (s *Store) Reopen(ctx context.Context, id string, on assessment.Date, why string) error {
	return s.seal(ctx, id, func(ctx context.Context, tx *sql.Tx, a *assessment.Assessment) (*assessment.Assessment, error) {
		later, err := adoptedAfter(ctx, tx, a)
		switch {
		case err != nil:
			return nil, err
		case len(later) > 0:
			return nil, assessment.Fail(assessment.CodeLaterAdopted, nil, "date", later[0])
		}
		return a.Reopen(on, assessment.PlainText(why), s.now())
	})
}

// adoptedAfter returns the date of the first of the team's rounds after another whose plan is adopted; empty for none.
func adoptedAfter(ctx context.Context, tx *sql.Tx, a *assessment.Assessment) ([]string, error) {
	dates, err := column[string](ctx, tx, `SELECT x.date FROM assessment x JOIN plan p ON p.assessment = x.id
		WHERE x.team_id = ? AND (x.date, x.id) > (?, ?) AND x.binned_at IS NULL AND p.status = ? ORDER BY x.date LIMIT 1`,
		a.Team.ID, a.Date, a.ID, assessment.PlanAdopted)
	if err != nil {
		return nil, fmt.Errorf("look for a later plan: %w", err)
	}
	return dates, nil
}

// CloseRound implements assessment.Store.
func (s *Store) CloseRound(ctx context.Context, id string, on assessment.Date) error {
	return s.seal(ctx, id, func(_ context.Context, _ *sql.Tx, a *assessment.Assessment) (*assessment.Assessment, error) {
		return a.CloseRound(on, s.now()), nil
	})
}

// seal stores a plan that do adopted or reopened, or a round that it closed or reopened, with its log and editions.
func (s *Store) seal(ctx context.Context, id string, do func(context.Context, *sql.Tx, *assessment.Assessment) (*assessment.Assessment, error)) error {
	left := inPages
	return s.changeUnseen(ctx, &left, func(ctx context.Context, tx *sql.Tx) error {
		a, err := s.load(ctx, tx, id)
		if err != nil {
			return err
		}
		next, err := do(ctx, tx, a)
		if err != nil {
			return err
		}
		h := headOf(next)
		if err := heads.put(ctx, tx, &h); err != nil {
			return err
		}
		if err := putAdoption(ctx, tx, next); err != nil {
			return err
		}
		if next.WaitingBallots() != a.WaitingBallots() {
			if err := putBallots(ctx, tx, next); err != nil {
				return err
			}
		}
		return s.refuseFull(ctx, tx, id)
	})
}

// Explain implements assessment.Store.
func (s *Store) Explain(ctx context.Context, id string, c assessment.Change, on assessment.Date, why string) error {
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		a, err := s.load(ctx, tx, id)
		if err != nil {
			return err
		}
		if a.Plan.Log, err = a.Explain(c, on, assessment.PlainText(why)); err != nil {
			return err
		}
		if err := assessment.Refuse(a.Check()); err != nil {
			return err
		}
		return putLog(ctx, tx, id, a.Plan.Log)
	})
}

// SaveAnswer implements assessment.Store.
func (s *Store) SaveAnswer(ctx context.Context, id, action string, r assessment.Reply) error {
	r = assessment.Tidied(r)
	return s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		p, err := loadPlan(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := p.Answer(action, r, s.now()); err != nil {
			return err
		}
		act, _ := p.Action(action)
		if err := putReply(ctx, tx, id, act); err != nil {
			return err
		}
		return s.refuseFull(ctx, tx, id)
	})
}
