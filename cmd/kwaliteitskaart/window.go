package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/lang"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assets"
	"kwaliteitskaart/cmd/kwaliteitskaart/checkup"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
	"kwaliteitskaart/cmd/kwaliteitskaart/finder"
	"kwaliteitskaart/cmd/kwaliteitskaart/journal"
	"kwaliteitskaart/cmd/kwaliteitskaart/spool"
	"kwaliteitskaart/ui"
	"kwaliteitskaart/ui/text"
	"kwaliteitskaart/ui/theme"
)

const appID = "nl.kwaliteitskaart.app"

// cardID is the card a new assessment is made with, in its newest version.
const cardID = "lob-mbo"

// How much garbage may gather, as a percentage of what is in use: while starting, which nobody should wait for, and from
// then on, when the window stands open all day and computes little.
const (
	whileStarting = 400
	onceOpen      = 25
	starting      = 2 * time.Second
)

// shrink gives back the memory that starting took, once the window has been drawn.
func shrink() {
	debug.SetGCPercent(onceOpen)
	debug.FreeOSMemory()
}

// openWindow opens the window and returns the exit code once it is closed.
func openWindow(ctx context.Context, s command.Settings) int {
	debug.SetGCPercent(whileStarting)
	defer journal.Keep(s.Data)()
	if !checkup.HasDisplay(runtime.GOOS, os.Getenv) {
		sayWithoutWindow(s.Language.Error(assessment.Fail(assessment.CodeNoDisplay, nil)))
		return command.Failed
	}
	useSoftGL()
	e := newEnding(s.Language)
	e.work(ctx, s)
	return e.exit()
}

// work is all that happens between start and end.
func (e *ending) work(ctx context.Context, s command.Settings) {
	// Fyne's own words follow the system; the user's language goes before it.
	if words, err := assets.Fyne.ReadFile("fyne/" + s.Language.Code() + ".json"); err == nil {
		_ = lang.AddTranslationsForLocale(words, lang.SystemLocale()) // English words where it fails
	}
	opened := finder.Listen()
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	if s.Refused != nil {
		e.show(ctx, a, e.refusal(a, s.Refused))
		return
	}
	w, err := e.start(ctx, a, s, opened)
	if assessment.Restorable(err) {
		w, err = e.offerBackup(ctx, a, s, opened, err)
	}
	if err != nil {
		w = e.refusal(a, err)
	}
	e.show(ctx, a, w)
}

// holder is what the data folder is told to be kept by.
const holder = "window"

// start opens the data and makes the window on it. Files come in by opened.
func (e *ending) start(ctx context.Context, a fyne.App, s command.Settings, opened <-chan string) (fyne.Window, error) {
	var store *sqlite.Store
	var services ui.Services
	opening := make(chan error, 1)
	go func() {
		var err error
		store, services, err = openData(ctx, s)
		opening <- err
	}()
	theme.ReadFonts(a) // takes about as long
	if err := <-opening; err != nil {
		return nil, err
	}
	unwatch := watch(s, &services)
	services.Check = check(services.About.DataFolder, store)
	w := ui.New(a, services, s.Language.Code())
	w.Tidy()
	if s.File != "" {
		w.OpenFile(s.File)
	}
	while, done := context.WithCancel(ctx)
	go take(while, w, opened)
	e.with(w.Fyne(), command.Done, func() {
		done()
		if err := w.Flush(); err != nil { // the window was closed from outside, so nobody was asked
			slog.Error("write at the end", "code", assessment.CodeOf(err), "cause", assessment.Cause(err))
		}
		unwatch()
		if _, err := store.BackUp(context.WithoutCancel(ctx)); err != nil {
			// The next start makes one, or says why not.
			slog.Warn("backup at the end", "code", assessment.CodeOf(err), "cause", assessment.Cause(err))
		}
		_ = store.Close() // every change is on disk already
	})
	return w.Fyne(), nil
}

// openData opens the store and what the window needs beside it.
func openData(ctx context.Context, s command.Settings) (*sqlite.Store, ui.Services, error) {
	store, err := sqlite.Open(ctx, s.Data, sqlite.Options{Holder: holder})
	if err != nil {
		return nil, ui.Services{}, err
	}
	services, err := newServices(s, store)
	if err != nil {
		return nil, ui.Services{}, errors.Join(err, store.Close())
	}
	return store, services, nil
}

// take hands the window the files that the system brings while it is open.
func take(while context.Context, w *ui.Window, opened <-chan string) {
	for {
		select {
		case path := <-opened:
			fyne.Do(func() { w.TakeFiles([]string{path}) })
		case <-while.Done():
			return
		}
	}
}

// withoutGraphics does what can be done where no window came: start again with a library that draws in software, or
// else say what is wrong.
func withoutGraphics(words *text.Language) int {
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
	sayWithoutWindow(words.Error(assessment.Fail(assessment.CodeNoGraphics, nil)))
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

// watch has whatever ends the program without warning reported until stop is called, and the window tell of what was
// reported before.
func watch(s command.Settings, services *ui.Services) (stop func()) {
	var err error
	if services.LastCrash, err = journal.Untold(s.Data); err != nil {
		slog.Warn("crash reports", "cause", assessment.Cause(err))
	}
	services.Guard = func(do func()) {
		journal.Guard(s.Data, version, do, func() {
			sayWithoutWindow(s.Language.Error(assessment.Fail(assessment.CodeUnexpected, nil)))
			os.Exit(command.Failed) // what else is running may wait for what will not come
		})
	}
	if stop, err = journal.Watch(s.Data, version, time.Now()); err != nil {
		slog.Warn("watch for crashes", "cause", assessment.Cause(err))
		return func() {}
	}
	return stop
}

// refusal is a window that says why the program cannot start.
func (e *ending) refusal(a fyne.App, err error) fyne.Window {
	slog.Error("start", "code", assessment.CodeOf(err), "cause", assessment.Cause(err))
	sentence := e.words.Error(err)
	fmt.Fprintln(os.Stderr, sentence)
	code := command.Failed
	if assessment.Refused(err) {
		code = command.Refused
	}
	w := ui.NewMessage(a, e.words, sentence)
	e.with(w, code, func() {})
	return w
}

// check looks whether this computer has what the program needs, through the store that has the data open.
func check(data string, store *sqlite.Store) func(context.Context, *text.Language, string) []ui.Finding {
	return func(ctx context.Context, words *text.Language, window string) (found []ui.Finding) {
		computer := checkup.Computer{
			Data: data, Examine: store.Examine,
			Newest:   func(ctx context.Context) (*assessment.Backup, int, error) { return sqlite.NewestBackup(ctx, data) },
			Printers: spool.Printers, Window: window, System: runtime.GOOS, Env: os.Getenv,
		}
		for _, l := range computer.Look(ctx, words) {
			found = append(found, ui.Finding(l))
		}
		return found
	}
}
