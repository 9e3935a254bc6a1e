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
	// Number counts the backups, so that it tells which is the newest whatever the clock was when they were made; 0 for
	// those from before they were counted.
	Number int
	// Made is when it was made, by the clock as it was then; 0 where its name does not tell.
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
	// Copy makes a backup in a file, in place of what is there; CodeOwnFile where that is the database.
	Copy(ctx context.Context, to string) error
	// Trusted is the last moment at which the clock of this computer was taken to be right; 0 when there was none. Trust
	// makes it another. No backup holds it, and restoring one leaves it.
	Trusted(ctx context.Context) (Instant, error)
	Trust(ctx context.Context, now Instant) error
}

// What is kept of backups: the last ones, and the last one of each of the last days on which any were made. It does not
// depend on what day it is now: no clock that ran ahead makes one spare.
const (
	KeptBackups    = 10
	KeptBackupDays = 30
)

// Newer orders backups from the newest to the oldest, for slices.SortFunc.
func Newer(x, y Backup) int {
	return cmp.Or(cmp.Compare(y.Number, x.Number), cmp.Compare(y.Made, x.Made))
}

// NewestBackup returns the newest one that can be relied on, or nil.
func NewestBackup(list []Backup) *Backup {
	var newest *Backup
	for i := range list {
		if b := &list[i]; b.Err == nil && (newest == nil || Newer(*b, *newest) < 0) {
			newest = b
		}
	}
	return newest
}

// SpareBackups returns those that need not be kept: neither among the last ones, nor the last one of a day not many days of
// backups ago. Days are those of a place.
func SpareBackups(list []Backup, place *time.Location) []Backup {
	list = slices.SortedFunc(slices.Values(list), Newer)
	var spare []Backup
	days, day := 0, Date("none")
	for i, b := range list {
		last := false // of its day
		if d := DateOf(b.Made.Time().In(place)); d != day {
			day, last = d, true
			days++
		}
		if i >= KeptBackups && (!last || days > KeptBackupDays) {
			spare = append(spare, b)
		}
	}
	return spare
}

// Restorable reports whether an error is about data that cannot be used as they are, so that putting back a backup is a
// way out.
func Restorable(err error) bool {
	code := CodeOf(err)
	return code == CodeDamaged || code == CodeForeignData
}
