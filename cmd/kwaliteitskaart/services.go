package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"github.com/adrg/xdg"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/report/pdf"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
	"kwaliteitskaart/cmd/kwaliteitskaart/spool"
	"kwaliteitskaart/ui"
	"kwaliteitskaart/ui/text"
)

// newServices is what the window needs of the rest of the house.
func newServices(s command.Settings, store *sqlite.Store) (ui.Services, error) {
	data, err := filepath.Abs(s.Data)
	if err != nil {
		return ui.Services{}, fmt.Errorf("find the data folder: %w", err)
	}
	cards, err := exchange.Folder(data).Cards()
	if len(cards) == 0 {
		return ui.Services{}, fmt.Errorf("read the cards: %w", err)
	}
	if err != nil {
		slog.Warn("own cards", "code", assessment.CodeOf(err)) // the others are there all the same
	}
	printing := sync.OnceValues(pdf.New) // not before someone prints
	settings := readSettings(data)
	card := cards.Newest(settings.Card)
	if card == nil {
		card = cards.Newest(cardID)
	}
	return ui.Services{
		Store: store, Keeper: store, Altered: store.Altered(),
		Card: card,
		Today: func() assessment.Date {
			if s.Today != "" {
				return s.Today
			}
			return assessment.DateOf(time.Now())
		},
		Files: exchange.Folder(data),
		Print: func(ctx context.Context, path string, kind report.Kind, in report.Input) error {
			writer, err := printing()
			if err != nil {
				return fmt.Errorf("prepare printing: %w", err)
			}
			if in.Checksum, err = exchange.Checksum(in.Assessment); err != nil {
				return fmt.Errorf("sum up the assessment: %w", err)
			}
			var b bytes.Buffer
			if err := writer.Write(ctx, report.Build(kind, in), &b); err != nil {
				return fmt.Errorf("print the %s: %w", kind, err)
			}
			return exchange.WriteFile(path, b.Bytes())
		},
		PrintOverview: func(ctx context.Context, path string, o *assessment.Overview, words *text.Language) error {
			return command.WriteOverview(ctx, path, o, words, version)
		},
		FileName: func(a *assessment.Assessment, what, extension string) string {
			return command.FileName(a.Team.Name, fmt.Sprintf("%s %s", a.Date, what), extension)
		},
		View:          view,
		Printers:      printers,
		SendToPrinter: spool.Print,
		Documents:     documents(),
		Dialogs:       dialogs{},
		Settings:      settings,
		SaveSettings:  func(x ui.Settings) error { return writeSettings(data, x) },
		Presets: ui.Presets{
			Folder: s.Presets.DataFolder != "", Language: s.Presets.Language != "", Institution: s.Presets.Institution,
		},
		About: ui.About{Version: version, Commit: command.Commit(), DataFolder: data},
	}, nil
}

// documents is the folder for documents, or the home folder where there is none.
func documents() string {
	if _, err := os.Stat(xdg.UserDirs.Documents); err == nil {
		return xdg.UserDirs.Documents
	}
	return xdg.Home
}

// printers is the system's. Where they cannot be told, documents open in the viewer, which knows its own.
func printers(ctx context.Context) (names []string, def string) {
	names, def, err := spool.Printers(ctx)
	if err != nil {
		slog.Warn("printers", "cause", assessment.Cause(err))
	}
	return names, def
}

// view opens a file in the system's own viewer.
func view(path string) error {
	abs, err := filepath.Abs(path)
	if err == nil {
		slashed := filepath.ToSlash(abs)
		if slashed[0] != '/' {
			slashed = "/" + slashed // a Windows drive
		}
		err = fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: slashed})
	}
	if err != nil {
		return assessment.Fail(assessment.CodeOpenViewer, err, "file", path)
	}
	return nil
}
