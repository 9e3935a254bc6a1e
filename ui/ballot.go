package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// ballotScreen is where one person, alone with the laptop, scores every indicator at their own pace.
type ballotScreen struct {
	alone
	w       *Window
	card    *assessment.Card
	in      []*assessment.Indicator
	ballot  assessment.Ballot
	at      int
	ask     ballotQuestion
	handed  bool     // being handed in; it can no longer change
	done    bool     // handed in, thrown away, or kept for later
	copied  []string // text copied from its remarks
	filling bool     // going through the unanswered indicators

	keep   func(assessment.Ballot) // called after every change
	cast   func(then func(error))  // hands in the ballot last kept, then calls then with the error
	forget func()                  // throws the ballot away
	then   func(handedIn bool)     // called at the end

	sheet   *sheet
	tallest tallest
	remark  *widgets.Entry
	place   *widgets.Text
}

// ballotQuestion is a question shown instead of an indicator.
type ballotQuestion int

const (
	nothing ballotQuestion = iota
	ready                  // at the end: hand in?
	halfway                // on stopping early: hand in, throw away, or continue?
	closing                // on closing the window early: hand in, throw away, keep, or continue?
)

// mayClose first asks what to do with a ballot that was started. If it is being handed in, the window closes once it
// is on disk.
func (b *ballotScreen) mayClose() bool {
	switch {
	case b.done, !b.ballot.Begun():
		return true
	case b.handed:
		b.ask = closing
	default:
		b.turn(closing)
	}
	return false
}

// leave removes text copied from the remarks from the clipboard: it is private to its writer.
func (b *ballotScreen) leave() {
	clipboard := b.w.app.Clipboard()
	if content := clipboard.Content(); content != "" && slices.Contains(b.copied, asCopied(content)) {
		clipboard.SetContent("")
	}
}

// asCopied returns words with \n as line breaks, which some systems' clipboards change to \r\n.
func asCopied(words string) string { return strings.ReplaceAll(words, "\r\n", "\n") }

func (b *ballotScreen) build() view {
	w := b.w
	if b.ask != nothing {
		return b.question()
	}
	ind := b.in[b.at]
	b.place = widgets.Quiet("")
	b.showProgress()
	b.sheet = w.newSheet(b.card, ind, b.setAnswer, b.next)
	b.sheet.show(b.ballot.Answers[ind.ID])
	b.remark = widgets.NewNotes(w.say("ballot.remark"), b.ballot.Remarks[ind.ID], 2, func(v string) {
		if strings.TrimSpace(v) == "" {
			delete(b.ballot.Remarks, ind.ID)
		} else {
			b.ballot.Remarks[ind.ID] = v
		}
		b.changed()
	})
	b.remark.OnCopy = func(words string) { b.copied = append(b.copied, asCopied(words)) }
	v := view{
		noRail: true,
		fills:  true,
		body: widgets.Over(widgets.Column(16,
			widgets.Ends(16, b.place,
				widgets.Row(10, widgets.Quiet(w.say("group."+string(b.ballot.Group))).OneLine(), widgets.Link(w.say("rail.help"), w.showHelp), widgets.Keycap(keyLabels[keyF1]))),
			widgets.Progress(float32(b.at+1)/float32(len(b.in)), 3), widgets.Space(6)),
			widgets.Steady(20, b.tallest.of(w, b.card, b.in), b.sheet.head, b.sheet.cards, widgets.Column(16, b.sheet.others,
				noted(w.say("ballot.remark"), "R", w.boundedIn(b.remark, b.remark, w.say("score.note_of", "indicator", ind.ID)), nil)))),
		right: widgets.Primary(w.say("ballot.done"), w.keyLabel(keyEnter), b.next),
	}
	if b.at < len(b.in)-1 {
		v.right = widgets.Row(10, widgets.Secondary(w.say("ballot.done"), w.keyLabel("K"), func() { b.turn(ready) }),
			widgets.Primary(w.say("score.next"), w.keyLabel(keyEnter), b.next))
	}
	left := widgets.Row(10, widgets.Secondary(w.say("ballot.stop"), w.keyLabel(keyEscape), func() { b.turn(halfway) }))
	if b.at > 0 {
		left.Add(widgets.Secondary(w.say("score.back"), w.keyLabel(keyLeft), b.back))
	}
	v.left = left
	return v
}

