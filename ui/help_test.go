package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// Help over a ballot shows nothing of it, leads only back to it, and loses nothing of it, not even a remark that is too
// long; closing the window from there asks what to do with it.
func TestHelpOverABallot(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepScore)
	r.alone()
	trail := len(r.trail)
	r.write("2")
	r.press(fyne.KeyReturn)
	r.write("3")
	long := strings.Repeat("x", assessment.MaxText) + "geheim"
	r.write("r")
	r.paste(r.say("ballot.remark"), long)
	ballot := r.screen.(*ballotScreen)
	r.press(fyne.KeyEscape)
	r.strike(keyF1)
	r.sees(r.say("help.score"), r.say("help.level"))
	if words := r.words(); strings.Contains(words, "geheim") || strings.Contains(words, ballot.in[1].ID+" · ") {
		t.Errorf("Help shows the ballot:\n%s", words)
	}
	if !r.screen.private() || len(r.trail) != trail {
		t.Error("Help leads away from the ballot")
	}
	before := r.screen
	r.strike(keyF1)
	r.shortcut((ctrl + "1").shortcut())
	if r.screen != before {
		t.Error("a key leads away from Help over a ballot")
	}
	r.toggleBeamer()
	defer r.beamer.win.Close()
	if page := before.(projected).onBeamer(&beamerPage{w: r.Window, scale: 1}); page == nil {
		t.Error("the room sees something else during Help")
	}
	r.press(fyne.KeyEscape)
	if r.screen != screen(ballot) || ballot.at != 1 || ballot.ballot.Answers["V1"] != 2 || ballot.ballot.Answers["V2"] != 3 || ballot.remark.Text != long {
		t.Errorf("the ballot is not as it was: at %d, %v, a remark of %d letters", ballot.at, ballot.ballot.Answers, len(ballot.remark.Text))
	}
	r.strike(keyF1)
	r.Close()
	r.sees(r.say("ballot.closing"))
}

// The thank-you ends while Help is shown over it.
func TestHelpOverTheThanks(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	pass := &passScreen{w: r.Window, after: true, left: leftover{known: true}}
	r.show(pass)
	r.showHelp()
	for range thanked + 1 {
		pass.tick()
	}
	r.press(fyne.KeyEscape)
	pass.tick()
	if pass.after {
		t.Error("the screen still thanks the one before")
	}
}

// The page on the result has an example, made from the card while the team has no result of its own.
func TestResultHelpHasAnExample(t *testing.T) {
	r := enter(t, "nl")
	r.showResultHelp()
	r.sees(r.say("help.example"), "(1×2 + 6×3) : 7 = 2,9", "Kernindicator V1 staat op 2; de norm is 3.")
	r.addExample()
	r.showResultHelp()
	r.sees(r.say("help.example_own"))
}

// The page on leading the meeting has the times of this team's meeting.
func TestLeadHasTheTimes(t *testing.T) {
	r := enter(t, "nl")
	r.showLead()
	r.sees("8 mensen · Eerst ieder voor zich · Hele kaart", "0:15 – 0:55")
	r.create()
	r.session.SetMode(assessment.ModeTogether)
	r.showLead()
	r.sees("Samen · Hele kaart", r.say("report.timetable.together"))
}
