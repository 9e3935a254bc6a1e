// Package command is the command line: everything the program does without a window or display, for managers, IT
// and scripts. It needs no graphics, not even to build.
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
	Failed  = 1  // the machine failed; the same may succeed later
	Refused = 2  // the input was refused
	Usage   = 64 // wrong usage
)

// Line is the command line of the program.
type Line struct {
	Stdout, Stderr io.Writer
	Now            func() time.Time
	Version        string
	// Language is the language chosen in the window of a data folder ("nl", "en"), empty for none; nil where nobody
	// can choose.
	Language func(data string) string
	// Presets is the file with what an administrator has set; empty for none. It need not exist.
	Presets string
	// Window opens the window and returns the exit code once it is closed; nil for a program without a window.
	Window func(ctx context.Context, s Settings) int
}

// Settings is what the flags say that a window needs as well.
type Settings struct {
	// Data is the data folder. It need not exist.
	Data string
	// Presets is what the organisation set, as far as it holds here: where a flag or the environment says otherwise, it
	// says nothing.
	Presets place.Presets
	// Refused says why the program may not start at all, or is nil.
	Refused error
	// Language is the language to speak.
	Language *words.Language
	// Today is what overdue and drafts are judged by; empty means the day it is, also when that changes.
	Today assessment.Date
	// File is a hand-over file to offer for import; empty for none.
	File string
}

// Run does what the arguments ask and returns the exit code. It never panics: what nobody thought of becomes one
// sentence for the user, and a report in the log of the data folder.
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
		return c.window(ctx, strings.Join(names, ""), refused) // which has to stay where the program began
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

// patience is how long a command that was told to stop gets to do so in good order.
const patience = 2 * time.Second

// within does something, and reports whether it came to an end. What is told to stop and does not, because it waits on a drive
// that gives no answer, is left behind.
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
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case <-done:
		return true
	case <-late.C:
		return false
	}
}

// abandon says that a command was stopped which still waits, and is the exit code of that.
func (l *Line) abandon(lang *words.Language) int {
	fmt.Fprintln(l.Stderr, lang.Error(assessment.Fail(assessment.CodeInterrupted, nil)))
	return Failed
}

// rescue makes one sentence of a panic.
func (c *call) rescue(code *int) {
	if v := recover(); v != nil {
		*code = c.fail(&panicked{v, debug.Stack()})
	}
}

// opensWindow reports whether the names ask for the window and for nothing else.
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
	named   bool // somebody said where the data is
	shelf   *shelf
	failed  int // the exit code of what was refused on the way while the rest went on
}

func (c *call) run(ctx context.Context, names []string) (err error) {
	switch {
	case c.flags.help:
		names = append([]string{"help"}, names...)
	case c.flags.version:
		names = []string{"version"}
	}
	do, rest, err := c.find(names)
	if err != nil {
		return err
	}
	c.shelf = &shelf{data: c.flags.data, there: c.dataThere, opened: c.sayAltered, today: c.today(), passwordFile: c.flags.password}
	defer func() { err = errors.Join(err, c.shelf.close()) }()
	return do.run(c, ctx, rest)
}

// preset reads what the organisation set, as far as no flag goes before it, and settles where the data is: where a flag or the environment says so, or
// beside a program that is carried around, else where the organisation does, else in the system's own place.
func (c *call) preset(env func(string) string) (err error) {
	if c.line.Presets != "" {
		c.presets, err = place.ReadPresets(c.line.Presets, env)
	}
	if c.flags.lang != "" {
		c.presets.Language = ""
	}
	c.named = cmp.Or(c.flags.data, env(dataVariable)) != ""
	program, _ := os.Executable() // empty where it cannot be told
	if chosen := cmp.Or(c.flags.data, env(dataVariable), place.PortableFolder(program)); chosen != "" {
		c.flags.data, c.presets.DataFolder = chosen, ""
	} else {
		c.flags.data = cmp.Or(c.presets.DataFolder, place.DataFolder())
	}
	return err
}

// window opens the window, or has it say why it may not.
func (c *call) window(ctx context.Context, file string, refused error) int {
	if c.line.Window == nil {
		return c.fail(wrong("no_window"))
	}
	return c.line.Window(ctx, Settings{
		Data: c.flags.data, Presets: c.presets, Refused: refused, Language: c.lang, Today: c.flags.today, File: file,
	})
}

// today returns what overdue and drafts are judged by.
func (c *call) today() assessment.Date {
	if c.flags.today != "" {
		return c.flags.today
	}
	return assessment.DateOf(c.line.Now())
}

// fail tells the user about an error, if there is one, and is the exit code of the whole.
func (c *call) fail(err error) int {
	if err != nil {
		c.failed = max(c.failed, c.tell(err))
	}
	return c.failed
}

// tell writes the sentence of an error and returns its exit code. What nobody thought of goes into the log.
func (c *call) tell(err error) int {
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

// panicked is a panic that was caught.
type panicked struct {
	what  any
	stack []byte
}

// Error is for nobody: the report tells what may be told.
func (p *panicked) Error() string { return "panic" }

// record writes a report of what nobody thought of.
func (c *call) record(err error) {
	var what any = err
	var stack []byte
	if p := (*panicked)(nil); errors.As(err, &p) {
		what, stack = p.what, p.stack
	}
	// Where the report cannot be written there is nobody left to tell.
	_, _ = journal.Record(c.flags.data, c.line.Version, c.line.Now(), what, stack)
}

// say writes a line in the user's language; beside what a file holds that goes to standard output.
func (c *call) say(key string, args ...any) {
	var to io.Writer = c.out
	if c.flags.out == standardOutput {
		to = c.line.Stderr
	}
	fmt.Fprintln(to, oneLine(c.lang.Say(key, args...)))
}

// teamName returns how a team is called in a line; one without a name that can be seen is said to have none.
func (c *call) teamName(t assessment.Team) string {
	if strings.TrimSpace(oneLine(t.Name)) == "" {
		return c.lang.Say("cli.nameless")
	}
	return t.Name
}

// standardOutput is what a file is called that is to be written there, and standardInput one that is to be read there, which no
// command does: a file is told by its name, and read whole or not at all.
const (
	standardOutput = "-"
	standardInput  = "-"
)

// pour writes a file to standard output, if it could be made.
func (c *call) pour(b []byte, err error) error {
	if err != nil {
		return fmt.Errorf("make the file: %w", err)
	}
	_, _ = c.out.Write(b) // it remembers what failed
	return nil
}

// closed is how a store was closed in which all that was asked is done: for want of room to tidy it up nothing has failed.
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

// output remembers that something could not be written: half a list must not look like a whole one.
type output struct {
	w   io.Writer
	err error
}

// Write writes on until the first failure.
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