func (b *ballotScreen) onBeamer(p *beamerPage) fyne.CanvasObject { return p.counter() }

// showProgress shows the current position and the number of answers.
func (b *ballotScreen) showProgress() {
	b.place.Set(b.w.say("ballot.at", "number", b.at+1, "total", len(b.in), "given", len(b.in)-len(b.empty())))
}

// question returns the question shown instead of an indicator; the one about handing in lists the unanswered
// indicators with links.
func (b *ballotScreen) question() view {
	w := b.w
	empty := b.empty()
	words := w.say("ballot.given", "given", len(b.in)-len(empty), "total", len(b.in))
	if len(b.ballot.Answers) == 0 {
		words = w.say("ballot.none")
	}
	words = strings.Join(append(w.cutOff(), words), "\n")
	switch {
	case b.ask == halfway:
		return w.asked(w.say("ballot.halfway"), words, nil, b.keys())
	case b.ask == closing:
		return w.closingView(b.ballot, b.in, b.keys())
	case len(empty) == 0:
		return w.asked(w.say("ballot.ready"), words, nil, b.keys())
	}
	list := widgets.Column(4, widgets.NewText(w.say("ballot.empty")).Bold().OneLine())
	named := empty[:min(len(empty), namedEmpty)]
	for _, i := range named {
		list.Add(widgets.Row(0, widgets.Link(b.in[i].ID+" "+b.card.In(b.in[i].Title, w.lang.Code()), func() { b.fill(i) })))
	}
	if more := len(empty) - len(named); more > 0 {
		list.Add(widgets.Quiet(w.say("ballot.empty_more", "count", more)))
	}
	return w.asked(w.say("ballot.ready"), words, widgets.Centered(list), b.keys())
}

// namedEmpty is the number of unanswered indicators that are named.
const namedEmpty = 6

// empty returns the indexes of the unanswered indicators.
func (b *ballotScreen) empty() []int { return unanswered(b.ballot, b.in) }

// unanswered returns the indexes of the indicators that a ballot does not answer. Unknown and not applicable are
// answers.
func unanswered(b assessment.Ballot, in []*assessment.Indicator) (empty []int) {
	for i, ind := range in {
		if b.Answers[ind.ID] == assessment.Blank {
			empty = append(empty, i)
		}
	}
	return empty
}

// nearlyEmpty reports whether fewer than half of the indicators are answered: such a ballot is probably unfinished. The key
// for the next indicator never hands it in.
func nearlyEmpty(b assessment.Ballot, in []*assessment.Indicator) bool {
	return 2*len(unanswered(b, in)) > len(in)
}

// asked returns a view with a question, an explanation, more unless it is nil, and a button for each answer.
func (w *Window) asked(title, words string, more fyne.CanvasObject, keys keyTable) view {
	column := widgets.Column(14, widgets.Statement(title).Aligned(fyne.TextAlignCenter),
		widgets.NewText(words).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter))
	if more != nil {
		column.Add(more)
	}
	column.Add(widgets.Space(6))
	column.Add(widgets.Centered(w.ways(keys)))
	return view{noRail: true, fills: true, body: widgets.Above(column, widgets.Space(124), widgets.Space(60), widgets.Space(24), widgets.Space(0))}
}

// closingView asks what to do with a ballot before the window closes.
func (w *Window) closingView(b assessment.Ballot, in []*assessment.Indicator, keys keyTable) view {
	words := w.whyNot(w.say("ballot.closing_hint"), b)
	if empty := unanswered(b, in); len(empty) < len(in) {
		words = w.say("ballot.given", "given", len(in)-len(empty), "total", len(in)) + " " + words
	}
	return w.asked(w.say("ballot.closing"), words, nil, keys)
}

func closingKeys(handIn, throw, keep, look func()) keyTable {
	return keyTable{
		{name: "L", help: "ballot.hand_in", do: handIn},
		{name: "W", help: "ballot.throw", do: throw},
		{name: "B", help: "ballot.keep", do: keep},
		{name: keyEscape, help: "ballot.look", do: look},
	}
}

