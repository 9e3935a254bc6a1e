package assessment

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Backup is a copy of everything that is stored, in one file.
type Backup struct {
	Path string
	// Made is when it was made; 0 where its name does not tell.
	Made Instant
	// Assessments is how many are in it, those in the bin too.
	Assessments int
	// Err is why it cannot be relied on; nil when all of it was read and is whole.
	Err error
}

// Keeper keeps backups of a store. Ballots that are not revealed, those that wait and drafts are in none of them.
type Keeper interface {
	// BackUp makes a backup among the others, and lets those go that are spare then. It returns nil where nothing has
	// changed since the newest one, or nothing was ever stored.
	BackUp(ctx context.Context) (*Backup, error)
	// Backups is every backup, newest first, each read and checked just now.
	Backups(ctx context.Context) ([]Backup, error)
	// Restore puts a backup, or what an earlier Restore kept in a folder, in place of all that is stored, and returns the
	// folder where that is kept. CodeBackupInvalid when it is none or is damaged; then nothing has changed.
	Restore(ctx context.Context, path string) (aside string, err error)
	// Copy makes a backup in a file, in place of what is there; CodeBackupOnItself where that is the database.
	Copy(ctx context.Context, to string) error
}

// What is kept of backups: the last ones, and the last one of each day for a while.
const (
	KeptBackups    = 10
	KeptBackupDays = 30
)

// NewestBackup is the newest one that can be relied on, or nil.
func NewestBackup(list []Backup) *Backup {
	var newest *Backup
	for i := range list {
		if b := &list[i]; b.Err == nil && (newest == nil || b.Made > newest.Made) {
			newest = b
		}
	}
	return newest
}

// SpareBackups is those that need not be kept: neither among the last ones, nor the last one of a day not long ago. Days
// are those of the place where now is.
func SpareBackups(list []Backup, now time.Time) []Backup {
	list = slices.SortedFunc(slices.Values(list), func(x, y Backup) int { return cmp.Compare(y.Made, x.Made) })
	oldest := DateOf(now.AddDate(0, 0, -KeptBackupDays))
	days := make(map[Date]bool)
	var spare []Backup
	for i, b := range list {
		day := DateOf(b.Made.Time().In(now.Location()))
		if i >= KeptBackups && (days[day] || day <= oldest) {
			spare = append(spare, b)
		}
		days[day] = true
	}
	return spare
}

// Restorable reports whether an error is about data that cannot be used as they are, so that putting back a backup is a
// way out.
func Restorable(err error) bool {
	code := CodeOf(err)
	return code == CodeDamaged || code == CodeForeignData
}
