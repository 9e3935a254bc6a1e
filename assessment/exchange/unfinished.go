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

// unfinished returns the path of the unfinished ballot for an invitation, with a name that is valid for any id.
func (d Folder) unfinished(i *Invitation) string {
	sum := sha256.Sum256([]byte(i.Assessment))
	return filepath.Join(string(d), unfinishedFolder, hex.EncodeToString(sum[:8])+Extension)
}

// Keep stores the ballot being filled in for an invitation, replacing the previous one, so that it survives a crash.
// Its id is ignored.
func (d Folder) Keep(i *Invitation, b assessment.Ballot) error {
	path := d.unfinished(i)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return writeFailure(filepath.Dir(path), err)
	}
	b.ID = ""
	data, err := i.Cast(b).Write()
	if err != nil {
		return about(path, err)
	}
	return WriteOwn(path, data)
}

// Kept returns the ballot being filled in for an invitation, or nil if there is none for its assessment and card.
func (d Folder) Kept(i *Invitation) (*assessment.Ballot, error) {
	path := d.unfinished(i)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	f, err := openWith(path, "", Cards{i.Card})
	if err != nil || f.Ballots == nil || f.Ballots.Assessment != i.Assessment || f.Ballots.Card.Ref() != i.Card.Ref() {
		return nil, err
	}
	return &f.Ballots.List[0], nil
}

// Forget removes the ballot stored by Keep, if any.
func (d Folder) Forget(i *Invitation) error {
	if err := os.Remove(d.unfinished(i)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget the unfinished ballot: %w", err)
	}
	return nil
}
