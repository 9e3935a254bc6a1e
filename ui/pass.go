package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// passScreen is the neutral screen between two people who share the laptop. It shows nothing of the previous one.
type passScreen struct {
	alone
	w     *Window
	group assessment.Group
	after bool // someone just handed in
	// late is true if somebody begins although all expected ballots are in.
	late  bool
	thank func() // stops the timer of the thank-you; nil if it is not running
	shown int    // seconds for which it has been shown
	left  leftover
	eager bool // someone began before the search for an unfinished ballot was done
}

func (p *passScreen) title() string { return p.w.say("pass.title") }

func (p *passScreen) build() view {
	w := p.w
	if p.group == "" {
		p.group = assessment.GroupTeam
	}
	p.left.findDraft(w, p.found)
	if p.after && p.thank == nil {
		p.thank = w.everySecond(p.tick)
	}
	words := w.say("pass.before")
	if p.after {
		words = w.say("pass.after")
	}
	title := w.say("pass.title")
	if p.complete() {
		title = w.say("pass.complete")
	}
	top := w.counter()
	if p.after && !p.complete() { // in its place, so that nothing moves once it is gone
		top = widgets.NewText(w.say("pass.thanks")).Px(theme.Zoomed(56)).Bold().Colored(theme.ColorAccent).OneLine()
	}
	parts := []fyne.CanvasObject{
		widgets.Space(70), widgets.Centered(top), widgets.Space(8),
		middle(widgets.Statement(title)),
		middle(widgets.NewText(words).Colored(theme.ColorQuiet)),
	}
	if w.session.Assessment.Revealed {
		parts = append(parts, middle(widgets.NewText(w.waitsWords())))
	}
	parts = append(parts, widgets.Space(28))
	if p.left.exists() {
		return view{body: widgets.Column(10, append(parts, p.left.unfinished(w, w.session.Assessment.Card.InScope(w.session.Assessment.Scope), p.keys()))...), noRail: true}
	}
	if p.complete() {
		parts = append(parts, middle(widgets.NewText(w.say("pass.give_back"))), widgets.Space(12), widgets.Centered(w.ways(p.keys())))
		return view{body: widgets.Column(10, parts...), noRail: true}
	}
	parts = append(parts, middle(widgets.NewText(w.say("pass.who")).Sized(theme.SizeQuiet).Bold()), widgets.Centered(w.groups(p.group, p.choose)),
		widgets.Space(12), widgets.Centered(widgets.Primary(w.say("pass.begin"), w.keyLabel(keyEnter), p.begin)))
	return view{body: widgets.Column(10, parts...), noRail: true, left: widgets.Secondary(w.say("pass.stop"), w.keyLabel(keyEscape), p.stop)}
}

// complete reports whether all expected ballots are in, and nobody else begins. After the reveal none is expected, and no key
// leads from here to where digits score.
func (p *passScreen) complete() bool {
	return !p.late && !p.left.exists() && !p.w.session.Assessment.Revealed && p.w.allAreIn()
}

// thanked is how long the thank-you is shown, in seconds; then the screen is neutral for the next person.
const thanked = 6

// tick counts the seconds of the thank-you.
func (p *passScreen) tick() {
	p.shown++
	if p.shown >= thanked && p.w.screen == p { // not while Help is shown over it
		p.neutral()
		p.w.render()
	}
}

// neutral ends the thank-you.
func (p *passScreen) neutral() {
	p.after = false
	p.leave()
}

func (p *passScreen) leave() {
	if p.thank != nil {
		p.thank()
		p.thank = nil
	}
}

func (p *passScreen) onBeamer(page *beamerPage) fyne.CanvasObject { return page.counter() }

// groups returns the choice of a group.
func (w *Window) groups(chosen assessment.Group, choose func(assessment.Group)) fyne.CanvasObject {
	row := widgets.Row(10)
	for i, g := range assessment.Groups {
		row.Add(widgets.Secondary(w.say("group."+string(g)), string(rune('1'+i)), func() { choose(g) }).SetChosen(g == chosen))
	}
	return row
}

func (p *passScreen) choose(g assessment.Group) {
	p.group = g
	p.neutral()
	p.w.win.Canvas().Unfocus()
	p.w.render()
}

// found shows the unfinished ballot, or begins if someone already asked to.
func (p *passScreen) found() {
	switch {
	case p.w.screen != p:
	case p.left.exists():
		p.w.render()
	case p.eager:
		p.begin()
	}
}

// begin starts a ballot, once it is known that no unfinished one would be lost.
func (p *passScreen) begin() {
	if p.eager = !p.left.known; p.eager {
		p.left.findDraft(p.w, p.found)
		return
	}
	p.w.show(p.ballotOf(newBallot(p.group)))
}

func (p *passScreen) goOn() { p.w.show(p.ballotOf(copyBallot(*p.left.ballot))) }

// handIn hands in the unfinished ballot.
func (p *passScreen) handIn() {
	if p.left.handing == nil {
		p.left.handing = p.ballotOf(copyBallot(*p.left.ballot))
	}
	p.left.handing.handIn()
}

func (p *passScreen) throw() {
	p.left.ballot = nil
	p.w.dropDraft()
	p.w.render()
}

// ballotOf returns the screen on which one person scores; afterwards it returns to the neutral screen.
func (p *passScreen) ballotOf(b assessment.Ballot) *ballotScreen {
	w := p.w
	return &ballotScreen{
		w: w, card: w.session.Assessment.Card, in: w.session.Assessment.Card.InScope(w.session.Assessment.Scope), ballot: b, keep: w.saveDraft, forget: w.dropDraft,
		cast: func(then func(error)) {
			w.changeBallots(func(ctx context.Context, id string) error {
				_, err := w.Store.CastDraft(ctx, id)
				return err
			}, func(err error) {
				w.drafts++
				then(err)
			})
		},
		then: func(handedIn bool) { w.show(&passScreen{w: w, after: handedIn, left: leftover{known: true}}) },
	}
}

// another lets an additional person begin.
func (p *passScreen) another() {
	p.late = true
	p.neutral()
	p.w.render()
}

func (p *passScreen) stop() { p.w.goTo(session.StepScore) }

func (p *passScreen) keys() keyTable {
	if p.left.exists() {
		return p.left.keys(p.handIn, p.throw, p.goOn, p.stop)
	}
	if p.complete() {
		return keyTable{
			{name: keyEnter, help: "pass.to_leader", do: p.stop},
			{name: "I", help: "pass.late", do: p.another},
			{name: keyEscape, help: "help.stop", do: p.stop},
		}
	}
	return append(beginKeys(p.begin, p.choose), key{name: keyEscape, help: "help.stop", do: p.stop})
}

// beginKeys returns the keys that choose a group and begin.
func beginKeys(begin func(), choose func(assessment.Group)) keyTable {
	return append(digits(len(assessment.Groups), "help.group", func(i int) { choose(assessment.Groups[i]) }),
		key{name: keyEnter, help: "help.begin", do: begin})
}
