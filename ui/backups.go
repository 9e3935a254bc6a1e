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

// backupsScreen lists the backups, and can restore them.
type backupsScreen struct {
	shared
	w *Window
	list[assessment.Backup]
}

const backupKind = ".db"

func (w *Window) showBackups() {
	b := &backupsScreen{w: w}
	w.visit(b)
	b.readBackups("")
}

// readBackups reads every backup, and then shows words.
func (b *backupsScreen) readBackups(words string) { b.load(b.w, b, words, b.w.Keeper.Backups) }

func (b *backupsScreen) build() view {
	w := b.w
	rows := b.rows(w.say("backup.reading"), w.say("backup.none"), func(x assessment.Backup) fyne.CanvasObject {
		var press fyne.CanvasObject
		if x.Err == nil {
			press = widgets.Secondary(w.say("backup.restore"), "", func() { b.restore(x.Path, w.lang.Moment(x.Made)) })
		}
		return backupRow(w.lang, x, press)
	})
	return view{
		body: widgets.Column(16, widgets.Statement(w.say("backup.title")),
			widgets.NewText(w.say("backup.text")).Colored(theme.ColorQuiet),
			widgets.Row(10, widgets.Primary(w.say("backup.make"), "", b.make),
				widgets.Secondary(w.say("backup.copy"), "", b.copy),
				widgets.Secondary(w.say("backup.from_file"), "", b.fromFile)),
			rows),
		left: w.backButton(),
	}
}

// backupRow returns the row of a backup: its time, its content, whether it is reliable, and a button.
func backupRow(lang *words.Language, b assessment.Backup, press fyne.CanvasObject) fyne.CanvasObject {
	state := widgets.Quiet(lang.Say("backup.holds", "count", b.Assessments) + " · " + lang.Say("backup.good"))
	if b.Err != nil {
		state = widgets.NewText(lang.Say("backup.bad")).Sized(theme.SizeQuiet).Colored(theme.ColorWarning)
	}
	parts := widgets.Column(2, widgets.NewText(lang.Moment(b.Made)).Bold(), state)
	if press == nil {
		return widgets.Card(14, parts)
	}
	return widgets.Card(14, widgets.Ends(16, parts, widgets.Row(0, press)))
}

// backUp makes a backup of everything on screen before an import or a move to another card, unless one contains it already.
// It is called off the UI goroutine.
func (w *Window) backUp(ctx context.Context) error {
	if err := w.queue.Flush(); err != nil {
		return err
	}
	_, err := w.Keeper.BackUp(ctx)
	return err
}

// make makes a backup now.
func (b *backupsScreen) make() {
	w := b.w
	words := w.say("backup.unchanged")
	w.try(w.onceSaved(func(ctx context.Context) error {
		made, err := w.Keeper.BackUp(ctx)
		if made != nil {
			words = w.say("backup.made")
		}
		return err
	}), func() { b.readBackups(words) })
}

// copy saves everything to a file of the user's choice.
func (b *backupsScreen) copy() {
	w := b.w
	path := filepath.Join(w.Documents, "Kwaliteitskaart "+string(w.Today())+backupKind)
	w.askSave(w.say("backup.copy"), path, w.say("backup.kind"), func(path string) {
		w.try(w.onceSaved(func(ctx context.Context) error { return w.Keeper.Copy(ctx, path) }), func() {
			w.showMessage(w.say("print.saved", "file", path))
		})
	})
}

// fromFile restores a backup that is kept elsewhere.
func (b *backupsScreen) fromFile() {
	w := b.w
	title := w.say("backup.from_file")
	w.askOpen(title, func() (string, error) {
		return w.Dialogs.Open(title, w.Documents, w.say("backup.kind"), "*"+backupKind)
	}, func(path string) { b.restore(path, filepath.Base(path)) })
}

// restore replaces all data with a backup, and offers to undo that.
func (b *backupsScreen) restore(path, name string) {
	w := b.w
	var aside string
	w.try(w.onceSaved(func(ctx context.Context) (err error) {
		aside, err = w.Keeper.Restore(ctx, path)
		return err
	}), func() {
		w.Home()
		words := w.say("backup.restored", "name", name, "folder", aside)
		w.offerUndo(words, func() { b.restore(aside, w.say("backup.before")) })
	})
}

func (b *backupsScreen) keys() keyTable { return b.w.leadsBack() }
