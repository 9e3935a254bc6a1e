package ui

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/session"
)

// Back and Escape go back to the previous screen, one by one, down to home.
func TestBackLeadsToThePreviousScreen(t *testing.T) {
	kind := func(r *room) string { return fmt.Sprintf("%T", r.screen) }
	for name, ways := range map[string][]func(*room){
		"settings and what is in them": {
			func(r *room) { r.showSettings() }, func(r *room) { r.showBackups() }, func(r *room) { r.showHelp() },
		},
		"licences": {
			func(r *room) { r.showSettings() }, func(r *room) { r.screen.(*settingsScreen).licences() },
			func(r *room) { r.click(nameOf(r.screen.(*licencesScreen).list[0])) },
		},
		"the bin, and forgetting": {
			func(r *room) { r.showBin() }, func(r *room) { r.showCards() }, func(r *room) { r.showSettings() },
		},
		"steps": {
			func(r *room) { r.addExample() }, func(r *room) { r.goTo(session.StepPlan) }, func(r *room) { r.scoreAt("V3") },
			func(r *room) { r.showHelp() },
		},
		"from a step to a file": {
			func(r *room) { r.addExample() }, func(r *room) { r.goTo(session.StepPrint) }, func(r *room) { r.saveHandOver() },
		},
		"the overview": {func(r *room) { r.ShowOverview() }, func(r *room) { r.showSettings() }},
	} {
		r := enter(t, "nl")
		was := []string{kind(r)}
		steps := []session.Step{r.at}
		for _, way := range ways {
			way(r)
			was, steps = append(was, kind(r)), append(steps, r.at)
		}
		for i := range slices.Backward(ways) {
			r.win.Canvas().Unfocus()
			r.press(fyne.KeyEscape)
			if got := kind(r); got != was[i] || r.at != steps[i] {
				t.Errorf("%s: Escape on %s leads to %s at %q, not to %s at %q", name, was[i+1], got, r.at, was[i], steps[i])
				break
			}
		}
	}
}

// Back skips a question, a screen for one person, and an assessment that is no longer open.
func TestBackSkipsQuestionsAndPrivateScreens(t *testing.T) {
	r := workshop(t)
	r.write("d")
	r.press(fyne.KeyReturn, fyne.KeyEscape)
	r.write("w")
	r.press(fyne.KeyEscape)
	if _, ok := r.screen.(*gatherScreen); !ok {
		t.Fatalf("at %T", r.screen)
	}
	r.press(fyne.KeyEscape)
	if r.at != session.StepTeam {
		t.Errorf("from the ballots back to %T", r.screen)
	}
	first := r.session.Assessment.ID
	r.ShowOverview()
	r.create()
	r.goTo(session.StepResult)
	r.press(fyne.KeyEscape, fyne.KeyEscape, fyne.KeyEscape) // the second leaves the name of the team
	if _, ok := r.screen.(*overviewScreen); !ok || r.session != nil {
		t.Errorf("from a new assessment back to %T", r.screen)
	}
	r.press(fyne.KeyEscape)
	if _, ok := r.screen.(*homeScreen); !ok {
		t.Errorf("from the overview back to %T with %s open", r.screen, first)
	}
	r.press(fyne.KeyEscape)
	if _, ok := r.screen.(*homeScreen); !ok {
		t.Errorf("from home to %T", r.screen)
	}
}
