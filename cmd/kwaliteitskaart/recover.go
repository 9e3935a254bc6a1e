package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
	"kwaliteitskaart/ui"
)

// offerBackup returns a window that reports that the data cannot be opened, and continues once a backup is restored.
func (e *ending) offerBackup(ctx context.Context, a fyne.App, s command.Settings, opened <-chan string, d *data) fyne.Window {
	slog.Error("start", "code", assessment.CodeOf(d.err), "cause", assessment.Cause(d.err))
	fmt.Fprintln(os.Stderr, s.Language.Error(d.err))
	var first fyne.Window
	first = ui.NewRecovery(a, s.Language, ui.Recovery{
		Sentence: s.Language.Error(d.err),
		Backups:  d.backups,
		Restore: func(ctx context.Context, path string) (string, error) {
			return sqlite.Restore(ctx, s.Data, path, sqlite.Options{Holder: holder})
		},
		StartEmpty: func(ctx context.Context) (string, error) {
			return sqlite.StartEmpty(ctx, s.Data, sqlite.Options{Holder: holder})
		},
		Choose: func(title, kind, pattern string) (string, error) {
			return dialogs{}.Open(title, documents(), kind, pattern)
		},
		Done: func() { e.follow(first, e.start(ctx, a, s, opened)) },
	})
	e.onClose(first, command.Failed, func() {})
	return first
}
