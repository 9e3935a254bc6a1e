package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"kwaliteitskaart/assessment"
)

// Backups are in a folder of their own. Their names contain a sequence number and the time in UTC. The number only
// increases, so that it determines the newest backup even if the clock was wrong. The first versions had no number.
const (
	backupFolder = "backups"
	backupPrefix = "kwaliteitskaart-"
	backupSuffix = ".db"
	backupLayout = "20060102-150405Z"
	backupNumber = "%06d-"
)

var _ assessment.Keeper = (*Store)(nil)

// BackUp implements assessment.Keeper.
func (s *Store) BackUp(ctx context.Context) (*assessment.Backup, error) {
	dir := filepath.Join(filepath.Dir(s.path), backupFolder)
	b, err := s.backUp(ctx, dir)
	if err != nil {
		return nil, explain(fmt.Errorf("back up: %w", err), dir)
	}
	return b, nil
}

func (s *Store) backUp(ctx context.Context, dir string) (*assessment.Backup, error) {
	s.keeping.Lock()
	defer s.keeping.Unlock()
	if err := s.present(ctx); err != nil {
		return nil, err // do not create the folder again if it was removed
	}
	list, err := listBackups(dir)
	if err != nil {
		return nil, err
	}
	changes := s.changes.Load()
	if len(list) > 0 && s.kept == (keptState{list[0].Path, changes}) {
		return nil, nil
	}
	if len(list) == 0 {
		if stored, err := s.assessments(ctx); err != nil || stored == 0 {
			return nil, err
		}
	}
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	fresh := unfinished(filepath.Dir(dir))
	b := nextBackup(list, dir, s.now().Time())
	if err := s.rewrite(ctx, s.readBack, fresh, filepath.Base(b.Path), unseen); err != nil {
		return nil, err
	}
	if len(list) > 0 && same(fresh, list[0].Path) {
		s.kept = keptState{list[0].Path, changes}
		return nil, os.Remove(fresh)
	}
	if err := replace(fresh, b.Path); err != nil {
		return nil, err
	}
	if b.Assessments, err = s.assessments(ctx); err != nil {
		return nil, err
	}
	s.kept = keptState{b.Path, changes}
	for _, spare := range assessment.SpareBackups(append(list, b), time.Local) {
		if err := os.Remove(spare.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return &b, nil
}

// keptState is the backup that contains everything up to a number of changes.
type keptState struct {
	path    string
	changes int64
}

// unfinished returns the path of a backup in progress in a data folder.
func unfinished(dir string) string { return filepath.Join(dir, backupFolder, "new"+partial) }

// assessments returns the number of stored assessments, including those in the bin.
func (s *Store) assessments(ctx context.Context) (int, error) {
	s.swap.RLock()
	defer s.swap.RUnlock()
	n, err := column[int](ctx, s.db, "SELECT count(*) FROM assessment")
	if err != nil {
		return 0, err
	}
	return n[0], explain(noneLost(ctx, s.db), s.path)
}

// nextBackup returns the backup for a moment, after all others in its folder.
func nextBackup(list []assessment.Backup, dir string, at time.Time) assessment.Backup {
	number := 1
	for _, b := range list {
		number = max(number, b.Number+1)
	}
	name := backupPrefix + fmt.Sprintf(backupNumber, number) + at.UTC().Format(backupLayout) + backupSuffix
	return assessment.Backup{
		Path: filepath.Join(dir, name), Number: number, Made: assessment.InstantOf(at.Truncate(time.Second)),
	}
}

// same reports whether two files have the same content.
func same(x, y string) bool {
	a, err := os.ReadFile(x)
	if err != nil {
		return false
	}
	b, err := os.ReadFile(y)
	return err == nil && bytes.Equal(a, b)
}

// Backups implements assessment.Keeper.
func (s *Store) Backups(ctx context.Context) ([]assessment.Backup, error) {
	return Backups(ctx, filepath.Dir(s.path))
}

// Backups returns the backups of a data folder as described in assessment.Keeper, even if its database cannot be
// opened.
func Backups(ctx context.Context, dir string) ([]assessment.Backup, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, explain(err, dir)
	}
	dir = filepath.Join(dir, backupFolder)
	list, err := listBackups(dir)
	if err != nil {
		return nil, explain(err, dir)
	}
	for i := range list {
		b := &list[i]
		if err := ctx.Err(); err != nil {
			return nil, explain(err, dir)
		}
		b.Assessments, b.Err = standard().verify(ctx, b.Path)
	}
	return list, nil
}

// listBackups returns the backups in a folder, newest first, without reading them.
func listBackups(dir string) ([]assessment.Backup, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var list []assessment.Backup
	for _, e := range entries {
		name, ours := strings.CutPrefix(e.Name(), backupPrefix)
		name, whole := strings.CutSuffix(name, backupSuffix)
		number := 0
		if n, rest, counted := strings.Cut(name, "-"); counted {
			if i, err := strconv.Atoi(n); err == nil && len(rest) == len(backupLayout) {
				number, name = i, rest
			}
		}
		at, err := time.Parse(backupLayout, name)
		if ours && whole && err == nil && e.Type().IsRegular() {
			list = append(list, assessment.Backup{
				Path: filepath.Join(dir, e.Name()), Number: number, Made: assessment.InstantOf(at),
			})
		}
	}
	slices.SortFunc(list, assessment.Newer)
	return list, nil
}
