package sqlite

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// markSuffix is the suffix of the file that records, while a database is open, its state when its log was started. It
// serves to detect a log that belongs to another database than the one beside it, after a sync program replaced the
// database. It reveals no earlier states: it is removed before the database changes, and belongs to a single log.
const markSuffix = ".mark"

// markKind is the beginning of a mark.
const markKind = "KwKa mark 1\n"

// mark is the content of that file.
type mark struct {
	log  salts    // of the log that belongs to the database; zero if it was empty
	sums []uint32 // of each sector of the database
}

// salts identify a log of SQLite.
type salts [8]byte

func (m mark) bytes() []byte {
	b := slices.Concat([]byte(markKind), m.log[:])
	for _, sum := range m.sums {
		b = binary.BigEndian.AppendUint32(b, sum)
	}
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// readMark reads a mark; ok is false if there is none or it is incomplete.
func readMark(path string) (m mark, raw []byte, ok bool) {
	raw, err := os.ReadFile(path)
	const sum = 4
	fixed := len(markKind) + len(m.log)
	if err != nil || len(raw) < fixed+sum || (len(raw)-fixed)%sum != 0 || !bytes.HasPrefix(raw, []byte(markKind)) {
		return m, raw, false
	}
	body := raw[:len(raw)-sum]
	if crc32.Checksum(body, castagnoli) != binary.BigEndian.Uint32(raw[len(body):]) {
		return m, raw, false
	}
	b := body[len(markKind):]
	for b = b[copy(m.log[:], b):]; len(b) > 0; b = b[sum:] {
		m.sums = append(m.sums, binary.BigEndian.Uint32(b))
	}
	return m, raw, true
}

// mark records the state of the database and the log that belongs to it, unless that is already recorded.
func (w *watched) mark() error {
	if w == nil || w.log == nil || w.left.sums == nil {
		return nil
	}
	salt, err := logSalts(w.path + "-wal")
	if err != nil || w.marked && salt == w.markedLog && w.markedAs.same(w.left) {
		return err
	}
	if err := writeWhole(w.path+markSuffix, mark{salt, w.left.sums}.bytes()); err != nil {
		return err
	}
	w.marked, w.markedLog, w.markedAs = true, salt, w.left
	return nil
}

// unmark removes the mark, before the database changes or is closed.
func (w *watched) unmark() error {
	if w == nil || !w.marked {
		return nil
	}
	if err := unlessGone(os.Remove(w.path + markSuffix)); err != nil {
		return err
	}
	syncFolder(filepath.Dir(w.path))
	w.marked = false
	return nil
}

// examineMark compares a database, which somebody may be writing to, with its mark. It returns sealMissing if nothing
// is wrong.
func examineMark(path string) (seal, error) {
	var found seal
	var before []byte
	for range 3 { // a writer may have been in the middle of a change
		m, raw, ok := readMark(path + markSuffix)
		if !ok {
			return sealMissing, nil
		}
		if found != sealMissing && bytes.Equal(raw, before) {
			return found, nil
		}
		var err error
		if found, err = m.compare(path); err != nil || found == sealMissing {
			return sealMissing, err
		}
		before = raw
	}
	return sealMissing, nil
}

// compare returns sealMixed if the log beside a database belongs to another database, and sealBroken if there is no
// log and the database is another, or the log was removed.
func (m mark) compare(path string) (seal, error) {
	f, err := os.Open(path)
	if err != nil {
		return sealMissing, unlessGone(err)
	}
	defer f.Close()
	is, err := statOf(f, true)
	if err != nil {
		return sealMissing, err
	}
	log, err := readLog(path + "-wal")
	if err != nil {
		return sealMissing, err
	}
	switch {
	case log.empty():
		if m.log != (salts{}) || !slices.Equal(is.sums, m.sums) {
			return sealBroken, nil
		}
	case log.salts == m.log && !m.leads(is.sums, log):
		return sealMixed, nil
	}
	return sealMissing, nil
}

// leads reports whether a database with these sums is the one that was marked, possibly with some of the content of
// the log moved into it, sector by sector.
func (m mark) leads(sums []uint32, log log) bool {
	if len(sums) != len(m.sums) && !log.sizes[len(sums)] && len(sums) < len(m.sums) {
		return false
	}
	empty := crc32.Checksum(make([]byte, sectorSize), castagnoli)
	for i, sum := range sums {
		switch {
		case i < len(m.sums) && sum == m.sums[i], log.sectors[sector{i, sum}]:
		case i >= len(m.sums) && sum == empty: // a later one was moved first
		default:
			return false
		}
	}
	return true
}

// sector is one state of a sector of a database; the first is number 0.
type sector struct {
	at  int
	sum uint32
}

// log is the content of a log of SQLite: https://sqlite.org/fileformat2.html#walformat.
type log struct {
	salts   salts
	sectors map[sector]bool
	sizes   map[int]bool // of the database after each change, in sectors
}

func (l log) empty() bool { return l.salts == salts{} }

const (
	logHeader   = 32
	frameHeader = 24
)

// logSalts returns the salts of a log; zero if it is missing or empty.
func logSalts(path string) (s salts, err error) {
	f, err := os.Open(path)
	if err != nil {
		return s, unlessGone(err)
	}
	defer f.Close()
	if _, err := f.ReadAt(s[:], 16); errors.Is(err, io.EOF) {
		return salts{}, nil
	}
	return s, err
}

// readLog reads the whole content of a log, without what was written to it before it was last restarted.
func readLog(path string) (l log, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	} else if err != nil {
		return l, err
	}
	defer f.Close()
	var head [logHeader]byte
	if _, err := f.ReadAt(head[:], 0); errors.Is(err, io.EOF) {
		return l, nil
	} else if err != nil {
		return l, err
	}
	l = log{sectors: make(map[sector]bool), sizes: make(map[int]bool)}
	copy(l.salts[:], head[16:])
	page := int(binary.BigEndian.Uint32(head[8:]))
	if page < sectorSize || page > 1<<16 {
		return l, nil // SQLite does not read it either
	}
	frame := make([]byte, frameHeader+page)
	for from := bufio.NewReaderSize(io.NewSectionReader(f, logHeader, 1<<62), 1<<20); ; {
		if _, err := io.ReadFull(from, frame); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		} else if err != nil {
			return l, err
		}
		if !bytes.Equal(frame[8:16], l.salts[:]) {
			break
		}
		perPage := page / sectorSize
		first := (int(binary.BigEndian.Uint32(frame)) - 1) * perPage // pages are counted from 1
		for i, part := range slices.Collect(slices.Chunk(frame[frameHeader:], sectorSize)) {
			l.sectors[sector{first + i, crc32.Checksum(part, castagnoli)}] = true
		}
		if size := int(binary.BigEndian.Uint32(frame[4:])); size > 0 {
			l.sizes[size*perPage] = true
		}
	}
	return l, nil
}
