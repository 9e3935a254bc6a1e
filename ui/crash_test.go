package ui

import (
	"strings"
	"testing"
)

// A crash is told of at the next start until its notice is closed, whatever is opened meanwhile.
func TestLastCrash(t *testing.T) {
	r := enter(t, "nl")
	r.LastCrash = "/data/log/crash-20261123.txt"
	r.tellCrash()
	told := func() bool { return strings.Contains(r.words(), "/data/log/crash-20261123.txt") }
	if !told() {
		t.Errorf("the start says\n%s", r.words())
	}
	r.create()
	if !told() {
		t.Errorf("in a new assessment the window says\n%s", r.words())
	}
	r.pressButton("Sluiten")
	if told() {
		t.Errorf("closed, it says\n%s", r.words())
	}
}
