package assessment

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Backup is a copy of the whole database in one file.
type Backup struct {
	Path string
	// Number is the sequence number of the backup, which determines the newest one even if the clock was wrong; 0 for
	// backups made before they were numbered.
	Number int
	// Made is when the backup was made, according to the clock at that time; 0 if its name does not contain a time.
	Made Instant
	// Assessments is the number of assessments in it, including those in the bin.
	Assessments int
	// Err is why the backup cannot be relied on; nil if it was read completely and is intact.
	Err error
}

// Keeper keeps backups of a store. Backups never contain ballots that are not revealed, waiting ballots or drafts.
type Keeper interface {
	// BackUp makes a backup and removes the backups that are then spare. It returns nil if nothing has changed since
	// the newest one, or nothing was ever stored.
	BackUp(ctx context.Context) (*Backup, error)
	// Backups returns all backups, newest first, each read and checked now.
	Backups(ctx context.Context) ([]Backup, error)
	// Restore replaces everything that is stored with a backup, or with the data that an earlier Restore replaced. It
	// keeps the replaced data in the folder aside. It fails with CodeBackupInvalid, and changes nothing, if path is
	// not a backup or is damaged.
	Restore(ctx context.Context, path string) (aside string, err error)
	// Copy writes a backup to the file to, replacing an empty file or another backup. It fails with CodeOwnFile if that
	// is the database, and with CodeOtherFile if it is anything else.
	Copy(ctx context.Context, to string) error
	// Trusted returns the last moment at which the clock of this computer was considered right, or 0. Trust sets it.
	// It is not part of any backup, and restoring leaves it unchanged.
	Trusted(ctx context.Context) (Instant, error)
	Trust(ctx context.Context, now Instant) error
}

// The number of backups kept: the last KeptBackups, and the last one of each of the last KeptBackupDays days on which
// backups were made. This does not depend on the current date, so a clock that runs ahead makes no backup spare.
const (
	KeptBackups    = 10
	KeptBackupDays = 30
)

// Newer orders backups from newest to oldest, for slices.SortFunc.
func Newer(x, y Backup) int {
	return cmp.Or(cmp.Compare(y.Number, x.Number), cmp.Compare(y.Made, x.Made))
}

// NewestBackup returns the newest backup that can be relied on, or nil.
func NewestBackup(list []Backup) *Backup {
	var newest *Backup
	for i := range list {
		if b := &list[i]; b.Err == nil && (newest == nil || Newer(*b, *newest) < 0) {
			newest = b
		}
	}
	return newest
}

// SpareBackups returns the backups that need not be kept; see KeptBackups. place determines where a day starts.
func SpareBackups(list []Backup, place *time.Location) []Backup {
	list = slices.SortedFunc(slices.Values(list), Newer)
	var spare []Backup
	days, day := 0, Date("none")
	for i, b := range list {
		last := false // the last backup of its day
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

// Restorable reports whether err means that the data cannot be used as it is, so that restoring a backup is a way
// out.
func Restorable(err error) bool {
	code := CodeOf(err)
	return code == CodeDamaged || code == CodeForeignData
}
