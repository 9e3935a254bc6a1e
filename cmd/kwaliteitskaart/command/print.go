package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/report/pdf"
)

// print writes documents as PDF, one file for each assessment and document, and says where. An assessment that is
// refused stops no other.
func (c *call) print(ctx context.Context, names []string) error {
	switch {
	case c.flags.out == "":
		return wrong("no_out", "print", "DIR")
	case c.flags.all == (len(names) > 0):
		return wrong("names_or_all")
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
	w, err := pdf.New()
	if err != nil {
		return fmt.Errorf("prepare printing: %w", err)
	}
	p := printer{call: c, writer: w, taken: fileNames{}}
	for _, name := range names {
		r, err := c.shelf.load(ctx, name)
		switch {
		case ctx.Err() != nil:
			return errors.Join(err, ctx.Err())
		case err != nil:
			c.failed = max(c.failed, c.tell(err))
			continue
		}
		for _, kind := range kinds {
			if err := p.print(ctx, r, kind); err != nil {
				return fmt.Errorf("print the %s: %w", kind, err)
			}
		}
	}
	return nil
}

// printer is one run of print.
type printer struct {
	*call
	writer *pdf.Writer
	taken  fileNames
}

func (p *printer) print(ctx context.Context, r round, kind report.Kind) error {
	checksum, err := exchange.Checksum(r.Assessment)
	if err != nil {
		return fmt.Errorf("sum up the assessment: %w", err)
	}
	doc := report.Build(kind, report.Input{
		Checksum:   checksum,
		Assessment: r.Assessment, Earlier: r.earlier, History: r.history, Round: r.number, Today: p.today(), Words: p.lang,
		ProgramVersion: p.line.Version,
	})
	var b bytes.Buffer
	if err := p.writer.Write(ctx, doc, &b); err != nil {
		return err
	}
	if err := os.MkdirAll(p.flags.out, 0o700); err != nil {
		return assessment.Fail(assessment.CodeFileWrite, fmt.Errorf("make the folder: %w", err), "file", p.flags.out)
	}
	path := filepath.Join(p.flags.out, p.taken.take(fmt.Sprintf("%s %s", r.Date, kind), r.Team.Name, ".pdf"))
	if err := exchange.WriteFile(path, b.Bytes()); err != nil {
		return err
	}
	fmt.Fprintln(p.out, path)
	return nil
}
