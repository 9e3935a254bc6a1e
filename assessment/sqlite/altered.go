package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"kwaliteitskaart/assessment"
)

// Altered reports whether the database differs from what it was when it was last closed, or the previous process was
// killed: a failing disk or another program changed it. The database is sound nevertheless, otherwise it would not
// have been opened.
func (s *Store) Altered() bool { return s.altered }

// Aside returns the folder that contains replaced data; "" if there is none.
func (s *Store) Aside() string {
	folder := filepath.Join(filepath.Dir(s.path), asideFolder)
	if inside, err := os.ReadDir(folder); err != nil || len(inside) == 0 {
		return ""
	}
	return folder
}

// keepAltered reads an altered database completely, fails if it is not sound, and keeps a copy before anything is
// written to it.
func (u setup) keepAltered(ctx context.Context, path string, version int, now time.Time) error {
	if version == len(u.migrations) && leftBehind(path) == nowhere {
		if _, err := u.verify(ctx, path); err != nil {
			return assessment.Fail(assessment.CodeDamaged, err, "path", path)
		}
	}
	folder := freeFolder(filepath.Join(filepath.Dir(path), asideFolder), now)
	if err := makeFolder(folder); err != nil {
		return err
	}
	for _, companion := range []string{"-wal", "-journal", ""} {
		if info, err := os.Stat(path + companion); err == nil && info.Size() == 0 {
			continue // a reader leaves an empty log
		}
		to := filepath.Join(folder, fileName+companion)
		if err := copyFile(path+companion, to); errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return err
		}
		if err := flush(to); err != nil {
			return err
		}
	}
	syncFolder(folder)
	return nil
}

// partLog sets aside a log that belongs to another database than the one beside it, while no other process can have that
// open. It fails with CodeDataMixed if one has.
func partLog(path string, o Options) error {
	l, err := acquire(filepath.Dir(path), o)
	if assessment.CodeOf(err) == assessment.CodeLocked {
		return assessment.Fail(assessment.CodeDataMixed, err, "path", path)
	} else if err != nil {
		return err
	}
	closed, err := examineSeal(path) // another process may have set it aside
	if err == nil && closed == sealMixed {
		err = setLogAside(path, o.clock()().Time())
	}
	return errors.Join(err, l.release())
}

// setLogAside moves a log that belongs to another database into a folder of its own, and makes sure that every later
// opening detects that the database is another.
func setLogAside(path string, now time.Time) error {
	folder := freeFolder(filepath.Join(filepath.Dir(path), asideFolder), now)
	if err := makeFolder(folder); err != nil {
		return err
	}
	if err := os.Rename(path+"-wal", filepath.Join(folder, fileName+"-wal")); err != nil {
		return err
	}
	syncFolder(folder)
	const another = "another"
	if err := writeSum(path, another); err != nil { // until then the mark shows that the log is missing
		return err
	}
	return errors.Join(unlessGone(os.Remove(path+"-shm")), unlessGone(os.Remove(path+markSuffix)))
}
