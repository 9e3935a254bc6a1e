package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/assets"
	"kwaliteitskaart/cmd/kwaliteitskaart/checkup"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
	"kwaliteitskaart/cmd/kwaliteitskaart/finder"
	"kwaliteitskaart/cmd/kwaliteitskaart/journal"
	"kwaliteitskaart/cmd/kwaliteitskaart/spool"
	"kwaliteitskaart/ui"
	"kwaliteitskaart/ui/theme"
)

const appID = "nl.kwaliteitskaart.app"

// cardID is the card for a new assessment, in its newest version.
const cardID = "lob-mbo"

// Garbage collection targets, as a percentage of memory in use: while starting, which should be quick, and
// afterwards, when the window is open all day and computes little.
const (
	whileStarting = 400
	onceOpen      = 50
	starting      = 2 * time.Second
)

// shrink releases the memory used during startup, once the window has been drawn.
func shrink() {
	debug.SetGCPercent(onceOpen)
	debug.FreeOSMemory()
}

// openWindow opens the window and returns the exit code once it is closed.
func openWindow(ctx context.Context, s command.Settings) int {
	debug.SetGCPercent(whileStarting)
	defer journal.Keep(s.Data)()
	if !checkup.HasDisplay(runtime.GOOS, os.Getenv) {
		showError(s.Language.Error(assessment.Fail(assessment.CodeNoDisplay, nil)))
		return command.Failed
	}
	useSoftGL()
	e := newEnding(s.Language)
	e.work(ctx, s)
	return e.exit()
}

// work runs the program from start to end.
func (e *ending) work(ctx context.Context, s command.Settings) {
	ui.SetToolkitLanguage(s.Language.Code())
	opened := finder.Listen()
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	if s.Refused != nil {
		e.show(ctx, a, e.refusal(a, s.Refused), func() {})
		return
	}
	w := e.start(ctx, a, s, opened)
	e.show(ctx, a, w, readFonts(ctx))
}

// readFonts reads the fonts while the system creates the window, which contains no text yet. wait stops the reading as early
// as possible, and returns once it has stopped.
func readFonts(ctx context.Context) (wait func()) {
	reading, enough := context.WithCancel(ctx)
	read := make(chan struct{})
	go func() {
		defer close(read)
		theme.ReadFonts(reading)
	}()
	return func() {
		enough()
		<-read
	}
}

// holder is the name under which the window locks the data folder.
const holder = "window"

// slow is how long opening the data may take before the window says that it is waiting.
const slow = time.Second

// start creates the window. The data is opened concurrently, which takes about as long, and then fills it. Paths of
// files to open arrive on opened.
func (e *ending) start(ctx context.Context, a fyne.App, s command.Settings, opened <-chan string) fyne.Window {
	ctx, stop := context.WithCancel(ctx)
	opening := sync.OnceValue(func() *data { return openData(ctx, s) })
	go opening()
	w := ui.New(a, readSettings(s.Data), s.Language.Code())
	e.onClose(w.Fyne(), command.Done, func() { // closed before it was filled
		stop()
		opening().close()
	})
	late := time.AfterFunc(slow, func() { fyne.Do(w.Wait) })
	go func() {
		d := opening()
		late.Stop()
		fyne.Do(func() { e.fill(ctx, a, s, opened, w, d) })
	}()
	return w.Fyne()
}

// fill fills the window with the data, or replaces it with one that reports why the data could not be opened.
func (e *ending) fill(ctx context.Context, a fyne.App, s command.Settings, opened <-chan string, w *ui.Window, d *data) {
	select {
	case <-e.closed:
		return
	case <-ctx.Done():
		return
	default:
	}
	if d.err != nil {
		var next fyne.Window
		if assessment.Restorable(d.err) {
			next = e.offerBackup(ctx, a, s, opened, d)
		} else {
			next = e.refusal(a, d.err)
		}
		e.follow(w.Fyne(), next)
		return
	}
	d.services.Check = check(d.services.About.DataFolder, d.store)
	w.Begin(d.services, d.shelf)
	w.Tidy()
	if s.File != "" {
		w.OpenFile(s.File)
	}
	while, done := context.WithCancel(ctx)
	go openFiles(while, w, opened)
	e.onClose(w.Fyne(), command.Done, func() {
		done()
		w.KeepTyped(toKeep)
		if err := w.Flush(); err != nil { // the window was closed from outside, without a question
			slog.Error("write at the end", "code", assessment.CodeOf(err), "cause", assessment.Cause(err))
		}
		d.unwatch()
		if _, err := d.store.BackUp(context.WithoutCancel(ctx)); err != nil {
			// The next start makes one, or reports why not.
			slog.Warn("backup at the end", "code", assessment.CodeOf(err), "cause", assessment.Cause(err))
		}
		_ = d.store.Close() // every change is on disk already
	})
}

