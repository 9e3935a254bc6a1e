package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// A crash is told of at the next start until its notice is closed, whatever is opened meanwhile.
func TestLastCrash(t *testing.T) {
	r := enter(t, "nl")
	r.LastCrash = "/data/log/crash-20261123.txt"
	r.showCrash()
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

// What else is said, at the start or later, does not take the place of a crash, nor of data that were altered: those come
// back once it is closed.
func TestNothingHidesACrash(t *testing.T) {
	r := enter(t, "nl")
	r.LastCrash, r.Altered = "/data/log/crash-20261123.txt", true
	r.showCrash()
	r.Tidy()
	r.sees("/data/log/crash-20261123.txt", r.say("tidy.altered"))
	r.mention("iets anders")
	r.sees("iets anders")
	r.pressButton("Sluiten")
	r.sees("/data/log/crash-20261123.txt", r.say("tidy.altered"))
	r.press(fyne.KeyEscape)
	if strings.Contains(r.words(), "crash") {
		t.Errorf("closed, it says\n%s", r.words())
	}
}
