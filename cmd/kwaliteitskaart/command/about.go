package command

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/ui/text"
)

// version writes which program this is, and what is in it.
func (c *call) version(context.Context, []string) error {
	fmt.Fprintf(c.out, "Kwaliteitskaart %s\n%s %s\nSQLite %s\n", c.line.Version, c.lang.Say("cli.version.commit"),
		cmp.Or(Commit(), text.None), sqlite.Version())
	cards, err := exchange.BuiltIn()
	if err != nil {
		return fmt.Errorf("read the built-in cards: %w", err)
	}
	for _, card := range cards {
		fmt.Fprintf(c.out, "%s %s %s\n", c.lang.Say("cli.version.card"), card.ID, card.Version)
	}
	return nil
}

// Commit is the commit the program was built from, with a plus when it was changed since; empty where the build
// does not know.
func Commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+"
		}
	}
	if revision == "" {
		return ""
	}
	return revision + changed
}

// help writes what the program can do.
func (c *call) help(context.Context, []string) error {
	const entry = "  kwaliteitskaart%s\n      %s\n"
	fmt.Fprintln(c.out, c.lang.Say("cli.help.usage"))
	fmt.Fprintf(c.out, entry, "", c.lang.Say("cli.help.window"))
	fmt.Fprintf(c.out, entry, " FILE"+exchange.Extension, c.lang.Say("cli.help.file"))
	for _, do := range commands() {
		fmt.Fprintf(c.out, entry, " "+do.synopsis, c.lang.Say("cli.help."+strings.ReplaceAll(do.name, " ", ".")))
	}
	fmt.Fprintf(c.out, "\n%s\n", c.lang.Say("cli.help.flags"))
	var t table
	t.row("  --data DIR", c.lang.Say("cli.help.data"))
	t.row("  --lang "+strings.Join(text.Codes, "|"), c.lang.Say("cli.help.lang"))
	t.row("  --today YYYY-MM-DD", c.lang.Say("cli.help.today"))
	t.row("  --json", c.lang.Say("cli.help.json"))
	t.row("  --password-file FILE", c.lang.Say("cli.help.password"))
	t.write(c.out)
	fmt.Fprintf(c.out, "\n%s\n%s\n", c.lang.Say("cli.help.assessment"), c.lang.Say("cli.help.exits"))
	return nil
}
