package command

import (
	"context"
	"errors"
	"os"
	"runtime"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/cmd/kwaliteitskaart/checkup"
	"kwaliteitskaart/cmd/kwaliteitskaart/spool"
)

// check reports whether this computer has what the program needs.
func (c *call) check(ctx context.Context, _ []string) error {
	computer := checkup.Computer{
		Data: c.flags.data, Examine: c.examine,
		Newest: func(ctx context.Context) (*assessment.Backup, int, error) {
			return sqlite.NewestBackup(ctx, c.flags.data)
		},
		Printers: spool.Printers, System: runtime.GOOS, Env: os.Getenv,
	}
	lines := computer.Check(ctx, c.lang)
	if err := ctx.Err(); err != nil {
		return err
	}
	var t table
	bad := 0
	for _, l := range lines {
		state := c.lang.Say("check.good")
		if !l.Good {
			state = c.lang.Say("check.bad")
			bad++
		}
		t.row(state, l.What, l.Says)
	}
	t.write(c.out)
	if err := c.dataThere(); err != nil { // the folder given by a flag may be wrong
		return err
	}
	if bad == 0 {
		c.say("check.all_good")
		return nil
	}
	c.say("check.some_bad", "count", bad)
	c.failed = max(c.failed, Failed)
	return nil
}

// examine checks the whole database of the data folder.
func (c *call) examine(ctx context.Context) (h sqlite.Health, err error) {
	r, err := sqlite.OpenReader(ctx, c.flags.data, sqlite.Options{Holder: holder})
	if err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return r.Examine(ctx)
}
