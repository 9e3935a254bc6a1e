package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// A crash is mentioned at the next start until its notice is closed, whatever is opened in the meantime.
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

// Other messages, at the start or later, do not replace the one about a crash or about altered data: that returns
// once they are closed.
func TestNothingHidesACrash(t *testing.T) {
	r := enter(t, "nl")
	r.LastCrash, r.Altered = "/data/log/crash-20261123.txt", true
	r.showCrash()
	r.Tidy()
	r.sees("/data/log/crash-20261123.txt", r.say("tidy.altered"))
	r.showMessage("iets anders")
	r.sees("iets anders")
	r.pressButton("Sluiten")
	r.sees("/data/log/crash-20261123.txt", r.say("tidy.altered"))
	r.press(fyne.KeyEscape)
	if strings.Contains(r.words(), "crash") {
		t.Errorf("closed, it says\n%s", r.words())
	}
}
