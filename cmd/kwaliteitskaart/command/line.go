// Package command is the command line: everything the program does without a window or display, for managers, IT and
// scripts. It needs no graphics, not even to build.
package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/cmd/kwaliteitskaart/journal"
	"kwaliteitskaart/cmd/kwaliteitskaart/place"
)

// Exit codes. Source: .github/spec/exchange.md, Command line.
const (
	Done    = 0  // what was asked is done
	Failed  = 1  // the machine failed; the same command may succeed later
	Refused = 2  // the input was refused
	Usage   = 64 // wrong usage
)

// Line is the command line of the program.
type Line struct {
	Stdout, Stderr io.Writer
	Now            func() time.Time
	Version        string
	// Language returns the language chosen in the window of a data folder ("nl", "en"), or ""; nil if there is no
	// such choice.
	Language func(data string) string
	// Presets is the path of the administrator's presets; "" for none. The file need not exist.
	Presets string
	// Window opens the window and returns the exit code once it is closed; nil for a program without a window.
	Window func(ctx context.Context, s Settings) int
}

// Settings is what the flags specify for the window.
type Settings struct {
	// Data is the data folder. It need not exist.
	Data string
	// Presets is the organisation's presets, without those that a flag or the environment overrides.
	Presets place.Presets
	// Refused is the reason why the program may not start, or nil.
	Refused error
	// Language is the user's language.
	Language *words.Language
	// Today is the date for overdue actions and drafts; "" means the current date, also as that changes.
	Today assessment.Date
	// File is a hand-over file to offer for import; "" for none.
	File string
}

// Run runs the command in args and returns the exit code. It never panics: an unexpected error becomes one sentence
// for the user, and a report in the log of the data folder.
func (l *Line) Run(ctx context.Context, args []string) (code int) {
	c := &call{line: l, out: &output{w: l.Stdout}, lang: words.In("")}
	var names []string
	var refused error
	code = -1
	done := within(ctx, func() {
		defer c.rescue(&code)
		var err error
		names, err = c.parse(args)
		refused = c.preset(os.Getenv)
		c.lang = words.In(cmp.Or(c.flags.lang, c.presets.Language, l.language(c.flags.data)))
		if err != nil {
			code = c.fail(err)
		}
	})
	switch {
	case !done:
		return l.abandon(words.In(""))
	case code >= 0:
		return code
	case c.opensWindow(names):
		defer c.rescue(&code)
		return c.window(ctx, strings.Join(names, ""), refused) // the window must run on the goroutine the program started on
	case refused != nil:
		return c.fail(refused)
	}
	lang := c.lang
	if !within(ctx, func() {
		defer c.rescue(&code)
		err := c.run(ctx, names)
		if err == nil {
			err = c.out.err
		}
		code = c.fail(err)
		c.offer(ctx, err)
	}) {
		return l.abandon(lang)
	}
	return code
}

// stopTime is how long an interrupted command may take to end in good order.
const stopTime = 2 * time.Second

// within runs do and reports whether it ended. If ctx is cancelled and do does not end, because it waits for a drive
// that does not respond, it is abandoned.
func within(ctx context.Context, do func()) bool {
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
		return true
	case <-ctx.Done():
	}
	late := time.NewTimer(stopTime)
	defer late.Stop()
	select {
	case <-done:
		return true
	case <-late.C:
		return false
	}
}

// abandon reports that a command was stopped while it was still waiting, and returns its exit code.
func (l *Line) abandon(lang *words.Language) int {
	fmt.Fprintln(l.Stderr, lang.Error(assessment.Fail(assessment.CodeInterrupted, nil)))
	return Failed
}

// rescue converts a panic to one sentence for the user.
func (c *call) rescue(code *int) {
	if v := recover(); v != nil {
		*code = c.fail(&panicked{v, debug.Stack()})
	}
}

// opensWindow reports whether the names ask for the window only.
func (c *call) opensWindow(names []string) bool {
	return !c.flags.help && !c.flags.version && (len(names) == 0 || len(names) == 1 && isHandOver(names[0]))
}

// call is one run of the command line.
type call struct {
	line    *Line
	out     *output
	lang    *words.Language
	flags   flags
	presets place.Presets
	named   bool // the location of the data was given explicitly
	shelf   *shelf
	altered bool // whether the change of the data by something else was reported
	failed  int  // exit code of refused parts while the rest continued
}

func (c *call) run(ctx context.Context, names []string) (err error) {
	switch {
	case c.flags.help:
		names = append([]string{"help"}, names...)
	case c.flags.version:
		names = []string{"version"}
	}
	if c.groupOnly(names) {
		c.failed = Usage
		return c.help(ctx, names)
	}
	do, rest, err := c.find(names)
	if err != nil {
		return err
	}
	c.shelf = &shelf{data: c.flags.data, there: c.dataThere, opened: c.sayAltered, today: c.today(), passwordFile: c.flags.password}
	defer func() { err = errors.Join(err, c.shelf.close()) }()
	return do.run(c, ctx, rest)
}

