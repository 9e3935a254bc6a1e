package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/words"
)

// backup makes a backup, either in a file of the user's choice, which also works while the window is open, or in the
// folder of automatic backups.
func (c *call) backup(ctx context.Context, _ []string) (err error) {
	if c.flags.out == standardOutput {
		return wrong("no_stdout", "backup")
	}
	if c.flags.out != "" {
		if _, err := c.shelf.summaries(ctx); err != nil {
			return err
		}
		if err := c.shelf.reader.Copy(ctx, c.flags.out); err != nil {
			return fmt.Errorf("back up: %w", err)
		}
		fmt.Fprintln(c.out, c.flags.out)
		c.say("cli.backup.hidden")
		return nil
	}
	if err := c.dataThere(); err != nil {
		return err
	}
	store, err := c.write(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.closed(store)) }()
	switch made, err := store.BackUp(ctx); {
	case err != nil:
		return err
	case made != nil:
		fmt.Fprintln(c.out, made.Path)
		c.say("cli.backup.hidden")
	default:
		c.say("cli.backup.unchanged")
	}
	return nil
}

// backupList writes the backups, newest first, and whether each is reliable.
func (c *call) backupList(ctx context.Context, _ []string) error {
	if err := c.dataThere(); err != nil {
		return err
	}
	list, err := sqlite.Backups(ctx, c.flags.data)
	if err != nil {
		return fmt.Errorf("list the backups: %w", err)
	}
	if len(list) == 0 {
		c.say("cli.backup.none")
		return nil
	}
	var t table
	t.row(c.lang.Say("cli.backup.made"), c.lang.Say("cli.backup.held"), c.lang.Say("cli.backup.state"), c.lang.Say("cli.backup.file"))
	for _, b := range list {
		state, held := "cli.backup.good", c.lang.Number(b.Assessments)
		if b.Err != nil {
			state, held = "cli.backup.bad", words.None
		}
		t.row(c.lang.Moment(b.Made), held, c.lang.Say(state), b.Path)
	}
	t.write(c.out)
	return nil
}

// restore replaces all data with a backup and reports where the replaced data is kept. The backup is named by its
// path, or by its file name if it is one of the program's own.
func (c *call) restore(ctx context.Context, names []string) error {
	if err := c.dataPlace(); err != nil {
		return err
	}
	path := names[0]
	if _, err := os.Stat(path); err != nil && path == filepath.Base(path) {
		list, err := sqlite.Backups(ctx, c.flags.data)
		if err != nil {
			return fmt.Errorf("list the backups: %w", err)
		}
		for _, b := range list {
			if filepath.Base(b.Path) == path {
				path = b.Path
			}
		}
	}
	aside, err := sqlite.Restore(ctx, c.flags.data, path, sqlite.Options{Holder: holder})
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	c.say("cli.restore.done", "file", path)
	if aside != "" {
		c.say("cli.restore.aside", "folder", aside)
	}
	c.say("cli.restore.hidden")
	return nil
}

// offer writes how to recover from a database that cannot be opened: with the newest good backup, or otherwise in the
// window.
func (c *call) offer(ctx context.Context, err error) {
	if !assessment.Restorable(err) {
		return
	}
	list, err := sqlite.Backups(ctx, c.flags.data)
	if err != nil {
		return // what matters has been said
	}
	words := c.lang.Say("cli.offer.none")
	if b := assessment.NewestBackup(list); b != nil {
		words = c.lang.Say("cli.offer.backup", "date", c.lang.Moment(b.Made), "file", b.Path)
	}
	fmt.Fprintln(c.line.Stderr, oneLine(words))
}
