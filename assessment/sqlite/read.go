package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
)

// Load implements assessment.Store.
func (s *Store) Load(ctx context.Context, id string) (a *assessment.Assessment, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		a, err = s.load(ctx, tx, id)
		return err
	})
	return a, err
}

// LoadAgreed implements assessment.Store.
func (s *Store) LoadAgreed(ctx context.Context, id string) (a *assessment.Assessment, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		a, err = s.loadAgreed(ctx, tx, id)
		return err
	})
	return a, err
}

// Previous implements assessment.Store.
func (s *Store) Previous(ctx context.Context, id string) (a *assessment.Assessment, err error) {
	return s.beside(ctx, id, previousRound)
}

// Next implements assessment.Store.
func (s *Store) Next(ctx context.Context, id string) (a *assessment.Assessment, err error) {
	return s.beside(ctx, id, nextRound)
}

// These queries find the id of the team's round before or after another.
const (
	previousRound = `SELECT id FROM assessment
		WHERE team_id = ? AND (date, id) < (?, ?) AND binned_at IS NULL ORDER BY date DESC, id DESC LIMIT 1`
	nextRound = `SELECT id FROM assessment
		WHERE team_id = ? AND (date, id) > (?, ?) AND binned_at IS NULL ORDER BY date, id LIMIT 1`
)

func (s *Store) beside(ctx context.Context, id, which string) (a *assessment.Assessment, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		a, err = s.roundBeside(ctx, tx, id, which)
		return err
	})
	return a, err
}

// earlier returns the team's rounds before one, newest first.
func (s *Store) earlier(ctx context.Context, tx *sql.Tx, id string) (rounds []*assessment.Assessment, err error) {
	for {
		a, err := s.roundBeside(ctx, tx, id, previousRound)
		if err != nil || a == nil {
			return rounds, err
		}
		rounds, id = append(rounds, a), a.ID
	}
}

// roundBeside returns the round of the same team that a query finds, or nil.
func (s *Store) roundBeside(ctx context.Context, tx *sql.Tx, id, which string) (*assessment.Assessment, error) {
	h, err := findHead(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	var beside string
	err = tx.QueryRowContext(ctx, which, h.team.ID, h.details.Date, id).Scan(&beside)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("find the round beside it: %w", err)
	}
	return s.load(ctx, tx, beside)
}

func (s *Store) load(ctx context.Context, tx *sql.Tx, id string) (*assessment.Assessment, error) {
	a, err := s.loadAgreed(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if a.Ballots, err = ballots.list(ctx, tx, id); err != nil {
		return nil, err
	}
	a.Sort()
	return a, nil
}

func (s *Store) loadAgreed(ctx context.Context, tx *sql.Tx, id string) (*assessment.Assessment, error) {
	h, err := findHead(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	a := &assessment.Assessment{Team: h.team, Details: h.details, Expected: h.expected}
	if a.Card, err = s.card(ctx, tx, h.card); err != nil {
		return nil, err
	}
	if a.Scores, err = scores.list(ctx, tx, id); err != nil {
		return nil, err
	}
	if a.Deleted, err = deletions.list(ctx, tx, id); err != nil {
		return nil, err
	}
	a.Plan, err = loadPlan(ctx, tx, id)
	switch {
	case assessment.CodeOf(err) == assessment.CodeNotFound:
		return nil, fmt.Errorf("%w: assessment %q has no plan", errUnreadable, id)
	case err != nil:
		return nil, err
	}
	if found, err := previousRounds.get(ctx, tx, "assessment = ?", id); err != nil {
		return nil, err
	} else if found != nil {
		a.Previous = &found.record
	}
	a.Settle()
	a.Sort()
	return a, nil
}

func loadPlan(ctx context.Context, tx *sql.Tx, id string) (assessment.Plan, error) {
	own, err := plans.get(ctx, tx, "assessment = ?", id)
	switch {
	case err != nil:
		return assessment.Plan{}, err
	case own == nil:
		return assessment.Plan{}, notFound(id)
	}
	p := own.record
	if p.Log, err = logEntries.list(ctx, tx, id); err != nil {
		return p, err
	}
	kept, err := editions.list(ctx, tx, id)
	if err != nil {
		return p, err
	}
	for _, e := range kept {
		p.Editions = append(p.Editions, e.content)
	}
	if p.Priorities, err = priorities.list(ctx, tx, id); err != nil {
		return p, err
	}
	acts, err := actions.byOwner(ctx, tx, id)
	if err != nil {
		return p, err
	}
	lines, err := notes.byOwner(ctx, tx, id)
	if err != nil {
		return p, err
	}
	answers, err := replies.byOwner(ctx, tx, id)
	if err != nil {
		return p, err
	}
	for i := range p.Priorities {
		list := acts[p.Priorities[i].ID]
		for j := range list {
			list[j].Notes = lines[list[j].ID]
			if r := answers[list[j].ID]; len(r) > 0 {
				list[j].Reply = &r[0]
			}
		}
		p.Priorities[i].Actions = list
	}
	return p, nil
}

// findHead returns an assessment's own record, whether it is in the bin or not.
func findHead(ctx context.Context, tx *sql.Tx, id string) (*head, error) {
	found, err := heads.get(ctx, tx, "id = ?", id)
	switch {
	case err != nil:
		return nil, err
	case found == nil:
		return nil, notFound(id)
	}
	return &found.record, nil
}

func notFound(name string) error {
	return assessment.Fail(assessment.CodeNotFound, nil, "name", name)
}

// shelf computes what Assessment.Summarize computes, for the teams of a number of assessments, or for all (-1),
// entirely from indexes and without reading texts. An assessment with missing parts has a row with a NULL, which
// fails to scan: it is damaged, not absent. NOT MATERIALIZED keeps SQLite from counting for all assessments if few
// are requested.
const shelf = `
WITH size AS (
	SELECT card_id, card_version, count(*) AS "full", sum(core) AS core
	FROM card_indicator JOIN card ON card.id = card_id AND card.version = card_version
	GROUP BY card_id, card_version
), scored AS NOT MATERIALIZED (
	SELECT x.id AS assessment, s.answer FROM assessment x
	CROSS JOIN score s ON s.assessment = x.id -- CROSS keeps this order, which saves looking up
	WHERE x.scope = 'full' OR EXISTS (SELECT 1 FROM card_indicator i
		WHERE i.card_id = x.card_id AND i.card_version = x.card_version AND i.indicator = s.indicator AND i.core)
), todo AS NOT MATERIALIZED (
	SELECT assessment, due FROM action WHERE status IN ('todo', 'doing')
)
SELECT a.id, a.team_id, a.institution, a.programme, a.team_name, a.crebo, a.level, a.track, a.date, a.scope, a.status, a.revealed,
	row_number() OVER (PARTITION BY a.team_id ORDER BY a.date, a.id),
	(SELECT count(*) FROM scored WHERE assessment = a.id AND answer > 0),
	(SELECT count(*) FROM scored WHERE assessment = a.id AND answer <> 0),
	iif(a.scope = 'full', size."full", size.core), (SELECT count(*) FROM ballot b WHERE b.assessment = a.id AND NOT b.waiting
		AND iif(a.scope = 'full', b.answers <> '{}', EXISTS (SELECT 1 FROM json_each(b.answers) x JOIN card_indicator i
			ON i.card_id = a.card_id AND i.card_version = a.card_version AND i.indicator = x.key WHERE i.core))),
	p.status, p.evaluation_date, (SELECT count(*) FROM todo WHERE assessment = a.id),
	(SELECT count(*) FROM todo WHERE assessment = a.id AND due <> '' AND due < ?)
FROM assessment a
LEFT JOIN plan p ON p.assessment = a.id
LEFT JOIN size ON size.card_id = a.card_id AND size.card_version = a.card_version
WHERE a.binned_at IS NULL AND a.team_id IN (
	SELECT team_id FROM assessment WHERE binned_at IS NULL ORDER BY team_name, date DESC, id LIMIT ?)
ORDER BY a.team_name, a.date DESC, a.id`

// Summaries implements assessment.Store.
func (s *Store) Summaries(ctx context.Context, today assessment.Date) (list []assessment.Summary, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		const all = -1
		list, err = summaries(ctx, tx, today, all)
		return err
	})
	return list, err
}

