package ui

import (
	"bytes"
	"errors"
	"os"
	"sync"
	"testing"
	"time"
	_ "unsafe" // for go:linkname

	"filippo.io/age"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Tests{M: m}.Run()) }

// toolkit returns the toolkit, the same for all tests: a new one reads its fonts again.
var toolkit = sync.OnceValue(func() fyne.App { return test.NewApp() })

// cacheClock is the clock of the toolkit's cache, which keeps for a minute whatever was drawn, and with it the whole window.
//
//go:linkname cacheClock fyne.io/fyne/v2/internal/cache.timeNow
var cacheClock func() time.Time

// forget has the toolkit discard all that was drawn, as no window is open: an hour has passed for its cache.
func forget() {
	later := cacheClock().Add(time.Hour)
	cacheClock = func() time.Time { return later }
	test.NewCanvas().Capture()
}

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
