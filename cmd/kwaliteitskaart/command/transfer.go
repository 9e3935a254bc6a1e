package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
)

// export writes one assessment to a file.
func (c *call) export(ctx context.Context, names []string) error {
	if c.flags.out == "" {
		return wrong("no_out", "export", "FILE")
	}
	if !isHandOver(c.flags.out) {
		return assessment.Fail(assessment.CodeUnknownFileType, nil, "file", filepath.Base(c.flags.out))
	}
	a, err := c.shelf.load(ctx, names[0])
	if err != nil {
		return err
	}
	if err := exchange.Save(c.flags.out, a.Assessment); err != nil {
		return fmt.Errorf("save the file: %w", err)
	}
	fmt.Fprintln(c.out, c.flags.out)
	if n := len(a.Ballots); n > 0 {
		c.say("cli.export.ballots", "count", n)
	}
	return nil
}

// imports adds the assessments of files, saying for each what happened. A file that is refused stops no other.
func (c *call) imports(ctx context.Context, files []string) error {
	said := "cli.import.added"
	var to adder = &writer{data: c.flags.data}
	if c.flags.dryRun {
		said, to = "cli.import.would", &rehearsal{shelf: c.shelf}
	}
	err := c.importAll(ctx, files, to, said)
	if closing := to.close(); err == nil {
		err = closing
	}
	return err
}

func (c *call) importAll(ctx context.Context, files []string, to adder, said string) error {
	for _, file := range files {
		a, err := openFile(file)
		if err == nil {
			err = to.add(ctx, a)
		}
		switch {
		case errors.As(err, new(*closedError)), ctx.Err() != nil:
			return errors.Join(err, ctx.Err())
		case err != nil:
			c.say("cli.import.refused", "file", file)
			c.failed = max(c.failed, c.tell(err))
		default:
			c.say(said, "file", file, "team", a.Team.Name, "date", c.lang.Date(a.Date))
		}
	}
	return nil
}

// demo adds the rounds of the example team that are not there yet.
func (c *call) demo(ctx context.Context, _ []string) (err error) {
	cards, err := exchange.BuiltIn()
	if err != nil {
		return fmt.Errorf("read the built-in cards: %w", err)
	}
	rounds, err := exchange.Example(cards)
	if err != nil {
		return fmt.Errorf("read the example: %w", err)
	}
	to := &writer{data: c.flags.data}
	defer func() { err = errors.Join(err, to.close()) }()
	for _, a := range rounds {
		said := "cli.demo.added"
		if err := to.add(ctx, a); assessment.CodeOf(err) == assessment.CodeExists {
			said = "cli.demo.exists"
		} else if err != nil {
			return err
		}
		c.say(said, "team", a.Team.Name, "date", c.lang.Date(a.Date))
	}
	return nil
}

// adder takes in assessments.
type adder interface {
	add(context.Context, *assessment.Assessment) error
	close() error
}

// closedError is a data folder that does not open, which is no fault of any file.
type closedError struct{ error }

func (e *closedError) Unwrap() error { return e.error }

// writer adds to the data folder, which it opens, and makes, for the first assessment.
type writer struct {
	data  string
	store *sqlite.Store
}

func (w *writer) add(ctx context.Context, a *assessment.Assessment) error {
	if w.store == nil {
		s, err := sqlite.Open(ctx, w.data, sqlite.Options{Holder: holder})
		if err != nil {
			return &closedError{fmt.Errorf("open the data: %w", err)}
		}
		w.store = s
	}
	if err := w.store.Add(ctx, a); err != nil {
		return fmt.Errorf("add the assessment: %w", err)
	}
	return nil
}

func (w *writer) close() error {
	if w.store == nil {
		return nil
	}
	if err := w.store.Close(); err != nil {
		return fmt.Errorf("close the data: %w", err)
	}
	return nil
}

// rehearsal refuses what a writer would refuse, and adds nothing.
type rehearsal struct {
	shelf *shelf
	added []*assessment.Assessment
}

func (r *rehearsal) add(ctx context.Context, a *assessment.Assessment) error {
	rows, err := r.shelf.summaries(ctx)
	if err != nil {
		return &closedError{err}
	}
	for _, b := range r.added {
		if err := clash(a, b); err != nil {
			return err
		}
	}
	// What is in the bin is on no list, but it is there.
	switch b, err := r.shelf.reader.Load(ctx, a.ID); {
	case err == nil:
		return clash(a, b)
	case assessment.CodeOf(err) != assessment.CodeNotFound:
		return fmt.Errorf("look for the assessment: %w", err)
	}
	if foreign(a.Card) {
		for _, row := range rows {
			b, err := r.shelf.reader.Load(ctx, row.ID)
			if err != nil {
				return fmt.Errorf("look for the card: %w", err)
			}
			if err := clash(a, b); err != nil {
				return err
			}
		}
	}
	r.added = append(r.added, a)
	return nil
}

func (*rehearsal) close() error { return nil }

// clash is why a cannot be where b is.
func clash(a, b *assessment.Assessment) error {
	switch {
	case a.ID == b.ID:
		return assessment.Fail(assessment.CodeExists, nil, "team", b.Team.Name, "date", string(b.Date))
	case a.Card.Ref() == b.Card.Ref() && !bytes.Equal(a.Card.Compact, b.Card.Compact):
		return assessment.Fail(assessment.CodeCardConflict, nil, "card", a.Card.ID, "version", a.Card.Version)
	}
	return nil
}

// foreign reports whether a card is not built in. Reading refuses other contents under the name of one that is.
func foreign(card *assessment.Card) bool {
	cards, err := exchange.BuiltIn()
	return err != nil || cards.Find(card.Ref()) == nil
}
