package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// An adopted plan is fixed on every screen, with the day and a link to the plan; what was agreed may change, and is marked.
func TestAdoptedScreens(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	line := r.say("plan.adopted_on", "date", "23-11-2026") + "."
	for _, step := range []session.Step{session.StepTeam, session.StepScore, session.StepDiscuss} {
		r.goTo(step)
		r.sees(line, r.say("plan.reopen"))
		if shown := r.words(); strings.Contains(shown, r.say("gather.revealed")) || strings.Contains(shown, r.say("gather.sheet_hint")) {
			t.Errorf("a fixed round offers a way to score:\n%s", shown)
		}
	}
	r.goTo(session.StepScore)
	for _, key := range []string{"i", "p", "d"} {
		r.write(key)
		if _, here := r.screen.(*gatherScreen); !here {
			t.Fatalf("%s leads from a fixed round to %T", key, r.screen)
		}
		r.sees("Vastgesteld op 23-11-2026:")
	}
	before := r.stored()
	s := r.session.Assessment.Score("V1")
	s.Note = "achteraf nog veranderd"
	r.session.SetScore(session.Once, s)
	d := r.session.Assessment.Details
	d.Present = "iemand anders"
	r.session.SetDetails(session.Once, r.session.Assessment.Team, d)
	if now := r.stored(); now.Score("V1") != before.Score("V1") || now.Details != before.Details || r.session.Assessment.Present != before.Present {
		t.Error("what was adopted changed")
	}
	r.sees("Vastgesteld op 23-11-2026:")

	r.goTo(session.StepTeam)
	if n := len(r.fields()); n > 0 {
		t.Errorf("%d fields can be typed in", n)
	}

	r.goTo(session.StepPlan)
	act := *r.session.Assessment.Plan.ByDue()[0].Action
	act.Euros, act.Status = 9000, assessment.ActionDoing
	r.session.SetAction(session.Once, act)
	for _, step := range []session.Step{session.StepPlan, session.StepResult} {
		r.goTo(step)
		r.sees(line, r.say("plan.changed", "count", 1))
	}
	r.goTo(session.StepPrint)
	p := r.screen.(*printScreen)
	r.click(r.say("print.adopted", "date", "23-11-2026"))
	r.press(fyne.KeyReturn)
	if in := r.last; in.Today != "2026-11-23" || in.Assessment.Edition == nil || len(in.Assessment.Changes()) > 0 || !p.adopted {
		t.Errorf("printed as adopted on %s: %v", in.Today, in.Assessment.Changes())
	}
	r.click(r.say("print.now"))
	r.press(fyne.KeyReturn)
	if in := r.last; in.Assessment.Edition != nil || len(in.Assessment.Changes()) != 1 {
		t.Errorf("printed as it is now with %v", in.Assessment.Changes())
	}
	r.goTo(session.StepPlan)
	r.screen.(*planScreen).reopenWith("We zijn iets vergeten.")
	if a := r.stored(); a.Plan.Status != assessment.PlanDraft || len(a.Plan.Editions) != 1 {
		t.Errorf("opened again: %s with %d editions", a.Plan.Status, len(a.Plan.Editions))
	}
	r.goTo(session.StepPlan)
	r.screen.(*planScreen).showIndicator("")
	r.sees(r.say("history.adoptions"), "We zijn iets vergeten.", r.say("field.adopted"), r.say("field.reopened"))
	r.goTo(session.StepTeam)
	r.finds(r.say("team.how"))
	r.session.SetScore(session.Once, s)
	if got := r.stored().Score("V1").Note; got != s.Note {
		t.Errorf("once open the note is %q", got)
	}
}

// The plan shows in view that it is adopted, or what a draft still lacks, in the window of most laptops.
func TestPlanShowsItsStateInView(t *testing.T) {
	r := enter(t, "nl")
	r.win.Resize(fyne.NewSize(1366, 768))
	r.addAdopted()
	r.goTo(session.StepPlan)
	high := r.view.scroll.Size().Height
	at := func(words string) (y float32) {
		y = -1
		walk(r.view.scroll, func(o fyne.CanvasObject) {
			if x, ok := o.(*widgets.Text); ok && x.Words() == words {
				y = fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + o.Size().Height
			}
		})
		return y
	}
	if y := at(r.say("plan.adopted_on", "date", "23-11-2026") + "."); y < 0 || y > 100 {
		t.Errorf("that it is adopted ends at %v", y)
	}
	r.screen.(*planScreen).reopenWith("voor de proef")
	p := r.session.Assessment.Plan
	p.EvaluationDate = ""
	r.session.SetPlan(session.Once, p)
	r.goTo(session.StepPlan)
	if y := at(r.say("plan.may")); y < 0 || y+40 > high { // with its first line
		t.Errorf("what is missing ends at %v of %v", y, high)
	}
}

