//go:build !windows

package exchange

import "syscall"

const (
	diskFull       = syscall.ENOSPC
	writeProtected = syscall.EROFS
)
