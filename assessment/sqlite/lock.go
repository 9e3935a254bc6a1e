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
)

// Windows lets nobody read a locked file, so who holds the lock stands beside it.
const (
	lockName   = "kwaliteitskaart.lock"
	holderName = "kwaliteitskaart.lock.json"
)

// lock keeps other stores out of a data folder. The system gives it up when the process ends, however it ends.
type lock struct {
	file   *flock.Flock
	holder string
}

// holder says who holds a lock, for those who meet it. It names the computer, never the user.
type holder struct {
	Host   string             `json:"host"`
	Since  assessment.Instant `json:"since"`
	Holder string             `json:"holder"`
}

func acquire(dir string, o Options) (*lock, error) {
	// NFS gives an exclusive lock only on a file that is open for writing.
	l := &lock{
		file: flock.New(filepath.Join(dir, lockName),
			flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600)),
		holder: filepath.Join(dir, holderName),
	}
	now := o.clock()()
	switch ok, err := l.file.TryLock(); {
	case err != nil:
		return nil, err
	case !ok:
		return nil, lockedBy(dir, now, nil)
	}
	host, err := os.Hostname()
	if err != nil {
		host = unknown
	}
	b, err := json.Marshal(holder{Host: host, Since: now, Holder: o.Holder})
	if err == nil {
		err = l.tell(b)
	}
	if err != nil {
		return nil, errors.Join(err, l.release())
	}
	return l, nil
}

// unheld reports whether surely nobody holds the lock of a folder at this moment.
func unheld(dir string) bool {
	file := flock.New(filepath.Join(dir, lockName), flock.SetFlag(os.O_RDONLY))
	free, err := file.TryRLock()
	return errors.Join(err, file.Close()) == nil && free
}

// tell writes who holds the lock.
func (l *lock) tell(holder []byte) error {
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
	// The lock file itself stays: removing it would let two others each lock a file of that name.
	err := os.Remove(l.holder)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.file.Unlock())
}

const unknown = "?"

// lockedBy is the refusal that tells who holds the folder, and since when: the hour, and the date when that is not
// today.
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
