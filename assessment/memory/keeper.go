package memory

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"kwaliteitskaart/assessment"
)

// snapshot is the content of a store in memory at a moment.
type snapshot struct {
	path   string
	at     assessment.Instant
	held   map[string]*assessment.Assessment
	binned map[string]assessment.Instant
}

// Keeper keeps backups of a store in memory.
type Keeper struct {
	*Store
	backups, replaced []snapshot
	trusted           assessment.Instant
	// Bad contains the paths of backups that cannot be relied on.
	Bad map[string]bool
}

var _ assessment.Keeper = (*Keeper)(nil)

// snapshot returns a snapshot of the store; all includes what backups leave out.
func (k *Keeper) snapshot(path string, all bool) snapshot {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := snapshot{path, k.now(), make(map[string]*assessment.Assessment), maps.Clone(k.binned)}
	for id, a := range k.held {
		s.held[id] = a.Clone()
		if !all {
			s.held[id].Ballots = slices.DeleteFunc(s.held[id].Ballots, func(b assessment.Ballot) bool { return b.Waiting || !a.Revealed })
		}
	}
	return s
}

// BackUp makes a backup if the content differs from the last one.
func (k *Keeper) BackUp(context.Context) (*assessment.Backup, error) {
	s := k.snapshot(fmt.Sprintf("backup %d", len(k.backups)+1), false)
	if n := len(k.backups); n > 0 && reflect.DeepEqual(k.backups[n-1].held, s.held) || n == 0 && len(s.held) == 0 {
		return nil, nil
	}
	k.backups = append(k.backups, s)
	return k.backup(len(k.backups), s), nil
}

func (k *Keeper) backup(number int, s snapshot) *assessment.Backup {
	b := &assessment.Backup{Path: s.path, Number: number, Made: s.at, Assessments: len(s.held)}
	if k.Bad[s.path] {
		b.Err = assessment.Fail(assessment.CodeDamaged, nil, "path", s.path)
	}
	return b
}

// Backups returns all backups, newest first.
func (k *Keeper) Backups(context.Context) ([]assessment.Backup, error) {
	var list []assessment.Backup
	for i, s := range slices.Backward(k.backups) {
		list = append(list, *k.backup(i+1, s))
	}
	return list, nil
}

// Restore restores the backup, or the replaced snapshot, with the given path.
func (k *Keeper) Restore(_ context.Context, path string) (string, error) {
	all := slices.Concat(k.backups, k.replaced)
	i := slices.IndexFunc(all, func(s snapshot) bool { return s.path == path })
	if i < 0 || k.Bad[path] {
		return "", assessment.Fail(assessment.CodeBackupInvalid, nil, "file", path)
	}
	aside := fmt.Sprintf("replaced %d", len(k.replaced)+1)
	k.replaced = append(k.replaced, k.snapshot(aside, true))
	k.mu.Lock()
	defer k.mu.Unlock()
	k.binned, k.held = maps.Clone(all[i].binned), make(map[string]*assessment.Assessment)
	for id, a := range all[i].held {
		k.held[id] = a.Clone()
	}
	return aside, nil
}

// Copy does nothing: there is no file.
func (k *Keeper) Copy(context.Context, string) error { return nil }

// Trusted returns the last moment passed to Trust.
func (k *Keeper) Trusted(context.Context) (assessment.Instant, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.trusted, nil
}

// Trust records that the clock is right.
func (k *Keeper) Trust(_ context.Context, now assessment.Instant) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.trusted = now
	return nil
}
