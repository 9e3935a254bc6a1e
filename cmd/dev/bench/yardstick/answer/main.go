// Answer gives answers by key in a real window. For each it prints the time from handling the key until the store has
// it on disk, and the time of a bare SQLite commit with the same settings while the same window is drawn; both in
// milliseconds.
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/ui"
)

func main() {
	data := flag.String("data", "", "the data folder to answer in, which is empty")
	answers := flag.Int("answers", 100, "how many answers")
	flag.Parse()
	if err := answer(context.Background(), *data, *answers); err != nil {
		fmt.Fprintln(os.Stderr, "answer:", err)
		os.Exit(1)
	}
}

// today is the day of the team's assessment.
const today = assessment.Date("2026-11-23")

// notifyingStore is a store that reports when an answer is on disk.
type notifyingStore struct {
	*sqlite.Store
	saved chan saving
}

// saving is the outcome and time of saving an answer.
type saving struct {
	at  time.Time
	err error
}

func (s notifyingStore) SaveScore(ctx context.Context, assessment string, score assessment.Score) error {
	err := s.Store.SaveScore(ctx, assessment, score)
	s.saved <- saving{time.Now(), err}
	return err
}

func answer(ctx context.Context, data string, answers int) error {
	cards, err := exchange.BuiltIn()
	if err != nil {
		return fmt.Errorf("read the cards: %w", err)
	}
	own, err := sqlite.Open(ctx, data, sqlite.Options{Holder: "window"})
	if err != nil {
		return fmt.Errorf("open the data: %w", err)
	}
	defer func() { _ = own.Close() }() // the measured part is already on disk
	team := assessment.New(cards.Newest("lob-mbo"), assessment.Team{Name: "Team"}, today, assessment.InstantOf(time.Now()))
	if err := own.Add(ctx, team); err != nil {
		return fmt.Errorf("store a team: %w", err)
	}
	bare, err := newBare(ctx, filepath.Join(data, "bare.db"))
	if err != nil {
		return fmt.Errorf("make a bare database: %w", err)
	}
	defer func() { _ = bare.db.Close() }()

	store := notifyingStore{own, make(chan saving, 1)}
	a := app.New()
	w := ui.New(a, ui.Settings{}, "nl")
	services := ui.Services{
		Store: store, Card: team.Card,
		Today:        func() assessment.Date { return today },
		SaveSettings: func(ui.Settings) error { return nil },
		Guard:        func(do func()) { do() },
	}
	w.Begin(services, ui.ReadShelf(ctx, services))
	started := make(chan struct{})
	a.Lifecycle().SetOnStarted(func() { close(started) })
	result := make(chan error, 1)
	go func() {
		<-started
		result <- measure(ctx, w.Fyne(), store.saved, bare, answers)
		fyne.Do(a.Quit)
	}()
	w.Fyne().ShowAndRun()
	return <-result
}

func measure(ctx context.Context, w fyne.Window, saved chan saving, bare bare, answers int) error {
	if err := openTeam(w); err != nil {
		return err
	}
	for i := range answers {
		var pressed time.Time
		fyne.DoAndWait(func() {
			pressed = time.Now()
			w.Canvas().OnTypedRune()([]rune("12")[i%2])
		})
		done := <-saved
		if done.err != nil {
			return fmt.Errorf("save an answer: %w", done.err)
		}
		mine := done.at.Sub(pressed)
		fyne.DoAndWait(func() {})                 // the window has reacted by now
		fyne.Do(func() { w.Content().Refresh() }) // the bare commit has a window drawn beside it, too
		committing := time.Now()
		if err := bare.commit(ctx, i); err != nil {
			return fmt.Errorf("commit: %w", err)
		}
		fmt.Println(mine.Seconds()*1000, time.Since(committing).Seconds()*1000)
	}
	return nil
}

// openTeam opens the only team with the keyboard.
func openTeam(w fyne.Window) error {
	home := ""
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); <-tick.C {
		opened := false
		fyne.DoAndWait(func() {
			if home == "" {
				home = w.Title()
			}
			if opened = w.Title() != home; opened {
				return
			}
			w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyDown}) // select the first team, once it is there
			if f := w.Canvas().Focused(); f != nil {
				enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
				if down, ok := f.(desktop.Keyable); ok {
					down.KeyDown(enter)
				}
				f.TypedKey(enter)
			}
		})
		if opened {
			return nil
		}
	}
	return errors.New("open the team: it did not open")
}

// bare is a database that contains a single number.
type bare struct {
	db     *sql.DB
	update *sql.Stmt
}

func newBare(ctx context.Context, path string) (b bare, err error) {
	if b.db, err = sql.Open("sqlite3", sqlite.LocalDSN(path)); err != nil {
		return bare{}, err
	}
	b.db.SetMaxOpenConns(1)
	for _, do := range []string{
		"CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID",
		"INSERT INTO t VALUES ('one', 0)",
	} {
		if _, err := b.db.ExecContext(ctx, do); err != nil {
			return bare{}, err
		}
	}
	b.update, err = b.db.PrepareContext(ctx, "UPDATE t SET n = ? WHERE id = 'one'")
	return b, err
}

func (b bare) commit(ctx context.Context, n int) error {
	_, err := b.update.ExecContext(ctx, n)
	return err
}
