package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

// notifyContext returns a context that is cancelled by an interrupt or a request to terminate, so that the program
// ends in good order. A second signal calls leave at once, whatever is pending: saved changes are on disk. The
// toolkit handles the same signals, so the system's default action is not available.
func notifyContext(leave func(code int)) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	told := make(chan os.Signal, 2)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-told:
				if ctx.Err() != nil {
					leave(command.Failed)
				}
				cancel()
			case <-done:
				return
			}
		}
	}()
	return ctx, func() {
		signal.Stop(told)
		close(done)
		cancel()
	}
}
