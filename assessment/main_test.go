package assessment_test

import (
	"os"
	"runtime/debug"
	"testing"
)

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // what a test makes is soon gone
	os.Exit(m.Run())
}
