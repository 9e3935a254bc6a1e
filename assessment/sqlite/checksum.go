package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// sumSuffix is the suffix of the file with the checksum of a database that nobody has open. SQLite detects a damaged
// structure itself, but not a changed byte within a text.
const sumSuffix = ".sum"

// seal is the outcome of comparing a database with its checksum.
type seal int

const (
	sealMissing seal = iota // after a crash, or while somebody has it open
	sealWhole               // every byte is as when it was closed, and was sound
	sealBroken              // it differs, or is missing
	sealMixed               // the log beside it belongs to another database
)

// examineSeal compares a database with its checksum or, without one, with its mark.
func examineSeal(path string) (seal, error) {
	want, err := os.ReadFile(path + sumSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return examineMark(path)
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
	if !bytes.Equal(again, want) { // somebody opened it in the meantime
		return sealMissing, unlessGone(err)
	}
	return sealBroken, nil
}

// unseal removes the checksum of a database that is about to change.
func unseal(path string) error {
	if err := unlessGone(os.Remove(path + sumSuffix)); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path)) // it must not reappear after a power cut
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

// writeSum writes or replaces the checksum of a database.
func writeSum(path, sum string) error {
	return writeWhole(path+sumSuffix, []byte(sum+"\n"))
}

// checksum returns the checksum of a whole file. It guards against accidents, not against people, who could also
// write a checksum, so it uses a kind that processors compute as fast as they read: the first screen waits for it. A
// database with a matching checksum needs no further examination, which takes several times as long.
func checksum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := crc32.New(castagnoli)
	const atOnce = 1 << 20
	n, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, make([]byte, atOnce))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%08x %d", h.Sum32(), n), nil
}
