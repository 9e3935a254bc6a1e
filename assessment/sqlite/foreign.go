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

// unmoved fails when a file of the database was moved, deleted, replaced or written over under our hands, or when another
// took over the folder. Its caller holds watching.
func (s *Store) unmoved() error {
	if s.files == nil {
		return nil
	}
	err := s.files.check()
	if s.lock == nil || assessment.CodeOf(err) == assessment.CodeDataGone {
		return err
	}
	if lost := s.lock.keep(s.now()); lost != nil {
		return lost // then it was that one who wrote, if anybody did
	}
	return err
}

// present is unmoved, and once another program replaced the database, keeps what was stored here beside it. Where it is kept
// stands in the error.
func (s *Store) present(ctx context.Context) error {
	s.watching.Lock()
	defer s.watching.Unlock()
	return s.presentNow(ctx)
}

// presentNow is present for who holds watching.
func (s *Store) presentNow(ctx context.Context) error {
	err := s.unmoved()
	if assessment.CodeOf(err) != assessment.CodeDataReplaced {
		return err
	}
	kept, cause := s.keepOurs(ctx)
	return assessment.Fail(assessment.CodeDataReplaced, errors.Join(err, cause), "path", s.path, "kept", kept)
}

// wrote keeps what the files look like after a change of our own. Its caller held watching since before that.
func (s *Store) wrote() {
	if s.files != nil {
		_ = s.files.wrote() // a file that cannot be looked at is missed by the next check
	}
}

// keepOurs writes all that was stored here into a folder of its own, once, and returns that folder: from the file that is
// still open where another took its place, and where it was written over, as far as it is in memory and in the log. It fails
// when that is not whole, and leaves nothing then. Its caller holds watching.
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

// size returns that of all there is, in bytes.
func (s *Store) size(ctx context.Context) (int64, error) {
	n, err := column[int64](ctx, s.db, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
	if err != nil {
		return 0, err
	}
	return n[0], nil
}

// fillCache reads all there is into memory where it has room, for keepOurs.
func (s *Store) fillCache(ctx context.Context) error {
	if size, err := s.size(ctx); err != nil || size > cached {
		return err
	}
	_, err := column[string](ctx, s.db, "PRAGMA quick_check(1)")
	return err
}

// part closes a database that another program replaced, and leaves that one's file as it is: what is in our log belongs to
// what was there before. Its caller holds watching.
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
	return writeSum(s.path, was) // so that who opens it next sees that it is another
}

// shutUnmoved is shut, but the log is not moved into the file that is in the place of ours now, nor left beside it.
func (s *Store) shutUnmoved(ctx context.Context) error {
	// Who closes a database last moves its log into it. While somebody reads, nobody is the last; and who only reads does not.
	reader, err := sql.Open("sqlite3", dsn(s.path, accessRead))
	if err != nil {
		return err
	}
	reader.SetMaxOpenConns(1)
	reading, err := reader.BeginTx(ctx, nil)
	if err == nil {
		var things int
		// What is not a database at all cannot be read; then SQLite does not know where to move the log either.
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

// keepLog moves our log into a folder of its own, where what was stored here could not be written whole.
func (s *Store) keepLog() error {
	folder := freeFolder(filepath.Join(filepath.Dir(s.path), asideFolder), s.now().Time())
	if err := makeFolder(folder); err != nil {
		return err
	}
	return os.Rename(s.path+"-wal", filepath.Join(folder, fileName+"-wal"))
}
