package assessment_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
)

// The text for the log says what happened and contains nothing that anybody wrote.
func TestCauseContainsNothingPersonal(t *testing.T) {
	path := &fs.PathError{Op: "open", Path: "/home/secret/secret.pdf", Err: syscall.EACCES}
	_, number := strconv.Atoi("secret")
	_, date := time.Parse(time.DateOnly, "secret")
	var nothing map[string]int
	write := func() (err error) {
		defer func() { err, _ = recover().(error) }()
		nothing["secret"] = 1
		return nil
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{path, "*fs.PathError: permission denied"},
		{fmt.Errorf("print the plan: %w", path), "print the plan: *fs.PathError: permission denied"},
		{fmt.Errorf("print secret.pdf: %w", path), "*fs.PathError: permission denied"},
		{fmt.Errorf("print %q: %w", "secret", path), "*fs.PathError: permission denied"},
		{fmt.Errorf("run lp: %w: secret", syscall.EPIPE), "run lp: broken pipe"},
		{assessment.Fail(assessment.CodeExists, nil, "team", "secret"), "exists"},
		{
			fmt.Errorf("import: %w", &assessment.Error{
				Code: assessment.CodeContent, Faults: []assessment.Fault{{Place: "secret", Got: "secret"}}, Err: number,
			}), "import: content: *strconv.NumError: *errors.errorString",
		},
		{date, "*time.ParseError"},
		{errors.New("secret"), "*errors.errorString"},
		{errors.Join(path, errors.New("secret")), "*fs.PathError: permission denied and *errors.errorString"},
		{&exec.Error{Name: "secret", Err: exec.ErrNotFound}, "*exec.Error: *errors.errorString"},
		{context.DeadlineExceeded, "context deadline exceeded"},
		{write(), "assignment to entry in nil map"},
	} {
		got := assessment.Cause(c.err)
		if got != c.want && !strings.HasSuffix(got, c.want) || strings.Contains(got, "secret") {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}
