package ui

import (
	"slices"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// This file handles the outcome of the discussion: keys, agreed scores, parking, and indicators that need no discussion.

func (d *discussScreen) choose(id string) {
	d.chosen, d.score = id, nil
	d.w.win.Canvas().Unfocus()
	d.w.view.scroll = nil
	d.w.render()
}

// openFromCard opens an indicator from the whole card. A message about the card would cover the indicator.
func (d *discussScreen) openFromCard(id string) {
	d.fromCard = true
	d.w.closeNotice()
	d.choose(id)
}

// setAnswer agrees on a score with one key.
func (d *discussScreen) setAnswer(answer assessment.Answer) {
	if d.score.setAnswer(answer) {
		d.w.follow() // the action of Enter
		return
	}
	d.w.render()
}

func (d *discussScreen) withdraw() bool {
	done := d.score.withdraw()
	if done {
		d.w.render()
	}
	return done
}

// agree agrees on the proposed score unless one was chosen, and goes to the next indicator; if an answer waits for its note,
// it goes to the note.
func (d *discussScreen) agree() {
	if d.score == nil {
		return
	}
	if d.score.pending != assessment.Blank {
		d.w.focus(d.score.note)
		return
	}
	if d.score.answer() == assessment.Blank {
		proposed := d.proposed()
		if proposed == assessment.Blank {
			d.w.showMessage(d.w.say("discuss.no_proposal", "levels", d.w.session.Assessment.Card.Levels()))
			return
		}
		d.score.setAnswer(proposed)
	}
	next := ""
	if agenda := d.agenda(); len(agenda) > 0 {
		next = agenda[0]
	}
	d.choose(next)
}

// park moves the indicator to the end of the list and removes its agreed score; undo reverses that.
func (d *discussScreen) park() {
	w, id := d.w, d.chosen
	d.score.withdraw()
	score := w.session.Assessment.Score(id)
	agreed := score.Answer != assessment.Blank
	if agreed {
		score.Answer, score.Disagreed = assessment.Blank, false
		w.session.SetScore(session.Once, score)
	}
	d.clock.Park(id)
	d.choose(d.agenda()[0])
	if agreed {
		w.offerUndo(w.say("discuss.set_aside", "indicator", id), w.undoStep)
	}
}

// parkAfter parks everything to discuss after the first count.
func (d *discussScreen) parkAfter(count int) {
	open := d.agenda()
	for _, id := range open[min(count, len(open)):] {
		d.clock.Park(id)
	}
	d.choose(open[0])
}

// agreeUnanimous agrees at once on everything that needs no discussion.
func (d *discussScreen) agreeUnanimous() { d.agreeOn(d.w.unanimous()) }

// agreeParked agrees at once on what is proposed for everything that is parked.
func (d *discussScreen) agreeParked() { d.agreeOn(d.w.session.Assessment.Proposals(d.parked())) }

func (d *discussScreen) agreeOn(scores []assessment.Score) {
	w := d.w
	if len(scores) == 0 {
		return
	}
	w.session.SetScores(scores)
	w.render()
	w.offerUndo(w.say("discuss.taken", "count", len(scores)), w.undoStep)
}

// showPlace goes to an indicator; if several changed at once, the discussion stays where it is, and the list shows them.
func (d *discussScreen) showPlace(at session.Place) bool {
	switch {
	case at.Step != session.StepScore || at.Indicator == "" || !d.w.session.Assessment.BallotsShown():
		return false
	case at.Several:
		d.w.render()
	default:
		d.choose(at.Indicator)
	}
	return true
}

func (d *discussScreen) keys() keyTable {
	w, a := d.w, d.w.session.Assessment
	on := func(do func()) key { return key{name: keyEnter, help: "help.go_on", do: do} }
	switch {
	case !a.Revealed:
		return keyTable{on(func() { w.goTo(session.StepScore) })}
	case !a.BallotsShown():
		return keyTable{on(func() { w.scoreTogether("") })}
	}
	var keys keyTable
	if d.score != nil {
		keys = append(answerKeys(a.Card.Levels(), d.setAnswer), d.score.keys()...)
		keys = append(keys, erases(func() { d.setAnswer(assessment.Blank) })...)
		if d.mayDiffer() {
			keys = append(keys, key{name: "D", help: "help.differ", do: d.agreeToDiffer})
		}
	}
	unanimous := len(w.unanimous()) > 0
	switch {
	case d.chosen != "":
		keys = append(keys, key{name: keyEnter, help: "help.talk_agree", do: d.agree})
		if d.fromCard && len(d.agenda()) == 0 {
			keys = append(keys, w.leadsBackTo(func() { d.choose("") })...)
		}
	case unanimous:
		keys = append(keys, key{name: keyEnter, help: "help.talk_take", do: d.agreeUnanimous})
	default:
		keys = append(keys, on(func() { w.goTo(session.StepResult) }))
		if d.firstBlank() != "" {
			keys = append(keys, key{name: "L", help: "discuss.first_blank", do: d.fillBlank})
		}
	}
	list := d.listed()
	if at := slices.Index(list, d.chosen); at >= 0 {
		keys = append(keys, key{name: keyUp, help: "help.talk_move", do: func() { d.choose(list[max(at-1, 0)]) }},
			key{name: keyDown, help: "help.talk_move", do: func() { d.choose(list[min(at+1, len(list)-1)]) }})
	}
	if len(list) > 0 && len(d.agenda()) > 0 {
		keys = append(keys, key{name: keySpace, help: "help.talk_pause", do: d.pause})
	}
	if d.parks() {
		keys = append(keys, key{name: "P", help: "help.talk_park", do: d.park})
	}
	if unanimous {
		keys = append(keys, key{name: "V", help: "help.talk_take", do: d.agreeUnanimous})
	}
	return keys
}

// parks reports whether the indicator can be parked, even if it was just agreed on: others must come before it then.
func (d *discussScreen) parks() bool {
	others := slices.DeleteFunc(d.agenda(), func(id string) bool { return id == d.chosen })
	return len(others) > 0 && slices.Contains(d.points(), d.chosen)
}
