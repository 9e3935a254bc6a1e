package ui

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// paperScreen is for entering paper forms: a cell for each indicator in the order of the form, digits only, with an
// automatically advancing cursor. The last form can be taken back until the next one is started; after that it cannot be
// identified.
type paperScreen struct {
	shared
	w       *Window
	in      []*assessment.Indicator
	ballot  assessment.Ballot
	filled  []bool // cells passed, including blank ones
	at      int
	wrong   rune              // the refused key
	last    string            // id of the last ballot, while it can be taken back
	sent    assessment.Ballot // its content, to show in the form again
	casting bool              // the form is being saved
	closing bool              // asking what to do with the form before the window closes
	done    bool              // that question is answered
	late    bool              // a form is typed even if all that are expected are in
	asked   bool              // asking whether to accept it with empty cells
	left    leftover
	before  []cell // the cells as they were before each key, oldest first
	seen    int    // value of Window.drafts for the ballot this screen shows
}

// cell is one cell of the form with its content.
type cell struct {
	at     int
	answer assessment.Answer
	filled bool
}

func newPaperScreen(w *Window) *paperScreen {
	p := &paperScreen{w: w, late: true, seen: w.drafts, in: w.session.Assessment.Card.InScope(w.session.Assessment.Scope)}
	p.clear(assessment.GroupTeam)
	return p
}

func (p *paperScreen) clear(g assessment.Group) {
	p.ballot, p.filled, p.at, p.wrong, p.asked, p.before = newBallot(g), make([]bool, len(p.in)), 0, 0, false, nil
}

func (p *paperScreen) build() view {
	w, a := p.w, p.w.session.Assessment
	if in := a.Card.InScope(a.Scope); len(in) != len(p.in) { // the scope was changed before this screen was shown again
		p.in, p.left = in, leftover{}
		p.clear(p.ballot.Group)
	}
	if p.seen != w.drafts { // it was handed in, thrown away or continued elsewhere, so its answers must not come back
		p.left, p.closing, p.seen = leftover{}, false, w.drafts
		p.leave()
		p.clear(assessment.GroupTeam)
	}
	p.left.findDraft(w, p.found)
	switch {
	case p.left.exists():
		return view{body: widgets.Column(10, widgets.Space(120), p.left.unfinished(w, p.in, p.keys()))}
	case p.closing:
		return w.closingView(p.ballot, p.in, p.keys())
	case p.complete():
		return p.allIn()
	}
	head := widgets.Ends(16, widgets.Statement(w.say("paper.title", "number", a.BallotsIn()+1)),
		widgets.NewText(fmt.Sprint(a.BallotsIn(), " ", w.countWords())).Colored(theme.ColorQuiet).OneLine())
	var rows []fyne.CanvasObject
	for i := range a.Card.Areas {
		if row := p.row(&a.Card.Areas[i]); row != nil {
			rows = append(rows, row)
		}
	}
	below := widgets.Split(24, theme.Zoomed(600), []float32{1, 1}, p.here(),
		widgets.Column(6, widgets.NewText(w.say("paper.group")).Sized(theme.SizeQuiet).Bold(), p.groups()))
	top := widgets.Column(4, head)
	for _, words := range p.already() {
		top.Add(widgets.NewText(words))
	}
	top.Add(widgets.NewText(w.say("paper.how", "levels", a.Card.Levels())).Colored(theme.ColorQuiet))
	v := view{
		body: widgets.Column(16, top, widgets.Card(24, widgets.Column(18, rows...)), below),
	}
	done := widgets.Primary(w.say("paper.done"), w.keyOf(p, keyEnter), p.enter)
	done.SetDisabled(!p.started()) // an empty form is none
	v.right = done
	switch {
	case p.started():
		v.left = widgets.Secondary(w.say("paper.throw"), w.keyLabel(keyEscape), p.throw)
	case p.takesBack():
		v.left = widgets.Secondary(w.say("paper.take_back"), w.keyLabel("X"), p.takeBack)
	default:
		v.left = w.backButton()
	}
	return v
}

