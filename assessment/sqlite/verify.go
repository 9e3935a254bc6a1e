package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
)

// verify reads a complete database that nobody has open, and checks that it is ours, that its content, indexes and
// references are sound, that it has exactly the tables of its version, and so no triggers or views, and that readAll
// succeeds; for an older version, after migrating it in memory. It returns the number of assessments.
func (u setup) verify(ctx context.Context, path string) (assessments int, err error) {
	err = u.whileSound(ctx, path, func(s *Store, version int) error {
		if version < len(u.migrations) {
			assessments, err = s.readMigrated(ctx, version)
			return err
		}
		assessments, err = s.readAll(ctx)
		return err
	})
	return assessments, err
}

// verifySound is verify without reading the content of the tables.
func (u setup) verifySound(ctx context.Context, path string) error {
	return u.whileSound(ctx, path, func(*Store, int) error { return nil })
}

// whileSound opens a complete database, and calls use if it is ours and sound.
func (u setup) whileSound(ctx context.Context, path string, use func(s *Store, version int) error) (err error) {
	found, err := inspect(ctx, path, accessImmutable, sealMissing)
	if err != nil {
		return err
	}
	if found.blank() {
		return assessment.Fail(assessment.CodeForeignData, errors.New("the file is empty"), "path", path)
	}
	if err := u.refuse(ctx, found, path); err != nil {
		return err
	}
	s, err := u.connect(path, accessImmutable, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	if err := s.sound(ctx); err != nil {
		return err
	}
	return use(s, found.version)
}

// readMigrated reads an older database as it will be after migration. The file is not changed.
func (s *Store) readMigrated(ctx context.Context, version int) (assessments int, err error) {
	if version < withEditions {
		if err := s.readHistory(ctx); err != nil {
			return 0, assessment.Fail(assessment.CodeDamaged, err, "path", s.path)
		}
	}
	memory, err := s.inMemory(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, memory.Close()) }()
	m := &Store{setup: s.setup, db: memory, path: s.path, now: s.now, cards: make(map[cardKey]*assessment.Card)}
	if err := m.applyFrom(ctx, version); err != nil {
		return 0, err
	}
	return m.readAll(ctx)
}

// readHistory reads the history of plans that databases had before the log. Migrating drops part of it without a trace.
func (s *Store) readHistory(ctx context.Context) error {
	rows, err := s.db.QueryContext(ctx, `SELECT at, agreed, record || field || indicator || what || "before" || "after" FROM plan_change`)
	if err != nil {
		return fmt.Errorf("read the history of plans: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var at assessment.Instant
		var agreed, texts string
		if err := rows.Scan(&at, &agreed, &texts); err != nil {
			return fmt.Errorf("read the history of plans: %w", err)
		}
		if at != at.Clamp() || !utf8.ValidString(agreed+texts) || agreed != "" && !json.Valid([]byte(agreed)) {
			return errors.New("the history of plans has a change that cannot be")
		}
	}
	return rows.Err()
}

// sound fails if SQLite finds anything wrong with the whole database.
func (s *Store) sound(ctx context.Context) error {
	for _, query := range []string{
		"SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
		`SELECT "table" || ' refers to a missing ' || "parent" FROM pragma_foreign_key_check LIMIT 10`,
	} {
		said, err := column[string](ctx, s.db, query)
		if err != nil {
			return err
		}
		if len(said) > 0 {
			return assessment.Fail(assessment.CodeDamaged, fmt.Errorf("%q", said), "path", s.path)
		}
	}
	return nil
}

// schemaQuery returns everything created in a database, as SQL: tables, indexes, triggers and views.
const schemaQuery = `SELECT ifnull(group_concat(made, char(10)), '') FROM (
	SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull(sql, '') AS made FROM sqlite_schema ORDER BY 1)`

// schemaOf returns the schema of a database of the given version.
func (u setup) schemaOf(ctx context.Context, version int) (schema string, err error) {
	db, err := sql.Open("sqlite3", dsn("", accessMemory))
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	for _, m := range u.migrations[:version] {
		if _, err := db.ExecContext(ctx, m); err != nil {
			return "", fmt.Errorf("make the schema of version %d: %w", version, err)
		}
	}
	err = db.QueryRowContext(ctx, schemaQuery).Scan(&schema)
	return schema, err
}

// asked is a database or a transaction.
type asked interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// column returns the single column of a query.
func column[T any](ctx context.Context, db asked, query string, args ...any) (list []T, err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var x T
		if err := rows.Scan(&x); err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, rows.Err()
}
