package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// Each line of an adopted plan that differs from what was agreed has a mark, even while it is typed, until it is changed
// back.
func TestChangedLinesAreMarked(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	p := r.session.Assessment.Plan
	pr, act := p.Priorities[0], p.Priorities[0].Actions[0]
	r.goTo(session.StepPlan)
	screen := r.screen.(*planScreen)
	screen.showIndicator(pr.Indicator)
	screen.edit(act.ID, "owner")
	screen.again()
	r.typeIn(r.say("field.owner"), "x")
	r.sees(r.say("plan.marked", "count", 1), r.say("plan.marked_was", "value", act.Owner))
	screen.done()
	r.sees(r.say("plan.marked_fields", "fields", "eigenaar"))
	r.typeIn(r.say("field.goal"), "!")
	r.sees(r.say("plan.marked", "count", 2))
	screen.addOwn()
	r.typeIn(r.say("field.what"), "iets nieuws")
	screen.done()
	r.sees(r.say("plan.marked", "count", 3), r.say("plan.marked_new"))
	for range 20 {
		r.undo()
	}
	if strings.Contains(r.words(), "na vaststelling") {
		t.Errorf("a mark is left:\n%s", r.words())
	}
	if n := len(r.stored().Changes()); n != 0 {
		t.Fatalf("%d changes are left", n)
	}
}

// A change may be given a reason, which is saved when it is entered or its field is left.
func TestReasonOfAChange(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	act := *r.session.Assessment.Plan.ByDue()[0].Action
	act.Euros = 9000
	r.session.SetAction(session.Once, act)
	p := r.session.Assessment.Plan
	p.Choice = "anders"
	r.session.SetPlan(session.Once, p)
	id := r.session.Assessment.ID
	now := func() []assessment.Change { return must(r.store.Load(t.Context(), id)).Changes() }
	why := func(field string) string {
		t.Helper()
		for _, c := range now() {
			if c.Field == field {
				return c.Why
			}
		}
		t.Fatalf("no change of %s", field)
		return ""
	}
	r.goTo(session.StepPlan)
	screen := r.screen.(*planScreen)
	screen.showIndicator("")
	r.click(r.say("history.say_why"))
	r.write("Er is subsidie.")
	if got := r.status.Words(); !strings.Contains(got, r.say("history.why")) {
		t.Errorf("with a reason not entered the footer says %q", got)
	}
	r.press(fyne.KeyReturn)
	if got := why(screen.changes[0].Field); got != "Er is subsidie." {
		t.Errorf("entered, it is %q", got)
	}
	r.sees("Er is subsidie.")
	r.click(r.say("history.say_why"))
	r.write("Na overleg")
	r.Home()
	if got := why("euros") + why("choice"); got != "Na overlegEr is subsidie." && got != "Er is subsidie.Na overleg" {
		t.Errorf("left, they are %q", got)
	}
	if n := len(now()); n != 2 {
		t.Errorf("%d changes", n)
	}
}
