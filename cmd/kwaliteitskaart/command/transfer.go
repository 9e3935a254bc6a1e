package command

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// export writes one assessment to a file of the kind its name says.
func (c *call) export(ctx context.Context, names []string) error {
	if c.flags.out == "" {
		return wrong("no_out", "export", "FILE")
	}
	kind := strings.ToLower(filepath.Ext(c.flags.out))
	if !slices.Contains(exports, kind) {
		return unknownKind(c.flags.out, exports)
	}
	if c.flags.password != "" && kind != exchange.Extension && !isHandOver(names[0]) {
		return wrong("password_sheet", kind)
	}
	a, err := c.shelf.load(ctx, names[0])
	if err != nil {
		return err
	}
	weak := false
	switch {
	case kind != exchange.Extension:
		err = c.exportSheet(a.Assessment, kind)
	case c.flags.password != "":
		weak, err = c.exportEncrypted(a.Assessment)
	default:
		err = exchange.Save(c.flags.out, a.Assessment)
	}
	if err != nil {
		return fmt.Errorf("save the file: %w", err)
	}
	fmt.Fprintln(c.out, c.flags.out)
	if n := len(a.Counted()); n > 0 && kind == exchange.Extension {
		c.say("cli.export.ballots", "count", n)
	}
	if weak {
		c.say("cli.export.weak")
	}
	return nil
}

// exportEncrypted writes a hand-over file that needs a password, and reports whether that is a weak one.
func (c *call) exportEncrypted(a *assessment.Assessment) (weak bool, err error) {
	password, err := exchange.PasswordIn(c.flags.password)
	if err != nil {
		return false, err
	}
	return exchange.WeakPassword(password), exchange.SaveWith(c.flags.out, password, a)
}

// exports is the kinds of file an assessment can be written to.
var exports = []string{exchange.Extension, exchange.Sheet, exchange.CSV}

// exportSheet writes an assessment for a spreadsheet.
func (c *call) exportSheet(a *assessment.Assessment, kind string) error {
	write := exchange.Sheets
	if kind == exchange.CSV {
		write = exchange.ActionsCSV
	}
	b, err := write(a, c.lang, c.today())
	if err != nil {
		return err
	}
	return exchange.WriteFile(c.flags.out, b)
}

// unknownKind is the refusal of a file to write whose name ends with none of some extensions.
func unknownKind(path string, want []string) error {
	return assessment.Fail(assessment.CodeUnknownFileType, nil, "file", filepath.Base(path), "want", strings.Join(want, ", "))
}

// demo adds the rounds of the example team that are not there yet.
func (c *call) demo(ctx context.Context, _ []string) (err error) {
	cards, err := exchange.BuiltIn()
	if err != nil {
		return fmt.Errorf("read the built-in cards: %w", err)
	}
	rounds, err := exchange.Example(cards)
	if err != nil {
		return fmt.Errorf("read the example: %w", err)
	}
	to := &writer{call: c}
	defer func() { err = errors.Join(err, to.close()) }()
	for _, a := range rounds {
		said := "cli.demo.added"
		if err := to.add(ctx, a); assessment.CodeOf(err) == assessment.CodeExists {
			said = "cli.demo.exists"
		} else if err != nil {
			return err
		}
		c.say(said, "team", a.Team.Name, "date", c.lang.Date(a.Date))
	}
	return nil
}