// preset reads the organisation's presets that no flag overrides, and determines the data folder: from a flag or the
// environment, beside a portable program, from the presets, or else the system's default.
func (c *call) preset(env func(string) string) (err error) {
	if c.line.Presets != "" {
		c.presets, err = place.ReadPresets(c.line.Presets, env)
	}
	if c.flags.lang != "" {
		c.presets.Language = ""
	}
	c.named = cmp.Or(c.flags.data, env(dataVariable)) != ""
	program, _ := os.Executable() // empty if unknown
	if chosen := cmp.Or(c.flags.data, env(dataVariable), place.PortableFolder(program)); chosen != "" {
		c.flags.data, c.presets.DataFolder = chosen, ""
	} else {
		c.flags.data = cmp.Or(c.presets.DataFolder, place.DataFolder())
	}
	return err
}

// window opens the window, which shows refused if the program may not start.
func (c *call) window(ctx context.Context, file string, refused error) int {
	if c.line.Window == nil {
		return c.fail(wrong("no_window"))
	}
	return c.line.Window(ctx, Settings{
		Data: c.flags.data, Presets: c.presets, Refused: refused, Language: c.lang, Today: c.flags.today, File: file,
	})
}

// today returns the date for overdue actions and drafts.
func (c *call) today() assessment.Date {
	if c.flags.today != "" {
		return c.flags.today
	}
	return assessment.DateOf(c.line.Now())
}

// fail writes err, if any, and returns the exit code of the whole command.
func (c *call) fail(err error) int {
	if err != nil {
		c.failed = max(c.failed, c.writeError(err))
	}
	return c.failed
}

// writeError writes the message of err and returns its exit code. An unexpected error goes into the log.
func (c *call) writeError(err error) int {
	if u, ok := errors.AsType[*usageError](err); ok {
		fmt.Fprintln(c.line.Stderr, oneLine(c.lang.Say("cli.usage."+u.what, "got", u.got, "want", u.want)))
		return Usage
	}
	if errors.Is(err, context.Canceled) {
		err = assessment.Fail(assessment.CodeInterrupted, err)
	}
	code := assessment.CodeOf(err)
	if code == assessment.CodeUnexpected {
		c.record(err)
	}
	fmt.Fprintln(c.line.Stderr, c.lang.Error(readable(err)))
	if assessment.Refused(err) || code == assessment.CodeFileMissing {
		return Refused
	}
	return Failed
}

// panicked is a recovered panic.
type panicked struct {
	what  any
	stack []byte
}

// Error returns no details: the crash report contains what may be disclosed.
func (p *panicked) Error() string { return "panic" }

// record writes a crash report for an unexpected error.
func (c *call) record(err error) {
	var what any = err
	var stack []byte
	if p := (*panicked)(nil); errors.As(err, &p) {
		what, stack = p.what, p.stack
	}
	// If the report cannot be written, there is nowhere left to report it.
	_, _ = journal.Record(c.flags.data, c.line.Version, c.line.Now(), what, stack)
}

// say writes a line in the user's language, to standard error if standard output is used for a file.
func (c *call) say(key string, args ...any) {
	var to io.Writer = c.out
	if c.flags.out == standardOutput {
		to = c.line.Stderr
	}
	fmt.Fprintln(to, oneLine(c.lang.Say(key, args...)))
}

// teamName returns the name of a team for use in a line, or a placeholder if the name has no visible characters.
func (c *call) teamName(t assessment.Team) string {
	if strings.TrimSpace(oneLine(t.Name)) == "" {
		return c.lang.Say("cli.nameless")
	}
	return t.Name
}

// standardOutput and standardInput are the file names for standard output and input. No command reads standard input:
// the kind of a file follows from its name, and it is read completely or not at all.
const (
	standardOutput = "-"
	standardInput  = "-"
)

// writeOut writes a file to standard output, unless making it failed with err.
func (c *call) writeOut(b []byte, err error) error {
	if err != nil {
		return fmt.Errorf("make the file: %w", err)
	}
	_, _ = c.out.Write(b) // c.out keeps the error
	return nil
}

// closed closes a store after all work in it is done, and returns the error. A full disk at that point is reported, but is
// not an error.
func (c *call) closed(store io.Closer) error {
	err := store.Close()
	if assessment.CodeOf(err) == assessment.CodeDiskFull {
		fmt.Fprintln(c.line.Stderr, oneLine(c.lang.Say("cli.full")))
		return nil
	}
	if err != nil {
		return fmt.Errorf("close the data: %w", err)
	}
	return nil
}

// output is a writer that keeps its first error: a partial list must not pass for a complete one.
type output struct {
	w   io.Writer
	err error
}

// Write writes b, unless an earlier write failed.
func (o *output) Write(b []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(b)
	if err != nil {
		o.err = assessment.Fail(assessment.CodeOutput, err)
	}
	return n, o.err
}
