package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// Agreeing to differ is a valid end of a discussion: the level is the proposed one unless the team picks another, and the
// note has both reasons. Source: .github/spec/decisions.md 12.

// differs reports whether the team agrees to differ, even while that waits for its note.
func (t *teamScore) differs() bool { return t.differ || t.kept().Disagreed }

// agreeToDiffer toggles whether the team agrees to differ. proposed is the level if it chose none; without any level there is
// nothing to differ about.
func (t *teamScore) agreeToDiffer(proposed assessment.Answer) {
	score := t.kept()
	switch {
	case t.differ:
		t.withdraw()
	case score.Disagreed:
		score.Disagreed = false
		t.w.session.SetScore(session.Once, score)
		t.show()
	default:
		answer := t.answer()
		if !answer.IsLevel() {
			answer = proposed
		}
		if answer.IsLevel() {
			t.differ = true
			t.setAnswer(answer)
		}
	}
}

func (d *discussScreen) differButton() fyne.CanvasObject {
	d.differ = widgets.Small(d.w.say("discuss.differ"), "D", d.agreeToDiffer)
	return d.differ
}

// proposed returns the level that the ballots propose for the indicator; blank for none.
func (d *discussScreen) proposed() assessment.Answer {
	if r := d.result.Indicator(d.chosen); r != nil {
		return r.Proposed()
	}
	return assessment.Blank
}

// mayDiffer reports whether there is a level to differ about.
func (d *discussScreen) mayDiffer() bool {
	return d.score.differs() || d.score.answer().IsLevel() || d.proposed().IsLevel()
}

func (d *discussScreen) agreeToDiffer() {
	d.score.agreeToDiffer(d.proposed())
	d.w.follow()
}
