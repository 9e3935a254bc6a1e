package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// This file ends a paper form: an unfinished one is found, and the current one is handed in, thrown away or taken back.

// found asks what to do with an unfinished form, or saves what was entered before the search was done.
func (p *paperScreen) found() {
	if p.w.screen != p {
		return
	}
	if p.left.exists() {
		p.w.render()
	} else if p.started() {
		p.save()
	}
}

// save saves the form, once it is certain that it overwrites no other.
func (p *paperScreen) save() {
	if p.left.known {
		p.w.saveDraft(p.ballot)
		p.seen = p.w.drafts
	}
}

// goOn fills the cells with the unfinished form.
func (p *paperScreen) goOn() {
	left := copyBallot(*p.left.ballot)
	p.settle()
	p.fill(left)
	p.again()
}

// fill shows a ballot in the form, with the cursor after its last answer.
func (p *paperScreen) fill(b assessment.Ballot) {
	p.clear(b.Group)
	p.ballot = b
	for i, ind := range p.in {
		if b.Answers[ind.ID] != assessment.Blank {
			p.filled[i], p.at = true, i+1
		}
	}
}

// throwLeft throws away the unfinished form.
func (p *paperScreen) throwLeft() {
	p.settle()
	p.w.dropDraft()
	p.seen = p.w.drafts
	if p.started() {
		p.save()
	}
	p.again()
}

// handInLeft hands in the unfinished form, as it is on disk.
func (p *paperScreen) handInLeft() {
	left := copyBallot(*p.left.ballot)
	p.send(func(id string) {
		p.settle()
		if p.started() {
			p.save()
			p.again()
			return
		}
		p.handedIn(id, left)
	})
}

// handedIn shows that a form is handed in, and whether it can be taken back.
func (p *paperScreen) handedIn(id string, b assessment.Ballot) {
	p.last, p.sent, p.late = id, b, false
	p.again()
	words := "paper.kept"
	if !p.takesBack() {
		p.leave()
		words = "paper.counted"
	}
	p.w.showMessage(p.w.say(words))
}

// complete reports whether all expected forms are in, and no other is being entered. After the reveal none is expected: each
// form leads to an empty one, and no key leads on to where digits score.
func (p *paperScreen) complete() bool {
	return !p.late && !p.started() && !p.left.exists() && !p.w.session.Assessment.Revealed && p.w.allAreIn()
}

// allAreIn reports whether as many people scored as are expected.
func (w *Window) allAreIn() bool {
	a := w.session.Assessment
	return a.Expected > 0 && a.BallotsIn() >= a.Expected
}

// already returns messages to show before another form is entered: that all are in, and that it waits if the others are
// revealed.
func (p *paperScreen) already() []string {
	w, a := p.w, p.w.session.Assessment
	var said []string
	if w.allAreIn() {
		said = append(said, w.say("paper.complete", "count", a.BallotsIn())+".")
	}
	if a.Revealed {
		said = append(said, w.waitsWords())
	}
	return said
}

// waitsWords returns the message that ballots after the reveal count later, and the number that wait.
func (w *Window) waitsWords() string {
	if n := w.session.Assessment.WaitingBallots(); n > 0 {
		return w.say("gather.waiting", "count", n)
	}
	return w.say("gather.revealed")
}

// allIn shows that all forms are in, with the next step.
func (p *paperScreen) allIn() view {
	w := p.w
	v := view{
		body: widgets.Column(10, widgets.Space(70), widgets.Centered(w.counter()), widgets.Space(8),
			widgets.Statement(w.say("paper.complete", "count", w.session.Assessment.BallotsIn())).Aligned(fyne.TextAlignCenter), widgets.Space(12),
			widgets.Centered(widgets.Secondary(w.say("paper.late"), "I", p.another))),
		right: widgets.Primary(w.say("paper.ready"), w.keyLabel(keyEnter), p.stop),
	}
	if p.takesBack() {
		v.left = widgets.Secondary(w.say("paper.take_back"), w.keyLabel("X"), p.takeBack)
	}
	return v
}

// another allows one more form.
func (p *paperScreen) another() {
	p.late = true
	p.again()
}

// stop goes to gathering ballots, from which the answers are revealed.
func (p *paperScreen) stop() { p.w.goTo(session.StepScore) }

// takesBack reports whether the last form can be taken back: not once it counts, as it may at once after the reveal.
func (p *paperScreen) takesBack() bool {
	a := p.w.session.Assessment
	return p.last != "" && (!a.Revealed || slices.ContainsFunc(a.Ballots, func(b assessment.Ballot) bool { return b.ID == p.last && b.Waiting && !b.Elsewhere }))
}

// settle records that there is no longer an unfinished form.
func (p *paperScreen) settle() { p.left = leftover{known: true} }

// enter hands the form in. If it has empty cells or few answers, it first shows that and goes to the first empty
// cell; the second time it accepts the form as it is, unless it answers nothing.
func (p *paperScreen) enter() {
	empty := slices.Index(p.filled, false)
	if p.asked || empty < 0 && !nearlyEmpty(p.ballot, p.in) {
		p.cast()
		return
	}
	if !p.started() || p.casting {
		return
	}
	p.asked, p.wrong = true, 0
	if empty >= 0 {
		p.at = empty
	}
	p.again()
}

// cast hands the form in, and starts the next.
func (p *paperScreen) cast() {
	if len(p.ballot.Answers) == 0 || !p.left.known {
		return
	}
	p.send(func(id string) {
		if p.closing {
			p.end()
			return
		}
		sent := p.ballot
		p.clear(assessment.GroupTeam) // the most common; others are selected each time
		p.handedIn(id, sent)
	})
}

// send hands in the stored draft, once even if it is called repeatedly, and then calls done with its id.
func (p *paperScreen) send(done func(id string)) {
	w := p.w
	if p.casting {
		return
	}
	p.casting = true
	var id string
	w.changeBallots(func(ctx context.Context, a string) (err error) {
		id, err = w.Store.CastDraft(ctx, a)
		return err
	}, func(err error) {
		p.casting = false
		w.drafts++
		p.seen = w.drafts
		if err != nil {
			w.showError(err)
			return
		}
		done(id)
	})
}

// mayClose first asks what to do with a form that was started. If it is being saved, the window closes once it is on
// disk.
func (p *paperScreen) mayClose() bool {
	if p.done || !p.started() {
		return true
	}
	p.closing = true
	if !p.casting {
		p.again()
	}
	return false
}

// end closes the window.
func (p *paperScreen) end() {
	p.done = true
	p.w.Close()
}

func (p *paperScreen) throw() {
	if p.casting {
		return
	}
	ballot, filled, at := p.ballot, p.filled, p.at
	p.clear(assessment.GroupTeam)
	p.w.dropDraft()
	p.seen = p.w.drafts
	if p.closing {
		p.end()
		return
	}
	p.again()
	p.w.offerUndo(p.w.say("paper.thrown"), func() {
		p.ballot, p.filled, p.at, p.wrong, p.asked = ballot, filled, at, 0, false
		p.save()
		p.again()
	})
}

// takeBack takes the last form back, and shows it to be changed.
func (p *paperScreen) takeBack() {
	w, id, sent := p.w, p.last, p.sent
	if id == "" {
		return
	}
	p.leave()
	p.casting = true
	w.changeBallots(func(ctx context.Context, a string) error { return w.Store.TakeBack(ctx, a, id) }, func(err error) {
		p.casting = false
		if err == nil {
			p.fill(sent)
			p.save()
		}
		p.again()
		if err != nil {
			w.showError(err)
			return
		}
		w.showMessage(w.say("paper.taken_back"))
	})
}
