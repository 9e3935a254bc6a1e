package sqlite

import (
	"bufio"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"slices"
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

	// marked is that there is a mark: with which log, of what.
	marked    bool
	markedLog salts
	markedAs  imprint
}

// imprint is what a file looks like.
type imprint struct {
	size     int64
	modified time.Time
	header   [headerSize]byte // with SQLite's counter of changes
	sums     []uint32         // of each sector; nil where it is too large for that
}

// same reports whether a file looks the same as before, without all of it being read.
func (i imprint) same(o imprint) bool {
	return i.size == o.size && i.modified.Equal(o.modified) && i.header == o.header
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

const (
	headerSize = 100
	// sectorSize is the most that a disk writes whole or not at all, in bytes. Pages are as large or larger.
	sectorSize = 512
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
	w := &watched{path: path, file: f, most: most, marked: exists(path + markSuffix)}
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
func (w *watched) look(summed bool) (imprint, error) {
	if !summed {
		return lookAt(w.file, false)
	}
	info, err := w.file.Stat()
	if err != nil {
		return imprint{}, err
	}
	return lookAt(w.file, info.Size() <= w.most)
}

// lookAt returns what a database file looks like, summed up or not.
func lookAt(f *os.File, summed bool) (i imprint, err error) {
	info, err := f.Stat()
	if err != nil {
		return i, err
	}
	i.size, i.modified = info.Size(), info.ModTime()
	if _, err := f.ReadAt(i.header[:], 0); err != nil && !errors.Is(err, io.EOF) {
		return i, err
	}
	if !summed {
		return i, nil
	}
	sector := make([]byte, sectorSize)
	from := bufio.NewReaderSize(io.NewSectionReader(f, 0, i.size), 1<<20)
	i.sums = make([]uint32, 0, i.size/sectorSize)
	for {
		n, err := io.ReadFull(from, sector)
		if n > 0 {
			i.sums = append(i.sums, crc32.Checksum(sector[:n], castagnoli))
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return i, nil
		case err != nil:
			return i, err
		}
	}
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
	if !slices.Equal(is.sums, w.left.sums) {
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
	if is.same(w.left) {
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
