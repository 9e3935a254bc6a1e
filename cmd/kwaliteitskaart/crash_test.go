//go:build slow && unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A crash of the program leaves a report without any user text, and the next start mentions it once.
func TestCrash(t *testing.T) {
	d := sit(t)
	window := d.open()
	d.until("a new assessment is there", func() bool {
		if len(d.list()) == 0 {
			d.keys("Escape", "ctrl+n")
		}
		return len(d.list()) == 1
	})
	d.shows("Nieuw team")
	d.write("Zuidteam")
	d.until("it has its name", func() bool { return d.named("Zuidteam") != "" })
	if err := window.Process.Signal(syscall.SIGABRT); err != nil { // the runtime turns it into a crash
		t.Fatal(err)
	}
	if err := window.Wait(); err == nil {
		t.Fatal("it ended well")
	}
	found, err := filepath.Glob(filepath.Join(d.data, "log", "crash-*.txt"))
	if err != nil || len(found) != 1 {
		t.Fatalf("reports %v, %v", found, err)
	}
	b, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Kwaliteitskaart dev\n", "linux/", "SIGABRT", "goroutine "} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the report lacks %q:\n%s", want, b)
		}
	}
	if strings.Contains(string(b), "Zuidteam") || strings.Contains(string(b), d.data) {
		t.Errorf("the report tells what was written or where:\n%s", b)
	}

	told := filepath.Join(d.data, "log", "told.txt")
	if _, err := os.Stat(told); err == nil {
		t.Error("the crash is told of already")
	}
	window = d.open()
	d.until("the crash is told of", func() bool {
		b, err := os.ReadFile(told)
		return err == nil && strings.TrimSpace(string(b)) == filepath.Base(found[0])
	})
	d.shot("crash-told")
	if d.named("Zuidteam") == "" {
		t.Error("what was saved is gone")
	}
	d.quit(window)
	if left, err := filepath.Glob(filepath.Join(d.data, "log", "crash-*.txt")); err != nil || len(left) != 1 {
		t.Errorf("after a good end there are reports %v, %v", left, err)
	}
}
