package assessment

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// impersonal lists the types of errors whose text comes from a system or a runtime and never contains user input.
var impersonal = []string{"syscall.Errno", "sqlite3.Error", "*exec.ExitError", "context.deadlineExceededError"}

// verbPhrase matches the text that our own code adds to an error: a verb phrase without names, paths or quotes.
var verbPhrase = regexp.MustCompile(`^[a-z][a-z0-9 '-]{0,60}: $`)

// Cause returns what may be logged about an error: what was being done, codes, and the types of errors. It never
// contains text, names or paths chosen by a user. It returns "" for nil.
func Cause(err error) string {
	var parts []string
	for err != nil {
		switch e := err.(type) { //nolint:errorlint // it unwraps layer by layer itself
		case *Error:
			parts = append(parts, string(e.Code))
			err = e.Err
			continue
		case interface{ Unwrap() []error }:
			var all []string
			for _, inner := range e.Unwrap() {
				all = append(all, Cause(inner))
			}
			return strings.Join(append(parts, strings.Join(all, " and ")), ": ")
		}
		inner := errors.Unwrap(err)
		parts = append(parts, layer(err, inner))
		err = inner
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ": ")
}

// layer returns what may be logged about err, which wraps inner.
func layer(err, inner error) string {
	kind := fmt.Sprintf("%T", err)
	switch {
	case slices.Contains(impersonal, kind), strings.HasPrefix(strings.TrimPrefix(kind, "*"), "runtime."):
		return err.Error()
	case kind != "*fmt.wrapError" || inner == nil:
		return kind
	}
	before, _, _ := strings.Cut(err.Error(), inner.Error())
	if verbPhrase.MatchString(before) {
		return strings.TrimSuffix(before, ": ")
	}
	return ""
}
