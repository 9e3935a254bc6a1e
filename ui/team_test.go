package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// The minutes on the team screen follow from the people and the card, and it shows how much the meeting is too long or too
// short.
func TestTeamShowsTheTime(t *testing.T) {
	r := workshop(t)
	r.session.ExpectBallots(8)
	r.goTo(session.StepTeam)
	r.sees("± 1 uur 40", "± 2 uur 10", "± 1 uur 10", r.say("time.title", "count", 8), r.say("time.fits", "count", 20), r.say("time.paper", "minutes", 10),
		r.say("part.talk"), r.say("time.takes", "minutes", 40))
	r.screen.(*teamScreen).choose(assessment.ModeTogether)
	r.sees(r.say("time.over", "minutes", 10))
	if all := r.words(); strings.Contains(all, r.say("part.talk")+"\n") || strings.Contains(all, r.say("time.paper", "minutes", 10)) {
		t.Errorf("a team that scores together discusses nothing afterwards:\n%s", all)
	}
	r.screen.(*teamScreen).chooseScope(assessment.ScopeCore)
	r.sees("± 1 uur 20", r.say("time.fits", "count", 40))
}

// The optional fields are folded away, behind a key, and undo unfolds them to show what it reverted.
func TestTeamFoldsOptionalFields(t *testing.T) {
	r := workshop(t)
	r.goTo(session.StepTeam)
	if strings.Contains(r.words(), r.say("field.crebo")) {
		t.Fatal("it is not folded")
	}
	r.write("m")
	r.typeIn(r.say("field.level"), "4")
	r.goTo(session.StepScore)
	r.undo()
	r.sees(r.say("field.level"))
	if got := r.stored().Team.Level; got != "" {
		t.Errorf("the level is %q", got)
	}
}

// The timetable is printed for the facilitator, in the window's language.
func TestTeamPrintsTheTimetable(t *testing.T) {
	r := workshop(t)
	r.goTo(session.StepTeam)
	r.click(r.say("time.print"))
	if len(r.printed) != 1 || r.printed[0] != "timetable Team Techniek" || len(r.viewed) != 1 || !strings.Contains(r.viewed[0], r.say("document.timetable")) {
		t.Errorf("printed %q, opened %q", r.printed, r.viewed)
	}
	r.click(r.say("button.open")) // the message about the file offers that, as on the screen of the documents
	if len(r.viewed) != 2 || r.viewed[1] != r.viewed[0] {
		t.Errorf("opened %q", r.viewed)
	}
}

// A new team begins with scoring individually, which fits in the meeting; the first "+" assumes a usual team.
func TestNewTeamScoresIndividually(t *testing.T) {
	r := enter(t, "nl")
	r.Window.create()
	r.write("Zuid")
	r.pressButton("+")
	r.sees(r.say("time.fits", "count", 20), r.say("time.title", "count", 8))
	r.press(fyne.KeyReturn)
	r.sees(r.say("gather.title"), "± 90 min", r.say("gather.pass_needs"), r.say("gather.paper_print", "count", r.session.Assessment.Expected))
	r.click(r.say("gather.paper_print", "count", r.session.Assessment.Expected))
	if len(r.printed) != 1 || r.printed[0] != "form Zuid" {
		t.Errorf("printed %q", r.printed)
	}
	r.click(r.say("gather.pass_begin"))
	r.sees(r.say("pass.who"))
	if got := r.stored(); got.Mode != assessment.ModeIndividual || got.Expected != 8 {
		t.Errorf("stored %+v", got.Details)
	}
}

// Undo names the day of the assessment as its field does, although the start of the plan follows it, and unfolds nothing that
// is always shown.
func TestUndoOfTheDayNamesIt(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("N")
	e := r.named(r.say("field.assessed_on"))
	r.focus(e)
	e.SetText("24-4-2027")
	r.win.Canvas().Unfocus()
	r.goTo(session.StepPrint)
	r.undo()
	r.sees(r.say("undo.field", "field", r.say("field.assessed_on"), "value", "23-11-2026"))
	if strings.Contains(r.words(), r.say("field.crebo")) {
		t.Error("it unfolds the rest of the record")
	}
	r.undo()
	r.sees(r.say("undo.field", "field", r.say("field.name"), "value", r.say("undo.empty")))
	if strings.Contains(r.words(), r.say("field.crebo")) {
		t.Error("the name unfolds the rest of the record")
	}
}

// The number of people is undone on the screen where it was changed; undone to unknown it is empty, as everywhere.
func TestUndoOfTheNumberOfPeople(t *testing.T) {
	r := workshop(t)
	r.goTo(session.StepTeam)
	r.pressButton("+")
	r.undo()
	r.sees(r.say("undo.field", "field", r.say("field.expected"), "value", r.say("undo.empty")))
	if _, ok := r.screen.(*teamScreen); !ok {
		t.Errorf("undo leads to %T", r.screen)
	}
	r.goTo(session.StepPlan)
	r.redo()
	if _, ok := r.screen.(*gatherScreen); !ok || r.stored().Expected == 0 {
		t.Errorf("redo leads to %T", r.screen)
	}
}

// The number of people is typed in its field, from anywhere by its first digit; arrows, + and - change it too, and nothing
// below moves when it becomes known.
func TestNumberOfPeopleIsTyped(t *testing.T) {
	r := workshop(t)
	r.goTo(session.StepTeam)
	r.sees(r.say("time.title_any", "count", 8), r.say("time.paper", "minutes", 10))
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.named(r.say("field.name"))).Y
	is := func(want int) {
		t.Helper()
		if got := r.session.Assessment.Expected; got != want {
			t.Errorf("%d people instead of %d", got, want)
		}
		if now := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.named(r.say("field.name"))).Y; now != y {
			t.Errorf("with %d people what is below stands at %v instead of %v", want, now, y)
		}
	}
	r.write("+")
	is(8)
	r.write("-")
	is(7)
	r.write("1")
	is(1)
	r.write("2x")
	is(12)
	r.press(fyne.KeyUp, fyne.KeyUp, fyne.KeyDown)
	is(13)
	r.press(fyne.KeyBackspace, fyne.KeyBackspace)
	is(0)
	r.write("9")
	r.press(fyne.KeyReturn)
	r.sees(r.say("gather.title"), "met 9 mensen")
	for n, dots := range map[int]int{9: 9, assessment.MaxBallots: 0} {
		r.expect(n)
		if got := len(r.whoIsIn(10).(*fyne.Container).Objects); got != dots {
			t.Errorf("%d dots for %d people", got, n)
		}
	}
}

// As long as nothing was entered the footer does not say that it is saved.
func TestNothingEnteredIsNotSaved(t *testing.T) {
	r := enter(t, "nl")
	r.Window.create()
	if got := r.status.Words(); got != "" {
		t.Errorf("the footer says %q", got)
	}
	r.write("T")
	if got, want := r.status.Words(), r.say("status.saved"); got != want {
		t.Errorf("the footer says %q, want %q", got, want)
	}
}
