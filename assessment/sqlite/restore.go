package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
)

const (
	// asideFolder contains replaced data, each time in a folder named after the time.
	asideFolder = "replaced"
	asideLayout = "2006-01-02 15.04.05"
	// stageFolder contains the database to restore and, once that is complete, a note that names the folder for the
	// replaced one. From then on the restore is committed: whoever opens the folder after a crash finishes it.
	stageFolder = ".restoring"
	stageNote   = "aside"
)

// companions are the suffixes of the files that make up a database.
var companions = []string{"", "-wal", "-shm", "-journal", sumSuffix, markSuffix}

// Restore implements assessment.Keeper.
func (s *Store) Restore(ctx context.Context, path string) (aside string, err error) {
	dir := filepath.Dir(s.path)
	if err := s.setup.stage(ctx, dir, path); err != nil {
		return "", err
	}
	s.watching.Lock()
	defer s.watching.Unlock()
	if err := s.markShown(ctx, dir); err != nil {
		return "", explain(errors.Join(err, unstage(dir)), dir)
	}
	shut := s.shut
	if gone := s.presentNow(ctx); assessment.CodeOf(gone) == assessment.CodeDataReplaced {
		shut = func() error { return s.part(ctx) }
	}
	s.swap.Lock()
	defer s.swap.Unlock()
	if err := shut(); err != nil {
		return "", explain(err, s.path)
	}
	aside, err = exchangeFiles(dir, s.now().Time())
	fresh, opening := s.setup.openLocked(ctx, s.path, Options{Now: s.now})
	if opening == nil {
		s.adopt(fresh)
	}
	return aside, explain(errors.Join(err, opening), s.path)
}

// adopt takes over the connection of another store for the same path.
func (s *Store) adopt(fresh *Store) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.db, s.files, s.cards, s.ours = fresh.db, fresh.files, fresh.cards, ""
	s.changes.Add(1)
}

// Restore does what Keeper.Restore does for a data folder that is not open, even if its database cannot be opened.
func Restore(ctx context.Context, dir, path string, o Options) (aside string, err error) {
	return standard().restore(ctx, dir, path, o)
}

func (u setup) restore(ctx context.Context, dir, path string, o Options) (aside string, err error) {
	err = holding(dir, o, func(dir string) error {
		if err := u.stage(ctx, dir, path); err != nil {
			return err
		}
		if err := u.markReplaced(ctx, dir, o); err != nil {
			return errors.Join(err, unstage(dir))
		}
		if aside, err = exchangeFiles(dir, o.clock()().Time()); err != nil {
			return err
		}
		s, err := u.openLocked(ctx, filepath.Join(dir, fileName), o)
		if err != nil {
			return err
		}
		if err := s.shut(); err != nil {
			return err
		}
		if leftBehind(s.path) == nowhere {
			_ = sum(s.path) // without it the next opening has less to compare with; nothing else
		}
		return nil
	})
	return aside, err
}

// StartEmpty moves a database that cannot be opened aside, if there is no backup of it, and replaces it with an empty
// one.
func StartEmpty(ctx context.Context, dir string, o Options) (aside string, err error) {
	err = holding(dir, o, func(dir string) error {
		staged, err := emptyStage(dir)
		if err != nil {
			return err
		}
		if err := create(staged); err != nil {
			return err
		}
		s, err := standard().connect(staged, "mode=rw&"+patience, o)
		if err != nil {
			return err
		}
		if err := errors.Join(s.migrate(ctx, 0), s.db.Close()); err != nil {
			return err
		}
		aside, err = exchangeFiles(dir, o.clock()().Time())
		return err
	})
	return aside, err
}

// holding calls do while nobody else can have the folder open.
func holding(dir string, o Options, do func(dir string) error) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return explain(err, dir)
	}
	if err := makeFolder(dir); err != nil {
		return explain(err, dir)
	}
	l, err := acquire(dir, o)
	if err != nil {
		return explain(err, dir)
	}
	path := filepath.Join(dir, fileName)
	if closed, _ := examineSeal(path); closed == sealMixed { // an unreadable one is replaced anyway
		err = setLogAside(path, o.clock()().Time())
	}
	if err == nil {
		err = do(dir)
	}
	return explain(errors.Join(err, l.release()), path)
}

