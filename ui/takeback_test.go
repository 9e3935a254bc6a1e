package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/ui/session"
)

// From any screen, undo and redo lead to the change, describe it in one line, and offer the reverse.
func TestUndoLeadsToTheChange(t *testing.T) {
	for name, c := range map[string]struct {
		change     func(*room)
		screen     string
		undo, redo string
	}{
		"a score": {
			func(r *room) { r.scoreTogether("V2"); r.write("3") }, "*ui.scoreScreen",
			"Score van V2 teruggezet op leeg.", "Score van V2 weer op 3.",
		},
		"a remark": {
			func(r *room) { r.scoreTogether("V2"); r.write("r"); r.write("ja") }, "*ui.scoreScreen",
			"Opmerking van V2 teruggezet op leeg.", "Opmerking van V2 weer op ja.",
		},
		"who were there": {
			func(r *room) {
				r.goTo(session.StepTeam)
				r.screen.(*teamScreen).unfold()
				r.typeIn(r.say("field.present"), "zes")
			}, "*ui.teamScreen",
			"Aanwezig teruggezet op leeg.", "Aanwezig weer op zes.",
		},
		"a priority": {
			func(r *room) { r.goTo(session.StepPlan); r.screen.(*planScreen).toggle("V3") }, "*ui.planScreen",
			"Prioriteit V3 is weer weg.", "Prioriteit V3 staat er weer.",
		},
		"the plan's own words": {
			func(r *room) {
				r.goTo(session.StepPlan)
				r.screen.(*planScreen).showIndicator("")
				r.typeIn(r.say("field.strong"), "Veel")
			},
			"*ui.planScreen",
			"Wat gaat goed teruggezet op leeg.", "Wat gaat goed weer op Veel.",
		},
	} {
		r := enter(t, "nl")
		r.create()
		r.typeIn(r.say("field.name"), "Noord")
		r.goTo(session.StepPrint)
		c.change(r)
		changed := storetest.Essence(r.session.Assessment)
		r.goTo(session.StepResult)
		r.undo()
		if got := fmt.Sprintf("%T", r.screen); got != c.screen {
			t.Errorf("%s: undo leads to %s", name, got)
		}
		r.sees(c.undo, r.say("button.redo"))
		if storetest.Essence(r.session.Assessment) == changed {
			t.Errorf("%s: nothing was undone", name)
		}
		r.goTo(session.StepPrint)
		r.redo()
		if got := fmt.Sprintf("%T", r.screen); got != c.screen {
			t.Errorf("%s: redo leads to %s", name, got)
		}
		r.sees(c.redo, r.say("button.undo"))
		if storetest.Essence(r.session.Assessment) != changed {
			t.Errorf("%s: it was not done again", name)
		}
		r.click(r.say("button.undo"))
		r.click(r.say("button.redo"))
		if storetest.Essence(r.session.Assessment) != changed {
			t.Errorf("%s: the way back leads elsewhere", name)
		}
	}
}

// If nothing is left to undo or redo, that is shown, and the reverse is still offered.
func TestNothingMoreToUndo(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("N")
	r.undo()
	r.undo()
	r.sees(r.say("undo.none"), r.say("button.redo"))
	r.redo()
	r.redo()
	r.sees(r.say("redo.none"), r.say("button.undo"))
	if got := r.stored().Team.Name; got != "N" {
		t.Errorf("the team is called %q", got)
	}
}

// An answer in the review is undone where it was given.
func TestUndoOfTheReview(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.review(false)
	act := r.screen.(*reviewScreen).actions()[r.screen.(*reviewScreen).at]
	was := act.Status
	r.write("1")
	if now, _ := r.session.Previous.Plan.Action(act.ID); now.Status != assessment.ActionDone {
		t.Fatalf("answered %s", now.Status)
	}
	r.goTo(session.StepPrint)
	r.undo()
	if now, _ := r.session.Previous.Plan.Action(act.ID); now.Status != was {
		t.Errorf("after undo it is %s, was %s", now.Status, was)
	}
	if _, ok := r.screen.(*reviewScreen); !ok {
		t.Errorf("undo leads to %T", r.screen)
	}
}

