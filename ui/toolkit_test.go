package ui

import (
	"bytes"
	"errors"
	"os"
	"runtime/debug"
	"sync"
	"testing"

	"filippo.io/age"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestMain has garbage collected less often, below 2.5 GiB. The toolkit keeps whatever was drawn for a minute, longer than
// the tests take, so that there is much to look at and little to free.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(5 << 29)
	os.Exit(m.Run())
}

// toolkit returns the toolkit, the same for all tests: a new one reads its fonts again.
var toolkit = sync.OnceValue(func() fyne.App { return test.NewApp() })

// lock encrypts a file with a password that takes no time to try, unlike one that the program sets.
func lock(t *testing.T, path, password string) {
	t.Helper()
	plain, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to, err := age.NewScryptRecipient(password)
	if err != nil {
		t.Fatal(err)
	}
	to.SetWorkFactor(1)
	var locked bytes.Buffer
	w, err := age.Encrypt(&locked, to)
	if err == nil {
		_, err = w.Write(plain)
		err = errors.Join(err, w.Close(), os.WriteFile(path, locked.Bytes(), 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
}
