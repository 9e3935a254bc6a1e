package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
)

// What the talk leads to: keys, agreed scores, parking, and what needs no talk.

func (d *discussScreen) choose(id string) {
	d.chosen, d.pending = id, assessment.Blank
	d.w.win.Canvas().Unfocus()
	d.w.view.scroll = nil
	d.w.render()
}

// give agrees on a score with one key. One that needs a note waits until there is one.
func (d *discussScreen) give(answer assessment.Answer) {
	w := d.w
	w.win.Canvas().Unfocus()
	score := w.session.a.Score(d.chosen)
	d.pending = assessment.Blank
	if w.session.a.Card.NeedsNote(answer) && strings.TrimSpace(score.Note) == "" {
		d.pending = answer
		d.update()
		w.view.scroll.Update()
		w.focus(d.note)
		return
	}
	if score.Answer != answer {
		score.Answer = answer
		w.session.setScore(once, score)
	}
	w.render()
}

func (d *discussScreen) setNote(v string) {
	w := d.w
	score := w.session.a.Score(d.chosen)
	score.Note = v
	hasNote := strings.TrimSpace(v) != ""
	switch {
	case d.pending != assessment.Blank && hasNote:
		score.Answer, d.pending = d.pending, assessment.Blank
	case w.session.a.Card.NeedsNote(score.Answer) && !hasNote:
		d.pending = score.Answer
		d.update()
		return
	}
	w.session.setScore("note", score)
	d.update()
}

// agree takes the proposed score where none was chosen, and goes to what is next.
func (d *discussScreen) agree() {
	w := d.w
	if d.chosen == "" {
		return
	}
	score := w.session.a.Score(d.chosen)
	if score.Answer == assessment.Blank && d.pending == assessment.Blank {
		proposed := assessment.Blank
		if r := d.result.Indicator(d.chosen); r != nil {
			proposed = r.Proposed()
		}
		if proposed == assessment.Blank {
			return
		}
		score.Answer = proposed
		w.session.setScore(once, score)
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
		if d.chosen != "" && a.BallotsShown() {
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
	if answer, ok := answerFor(r, a.Card.Levels()); ok && d.chosen != "" {
		d.give(answer)
		return true
	}
	switch {
	case r == 'p' || r == 'P':
		d.park()
	case r == 'v' || r == 'V':
		d.takeUnanimous()
	case d.chosen == "":
		return false
	case r == 'e' || r == 'E':
		d.w.focus(d.evidence)
	case r == 'r' || r == 'R':
		d.w.focus(d.note)
	default:
		return false
	}
	return true
}
