package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// Recovery is what the window for data that cannot be opened needs to offer a way out.
type Recovery struct {
	// Sentence describes what is wrong.
	Sentence string
	// Backups are the available backups, newest first.
	Backups []assessment.Backup
	// Restore replaces the data with a backup, StartEmpty with nothing; both return the folder where the replaced
	// data is kept, or "" if there was none. They take long and are called off the UI goroutine.
	Restore    func(ctx context.Context, path string) (aside string, err error)
	StartEmpty func(ctx context.Context) (aside string, err error)
	// Choose asks for a backup that is kept elsewhere, off the UI goroutine; it returns "" if the user cancelled. It
	// fails if the system has no dialog.
	Choose func(title, kind, pattern string) (path string, err error)
	// Done is called on the UI goroutine when the data can be opened again and the user continues.
	Done func()
}

// recoveryWindow reports that the data cannot be opened and offers the newest good backup, or the others.
type recoveryWindow struct {
	Recovery
	words *words.Language
	win   fyne.Window
	spawn func(func()) // runs a function off the UI goroutine
	busy  bool
	// refused shows why the last attempt failed, on the view from which it was made.
	refused func(failed string)
}

// NewRecovery returns that window; the caller shows it.
func NewRecovery(app fyne.App, lang *words.Language, r Recovery) fyne.Window {
	return newRecovery(app, lang, r, func(f func()) { go f() })
}

func newRecovery(app fyne.App, lang *words.Language, r Recovery, spawn func(func())) fyne.Window {
	theme.Of(app, 1, theme.Light)
	w := &recoveryWindow{Recovery: r, words: lang, win: app.NewWindow(lang.Say("app.title")), spawn: spawn}
	w.win.SetPadded(false)
	w.choose("")
	w.win.Resize(fyne.NewSize(760, 560))
	return w.win
}

// choose offers the ways out; failed is the reason why the last one failed, or "".
func (w *recoveryWindow) choose(failed string) {
	say := w.words.Say
	w.refused = w.choose
	parts := []fyne.CanvasObject{widgets.Statement(say("recovery.title")), widgets.NewText(w.Sentence)}
	if failed != "" {
		parts = append(parts, widgets.NewText(failed).Colored(theme.ColorWarning))
	}
	newest := assessment.NewestBackup(w.Backups)
	var first *widgets.Button
	if newest != nil {
		first = widgets.Primary(say("recovery.restore", "date", w.words.Moment(newest.Made)), say("key.enter"),
			func() { w.restore(newest.Path, w.words.Moment(newest.Made)) })
		parts = append(parts, widgets.NewText(say("recovery.offer", "count", newest.Assessments)),
			widgets.Row(10, first, widgets.Secondary(say("backup.from_file"), "", w.fromFile)))
	} else {
		first = widgets.Primary(say("backup.from_file"), say("key.enter"), w.fromFile)
		parts = append(parts, widgets.NewText(say("recovery.none")),
			widgets.Row(10, first, widgets.Secondary(say("recovery.empty"), "", w.startEmpty)))
	}
	var others []fyne.CanvasObject
	for _, b := range w.Backups {
		if newest != nil && b.Path == newest.Path {
			continue
		}
		var press fyne.CanvasObject
		if b.Err == nil {
			press = widgets.Secondary(say("backup.restore"), "", func() { w.restore(b.Path, w.words.Moment(b.Made)) })
		}
		others = append(others, backupRow(w.words, b, press))
	}
	if len(others) > 0 {
		parts = append(parts, widgets.Heading(say("recovery.others")))
	}
	w.show(first, append(parts, others...)...)
}

func (w *recoveryWindow) restore(path, name string) {
	w.do(func(ctx context.Context) (string, error) { return w.Restore(ctx, path) }, w.words.Say("recovery.restored", "name", name))
}

// fromFile restores a backup that is kept elsewhere, chosen in the system's dialog or else by its path.
func (w *recoveryWindow) fromFile() {
	if w.busy {
		return
	}
	w.busy = true
	w.spawn(func() {
		path, err := w.Choose(w.words.Say("backup.from_file"), w.words.Say("backup.kind"), "*"+backupKind)
		fyne.Do(func() {
			w.busy = false
			switch {
			case err != nil:
				w.askPath("", "")
			case path != "":
				w.restore(path, filepath.Base(path))
			}
		})
	})
}

// askPath asks for the path of a backup if the system has no dialog; failed is the reason why path did not work, or
// "".
func (w *recoveryWindow) askPath(path, failed string) {
	say := w.words.Say
	e := widgets.NewEntry(say("file.path"), path, func(v string) { path = v })
	done := func() {
		if file := typedPath(path); file != "" {
			w.restore(file, filepath.Base(file))
		}
	}
	e.OnSubmitted = func(string) { done() }
	w.refused = func(failed string) { w.askPath(path, failed) }
	w.show(e, widgets.Statement(say("backup.from_file")), widgets.NewText(say("file.open_hint")), widgets.Labeled(say("file.path"), failed, e),
		widgets.Row(10, widgets.Primary(say("button.ok"), say("key.enter"), done), widgets.Secondary(say("button.cancel"), "", func() { w.choose("") })))
}

func (w *recoveryWindow) startEmpty() {
	w.do(w.StartEmpty, w.words.Say("recovery.started"))
}

// do runs one way out at a time, and shows the outcome.
func (w *recoveryWindow) do(way func(context.Context) (string, error), done string) {
	if w.busy {
		return
	}
	w.busy = true
	w.spawn(func() {
		aside, err := way(context.Background())
		fyne.Do(func() {
			w.busy = false
			if err != nil {
				w.refused(w.words.Error(err))
				return
			}
			w.finished(done, aside)
		})
	})
}

// finished shows the outcome, and where the replaced data is kept.
func (w *recoveryWindow) finished(done, aside string) {
	parts := []fyne.CanvasObject{widgets.Statement(w.words.Say("recovery.ready")), widgets.NewText(done)}
	if aside != "" {
		parts = append(parts, widgets.NewText(w.words.Say("recovery.aside")), widgets.Quiet(aside))
	}
	button := widgets.Primary(w.words.Say("recovery.go_on"), w.words.Say("key.enter"), w.Done)
	w.show(button, append(parts, widgets.Row(0, button))...)
}

func (w *recoveryWindow) show(focus fyne.Focusable, parts ...fyne.CanvasObject) {
	body := widgets.Pad(32, 40, 32, 40, widgets.Column(18, parts...))
	w.win.SetContent(widgets.NewScroll(body))
	w.win.Canvas().Focus(focus)
}
