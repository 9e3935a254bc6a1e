package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
)

// imports imports files and reports the outcome of each; if an assessment is named, scans of its forms. A refused file does
// not stop the others. Ballots come last: the assessment they are for may be in a later file.
func (c *call) imports(ctx context.Context, files []string) (err error) {
	if c.flags.about != "" {
		return c.importScans(ctx, files)
	}
	to := &intake{call: c}
	defer func() { err = errors.Join(err, to.close()) }()
	type incoming struct {
		file   string
		opened *exchange.Opened
	}
	var ballots []incoming
	replaced := false
	for _, file := range files {
		f, err := c.shelf.open(file)
		if err == nil && f.Ballots != nil {
			ballots = append(ballots, incoming{file, f})
			continue
		}
		m, err := to.takeIn(ctx, f, err)
		if err := c.reportFile(ctx, file, c.mergeKey(m), m, err); err != nil {
			return err
		}
		replaced = c.reportMerge(m) || replaced
	}
	if replaced && !c.flags.dryRun {
		defer c.say("cli.import.undo")
	}
	for _, in := range ballots {
		m, err := to.takeIn(ctx, in.opened, nil)
		said := c.importKey("ballot")
		switch {
		case err != nil:
		case !m.Changed():
			said = "cli.import.ballot_again"
		}
		if err := c.reportFile(ctx, in.file, said, m, err); err != nil {
			return err
		}
		c.reportSideEffects(m)
	}
	return nil
}

// importKey returns the translation key for the outcome what of an import or a dry run.
func (c *call) importKey(what string) string {
	if c.flags.dryRun {
		what += "_would"
	}
	return "cli.import." + what
}

// mergeKey returns the translation key for a file with an assessment.
func (c *call) mergeKey(m *assessment.Merged) string {
	switch {
	case m == nil, m.Added:
		return c.importKey("added")
	case m.Same():
		return "cli.import.same"
	}
	return c.importKey("merged")
}

// reportMerge lists what merging changed, and reports whether anything was replaced.
func (c *call) reportMerge(m *assessment.Merged) bool {
	if m == nil {
		return false
	}
	if added := c.lang.Added(m); added != "" {
		c.say("cli.import.new", "list", added)
	}
	c.reportSideEffects(m)
	if m.Unlisted {
		c.say("cli.import.rest")
	}
	for _, r := range m.Replaced {
		said := "cli.import.replaced"
		if r.After.Gone() {
			said = "cli.import.gone"
		}
		c.say(said, "name", c.lang.Replaced(r))
		for _, x := range r.Changes() {
			fmt.Fprintln(c.out, oneLine("    "+c.lang.RecordChange(x)))
		}
	}
	return len(m.Replaced) > 0
}

// reportSideEffects writes the other consequences of importing a file.
func (c *call) reportSideEffects(m *assessment.Merged) {
	if m == nil {
		return
	}
	if would := *m; m.Returned && c.flags.dryRun {
		would.Returned = false
		m = &would
		c.say("cli.import.returned_would")
	}
	for _, s := range c.lang.Besides(m) {
		fmt.Fprintln(c.out, oneLine("  "+s))
	}
}

// reportFile writes the outcome of a file. An error that is not the fault of the file ends the import.
func (c *call) reportFile(ctx context.Context, file, said string, m *assessment.Merged, err error, more ...any) error {
	switch {
	case errors.As(err, new(*closedError)), ctx.Err() != nil:
		return errors.Join(err, ctx.Err())
	case err != nil:
		c.say("cli.import.refused", "file", file)
		c.failed = max(c.failed, c.writeError(err))
		if assessment.CodeOf(err) == assessment.CodeWouldReveal {
			fmt.Fprintln(c.line.Stderr, c.lang.Say("cli.import.reveal"))
		}
		if sealing := (*exchange.Sealing)(nil); errors.As(err, &sealing) {
			fmt.Fprintln(c.line.Stderr, c.lang.Say("cli.import.supersede"))
			for _, x := range sealing.Changes {
				fmt.Fprintln(c.out, oneLine("    "+c.lang.Change(x)))
			}
		}
	default:
		a := m.Assessment
		c.say(said, append([]any{"file", file, "team", c.teamName(a.Team), "date", c.lang.Date(a.Date)}, more...)...)
	}
	return nil
}

// closedError means a data folder that does not open, which is not the fault of any file.
type closedError struct{ error }

func (e *closedError) Unwrap() error { return e.error }

// intake is the destination of imported files: the data folder or, in a dry run, a copy of it in memory.
type intake struct {
	call  *call
	store *sqlite.Store // nil until the first file needs it
}

// takeIn imports an opened file, unless opening it failed with err.
func (in *intake) takeIn(ctx context.Context, f *exchange.Opened, err error) (*assessment.Merged, error) {
	if err != nil {
		return nil, err
	}
	if f.Invitation == nil {
		if err := in.open(ctx, f.Ballots == nil); err != nil {
			return nil, err
		}
	}
	m, err := exchange.TakeIn(ctx, in.store, f, exchange.Consent{Reveal: in.call.flags.reveal, Seal: in.call.flags.supersede})
	if err != nil {
		return nil, fmt.Errorf("take the file in: %w", err)
	}
	return m, nil
}

// open opens the data folder and creates it if makes is true; otherwise a missing folder counts as empty and is not
// created, as for a ballot.
func (in *intake) open(ctx context.Context, makes bool) (err error) {
	c := in.call
	if in.store != nil {
		return nil
	}
	if err := c.dataPlace(); err != nil {
		return &closedError{err}
	}
	_, missing := os.Stat(c.flags.data)
	if c.flags.dryRun || !makes && errors.Is(missing, fs.ErrNotExist) {
		if in.store, err = sqlite.OpenCopy(ctx, c.flags.data, sqlite.Options{Holder: holder}); err == nil {
			c.sayAltered(in.store)
		}
	} else if in.store, err = c.write(ctx); err == nil {
		_, err = in.store.BackUp(ctx)
	}
	if err != nil {
		return &closedError{err}
	}
	return nil
}

func (in *intake) close() error {
	if in.store == nil {
		return nil
	}
	return in.call.closed(in.store)
}
