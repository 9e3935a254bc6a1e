//go:build unix

package exchange_test

import (
	"syscall"
	"time"
)

// processorTime returns the processor time of this program.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it never fails
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
