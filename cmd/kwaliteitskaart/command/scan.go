package command

import (
	"context"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/scan"
	"kwaliteitskaart/assessment/scan/container"
	"kwaliteitskaart/cmd/kwaliteitskaart/paper"
)

// importScans imports the ballots on scanned forms of one assessment. A scan goes in whole or, if somebody has to look at
// anything in it, not at all. A refused scan does not stop the others.
func (c *call) importScans(ctx context.Context, files []string) (err error) {
	if isHandOver(c.flags.about) {
		return wrong("cast_file", c.flags.about)
	}
	round, err := c.shelf.load(ctx, c.flags.about)
	if err != nil {
		return err
	}
	if err := round.Assessment.RefuseScores(); err != nil {
		return fmt.Errorf("import scans: %w", err)
	}
	sheets, err := paper.New(c.line.Version).Forms(round)
	if err != nil {
		return err
	}
	to := &intake{call: c}
	defer func() { err = errors.Join(err, to.close()) }()
	reader := scan.NewReader(round.Assessment, sheets)
	taken := 0
	for _, file := range files {
		opened, said, err := c.readScan(ctx, reader, file)
		m := &assessment.Merged{Assessment: round.Assessment}
		if err == nil && opened != nil {
			m, err = to.take(ctx, opened, nil)
		}
		key := c.importKey("scan")
		if err == nil && !m.Changed() {
			key = "cli.import.scan_again"
		}
		count := 0
		if err == nil {
			count = max(m.New.Ballots, 1)
			taken++
		}
		if err := c.reportFile(ctx, file, key, m, err, "count", count); err != nil {
			return err
		}
		for _, line := range said {
			fmt.Fprintln(c.out, "  "+line)
		}
		c.reportSideEffects(m)
	}
	if taken > 0 && !c.flags.dryRun {
		c.say("scan.delete")
	}
	return nil
}

// readScan returns the ballots on the forms in a scan, nil if all of them were taken in before, and what there is to say
// about its pages. It refuses a scan without forms that count (CodeScanEmpty), and one with anything that somebody has to
// look at (CodeScanAsks).
func (c *call) readScan(ctx context.Context, reader *scan.Reader, file string) (*exchange.Opened, []string, error) {
	pictures, err := container.Open(file)
	if err != nil {
		return nil, nil, err
	}
	read, err := reader.Read(ctx, pictures)
	if err != nil {
		return nil, nil, err
	}
	var said []string
	for _, n := range read.Notes() {
		said = append(said, c.lang.Say(n.Key, n.Args...))
	}
	if read.Asks() {
		return nil, said, assessment.Fail(assessment.CodeScanAsks, nil, "file", file)
	}
	if read.Again() {
		return nil, said, nil
	}
	ballots := read.Ballots(nil, nil)
	if len(ballots) == 0 {
		return nil, said, assessment.Fail(assessment.CodeScanEmpty, nil, "file", file)
	}
	opened, err := exchange.Invite(reader.Assessment).FromPaper(file, ballots)
	return opened, said, err
}
