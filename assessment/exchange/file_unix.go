//go:build !windows

package exchange

import (
	"errors"
	"syscall"
)

// full reports whether the disk or a quota is full.
func full(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// protected reports whether the whole file system is read-only.
func protected(err error) bool { return errors.Is(err, syscall.EROFS) }
