package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
	cards, err := exchange.CardsIn(data)
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
		Example: func() ([]*assessment.Assessment, error) { return exchange.Example(cards) },
		ReadFile: func(path, password string) (ui.Opened, error) {
			return readFile(path, password, data, known(data, cards))
		},
		WriteInvitation: func(path string, a *assessment.Assessment) error {
			return exchange.Invite(a).Save(path)
		},
		ReadBallot: func(path string, a *assessment.Assessment) (*assessment.Ballot, error) {
			return readBallot(path, a, known(data, cards))
		},
		WriteFile:    writeFile,
		WeakPassword: exchange.WeakPassword,
		WriteSheet:   writeSheet,
		Cards:        func() ([]*assessment.Card, error) { return exchange.CardsIn(data) },
		AddCard: func(path string) (*assessment.Card, error) {
			card, err := exchange.OpenCard(path)
			if err != nil {
				return nil, err
			}
			return card, exchange.AddCard(data, card)
		},
		WriteCard: func(path string, card *assessment.Card, words *text.Language) error {
			b, err := exchange.WriteCardSheet(card, words)
			if err != nil {
				return fmt.Errorf("write the card: %w", err)
			}
			return exchange.WriteFile(path, b)
		},
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

// readFile reads what a double click may bring.
func readFile(path, password, data string, cards exchange.Cards) (ui.Opened, error) {
	f, err := exchange.OpenWith(path, password, cards)
	switch {
	case err != nil:
		return ui.Opened{}, err
	case f.Invitation != nil:
		i := f.Invitation
		kept, err := i.Kept(data)
		if err != nil {
			slog.Warn("unfinished ballot", "code", assessment.CodeOf(err)) // begin anew
		}
		return ui.Opened{Invitation: &ui.Invitation{
			Team: i.Team, Card: i.Card, Scope: i.Scope, Name: exchange.BallotName(), Kept: kept,
			Save:   func(path string, b assessment.Ballot) error { return i.Cast(b).Save(path) },
			Keep:   func(b assessment.Ballot) error { return i.Keep(data, b) },
			Forget: func() error { return i.Forget(data) },
		}}, nil
	case f.Ballot != nil:
		return ui.Opened{BallotFor: f.Ballot.Assessment}, nil
	}
	return ui.Opened{Assessment: f.Assessment}, nil
}

// writeFile writes a hand-over file, with a password unless that is empty.
func writeFile(path string, a *assessment.Assessment, ballots bool, password string) error {
	var options []exchange.Option
	if !ballots {
		options = append(options, exchange.WithoutBallots())
	}
	if password == "" {
		return exchange.Save(path, a, options...)
	}
	return exchange.SaveWith(path, password, a, options...)
}

// readBallot reads a colleague's ballot for an assessment.
func readBallot(path string, a *assessment.Assessment, cards exchange.Cards) (*assessment.Ballot, error) {
	f, err := exchange.OpenAny(path, append(slices.Clone(cards), a.Card))
	switch {
	case err != nil:
		return nil, err
	case f.Ballot == nil:
		return nil, assessment.Fail(assessment.CodeNotBallot, nil, "file", filepath.Base(path))
	}
	if err := f.Ballot.For(a); err != nil {
		return nil, err
	}
	return &f.Ballot.Ballot, nil
}

// known is the cards known at this moment: one may have been added since the start.
func known(data string, atStart exchange.Cards) exchange.Cards {
	if cards, err := exchange.CardsIn(data); err == nil {
		return cards
	}
	return atStart
}

// writeSheet writes what the extension asks for.
func writeSheet(path string, a *assessment.Assessment, words *text.Language) error {
	write := exchange.Sheets
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		write = exchange.ActionsCSV
	}
	b, err := write(a, words, assessment.DateOf(time.Now()))
	if err != nil {
		return fmt.Errorf("write the sheet: %w", err)
	}
	return exchange.WriteFile(path, b)
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
