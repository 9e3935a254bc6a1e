package exchange

import "golang.org/x/sys/windows"

const (
	diskFull       = windows.ERROR_DISK_FULL
	writeProtected = windows.ERROR_WRITE_PROTECT
)