// stage copies a backup to the stage folder, as one file that was read completely.
func (u setup) stage(ctx context.Context, dir, path string) error {
	info, err := os.Stat(path)
	name := filepath.Base(path)
	if err == nil && info.IsDir() {
		path, name = filepath.Join(path, fileName), filepath.Join(name, fileName)
		info, err = os.Stat(path)
	}
	kind := string(filekind.In(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return assessment.Fail(assessment.CodeFileMissing, err, "file", name)
	case err != nil:
		return assessment.Fail(assessment.CodeFileRead, err, "file", name)
	case !info.Mode().IsRegular():
		return assessment.Fail(assessment.CodeNotFile, nil, "file", name, "kind", kind)
	}
	if live, err := os.Stat(filepath.Join(dir, fileName)); err == nil && os.SameFile(live, info) {
		return assessment.Fail(assessment.CodeLiveData, nil, "file", name)
	}
	if err := finishRestore(dir); err != nil {
		return explain(err, dir)
	}
	staged, err := emptyStage(dir)
	if err != nil {
		return explain(err, dir)
	}
	for _, companion := range companions {
		if companion == "-shm" || companion == sumSuffix || companion == markSuffix {
			continue // useless for another database
		}
		if err := copyFile(path+companion, staged+companion); err != nil && (companion == "" || !errors.Is(err, fs.ErrNotExist)) {
			return explain(errors.Join(fmt.Errorf("copy the backup: %w", err), unstage(dir)), dir)
		}
	}
	if err := u.settle(ctx, staged); err != nil {
		code := assessment.CodeBackupInvalid
		switch assessment.CodeOf(explain(err, path)) {
		case assessment.CodeNewerData:
			code = assessment.CodeNewerFile
		case assessment.CodeDiskFull, assessment.CodeInterrupted:
			return explain(errors.Join(err, unstage(dir)), dir)
		}
		return assessment.Fail(code, errors.Join(err, unstage(dir)), "file", name, "kind", kind)
	}
	return nil
}

// settle applies the log of a database to it, so that it is complete by itself, and verifies it.
func (u setup) settle(ctx context.Context, path string) error {
	if _, err := inspect(ctx, path, "mode=rw&_journal_mode=DELETE&"+patience, sealMissing); err != nil {
		return err
	}
	if _, err := u.verify(ctx, path); err != nil {
		return err
	}
	return flush(path)
}

// emptyStage creates an empty stage folder, and returns the path for the database in it.
func emptyStage(dir string) (string, error) {
	if err := unstage(dir); err != nil {
		return "", err
	}
	staged := filepath.Join(dir, stageFolder, fileName)
	if err := makeFolder(filepath.Dir(staged)); err != nil {
		return "", err
	}
	return staged, nil
}

// unstage removes the stage folder with its files, one by one: not every file system supports os.RemoveAll (Wine's
// lacks what it needs of Windows).
func unstage(dir string) error {
	stage := filepath.Join(dir, stageFolder)
	files, _ := os.ReadDir(stage) // none if it is not a folder
	for _, f := range files {
		if err := unlessGone(os.Remove(filepath.Join(stage, f.Name()))); err != nil {
			return err
		}
	}
	return unlessGone(os.Remove(stage))
}

// copyFile copies a file to a new one that only its owner can read. It does not sync it.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// exchangeFiles replaces the database with the staged one, and moves the replaced one to a folder of its own, which
// it returns; "" if there was no database.
func exchangeFiles(dir string, now time.Time) (aside string, err error) {
	aside = freeFolder(filepath.Join(dir, asideFolder), now)
	note := filepath.Join(dir, stageFolder, stageNote)
	if err := writeWhole(note, []byte(filepath.Base(aside))); err != nil {
		return "", err
	}
	if err := finishRestore(dir); err != nil {
		return "", err
	}
	if _, err := os.Stat(aside); errors.Is(err, fs.ErrNotExist) {
		aside = ""
	}
	return aside, nil
}

// freeFolder returns an unused path for a folder named after a time, or after the first free second following it.
func freeFolder(dir string, at time.Time) string {
	for {
		path := filepath.Join(dir, at.Local().Format(asideLayout))
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		at = at.Add(time.Second)
	}
}

// restoring reports whether a committed restore was interrupted.
func restoring(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, stageFolder, stageNote))
	return err == nil
}

// finishRestore finishes a restore that was committed, and cleans up one that was not. It can be interrupted at any
// point and repeated: as long as the staged file exists, the files in place are the old ones.
func finishRestore(dir string) error {
	note, err := os.ReadFile(filepath.Join(dir, stageFolder, stageNote))
	if errors.Is(err, fs.ErrNotExist) {
		return unstage(dir)
	} else if err != nil {
		return err
	}
	path, staged := filepath.Join(dir, fileName), filepath.Join(dir, stageFolder, fileName)
	if _, err := os.Stat(staged); err == nil {
		name := strings.TrimSpace(string(note))
		if name != filepath.Base(name) || name == "." || name == ".." {
			return fmt.Errorf("the note of where to keep what is replaced is damaged: %q", name)
		}
		if err := moveAside(path, filepath.Join(dir, asideFolder, name)); err != nil {
			return fmt.Errorf("move aside: %w", err)
		}
		if err := replace(staged, path); err != nil {
			return err
		}
	}
	return unstage(dir)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// moveAside moves the existing files of a database to a folder.
func moveAside(path, folder string) error {
	if !exists(path) && !exists(folder) {
		if err := unlessGone(os.Remove(path + sumSuffix)); err != nil { // its database is gone from here
			return err
		}
	}
	for _, companion := range companions {
		from := path + companion
		if !exists(from) {
			continue
		}
		if err := makeFolder(folder); err != nil {
			return err
		}
		if err := os.Rename(from, filepath.Join(folder, filepath.Base(from))); err != nil {
			return err
		}
	}
	// They must not be gone from the old folder before they are in the new one.
	syncFolder(folder)
	syncFolder(filepath.Dir(path))
	return nil
}
