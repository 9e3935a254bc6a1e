package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
)

// table describes how a kind of record is stored: its table, owner columns and own columns.
type table[T any] struct {
	name string
	// fields returns pointers to the record's own fields, in the order of their columns.
	fields func(*T) []any

	insert, read string // SQL, built once
}

// newTable returns a table with the columns that identify a record's owners, outermost first, and the record's own
// columns.
func newTable[T any](name string, owners, columns []string, fields func(*T) []any) table[T] {
	owners, columns = quoted(owners), quoted(columns)
	all := slices.Concat(owners, columns)
	set := make([]string, len(all))
	for i, c := range all {
		set[i] = c + " = excluded." + c
	}
	owner := "''"
	if n := len(owners); n > 0 {
		owner = owners[n-1]
	}
	return table[T]{
		name: name, fields: fields,
		insert: fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO UPDATE SET %s", name,
			strings.Join(all, ", "), strings.Repeat(", ?", len(all))[2:], strings.Join(set, ", ")),
		read: fmt.Sprintf("SELECT %s, %s FROM %s WHERE ", owner, strings.Join(columns, ", "), name),
	}
}

// owned is a record with its innermost owner.
type owned[T any] struct {
	owner  string
	record T
}

// head is an assessment's own record, including its team and the key of its card.
type head struct {
	team    assessment.Team
	details assessment.Details
	card    cardKey
	// expected is the expected number of ballots.
	expected int
}

// storedEdition is an edition with the id it is kept under.
type storedEdition struct {
	id      string
	content assessment.Edition
}

var (
	heads = newTable(
		"assessment", nil,
		strings.Fields(`id team_id institution programme team_name crebo level track date school_year scope mode
			revealed facilitator present status closed_on updated_at card_id card_version expected`),
		func(h *head) []any {
			t, d := &h.team, &h.details
			return []any{
				&d.ID, &t.ID, &t.Institution, &t.Programme, &t.Name, &t.Crebo, &t.Level, &t.Track, &d.Date, &d.SchoolYear,
				&d.Scope, &d.Mode, &d.Revealed, &d.Facilitator, &d.Present, &d.Status, &d.ClosedOn, &d.UpdatedAt, &h.card.id,
				&h.card.version, &h.expected,
			}
		},
	)
	plans = newTable(
		"plan",
		[]string{"assessment"},
		strings.Fields(`date status strong concern choice evaluation_date adopted_on waived sealed_at updated_at`),
		func(p *assessment.Plan) []any {
			return []any{
				&p.Date, &p.Status, &p.Strong, &p.Concern, &p.Choice, &p.EvaluationDate, &p.AdoptedOn, &p.Waived,
				&p.SealedAt, &p.UpdatedAt,
			}
		},
	)
	scores = newTable(
		"score",
		[]string{"assessment"},
		strings.Fields(`indicator answer note evidence target importance strength disagreed updated_at`),
		func(s *assessment.Score) []any {
			return []any{
				&s.Indicator, &s.Answer, &s.Note, &s.Evidence, &s.Target, &s.Importance, &s.Strength, &s.Disagreed, &s.UpdatedAt,
			}
		},
	)
	ballots = newTable(
		"ballot",
		[]string{"assessment"},
		strings.Fields(`id group answers remarks waiting`),
		func(b *assessment.Ballot) []any {
			return []any{&b.ID, &b.Group, asJSON{&b.Answers}, asJSON{&b.Remarks}, asWaiting{b}}
		},
	)
	// ballotSizes reads only the parts of ballots that are needed to count them.
	ballotSizes = newTable(
		"ballot",
		[]string{"assessment"},
		strings.Fields(`group answers waiting`),
		func(b *assessment.Ballot) []any { return []any{&b.Group, asJSON{&b.Answers}, asWaiting{b}} },
	)
	drafts = newTable(
		"draft",
		[]string{"assessment"},
		strings.Fields(`group answers remarks`),
		func(b *assessment.Ballot) []any {
			return []any{&b.Group, asJSON{&b.Answers}, asJSON{&b.Remarks}}
		},
	)
	priorities = newTable(
		"priority",
		[]string{"assessment"},
		strings.Fields(`id indicator why goal student_effect position updated_at`),
		func(p *assessment.Priority) []any {
			return []any{&p.ID, &p.Indicator, &p.Why, &p.Goal, &p.StudentEffect, &p.Position, &p.UpdatedAt}
		},
	)
	actions = newTable(
		"action",
		[]string{"assessment", "priority"},
		strings.Fields(`id what owner helpers start due done_when hours euros ask feasibility status reason suggestion
			carried_from updated_at`),
		func(a *assessment.Action) []any {
			return []any{
				&a.ID, &a.What, &a.Owner, &a.Helpers, &a.Start, &a.Due, &a.DoneWhen, &a.Hours, &a.Euros, &a.Ask,
				&a.Feasibility, &a.Status, &a.Reason, &a.Suggestion, &a.CarriedFrom, &a.UpdatedAt,
			}
		},
	)
	notes = newTable(
		"note",
		[]string{"assessment", "action"},
		strings.Fields(`id date text`),
		func(n *assessment.Note) []any { return []any{&n.ID, &n.Date, &n.Text} },
	)
	replies = newTable(
		"answer",
		[]string{"assessment", "action"},
		strings.Fields(`kind words hours euros on updated_at`),
		func(r *assessment.Reply) []any {
			return []any{&r.Kind, &r.Words, &r.Hours, &r.Euros, &r.On, &r.UpdatedAt}
		},
	)
	editions = newTable(
		"edition",
		[]string{"assessment"},
		strings.Fields(`id content`),
		func(e *storedEdition) []any { return []any{&e.id, asJSON{&e.content}} },
	)
	logEntries = newTable(
		"plan_log",
		[]string{"assessment"},
		strings.Fields(`id on record field before after why`),
		func(e *assessment.LogEntry) []any {
			return []any{&e.ID, &e.On, &e.Record, &e.Field, &e.Before, &e.After, &e.Why}
		},
	)
	previousRounds = newTable(
		"previous",
		[]string{"assessment"},
		strings.Fields(`content`),
		func(p *assessment.Previous) []any { return []any{asJSON{p}} },
	)
	deletions = newTable(
		"deleted",
		[]string{"assessment"},
		strings.Fields(`id updated_at`),
		func(d *assessment.Deletion) []any { return []any{&d.ID, &d.UpdatedAt} },
	)
	replacements = newTable(
		"replaced",
		[]string{"assessment"},
		strings.Fields(`at kind record before after`),
		func(r *assessment.Replacement) []any {
			return []any{&r.At, &r.Kind, &r.ID, asJSON{&r.Before}, asJSON{&r.After}}
		},
	)
)

