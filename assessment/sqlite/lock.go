package sqlite

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/own"
)

// On Windows a locked file cannot be read, so the holder is recorded in a second file.
const (
	lockName   = own.Lock
	holderName = "kwaliteitskaart.lock.json"
)

// lock keeps other stores out of a data folder. The system releases it when the process ends, however it ends.
type lock struct {
	file   *flock.Flock
	was    fs.FileInfo // identifies the file
	holder string
	says   []byte // the content of the holder file
}

// holder identifies the holder of a lock to others. It names the computer, never the user.
type holder struct {
	Host   string             `json:"host"`
	Since  assessment.Instant `json:"since"`
	Holder string             `json:"holder"`
}

func acquire(dir string, o Options) (*lock, error) {
	now := o.clock()()
	host, err := os.Hostname()
	if err != nil {
		host = unknown
	}
	l := &lock{holder: filepath.Join(dir, holderName)}
	if l.says, err = json.Marshal(holder{Host: host, Since: now, Holder: o.Holder}); err != nil {
		return nil, err
	}
	if err := l.tryLock(dir, now); err != nil {
		return nil, err
	}
	return l, nil
}

// tryLock locks the lock file of a folder, creating it if it is missing, and records the holder.
func (l *lock) tryLock(dir string, now assessment.Instant) error {
	path := filepath.Join(dir, lockName)
	// NFS grants an exclusive lock only on a file that is open for writing.
	file := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
	switch ok, err := file.TryLock(); {
	case err != nil:
		return err
	case !ok:
		return lockedBy(dir, now, nil)
	}
	was, err := file.Stat()
	if err == nil && !os.SameFile(was, was) { // makes Windows look up its identity now
		err = errors.New("the lock file is not itself")
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	// We never remove a lock file that is held. If this one was never held, or a holder is still recorded, another process
	// may hold a removed file of that name that nobody else can see.
	_, unsaid := os.Lstat(l.holder)
	if l.file == nil && (was.Size() == 0 || unsaid == nil) && inUse(filepath.Join(dir, fileName)) {
		return errors.Join(lockedBy(dir, now, errors.New("the lock file was removed")), file.Close())
	}
	markHeld(path, was)
	if err := l.writeHolder(l.says); err != nil {
		return errors.Join(err, file.Close())
	}
	l.file, l.was = file, was
	return nil
}

// held is the content of a lock file that was held. One made by another program, such as one that syncs folders, is empty.
const held = "held\n"

// markHeld marks the lock file as held. If that fails, the next process checks whether another has the database open, as it
// does for a new file. On Windows a locked file cannot be written, and the check is not needed.
func markHeld(path string, was fs.FileInfo) {
	if was.Size() > 0 {
		return
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	if is, err := f.Stat(); err == nil && os.SameFile(is, was) {
		_, _ = f.WriteString(held)
	}
	_ = f.Close()
}

// keep checks that the lock is still on the current file, and not on one that was removed, so that another process
// could lock a new one. If it was removed, keep locks the current file unless another process already has.
func (l *lock) keep(now assessment.Instant) error {
	dir := filepath.Dir(l.holder)
	is, err := os.Stat(filepath.Join(dir, lockName))
	if err == nil && os.SameFile(is, l.was) {
		return nil
	}
	old := l.file
	if err := l.tryLock(dir, now); err != nil {
		return explain(err, dir)
	}
	return explain(old.Close(), dir)
}

// unheld reports whether certainly nobody holds the lock of a folder at this moment.
func unheld(dir string) bool {
	file := flock.New(filepath.Join(dir, lockName), flock.SetFlag(os.O_RDONLY))
	free, err := file.TryRLock()
	return errors.Join(err, file.Close()) == nil && free
}

// writeHolder records the holder of the lock.
func (l *lock) writeHolder(holder []byte) error {
	fresh := l.holder + partial
	if err := os.WriteFile(fresh, holder, 0o600); err != nil {
		return errors.Join(err, unlessGone(os.Remove(fresh)))
	}
	return replace(fresh, l.holder)
}

func (l *lock) release() error {
	if !l.file.Locked() {
		return nil
	}
	// The lock file itself stays: removing it would let two processes each lock a file of that name. If another
	// process has the lock by now, the recorded holder is that process.
	var err error
	if is, gone := os.Stat(filepath.Join(filepath.Dir(l.holder), lockName)); gone != nil || os.SameFile(is, l.was) {
		err = unlessGone(os.Remove(l.holder))
	}
	return errors.Join(err, l.file.Unlock())
}

const unknown = "?"

// lockedBy returns the refusal that names the holder of the folder, and since when: the time, and the date if that is
// not today.
func lockedBy(dir string, now assessment.Instant, cause error) error {
	host, since, by := unknown, unknown, unknown
	var h holder
	if b, err := os.ReadFile(filepath.Join(dir, holderName)); err == nil && json.Unmarshal(b, &h) == nil {
		layout := "15:04"
		if t := h.Since.Time().Local(); assessment.DateOf(t) != assessment.DateOf(now.Time().Local()) {
			layout = time.DateOnly + " 15:04"
		}
		host, since, by = h.Host, h.Since.Time().Local().Format(layout), h.Holder
	}
	return assessment.Fail(assessment.CodeLocked, cause, "host", host, "since", since, "holder", by)
}
