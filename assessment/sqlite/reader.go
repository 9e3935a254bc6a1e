package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
)

// OpenReader opens the store in a folder for reading only, also while another has it open for writing. A folder or
// database that is not there reads as an empty store and is not made. Where the database cannot be read as it
// stands, being of an older version or left behind by a crash, it is brought up to date first, which needs the lock.
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
			return nil, assessment.Fail(assessment.CodeFileRead, err, "file", path) // who reads need not write
		}
		err = explain(err, path)
		// On a network folder the one who writes keeps readers out, so this is not a passing thing.
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
		return u.openEmpty(ctx, path, o)
	} else if err != nil {
		return nil, err
	}
	access := accessRead
	if u.remote(filepath.Dir(path)) {
		access = accessRemoteRead
	}
	closed, _ := examineSeal(path) // without it all is read
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
		return u.openEmpty(ctx, path, o)
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

// bringUp finishes what only a writer can.
func (u setup) bringUp(ctx context.Context, path string, o Options) error {
	writer, err := u.open(ctx, filepath.Dir(path), o)
	if err != nil {
		return err
	}
	return writer.Close()
}

// refuseEmptied refuses a database that is gone, or is a file without a byte, while there are backups of it: somebody
// had something here, and shall not find nothing.
func refuseEmptied(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil // what it is, or why it cannot be read, shows when it is opened
	}
	list, err := listBackups(filepath.Join(filepath.Dir(path), backupFolder))
	if err != nil || len(list) == 0 {
		return err
	}
	return assessment.Fail(assessment.CodeDamaged, errors.New("the database is empty, and there are backups"), "path", path)
}

// openEmpty returns a store in memory: what a folder without a database reads as.
func (u setup) openEmpty(ctx context.Context, path string, o Options) (*Store, error) {
	s, err := u.connect(path, accessMemory, o)
	if err != nil {
		return nil, err
	}
	if err := s.migrate(ctx, 0); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}
