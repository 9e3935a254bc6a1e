package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"kwaliteitskaart/assessment"
)

// countOpen counts the open actions again for the teams in which an action may continue another, or continue the same one as
// another does: those with several rounds, those with a carried-over action in their only round, and those with a round that
// keeps actions of one that is not stored.
func countOpen(ctx context.Context, tx *sql.Tx, list []assessment.Summary, today assessment.Date) error {
	rounds, of := make(map[string]int), make(map[string]*assessment.Assessment)
	for _, s := range list {
		rounds[s.Team.ID]++
		a := &assessment.Assessment{Team: s.Team, Details: assessment.Details{ID: s.ID, Date: s.Date}}
		a.Plan.Priorities = make([]assessment.Priority, 1)
		of[s.ID] = a
	}
	if err := keptElsewhere(ctx, tx, of); err != nil {
		return err
	}
	several, only := []string{}, []string{} // JSON has no nil list
	for _, s := range list {
		if rounds[s.Team.ID] > 1 || of[s.ID].Previous != nil {
			several = append(several, s.ID)
		} else {
			only = append(only, s.ID)
		}
	}
	ids, err := json.Marshal([][]string{several, only})
	if err != nil {
		return fmt.Errorf("name the rounds: %w", err)
	}
	rows, err := tx.QueryContext(ctx, `SELECT assessment, id, carried_from, status, due FROM action
		WHERE assessment IN (SELECT value FROM json_each(?1, '$[0]') UNION ALL SELECT assessment FROM action
			WHERE assessment IN (SELECT value FROM json_each(?1, '$[1]')) AND carried_from <> '')`, string(ids))
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
		if rounds[a.Team.ID] == 1 && len(a.Plan.Priorities[0].Actions) == 0 && a.Previous == nil {
			continue // counted already
		}
		teams[a.Team.ID] = append(teams[a.Team.ID], a)
	}
	assessment.CountOpen(list, teams, today)
	return nil
}

// keptElsewhere sets what rounds keep of the rounds before them, where not all of those are among them.
func keptElsewhere(ctx context.Context, tx *sql.Tx, of map[string]*assessment.Assessment) (err error) {
	ids, err := json.Marshal(slices.Collect(maps.Keys(of)))
	if err != nil {
		return fmt.Errorf("name the rounds: %w", err)
	}
	rows, err := tx.QueryContext(ctx, `WITH here AS (SELECT value AS id FROM json_each(?))
		SELECT assessment, content FROM previous WHERE assessment IN here AND (content ->> '$.id' NOT IN here
			OR EXISTS (SELECT 1 FROM json_each(content, '$.older') o WHERE o.value ->> '$.id' NOT IN here))`, string(ids))
	if err != nil {
		return fmt.Errorf("read the rounds before: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var p assessment.Previous
		if err := rows.Scan(&id, asJSON{&p}); err != nil {
			return fmt.Errorf("read the rounds before: %w: %w", errUnreadable, err)
		}
		of[id].Previous = &p
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the rounds before: %w: %w", errUnreadable, err)
	}
	return nil
}
