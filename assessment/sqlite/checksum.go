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

// sumSuffix ends the name of the file that holds the checksum of a database while nobody has it open. SQLite finds a
// damaged structure by itself, but not a byte that changed within a text.
const sumSuffix = ".sum"

// seal is how a database stands to its checksum.
type seal int

const (
	sealMissing seal = iota // as after a crash, or while somebody has it open
	sealWhole               // not a byte differs from when it was closed, and was sound
	sealBroken              // it differs, or is gone
	sealMixed               // the log beside it belongs to another database
)

// examineSeal reads all of a database that has a checksum, or a mark.
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
	if !bytes.Equal(again, want) { // somebody opened it meanwhile
		return sealMissing, unlessGone(err)
	}
	return sealBroken, nil
}

// unseal takes the checksum of a database away, which changes from then on.
func unseal(path string) error {
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
	h := crc32.New(castagnoli)
	const atOnce = 1 << 20
	n, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, make([]byte, atOnce))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%08x %d", h.Sum32(), n), nil
}