func (b *ballotScreen) turn(q ballotQuestion) {
	b.ask = q
	b.w.view.scroll = nil
	b.w.show(b)
}

// handIn hands the ballot in, once even if it is pressed repeatedly.
func (b *ballotScreen) handIn() {
	if b.handed || len(b.ballot.Answers) == 0 {
		return
	}
	b.handed = true
	b.keep(b.ballot)
	b.cast(func(err error) {
		b.handed = false
		if err == nil {
			b.end(true)
			return
		}
		if b.w.screen == b { // it is still shown, with the question
			b.turn(b.ask)
		}
		b.w.showError(err)
	})
}

// throw throws the ballot away.
func (b *ballotScreen) throw() {
	b.forget()
	b.end(false)
}

// end continues after the ballot, or closes the window if that was requested.
func (b *ballotScreen) end(handedIn bool) {
	b.done = true
	if b.ask == closing {
		b.w.Close()
		return
	}
	b.then(handedIn)
}

func (b *ballotScreen) changed() { b.keep(b.ballot) }

func (b *ballotScreen) setAnswer(answer assessment.Answer) {
	b.w.win.Canvas().Unfocus()
	setAnswer(&b.ballot, b.in[b.at].ID, answer)
	b.sheet.show(answer)
	b.showProgress()
	b.changed()
}

// next goes to the next indicator, or to the next unanswered one while filling.
func (b *ballotScreen) next() {
	b.at++
	for b.filling && b.at < len(b.in) && b.ballot.Answers[b.in[b.at].ID] != assessment.Blank {
		b.at++
	}
	if b.at < len(b.in) {
		b.turn(nothing)
		return
	}
	b.at, b.filling = len(b.in)-1, false
	b.turn(ready)
}

// fill goes to an unanswered indicator, and from there to the others.
func (b *ballotScreen) fill(i int) {
	b.at, b.filling = i, true
	b.turn(nothing)
}

func (b *ballotScreen) back() {
	b.filling = false
	if b.at > 0 {
		b.at--
	}
	b.turn(nothing)
}

func (b *ballotScreen) keys() keyTable {
	handIn, throw := key{name: "L", help: "ballot.hand_in", do: b.handIn}, key{name: "W", help: "ballot.throw", do: b.throw}
	look := key{name: keyEscape, help: "ballot.look", do: func() { b.turn(nothing) }}
	switch {
	case b.handed:
		return nil // it is being saved
	case b.ask == ready:
		fill := key{name: "A", help: "ballot.fill", do: func() { b.fill(b.empty()[0]) }}
		switch {
		case len(b.empty()) == 0:
			handIn.name = keyEnter
			return keyTable{handIn, look}
		case nearlyEmpty(b.ballot, b.in):
			fill.name = keyEnter
		default:
			handIn.name = keyEnter
		}
		return keyTable{handIn, fill, look}.handingIn(b.ballot)
	case b.ask == halfway:
		return keyTable{handIn, throw, look}.handingIn(b.ballot)
	case b.ask == closing:
		return closingKeys(b.handIn, b.throw, func() { b.end(false) }, look.do).handingIn(b.ballot)
	}
	keys := append(answerKeys(b.card.Levels(), b.setAnswer), key{name: "R", help: "help.note", do: func() { b.w.focus(b.remark) }})
	for _, name := range []keyName{keyEnter, keyRight, keyPageDown} {
		keys = append(keys, key{name: name, help: "help.next", do: b.next})
	}
	for _, name := range []keyName{keyLeft, keyPageUp} {
		keys = append(keys, key{name: name, help: "help.previous", do: b.back})
	}
	keys = append(keys, erases(func() { b.setAnswer(assessment.Blank) })...)
	return append(keys, key{name: "K", help: "ballot.done", do: func() { b.turn(ready) }},
		key{name: keyEscape, help: "ballot.stop", do: b.escape})
}

// escape leaves a field, or asks what to do with an unfinished ballot.
func (b *ballotScreen) escape() {
	if c := b.w.win.Canvas(); c.Focused() != nil {
		c.Unfocus()
		return
	}
	b.turn(halfway)
}