func (p *paperScreen) onBeamer(page *beamerPage) fyne.CanvasObject { return page.counter() }

func (p *paperScreen) groups() fyne.CanvasObject {
	row := widgets.Row(8)
	for _, g := range assessment.Groups {
		name := p.w.say("group." + string(g))
		row.Add(widgets.Secondary(name, p.w.say("paper.key."+string(g)), func() { p.choose(g) }).SetChosen(g == p.ballot.Group))
	}
	return row
}

func (p *paperScreen) choose(g assessment.Group) {
	if p.casting {
		return
	}
	p.ballot.Group = g
	if p.started() {
		p.save()
	}
	p.again()
}

// row returns the cells of one area, and a sum to check the row.
func (p *paperScreen) row(area *assessment.Area) fyne.CanvasObject {
	w := p.w
	cells := widgets.Row(6)
	n, sum, here := 0, 0, 0
	for i, ind := range p.in {
		if _, of := w.session.Assessment.Card.Indicator(ind.ID); of.ID != area.ID {
			continue
		}
		here++
		answer, sign := p.ballot.Answers[ind.ID], ""
		switch {
		case answer.IsLevel():
			sign = strconv.Itoa(int(answer))
			n++
			sum += int(answer)
		case answer == assessment.Unknown:
			sign = "0"
			n++
		case answer == assessment.NotApplicable:
			sign = "N"
			n++
		case p.filled[i]:
			sign = "–"
		}
		cells.Add(widgets.NewCell(ind.ID, sign, i == p.at, i == p.at && p.wrong != 0, func() { p.at = i; p.again() }))
	}
	if here == 0 {
		return nil
	}
	title := w.session.Assessment.Card.In(area.Title, w.lang.Code())
	count := widgets.Quiet(w.say("paper.count", "given", n, "total", here, "sum", sum))
	return widgets.Split(16, theme.Zoomed(640), []float32{1, 2.6, 0.8}, widgets.NewText(title).Bold(), cells, count)
}

// here returns the cell with the cursor, and the message for it or for the form.
func (p *paperScreen) here() fyne.CanvasObject {
	w := p.w
	sum, empty := 0, len(unanswered(p.ballot, p.in))
	for _, a := range p.ballot.Answers {
		sum += max(0, int(a))
	}
	var title string
	switch {
	case p.at < len(p.in):
		ind := p.in[p.at]
		title = ind.ID + " " + w.session.Assessment.Card.In(ind.Title, w.lang.Code())
	case empty > 0:
		title = w.say("paper.empty", "count", empty)
	default:
		title = w.say("paper.full")
	}
	column := widgets.Column(4, widgets.Heading(title),
		widgets.NewText(w.say("paper.check", "given", len(p.in)-empty, "total", len(p.in), "sum", sum)).Colored(theme.ColorQuiet))
	warn := func(words string) { column.Add(widgets.NewText(words).Colored(theme.ColorWarning)) }
	switch {
	case p.asked && len(p.ballot.Answers) == 0:
		warn(w.say("paper.none"))
	case p.asked:
		warn(w.say("paper.empty", "count", empty) + " " + w.say("paper.again"))
	case p.wrong != 0:
		warn(w.say("paper.wrong", "key", fmt.Sprintf("%q", p.wrong), "levels", w.session.Assessment.Card.Levels()))
	}
	return widgets.Card(18, column)
}

// receive imports dropped files as ballots.
func (p *paperScreen) receive(paths []string) { (&ballotFilesScreen{w: p.w}).importFiles(paths) }

func (p *paperScreen) again() {
	p.w.win.Canvas().Unfocus()
	p.w.render()
}

// started reports whether anything was entered in this form.
func (p *paperScreen) started() bool { return slices.Contains(p.filled, true) }

