// Package spool sends documents to printers with the lp command of CUPS, on Linux and macOS. It opens no network
// connections itself.
package spool

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
)

// The timeouts: CUPS looks for printers for a second, and its server accepts a document at once.
const (
	listing = 5 * time.Second
	sending = time.Minute
)

// Printers returns the names of the printers known to lp, and the default one or "". A system without CUPS has none;
// a system that does not answer within seconds is an error.
func Printers(ctx context.Context) (names []string, def string, err error) {
	if runtime.GOOS == "windows" {
		return nil, "", nil
	}
	ctx, cancel := context.WithTimeout(ctx, listing)
	defer cancel()
	said, err := run(ctx, "lpstat", "-e")
	if names = parseNames(said); err != nil || len(names) == 0 {
		return nil, "", unlessWithout(err)
	}
	if said, err = run(ctx, "lpstat", "-d"); err != nil {
		return names, "", unlessWithout(err)
	}
	return names, parseDefault(said, names), nil
}

// Print sends a file to a printer, to be printed on A4. title is the name shown in the print queue.
func Print(ctx context.Context, printer, path, title string) error {
	ctx, cancel := context.WithTimeout(ctx, sending)
	defer cancel()
	if _, err := run(ctx, "lp", "-d", printer, "-t", jobName(title), "-o", "media=A4", "--", path); err != nil {
		return assessment.Fail(assessment.CodePrint, err, "printer", printer, "file", path)
	}
	return nil
}

// run returns the output of a command, in English whatever the user's language, except on macOS.
func run(ctx context.Context, name string, args ...string) (string, error) {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = append(os.Environ(), "LC_ALL=C")
	c.WaitDelay = time.Second // a child process may keep its output open
	out, err := c.Output()
	var failed *exec.ExitError
	switch {
	case err == nil:
		return string(out), nil
	case ctx.Err() != nil:
		return "", fmt.Errorf("run %s: %w", name, ctx.Err())
	case errors.As(err, &failed):
		return "", fmt.Errorf("run %s: %w: %s", name, err, strings.TrimSpace(string(failed.Stderr)))
	}
	return "", fmt.Errorf("run %s: %w", name, err)
}

// unlessWithout returns nil if err means that the system has no CUPS (no command or no scheduler), otherwise err.
func unlessWithout(err error) error {
	var failed *exec.ExitError
	if errors.Is(err, exec.ErrNotFound) || errors.As(err, &failed) {
		return nil
	}
	return err
}

// parseNames parses the output of lpstat -e, one name per line. CUPS allows no spaces in names, so a line with a
// space is not a name.
func parseNames(said string) []string {
	var names []string
	for line := range strings.Lines(said) {
		name := strings.TrimRight(line, "\r\n")
		if name != "" && !strings.ContainsAny(name, " \t") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// parseDefault parses the output of lpstat -d, a sentence that ends in a colon and one of the names. It accepts any
// language, because macOS uses the user's.
func parseDefault(said string, names []string) string {
	said = strings.TrimSpace(said)
	def := ""
	for _, n := range names {
		before, ok := strings.CutSuffix(said, n)
		before = strings.TrimRightFunc(before, unicode.IsSpace)
		if ok && len(n) > len(def) && (strings.HasSuffix(before, ":") || strings.HasSuffix(before, "：")) {
			def = n
		}
	}
	return def
}

// maxJobName is the maximum length in bytes of a title. CUPS discards longer titles completely.
const maxJobName = 255

// jobName returns title in a form that CUPS accepts: short enough and without line breaks.
func jobName(title string) string {
	title = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(title, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	end := min(len(title), maxJobName)
	for end < len(title) && !utf8.RuneStart(title[end]) {
		end--
	}
	return title[:end]
}
