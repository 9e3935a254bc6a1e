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
	"slices"
	"strings"

	"github.com/natefinch/atomic"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/own"
)

// unseen is what a copy leaves out: whatever the next copy would show to be new, so that two copies never tell who came
// in between. The schema's own counter, which grows with every ballot, is left behind too.
const unseen = `DELETE FROM draft;
DELETE FROM ballot WHERE waiting OR assessment IN (SELECT id FROM assessment WHERE NOT revealed);
PRAGMA schema_version = 1`

// Copy implements assessment.Keeper.
func (s *Store) Copy(ctx context.Context, to string) error {
	path, err := filepath.Abs(to) // what SQLite opens must not depend on how a path begins
	if err != nil {
		return explain(err, to)
	}
	if s.inPlaceOf(path) || own.File(path) {
		return assessment.Fail(assessment.CodeOwnFile, nil, "file", filepath.Base(path))
	}
	if there, err := os.Lstat(path); err == nil && there.Mode()&(fs.ModeDevice|fs.ModeNamedPipe|fs.ModeSocket|fs.ModeDir) != 0 {
		return assessment.Fail(assessment.CodeNotFile, nil, "file", filepath.Base(path), "kind", string(filekind.In(path)))
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

// OpenCopy opens a store in memory that begins as what is in a folder: what is done to it shows what would come of doing
// it, and nothing of that reaches the disk. The folder is read as OpenReader reads it.
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
	// Its place is none that there can be, so that it has no backups beside it.
	return &Store{
		setup: from.setup, db: db, path: filepath.Join(from.path, "copy"), now: o.clock(), cards: make(map[cardKey]*assessment.Card),
		altered: from.altered,
	}, nil
}

// openMemory opens an empty database that is gone when it is closed, and returns the name by which another connection can
// write to it.
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

// inPlaceOf reports whether a path is that of the database or of a file that goes with it, by whatever way it leads there.
func (s *Store) inPlaceOf(path string) bool {
	there, err := os.Stat(filepath.Dir(path))
	here, err2 := os.Stat(filepath.Dir(s.path))
	if err != nil || err2 != nil || !os.SameFile(there, here) {
		return false
	}
	return slices.ContainsFunc(companions, func(c string) bool { return strings.EqualFold(filepath.Base(path), fileName+c) })
}

// partial ends the name of a file that is not whole yet.
const partial = ".part"

// rewrite writes the database, but what some SQL leaves out, into one clean file of its own: synced and checked when it
// returns; nothing is left of it when it fails. CodeFileVerify, with the name it will have, where it reads back otherwise;
// what is wrong with the database itself where it is that.
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

// fault is what is wrong with the database, if anything; of an older version only what SQLite finds.
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

// readBack checks a copy for rewrite: all of it is read, unless it is of an older version, which is kept as it is.
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
	db, err := s.inMemory(ctx) // what is left out never gets on disk: it is deleted there
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

// inMemory copies the database into one in memory, which is gone once it is closed.
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

// flush brings a file on disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes what was renamed in a folder last through a power cut, where the system can.
func syncFolder(dir string) {
	if runtime.GOOS == "windows" {
		return
	}
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync() // some network drives cannot; then the rename is as durable as it gets
		_ = d.Close()
	}
}

// makeFolder makes a folder that only its owner may look into, and those above it, where they are missing, so that they last
// through a power cut.
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

// writeWhole writes a small file, in place of what is there, so that it is there whole or not at all.
func writeWhole(path string, b []byte) error {
	fresh := path + partial
	if err := errors.Join(os.WriteFile(fresh, b, 0o600), flush(fresh)); err != nil {
		return errors.Join(err, unlessGone(os.Remove(fresh)))
	}
	return replace(fresh, path)
}

// replace gives a file that is whole its name, in place of what is there.
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
