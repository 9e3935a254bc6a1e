package sqlite

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// remote reports whether a folder is on a network drive or share.
func remote(dir string) bool {
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
