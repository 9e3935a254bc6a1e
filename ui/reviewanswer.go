package ui

import (
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// What became of an action of the last plan: the answers of the review, and what each of them changes.

// reviewAnswers are the answers of which each action gets one, in the order of their keys; their words are under review.
var reviewAnswers = []string{
	string(assessment.ActionDone), string(assessment.ActionDoing), string(assessment.ActionStopped), answerCarry,
}

const answerCarry = "carry"

// answerOf returns the answer that an action has, as its fate is printed; none of reviewAnswers if it has none yet.
func (r *reviewScreen) answerOf(act assessment.TeamAction) string {
	if act.Status != assessment.ActionDone && r.carried(act) {
		return answerCarry
	}
	return string(act.Status)
}

// give gives the current action one of reviewAnswers.
func (r *reviewScreen) give(answer string) {
	if answer == answerCarry {
		r.carry()
	} else {
		r.set(assessment.ActionStatus(answer))
	}
}

// carry carries the current action over to this round's plan and makes its indicator a priority. One that was done or stopped
// runs again.
func (r *reviewScreen) carry() {
	act := r.actions()[r.at]
	r.asking = false
	if ind, _ := r.of.Assessment.Card.Indicator(act.Priority.Indicator); ind == nil {
		r.again()
		r.w.showMessage(r.w.say("review.not_on_card", "indicator", act.Priority.Indicator))
		return
	}
	if !act.Open() {
		r.round(act).Reopen(act.ID)
	}
	if !r.carried(act) {
		r.of.CarryOver(act)
	}
	if r.at < len(r.actions())-1 {
		r.at++
	}
	r.again()
}

func (r *reviewScreen) set(status assessment.ActionStatus) {
	act := *r.actions()[r.at].Action
	if status == assessment.ActionStopped {
		r.asking, r.refused, r.reason = true, false, nil
		r.again()
		return
	}
	act.Status, act.Reason = status, ""
	r.answer(act)
}

// stop stops the action with the reason typed, which is required.
func (r *reviewScreen) stop() {
	act := *r.actions()[r.at].Action
	act.Status, act.Reason = assessment.ActionStopped, strings.TrimSpace(r.reason.Kept())
	if act.Reason == "" {
		r.refused = true
		r.again()
		return
	}
	r.answer(act)
}

// keep saves a reason that was typed but not entered, when the screen is left or the window closed.
func (r *reviewScreen) keep() {
	if !r.asking {
		return
	}
	at := r.actions()[r.at]
	act := *at.Action
	if act.Reason = strings.TrimSpace(r.reason.Kept()); act.Reason != "" {
		act.Status = assessment.ActionStopped
		goesOn := r.carried(at)
		r.round(at).SetAction(session.Once, act)
		if goesOn {
			r.of.TakeBack(at)
		}
	}
	r.asking = false
}

// answer saves what became of the current action. That is one of four: what was taken along comes out of the new plan again,
// unless the team has made something else of it there.
func (r *reviewScreen) answer(act assessment.Action) {
	at := r.actions()[r.at]
	goesOn := r.carried(at)
	r.round(at).SetAction(session.Once, act)
	if goesOn {
		said := "review.taken_back"
		if !r.of.TakeBack(at) {
			said = "review.stays"
		}
		defer func() { r.w.showMessage(r.w.say(said)) }()
	}
	r.asking = false
	if r.at < len(r.actions())-1 {
		r.at++
	}
	r.again()
}

// askReason creates the field for the reason of the action being stopped, because its row may be built later.
func (r *reviewScreen) askReason() {
	w := r.w
	if !r.asking || r.at >= len(r.actions()) {
		return
	}
	act := r.actions()[r.at]
	if r.reason == nil {
		r.reason = widgets.NewEntry(w.say("action.reason"), act.Reason, func(string) { w.setStatus(w.state) })
		r.reason.OnSubmitted = func(string) { r.stop() }
	}
	e := r.reason
	w.mayLackTyped(act.ID+" reason", e, func() bool { return r.asking && r.reason == e && notEntered(e.Text, act.Reason) })
}
