package command

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/cmd/kwaliteitskaart/place"
)

// export writes one assessment to a file in the format of its extension.
func (c *call) export(ctx context.Context, names []string) error {
	if c.flags.out == "" {
		return wrong("no_out", "export", "FILE")
	}
	kind := exchange.Extension
	if c.flags.out != standardOutput {
		var err error
		if kind, err = exchange.KindOf(c.flags.out, exchange.Extension, exchange.Sheet, exchange.CSV, exchange.ICS); err != nil {
			return err
		}
	}
	if c.flags.perOwner && kind != exchange.ICS {
		return wrong("per_owner")
	}
	if c.flags.password != "" && kind != exchange.Extension && !isHandOver(names[0]) {
		return wrong("password_sheet", kind)
	}
	loaded, err := c.shelf.load(ctx, names[0])
	if err != nil {
		return err
	}
	a := loaded.Assessment
	password := ""
	if c.flags.perOwner && kind != exchange.ICS {
		return wrong("per_owner")
	}
	if c.flags.password != "" && kind == exchange.Extension {
		if password, err = exchange.PasswordIn(c.flags.password); err != nil {
			return err
		}
	}
	switch {
	case c.flags.out == standardOutput:
		b, writing := exchange.Write(loaded.ForFile(), exchange.WithPassword(password))
		err = c.writeOut(b, writing)
	case kind == exchange.Extension:
		err = exchange.Save(c.flags.out, loaded.ForFile(), exchange.WithPassword(password))
	case kind == exchange.ICS && c.flags.perOwner:
		return c.calendars(loaded)
	case kind == exchange.ICS:
		err = exchange.SaveCalendar(c.flags.out, loaded.Calendar(), c.lang, c.today())
	default:
		err = exchange.SaveSheet(c.flags.out, loaded, c.lang, c.today())
	}
	if err != nil {
		return fmt.Errorf("save the file: %w", err)
	}
	if c.flags.out != standardOutput {
		fmt.Fprintln(c.out, c.flags.out)
	}
	if n := len(a.Counted()); n > 0 && kind == exchange.Extension {
		c.say("cli.export.ballots", "count", n)
	}
	if password != "" && exchange.WeakPassword(password) {
		c.say("cli.export.weak")
	}
	return nil
}

// calendars writes a calendar file for each owner and one for actions without an owner, and prints the path of each.
func (c *call) calendars(r assessment.Round) error {
	base, taken := strings.TrimSuffix(filepath.Base(c.flags.out), filepath.Ext(c.flags.out)), place.FileNames{}
	saved, err := exchange.SaveCalendars(c.flags.out, r.Calendar(), c.lang, c.today(), func(owner string) string {
		return taken.Reserve("", base+" – "+owner, exchange.ICS)
	})
	for _, s := range saved {
		fmt.Fprintln(c.out, s.Path)
	}
	if without := exchange.Without(saved, c.lang); without != "" {
		fmt.Fprintln(c.line.Stderr, without)
	}
	return err
}

// demo adds the rounds of the example team that are not stored yet.
func (c *call) demo(ctx context.Context, _ []string) (err error) {
	rounds, err := exchange.Example()
	if err != nil {
		return fmt.Errorf("read the example: %w", err)
	}
	to := &intake{call: c}
	defer func() { err = errors.Join(err, to.close()) }()
	for _, a := range rounds {
		if err := to.open(ctx, true); err != nil {
			return err
		}
		said := "cli.demo.added"
		if err := to.store.Add(ctx, a); assessment.CodeOf(err) == assessment.CodeExists {
			said = "cli.demo.exists"
		} else if err != nil {
			return fmt.Errorf("add the assessment: %w", err)
		}
		c.say(said, "team", c.teamName(a.Team), "date", c.lang.Date(a.Date))
	}
	return nil
}
