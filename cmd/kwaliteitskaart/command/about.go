package command

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/words"
)

// version writes the version of the program and of what it contains.
func (c *call) version(context.Context, []string) error {
	cards, err := exchange.BuiltIn()
	if err != nil {
		return fmt.Errorf("read the built-in cards: %w", err)
	}
	if c.flags.json {
		about := edition{c.line.Version, Commit(), sqlite.Version(), []assessment.CardRef{}}
		for _, card := range cards {
			about.Cards = append(about.Cards, card.Ref())
		}
		return c.json(about)
	}
	fmt.Fprintf(c.out, "Kwaliteitskaart %s\n%s %s\nSQLite %s\n", c.line.Version, c.lang.Say("cli.version.commit"),
		cmp.Or(Commit(), words.None), sqlite.Version())
	for _, card := range cards {
		fmt.Fprintf(c.out, "%s %s %s\n", c.lang.Say("cli.version.card"), card.ID, card.Version)
	}
	return nil
}

// edition is the output of version --json.
type edition struct {
	Version string               `json:"version"`
	Commit  string               `json:"commit"` // empty where the build does not know
	SQLite  string               `json:"sqlite"`
	Cards   []assessment.CardRef `json:"cards"`
}

// Commit returns the commit the program was built from, with a plus if the working tree was modified; "" if the build
// does not record it.
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

// help writes the usage of every command, or of the commands whose names begin with names. It refuses names that
// match none, unless help was asked for with a flag: then they may be file names.
func (c *call) help(_ context.Context, names []string) error {
	const entry = "  kwaliteitskaart%s\n      %s\n"
	about, known := begunBy(names)
	if known < len(names) && !c.flags.help {
		return wrong("unknown_command", strings.Join(names, " "))
	}
	fmt.Fprintln(c.out, c.lang.Say("cli.help.usage"))
	if about == nil {
		about = commands()
		fmt.Fprintf(c.out, entry, "", c.lang.Say("cli.help.window"))
		fmt.Fprintf(c.out, entry, " FILE"+exchange.Extension, c.lang.Say("cli.help.file"))
	}
	taken := slices.Clone(everywhere)
	for _, do := range about {
		fmt.Fprintf(c.out, entry, " "+do.synopsis, c.lang.Say("cli.help."+strings.ReplaceAll(do.name, " ", ".")))
		taken = append(taken, do.flags...)
	}
	fmt.Fprintf(c.out, "\n%s\n", c.lang.Say("cli.help.flags"))
	var t table
	for _, f := range []struct{ flag, value, says string }{
		{"data", " DIR", "data"},
		{"lang", " " + strings.Join(words.Codes, "|"), "lang"},
		{"today", " YYYY-MM-DD", "today"},
		{"json", "", "json"},
		{"password-file", " FILE", "password"},
	} {
		if slices.Contains(taken, f.flag) {
			t.row("  --"+f.flag+f.value, c.lang.Say("cli.help."+f.says))
		}
	}
	t.write(c.out)
	if len(about) == 1 && about[0].name == "overview" {
		shape, err := overviewShape()
		if err != nil {
			return fmt.Errorf("show the shape of the data: %w", err)
		}
		fmt.Fprintf(c.out, "\n%s\n%s\n", c.lang.Say("cli.help.overview.shape"), shape)
	}
	fmt.Fprintf(c.out, "\n%s\n%s\n", c.lang.Say("cli.help.assessment"), c.lang.Say("cli.help.exits"))
	return nil
}

// begunBy returns the commands whose names begin with the first n of names: "card" matches three, "card check" one.
// It returns nil if none match.
func begunBy(names []string) (list []command, n int) {
	for n = min(len(names), 2); n > 0; n-- {
		begin := strings.Join(names[:n], " ")
		for _, do := range commands() {
			if do.name == begin || strings.HasPrefix(do.name, begin+" ") {
				list = append(list, do)
			}
		}
		if list != nil {
			return list, n
		}
	}
	return nil, 0
}
