package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
)

// usageError is wrong usage; its message is the translation of "cli.usage." + what.
type usageError struct{ what, got, want string }

// Error returns a text for the log; users see the translation.
func (e *usageError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("wrong usage: %s %s %s", e.what, e.got, e.want))
}

// wrong returns a usageError; details are the value given and the value expected.
func wrong(what string, details ...string) error {
	e := &usageError{what: what}
	for i, to := range []*string{&e.got, &e.want} {
		if i < len(details) {
			*to = details[i]
		}
	}
	return e
}

// flags is the values of all flags.
type flags struct {
	data       string
	lang       string
	today      assessment.Date
	json       bool
	documents  []report.Kind
	out        string
	all        bool
	dryRun     bool
	reveal     bool   // show ballots that are not revealed here
	supersede  bool   // replace the stored plan with one adopted later
	unreadable bool   // also erase assessments that cannot be read
	password   string // path of the file with the password
	about      string // the assessment a code or scan belongs to
	cast       bool   // hand in the ballot in a code
	adopted    bool   // documents as they were adopted
	perOwner   bool   // a calendar for each owner
	help       bool
	version    bool

	given []string // names of the flags given
}

// everywhere lists the flags that every command accepts.
var everywhere = []string{"data", "lang", "today", "help", "h", "?", "version", "v", "V"}

// command is one command: its synopsis, the flags it accepts besides everywhere, and the number of names it takes.
type command struct {
	name     string
	synopsis string
	flags    []string
	min, max int
	run      func(*call, context.Context, []string) error
}

// kinds returns the names of the documents that can be printed.
func kinds(between string) string {
	var names []string
	for _, k := range report.Kinds {
		names = append(names, string(k))
	}
	return strings.Join(names, between)
}

const anyNumber = 1 << 20

func commands() []command {
	return []command{
		{"list", "list [--json]", []string{"json"}, 0, 0, (*call).list},
		{"result", "result ASSESSMENT [--json]", []string{"json", "password-file"}, 1, 1, (*call).result},
		{
			"print", "print ASSESSMENT… | --all [--document " + kinds("|") + "] [--adopted] --out DIR",
			[]string{"document", "out", "all", "password-file", "adopted"},
			0, anyNumber, (*call).print,
		},
		{"export", "export ASSESSMENT --out FILE [--per-owner] [--password-file FILE]", []string{"out", "per-owner", "password-file"}, 1, 1, (*call).export},
		{"overview", "overview DIR | --all --out FILE | --json", []string{"out", "all", "json", "password-file"}, 0, 1, (*call).overview},
		{"import", "import FILE… [--password-file FILE] [--reveal] [--supersede] [--dry-run] | SCAN.pdf… --assessment ASSESSMENT [--dry-run]", []string{"dry-run", "assessment", "password-file", "reveal", "supersede"}, 1, anyNumber, (*call).imports},
		{"page", "page ASSESSMENT --out FILE.html", []string{"out", "password-file"}, 1, 1, (*call).page},
		{"ballot code", "ballot code CODE --assessment ASSESSMENT [--cast]", []string{"assessment", "cast", "password-file"}, 1, anyNumber, (*call).ballotCode},
		{"card check", "card check FILE", nil, 1, 1, (*call).cardCheck},
		{"card template", "card template --out FILE", []string{"out"}, 0, 0, (*call).cardTemplate},
		{"card add", "card add FILE", nil, 1, 1, (*call).cardAdd},
		{"card remove", "card remove CARD VERSION", nil, 2, 2, (*call).cardRemove},
		{"backup list", "backup list", nil, 0, 0, (*call).backupList},
		{"backup", "backup [--out FILE]", []string{"out"}, 0, 0, (*call).backup},
		{"restore", "restore FILE", nil, 1, 1, (*call).restore},
		{"delete", "delete ASSESSMENT", nil, 1, 1, (*call).remove},
		{"bin back", "bin back ASSESSMENT", nil, 1, 1, (*call).binBack},
		{"bin", "bin", nil, 0, 0, (*call).bin},
		{"forget", "forget TEAM [--unreadable]", []string{"unreadable"}, 1, 1, (*call).forget},
		{"check", "check", nil, 0, 0, (*call).check},
		{"demo", "demo", nil, 0, 0, (*call).demo},
		{"version", "version [--json]", []string{"json"}, 0, 0, (*call).version},
		{"help", "help [COMMAND]", nil, 0, anyNumber, (*call).help},
	}
}

