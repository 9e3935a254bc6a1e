package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
)

// imports takes files in, saying for each what happened. A file that is refused stops no other.
func (c *call) imports(ctx context.Context, files []string) error {
	var to taker = &writer{call: c}
	if c.flags.dryRun {
		to = &rehearsal{shelf: c.shelf, held: make(map[string]*assessment.Assessment)}
	}
	err := c.importAll(ctx, files, to)
	if closing := to.close(); err == nil {
		err = closing
	}
	return err
}

// importAll takes ballots in last: what they are for may be in a later file.
func (c *call) importAll(ctx context.Context, files []string, to taker) error {
	type incoming struct {
		file   string
		ballot *exchange.BallotFile
	}
	var ballots []incoming
	replaced := false
	for _, file := range files {
		f, err := c.shelf.openFile(file, c.shelf.cards)
		if err == nil && f.Ballot != nil {
			ballots = append(ballots, incoming{file, f.Ballot})
			continue
		}
		var a *assessment.Assessment
		if err == nil {
			a, err = whole(f, file)
		}
		var m *assessment.Merged
		if err == nil {
			if m, err = to.take(ctx, a); err != nil {
				err = blame(file, err)
			}
		}
		if err := c.account(ctx, file, c.saidOfMerge(m), a, err); err != nil {
			return err
		}
		replaced = c.accountMerge(m) || replaced
	}
	if replaced && !c.flags.dryRun {
		defer c.say("cli.import.undo")
	}
	for _, in := range ballots {
		a, added, err := to.cast(ctx, in.ballot)
		said := c.saidOf("ballot")
		switch {
		case err != nil:
			err = blame(in.file, err)
		case !added:
			said = "cli.import.ballot_again"
		case a.WaitingBallots() > 0 && !c.flags.dryRun:
			said = "cli.import.ballot_waits"
		}
		if err := c.account(ctx, in.file, said, a, err); err != nil {
			return err
		}
	}
	return nil
}

// saidOf is what is said of a file that was taken in, or could be.
func (c *call) saidOf(what string) string {
	if c.flags.dryRun {
		what += "_would"
	}
	return "cli.import." + what
}

// saidOfMerge is what is said of a file with an assessment.
func (c *call) saidOfMerge(m *assessment.Merged) string {
	switch {
	case m == nil, m.Added:
		return c.saidOf("added")
	case !m.Changed():
		return "cli.import.same"
	}
	return c.saidOf("merged")
}

