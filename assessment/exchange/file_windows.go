package exchange

import (
	"errors"

	"golang.org/x/sys/windows"
)

// full reports whether the disk or a quota is full.
func full(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) ||
		errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// protected reports whether the whole disk is write-protected.
func protected(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
