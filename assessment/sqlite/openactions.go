package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"kwaliteitskaart/assessment"
)

// countOpen counts anew the open actions of the teams with several rounds, of which one may go on with the actions of
// another.
func countOpen(ctx context.Context, tx *sql.Tx, list []assessment.Summary, today assessment.Date) error {
	rounds := make(map[string]int)
	for _, s := range list {
		rounds[s.Team.ID]++
	}
	ids := []string{} // JSON has no nil list
	of := make(map[string]*assessment.Assessment)
	for _, s := range list {
		if rounds[s.Team.ID] > 1 {
			a := &assessment.Assessment{Team: s.Team, Details: assessment.Details{ID: s.ID, Date: s.Date}}
			a.Plan.Priorities = make([]assessment.Priority, 1)
			ids, of[s.ID] = append(ids, s.ID), a
		}
	}
	if len(ids) == 0 {
		return nil
	}
	wanted, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("name the rounds: %w", err)
	}
	rows, err := tx.QueryContext(ctx, `SELECT assessment, id, carried_from, status, due FROM action
		WHERE assessment IN (SELECT value FROM json_each(?))`, string(wanted))
	if err != nil {
		return fmt.Errorf("read the open actions: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var x assessment.Action
		if err := rows.Scan(&id, &x.ID, &x.CarriedFrom, &x.Status, &x.Due); err != nil {
			return fmt.Errorf("read the open actions: %w: %w", errUnreadable, err)
		}
		p := &of[id].Plan.Priorities[0]
		p.Actions = append(p.Actions, x)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the open actions: %w", err)
	}
	teams := make(map[string][]*assessment.Assessment)
	for _, a := range of {
		teams[a.Team.ID] = append(teams[a.Team.ID], a)
	}
	assessment.CountOpen(list, teams, today)
	return nil
}
