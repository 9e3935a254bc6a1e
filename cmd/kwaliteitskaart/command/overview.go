package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/cmd/kwaliteitskaart/paper"
)

// overview compares all teams in one file, or as data on standard output: those in a folder of hand-over files, none of which
// is stored, or all in the data folder. A refused file does not stop the others.
func (c *call) overview(ctx context.Context, names []string) error {
	switch {
	case c.flags.json && c.flags.out != "":
		return wrong("json_or_out")
	case c.flags.out == "" && !c.flags.json:
		return wrong("no_out", "overview", "FILE")
	case c.flags.out == standardOutput:
		return wrong("no_stdout", "overview")
	case c.flags.all == (len(names) > 0):
		return wrong("folder_or_all")
	}
	if !c.flags.json {
		if _, err := paper.OverviewKind(c.flags.out); err != nil {
			return err
		}
	}
	var list []*assessment.Assessment
	var left overviewLeft
	var err error
	if c.flags.all {
		list, err = c.everyTeam(ctx)
	} else {
		list, left, err = c.inFolder(ctx, names[0])
	}
	switch {
	case err != nil:
		return err
	case len(list) == 0 && c.flags.all:
		c.refuse("cli.list.empty")
		return nil
	case len(list) == 0:
		c.refuse("cli.overview.empty", "folder", names[0])
		return nil
	}
	o := assessment.NewOverview(list, c.today())
	o.Unread, o.Skipped = left.unread, left.skipped
	if c.flags.json {
		return c.json(dataOf(o, c.lang.Code()))
	}
	if err := paper.New(c.line.Version).WriteOverview(ctx, c.flags.out, o, c.lang); err != nil {
		return err
	}
	fmt.Fprintln(c.out, c.flags.out)
	return nil
}

// refuse writes a message to standard error and makes the exit code Refused, while the rest continues.
func (c *call) refuse(key string, args ...any) {
	fmt.Fprintln(c.line.Stderr, oneLine(c.lang.Say(key, args...)))
	c.failed = max(c.failed, Refused)
}

// everyTeam returns all rounds in the data folder, without their ballots.
func (c *call) everyTeam(ctx context.Context) ([]*assessment.Assessment, error) {
	rows, err := c.shelf.summaries(ctx)
	if err != nil {
		return nil, err
	}
	var list []*assessment.Assessment
	for _, r := range rows {
		a, err := c.shelf.reader.LoadAgreed(ctx, r.ID)
		if err != nil {
			return nil, fmt.Errorf("read the assessment: %w", err)
		}
		list = append(list, a)
	}
	return list, nil
}

// overviewLeft is what an overview leaves out of its folder.
type overviewLeft struct {
	unread  []assessment.UnreadFile
	skipped assessment.SkippedFiles
}

// inFolder returns the assessments in a folder of hand-over files, and reports and returns what else is in it. It skips
// invitations, ballots and folders, which are no team's plan.
func (c *call) inFolder(ctx context.Context, dir string) (list []*assessment.Assessment, left overviewLeft, err error) {
	if err := isFolder(dir); err != nil {
		return nil, left, err
	}
	files, folders, err := exchange.InFolder(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, left, assessment.Fail(assessment.CodeFileMissing, err, "file", dir)
	case err != nil:
		return nil, left, assessment.Fail(assessment.CodeFileRead, err, "file", dir)
	}
	for _, path := range files {
		if err := ctx.Err(); err != nil {
			return nil, left, err
		}
		a, err := c.shelf.openAssessment(path)
		switch assessment.CodeOf(err) {
		case "":
			list = append(list, a)
		case assessment.CodeInvitation, assessment.CodeBallot:
			left.skipped.Others++
		default:
			c.writeError(err)
			left.unread = append(left.unread, assessment.UnreadFile{Name: filepath.Base(path), Reason: c.lang.Brief(err), Whole: c.lang.Error(err)})
			c.failed = max(c.failed, Refused) // even if it could not be read: the others were
		}
	}
	left.skipped.Folders = folders
	if left.skipped.Said = c.lang.Skipped(folders, left.skipped.Others); left.skipped.Said != "" {
		fmt.Fprintln(c.line.Stderr, left.skipped.Said)
	}
	return list, left, nil
}

// isFolder refuses a path that exists and is not a folder.
func isFolder(path string) error {
	if kind := fileThere(path); kind != "" {
		return assessment.Fail(assessment.CodeNotFolder, nil, "folder", path, "kind", kind)
	}
	return nil
}

// fileThere returns the kind of file at path; "" if path is a folder or does not exist.
func fileThere(path string) string {
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return ""
	}
	return string(filekind.In(path))
}
