package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// passScreen is the neutral screen between two people who pass the laptop round. It shows nothing of the one before.
type passScreen struct {
	alone
	w     *Window
	group assessment.Group
	after bool // someone just handed in
	// left is a ballot that was not finished when the program ended; whoever it belongs to may go on with it.
	left   *assessment.Ballot
	looked bool // for such a ballot
}

func (p *passScreen) title() string { return p.w.say("pass.title") }

func (p *passScreen) build() view {
	w := p.w
	if p.group == "" {
		p.group = assessment.GroupTeam
	}
	if !p.looked {
		p.looked = true
		p.findDraft()
	}
	middle := func(t *widgets.Text) fyne.CanvasObject { return t.Aligned(fyne.TextAlignCenter) }
	words := w.say("pass.before")
	if p.after {
		words = w.say("pass.after")
	}
	parts := []fyne.CanvasObject{
		widgets.Space(70), widgets.Centered(w.counter()), widgets.Space(8),
		middle(widgets.Statement(w.say("pass.title"))),
		middle(widgets.NewText(words).Colored(theme.ColorQuiet)), widgets.Space(28),
	}
	if p.left != nil {
		parts = append(parts, w.unfinished(p.goOn, p.throw))
	} else {
		parts = append(parts, middle(widgets.NewText(w.say("pass.who")).Sized(theme.SizeQuiet).Bold()), widgets.Centered(w.groups(p.group, p.choose)),
			widgets.Space(12), widgets.Centered(widgets.Primary(w.say("pass.begin"), w.say("key.enter"), p.begin)))
	}
	return view{body: widgets.Column(10, parts...), noRail: true, left: widgets.Secondary(w.say("pass.stop"), "Esc", p.stop)}
}

func (p *passScreen) onBeamer(page *beamerPage) fyne.CanvasObject { return page.counter() }

// unfinished says that there is a ballot that was not finished, and what can become of it.
func (w *Window) unfinished(goOn, throw func()) fyne.CanvasObject {
	return widgets.Column(10, widgets.NewText(w.say("pass.left")).Aligned(fyne.TextAlignCenter), widgets.Centered(widgets.Row(12,
		widgets.Primary(w.say("pass.go_on"), w.say("key.enter"), goOn),
		widgets.Secondary(w.say("pass.throw"), "W", throw))))
}

// groups is the choice of which part of the room someone belongs to.
func (w *Window) groups(chosen assessment.Group, choose func(assessment.Group)) fyne.CanvasObject {
	row := widgets.Row(10)
	for i, g := range assessment.Groups {
		row.Add(widgets.Secondary(w.say("group."+string(g)), string(rune('1'+i)), func() { choose(g) }).SetChosen(g == chosen))
	}
	return row
}

func (p *passScreen) choose(g assessment.Group) {
	p.group = g
	p.w.win.Canvas().Unfocus()
	p.w.render()
}

func (p *passScreen) findDraft() {
	w := p.w
	id := w.session.a.ID
	w.background(func(ctx context.Context) (err error) {
		if err := w.queue.flush(); err != nil {
			return err
		}
		p.left, err = w.Store.Draft(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			w.tell(err)
		} else if p.left != nil && w.screen == p {
			w.render()
		}
	})
}

func (p *passScreen) begin() { p.score(newBallot(p.group)) }

func (p *passScreen) goOn() { p.score(copyBallot(*p.left)) }

func (p *passScreen) throw() {
	p.left = nil
	p.w.dropDraft()
	p.w.render()
}

// score lets one person score; back to neutral by itself.
func (p *passScreen) score(b assessment.Ballot) {
	w := p.w
	again := func(after bool) { w.show(&passScreen{w: w, after: after, looked: true}) }
	screen := &ballotScreen{
		w: w, card: w.session.a.Card, in: w.session.a.Card.InScope(w.session.a.Scope), ballot: b, keep: w.saveDraft,
		drop: func() { w.dropDraft(); again(false) },
	}
	screen.cast = func(assessment.Ballot) {
		w.ballots(func(ctx context.Context, id string) error {
			_, err := w.Store.CastDraft(ctx, id)
			return err
		}, func(err error) {
			if err != nil {
				screen.handed = false // the draft is still there
				w.tell(err)
				return
			}
			again(true)
		})
	}
	w.show(screen)
}

