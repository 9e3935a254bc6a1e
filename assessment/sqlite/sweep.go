package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// trace is what a change of ballots or drafts leaves behind beyond what is stored.
type trace int

const (
	nowhere trace = iota
	// inLog: earlier states stand in the log.
	inLog
	// inPages: which pages rows stand on, and where on a page, tells in which order they came.
	inPages
)

// sweep wipes out what a change left, and what earlier sweeps could not. The change itself is on disk and stands, so its
// caller ignores an error: when somebody is reading or the disk is full the next change tries again, and so do Close
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

// wipe rewrites the database where pages tell too much, and empties the log.
func (s *Store) wipe(ctx context.Context, left trace) error {
	s.swap.RLock()
	defer s.swap.RUnlock()
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if left == inPages {
		// This writes every table anew, in the order of its keys. The copy it makes on the way must not get on disk.
		if _, err := conn.ExecContext(ctx, "PRAGMA temp_store = MEMORY; VACUUM"); err != nil {
			return fmt.Errorf("rewrite database: %w", err)
		}
	}
	return emptyLog(ctx, conn)
}

var errLogInUse = errors.New("another program is reading the log")

// emptyLog moves what the log holds into the database and cuts the log off. It does not wait long for those who read:
// a person is typing.
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

// leftBehind returns what the last one who wrote may have left in the files when it did not come to sweeping.
func leftBehind(path string) trace {
	for _, log := range []string{path + "-wal", path + "-journal"} {
		if info, err := os.Stat(log); err == nil && info.Size() > 0 {
			return inPages
		}
	}
	return nowhere
}
