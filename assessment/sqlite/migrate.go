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

// applicationID identifies a database file as ours: "KwKa".
const applicationID = 0x4b774b61

// minPage is the smallest page size of a database in bytes.
const minPage = 512

//go:embed migrations
var migrations embed.FS

// steps returns the migrations in order, starting with 1.sql; numbers are consecutive.
func steps() (all []string) {
	for {
		b, err := migrations.ReadFile(fmt.Sprintf("migrations/%d.sql", len(all)+1))
		if err != nil {
			return all
		}
		all = append(all, string(b))
	}
}

// identity is the identification in a database file.
type identity struct {
	application int
	version     int    // the number of migrations applied
	schema      string // everything created in it, as SQL
}

// blank reports whether the database is empty, such as after interrupted creation.
func (i identity) blank() bool { return i == identity{} }

// older reports whether the database is ours and lacks some of the given number of migrations.
func (i identity) older(migrations int) bool {
	return i.application == applicationID && i.version < migrations
}

// refuse refuses a database that is not ours, is damaged, was made by a newer version, or contains other objects than
// one of its version: a trigger or a view could do more than be read.
func (u setup) refuse(ctx context.Context, i identity, path string) error {
	switch {
	case i.blank():
		return nil
	case i.application != applicationID:
		return assessment.Fail(assessment.CodeForeignData, fmt.Errorf("application id %#x", i.application), "path", path)
	case i.version < 1: // every database of ours has a version: the number was changed
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

// inspect examines a file before anything changes it, and fails if it is damaged. It reads the whole file for that,
// unless its checksum matches.
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
	} else if info.Size()%minPage != 0 && leftBehind(path) == nowhere {
		return found, assessment.Fail(assessment.CodeDamaged, errors.New("the file was cut off"), "path", path)
	}
	if found.application != applicationID || s == sealWhole && leftBehind(path) == nowhere {
		return found, nil
	}
	return found, wellFormed(ctx, db, path)
}

// wellFormed reads a whole database and fails if SQLite finds it damaged.
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

// migrate upgrades the database from a version to the latest, each step atomically. An older database is kept as a
// backup.
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
	// Write now, so that a file that is not writable is detected before the first change.
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", latest))
		return err
	})
}

// applyFrom applies the migrations that a database of the given version lacks.
func (s *Store) applyFrom(ctx context.Context, version int) error {
	for ; version < len(s.setup.migrations); version++ {
		err := s.transact(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, fmt.Sprintf("%s;\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;",
				s.setup.migrations[version], applicationID, version+1))
			if err == nil && version+1 == withEditions {
				err = s.sealOlder(ctx, tx)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("migrate to version %d: %w", version+1, err)
		}
	}
	return nil
}
