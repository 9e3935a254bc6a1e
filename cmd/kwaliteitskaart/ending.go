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

// toStop is the time the window toolkit gets to stop once the last window is closed.
const toStop = 3 * time.Second

// toKeep is the time the window gets to save text typed when the system asks the program to end.
const toKeep = time.Second

// ending ends the program once its last window is closed or the system asks it to end: it releases the data at once,
// and then exits. The toolkit cannot be trusted to end: after its loop it waits for a last event that it may have
// lost itself (Fyne 2.8.1, if the event arrives while the loop empties its queue). It would then wait for ever,
// invisibly, with the data folder still locked.
type ending struct {
	words    *words.Language
	patience time.Duration // time for the toolkit to stop
	leave    func(code int)

	mu      sync.Mutex
	code    int
	dark    bool // no window appeared, for lack of graphics
	putAway func()

	closed chan struct{}
	close  func()
}

func newEnding(lang *words.Language) *ending {
	e := &ending{words: lang, patience: toStop, leave: os.Exit, putAway: func() {}, closed: make(chan struct{})}
	e.close = sync.OnceFunc(func() { close(e.closed) })
	return e
}

// onClose makes the program end with code when w is closed, after calling putAway once.
func (e *ending) onClose(w fyne.Window, code int, putAway func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.code, e.putAway = code, sync.OnceFunc(putAway)
	w.SetOnClosed(e.close)
}

// tidy calls putAway once; if another call is running it waits for that.
func (e *ending) tidy() {
	e.mu.Lock()
	putAway := e.putAway
	e.mu.Unlock()
	putAway()
}

// exit returns the exit code. If no window appeared, it first reports why.
func (e *ending) exit() int {
	e.mu.Lock()
	code, dark := e.code, e.dark
	e.mu.Unlock()
	if dark {
		return withoutGraphics(e.words)
	}
	return code
}

// show runs a window, and those that follow it, until the last is closed; it calls ready once the window exists,
// before any event is handled. Without OpenGL no window would appear, and none could be closed: then it quits, and
// exit reports why.
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

// await ends the program if the toolkit does not return after the window is closed.
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
