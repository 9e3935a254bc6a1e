//go:build unix

package exchange_test

import (
	"syscall"
	"time"
)

// processorTime returns what this program has taken of the processor.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it never fails
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
