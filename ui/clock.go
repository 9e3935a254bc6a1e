package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
)

// now returns the current time, to stamp new records; the store stamps every later change itself.
func now() assessment.Instant { return assessment.InstantOf(time.Now()) }

// everySecond calls do on the UI goroutine once a second until stop is called.
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
