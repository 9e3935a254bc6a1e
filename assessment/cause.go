package assessment

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// speaking are the errors whose text comes from a system or a runtime that has never seen what a person wrote, by type.
var speaking = []string{"syscall.Errno", "sqlite3.Error", "*exec.ExitError", "context.deadlineExceededError"}

// doing is what our own code says around an error: a verb phrase, without names, paths or quotes.
var doing = regexp.MustCompile(`^[a-z][a-z0-9 '-]{0,60}: $`)

// Cause returns what a log may hold of an error: what was being done, codes, and the kind of error it was. It never holds a
// text, name or path that somebody chose. It is empty for nil.
func Cause(err error) string {
	var told []string
	for err != nil {
		switch e := err.(type) {
		case *Error:
			told = append(told, string(e.Code))
			err = e.Err
			continue
		case interface{ Unwrap() []error }:
			var all []string
			for _, inner := range e.Unwrap() {
				all = append(all, Cause(inner))
			}
			return strings.Join(append(told, strings.Join(all, " and ")), ": ")
		}
		inner := errors.Unwrap(err)
		told = append(told, layer(err, inner))
		err = inner
	}
	return strings.Join(slices.DeleteFunc(told, func(s string) bool { return s == "" }), ": ")
}

// layer returns what may be told of one error in a chain, around the next.
func layer(err, inner error) string {
	kind := fmt.Sprintf("%T", err)
	switch {
	case slices.Contains(speaking, kind), strings.HasPrefix(strings.TrimPrefix(kind, "*"), "runtime."):
		return err.Error()
	case kind != "*fmt.wrapError" || inner == nil:
		return kind
	}
	before, _, _ := strings.Cut(err.Error(), inner.Error())
	if doing.MatchString(before) {
		return strings.TrimSuffix(before, ": ")
	}
	return ""
}
