package sqlite

import (
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"time"

	"kwaliteitskaart/assessment"
)

// watched is the files of an open database as this store left them. Another program may put others in their place, or
// write over them: one that keeps a folder the same on several computers does both. SQLite notices neither, and would go
// on writing to a file that nobody will ever find, or among what another wrote.
type watched struct {
	path string
	// file is the database. It stays open for as long as SQLite has it open, because closing any handle of a file drops
	// SQLite's locks on it.
	file *os.File
	// was is which file that is, and log which one the log is; the log is nil where there is none.
	was, log fs.FileInfo
	logSize  int64
	left     imprint
	// most is the largest file that is summed up, in bytes.
	most int64
}

// imprint is what a file looks like.
type imprint struct {
	size     int64
	modified time.Time
	header   [headerSize]byte // with SQLite's counter of changes
	sum      uint32           // of all of it; 0 where it is too large for that
}

const (
	headerSize = 100
	// mostRemote is the largest file on a network drive that is summed up, which is after each change.
	mostRemote = 1 << 20
	// mostLocal is the same on a disk of this computer. It is summed up when the log is moved into it, which reads and
	// writes more than that.
	mostLocal = 1 << 40
)

// watch begins to watch a database that was just opened, and of which the log, if it has one, is there.
func watch(path string, most int64) (*watched, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	w := &watched{path: path, file: f, most: most}
	if w.was, err = f.Stat(); err == nil {
		w.left, err = w.look(true)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	// Comparing a file with itself makes Windows look up its identity now rather than when it may have been replaced.
	if log, err := os.Stat(path + "-wal"); err == nil && os.SameFile(log, log) {
		w.log, w.logSize = log, log.Size()
	}
	return w, nil
}

// look returns what the database looks like now, summed up or not.
func (w *watched) look(summed bool) (i imprint, err error) {
	info, err := w.file.Stat()
	if err != nil {
		return i, err
	}
	i.size, i.modified = info.Size(), info.ModTime()
	if _, err := w.file.ReadAt(i.header[:], 0); err != nil && !errors.Is(err, io.EOF) {
		return i, err
	}
	if summed && i.size <= w.most {
		h := crc32.New(crc32.MakeTable(crc32.Castagnoli))
		if _, err := io.Copy(h, io.NewSectionReader(w.file, 0, i.size)); err != nil {
			return i, err
		}
		i.sum = h.Sum32()
	}
	return i, nil
}

// check fails when a file is not as it was left: CodeDataGone when it is not there, CodeDataReplaced when it is another or
// was written over.
func (w *watched) check() error {
	now, err := os.Stat(w.path)
	switch {
	case err != nil:
		return assessment.Fail(assessment.CodeDataGone, err, "path", w.path)
	case !os.SameFile(now, w.was):
		return w.replaced("the file is another")
	}
	if w.log != nil {
		switch now, err := os.Stat(w.path + "-wal"); {
		case err != nil:
			return assessment.Fail(assessment.CodeDataGone, err, "path", w.path)
		case !os.SameFile(now, w.log), now.Size() != w.logSize:
			return w.replaced("the log is another")
		}
	}
	is, err := w.look(false)
	switch {
	case err != nil:
		return assessment.Fail(assessment.CodeDataGone, err, "path", w.path)
	case is.size != w.left.size, is.header != w.left.header:
		return w.replaced("the file was written over")
	case is.modified.Equal(w.left.modified):
		return nil
	}
	// Some systems write down late when a file was changed, and some programs touch files: then it is the content that tells.
	if is, err = w.look(true); err != nil {
		return assessment.Fail(assessment.CodeDataGone, err, "path", w.path)
	}
	if is.sum != w.left.sum {
		return w.replaced("the file was written over")
	}
	w.left = is
	return nil
}

func (w *watched) replaced(how string) error {
	return assessment.Fail(assessment.CodeDataReplaced, errors.New(how), "path", w.path)
}

// wrote keeps what the files look like after a change by this store. The database itself is summed up anew only where that
// touched it: what is written to the log leaves it as it is.
func (w *watched) wrote() error {
	w.wroteLog()
	is, err := w.look(false)
	if err != nil {
		return err
	}
	is.sum = w.left.sum
	if is == w.left {
		return nil
	}
	w.left, err = w.look(true)
	return err
}

// wroteLog keeps how long the log is.
func (w *watched) wroteLog() {
	if w == nil || w.log == nil {
		return
	}
	if now, err := os.Stat(w.path + "-wal"); err == nil && os.SameFile(now, w.log) {
		w.logSize = now.Size()
	}
}

func (w *watched) close() error { return w.file.Close() }
