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

// clockName is the file that holds the last moment at which the clock was taken to be right. It is about the computer and not
// about what is stored, so it stands beside that.
const clockName = "kwaliteitskaart.clock"

// Trusted implements assessment.Keeper. What cannot be read is as if there were none.
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
