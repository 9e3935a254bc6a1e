package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"

	"kwaliteitskaart/assessment"
)

// Health describes a sound database.
type Health struct {
	Version     int // schema version
	Assessments int // including those in the bin
	// Altered is whether something else changed it since it was last closed; see Store.Altered.
	Altered bool
}

// Examine reads the whole database. It fails with CodeDamaged if SQLite finds an error or some content cannot be
// used, with CodeForeignData if the database is not ours, and with CodeDataReplaced if another program replaced it
// while this store had it open.
func (s *Store) Examine(ctx context.Context) (h Health, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		var found identity
		for query, into := range map[string]any{
			schemaQuery:                       &found.schema,
			"PRAGMA application_id":           &found.application,
			"PRAGMA user_version":             &found.version,
			"SELECT count(*) FROM assessment": &h.Assessments,
		} {
			if err := tx.QueryRowContext(ctx, query).Scan(into); err != nil {
				return fmt.Errorf("examine the database: %w", err)
			}
		}
		h.Version = found.version
		return s.setup.refuse(ctx, found, s.path)
	})
	if err != nil {
		return h, err
	}
	h.Altered = s.altered
	if s.readOnly {
		found, err := examineSeal(s.path)
		if err != nil {
			return h, explain(err, s.path)
		}
		h.Altered = s.altered || found == sealBroken || found == sealMixed
	}
	if err := s.fault(ctx); err != nil {
		return h, err
	}
	return h, s.present(ctx)
}

// NewestBackup returns the newest reliable backup of a data folder, or nil, and the number of newer unreliable ones.
func NewestBackup(ctx context.Context, dir string) (newest *assessment.Backup, spoilt int, err error) {
	dir, err = filepath.Abs(dir) // what SQLite opens must not depend on how the path starts
	if err != nil {
		return nil, 0, explain(err, dir)
	}
	dir = filepath.Join(dir, backupFolder)
	list, err := listBackups(dir)
	if err != nil {
		return nil, 0, explain(err, dir)
	}
	for i := range list {
		b := &list[i]
		if b.Assessments, b.Err = standard().verify(ctx, b.Path); b.Err == nil {
			return b, i, nil
		}
		if err := ctx.Err(); err != nil {
			return nil, 0, explain(err, dir)
		}
	}
	return nil, len(list), nil
}

// Remote reports whether a folder is on a network drive, as far as that is known.
func Remote(dir string) bool { return remote(dir) }
