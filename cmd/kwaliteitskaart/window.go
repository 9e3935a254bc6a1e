package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/lang"
	"github.com/adrg/xdg"
	"gopkg.in/natefinch/lumberjack.v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/report/pdf"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assets"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
	"kwaliteitskaart/ui"
	"kwaliteitskaart/ui/text"
)

const appID = "nl.kwaliteitskaart.app"

// cardID is the card a new assessment is made with, in its newest version.
const cardID = "lob-mbo"

// openWindow opens the window and returns the exit code once it is closed.
func openWindow(ctx context.Context, s command.Settings) int {
	keepLog(s.Data)
	if !hasDisplay() {
		sayWithoutWindow(s.Language.Error(assessment.Fail(assessment.CodeNoDisplay, nil)))
		return command.Failed
	}
	// Fyne's own words follow the system; the user's language goes before it.
	if words, err := assets.Fyne.ReadFile("fyne/" + s.Language.Code() + ".json"); err == nil {
		_ = lang.AddTranslationsForLocale(words, lang.SystemLocale()) // English words where it fails
	}
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))

	store, err := sqlite.Open(ctx, s.Data, sqlite.Options{Holder: "window"})
	if err != nil {
		return sayAndQuit(a, s.Language, err)
	}
	defer func() { _ = store.Close() }() // every change is on disk already
	services, err := newServices(s, store)
	if err != nil {
		return sayAndQuit(a, s.Language, err)
	}
	w := ui.New(a, services, s.Language.Code())
	if s.File != "" {
		w.OpenFile(s.File)
	}
	stop := context.AfterFunc(ctx, func() { fyne.Do(w.Close) })
	defer stop()
	return show(a, w.Fyne(), s.Language)
}

// show runs the window until it is closed. Without OpenGL it would never appear and never end; then this says so.
func show(a fyne.App, w fyne.Window, words *text.Language) int {
	code := command.Done
	a.Lifecycle().SetOnStarted(func() {
		if !hasGraphics(w) {
			code = command.Failed
			sayWithoutWindow(words.Error(assessment.Fail(assessment.CodeNoGraphics, nil)))
			a.Quit()
		}
	})
	w.ShowAndRun()
	return code
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

// hasDisplay reports whether there is a screen at all, where that can be told before a window is made.
func hasDisplay() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// keepLog sends what libraries and we have to say to a file in the data folder, which starts anew when it is full.
func keepLog(data string) {
	to := &lumberjack.Logger{Filename: filepath.Join(data, "log", "kwaliteitskaart.log"), MaxSize: 1, MaxBackups: 3}
	log.SetOutput(to)
	slog.SetDefault(slog.New(slog.NewTextHandler(to, nil)))
}

// sayAndQuit says in a window of its own why the program cannot start.
func sayAndQuit(a fyne.App, words *text.Language, err error) int {
	slog.Error("start", "code", assessment.CodeOf(err), "cause", errors.Unwrap(err))
	sentence := words.Error(err)
	fmt.Fprintln(os.Stderr, sentence)
	w := ui.NewMessage(a, words, sentence)
	if code := show(a, w, words); code != command.Done {
		return code
	}
	if assessment.Refused(err) {
		return command.Refused
	}
	return command.Failed
}

// newServices is what the window needs of the rest of the house.
func newServices(s command.Settings, store assessment.Store) (ui.Services, error) {
	cards, err := exchange.BuiltIn()
	if err != nil {
		return ui.Services{}, fmt.Errorf("read the built-in cards: %w", err)
	}
	writer, err := pdf.New()
	if err != nil {
		return ui.Services{}, fmt.Errorf("prepare printing: %w", err)
	}
	data, err := filepath.Abs(s.Data)
	if err != nil {
		return ui.Services{}, fmt.Errorf("find the data folder: %w", err)
	}
	return ui.Services{
		Store: store,
		Card:  cards.Newest(cardID),
		Today: func() assessment.Date {
			if s.Today != "" {
				return s.Today
			}
			return assessment.DateOf(time.Now())
		},
		Example:  func() ([]*assessment.Assessment, error) { return exchange.Example(cards) },
		ReadFile: func(path string) (ui.Opened, error) { return readFile(path, cards) },
		WriteInvitation: func(path string, a *assessment.Assessment) error {
			return exchange.Invite(a).Save(path)
		},
		ReadBallot: func(path string, a *assessment.Assessment) (*assessment.Ballot, error) {
			return readBallot(path, a, cards)
		},
		WriteFile: func(path string, a *assessment.Assessment, ballots bool) error {
			if ballots {
				return exchange.Save(path, a)
			}
			return exchange.Save(path, a, exchange.WithoutBallots())
		},
		Print: func(ctx context.Context, path string, kind report.Kind, in report.Input) error {
			var b bytes.Buffer
			if err := writer.Write(ctx, report.Build(kind, in), &b); err != nil {
				return fmt.Errorf("print the %s: %w", kind, err)
			}
			return exchange.WriteFile(path, b.Bytes())
		},
		FileName: func(a *assessment.Assessment, what, extension string) string {
			return command.FileName(a.Team.Name, fmt.Sprintf("%s %s", a.Date, what), extension)
		},
		View:         view,
		Documents:    documents(),
		Dialogs:      dialogs{},
		Settings:     readSettings(data),
		SaveSettings: func(x ui.Settings) error { return writeSettings(data, x) },
		About:        ui.About{Version: version, Commit: command.Commit(), DataFolder: data},
	}, nil
}

// readFile reads what a double click may bring.
func readFile(path string, cards exchange.Cards) (ui.Opened, error) {
	f, err := exchange.OpenAny(path, cards)
	switch {
	case err != nil:
		return ui.Opened{}, err
	case f.Invitation != nil:
		i := f.Invitation
		return ui.Opened{Invitation: &ui.Invitation{
			Team: i.Team, Card: i.Card, Scope: i.Scope, Name: exchange.BallotName(),
			Save: func(path string, b assessment.Ballot) error { return i.Cast(b).Save(path) },
		}}, nil
	case f.Ballot != nil:
		return ui.Opened{BallotFor: f.Ballot.Assessment}, nil
	}
	return ui.Opened{Assessment: f.Assessment}, nil
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

// documents is the folder for documents, or the home folder where there is none.
func documents() string {
	if _, err := os.Stat(xdg.UserDirs.Documents); err == nil {
		return xdg.UserDirs.Documents
	}
	return xdg.Home
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
