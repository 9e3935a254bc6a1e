package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

// untilTold returns a context that ends when the system wants the program gone, or its user does with Ctrl+C, so that it goes
// in good order. Told again it leaves at once, whatever waits: what was saved is on disk. The toolkit hears the same signals, so
// the system's own way of ending a program cannot be left to.
func untilTold(leave func(code int)) (ctx context.Context, stop func()) {
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