// What the whole room saw or agreed on is not an undo step: undo skips it and undoes the change before it.
func TestUndoSkipsSharedDecisions(t *testing.T) {
	r := scored(t, "2")
	r.press(fyne.KeyReturn)
	r.adoptWith("Wij prikken die datum in januari.")
	if strings.Contains(r.words(), r.say("button.undo")) {
		t.Error("adopting can be undone")
	}
	r.goTo(session.StepPlan)
	p := r.screen.(*planScreen)
	p.reopen()
	r.sees(r.say("plan.reopen_why"))
	p.reopen() // without a word
	if r.stored().Plan.Status != assessment.PlanAdopted {
		t.Fatal("opened again without saying why")
	}
	p.reopenWith("Een actie klopte niet.")
	if now := r.stored().Plan; now.Status != assessment.PlanDraft || now.Log[len(now.Log)-1].Why+now.Log[0].Why == "" {
		t.Fatalf("opened again as %+v", now)
	}
	if strings.Contains(r.words(), r.say("button.undo")) {
		t.Error("opening again can be undone")
	}
	r.adoptWith("Toch wel.")
	for range 100 {
		r.undo()
	}
	if now := r.stored(); now.Plan.Status != assessment.PlanAdopted || now.Plan.Waived != "Toch wel." || len(now.Plan.Priorities) != 1 {
		t.Errorf("after undoing everything the plan is %+v", now.Plan)
	}

	r = workshop(t)
	r.write("d")
	r.passRound("3")
	r.press(fyne.KeyEscape)
	for range 20 {
		r.undo()
	}
	if now := r.stored(); now.Mode != assessment.ModeIndividual || now.Team.Name != "" || len(now.Ballots) != 1 {
		t.Errorf("after undoing everything: %s, %q, %d ballots", now.Mode, now.Team.Name, len(now.Ballots))
	}
}

// A change from before the reveal can be undone after it, and what was revealed stays revealed. The number of
// expected ballots can be undone too.
func TestUndoAcrossTheReveal(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	d, team := r.session.Assessment.Details, r.session.Assessment.Team
	d.Mode = assessment.ModeIndividual
	r.session.SetDetails(session.Once, team, d)
	team.Name = "Noord"
	r.session.SetDetails(session.Once, team, d)
	r.session.ExpectBallots(4)
	(&unveilScreen{w: r.Window}).reveal()
	r.undo()
	if got := r.stored().Expected; got != 0 {
		t.Errorf("expected are %d", got)
	}
	r.undo()
	if a := r.stored(); a.Team.Name != "" || !a.Revealed || !r.session.Assessment.Revealed {
		t.Errorf("after undo %+v revealed %v", a.Team, a.Revealed)
	}
	r.redo()
	r.redo()
	if a := r.stored(); a.Team.Name != "Noord" || a.Expected != 4 || !a.Revealed {
		t.Errorf("after redo %+v", a)
	}
}

// Undo and redo scroll the change into view, above the message about it.
func TestUndoScrollsToTheChange(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*room) // and goes elsewhere
		seen   func(*room) fyne.CanvasObject
	}{
		"the scope": {
			func(r *room) {
				r.goTo(session.StepTeam)
				r.screen.(*teamScreen).setScope(r.screen.(*teamScreen).otherScope())
			},
			func(r *room) fyne.CanvasObject { return r.stands[" scope"] },
		},
		"evidence": {
			func(r *room) { r.scoreTogether("V2"); r.write("e"); r.write("gids") },
			func(r *room) fyne.CanvasObject { return r.screen.(*scoreScreen).score.evidence },
		},
		"an action": {
			func(r *room) {
				r.goTo(session.StepPlan)
				for range 8 {
					act := assessment.NewAction(r.session.Assessment.Plan.Date)
					act.What = "Iets doen"
					r.session.AddAction(r.screen.(*planScreen).priorityOf().ID, act)
				}
				acts := r.session.Assessment.Plan.Priorities[0].Actions
				act := acts[len(acts)-1]
				act.What = "Iets anders"
				r.session.SetAction("what", act)
			},
			func(r *room) fyne.CanvasObject {
				acts := r.session.Assessment.Plan.PriorityFor(r.screen.(*planScreen).chosen).Actions
				return r.stands[acts[len(acts)-1].ID+" "]
			},
		},
		"the day of the evaluation": {
			func(r *room) {
				r.goTo(session.StepPlan)
				x := r.session.Assessment.Plan
				x.EvaluationDate = "2027-06-01"
				r.session.SetPlan(session.Once, x)
			},
			func(r *room) fyne.CanvasObject { return r.stands[" evaluation_date"] },
		},
	} {
		r := scored(t, "2")
		r.win.Resize(fyne.NewSize(900, 420))
		c.change(r)
		for _, do := range []func(){r.undo, r.redo} {
			r.goTo(session.StepPrint)
			do()
			o := c.seen(r)
			if o == nil {
				t.Errorf("%s: it is not on %T", name, r.screen)
				continue
			}
			at, in := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), fyne.CurrentApp().Driver().AbsolutePositionForObject(r.view.scroll)
			if top := at.Y - in.Y; top < 0 || top+min(o.Size().Height, 60) > r.view.scroll.Size().Height {
				t.Errorf("%s: it stands at %v to %v of %v", name, top, top+o.Size().Height, r.view.scroll.Size().Height)
			}
		}
	}
}