// follow replaces a window with another.
func (e *ending) follow(first, next fyne.Window) {
	first.SetOnClosed(nil) // the program continues in the next
	next.Show()
	fit(next)
	first.Close()
}

// data is the opened store and what the window needs with it, or the error of opening it.
type data struct {
	store    *sqlite.Store
	services ui.Services
	shelf    ui.Shelf
	unwatch  func()
	err      error
	backups  []assessment.Backup // for data that cannot be opened and may be restored
}

func openData(ctx context.Context, s command.Settings) *data {
	d := &data{}
	if d.store, d.err = sqlite.Open(ctx, s.Data, sqlite.Options{Holder: holder}); d.err != nil {
		if assessment.Restorable(d.err) {
			var err error
			if d.backups, err = sqlite.Backups(ctx, s.Data); err != nil {
				d.err = err
			}
		}
		return d
	}
	if d.services, d.err = newServices(s, d.store); d.err != nil {
		d.err = errors.Join(d.err, d.store.Close())
		return d
	}
	d.unwatch = watch(s, &d.services)
	d.shelf = ui.ReadShelf(ctx, d.services)
	return d
}

// close closes what was opened.
func (d *data) close() {
	if d.err != nil {
		return
	}
	d.unwatch()
	_ = d.store.Close() // nothing was changed
}

// openFiles passes the files that the system opens on to the window.
func openFiles(while context.Context, w *ui.Window, opened <-chan string) {
	for {
		select {
		case path := <-opened:
			fyne.Do(func() { w.TakeFiles([]string{path}) })
		case <-while.Done():
			return
		}
	}
}

// withoutGraphics handles the case that no window appeared: it restarts the program with a library that draws in
// software, or else reports what is wrong.
func withoutGraphics(lang *words.Language) int {
	program, err := os.Executable()
	exists := func(path string) bool {
		_, err := os.Stat(path)
		return err == nil
	}
	if err == nil && secondChance(runtime.GOOS, softGLLibrary(program), os.Getenv, exists) {
		if err = startAgain(program); err == nil {
			return command.Done
		}
		slog.Error("draw in software", "cause", assessment.Cause(err))
	}
	showError(lang.Error(assessment.Fail(assessment.CodeNoGraphics, nil)))
	return command.Failed
}

// hasGraphics reports whether the window really exists.
func hasGraphics(w fyne.Window) bool {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return true
	}
	exists := false
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.X11WindowContext:
			exists = c.WindowHandle != 0
		case driver.WaylandWindowContext:
			exists = c.WaylandSurface != 0
		case driver.WindowsWindowContext:
			exists = c.HWND != 0
		case driver.MacWindowContext:
			exists = c.NSWindow != 0
		}
	})
	return exists
}

// watch writes a crash report for any unexpected end of the program until stop is called, and makes the window mention an
// earlier report.
func watch(s command.Settings, services *ui.Services) (stop func()) {
	var err error
	if services.LastCrash, err = journal.Unshown(s.Data); err != nil {
		slog.Warn("crash reports", "cause", assessment.Cause(err))
	}
	services.Guard = func(do func()) {
		journal.Guard(s.Data, version, do, func() {
			showError(s.Language.Error(assessment.Fail(assessment.CodeUnexpected, nil)))
			os.Exit(command.Failed) // other goroutines may wait for something that never comes
		})
	}
	if stop, err = journal.Watch(s.Data, version, time.Now()); err != nil {
		slog.Warn("watch for crashes", "cause", assessment.Cause(err))
		return func() {}
	}
	return stop
}

// refusal returns a window that reports why the program cannot start.
func (e *ending) refusal(a fyne.App, err error) fyne.Window {
	slog.Error("start", "code", assessment.CodeOf(err), "cause", assessment.Cause(err))
	sentence := e.words.Error(err)
	fmt.Fprintln(os.Stderr, sentence)
	code := command.Failed
	if assessment.Refused(err) {
		code = command.Refused
	}
	w := ui.NewMessage(a, e.words, sentence)
	e.onClose(w, code, func() {})
	return w
}

// check returns a function that checks whether this computer has what the program needs, through the store that has
// the data open.
func check(data string, store *sqlite.Store) func(context.Context, *words.Language, string) []ui.Finding {
	return func(ctx context.Context, lang *words.Language, window string) (found []ui.Finding) {
		computer := checkup.Computer{
			Data: data, Examine: store.Examine,
			Newest:   func(ctx context.Context) (*assessment.Backup, int, error) { return sqlite.NewestBackup(ctx, data) },
			Printers: spool.Printers, Window: window, System: runtime.GOOS, Env: os.Getenv,
		}
		for _, l := range computer.Check(ctx, lang) {
			found = append(found, ui.Finding(l))
		}
		return found
	}
}
