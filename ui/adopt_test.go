package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/ui/session"
)

// The adopting screen shows what is fixed from then on and what may still change, the room sees the plan, and afterwards the
// page to sign is one key away.
func TestAdoptScreen(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.toggleBeamer()
	onBeamer := func() string {
		var b strings.Builder
		walk(r.beamer.win.Canvas().Content(), gather(&b))
		return b.String()
	}
	r.goTo(session.StepPlan)
	r.click(r.say("plan.adopt"))
	if r.stored().Plan.Status != assessment.PlanDraft {
		t.Fatal("adopted before it said what that means")
	}
	r.sees("33 van 33 afgesproken: 31 niveaus, 1 om uit te zoeken, 1 niet van toepassing", "8 ingevuld; er komen er geen meer bij",
		"3 prioriteiten met 6 acties, elk met een eigenaar en een datum", "6 aan de leiding: 40 uur, € 1.500", "1 juni 2027",
		"5 docenten, opleidingsmanager, 3 studenten", r.say("adopt.free"), r.say("adopt.bound"))
	r.holds(onBeamer(), r.say("beamer.plan"), "Meetbare doelen", "Opleidingsmanager, Kwaliteitszorgmedewerker", "1 feb 2027", "Evaluatie: 1 juni 2027")

	r.press(fyne.KeyEscape)
	if _, plan := r.screen.(*planScreen); !plan || r.stored().Plan.Status != assessment.PlanDraft {
		t.Fatalf("Escape leads to %T", r.screen)
	}
	r.click(r.say("plan.adopt"))
	r.press(fyne.KeyReturn)
	if plan := r.stored().Plan; plan.Status != assessment.PlanAdopted || plan.AdoptedOn != r.today || len(plan.Editions) == 0 {
		t.Fatalf("adopted as %s on %s", plan.Status, plan.AdoptedOn)
	}
	r.sees(r.say("plan.adopted_on", "date", "23 november 2026"), r.say("adopt.fixed_now"), r.say("adopt.then_now"))
	r.holds(onBeamer(), "vastgesteld op 23 november 2026")
	if r.at != session.StepPlan || strings.Contains(r.words(), r.say("plan.edit")) {
		t.Error("adopted it offers to change what is fixed")
	}
	r.press(fyne.KeyReturn)
	if p, print := r.screen.(*printScreen); !print || p.kind != report.Summary {
		t.Errorf("Enter leads to %T", r.screen)
	}
}

// Window and beamer show for each priority the owners and due date that the summary prints.
func TestOwnersAndDatesEqualTheSummary(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	pr := r.session.Assessment.Plan.Priorities[0]
	act := assessment.NewAction(r.session.Assessment.Plan.Date)
	act.What, act.Owner, act.Due = "Proef", "Taaldocent", "2027-09-06"
	r.session.AddAction(pr.ID, act)
	r.toggleBeamer()
	r.at = session.StepPlan
	r.show(&adoptScreen{w: r.Window})
	var b strings.Builder
	walk(r.beamer.win.Canvas().Content(), gather(&b))
	owners, _ := r.session.Assessment.Plan.Priorities[0].Promise()
	if len(owners) < 2 {
		t.Fatalf("owned by %q", owners)
	}
	for _, shown := range []string{b.String(), r.words()} {
		r.holds(shown, strings.Join(owners, ", "), "6 sep 2027")
	}
}

// Gaps that do not block adopting are listed before it, with a field for the reason; an empty list of people present is no
// gap.
func TestAdoptingWithGaps(t *testing.T) {
	r := scored(t, "1") // every core indicator at 1 without a reason
	r.press(fyne.KeyReturn)
	r.screen.(*planScreen).adopt()
	gaps := slices.DeleteFunc(r.session.Assessment.Gaps(), func(g assessment.Gap) bool { return g.Kind != assessment.GapCoreAtOne })
	if len(gaps) == 0 {
		t.Fatal("nothing is lacking")
	}
	r.sees(r.gapWords(gaps[0])+" →", r.say("adopt.no_evaluation"), r.say("plan.wave"))
	r.typeIn(r.say("field.present"), "Zes docenten")
	if got := r.stored().Present; got != "Zes docenten" {
		t.Errorf("present are %q", got)
	}
	r.click(r.say("gap.no_evaluation"))
	if p, ok := r.screen.(*planScreen); !ok || p.chosen != "" || r.win.Canvas().Focused() == nil {
		t.Errorf("the evaluation is asked for on %T", r.screen)
	}
	r.write("1-6")
	r.press(fyne.KeyReturn, fyne.KeyEscape)
	r.screen.(*planScreen).adopt()
	r.sees("1 juni 2027")
	r.typeIn(r.say("plan.wave"), "Daar komen we op terug.")
	r.render() // as when a change arrives
	r.press(fyne.KeyReturn)
	if plan := r.stored().Plan; plan.Status != assessment.PlanAdopted || plan.Waived != "Daar komen we op terug." {
		t.Errorf("adopted as %s with %q", plan.Status, plan.Waived)
	}
	r.sees(r.say("field.waived"), "Daar komen we op terug.")
}

// Who follows the line about a core indicator at 1 without an action can type the reason right away.
func TestNothingPlannedAsksWhy(t *testing.T) {
	r := scored(t, "1")
	r.press(fyne.KeyReturn)
	at := slices.IndexFunc(r.session.Assessment.Gaps(), func(g assessment.Gap) bool { return g.Kind == assessment.GapCoreAtOne })
	gap := r.session.Assessment.Gaps()[at]
	r.screen.(*planScreen).jump(gap)
	r.writesReason(gap.Indicator)

	r = talk(t) // where the team scores in the discussion
	r.askReason("V1")
	r.writesReason("V1")
}

// writesReason types into the note that has the cursor.
func (r *room) writesReason(indicator string) {
	r.Helper()
	r.sees(r.say("plan.why_nothing"))
	r.write("Volgend jaar")
	r.goTo(session.StepPlan)
	if got := r.stored().Score(indicator).Note; got != "Volgend jaar" {
		r.Errorf("on %s the note is %q", indicator, got)
	}
}

// In the window that most laptops have, all that adopting means is in sight before one adopts, and after.
func TestAdoptingIsInSight(t *testing.T) {
	r := enter(t, "nl")
	r.win.Resize(fyne.NewSize(1340, 690))
	r.addExample()
	r.goTo(session.StepPlan)
	for _, key := range []string{"v", "\n"} {
		if key == "\n" {
			r.press(fyne.KeyReturn)
		} else {
			r.write(key)
		}
		if _, ok := r.screen.(*adoptScreen); !ok {
			t.Fatalf("on %T", r.screen)
		}
		if end, high := r.view.scroll.Content().MinSize().Height, r.view.scroll.Size().Height; end > high {
			t.Errorf("it is %v high, of which %v is in sight", end, high)
		}
	}
}

// With more priorities than can be read from the back of the room the beamer says how many more there are.
func TestManyPrioritiesOnTheBeamer(t *testing.T) {
	r := scored(t, "2")
	for _, id := range r.session.Assessment.Result().Priorities[:9] {
		r.session.AddPriority(id)
	}
	r.toggleBeamer()
	r.at = session.StepPlan
	r.show(&adoptScreen{w: r.Window})
	var b strings.Builder
	walk(r.beamer.win.Canvas().Content(), gather(&b))
	r.holds(b.String(), r.say("plan.more", "count", 3))
}
