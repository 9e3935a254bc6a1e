package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// Agreeing to differ takes the proposed level and both reasons; another level can be picked, it can be taken back, and the
// indicator comes first in the next round.
func TestAgreeToDiffer(t *testing.T) {
	r := talk(t)
	r.write("D")
	r.sees(r.say("score.both_reasons"))
	if s := r.stored().Score("V1"); s.Disagreed || s.Answer != assessment.Blank {
		t.Errorf("kept without reasons: %+v", s)
	}
	r.write("De een ziet het, de ander niet.")
	if s := r.stored().Score("V1"); !s.Disagreed || s.Answer != 2 || !strings.HasPrefix(s.Note, "De een") {
		t.Errorf("kept %+v", s)
	}
	r.win.Canvas().Unfocus()
	r.write("3")
	if s := r.stored().Score("V1"); !s.Disagreed || s.Answer != 3 {
		t.Errorf("with another level %+v", s)
	}
	r.write("D")
	if s := r.stored().Score("V1"); s.Disagreed || s.Answer != 3 {
		t.Errorf("taken back %+v", s)
	}
	r.write("D")
	if s := r.stored().Score("V1"); !s.Disagreed {
		t.Errorf("the reasons are there still: %+v", s)
	}

	// The level is not an undo step: erasing it leaves nothing to differ about.
	r.press(fyne.KeyBackspace)
	if s := r.stored().Score("V1"); s.Disagreed || s.Answer != assessment.Blank {
		t.Errorf("erased %+v", s)
	}
	r.undo()

	last := r.stored()
	next := last.Clone()
	next.ID, next.Date, next.Scores = "next", "2027-11-23", nil
	for i := range next.Ballots {
		next.Ballots[i].Answers["V1"] = 3
	}
	if err := r.store.Add(t.Context(), next); err != nil {
		t.Fatal(err)
	}
	r.openThen(next.ID, func() { r.goTo(session.StepDiscuss) })
	r.sees(r.say("reason.differed"))
	r.write("V") // which takes what needs no discussion
	if s := r.stored(); s.Score("V1").Answer != assessment.Blank || s.Score("V2").Answer == assessment.Blank {
		t.Errorf("taken over unspoken: V1 %v, and not V2 %v", s.Score("V1").Answer, s.Score("V2").Answer)
	}
}
