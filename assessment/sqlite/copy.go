package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"kwaliteitskaart/assessment"
)

// unseen is what a copy leaves out: whatever the next copy would show to be new, so that two copies never tell who came
// in between. The schema's own counter, which grows with every ballot, is left behind too.
const unseen = `DELETE FROM draft;
DELETE FROM ballot WHERE waiting OR assessment IN (SELECT id FROM assessment WHERE NOT revealed);
PRAGMA schema_version = 1`

// Copy writes the database into one clean file, in place of what is there: all of it but drafts, ballots that are not
// revealed and ballots that wait.
func (s *Store) Copy(ctx context.Context, to string) error {
	return explain(s.copyTo(ctx, to), to)
}

func (s *Store) copyTo(ctx context.Context, to string) (err error) {
	// What is left out never gets on disk: it is deleted from a copy in memory.
	memory := "file:" + assessment.NewID() + "?mode=memory&cache=shared"
	db, err := sql.Open("sqlite3", memory)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, "VACUUM INTO ?", memory); err != nil {
		return fmt.Errorf("copy into memory: %w", err)
	}
	if _, err := db.ExecContext(ctx, unseen); err != nil {
		return fmt.Errorf("leave out what is not revealed: %w", err)
	}

	temporary := to + ".part"
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := create(temporary); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", temporary); err != nil {
		return errors.Join(fmt.Errorf("write copy: %w", err), os.Remove(temporary))
	}
	f, err := os.OpenFile(temporary, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(temporary, to)
}
