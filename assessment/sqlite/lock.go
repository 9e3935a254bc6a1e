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

// Windows lets nobody read a locked file, so who holds the lock stands beside it.
const (
	lockName   = own.Lock
	holderName = "kwaliteitskaart.lock.json"
)

// lock keeps other stores out of a data folder. The system gives it up when the process ends, however it ends.
type lock struct {
	file   *flock.Flock
	was    fs.FileInfo // which file it is
	holder string
	says   []byte // who holds it
}

// holder says who holds a lock, for those who meet it. It names the computer, never the user.
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
	if err := l.take(dir, now); err != nil {
		return nil, err
	}
	return l, nil
}

// take locks the lock file of a folder, which it makes where it is missing, and says who holds it.
func (l *lock) take(dir string, now assessment.Instant) error {
	path := filepath.Join(dir, lockName)
	_, missing := os.Lstat(path)
	// NFS gives an exclusive lock only on a file that is open for writing.
	file := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
	switch ok, err := file.TryLock(); {
	case err != nil:
		return err
	case !ok:
		return lockedBy(dir, now, nil)
	}
	// A lock file that is held is never removed by us. Where it was gone, or somebody is still said to hold it, that one may hold
	// one of that name that nobody else can see.
	_, unsaid := os.Lstat(l.holder)
	if l.file == nil && (missing != nil || unsaid == nil) && inUse(filepath.Join(dir, fileName)) {
		refusal := lockedBy(dir, now, errors.New("the lock file was removed"))
		if missing != nil {
			refusal = errors.Join(refusal, unlessGone(os.Remove(path))) // or the next one would take it for theirs
		}
		return errors.Join(refusal, file.Close())
	}
	was, err := file.Stat()
	if err == nil && !os.SameFile(was, was) { // makes Windows look up its identity now
		err = errors.New("the lock file is not itself")
	}
	if err == nil {
		err = l.tell(l.says)
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	l.file, l.was = file, was
	return nil
}

// keep sees to it that the lock is still ours, and not on a file that was removed, so that another could come in. It takes
// that one's place, unless another did come.
func (l *lock) keep(now assessment.Instant) error {
	dir := filepath.Dir(l.holder)
	is, err := os.Stat(filepath.Join(dir, lockName))
	if err == nil && os.SameFile(is, l.was) {
		return nil
	}
	old := l.file
	if err := l.take(dir, now); err != nil {
		return explain(err, dir)
	}
	return explain(old.Close(), dir)
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
	// The lock file itself stays: removing it would let two others each lock a file of that name. Where another has one by
	// now, it is that one that is said to hold it.
	var err error
	if is, gone := os.Stat(filepath.Join(filepath.Dir(l.holder), lockName)); gone != nil || os.SameFile(is, l.was) {
		err = unlessGone(os.Remove(l.holder))
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
