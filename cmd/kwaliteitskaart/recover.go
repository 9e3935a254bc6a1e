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

// offerBackup says in a window of its own that the data cannot be opened, and goes on once a backup is in its place. It
// reports what work does.
func offerBackup(ctx context.Context, a fyne.App, s command.Settings, opened <-chan string, why error) (code int, shown bool) {
	slog.Error("start", "code", assessment.CodeOf(why), "cause", assessment.Cause(why))
	fmt.Fprintln(os.Stderr, s.Language.Error(why))
	backups, err := sqlite.Backups(ctx, s.Data)
	if err != nil {
		return sayAndQuit(a, s.Language, err)
	}
	code = command.Failed
	end := func() {}
	var first fyne.Window
	first = ui.NewRecovery(a, s.Language, ui.Recovery{
		Sentence: s.Language.Error(why),
		Backups:  backups,
		Restore: func(ctx context.Context, path string) (string, error) {
			return sqlite.Restore(ctx, s.Data, path, sqlite.Options{Holder: holder})
		},
		StartEmpty: func(ctx context.Context) (string, error) {
			return sqlite.StartEmpty(ctx, s.Data, sqlite.Options{Holder: holder})
		},
		Done: func() {
			var next fyne.Window
			w, finish, err := start(ctx, a, s, opened)
			if err != nil {
				slog.Error("start", "code", assessment.CodeOf(err), "cause", assessment.Cause(err))
				next = ui.NewMessage(a, s.Language, s.Language.Error(err))
			} else {
				next, end, code = w.Fyne(), finish, command.Done
			}
			next.Show()
			first.Close()
		},
	})
	stop := context.AfterFunc(ctx, func() { fyne.Do(first.Close) })
	defer stop()
	shown = show(a, first)
	end()
	return code, shown
}
