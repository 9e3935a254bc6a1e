package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/natefinch/atomic"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/own"
)

// unseen deletes what a copy leaves out: everything whose appearance in the next copy would reveal who came in between. Of
// waiting ballots that a file has shown the ids stay, so that they are not new after restoring. It also resets the schema
// counter, which grows with every ballot.
const unseen = `DELETE FROM draft;
DELETE FROM ballot WHERE waiting = 1 OR assessment IN (SELECT id FROM assessment WHERE NOT revealed);
UPDATE ballot SET "group" = 'team', answers = '{}', remarks = '{}' WHERE waiting;
PRAGMA schema_version = 1`

// Copy implements assessment.Keeper.
func (s *Store) Copy(ctx context.Context, to string) error {
	path, err := filepath.Abs(to) // what SQLite opens must not depend on how the path starts
	if err != nil {
		return explain(err, to)
	}
	if s.overwritesOwn(path) || own.File(path) {
		return assessment.Fail(assessment.CodeOwnFile, nil, "file", filepath.Base(path))
	}
	if there, err := os.Lstat(path); err == nil && there.Mode()&(fs.ModeDevice|fs.ModeNamedPipe|fs.ModeSocket|fs.ModeDir) != 0 {
		return assessment.Fail(assessment.CodeNotFile, nil, "file", filepath.Base(path), "kind", string(filekind.In(path)))
	}
	if there, err := os.Stat(path); err == nil && there.Size() > 0 && !own.IsDatabase(path) {
		return assessment.Fail(assessment.CodeOtherFile, nil, "file", filepath.Base(path), "kind", string(filekind.In(path)))
	}
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
		return assessment.Fail(assessment.CodeFolderGone, err, "file", filepath.Base(path), "folder", filepath.Dir(to))
	}
	fresh := filepath.Join(filepath.Dir(path), ".kwaliteitskaart-"+assessment.NewID()+partial)
	if err = s.rewrite(ctx, s.readBack, fresh, filepath.Base(path), unseen); err == nil {
		err = replace(fresh, path)
	}
	return explain(err, to)
}

// OpenCopy opens a store in memory with the content of a folder. Changes to it show what the same changes to the
// folder would do, and never reach the disk. The folder is read as with OpenReader.
func OpenCopy(ctx context.Context, dir string, o Options) (_ *Store, err error) {
	from, err := OpenReader(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	db, memory, err := openMemory(ctx, writer)
	if err != nil {
		return nil, explain(err, from.path)
	}
	if _, err := from.db.ExecContext(ctx, "VACUUM INTO ?", memory); err != nil {
		return nil, explain(errors.Join(fmt.Errorf("copy into memory: %w", err), db.Close()), from.path)
	}
	// An impossible path, so that it has no backups beside it.
	return &Store{
		setup: from.setup, db: db, path: filepath.Join(from.path, "copy"), now: o.clock(), cards: make(map[cardKey]*assessment.Card),
		altered: from.altered,
	}, nil
}

// openMemory opens an empty database that is gone once it is closed, and returns the name by which another connection
// can write to it.
func openMemory(ctx context.Context, access string) (*sql.DB, string, error) {
	name := "file:" + assessment.NewID() + "?mode=memory&cache=shared&" + access
	db, err := sql.Open("sqlite3", name)
	if err != nil {
		return nil, "", err
	}
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return nil, "", errors.Join(err, db.Close())
	}
	return db, name, nil
}

// overwritesOwn reports whether path is the database or one of the files beside it, even if it is missing, whatever path
// leads there.
func (s *Store) overwritesOwn(path string) bool {
	there, err := os.Stat(filepath.Dir(path))
	here, err2 := os.Stat(filepath.Dir(s.path))
	if err != nil || err2 != nil || !os.SameFile(there, here) {
		return false
	}
	return own.Name(filepath.Base(path))
}

// partial is the suffix of an unfinished file.
const partial = ".part"

// rewrite writes the database to a clean file, without what the SQL in without deletes. The file is synced and
// checked; on failure nothing is left of it. It fails with CodeFileVerify, using name, if the file reads back
// differently, or with the fault of the database itself.
func (s *Store) rewrite(ctx context.Context, check func(ctx context.Context, path string) error, to, name, without string, args ...any) (err error) {
	if err := s.copyInto(ctx, to, without, args...); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(to))
		}
	}()
	if err := flush(to); err != nil {
		return err
	}
	if err := check(ctx, to); err != nil {
		if own := s.fault(ctx); assessment.Restorable(own) {
			return own
		}
		return assessment.Fail(assessment.CodeFileVerify, err, "file", name)
	}
	return nil
}

// fault returns the error in the database, if any; for an older version only what SQLite detects.
func (s *Store) fault(ctx context.Context) error {
	s.swap.RLock()
	err := s.sound(ctx)
	version := []int{0}
	if err == nil {
		version, err = column[int](ctx, s.db, "PRAGMA user_version")
	}
	s.swap.RUnlock()
	if err == nil && version[0] == len(s.setup.migrations) {
		_, err = s.readAll(ctx)
	}
	return explain(err, s.path)
}

// readBack checks a copy for rewrite by reading it completely, unless it is of an older version, which is kept as it
// is.
func (s *Store) readBack(ctx context.Context, path string) error {
	return s.setup.whileSound(ctx, path, func(made *Store, version int) error {
		if version < len(s.setup.migrations) {
			return nil
		}
		_, err := made.readAll(ctx)
		return err
	})
}

func (s *Store) copyInto(ctx context.Context, to, without string, args ...any) (err error) {
	db, err := s.inMemory(ctx) // deleted data never reaches the disk: it is deleted in memory
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, without, args...); err != nil {
		return fmt.Errorf("leave out what does not belong in the copy: %w", err)
	}
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := create(to); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return errors.Join(fmt.Errorf("write copy: %w", err), os.Remove(to))
	}
	return nil
}

// inMemory copies the database to one in memory, which is gone once it is closed.
func (s *Store) inMemory(ctx context.Context) (*sql.DB, error) {
	memory := "file:" + assessment.NewID() + "?mode=memory&cache=shared&_foreign_keys=on"
	db, err := sql.Open("sqlite3", memory)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s.swap.RLock()
	_, err = s.db.ExecContext(ctx, "VACUUM INTO ?", memory)
	s.swap.RUnlock()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("copy into memory: %w", err), db.Close())
	}
	return db, nil
}

// flush syncs a file to disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes renames in a folder survive a power cut, if the system supports that.
func syncFolder(dir string) {
	if runtime.GOOS == "windows" {
		return
	}
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync() // some network drives cannot; then the rename is as durable as it can be
		_ = d.Close()
	}
}

// makeFolder creates a folder that only its owner can read, and its missing parents, so that they survive a power
// cut.
func makeFolder(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	if parent := filepath.Dir(path); parent != path {
		if err := makeFolder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// writeWhole writes or replaces a small file atomically.
func writeWhole(path string, b []byte) error {
	fresh := path + partial
	if err := errors.Join(os.WriteFile(fresh, b, 0o600), flush(fresh)); err != nil {
		return errors.Join(err, unlessGone(os.Remove(fresh)))
	}
	return replace(fresh, path)
}

// replace moves a finished file to its final name, replacing an existing file.
func replace(from, to string) error {
	if err := atomic.ReplaceFile(from, to); err != nil {
		return errors.Join(err, os.Remove(from))
	}
	syncFolder(filepath.Dir(to))
	if filepath.Dir(from) != filepath.Dir(to) {
		syncFolder(filepath.Dir(from)) // it must not come back there
	}
	return nil
}
