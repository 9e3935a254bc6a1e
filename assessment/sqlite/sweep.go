package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// trace is what a change of ballots or drafts leaves in the files besides the stored data.
type trace int

const (
	nowhere trace = iota
	// inLog: the log contains earlier states.
	inLog
	// inPages: the pages, and positions on pages, reveal the order in which rows were added.
	inPages
)

// sweep erases what a change left behind, and what earlier sweeps could not. The change itself is already on disk, so
// callers ignore an error: if somebody is reading or the disk is full, the next change tries again, and so do Close
// and, after a crash, Open.
func (s *Store) sweep(ctx context.Context, left trace) error {
	s.sweeping.Lock()
	defer s.sweeping.Unlock()
	s.watching.Lock()
	defer s.watching.Unlock()
	s.left = max(s.left, left)
	if s.left == nowhere {
		return s.files.mark()
	}
	if s.unmoved() != nil {
		return nil
	}
	err := errors.Join(s.files.unmark(), s.wipe(context.WithoutCancel(ctx), s.left))
	s.wrote()
	if err != nil {
		return err
	}
	s.left = nowhere
	return nil
}

// wipe rewrites the database if its pages reveal too much, and empties the log.
func (s *Store) wipe(ctx context.Context, left trace) error {
	s.swap.RLock()
	defer s.swap.RUnlock()
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if left == inPages {
		// This rewrites all tables in the order of their keys. The temporary copy must not reach the disk.
		if _, err := conn.ExecContext(ctx, "PRAGMA temp_store = MEMORY; VACUUM"); err != nil {
			return fmt.Errorf("rewrite database: %w", err)
		}
	}
	return emptyLog(ctx, conn)
}

var errLogInUse = errors.New("another program is reading the log")

// emptyLog moves the content of the log into the database and truncates the log. It does not wait long for readers: a
// user is typing.
func emptyLog(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "PRAGMA busy_timeout = 50"); err != nil {
		return err
	}
	var busy, frames, moved int
	err := conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	if _, restored := conn.ExecContext(ctx, "PRAGMA busy_timeout = 5000"); restored != nil {
		return errors.Join(err, restored)
	}
	if err == nil && busy != 0 {
		err = errLogInUse
	}
	return err
}

// leftBehind returns what the last writer may have left in the files if it did not sweep.
func leftBehind(path string) trace {
	for _, log := range []string{path + "-wal", path + "-journal"} {
		if info, err := os.Stat(log); err == nil && info.Size() > 0 {
			return inPages
		}
	}
	return nowhere
}
