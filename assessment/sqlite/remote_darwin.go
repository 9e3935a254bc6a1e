package sqlite

import "golang.org/x/sys/unix"

// remote reports whether a folder is on a volume that is not local, such as smbfs, nfs or webdav.
func remote(dir string) bool {
	var st unix.Statfs_t
	return unix.Statfs(dir, &st) == nil && st.Flags&unix.MNT_LOCAL == 0
}
