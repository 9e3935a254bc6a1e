//go:build unix

package checkup

import "golang.org/x/sys/unix"

// freeSpace returns the number of bytes that the user may still write to the disk that contains dir.
func freeSpace(dir string) (uint64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return st.Bavail * uint64(st.Bsize), nil
}
