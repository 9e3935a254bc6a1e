package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
)

// now returns the moment, for stamping what is made here; the store stamps every later change itself.
func now() assessment.Instant { return assessment.InstantOf(time.Now()) }

// minutes writes a time as 3:42; one that is over without its sign.
func minutes(d time.Duration) string {
	s := int(d.Abs().Seconds())
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// everySecond calls a function on the UI goroutine once a second until it is stopped.
func everySecond(do func()) (stop func()) {
	t := time.NewTicker(time.Second)
	done := make(chan struct{})
	go func() {
		defer t.Stop()
		for {
			select {
			case <-done:
				return
			case <-t.C:
				fyne.Do(do)
			}
		}
	}()
	return func() { close(done) }
}
