package ui

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// An action that asks something accepts the leadership's answer: its line shows it, the next review begins with it, and undo
// takes it back. It is never a change of what was agreed, and may be given in a closed round.
func TestAnswerOfTheLeadership(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	at := 0
	asks := func() *assessment.Action { return r.stored().Plan.ByDue()[at].Action }
	for !asks().Asks() {
		at++
	}
	act, in := r.session.Assessment.Plan.Action(asks().ID)
	r.goTo(session.StepPlan)
	p := r.screen.(*planScreen)
	p.showIndicator(in.Indicator)
	r.sees(r.say("overview.not_answered"))
	p.edit(act.ID, "what")
	p.again()
	r.click(r.say("reply.partly"))
	r.typeIn(r.say("field.granted_hours"), "3")
	r.typeIn(r.say("overview.reply_words"), "Na de zomer de rest.")
	reply := asks().Reply
	if reply == nil || reply.Kind != assessment.ReplyPartly || reply.Hours != 3 || reply.On != r.today || reply.Words != "Na de zomer de rest." {
		t.Fatalf("kept %+v", reply)
	}
	if n := len(r.stored().Changes()); n != 0 {
		t.Errorf("an answer is %d changes of what was agreed", n)
	}
	p.done()
	r.sees("Deels 3 uur, 23-11-2026: Na de zomer de rest.")
	r.undo()
	if got := asks().Reply; got.Kind != assessment.ReplyPartly || got.Words != "" {
		t.Errorf("undone it is %+v", got)
	}
	r.redo()

	if err := r.store.CloseRound(t.Context(), r.session.Assessment.ID, r.today); err != nil {
		t.Fatal(err)
	}
	r.openThen(r.session.Assessment.ID, func() { r.goTo(session.StepPlan) })
	r.session.SetAnswer(session.Once, act.ID, assessment.Reply{Kind: assessment.ReplyGranted, On: r.today})
	if got := asks().Reply; got.Kind != assessment.ReplyGranted {
		t.Errorf("in a closed round it is %+v", got)
	}
	r.session.SetAnswer(session.Once, act.ID, assessment.Reply{Kind: assessment.ReplyGranted, Hours: 1, Euros: 250, On: r.today})
	r.goTo(session.StepPlan)
	granted := r.say("reply.granted") + " 1 uur en € 250, 23-11-2026"
	r.sees(granted) // which is not all that is asked
	r.today = "2027-11-22"
	r.nextRound(r.session.Assessment.ID)
	r.finds(granted, r.say("review.doing"))
	if shown := r.words(); strings.Contains(shown, "status.") {
		t.Error(shown)
	}
}
