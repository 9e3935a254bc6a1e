package ui

import (
	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// stepScreen returns the screen of a step of the open assessment.
func (w *Window) stepScreen(s session.Step) screen {
	switch s {
	case session.StepScore:
		if w.session.Assessment.Mode == assessment.ModeIndividual {
			return &gatherScreen{w: w}
		}
		return newScoreScreen(w)
	case session.StepDiscuss:
		return newDiscussScreen(w)
	case session.StepResult:
		return &resultScreen{w: w}
	case session.StepPlan:
		return newPlanScreen(w)
	case session.StepPrint:
		return &printScreen{w: w}
	}
	return &teamScreen{w: w}
}