// addExample adds the example team with the plan of its newest round reopened, so that all of it may change.
func (r *room) addExample() {
	r.Helper()
	example := storetest.Example(r)
	for _, a := range example {
		if err := r.store.Add(r.Context(), a); err != nil {
			r.Fatal(err)
		}
	}
	id := example[len(example)-1].ID
	if err := r.store.Reopen(r.Context(), id, r.today, "voor de proef"); err != nil {
		r.Fatal(err)
	}
	r.openThen(id, func() { r.goTo(session.StepResult) })
}

// addAdopted adds the example team as it ships, with its plans adopted.
func (r *room) addAdopted() { r.Helper(); r.Window.addExample() }

// Read-only content looks like it: no field, list, calendar or card to choose, on every screen of a round that is fixed,
// closed or in a file; its texts are shown.
func TestReadOnlyLooksReadOnly(t *testing.T) {
	r := enter(t, "nl")
	check := func(state string, steps ...session.Step) {
		t.Helper()
		for _, step := range steps {
			r.goTo(step)
			if p, plan := r.screen.(*planScreen); plan {
				p.choose("B1")
				p.edit(r.session.Assessment.Plan.PriorityFor("B1").Actions[0].ID, "what")
				p.again()
			}
			if t, team := r.screen.(*teamScreen); team {
				t.unfold()
			}
			for _, e := range r.fields() {
				if !strings.HasPrefix(e.Label(), r.say("overview.reply_words")) && e.Label() != r.say("reply.on") { // an answer may always be given
					t.Errorf("%s, %s: %q can be typed in", state, step, e.Label())
				}
			}
			walk(r.view.scroll, func(o fyne.CanvasObject) {
				if c, ok := o.(*widgets.Choice); ok && !strings.Contains(c.AccessibilityLabel(), "cannot be used now") {
					t.Errorf("%s, %s: %q can be chosen", state, step, c.AccessibilityLabel())
				}
			})
		}
	}
	r.addAdopted()
	check("adopted", session.StepTeam, session.StepScore, session.StepDiscuss)
	r.goTo(session.StepTeam)
	r.screen.(*teamScreen).unfold()
	r.sees(r.session.Assessment.Team.Name, "5 docenten, opleidingsmanager, 3 studenten")
	r.scoreTogether("B1")
	r.sees(r.session.Assessment.Score("B1").Note)

	dir := t.TempDir()
	if err := exchange.Save(filepath.Join(dir, "a"+handOver), r.stored()); err != nil {
		t.Fatal(err)
	}
	r.TakeFiles([]string{dir})
	r.press(fyne.KeyDown, fyne.KeyReturn)
	check("in a file", session.StepTeam, session.StepScore, session.StepDiscuss, session.StepPlan)
	pr := r.session.Assessment.Plan.PriorityFor("B1")
	p := r.screen.(*planScreen)
	p.done()
	p.toggleBoard()
	r.press(fyne.KeyDown)
	before := r.fingerprint()
	r.write("2")
	walk(r.view.scroll, func(o fyne.CanvasObject) {
		if _, moves := o.(*widgets.LaneCard); moves {
			t.Error("a card of a file can be dragged")
		}
	})
	if r.fingerprint() != before {
		t.Error("a card of a file is moved by key")
	}
	p.toggleBoard()
	r.finds(pr.Goal, pr.Actions[0].What, pr.Actions[0].Owner)
}

// Importing a ballot file into an adopted round says that the ballot waits and until when; nobody can be invited there.
func TestLateBallotFileSaysThatItWaits(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	late := filepath.Join(t.TempDir(), "laat"+handOver)
	b := newBallot(assessment.GroupTeam)
	b.Answers["V1"] = 2
	if err := exchange.Invite(r.session.Assessment).Cast(b).Save(late); err != nil {
		t.Fatal(err)
	}
	r.OpenFile(late)
	r.sees(r.say("files.taken"), r.say("merge.waits_adopted", "count", r.session.Assessment.WaitingBallots()))
	if words := r.words(); strings.Contains(words, r.say("files.invite_button")) {
		t.Errorf("it invites to an adopted round:\n%s", words)
	}
}