// accountMerge lists what merging changed, and reports whether anything was replaced.
func (c *call) accountMerge(m *assessment.Merged) bool {
	if m == nil {
		return false
	}
	if added := c.lang.Added(m); added != "" {
		c.say("cli.import.new", "list", added)
	}
	if m.Rest {
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

// account says what became of a file. An error that is no fault of the file ends it all.
func (c *call) account(ctx context.Context, file, said string, a *assessment.Assessment, err error) error {
	switch {
	case errors.As(err, new(*closedError)), ctx.Err() != nil:
		return errors.Join(err, ctx.Err())
	case err != nil:
		c.say("cli.import.refused", "file", file)
		c.failed = max(c.failed, c.tell(err))
	default:
		c.say(said, "file", file, "team", a.Team.Name, "date", c.lang.Date(a.Date), "count", a.WaitingBallots())
	}
	return nil
}

// blame names the file with content that the store refuses.
func blame(file string, err error) error {
	if e := (*assessment.Error)(nil); errors.As(err, &e) && e.Code == assessment.CodeInvalid {
		named := assessment.Fail(assessment.CodeContent, err, "file", filepath.Base(file))
		named.Faults = e.Faults
		return named
	}
	return err
}

// taker takes in what files hold.
type taker interface {
	// take takes in an assessment. Where it is here already they are merged, and what that did is returned.
	take(context.Context, *assessment.Assessment) (*assessment.Merged, error)
	// cast takes in a ballot. It returns the assessment it went to, as it is then, and whether the ballot was new.
	cast(context.Context, *exchange.BallotFile) (*assessment.Assessment, bool, error)
	close() error
}

// elsewhere is the refusal of a ballot for an assessment that is not here.
func elsewhere(b *exchange.BallotFile) error { return b.For(&assessment.Assessment{}) }

// closedError is a data folder that does not open, which is no fault of any file.
type closedError struct{ error }

func (e *closedError) Unwrap() error { return e.error }

// writer adds to the data folder, which it opens, and makes, for the first assessment.
type writer struct {
	call  *call
	store *sqlite.Store
}

func (w *writer) open(ctx context.Context) error {
	if w.store != nil {
		return nil
	}
	s, err := w.call.write(ctx)
	if err != nil {
		return &closedError{err}
	}
	w.store = s
	if _, err := s.BackUp(ctx); err != nil {
		return &closedError{err}
	}
	return nil
}

func (w *writer) add(ctx context.Context, a *assessment.Assessment) error {
	if err := w.open(ctx); err != nil {
		return err
	}
	if err := w.store.Add(ctx, a); err != nil {
		return fmt.Errorf("add the assessment: %w", err)
	}
	return nil
}

func (w *writer) take(ctx context.Context, a *assessment.Assessment) (*assessment.Merged, error) {
	if err := w.open(ctx); err != nil {
		return nil, err
	}
	m, err := w.store.TakeIn(ctx, a)
	if err != nil {
		return nil, fmt.Errorf("take the assessment in: %w", err)
	}
	return m, nil
}

func (w *writer) cast(ctx context.Context, b *exchange.BallotFile) (*assessment.Assessment, bool, error) {
	if _, err := os.Stat(w.call.flags.data); errors.Is(err, fs.ErrNotExist) {
		return nil, false, elsewhere(b) // a folder is not made for a ballot
	}
	if err := w.open(ctx); err != nil {
		return nil, false, err
	}
	a, err := w.store.Load(ctx, b.Assessment)
	switch {
	case assessment.CodeOf(err) == assessment.CodeNotFound:
		return nil, false, elsewhere(b)
	case err != nil:
		return nil, false, fmt.Errorf("look for the assessment: %w", err)
	}
	if err := b.For(a); err != nil {
		return nil, false, err
	}
	added, err := w.store.AddBallots(ctx, a.ID, []assessment.Ballot{b.Ballot})
	if err != nil {
		return nil, false, fmt.Errorf("add the ballot: %w", err)
	}
	if a, err = w.store.Load(ctx, a.ID); err != nil {
		return nil, false, fmt.Errorf("read the assessment again: %w", err)
	}
	return a, added > 0, nil
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

// rehearsal refuses what a writer would refuse, and changes nothing.
type rehearsal struct {
	shelf *shelf
	added []*assessment.Assessment
	held  map[string]*assessment.Assessment // those that were taken in or got a ballot, as they would be
}

func (r *rehearsal) take(ctx context.Context, a *assessment.Assessment) (*assessment.Merged, error) {
	rows, err := r.shelf.summaries(ctx)
	if err != nil {
		return nil, &closedError{err}
	}
	here := r.held[a.ID]
	if here == nil {
		// What is in the bin is on no list, but it is there.
		here, err = r.shelf.reader.Load(ctx, a.ID)
		if err != nil && assessment.CodeOf(err) != assessment.CodeNotFound {
			return nil, fmt.Errorf("look for the assessment: %w", err)
		}
	}
	if here != nil {
		m, err := here.Merge(a)
		if err != nil {
			return nil, err
		}
		r.held[a.ID] = m.Assessment
		return m, nil
	}
	if err := r.refuseCard(ctx, a.Card, rows); err != nil {
		return nil, err
	}
	r.added = append(r.added, a)
	r.held[a.ID] = a
	return &assessment.Merged{Assessment: a, Added: true}, nil
}

// refuseCard refuses a card that is another here, or in a file before this one.
func (r *rehearsal) refuseCard(ctx context.Context, card *assessment.Card, rows []assessment.Summary) error {
	for _, b := range r.added {
		if err := clash(card, b.Card); err != nil {
			return err
		}
	}
	if !foreign(card) {
		return nil
	}
	for _, row := range rows {
		b, err := r.shelf.reader.Load(ctx, row.ID)
		if err != nil {
			return fmt.Errorf("look for the card: %w", err)
		}
		if err := clash(card, b.Card); err != nil {
			return err
		}
	}
	return nil
}

func (r *rehearsal) cast(ctx context.Context, b *exchange.BallotFile) (*assessment.Assessment, bool, error) {
	if _, err := r.shelf.summaries(ctx); err != nil {
		return nil, false, &closedError{err}
	}
	a := r.held[b.Assessment]
	if a == nil {
		var err error
		if a, err = r.shelf.reader.Load(ctx, b.Assessment); assessment.CodeOf(err) == assessment.CodeNotFound {
			return nil, false, elsewhere(b)
		} else if err != nil {
			return nil, false, fmt.Errorf("look for the assessment: %w", err)
		}
	}
	if err := b.For(a); err != nil {
		return nil, false, err
	}
	for _, there := range a.Ballots {
		there.Waiting = false
		if reflect.DeepEqual(there, b.Ballot) {
			return a, false, nil
		}
	}
	grown := *a
	grown.Ballots = append(slices.Clone(a.Ballots), b.Ballot)
	if err := assessment.Refuse(grown.Check()); err != nil {
		return nil, false, err
	}
	r.held[a.ID] = &grown
	return &grown, true, nil
}

func (*rehearsal) close() error { return nil }

// clash is why two cards cannot both be here.
func clash(a, b *assessment.Card) error {
	if a.Ref() == b.Ref() && !bytes.Equal(a.Compact, b.Compact) {
		return assessment.Fail(assessment.CodeCardConflict, nil, "card", a.ID, "version", a.Version)
	}
	return nil
}

// foreign reports whether a card is not built in. Reading refuses other contents under the name of one that is.
func foreign(card *assessment.Card) bool {
	cards, err := exchange.BuiltIn()
	return err != nil || cards.Find(card.Ref()) == nil
}
