package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"kwaliteitskaart/assessment"
)

// explain converts an error about a file to an error with a message for the user. It is the only place that
// interprets SQLite's codes; an error that already has a message is returned unchanged.
func explain(err error, path string) error {
	var known *assessment.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	code := codeOf(err)
	switch code {
	case assessment.CodeBusy, assessment.CodeInterrupted, assessment.CodeUnexpected:
		return assessment.Fail(code, err)
	}
	return assessment.Fail(code, err, "path", path)
}

// errUnreadable is returned for stored content that cannot be valid.
var errUnreadable = errors.New("the content is damaged")

func codeOf(err error) assessment.Code {
	var failure sqlite3.Error
	var file *fs.PathError
	var link *os.LinkError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return assessment.CodeInterrupted
	case errors.Is(err, errUnreadable):
		return assessment.CodeDamaged
	case errors.Is(err, syscall.ENOSPC):
		return assessment.CodeDiskFull
	case errors.As(err, &file), errors.As(err, &link):
		return assessment.CodeReadOnly
	case !errors.As(err, &failure):
		return assessment.CodeUnexpected
	}
	switch {
	case failure.ExtendedCode == sqlite3.ErrReadonlyDbMoved:
		return assessment.CodeDataGone
	case failure.SystemErrno == syscall.ENOSPC:
		return assessment.CodeDiskFull
	case failure.SystemErrno == syscall.EROFS && failure.Code == sqlite3.ErrIoErr:
		return assessment.CodeReadOnly
	}
	switch failure.Code {
	case sqlite3.ErrFull:
		return assessment.CodeDiskFull
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen:
		return assessment.CodeReadOnly
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return assessment.CodeDamaged
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return assessment.CodeBusy
	case sqlite3.ErrIoErr:
		return assessment.CodeDataGone
	case sqlite3.ErrInterrupt:
		return assessment.CodeInterrupted
	}
	return assessment.CodeUnexpected
}

// needsRecovery reports whether a crash left a database in a state that only a writer can recover.
func needsRecovery(err error) bool {
	var failure sqlite3.Error
	return errors.As(err, &failure) &&
		(failure.ExtendedCode == sqlite3.ErrReadonlyRecovery || failure.ExtendedCode == sqlite3.ErrReadonlyRollback)
}

// SQLite's errors if it cannot create the journal beside a database; the driver has no names for these.
var (
	errReadonlyCantInit  = sqlite3.ErrReadonly.Extend(5)
	errReadonlyDirectory = sqlite3.ErrReadonly.Extend(6)
)

// notWritten reports whether a database failed to open because its folder is not writable or the disk is full, while
// nobody is writing to it.
func notWritten(err error, path string) bool {
	var failure sqlite3.Error
	if !errors.As(err, &failure) {
		return false
	}
	if failure.Code != sqlite3.ErrCantOpen && failure.ExtendedCode != errReadonlyCantInit &&
		failure.ExtendedCode != errReadonlyDirectory && failure.SystemErrno != syscall.ENOSPC {
		return false
	}
	journal, err := os.Stat(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	return err == nil && journal.Size() == 0 && unheld(filepath.Dir(path)) // a reader leaves an empty one
}
