package command

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
)

// shelf finds assessments by name. It opens the data folder for the first name that needs it, so that a hand-over file leaves
// the folder alone.
type shelf struct {
	data   string
	there  func() error // refuses a named data folder that does not exist
	opened func(*sqlite.Store)
	today  assessment.Date
	reader *sqlite.Store
	rows   []assessment.Summary

	passwordFile string // for files that need a password; "" for none
	password     string
}

// holder is the name under which a command locks the data folder.
const holder = "command"

// minPrefix is the shortest prefix of an id that identifies an assessment, in characters.
const minPrefix = 4

// summaries returns all assessments on the shelf.
func (s *shelf) summaries(ctx context.Context) ([]assessment.Summary, error) {
	if s.reader != nil {
		return s.rows, nil
	}
	if err := s.there(); err != nil {
		return nil, err
	}
	r, err := sqlite.OpenReader(ctx, s.data, sqlite.Options{Holder: holder})
	if err != nil {
		return nil, fmt.Errorf("open the data: %w", err)
	}
	s.reader = r
	s.opened(r)
	if s.rows, err = r.Summaries(ctx, s.today); err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	return s.rows, nil
}

// write opens the data folder for writing, creates it if it is missing, and reports if something other than this
// program changed the data.
func (c *call) write(ctx context.Context) (*sqlite.Store, error) {
	if err := c.dataPlace(); err != nil {
		return nil, err
	}
	store, err := sqlite.Open(ctx, c.flags.data, sqlite.Options{Holder: holder})
	if err != nil {
		return nil, fmt.Errorf("open the data: %w", err)
	}
	c.sayAltered(store)
	return store, nil
}

// sayAltered reports if something other than this program changed the data. Commands that only read report it each time,
// until one writes. One that reads first and then writes reports it once, with the folder of the kept data.
func (c *call) sayAltered(store *sqlite.Store) {
	switch {
	case !store.Altered():
	case !c.altered:
		c.altered = true
		fmt.Fprintln(c.line.Stderr, c.lang.Say("cli.altered", "aside", store.Aside()))
	case store.Aside() != "":
		fmt.Fprintln(c.line.Stderr, c.lang.Say("cli.altered_kept", "aside", store.Aside()))
	}
}

// load returns the assessment that name identifies, with its earlier rounds and number. That of a hand-over file has none.
func (s *shelf) load(ctx context.Context, name string) (assessment.Round, error) {
	if isHandOver(name) {
		a, err := s.openAssessment(name)
		return assessment.Round{Assessment: a}, err
	}
	row, err := s.find(ctx, name)
	if err != nil {
		return assessment.Round{}, err
	}
	r, err := assessment.LoadRound(ctx, s.reader, row.ID)
	if err != nil {
		return assessment.Round{}, fmt.Errorf("read the assessment: %w", err)
	}
	return r, nil
}

// find returns the assessment that name identifies: by its whole id, or by an unambiguous prefix of it.
func (s *shelf) find(ctx context.Context, name string) (assessment.Summary, error) {
	rows, err := s.summaries(ctx)
	if err != nil {
		return assessment.Summary{}, err
	}
	return one(name, rows, func(r assessment.Summary) string { return r.ID })
}

func (s *shelf) close() error {
	if s.reader == nil {
		return nil
	}
	if err := s.reader.Close(); err != nil {
		return fmt.Errorf("close the data: %w", err)
	}
	return nil
}

// isHandOver reports whether name is that of a hand-over file.
func isHandOver(name string) bool { return strings.EqualFold(filepath.Ext(name), exchange.Extension) }

// open opens one of the program's own files. The file with the password is read when it is first needed.
func (s *shelf) open(path string) (*exchange.Opened, error) {
	folder := exchange.Folder(s.data)
	f, err := folder.Open(path, s.password)
	if assessment.CodeOf(err) == assessment.CodeEncrypted && s.passwordFile != "" {
		if s.password, err = exchange.PasswordIn(s.passwordFile); err != nil {
			return nil, fmt.Errorf("read the password: %w", err)
		}
		f, err = folder.Open(path, s.password)
	}
	if err != nil {
		return nil, fmt.Errorf("open the file: %w", err)
	}
	return f, nil
}

// openAssessment returns the assessment in a hand-over file.
func (s *shelf) openAssessment(path string) (*assessment.Assessment, error) {
	f, err := s.open(path)
	if err != nil {
		return nil, err
	}
	return f.Whole()
}
