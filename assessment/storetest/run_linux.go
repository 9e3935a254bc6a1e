package storetest

import "syscall"

// memory is the folder that Linux keeps in memory.
const memory = "/dev/shm"

// roomInMemory reports whether tests fit there, and may start programs from there: in a container often neither.
func roomInMemory() bool {
	const (
		enough      = 2 << 30
		mayNotStart = 8 // ST_NOEXEC
	)
	var fs syscall.Statfs_t
	return syscall.Statfs(memory, &fs) == nil && fs.Bavail*uint64(fs.Bsize) >= enough && fs.Flags&mayNotStart == 0
}
