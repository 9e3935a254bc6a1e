package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
)

// OpenReader opens the store in a folder for reading only, even while another process has it open for writing. A
// missing folder or database reads as an empty store and is not created. If the database cannot be read as it is,
// because it has an older version or was left by a crash, it is first upgraded or recovered, which needs the lock.
func OpenReader(ctx context.Context, dir string, o Options) (*Store, error) {
	return standard().openReader(ctx, dir, o)
}

func (u setup) openReader(ctx context.Context, dir string, o Options) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, explain(err, dir)
	}
	path := filepath.Join(dir, fileName)
	s, err := u.openUnlocked(ctx, path, o)
	if err != nil {
		if known := (*assessment.Error)(nil); !errors.As(err, &known) && codeOf(err) == assessment.CodeReadOnly {
			return nil, assessment.Fail(assessment.CodeFileRead, err, "file", path) // a reader need not write
		}
		err = explain(err, path)
		// On a network folder the writer keeps readers out, so retrying does not help.
		if assessment.CodeOf(err) == assessment.CodeBusy && u.remote(dir) {
			err = lockedBy(dir, o.clock()(), err)
		}
		return nil, err
	}
	s.readOnly = true
	return s, nil
}

func (u setup) openUnlocked(ctx context.Context, path string, o Options) (*Store, error) {
	if restoring(filepath.Dir(path)) {
		if err := u.bringUp(ctx, path, o); err != nil {
			return nil, err
		}
	}
	if err := refuseEmptied(path); err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		closed, _ := examineSeal(path)
		lock, err := os.Stat(filepath.Join(filepath.Dir(path), lockName))
		if lostWhole(path, err == nil && lock.Size() > 0 && unheld(filepath.Dir(path))) {
			closed = sealBroken
		}
		return u.openEmpty(ctx, path, closed, o)
	} else if err != nil {
		return nil, err
	}
	access := accessRead
	if u.remote(filepath.Dir(path)) {
		access = accessRemoteRead
	}
	closed, _ := examineSeal(path) // without a seal everything is read
	if closed == sealMixed {
		if err := partLog(path, o); err != nil {
			return nil, err
		}
		closed = sealBroken
	}
	found, err := inspect(ctx, path, access, closed)
	if notWritten(err, path) {
		access = accessImmutable
		found, err = inspect(ctx, path, access, closed)
	}
	switch {
	case needsRecovery(err), err == nil && found.older(len(u.migrations)):
		if err := u.bringUp(ctx, path, o); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	case found.blank():
		return u.openEmpty(ctx, path, closed, o)
	default:
		if err := u.refuse(ctx, found, path); err != nil {
			return nil, err
		}
	}
	s, err := u.connect(path, access, o)
	if err == nil {
		s.altered = closed == sealBroken
	}
	return s, err
}

// bringUp upgrades or recovers the database, which only a writer can do.
func (u setup) bringUp(ctx context.Context, path string, o Options) error {
	writer, err := u.open(ctx, filepath.Dir(path), o)
	if err != nil {
		return err
	}
	return writer.Close()
}

// refuseEmptied refuses a database that is missing or empty while there are backups of it: it contained data, and an
// empty store would look like data loss. It refuses a folder in its place as not ours.
func refuseEmptied(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return assessment.Fail(assessment.CodeForeignData, errors.New("it is a folder"), "path", path)
	}
	if err == nil && info.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil // opening it reports what it is, or why it cannot be read
	}
	list, err := listBackups(filepath.Join(filepath.Dir(path), backupFolder))
	if err != nil || len(list) == 0 {
		return err
	}
	return assessment.Fail(assessment.CodeDamaged, errors.New("the database is empty, and there are backups"), "path", path)
}

// lostWhole reports whether a database is missing although its folder shows that there was one: the lock was held before, or
// the clock was recorded. On Windows no lock is marked as held.
func lostWhole(path string, lockWasHeld bool) bool {
	dir := filepath.Dir(path)
	return !exists(path) && !restoring(dir) && (lockWasHeld || exists(filepath.Join(dir, clockName)))
}

// openEmpty returns an empty store in memory, for a folder without a database. It is altered if closed shows that there was
// one.
func (u setup) openEmpty(ctx context.Context, path string, closed seal, o Options) (*Store, error) {
	s, err := u.connect(path, accessMemory, o)
	if err != nil {
		return nil, err
	}
	if err := s.migrate(ctx, 0); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	s.altered = closed == sealBroken
	return s, nil
}