func (p *passScreen) stop() { p.w.goTo(stepScore) }

// ballotScreen is one person alone with the card: every indicator, own pace, own end.
type ballotScreen struct {
	alone
	w      *Window
	card   *assessment.Card
	in     []*assessment.Indicator
	ballot assessment.Ballot
	at     int
	ask    ballotQuestion
	handed bool // on its way to disk: nothing changes it any more

	away bool // for an assessment on another laptop, which it has to get to

	keep func(assessment.Ballot) // after every change
	cast func(assessment.Ballot) // hands it in
	drop func()                  // throws it away

	sheet  *sheet
	remark *widgets.Entry
	place  *widgets.Text
}

// ballotQuestion is what is asked instead of an indicator.
type ballotQuestion int

const (
	nothing ballotQuestion = iota
	ready                  // at the end: hand in?
	halfway                // stopping before: hand in, throw away, or go on?
)

// mayClose asks first what shall become of a ballot that nobody has yet.
func (b *ballotScreen) mayClose() bool {
	if !b.away || len(b.ballot.Answers) == 0 || b.ask == halfway {
		return true
	}
	b.turn(halfway)
	return false
}

func (b *ballotScreen) build() view {
	w := b.w
	given := len(b.ballot.Answers)
	if b.ask != nothing {
		return b.question(given)
	}
	ind := b.in[b.at]
	b.place = widgets.Quiet("")
	b.sayPlace()
	b.sheet = w.newSheet(b.card, ind, b.give)
	b.sheet.show(b.ballot.Answers[ind.ID])
	b.remark = widgets.NewNotes(w.say("ballot.remark"), b.ballot.Remarks[ind.ID], 2, func(v string) {
		if strings.TrimSpace(v) == "" {
			delete(b.ballot.Remarks, ind.ID)
		} else {
			b.ballot.Remarks[ind.ID] = v
		}
		b.changed()
	})
	v := view{
		noRail: true,
		body: widgets.Column(16,
			widgets.Ends(16, b.place,
				widgets.Quiet(w.say("group."+string(b.ballot.Group))).OneLine()),
			widgets.Progress(float32(b.at+1)/float32(len(b.in)), 3), widgets.Space(2),
			b.sheet.head, widgets.Space(4), b.sheet.cards, b.sheet.others,
			noted(w.say("ballot.remark"), "R", b.remark, nil)),
		right: widgets.Row(10, widgets.Secondary(w.say("ballot.done"), "K", func() { b.turn(ready) }),
			widgets.Primary(w.say("score.next"), w.say("key.enter"), b.next)),
	}
	left := widgets.Row(10, widgets.Secondary(w.say("ballot.stop"), "Esc", func() { b.turn(halfway) }))
	if b.at > 0 {
		left.Add(widgets.Secondary(w.say("score.back"), "", b.back))
	}
	v.left = left
	return v
}

func (b *ballotScreen) onBeamer(p *beamerPage) fyne.CanvasObject { return p.counter() }

// sayPlace says where one is, and how much is answered.
func (b *ballotScreen) sayPlace() {
	b.place.Set(b.w.say("ballot.at", "number", b.at+1, "total", len(b.in), "given", len(b.ballot.Answers)))
}

