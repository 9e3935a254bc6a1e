package command_test

import (
	"context"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/adrg/xdg"
	"github.com/rogpeppe/go-internal/testscript"

	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

// surroundings lists the variables that the program reads and scripts set.
var surroundings = []string{"HOME", "XDG_DATA_HOME", "KWALITEITSKAART_DATA", "LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE"}

// inside lends the folder and the environment of this process to one script at a time.
var inside sync.Mutex

// exitCode runs the program for a script, and returns its exit code. With -tags slow each command is a process, as for users.
// Otherwise it is a call: starting hundreds of processes, each of which reads the card and the words again, takes twice as
// long as their work.
func exitCode(ts *testscript.TestScript, args []string) string {
	if storetest.Thorough {
		if err := ts.Exec("kwaliteitskaart", args...); err != nil {
			return strings.TrimPrefix(err.Error(), "exit status ")
		}
		return "0"
	}
	inside.Lock()
	defer inside.Unlock()
	was, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer func() { ts.Check(os.Chdir(was)) }()
	for _, name := range surroundings {
		before, set := os.LookupEnv(name)
		ts.Check(os.Setenv(name, ts.Getenv(name)))
		defer func() {
			restore := os.Unsetenv(name)
			if set {
				restore = os.Setenv(name, before)
			}
			ts.Check(restore)
		}()
	}
	xdg.Reload()
	l := command.Line{Stdout: ts.Stdout(), Stderr: ts.Stderr(), Now: time.Now, Version: version}
	return strconv.Itoa(l.Run(context.Background(), args))
}
