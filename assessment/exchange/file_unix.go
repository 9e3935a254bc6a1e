//go:build !windows

package exchange

import (
	"errors"
	"syscall"
)

// full reports whether a disk or quota is used up.
func full(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// protected reports whether the whole file system is read-only.
func protected(err error) bool { return errors.Is(err, syscall.EROFS) }