// ShelfTop implements assessment.Store.
func (s *Store) ShelfTop(ctx context.Context, today assessment.Date, most int) (top []assessment.Summary, teams int, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		const count = "SELECT count(DISTINCT team_id) FROM assessment WHERE binned_at IS NULL"
		if err := tx.QueryRowContext(ctx, count).Scan(&teams); err != nil {
			return fmt.Errorf("count the teams: %w", err)
		}
		top, err = summaries(ctx, tx, today, max(0, most))
		return err
	})
	return top, teams, err
}

// summaries returns the summaries of the teams of the first most assessments.
func summaries(ctx context.Context, tx *sql.Tx, today assessment.Date, most int) (list []assessment.Summary, err error) {
	rows, err := tx.QueryContext(ctx, shelf, today, most)
	if err != nil {
		return nil, fmt.Errorf("read the shelf: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var m assessment.Summary
		t := &m.Team
		if err := rows.Scan(&m.ID, &t.ID, &t.Institution, &t.Programme, &t.Name, &t.Crebo, &t.Level, &t.Track, &m.Date,
			&m.Scope, &m.Status, &m.Revealed, &m.Round, &m.Scored, &m.Answered, &m.Total, &m.Ballots, &m.PlanStatus,
			&m.EvaluationDate, &m.OpenActions, &m.OverdueActions); err != nil {
			return nil, fmt.Errorf("read the shelf: %w: %w", errUnreadable, err)
		}
		list = append(list, m)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, fmt.Errorf("read the shelf: %w", err)
	}
	if err := countOpen(ctx, tx, list, today); err != nil {
		return nil, err
	}
	if len(list) == 0 || most < 0 { // a long shelf that is read partly is not searched
		return list, noneLost(ctx, tx)
	}
	return list, nil
}

// noneLost fails if there is a plan without its assessment: removing an assessment removes its plan, so it was lost.
func noneLost(ctx context.Context, db asked) error {
	lost, err := column[string](ctx, db, "SELECT assessment FROM plan WHERE assessment NOT IN (SELECT id FROM assessment) LIMIT 1")
	if err != nil {
		return fmt.Errorf("look for lost assessments: %w", err)
	}
	if len(lost) > 0 {
		return fmt.Errorf("%w: assessment %q is gone from the shelf", errUnreadable, lost[0])
	}
	return nil
}
