package main

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment/words"
)

// toStop is how long the window toolkit gets to stop once the last window is closed.
const toStop = 3 * time.Second

// ending is how the program ends once its last window is closed, or the system wants it gone: what it holds is put away
// at once, and then the process goes. The toolkit cannot be left to that: after its loop it waits for a last event that
// it may have lost itself (Fyne 2.8.1, when the event comes while the loop empties its queue), and so for ever, while
// nobody sees the program and the data folder is still held by it.
type ending struct {
	words    *words.Language
	patience time.Duration // with the toolkit
	leave    func(code int)

	mu      sync.Mutex
	code    int
	dark    bool // no window came, for want of graphics
	putAway func()

	closed chan struct{}
	close  func()
}

func newEnding(lang *words.Language) *ending {
	e := &ending{words: lang, patience: toStop, leave: os.Exit, putAway: func() {}, closed: make(chan struct{})}
	e.close = sync.OnceFunc(func() { close(e.closed) })
	return e
}

// with has the program end with a code when a window is closed, after putting away what it holds, once.
func (e *ending) with(w fyne.Window, code int, putAway func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.code, e.putAway = code, sync.OnceFunc(putAway)
	w.SetOnClosed(e.close)
}

// tidy puts away what the program holds, or waits until another has.
func (e *ending) tidy() {
	e.mu.Lock()
	putAway := e.putAway
	e.mu.Unlock()
	putAway()
}

// exit returns the code to end with. Where no window came the words for that have been said first.
func (e *ending) exit() int {
	e.mu.Lock()
	code, dark := e.code, e.dark
	e.mu.Unlock()
	if dark {
		return withoutGraphics(e.words)
	}
	return code
}

// show runs a window, and those that follow it, until the last is closed; ready is done once it stands, before anything
// happens in it. Without OpenGL none would appear, and none would ever be closed.
func (e *ending) show(ctx context.Context, a fyne.App, w fyne.Window, ready func()) {
	a.Lifecycle().SetOnStarted(func() {
		time.AfterFunc(starting, shrink)
		if hasGraphics(w) {
			return
		}
		e.mu.Lock()
		e.dark = true
		e.mu.Unlock()
		a.Quit()
		e.close()
	})
	stopped := make(chan struct{})
	go e.await(ctx, stopped)
	w.Show()
	fit(w)
	ready()
	a.Run()
	close(stopped)
	e.tidy()
}

// await ends the program when the toolkit does not come back from a closed window.
func (e *ending) await(ctx context.Context, stopped <-chan struct{}) {
	select {
	case <-stopped:
		return
	case <-e.closed:
	case <-ctx.Done():
	}
	e.tidy()
	late := time.NewTimer(e.patience)
	defer late.Stop()
	select {
	case <-stopped:
	case <-late.C:
		slog.Warn("the window toolkit does not stop")
		e.leave(e.exit())
	}
}