// find returns the command named by the first of names, or by the first two, and the remaining names, if its flags
// and names fit.
func (c *call) find(names []string) (*command, []string, error) {
	all := commands()
	called := func(name string) int {
		return slices.IndexFunc(all, func(x command) bool { return x.name == name })
	}
	name, rest := names[0], names[1:]
	i := -1
	if len(rest) > 0 {
		if i = called(name + " " + rest[0]); i >= 0 {
			name, rest = all[i].name, rest[1:]
		}
	}
	if i < 0 {
		i = called(name)
	}
	if i < 0 {
		if about, _ := begunBy(names[:1]); about != nil && len(rest) > 0 { // the first word of commands of two
			name += " " + rest[0]
		}
		return nil, nil, wrong("unknown_command", name)
	}
	do := &all[i]
	for _, f := range c.flags.given {
		if !slices.Contains(everywhere, f) && !slices.Contains(do.flags, f) && do.name != "help" {
			return nil, nil, wrong("flag_elsewhere", "--"+f, name)
		}
	}
	switch {
	case do.name != "help" && (slices.Contains(rest, standardInput) || c.flags.password == standardInput):
		return nil, nil, wrong("no_stdin", name)
	case len(rest) < do.min:
		return nil, nil, wrong("too_few", name, do.synopsis)
	case len(rest) > do.max:
		return nil, nil, wrong("too_many", rest[do.max], do.synopsis)
	}
	return do, rest, nil
}

// groupOnly reports whether names is only the first word of commands of two words.
func (c *call) groupOnly(names []string) bool {
	about, _ := begunBy(names)
	return len(names) == 1 && about != nil && !slices.ContainsFunc(about, func(x command) bool { return x.name == names[0] })
}

// parse reads the flags, which may come before, between or after the names, and returns the names. Everything after
// "--" is a name. If help is requested, other errors are ignored.
func (c *call) parse(args []string) (names []string, err error) {
	if asksHelp(args) {
		defer func() { c.flags.help, err = true, nil }()
	}
	set := c.define()
	for len(args) > 0 {
		arg := args[0]
		if arg == "--" {
			names = append(names, args[1:]...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			names, args = append(names, arg), args[1:]
			continue
		}
		name, _, valued := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
		f := set.Lookup(name)
		if f == nil {
			return names, wrong("unknown_flag", arg)
		}
		take := 1
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); !valued && (!ok || !b.IsBoolFlag()) {
			take = 2
		}
		if len(args) < take {
			return names, wrong("no_value", arg, f.Usage)
		}
		if err := set.Parse(args[:take]); err != nil {
			return names, wrong("bad_value", strings.Join(args[:take], " "), f.Usage)
		}
		c.flags.given = append(c.flags.given, name)
		args = args[take:]
	}
	return names, nil
}

// asksHelp reports whether an argument requests help in one of the usual ways.
func asksHelp(args []string) bool {
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.ContainsFunc(args, func(s string) bool {
		return slices.Contains([]string{"--help", "-help", "-h", "--h", "-?", "/?"}, s)
	})
}

// errValue makes the flag set refuse a value; parse reports which and what is expected.
var errValue = errors.New("not one of the values")

// define returns the flag set. The usage of a flag is the form of its value.
func (c *call) define() *flag.FlagSet {
	set := flag.NewFlagSet("kwaliteitskaart", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	f := &c.flags
	set.Func("data", "DIR", func(s string) error { return given(s, &f.data) })
	set.Func("password-file", "FILE", func(s string) error { return given(s, &f.password) })
	set.Func("out", "FILE, DIR", func(s string) error { return given(s, &f.out) })
	set.Func("assessment", "ASSESSMENT", func(s string) error { return given(s, &f.about) })
	set.BoolVar(&f.cast, "cast", false, "")
	set.BoolVar(&f.adopted, "adopted", false, "")
	set.BoolVar(&f.perOwner, "per-owner", false, "")
	set.BoolVar(&f.json, "json", false, "")
	set.BoolVar(&f.all, "all", false, "")
	set.BoolVar(&f.dryRun, "dry-run", false, "")
	set.BoolVar(&f.reveal, "reveal", false, "")
	set.BoolVar(&f.supersede, "supersede", false, "")
	set.BoolVar(&f.unreadable, "unreadable", false, "")
	set.BoolVar(&f.help, "help", false, "")
	set.BoolVar(&f.help, "h", false, "")
	set.BoolVar(&f.help, "?", false, "")
	for _, name := range []string{"version", "v", "V"} {
		set.BoolVar(&f.version, name, false, "")
	}
	set.Func("lang", strings.Join(words.Codes, ", "), func(s string) error {
		if !slices.Contains(words.Codes, s) {
			return errValue
		}
		f.lang = s
		return nil
	})
	set.Func("today", "YYYY-MM-DD", func(s string) error {
		d, err := assessment.ParseDate(s)
		if d == "" {
			return errors.Join(err, errValue)
		}
		f.today = d
		return nil
	})
	set.Func("document", kinds(", "), func(s string) error {
		kind := report.Kind(s)
		if !slices.Contains(report.Kinds, kind) {
			return errValue
		}
		if !slices.Contains(f.documents, kind) {
			f.documents = append(f.documents, kind)
		}
		return nil
	})
	return set
}

func given(s string, to *string) error {
	if s == "" {
		return errValue
	}
	*to = s
	return nil
}
