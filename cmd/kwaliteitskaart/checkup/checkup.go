// Package checkup checks whether this computer has what the program needs: a private place for the data with enough
// free space, a sound database, fonts, a display and printers. The window and the command line show the same lines.
package checkup

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/words"
)

// limit is the longest that one check may take. All checks run concurrently, so it also limits their total.
const limit = 4 * time.Second

// Line is the outcome of one check: What was checked, and what was found or what to do about it (Says).
type Line struct {
	What string
	Says string
	Good bool
}

// Computer describes the computer to examine.
type Computer struct {
	// Data is the data folder. It need not exist.
	Data string
	// Examine reads the whole database.
	Examine func(ctx context.Context) (sqlite.Health, error)
	// Newest returns the newest good backup, or nil, and the number of newer backups that are damaged.
	Newest func(ctx context.Context) (*assessment.Backup, int, error)
	// Printers returns the names of the printers, and the default one or "".
	Printers func(ctx context.Context) (names []string, usual string, err error)
	// Window is the size of the program's window, such as "1366 × 768"; "" without a window.
	Window string
	// System is the value of runtime.GOOS, and Env looks up an environment variable.
	System string
	Env    func(string) string
}

// finding is the outcome of one check: a sentence, and whether it passed.
type finding struct {
	says string
	good bool
}

func good(says string) finding { return finding{says, true} }
func bad(says string) finding  { return finding{says, false} }

// Check runs all checks and returns a line for each in the given language. A check that does not end in time gets a line that
// says so.
func (c Computer) Check(ctx context.Context, lang *words.Language) []Line {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	looks := []struct {
		what string
		look func(context.Context, *words.Language) finding
	}{
		{lang.Say("check.data"), c.data},
		{lang.Say("check.space"), c.space},
		{lang.Say("check.file"), c.file},
		{lang.Say("check.database"), c.database},
		{lang.Say("check.backups"), c.backups},
		{lang.Say("check.fonts"), fonts},
		{lang.Say("check.screen"), c.screen},
		{lang.Say("check.printers"), c.printers}, // the last: see below
	}
	found := make([]chan finding, len(looks))
	for i, l := range looks {
		found[i] = make(chan finding, 1) // a check of a hanging network drive is abandoned, and ends when the drive responds
		go func() { found[i] <- l.look(ctx, lang) }()
	}
	lines := make([]Line, len(looks))
	for i, l := range looks {
		f := bad(lang.Say("check.late", "seconds", int(limit.Seconds())))
		if i == len(looks)-1 {
			f = bad(lang.Say("check.printers_silent"))
		}
		select {
		case f = <-found[i]:
		case <-ctx.Done():
			select { // a result that arrives at the last moment counts
			case f = <-found[i]:
			default:
			}
		}
		lines[i] = Line{l.what, f.says, f.good}
	}
	return lines
}

// data checks the place of the data folder and whether other users can read it.
func (c Computer) data(_ context.Context, lang *words.Language) finding {
	info, err := os.Stat(c.Data)
	if err == nil {
		_, err = os.ReadDir(c.Data) // it may belong to another user
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return good(lang.Say("check.data_new", "folder", c.Data))
	case err != nil:
		return bad(lang.Error(assessment.Fail(assessment.CodeReadOnly, err, "path", c.Data)))
	case c.System != "windows" && info.Mode().Perm()&0o077 != 0:
		return bad(lang.Say("check.data_shared", "folder", c.Data))
	case sqlite.Remote(c.Data):
		return good(lang.Say("check.data_network", "folder", c.Data))
	case c.System == "windows" && !within(c.Data, c.Env("USERPROFILE")):
		return good(lang.Say("check.data_outside", "folder", c.Data))
	}
	return good(lang.Say("check.data_yours", "folder", c.Data))
}

// within reports whether path is inside folder.
func within(path, folder string) bool {
	rest, err := filepath.Rel(folder, path)
	return err == nil && folder != "" && filepath.IsLocal(rest)
}

// place returns the data folder or, if it does not exist yet, its nearest existing parent.
func (c Computer) place() string {
	for dir := c.Data; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && info.IsDir() || dir == filepath.Dir(dir) {
			return dir
		}
	}
}

// database reads the whole database.
func (c Computer) database(ctx context.Context, lang *words.Language) finding {
	h, err := c.Examine(ctx)
	switch {
	case err != nil:
		return bad(lang.Error(err))
	case h.Altered && h.Assessments == 0:
		return bad(lang.Say("check.database_gone"))
	case h.Altered:
		return bad(lang.Say("check.database_altered"))
	case h.Assessments == 0:
		return good(lang.Say("check.database_empty"))
	}
	return good(lang.Say("check.database_sound", "count", h.Assessments, "version", h.Version))
}

// backups checks for a backup that can be restored.
func (c Computer) backups(ctx context.Context, lang *words.Language) finding {
	newest, spoilt, err := c.Newest(ctx)
	switch {
	case err != nil:
		return bad(lang.Error(err))
	case newest == nil && spoilt == 0:
		return good(lang.Say("check.backups_none"))
	case newest == nil:
		return bad(lang.Say("check.backups_bad", "count", spoilt))
	case spoilt > 0:
		return bad(lang.Say("check.backups_spoilt", "count", spoilt, "date", lang.Moment(newest.Made)))
	}
	return good(lang.Say("check.backups_good", "date", lang.Moment(newest.Made)))
}

// printers lists the printers. Without printers a document opens in the viewer, from which most people print anyway.
func (c Computer) printers(ctx context.Context, lang *words.Language) finding {
	names, usual, err := c.Printers(ctx)
	switch {
	case err != nil:
		return bad(lang.Say("check.printers_silent"))
	case len(names) == 0:
		return good(lang.Say("check.printers_none"))
	case usual == "":
		return good(lang.Say("check.printers_some", "count", len(names)))
	}
	return good(lang.Say("check.printers_usual", "count", len(names), "printer", usual))
}

// screen checks for a display.
func (c Computer) screen(_ context.Context, lang *words.Language) finding {
	switch {
	case c.Window != "":
		return good(lang.Say("check.screen_window", "size", c.Window))
	case HasDisplay(c.System, c.Env):
		return good(lang.Say("check.screen_there"))
	}
	return good(lang.Say("check.screen_none"))
}

// HasDisplay reports whether there is a display, as far as that is known before a window is opened.
func HasDisplay(system string, env func(string) string) bool {
	return system == "windows" || system == "darwin" || env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}
