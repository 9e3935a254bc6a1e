package sqlite

import (
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"kwaliteitskaart/assessment"
)

// watched is the files of an open database as this store left them. Another program, such as one that syncs folders,
// may replace them or overwrite them. SQLite detects neither, and would continue to write to a file that nobody will
// ever find, or into another program's data.
type watched struct {
	path string
	// file is the database. It stays open as long as SQLite has it open, because closing any handle of a file drops
	// SQLite's locks on it.
	file *os.File
	// was identifies the file, and log the log file; log is nil if there is none.
	was, log fs.FileInfo
	logSize  int64
	left     imprint
	// maxSums is the size in bytes of the largest file for which sector checksums are computed.
	maxSums int64

	// marked is whether there is a mark; markedLog and markedAs are its content.
	marked    bool
	markedLog salts
	markedAs  imprint
}

// imprint is the state of a file.
type imprint struct {
	size     int64
	modified time.Time
	header   [headerSize]byte // contains SQLite's change counter
	sums     []uint32         // of each sector; nil if the file is too large for that
}

// same reports whether a file is unchanged, without reading it completely.
func (i imprint) same(o imprint) bool {
	return i.size == o.size && i.modified.Equal(o.modified) && i.header == o.header
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

const (
	headerSize = 100
	// sectorSize is the unit that a disk writes completely or not at all, in bytes. Pages are at least as large.
	sectorSize = 512
	// maxRemote is the size of the largest file on a network drive for which sector checksums are computed; there that
	// happens after each change.
	maxRemote = 1 << 20
	// maxLocal is the same for a local disk. There checksums are computed when the log is moved into the file, which itself
	// reads and writes more.
	maxLocal = 1 << 40
)

// watch starts watching a database that was just opened and whose log, if any, exists. The caller must call sum once it
// has written what opening writes.
func watch(path string, maxSums int64) (*watched, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	w := &watched{path: path, file: f, maxSums: maxSums, marked: exists(path + markSuffix)}
	if w.was, err = f.Stat(); err == nil {
		w.left, err = w.stat(false)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	// Comparing a file with itself makes Windows look up its identity now, before it may be replaced.
	if log, err := os.Stat(path + "-wal"); err == nil && os.SameFile(log, log) {
		w.log, w.logSize = log, log.Size()
	}
	return w, nil
}

// sum computes the sector checksums, unless a change since watch has done so.
func (w *watched) sum() (err error) {
	if w.left.sums == nil {
		w.left, err = w.stat(true)
	}
	return err
}

// stat returns the current state of the database, with sector checksums if summed is set.
func (w *watched) stat(summed bool) (imprint, error) {
	if !summed {
		return statOf(w.file, false)
	}
	info, err := w.file.Stat()
	if err != nil {
		return imprint{}, err
	}
	return statOf(w.file, info.Size() <= w.maxSums)
}

// statOf returns the state of a database file, with sector checksums if summed is set.
func statOf(f *os.File, summed bool) (i imprint, err error) {
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
	i.sums, err = sumSectors(f, i.size)
	return i, err
}

// sumSectors returns the checksum of each sector of a file, the last of which may be shorter. It uses all processors,
// because the first screen waits for it.
func sumSectors(f io.ReaderAt, size int64) ([]uint32, error) {
	const atOnce = 1 << 20
	sums := make([]uint32, (size+sectorSize-1)/sectorSize)
	var chunk atomic.Int64
	var readers sync.WaitGroup
	failed := make([]error, runtime.GOMAXPROCS(0))
	for i := range failed {
		readers.Go(func() {
			buffer := make([]byte, atOnce)
			for {
				at := (chunk.Add(1) - 1) * atOnce
				if at >= size {
					return
				}
				n, err := f.ReadAt(buffer[:min(atOnce, size-at)], at)
				if err != nil && !errors.Is(err, io.EOF) { // a file that has just become shorter differs by its sums
					failed[i] = err
					return
				}
				next := at / sectorSize
				for sector := range slices.Chunk(buffer[:n], sectorSize) {
					sums[next] = crc32.Checksum(sector, castagnoli)
					next++
				}
			}
		})
	}
	readers.Wait()
	return sums, errors.Join(failed...)
}

// check fails if a file is not as this store left it: with CodeDataGone if it is missing, or CodeDataReplaced if it is
// another file or was overwritten.
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
	is, err := w.stat(false)
	switch {
	case err != nil:
		return assessment.Fail(assessment.CodeDataGone, err, "path", w.path)
	case is.size != w.left.size, is.header != w.left.header:
		return w.replaced("the file was written over")
	case is.modified.Equal(w.left.modified):
		return nil
	}
	// Some systems record a modification late, and some programs touch files, so compare the content.
	if is, err = w.stat(true); err != nil {
		return assessment.Fail(assessment.CodeDataGone, err, "path", w.path)
	}
	if w.left.sums != nil && !slices.Equal(is.sums, w.left.sums) {
		return w.replaced("the file was written over")
	}
	w.left = is
	return nil
}

func (w *watched) replaced(how string) error {
	return assessment.Fail(assessment.CodeDataReplaced, errors.New(how), "path", w.path)
}

// wrote records the state of the files after a change by this store. Sector checksums of the database are only
// recomputed if the change touched it: writing to the log does not.
func (w *watched) wrote() error {
	w.wroteLog()
	is, err := w.stat(false)
	if err != nil {
		return err
	}
	if is.same(w.left) {
		return nil
	}
	w.left, err = w.stat(true)
	return err
}

// wroteLog records the length of the log.
func (w *watched) wroteLog() {
	if w == nil || w.log == nil {
		return
	}
	if now, err := os.Stat(w.path + "-wal"); err == nil && os.SameFile(now, w.log) {
		w.logSize = now.Size()
	}
}

func (w *watched) close() error { return w.file.Close() }
