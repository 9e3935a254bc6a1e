package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/cmd/kwaliteitskaart/paper"
	"kwaliteitskaart/cmd/kwaliteitskaart/place"
)

// print writes documents as PDF, one file for each assessment and document, and reports their paths. A refused
// assessment does not stop the others.
func (c *call) print(ctx context.Context, names []string) error {
	switch {
	case c.flags.out == "":
		return wrong("no_out", "print", "DIR")
	case c.flags.out == standardOutput:
		return wrong("no_stdout", "print")
	case c.flags.all == (len(names) > 0):
		return wrong("names_or_all")
	}
	if err := isFolder(c.flags.out); err != nil {
		return err
	}
	if c.flags.all {
		rows, err := c.shelf.summaries(ctx)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			c.say("cli.list.empty")
			return nil
		}
		for _, r := range rows {
			names = append(names, r.ID)
		}
	}
	kinds := c.flags.documents
	if len(kinds) == 0 {
		kinds = []report.Kind{report.Plan}
	}
	if i := slices.IndexFunc(kinds, func(k report.Kind) bool { return !k.OfPlan() }); c.flags.adopted && i >= 0 {
		return wrong("no_adopted", string(kinds[i]))
	}
	p := printer{call: c, press: paper.New(c.line.Version), taken: place.FileNames{}}
	for _, name := range names {
		r, err := c.shelf.load(ctx, name)
		today := c.today()
		if err == nil && c.flags.adopted {
			if r, err = r.AsAdopted(); err == nil {
				today = r.Assessment.Plan.AdoptedOn // the day it showed then
			}
		}
		switch {
		case ctx.Err() != nil:
			return errors.Join(err, ctx.Err())
		case err != nil:
			c.failed = max(c.failed, c.writeError(err))
			continue
		}
		for _, kind := range kinds {
			switch err := p.print(ctx, r, kind, today); {
			case assessment.CodeOf(err) == assessment.CodeNoTalk:
				c.failed = max(c.failed, c.writeError(err))
			case err != nil:
				return fmt.Errorf("print the %s: %w", kind, err)
			}
		}
	}
	return nil
}

// printer is one run of print.
type printer struct {
	*call
	press *paper.Press
	taken place.FileNames
}

func (p *printer) print(ctx context.Context, r assessment.Round, kind report.Kind, today assessment.Date) error {
	if err := kind.Available(r.Assessment); err != nil {
		return err // before a folder is created or a name reserved
	}
	if err := os.MkdirAll(p.flags.out, 0o700); err != nil {
		return assessment.Fail(assessment.CodeFileWrite, fmt.Errorf("make the folder: %w", err), "file", p.flags.out)
	}
	a := r.Assessment
	path := filepath.Join(p.flags.out, p.taken.Reserve(fmt.Sprintf("%s %s", a.Date, kind), a.Team.Name, paper.Extension))
	if err := p.press.Write(ctx, path, kind, report.Input{Round: r, Today: today, Words: p.lang}); err != nil {
		return err
	}
	fmt.Fprintln(p.out, path)
	return nil
}