// set fills the cell and advances. From then on the previous form can no longer be taken back.
func (p *paperScreen) set(answer assessment.Answer) {
	if p.at >= len(p.in) {
		return
	}
	p.w.moveOn()
	p.leave()
	p.wrong, p.asked = 0, false
	p.before = append(p.before, p.cell(p.at))
	setAnswer(&p.ballot, p.in[p.at].ID, answer)
	p.filled[p.at] = true
	p.at++
	p.save()
	p.again()
}

// leave discards the last form, which can no longer be taken back.
func (p *paperScreen) leave() { p.last, p.sent = "", assessment.Ballot{} }

func (p *paperScreen) keys() keyTable {
	w := p.w
	var keys keyTable
	switch {
	case p.casting:
		return nil // it is being saved
	case p.left.exists():
		return p.left.keys(p.handInLeft, p.throwLeft, p.goOn, w.back)
	case p.closing:
		return closingKeys(p.cast, p.throw, p.end, func() { p.closing = false; p.again() }).handingIn(p.ballot)
	case p.complete():
		keys = keyTable{{name: keyEnter, help: "paper.ready", do: p.stop}, {name: "I", help: "paper.late", do: p.another}}
		if p.takesBack() {
			keys = append(keys, key{name: "X", help: "paper.take_back", do: p.takeBack})
		}
		return append(keys, key{name: keyEscape, help: "help.stop", do: p.stop})
	}
	if p.at < len(p.in) {
		keys = append(answerKeys(w.session.Assessment.Card.Levels(), p.set), key{name: keySpace, help: "help.paper_blank", do: func() { p.set(assessment.Blank) }})
	}
	for _, g := range assessment.Groups {
		keys = append(keys, key{name: keyName(w.say("paper.key." + string(g))), help: "help.group", do: func() { p.choose(g) }})
	}
	keys = append(keys, key{name: keyLeft, help: "help.paper_move", do: func() { p.move(p.at - 1) }},
		key{name: keyRight, help: "help.paper_move", do: func() { p.move(p.at + 1) }})
	if p.at > 0 {
		keys = append(keys, key{name: keyBackspace, help: "help.clear", do: p.erase})
	}
	if !p.started() {
		if p.takesBack() {
			keys = append(keys, key{name: "X", help: "paper.take_back", do: p.takeBack})
		}
		return append(keys, p.w.leadsBack()...)
	}
	return append(keys, key{name: keyEnter, help: "paper.done", do: p.enter}, key{name: keyEscape, help: "paper.throw", do: p.throw})
}

// move goes to a cell.
func (p *paperScreen) move(to int) {
	p.at, p.wrong, p.asked = min(max(to, 0), len(p.in)), 0, false
	p.again()
}

// erase empties the previous cell and goes there.
func (p *paperScreen) erase() {
	p.at--
	p.before = append(p.before, p.cell(p.at))
	setAnswer(&p.ballot, p.in[p.at].ID, assessment.Blank)
	p.filled[p.at], p.wrong, p.asked = false, 0, false
	p.save()
	p.again()
}

func (p *paperScreen) cell(at int) cell { return cell{at, p.ballot.Answers[p.in[at].ID], p.filled[at]} }

// takeBackKey undoes the last key of this form, and nothing outside it.
func (p *paperScreen) takeBackKey() {
	if len(p.before) == 0 || p.casting || p.closing || p.left.exists() {
		p.w.nothingMore("undo.none")
		return
	}
	c := p.before[len(p.before)-1]
	p.before = p.before[:len(p.before)-1]
	setAnswer(&p.ballot, p.in[c.at].ID, c.answer)
	p.at, p.filled[c.at], p.wrong, p.asked = c.at, c.filled, 0, false
	p.save()
	p.again()
}

// refuse reports that a character is not an answer, and at the end how to begin another form.
func (p *paperScreen) refuse(r rune) {
	if p.complete() {
		p.w.showMessage(p.w.say("paper.begin_late"))
		return
	}
	p.wrong, p.asked = r, false
	p.again()
}
