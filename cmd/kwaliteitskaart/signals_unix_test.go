//go:build unix

package main

import (
	"syscall"
	"testing"
	"time"

	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

// The first signal ends the program in good order, the second at once.
func TestSecondSignalEndsAtOnce(t *testing.T) {
	for _, told := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		left := make(chan int, 1)
		ctx, stop := notifyContext(func(code int) { left <- code })
		tell := func() {
			if err := syscall.Kill(syscall.Getpid(), told); err != nil {
				t.Fatal(err)
			}
		}
		tell()
		select {
		case <-ctx.Done():
		case <-time.After(time.Minute):
			t.Fatalf("%v: the first one was not heard", told)
		}
		select {
		case code := <-left:
			t.Errorf("%v: the first one ended it with %d", told, code)
		default:
		}
		tell()
		select {
		case code := <-left:
			if code != command.Failed {
				t.Errorf("%v: the second one ended it with %d", told, code)
			}
		case <-time.After(time.Minute):
			t.Errorf("%v: the second one was not heard", told)
		}
		stop()
	}
}