// The scope is not an undo step once ballots are in: undoing it, or an earlier change, would leave them half empty.
func TestScopeCannotBeUndoneOnceBallotsAreIn(t *testing.T) {
	r := workshop(t)
	before := r.stored().Scope
	other := assessment.ScopeFull
	if before == other {
		other = assessment.ScopeCore
	}
	r.write("d")
	r.passRound("3")
	r.press(fyne.KeyEscape)
	r.goTo(session.StepTeam)
	r.screen.(*teamScreen).chooseScope(other)
	r.write("w")
	if got := r.stored().Scope; got != other {
		t.Fatalf("the scope is %s", got)
	}
	for range 9 {
		r.undo()
	}
	if got := r.stored().Scope; got != other {
		t.Errorf("after undo the scope is %s", got)
	}
	for range 9 {
		r.redo()
	}
	if got := r.stored().Scope; got != other {
		t.Errorf("after redo the scope is %s", got)
	}
}

// Neither undo nor redo crosses adopting or reopening: then nothing is left to undo or redo, and a message says so.
func TestUndoStopsAtAdoptingAndReopening(t *testing.T) {
	r := scored(t, "2")
	change := func(evaluated assessment.Date) {
		r.goTo(session.StepPlan)
		p := r.session.Assessment.Plan
		p.EvaluationDate = evaluated
		r.session.SetPlan(session.Once, p)
		id := r.screen.(*planScreen).priorityOf().ID
		act := assessment.NewAction(p.Date)
		act.What, act.Owner, act.Due = "Iets doen", "Sam", "2027-02-01"
		r.session.AddAction(id, act)
		act.What = "Iets anders doen"
		r.session.SetAction(session.Once, act)
		r.undo() // so that there is something to redo as well
	}
	for _, cross := range []struct {
		name      string
		evaluated assessment.Date
		do        func()
	}{
		{"adopting", "2027-06-01", func() { r.adoptWith("Wij prikken die datum in januari.") }},
		{"reopening", "2027-06-02", func() { newPlanScreen(r.Window).reopenWith("Een actie klopte niet.") }},
		{"adopting again", "2027-06-03", func() { r.adoptWith("Toch wel.") }},
	} {
		change(cross.evaluated)
		cross.do()
		was := storetest.Essence(r.stored())
		for key, do := range map[string]func(){"undo.none": r.undo, "redo.none": r.redo} {
			for range 3 {
				do()
				if r.notice.words != r.say(key) {
					t.Errorf("%s: it says %q", cross.name, r.notice.words)
				}
			}
		}
		if storetest.Essence(r.stored()) != was || storetest.Essence(r.session.Assessment) != was {
			t.Errorf("%s was crossed", cross.name)
		}
	}
}

// After undo or redo changed the text of the focused field, typing continues at its end.
func TestTypingContinuesAfterRedo(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	e := r.named(r.say("field.name"))
	r.focus(e)
	r.write("Team Een")
	r.undo()
	r.redo()
	r.write("X")
	if got := r.stored().Team.Name; got != "Team EenX" {
		t.Errorf("the name is %q", got)
	}
}

// The start of the plan follows the day of the assessment; undo reverts both at once.
func TestDayOfThePlanIsUndoneWithTheDay(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("T")
	was := r.stored().Date
	r.focus(r.named(r.say("field.assessed_on")))
	r.named(r.say("field.assessed_on")).SetText("15-3-2027")
	r.win.Canvas().Unfocus()
	if a := r.stored(); a.Date != "2027-03-15" || a.Plan.Date != a.Date {
		t.Fatalf("the days are %s and %s", a.Date, a.Plan.Date)
	}
	r.undo()
	if a := r.stored(); a.Date != was || a.Plan.Date != was {
		t.Errorf("after undo the days are %s and %s, want %s", a.Date, a.Plan.Date, was)
	}
	if _, team := r.screen.(*teamScreen); !team {
		t.Errorf("undo leads to %T", r.screen)
	}
}
