package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kwaliteitskaart/assessment"
)

// sumSuffix ends the name of the file that holds the checksum of a database while nobody has it open. SQLite finds a
// damaged structure by itself, but not a byte that changed within a text.
const sumSuffix = ".sum"

// Altered reports whether the database is not what it was when it was closed last: a disk that fails, or another program,
// changed it. It is sound all the same, else it would not have opened.
func (s *Store) Altered() bool { return s.altered }

// seal is how a database stands to its checksum.
type seal int

const (
	sealMissing seal = iota // as after a crash, or while somebody has it open
	sealWhole               // not a byte differs from when it was closed, and was sound
	sealBroken              // it differs, or is gone
)

// examineSeal reads all of a database that has a checksum.
func examineSeal(path string) (seal, error) {
	want, err := os.ReadFile(path + sumSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return sealMissing, nil
	} else if err != nil {
		return sealMissing, err
	}
	got, err := checksum(path)
	if unlessGone(err) != nil {
		return sealMissing, err
	}
	if got == strings.TrimSpace(string(want)) {
		return sealWhole, nil
	}
	again, err := os.ReadFile(path + sumSuffix)
	if !bytes.Equal(again, want) { // somebody opened it meanwhile
		return sealMissing, unlessGone(err)
	}
	return sealBroken, nil
}

// unseal reads all of a database that was altered, and fails when it is not sound. From then on it changes, so its
// checksum goes.
func (u setup) unseal(ctx context.Context, path string, found seal, version int) error {
	if found == sealBroken && version == len(u.migrations) && leftBehind(path) == nowhere {
		if _, err := u.verify(ctx, path); err != nil {
			return assessment.Fail(assessment.CodeDamaged, err, "path", path)
		}
	}
	if err := unlessGone(os.Remove(path + sumSuffix)); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path)) // it must not come back after a power cut
	return nil
}

// sum writes the checksum of a database that was closed and is sound.
func sum(path string) error {
	now, err := checksum(path)
	if err != nil {
		return err
	}
	return writeSum(path, now)
}

// writeSum writes a checksum for a database, in place of the one that is there.
func writeSum(path, sum string) error {
	return writeWhole(path+sumSuffix, []byte(sum+"\n"))
}

// checksum returns the sum of all of a file. It guards against accidents, not against people, who could write a checksum as well; so it
// is of a kind that processors compute as fast as they read: the first screen waits for it. What it says to be whole needs
// no more looking at, which takes several times as long.
func checksum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	const atOnce = 1 << 20
	n, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, make([]byte, atOnce))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%08x %d", h.Sum32(), n), nil
}
