// Package spool sends documents to printers through the system's own lp, where there is CUPS: on Linux and macOS. It
// opens no connection itself.
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

// The longest the system may take: CUPS looks for printers for a second, and its server takes a document in at once.
const (
	listing = 5 * time.Second
	sending = time.Minute
)

// Printers returns the names of the printers that lp knows, and the default one or "". A system without
// CUPS has none; one that does not answer in seconds is an error.
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

// Print sends a file to a printer, to be printed on A4. The title is what people see waiting for the printer.
func Print(ctx context.Context, printer, path, title string) error {
	ctx, cancel := context.WithTimeout(ctx, sending)
	defer cancel()
	if _, err := run(ctx, "lp", "-d", printer, "-t", jobName(title), "-o", "media=A4", "--", path); err != nil {
		return assessment.Fail(assessment.CodePrint, err, "printer", printer, "file", path)
	}
	return nil
}

// run returns the output of a command. It speaks English, whatever the user does, except on macOS.
func run(ctx context.Context, name string, args ...string) (string, error) {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = append(os.Environ(), "LC_ALL=C")
	c.WaitDelay = time.Second // whatever it started may hold on to its output
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

// unlessWithout returns nil for an error that means that the system has no CUPS (no command, or no scheduler), else err.
func unlessWithout(err error) error {
	var failed *exec.ExitError
	if errors.Is(err, exec.ErrNotFound) || errors.As(err, &failed) {
		return nil
	}
	return err
}

// parseNames reads what lpstat -e says: a name on each line. CUPS allows no spaces in names, so a line with one is
// no name.
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

// parseDefault reads what lpstat -d says: a sentence that ends in a colon and one of the names, in any language, for
// macOS speaks the user's.
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

// maxJobName is the most bytes of a title that CUPS keeps. It throws a longer one away as a whole.
const maxJobName = 255

// jobName returns a title as CUPS takes it: short enough, and without line breaks.
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
