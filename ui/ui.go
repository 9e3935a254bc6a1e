// Package ui is the window: the shell with its rail and one file per screen. It shows what the domain computes and
// sends every change to the store; it knows no SQL and no PDF, and gets what it needs of the rest of the house in
// Services.
package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
)

// Services is what the window needs of the rest of the house. Functions that take a path may take long and are
// called off the UI goroutine; their errors are sentences (*assessment.Error) or unforeseen.
type Services struct {
	Store assessment.Store
	// Keeper keeps backups of that store.
	Keeper assessment.Keeper
	// Altered reports that something else changed the data since the program closed, though they can be read.
	Altered bool
	// Aside is the folder where what was replaced before is kept; empty where nothing is.
	Aside string
	// Card is the card a new assessment is made with.
	Card *assessment.Card
	// Today is the local date, or the one asked for.
	Today func() assessment.Date
	// Files opens files and knows the cards of the data folder.
	Files exchange.Folder
	// Print makes a document and writes it to a file.
	Print func(ctx context.Context, path string, kind report.Kind, in report.Input) error
	// PrintOverview writes an overview of many teams, by extension as .pdf or .xlsx.
	PrintOverview func(ctx context.Context, path string, o *assessment.Overview, lang *words.Language) error
	// FileNames begins a run of files, none of which gets the name of another.
	FileNames func() NameFile
	// View opens a file in the system's own viewer.
	View func(path string) error
	// Printers is the names of the printers a document can be sent to, and which of them is the usual one, or "". It asks
	// the system and is called off the UI goroutine; nil where there are none.
	Printers func(ctx context.Context) (names []string, def string)
	// SendToPrinter prints a file on one of them; people see the title waiting for the printer.
	SendToPrinter func(ctx context.Context, printer, path, title string) error
	// Documents is the folder documents are offered in.
	Documents string
	Dialogs   Dialogs
	// FitScreen makes a window that was just shown fit the screen it is on; nil where there is no screen.
	FitScreen func(fyne.Window)
	// Project puts a window that was just shown on a second screen, and reports whether there is one; nil where there is none.
	Project func(fyne.Window) bool
	// Settings are the user's; SaveSettings keeps them.
	Settings     Settings
	SaveSettings func(Settings) error
	// Presets is what the organisation set, which is shown and cannot be changed here.
	Presets Presets
	About   About
	// Check looks whether this computer has what the program needs; window is how large this window is.
	Check func(ctx context.Context, lang *words.Language, window string) []Finding
	// Guard does something apart from the UI goroutine and sees to it that a panic in it is reported.
	Guard func(do func())
	// LastCrash is the report of what ended the program last time, which the window tells of; empty for none.
	LastCrash string
}

// NameFile returns the name a document or file is offered under, without folder.
type NameFile func(a *assessment.Assessment, what, extension string) string

// Dialogs are the system's own dialogs. They return "" when the user cancels, and an error when the system has none;
// then the window asks itself.
type Dialogs interface {
	Save(title, path, kind, pattern string) (string, error)
	Open(title, folder, kind, pattern string) (string, error)
	OpenMany(title, folder, kind, pattern string) ([]string, error)
	Folder(title, folder string) (string, error)
}

// Settings are the user's choices about the window. Losing them loses nothing but comfort.
type Settings struct {
	Language   string           `json:"language"` // "nl", "en", or empty for the system's
	Zoom       float32          `json:"zoom"`
	Appearance theme.Appearance `json:"appearance"`
	Width      float32          `json:"width"`
	Height     float32          `json:"height"`
	// Card is the id of the card for new assessments; empty for the built-in one.
	Card string `json:"card,omitempty"`
	// RetentionYears is how old an assessment may get before it goes to the bin; 0 for ever.
	RetentionYears int `json:"retention_years,omitempty"`
}

// maxSide is the longest side of a window that any screen has room for.
const maxSide = 16_384

// Defaults fills in what was never chosen, and what cannot be meant.
func (s Settings) Defaults() Settings {
	if s.Zoom < theme.MinZoom || s.Zoom > theme.MaxZoom {
		s.Zoom = 1
	}
	if s.Appearance != theme.System && s.Appearance != theme.Dark {
		s.Appearance = theme.Light // paper on the beamer, whatever the laptop likes
	}
	s.RetentionYears = max(0, s.RetentionYears)
	if s.Width < minWidth || s.Height < minHeight || s.Width > maxSide || s.Height > maxSide {
		s.Width, s.Height = 1340, 690 // with its title and a task bar on a screen of 1366x768
	}
	return s
}

// Presets says what an administrator set for everyone on this computer.
type Presets struct {
	Folder      bool   // About.DataFolder
	Language    bool   // the language the window is made with
	Institution string // of a new team; empty for none
}

// Finding is one thing of this computer that was looked at, in words: what was seen, or what to do.
type Finding struct {
	What string
	Says string
	Good bool
}

// About says what the program is and where it keeps things.
type About struct {
	Version    string
	Commit     string
	DataFolder string
}
