//go:build unix

package sqlite

import (
	"os"
	"syscall"
)

// The range of SQLite's shared lock, held by every process that has a database open; see the SQLite file format.
const (
	sharedFirst = 0x40000000 + 2
	sharedSize  = 510
)

// inUse reports whether another process has a database open.
func inUse(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false // then nobody on this computer writes to it
	}
	defer f.Close()
	l := syscall.Flock_t{Type: syscall.F_WRLCK, Start: sharedFirst, Len: sharedSize}
	return syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &l) == nil && l.Type != syscall.F_UNLCK
}
