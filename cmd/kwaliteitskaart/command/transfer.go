package command

import (
	"context"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// export writes one assessment to a file in the format of its extension.
func (c *call) export(ctx context.Context, names []string) error {
	if c.flags.out == "" {
		return wrong("no_out", "export", "FILE")
	}
	kind := exchange.Extension
	if c.flags.out != standardOutput {
		var err error
		if kind, err = exchange.KindOf(c.flags.out, exchange.Extension, exchange.Sheet, exchange.CSV); err != nil {
			return err
		}
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
	if c.flags.password != "" && kind == exchange.Extension {
		if password, err = exchange.PasswordIn(c.flags.password); err != nil {
			return err
		}
	}
	switch {
	case c.flags.out == standardOutput:
		b, writing := exchange.Write(a, exchange.WithPassword(password))
		err = c.pour(b, writing)
	case kind == exchange.Extension:
		err = exchange.Save(c.flags.out, a, exchange.WithPassword(password))
	default:
		err = exchange.SaveSheet(c.flags.out, a, c.lang, c.today())
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
