// Package ui is the window: the shell with its rail, and one file per screen. It shows what the domain computes and
// sends every change to the store; it contains no SQL and no PDF, and gets everything else it needs in Services.
package ui

import (
	"context"
	"image"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/scan"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
)

// Services is everything the window needs from other packages. Functions that take a path may take long and are
// called off the UI goroutine; their errors are user messages (*assessment.Error) or unexpected.
type Services struct {
	Store assessment.Store
	// Keeper keeps backups of that store.
	Keeper assessment.Keeper
	// Altered reports whether something else changed the data since the program was closed, although the data is
	// readable.
	Altered bool
	// Aside is the folder that contains replaced data; "" if there is none.
	Aside string
	// Card is the card for a new assessment.
	Card *assessment.Card
	// Today returns the local date, or the one given on the command line.
	Today func() assessment.Date
	// Files opens files and the cards of the data folder.
	Files exchange.Folder
	// Print makes a document and writes it to a file.
	Print func(ctx context.Context, path string, kind report.Kind, in report.Input) error
	// Picture returns the first page of a document as an image with that many pixels along its longest side; nil if documents
	// cannot be drawn. It is called off the UI goroutine.
	Picture func(ctx context.Context, doc report.Document, longest int) (image.Image, error)
	// PrintOverview writes an overview of many teams, as .pdf or .xlsx depending on the extension.
	PrintOverview func(ctx context.Context, path string, o *assessment.Overview, lang *words.Language) error
	// FileNames starts a series of files, each of which gets a different name.
	FileNames func() NameFile
	// View opens a file in the system's viewer.
	View func(path string) error
	// Printers returns the names of the available printers, and the default one or "". It asks the system and is
	// called off the UI goroutine; nil if printing is not available.
	Printers func(ctx context.Context) (names []string, def string)
	// SendToPrinter prints a file on one of them; the title is shown in the print queue.
	SendToPrinter func(ctx context.Context, printer, path, title string) error
	// FormSheets returns the pages of an assessment's paper forms, which are needed to read scans; OpenScan opens such a
	// scan.
	FormSheets func(assessment.Round) ([]report.Sheet, error)
	OpenScan   func(path string) (scan.Pictures, error)
	// Phones serves the page to phones; nil if an administrator forbids that.
	Phones Phones
	// Documents is the default folder for documents.
	Documents string
	Dialogs   Dialogs
	// FitScreen makes a window that was just shown fit its screen; nil if there is no screen.
	FitScreen func(fyne.Window)
	// Project moves a window that was just shown to a second screen, and reports whether there is one; nil if that is
	// not available.
	Project func(fyne.Window) bool
	// Settings are the user's settings; SaveSettings saves them.
	Settings     Settings
	SaveSettings func(Settings) error
	// Presets is what the organisation set; it is shown and cannot be changed here.
	Presets Presets
	About   About
	// Check checks whether this computer has what the program needs; window is the size of the window, in words.
	Check func(ctx context.Context, lang *words.Language, window string) []Finding
	// Guard runs do, off the UI goroutine, and writes a crash report if it panics.
	Guard func(do func())
	// LastCrash is the path of the report of the last crash, which the window mentions; "" for none.
	LastCrash string
}

// NameFile returns the proposed name of a document or file, without folder.
type NameFile func(a *assessment.Assessment, what, extension string) string

// Dialogs is the system's dialogs. They return "" if the user cancels, and an error if the system has none; then the
// window asks itself.
type Dialogs interface {
	Save(title, path, kind, pattern string) (string, error)
	Open(title, folder, kind, pattern string) (string, error)
	OpenMany(title, folder, kind, pattern string) ([]string, error)
	Folder(title, folder string) (string, error)
}

// Settings is the user's choices about the window. They are not essential.
type Settings struct {
	Language   string           `json:"language"` // "nl", "en", or empty for the system's
	Zoom       float32          `json:"zoom"`
	Appearance theme.Appearance `json:"appearance"`
	Width      float32          `json:"width"`
	Height     float32          `json:"height"`
	// Card is the id of the card for new assessments; empty for the built-in one.
	Card string `json:"card,omitempty"`
	// RetentionYears is the age at which an assessment goes to the bin; 0 for never.
	RetentionYears int `json:"retention_years,omitempty"`
}

// maxSide is the longest plausible side of a window, in pixels.
const maxSide = 16_384

// Defaults fills in missing settings, and replaces impossible ones.
func (s Settings) Defaults() Settings {
	if s.Zoom < theme.MinZoom || s.Zoom > theme.MaxZoom {
		s.Zoom = 1
	}
	if s.Appearance != theme.System && s.Appearance != theme.Dark {
		s.Appearance = theme.Light // for the beamer, whatever the laptop's setting
	}
	s.RetentionYears = max(0, s.RetentionYears)
	if s.Width < minWidth || s.Height < minHeight || s.Width > maxSide || s.Height > maxSide {
		s.Width, s.Height = 1340, 690 // fits a screen of 1366x768 with a title bar and a task bar
	}
	return s
}

// Presets is what an administrator set for everyone on this computer.
type Presets struct {
	Folder      bool   // About.DataFolder
	Language    bool   // the language the window is created with
	Institution string // of a new team; empty for none
}

// Finding is the result of one check of this computer, in words: the finding, or what to do.
type Finding struct {
	What string
	Says string
	Good bool
}

// About describes the program and where it stores data.
type About struct {
	Version    string
	Commit     string
	DataFolder string
}
