package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kwaliteitskaart/assessment"
)

// clockName is the file with the last moment at which the clock was considered right. It concerns the computer and
// not the data, so it is beside the database.
const clockName = "kwaliteitskaart.clock"

// Trusted implements assessment.Keeper. An unreadable value counts as none.
func (s *Store) Trusted(context.Context) (assessment.Instant, error) {
	path := filepath.Join(filepath.Dir(s.path), clockName)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	} else if err != nil {
		return 0, assessment.Fail(assessment.CodeFileRead, err, "file", path)
	}
	at, err := assessment.ParseInstant(strings.TrimSpace(string(b)))
	if err != nil {
		return 0, nil //nolint:nilerr // a file of another's making
	}
	return at, nil
}

// Trust implements assessment.Keeper.
func (s *Store) Trust(_ context.Context, now assessment.Instant) error {
	path := filepath.Join(filepath.Dir(s.path), clockName)
	return explain(writeWhole(path, []byte(now.String()+"\n")), path)
}
