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

// shelf gives assessments by name. It opens the data folder when the first name asks for it, so that a hand-over
// file leaves the folder alone.
type shelf struct {
	data   string
	there  func() error // refuses a data folder that cannot be meant
	opened func(*sqlite.Store)
	today  assessment.Date
	reader *sqlite.Store
	rows   []assessment.Summary

	passwordFile string // for files that need a password; empty for none
	password     string
}

// holder is what the data folder is told to be kept by.
const holder = "command"

// minPrefix is the fewest characters of an id that name an assessment.
const minPrefix = 4

// summaries returns everything on the shelf.
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

// write opens the data folder for writing, which it makes where it is missing, and says when something else changed the data.
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

// sayAltered says when something else changed the data. Who only reads is told each time, until somebody writes.
func (c *call) sayAltered(store *sqlite.Store) {
	if store.Altered() {
		fmt.Fprintln(c.line.Stderr, c.lang.Say("cli.altered", "aside", store.Aside()))
	}
}

// load returns the assessment a name stands for with what is around it, of which a hand-over file tells nothing.
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

// find returns the assessment a name stands for: the whole id, or its beginning when no other begins with it.
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

// isHandOver reports whether a name is that of a hand-over file.
func isHandOver(name string) bool { return strings.EqualFold(filepath.Ext(name), exchange.Extension) }

// open opens a file of ours. The file with the password is read when the first one asks for it.
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
