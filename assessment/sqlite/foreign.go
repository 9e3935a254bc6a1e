package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
)

// unmoved fails if a file of the database was moved, deleted, replaced or overwritten while it is open, or if another
// process took over the folder. The caller must hold watching.
func (s *Store) unmoved() error {
	if s.files == nil {
		return nil
	}
	err := s.files.check()
	if s.lock == nil || assessment.CodeOf(err) == assessment.CodeDataGone {
		return err
	}
	if lost := s.lock.keep(s.now()); lost != nil {
		return lost // that process made any changes
	}
	return err
}

// present is unmoved. Once another program has replaced the database it also keeps the original data beside it, in
// the folder given in the error.
func (s *Store) present(ctx context.Context) error {
	s.watching.Lock()
	defer s.watching.Unlock()
	return s.presentNow(ctx)
}

// presentNow is present for callers that hold watching.
func (s *Store) presentNow(ctx context.Context) error {
	err := s.unmoved()
	if assessment.CodeOf(err) != assessment.CodeDataReplaced {
		return err
	}
	kept, cause := s.keepOurs(ctx)
	return assessment.Fail(assessment.CodeDataReplaced, errors.Join(err, cause), "path", s.path, "kept", kept)
}

// wrote records the state of the files after a change of our own. The caller must have held watching since before the
// change.
func (s *Store) wrote() {
	if s.files != nil {
		_ = s.files.wrote() // the next check detects a file that cannot be read
	}
}

// keepOurs writes the original data to a folder of its own, once, and returns that folder. If the file was replaced
// it uses the file that is still open; if it was overwritten, the cache and the log. It fails, and leaves nothing, if
// these are incomplete. The caller must hold watching.
func (s *Store) keepOurs(ctx context.Context) (folder string, err error) {
	if s.ours != "" {
		return s.ours, nil
	}
	if now, err := os.Stat(s.path); err == nil && os.SameFile(now, s.files.was) {
		if size, err := s.size(ctx); err != nil || size > cached {
			return "", errors.Join(errors.New("what was stored here is more than is in memory"), err)
		}
	}
	folder = freeFolder(filepath.Join(filepath.Dir(s.path), asideFolder), s.now().Time())
	if err := makeFolder(folder); err != nil {
		return "", fmt.Errorf("keep what was stored here: %w", err)
	}
	path := filepath.Join(folder, fileName)
	const all = "SELECT 1"
	if err = s.rewrite(ctx, s.readBack, path+partial, fileName, all); err == nil {
		err = replace(path+partial, path)
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("keep what was stored here: %w", err), os.Remove(folder))
	}
	s.ours = folder
	return folder, nil
}

// size returns the size of the database in bytes.
func (s *Store) size(ctx context.Context) (int64, error) {
	n, err := column[int64](ctx, s.db, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
	if err != nil {
		return 0, err
	}
	return n[0], nil
}

// fillCache reads the whole database into the cache, if it fits, for keepOurs.
func (s *Store) fillCache(ctx context.Context) error {
	if size, err := s.size(ctx); err != nil || size > cached {
		return err
	}
	_, err := column[string](ctx, s.db, "PRAGMA quick_check(1)")
	return err
}

// part closes a database that another program replaced, and leaves that program's file unchanged: our log belongs to
// the original. The caller must hold watching.
func (s *Store) part(ctx context.Context) error {
	shut := s.shut
	if s.files.log != nil {
		shut = func() error { return s.shutUnmoved(ctx) }
	}
	if err := shut(); err != nil {
		return err
	}
	if s.ours == "" {
		return nil
	}
	was, err := checksum(filepath.Join(s.ours, fileName))
	if err != nil {
		return err
	}
	return writeSum(s.path, was) // so that the next opening detects that it is another database
}

// shutUnmoved is shut without moving the log into the file that replaced ours, or leaving it beside that file.
func (s *Store) shutUnmoved(ctx context.Context) error {
	// The last connection to close moves the log into the database. While another reads, none is the last; and a
	// reader does not move it.
	reader, err := sql.Open("sqlite3", dsn(s.path, accessRead))
	if err != nil {
		return err
	}
	reader.SetMaxOpenConns(1)
	reading, err := reader.BeginTx(ctx, nil)
	if err == nil {
		var things int
		// A file that is not a database cannot be read; then SQLite does not know where to move the log either.
		_ = reading.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&things)
	}
	err = s.shut()
	if reading != nil {
		err = errors.Join(err, reading.Rollback())
	}
	err = errors.Join(err, reader.Close())
	log, gone := os.Stat(s.path + "-wal")
	if gone != nil || !os.SameFile(log, s.files.log) {
		return err
	}
	if s.ours != "" {
		err = errors.Join(err, os.Remove(s.path+"-wal"))
	} else {
		err = errors.Join(err, s.keepLog())
	}
	return errors.Join(err, unlessGone(os.Remove(s.path+"-shm")))
}

// keepLog moves our log to a folder of its own, if the original data could not be written completely.
func (s *Store) keepLog() error {
	folder := freeFolder(filepath.Join(filepath.Dir(s.path), asideFolder), s.now().Time())
	if err := makeFolder(folder); err != nil {
		return err
	}
	return os.Rename(s.path+"-wal", filepath.Join(folder, fileName+"-wal"))
}
