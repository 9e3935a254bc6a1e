package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
)

// What the talk leads to: keys, agreed scores, parking, and what needs no talk.

func (d *discussScreen) choose(id string) {
	d.chosen, d.score = id, nil
	d.w.win.Canvas().Unfocus()
	d.w.view.scroll = nil
	d.w.render()
}

// give agrees on a score with one key.
func (d *discussScreen) give(answer assessment.Answer) {
	if !d.score.give(answer) {
		d.w.render()
	}
}

// agree takes the proposed score where none was chosen, and goes to what is next.
func (d *discussScreen) agree() {
	if d.score == nil {
		return
	}
	if d.score.answer() == assessment.Blank {
		proposed := assessment.Blank
		if r := d.result.Indicator(d.chosen); r != nil {
			proposed = r.Proposed()
		}
		if proposed == assessment.Blank {
			return
		}
		d.score.give(proposed)
	}
	next := ""
	if agenda := d.agenda(); len(agenda) > 0 {
		next = agenda[0]
	}
	d.choose(next)
}

// park puts the indicator at the end of the list.
func (d *discussScreen) park() {
	if d.chosen == "" || !slices.Contains(d.agenda(), d.chosen) {
		return
	}
	d.w.clock.park(d.chosen)
	d.choose(d.agenda()[0])
}

// takeUnanimous agrees at once on what needs no talk.
func (d *discussScreen) takeUnanimous() {
	w := d.w
	scores := w.session.a.Unanimous()
	if len(scores) == 0 {
		return
	}
	w.session.setScores(scores)
	w.render()
	w.offerUndo(w.say("discuss.taken", "count", len(scores)), func() { w.session.undo(); w.render() })
}

func (d *discussScreen) toggleBeamer() {
	d.w.toggleBeamer()
	d.w.render()
}

func (d *discussScreen) beamerWords() string {
	if d.w.beamer != nil {
		return d.w.say("beamer.off")
	}
	return d.w.say("beamer.on")
}

func (d *discussScreen) key(e *fyne.KeyEvent) bool {
	a := d.w.session.a
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		switch {
		case !a.Revealed:
			d.w.goTo(stepScore)
		case !a.BallotsShown():
			d.w.scoreTogether("")
		case d.chosen == "" && len(a.Unanimous()) > 0:
			d.takeUnanimous()
		case d.chosen == "":
			d.w.goTo(stepResult)
		default:
			d.agree()
		}
	case fyne.KeyDown, fyne.KeyUp:
		list := d.listed()
		at := slices.Index(list, d.chosen)
		if e.Name == fyne.KeyDown {
			at++
		} else {
			at--
		}
		if at >= 0 && at < len(list) {
			d.choose(list[at])
		}
	case fyne.KeyBackspace, fyne.KeyDelete:
		if d.score != nil && a.BallotsShown() {
			d.give(assessment.Blank)
		}
	default:
		return false
	}
	return true
}

func (d *discussScreen) rune(r rune) bool {
	a := d.w.session.a
	if r == 'b' || r == 'B' {
		d.toggleBeamer()
		return true
	}
	if !a.BallotsShown() {
		return false
	}
	if answer, ok := answerFor(r, a.Card.Levels()); ok && d.score != nil {
		d.give(answer)
		return true
	}
	switch {
	case r == 'p' || r == 'P':
		d.park()
	case r == 'v' || r == 'V':
		d.takeUnanimous()
	case d.score == nil:
		return false
	default:
		return d.score.rune(r)
	}
	return true
}
