package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
)

// verify reads all of a database that stands on its own and that nobody has open: that it is ours, sound down to its
// indexes and references, has exactly the tables a database of its version has, so no trigger or view, and that every
// assessment in it can be loaded and breaks no rule. It returns how many there are.
func (u setup) verify(ctx context.Context, path string) (assessments int, err error) {
	found, err := inspect(ctx, path, accessImmutable, sealMissing)
	if err != nil {
		return 0, err
	}
	if found.blank() {
		return 0, assessment.Fail(assessment.CodeForeignData, errors.New("the file is empty"), "path", path)
	}
	if err := u.refuse(ctx, found, path); err != nil {
		return 0, err
	}
	s, err := u.connect(path, accessImmutable, Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	if err := s.sound(ctx); err != nil {
		return 0, err
	}
	ids, err := column[string](ctx, s.db, "SELECT id FROM assessment ORDER BY id")
	if err != nil || found.version < len(u.migrations) {
		return len(ids), err // what an older version wrote is read when it is brought up to date
	}
	for _, id := range ids {
		a, err := s.Load(ctx, id)
		if err != nil {
			return 0, err
		}
		if faults := a.Check(); len(faults) > 0 {
			return 0, assessment.Refuse(faults)
		}
	}
	return len(ids), nil
}

// sound fails when SQLite finds anything wrong with the whole database.
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

// schemaQuery is everything that is made in a database, as SQL: tables, indexes, triggers and views.
const schemaQuery = `SELECT ifnull(group_concat(made, char(10)), '') FROM (
	SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull(sql, '') AS made FROM sqlite_schema ORDER BY 1)`

// schemaOf is what a database of a version is made of.
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

// column is the one column of a query.
func column[T any](ctx context.Context, db *sql.DB, query string, args ...any) (list []T, err error) {
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
