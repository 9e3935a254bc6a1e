package command

import (
	"context"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/scan"
	"kwaliteitskaart/assessment/scan/container"
	"kwaliteitskaart/cmd/kwaliteitskaart/paper"
)

// importScans imports the ballots on scanned forms of one assessment. A scan is taken in as a whole or, if a person must look
// at anything in it, not at all. A refused scan does not stop the others.
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
	taken, left := 0, 0
	for _, s := range scansIn(files) {
		read, err := c.readScan(ctx, reader, s)
		m := &assessment.Merged{Assessment: round.Assessment}
		if err == nil && read.ballots != nil {
			m, err = to.takeIn(ctx, read.ballots, nil)
		}
		key, count := c.importKey("scan"), 0
		if err == nil {
			count = max(m.New.Ballots, 1)
			taken++
			left += read.left
		}
		if err == nil && !m.Changed() {
			key = "cli.import.scan_again"
		}
		if err := c.reportFile(ctx, s.String(), key, m, err, "count", count); err != nil {
			return err
		}
		for _, line := range read.said {
			fmt.Fprintln(c.out, "  "+line)
		}
		c.reportSideEffects(m)
	}
	switch {
	case left > 0:
		c.refuse("cli.import.scan_left", "count", left)
	case taken > 0 && !c.flags.dryRun:
		c.say("scan.delete")
	}
	return nil
}

// scanned is the files of one scan.
type scanned []string

// String names them.
func (s scanned) String() string {
	if len(s) == 1 {
		return s[0]
	}
	return s[0] + " … " + s[len(s)-1]
}

// scansIn returns the scans that files are, in their order: pictures that follow each other are one.
func scansIn(files []string) (all []scanned) {
	follows := false
	for _, file := range files {
		picture := filekind.In(file) == filekind.Picture
		if picture && follows {
			last := len(all) - 1
			all[last] = append(all[last], file)
		} else {
			all = append(all, scanned{file})
		}
		follows = picture
	}
	return all
}

// scanRead is what a scan gives: its ballots, nil if all of them were taken in before; how many forms somebody has to look at;
// and what there is to say about its pages.
type scanRead struct {
	ballots *exchange.Opened
	left    int
	said    []string
}

// readScan reads a scan. It refuses one without forms that count (CodeScanEmpty), and one of which somebody has to look at
// all of them, or at the order (CodeScanAsks).
func (c *call) readScan(ctx context.Context, reader *scan.Reader, files scanned) (found scanRead, err error) {
	var pictures scan.Files
	for _, file := range files {
		p, err := container.Open(file)
		if err != nil {
			return found, err
		}
		pictures = append(pictures, p)
	}
	read, err := reader.Read(ctx, pictures)
	if err != nil {
		return found, err
	}
	for _, n := range read.Notes() {
		found.said = append(found.said, c.lang.Say(n.Key, n.Args...))
	}
	if read.Turned != nil {
		return found, assessment.Fail(assessment.CodeScanAsks, nil, "file", files.String())
	}
	found.left = read.LeaveDoubtful()
	switch ballots := read.Ballots(nil, nil); {
	case len(ballots) > 0:
		found.said = append(found.said, c.lang.Say("scan.compare"))
		found.ballots, err = exchange.Invite(reader.Assessment).FromPaper(files.String(), ballots)
	case found.left > 0:
		err = assessment.Fail(assessment.CodeScanAsks, nil, "file", files.String())
	case !read.Again():
		err = assessment.Fail(assessment.CodeScanEmpty, nil, "file", files.String())
	}
	return found, err
}
