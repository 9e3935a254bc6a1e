package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"os"

	"kwaliteitskaart/assessment"
)

// applicationID marks a database file as ours: "KwKa".
const applicationID = 0x4b774b61

// smallestPage is the least a database grows by, in bytes.
const smallestPage = 512

//go:embed migrations
var migrations embed.FS

// steps returns the migrations in order: the first is 1.sql, and no number is left out.
func steps() (all []string) {
	for {
		b, err := migrations.ReadFile(fmt.Sprintf("migrations/%d.sql", len(all)+1))
		if err != nil {
			return all
		}
		all = append(all, string(b))
	}
}

// identity is what a database file says it is.
type identity struct {
	application int
	version     int    // how many migrations it has had
	schema      string // all that is made in it, as SQL
}

// blank reports whether the file is a database without anything in it, as one is whose making was interrupted.
func (i identity) blank() bool { return i == identity{} }

// older reports whether the file is ours and lacks some of so many migrations.
func (i identity) older(migrations int) bool {
	return i.application == applicationID && i.version < migrations
}

// refuse refuses a file that is not ours, is damaged, was made by a newer version, or has other things in it than one of
// its version: a trigger or a view could do more than be read.
func (u setup) refuse(ctx context.Context, i identity, path string) error {
	switch {
	case i.blank():
		return nil
	case i.application != applicationID:
		return assessment.Fail(assessment.CodeForeignData, fmt.Errorf("application id %#x", i.application), "path", path)
	case i.version < 1: // every one of ours has a version: the number was changed
		return assessment.Fail(assessment.CodeDamaged, fmt.Errorf("version %d", i.version), "path", path)
	case i.version > len(u.migrations):
		return assessment.Fail(assessment.CodeNewerData, fmt.Errorf("version %d", i.version), "path", path)
	}
	want, err := u.schemaOf(ctx, i.version)
	if err == nil && want != i.schema {
		err = assessment.Fail(assessment.CodeDamaged, errors.New("its tables are not those of its version"), "path", path)
	}
	return err
}

// inspect looks what a file is before anything touches it, and fails when it is damaged. All of it is read for that, unless
// its seal is whole.
func inspect(ctx context.Context, path, access string, s seal) (found identity, err error) {
	db, err := sql.Open("sqlite3", dsn(path, access))
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	for query, into := range map[string]any{
		"PRAGMA application_id": &found.application,
		"PRAGMA user_version":   &found.version,
		schemaQuery:             &found.schema,
	} {
		if err := db.QueryRowContext(ctx, query).Scan(into); err != nil {
			return found, err
		}
	}
	if info, err := os.Stat(path); err != nil {
		return found, err
	} else if info.Size()%smallestPage != 0 && leftBehind(path) == nowhere {
		return found, assessment.Fail(assessment.CodeDamaged, errors.New("the file was cut off"), "path", path)
	}
	if found.application != applicationID || s == sealWhole && leftBehind(path) == nowhere {
		return found, nil
	}
	return found, wellFormed(ctx, db, path)
}

// wellFormed reads all of a database and fails when SQLite finds it damaged.
func wellFormed(ctx context.Context, db *sql.DB, path string) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return assessment.Fail(assessment.CodeDamaged, errors.New(verdict), "path", path)
	}
	return nil
}

// migrate brings the database from a version to the latest, each step whole or not at all. An older database is
// kept as a backup.
func (s *Store) migrate(ctx context.Context, version int) error {
	latest := len(s.setup.migrations)
	if version > 0 && version < latest {
		if _, err := s.BackUp(ctx); err != nil {
			return fmt.Errorf("back up before migrating: %w", err)
		}
	}
	if err := s.applyFrom(ctx, version); err != nil {
		return err
	}
	// Writing tells now rather than at the first change that the file cannot be written.
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", latest))
		return err
	})
}

// applyFrom applies the migrations that a database of a version lacks.
func (s *Store) applyFrom(ctx context.Context, version int) error {
	for ; version < len(s.setup.migrations); version++ {
		err := s.transact(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, fmt.Sprintf("%s;\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;",
				s.setup.migrations[version], applicationID, version+1))
			return err
		})
		if err != nil {
			return fmt.Errorf("migrate to version %d: %w", version+1, err)
		}
	}
	return nil
}