func (b *ballotScreen) question(given int) view {
	w := b.w
	title, words := w.say("ballot.ready"), w.say("ballot.given", "given", given, "total", len(b.in))
	buttons := []fyne.CanvasObject{
		widgets.Primary(w.say("ballot.hand_in"), w.say("key.enter"), b.handIn),
		widgets.Secondary(w.say("ballot.look"), "Esc", func() { b.turn(nothing) }),
	}
	if b.ask == halfway {
		title = w.say("ballot.halfway")
		buttons = []fyne.CanvasObject{
			widgets.Secondary(w.say("ballot.hand_in"), "L", b.handIn),
			widgets.Secondary(w.say("ballot.throw"), "W", b.drop),
			widgets.Primary(w.say("ballot.go_on"), "Esc", func() { b.turn(nothing) }),
		}
	}
	return view{noRail: true, body: widgets.Column(14, widgets.Space(140),
		widgets.Statement(title).Aligned(fyne.TextAlignCenter),
		widgets.NewText(words).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter), widgets.Space(12),
		widgets.Centered(widgets.Row(12, buttons...)))}
}

func (b *ballotScreen) turn(q ballotQuestion) {
	b.ask = q
	b.w.view.scroll = nil
	b.w.show(b)
}

// handIn hands the ballot in, once however often it is pressed.
func (b *ballotScreen) handIn() {
	if b.handed {
		return
	}
	b.handed = true
	b.keep(b.ballot) // also when nothing was answered: an empty ballot is one too
	b.cast(b.ballot)
}

func (b *ballotScreen) changed() { b.keep(b.ballot) }

func (b *ballotScreen) give(answer assessment.Answer) {
	b.w.win.Canvas().Unfocus()
	setAnswer(&b.ballot, b.in[b.at].ID, answer)
	b.sheet.show(answer)
	b.sayPlace()
	b.changed()
}

func (b *ballotScreen) next() {
	if b.at == len(b.in)-1 {
		b.turn(ready)
		return
	}
	b.at++
	b.turn(nothing)
}

func (b *ballotScreen) back() {
	if b.at > 0 {
		b.at--
	}
	b.turn(nothing)
}

func (p *passScreen) keys() keyTable {
	back := key{name: keyEscape, help: "help.stop", do: p.stop}
	if p.left != nil {
		return append(unfinishedKeys(p.goOn, p.throw), back)
	}
	return append(beginKeys(p.begin, p.choose), back)
}

// beginKeys are the keys with which someone says who they are, and begins.
func beginKeys(begin func(), choose func(assessment.Group)) keyTable {
	return append(digits(len(assessment.Groups), "help.group", func(i int) { choose(assessment.Groups[i]) }),
		key{name: keyEnter, help: "help.begin", do: begin})
}

// unfinishedKeys are the keys for a ballot that was not finished.
func unfinishedKeys(goOn, throw func()) keyTable {
	return keyTable{{name: keyEnter, help: "pass.go_on", do: goOn}, {name: "W", help: "pass.throw", do: throw}}
}

func (b *ballotScreen) keys() keyTable {
	look := key{name: keyEscape, help: "ballot.look", do: func() { b.turn(nothing) }}
	switch {
	case b.handed:
		return nil // on its way to disk
	case b.ask == ready:
		return keyTable{{name: keyEnter, help: "ballot.hand_in", do: b.handIn}, look}
	case b.ask == halfway:
		return keyTable{{name: "L", help: "ballot.hand_in", do: b.handIn}, {name: "W", help: "ballot.throw", do: b.drop}, look}
	}
	keys := append(answerKeys(b.card.Levels(), b.give), key{name: "R", help: "help.note", do: func() { b.w.focus(b.remark) }})
	for _, name := range []keyName{keyEnter, keyRight, keyPageDown} {
		keys = append(keys, key{name: name, help: "help.next", do: b.next})
	}
	for _, name := range []keyName{keyLeft, keyPageUp} {
		keys = append(keys, key{name: name, help: "help.previous", do: b.back})
	}
	keys = append(keys, erases(func() { b.give(assessment.Blank) })...)
	return append(keys, key{name: "K", help: "ballot.done", do: func() { b.turn(ready) }},
		key{name: keyEscape, help: "ballot.stop", do: b.escape})
}

// escape leaves a field, or asks what shall become of a ballot that is not finished.
func (b *ballotScreen) escape() {
	if c := b.w.win.Canvas(); c.Focused() != nil {
		c.Unfocus()
		return
	}
	b.turn(halfway)
}
