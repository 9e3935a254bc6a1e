package storetest

import (
	"flag"
	"os"
	"runtime/debug"
	"testing"
)

// Tests runs the tests of a package that make much and keep little: garbage is collected less often, and the temporary folders
// of quick tests are in memory, where each write need not wait for a disk. Thorough ones are on a disk, as users' data is; so
// are those of fuzzing, whose workers are killed before they can clear away.
type Tests struct{ *testing.M }

// Run runs the tests and returns the exit code of their process.
func (t Tests) Run() int {
	debug.SetGCPercent(400)
	flag.Parse()
	if !Thorough && !fuzzing() && roomInMemory() {
		if dir, err := os.MkdirTemp(memory, "tests-"); err == nil {
			defer os.RemoveAll(dir)
			if os.Chmod(dir, 0o755) == nil { // some tests act as another user
				_ = os.Setenv("TMPDIR", dir) // a name without a zero byte is always accepted
			}
		}
	}
	return t.M.Run()
}

// fuzzing reports whether the process fuzzes, or works for one that does.
func fuzzing() bool {
	return flag.Lookup("test.fuzz").Value.String() != "" || flag.Lookup("test.fuzzworker").Value.String() == "true"
}
