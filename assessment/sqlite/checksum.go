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

// altered reports whether a database differs from its checksum, or is gone. Without one, as after a crash, it does not;
// nor when somebody opened it meanwhile.
func altered(path string) (bool, error) {
	want, err := os.ReadFile(path + sumSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	got, err := checksum(path)
	if unlessGone(err) != nil || got == strings.TrimSpace(string(want)) {
		return false, err
	}
	again, err := os.ReadFile(path + sumSuffix)
	return bytes.Equal(again, want), unlessGone(err)
}

// examine reads all of a database that was altered, and fails when it is not sound. From then on it changes, so its
// checksum goes.
func (u setup) examine(ctx context.Context, path string, version int) (bool, error) {
	changed, err := altered(path)
	if err == nil && changed && version == len(u.migrations) && leftBehind(path) == nowhere {
		if _, err := u.verify(ctx, path); err != nil {
			return true, assessment.Fail(assessment.CodeDamaged, err, "path", path)
		}
	}
	if err := errors.Join(err, unlessGone(os.Remove(path+sumSuffix))); err != nil {
		return false, err
	}
	syncFolder(filepath.Dir(path)) // it must not come back after a power cut
	return changed, nil
}

// sum writes the checksum of a database that was closed.
func sum(path string) error {
	now, err := checksum(path)
	if err != nil {
		return err
	}
	fresh := path + sumSuffix + partial
	if err := errors.Join(os.WriteFile(fresh, []byte(now+"\n"), 0o600), flush(fresh)); err != nil {
		return errors.Join(err, unlessGone(os.Remove(fresh)))
	}
	return replace(fresh, path+sumSuffix)
}

// checksum is of all of a file. It guards against accidents, not against people, who could write a checksum as well; so it
// is of a kind that processors compute as fast as they read: the first screen waits for it.
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