// put stores a record under its owners, replacing one with the same key.
func (t table[T]) put(ctx context.Context, tx *sql.Tx, record *T, owners ...any) error {
	if _, err := tx.ExecContext(ctx, t.insert, append(owners, t.fields(record)...)...); err != nil {
		return fmt.Errorf("store %s: %w", t.name, err)
	}
	return nil
}

// find returns the records that match a condition.
func (t table[T]) find(ctx context.Context, tx *sql.Tx, where string, args ...any) (_ []owned[T], err error) {
	rows, err := tx.QueryContext(ctx, t.read+where, args...)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", t.name, err)
	}
	defer rows.Close()
	var found []owned[T]
	for rows.Next() {
		found = append(found, owned[T]{})
		o := &found[len(found)-1]
		if err := rows.Scan(append([]any{&o.owner}, t.fields(&o.record)...)...); err != nil {
			return nil, fmt.Errorf("read %s: %w", t.name, err)
		}
	}
	return found, rows.Err()
}

// get returns the first record that matches a condition, or nil.
func (t table[T]) get(ctx context.Context, tx *sql.Tx, where string, args ...any) (*owned[T], error) {
	found, err := t.find(ctx, tx, where, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// list returns an assessment's records of this kind.
func (t table[T]) list(ctx context.Context, tx *sql.Tx, id string) ([]T, error) {
	found, err := t.find(ctx, tx, "assessment = ?", id)
	if err != nil {
		return nil, err
	}
	var list []T
	for _, o := range found {
		list = append(list, o.record)
	}
	return list, nil
}

// byOwner returns an assessment's records of this kind by their innermost owner.
func (t table[T]) byOwner(ctx context.Context, tx *sql.Tx, id string) (map[string][]T, error) {
	found, err := t.find(ctx, tx, "assessment = ?", id)
	if err != nil {
		return nil, err
	}
	groups := make(map[string][]T)
	for _, o := range found {
		groups[o.owner] = append(groups[o.owner], o.record)
	}
	return groups, nil
}

// quoted quotes column names for SQL, where "group" is a keyword.
func quoted(columns []string) []string {
	q := make([]string, len(columns))
	for i, c := range columns {
		q[i] = `"` + c + `"`
	}
	return q
}

// asWaiting stores how a ballot waits: 0 for not at all, 1 for waiting, 2 for waiting and shown elsewhere.
type asWaiting struct{ ballot *assessment.Ballot }

// Value implements driver.Valuer.
func (w asWaiting) Value() (driver.Value, error) {
	switch {
	case !w.ballot.Waiting:
		return int64(0), nil
	case w.ballot.Elsewhere:
		return int64(2), nil
	}
	return int64(1), nil
}

// Scan implements sql.Scanner.
func (w asWaiting) Scan(column any) error {
	n, ok := column.(int64)
	if !ok || n < 0 || n > 2 {
		return fmt.Errorf("%w: waiting is %v", errUnreadable, column)
	}
	w.ballot.Waiting, w.ballot.Elsewhere = n > 0, n == 2
	return nil
}

// asJSON stores the value it points to as JSON text in a column.
type asJSON struct{ value any }

// Value implements driver.Valuer.
func (j asJSON) Value() (driver.Value, error) {
	b, err := json.Marshal(j.value)
	return string(b), err
}

// Scan implements sql.Scanner.
func (j asJSON) Scan(column any) error {
	text, ok := column.(string)
	if !ok {
		return fmt.Errorf("JSON column holds %T", column)
	}
	if !utf8.ValidString(text) { // or what is not UTF-8 would be read as another text
		return fmt.Errorf("%w: a JSON column holds no UTF-8", errUnreadable)
	}
	if err := json.Unmarshal([]byte(text), j.value); err != nil {
		return fmt.Errorf("%w: %w", errUnreadable, err)
	}
	return nil
}
