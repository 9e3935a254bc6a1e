package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
)

// unfinishedFolder is where a data folder keeps a ballot that somebody is filling in for an assessment elsewhere. The
// store cannot: it keeps drafts of assessments it has.
const unfinishedFolder = "unfinished"

// unfinished is where the ballot in answer to the invitation is kept: under a name that any id gives.
func (i *Invitation) unfinished(data string) string {
	sum := sha256.Sum256([]byte(i.Assessment))
	return filepath.Join(data, unfinishedFolder, hex.EncodeToString(sum[:8])+Extension)
}

// Keep keeps the ballot being filled in, in place of the one before it, so that it survives a crash. Its id is not used.
func (i *Invitation) Keep(data string, b assessment.Ballot) error {
	path := i.unfinished(data)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return writeFailure(filepath.Dir(path), err)
	}
	b.ID = ""
	return i.Cast(b).Save(path)
}

// Kept is the ballot that was being filled in, or nil where there is none for this assessment and card.
func (i *Invitation) Kept(data string) (*assessment.Ballot, error) {
	path := i.unfinished(data)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	f, err := OpenAny(path, Cards{i.Card})
	if err != nil || f.Ballot == nil || f.Ballot.Assessment != i.Assessment || f.Ballot.Card.Ref() != i.Card.Ref() {
		return nil, err
	}
	return &f.Ballot.Ballot, nil
}

// Forget removes what Keep kept. Without it it does nothing.
func (i *Invitation) Forget(data string) error {
	if err := os.Remove(i.unfinished(data)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget the unfinished ballot: %w", err)
	}
	return nil
}
