package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"

	"kwaliteitskaart/assessment"
)

// Health is what a sound database was seen to be.
type Health struct {
	Version     int // of its tables
	Assessments int // those in the bin too
	// Altered is that something else changed it since it was closed last; see Store.Altered.
	Altered bool
}

// Examine reads all of the database. CodeDamaged when SQLite finds anything wrong with it or something in it cannot be used,
// CodeForeignData when it is not ours, CodeDataReplaced when another program put it there while this store had its own open.
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

// NewestBackup returns the newest backup of a data folder that can be relied on, or nil, and how many newer ones cannot be.
func NewestBackup(ctx context.Context, dir string) (newest *assessment.Backup, spoilt int, err error) {
	dir, err = filepath.Abs(dir) // what SQLite opens must not depend on how a path begins
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

// Remote reports whether a folder lies on a network drive, as far as the system tells.
func Remote(dir string) bool { return remote(dir) }
