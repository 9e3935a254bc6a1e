package main

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

// Once the window is closed, or the system asks the program to end, everything is released once and the program ends,
// even if the toolkit never returns.
func TestEnding(t *testing.T) {
	for name, c := range map[string]struct {
		end  func(fyne.Window, context.CancelFunc)
		back bool // the toolkit returns
	}{
		"closed":               {func(w fyne.Window, _ context.CancelFunc) { w.Close() }, true},
		"closed, and stuck":    {func(w fyne.Window, _ context.CancelFunc) { w.Close() }, false},
		"a signal":             {func(_ fyne.Window, signal context.CancelFunc) { signal() }, true},
		"a signal, and stuck":  {func(_ fyne.Window, signal context.CancelFunc) { signal() }, false},
		"without being closed": {func(fyne.Window, context.CancelFunc) {}, true},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, signal := context.WithCancel(t.Context())
			defer signal()
			e := newEnding(words.In("nl"))
			left := make(chan int, 1)
			e.leave = func(code int) { left <- code }
			e.patience = time.Hour
			if !c.back {
				e.patience = 0
			}
			w := test.NewTempApp(t).NewWindow("")
			put := make(chan struct{}, 2)
			e.onClose(w, command.Refused, func() { put <- struct{}{} })
			stopped, awaited := make(chan struct{}), make(chan struct{})
			go func() { e.await(ctx, stopped); close(awaited) }()
			c.end(w, signal)
			if c.back {
				close(stopped)
				e.tidy() // as after the toolkit's loop
			}
			<-awaited
			if len(put) != 1 {
				t.Errorf("put away %d times", len(put))
			}
			if c.back != (len(left) == 0) {
				t.Fatalf("back is %v, left %d times", c.back, len(left))
			}
			if !c.back && <-left != command.Refused {
				t.Error("left with another code")
			}
		})
	}
}
