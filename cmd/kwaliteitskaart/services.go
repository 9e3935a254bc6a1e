package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"github.com/adrg/xdg"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/scan"
	"kwaliteitskaart/assessment/scan/container"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
	"kwaliteitskaart/cmd/kwaliteitskaart/paper"
	"kwaliteitskaart/cmd/kwaliteitskaart/place"
	"kwaliteitskaart/cmd/kwaliteitskaart/spool"
	"kwaliteitskaart/ui"
)

// newServices returns the services that the window needs.
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
		slog.Warn("own cards", "code", assessment.CodeOf(err)) // the others are available nevertheless
	}
	press := paper.New(version)
	settings := readSettings(data)
	card := cards.Newest(settings.Card)
	if card == nil {
		card = cards.Newest(cardID)
	}
	return ui.Services{
		Store: store, Keeper: store, Altered: store.Altered(), Aside: store.Aside(),
		Card: card,
		Today: func() assessment.Date {
			if s.Today != "" {
				return s.Today
			}
			return assessment.DateOf(time.Now())
		},
		Files: exchange.Folder(data),
		Print: press.Write, Picture: press.Picture, PrintOverview: press.WriteOverview,
		FileNames: func() ui.NameFile {
			taken := place.FileNames{}
			return func(a *assessment.Assessment, what, extension string) string {
				return taken.Reserve(fmt.Sprintf("%s %s", a.Date, what), a.Team.Name, extension)
			}
		},
		View:          func(path string) error { return paper.View(path, fyne.CurrentApp().OpenURL) },
		Printers:      paper.Printers,
		SendToPrinter: spool.Print,
		FormSheets:    press.Forms,
		OpenScan: func(path string) (scan.Pictures, error) {
			p, err := container.Open(path)
			if err != nil {
				return nil, err
			}
			return p, nil
		},
		Phones:       phonesOf(s.Presets),
		Documents:    documents(),
		Dialogs:      dialogs{},
		FitScreen:    fit,
		Project:      project,
		Settings:     settings,
		SaveSettings: func(x ui.Settings) error { return writeSettings(data, x) },
		Presets: ui.Presets{
			Folder: s.Presets.DataFolder != "", Language: s.Presets.Language != "", Institution: s.Presets.Institution,
		},
		About: ui.About{Version: version, Commit: command.Commit(), DataFolder: data},
	}, nil
}

// documents returns the documents folder, or the home folder if there is none.
func documents() string {
	if _, err := os.Stat(xdg.UserDirs.Documents); err == nil {
		return xdg.UserDirs.Documents
	}
	return xdg.Home
}
