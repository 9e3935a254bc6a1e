package ui

import "kwaliteitskaart/ui/session"

// goOn goes to the next step: the team, when the round has just begun, else the scores.
func (r *reviewScreen) goOn() {
	if r.first {
		r.w.goTo(session.StepTeam)
	} else {
		r.w.goTo(session.StepScore)
	}
}

// leave closes the reviewed round, once anything was entered in the new one, and says so on the next screen.
func (r *reviewScreen) leave() {
	if r.of == nil {
		return
	}
	r.of.Reviewed = true
	if said := r.w.closePrevious(r.of); said != "" && !r.w.notice.retry {
		r.w.notice = notice{words: said}
	}
}
