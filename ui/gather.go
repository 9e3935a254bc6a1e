package ui

import (
	"context"
	"maps"
	"strconv"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// gatherScreen is step 2 if each person scores alone first: the ways to collect ballots, their number, and the reveal. It
// shows nothing else about them.
type gatherScreen struct {
	shared
	w *Window
}

func (g *gatherScreen) build() view {
	w, a := g.w, g.w.session.Assessment
	open := a.RefuseScores() == nil // otherwise nobody can score, and the line above says so
	top := widgets.Column(4, widgets.Statement(w.say("gather.title")))
	if open {
		top.Add(widgets.NewText(w.say("gather.intro")).Colored(theme.ColorQuiet))
	}
	parts := []fyne.CanvasObject{top, widgets.Ends(24, w.counted(), w.expected())}
	if open {
		parts = append(parts, widgets.Grid(16, theme.Zoomed(190), 4, g.ways()...),
			widgets.Row(8, widgets.NewText(w.say("gather.files_hint")).Colored(theme.ColorQuiet),
				widgets.Link(w.say("gather.files"), g.files), widgets.Keycap(w.keyLabel("F"))))
	}
	if a.Revealed {
		if open {
			parts = append(parts, widgets.NewText(w.say("gather.revealed")))
		}
		if waits := w.waits(); waits != nil {
			parts = append(parts, waits)
		}
	}
	v := view{}
	short, missing := assessment.MinBallots-a.BallotsIn(), a.Expected-a.BallotsIn()
	switch {
	case a.Revealed:
		v.right = widgets.Primary(w.say("gather.discuss"), w.keyLabel(keyEnter), func() { w.goTo(session.StepDiscuss) })
	case short > 0:
		parts = append(parts, widgets.NewText(w.say("gather.too_few", "count", short)))
		b := widgets.Primary(w.say("gather.reveal"), "", nil)
		b.SetDisabled(true)
		v.right = b
	default:
		if missing > 0 {
			parts = append(parts, widgets.NewText(w.say("gather.to_go", "count", missing)))
		}
		v.right = widgets.Primary(w.say("gather.reveal"), w.keyLabel(keyEnter), g.reveal)
	}
	v.body = widgets.Column(18, parts...)
	return v
}

// waits says how many of the ballots that are in do not count yet, and why; nil if all do.
func (w *Window) waits() fyne.CanvasObject {
	a := w.session.Assessment
	n := a.WaitingBallots()
	if n == 0 {
		return nil
	}
	words := "gather.waiting"
	if a.Plan.Status == assessment.PlanAdopted {
		words = "merge.waits_adopted"
	}
	return widgets.NewText(w.say(words, "count", n)).Colored(theme.ColorQuiet)
}

// ways returns a card for each way to score: how long it takes, what it needs, and the button that starts it.
func (g *gatherScreen) ways() []fyne.CanvasObject {
	w := g.w
	way := func(key, name string, takes assessment.Way, begin ...fyne.CanvasObject) fyne.CanvasObject {
		head := fyne.CanvasObject(widgets.NewText(w.say("gather." + name)).Bold())
		if key != "" { // of its only button
			head = widgets.Ends(8, head, widgets.Keycap(key))
		}
		top := widgets.Column(6, head)
		for _, part := range g.minutes(takes) {
			top.Add(part)
		}
		top.Add(widgets.NewText(w.say("gather." + name + "_hint")))
		top.Add(widgets.Quiet(w.say("gather." + name + "_needs")))
		if len(begin) == 1 {
			begin = append(begin, widgets.Pad(2, 0, 2, 0, widgets.NewText(""))) // its button is level with those of the others
		}
		return widgets.Layers(widgets.NewPanel(theme.ColorPaper, 12).Stroked(theme.ColorLine, 1),
			widgets.Filled(20, 14, 16, 14, widgets.Apart(top, widgets.Pad(16, 0, 0, 0, widgets.Column(8, begin...)))))
	}
	button := func(words string, press func()) fyne.CanvasObject {
		return widgets.Row(0, widgets.Secondary(words, "", press))
	}
	link := func(words, key string, press func()) fyne.CanvasObject {
		return widgets.Row(4, widgets.Link(w.say(words), press), widgets.Keycap(key))
	}
	ways := []fyne.CanvasObject{
		way("", "sheet", assessment.WayOwn, button(w.say("fill_in.save"), newFillInScreen(w).save), link("gather.sheet_take", "I", g.sheet)),
		way("", "paper", assessment.WayPaper, button(w.say("gather.paper_print", "count", g.forms()), g.printForm),
			widgets.Row(12, link("gather.paper_type", "P", g.paper), widgets.Link(w.say("gather.paper_scan"), w.chooseScan))),
		way("D", "pass", assessment.WayPass, button(w.say("gather.pass_begin"), g.pass)),
	}
	if g.hasPhones() {
		words := "gather.phones_begin"
		if w.booth != nil {
			words = "gather.phones_on"
		}
		ways = append([]fyne.CanvasObject{way("T", "phones", assessment.WayOwn, button(w.say(words), w.phones))}, ways...)
	}
	return ways
}

// printForm makes a form for each of the people expected, to fill in on paper.
func (g *gatherScreen) printForm() {
	(&printScreen{w: g.w, kind: report.Form, lang: g.w.lang.Code(), copies: g.forms()}).print()
}

// forms returns the number of forms to print: one if the number of people is unknown.
func (g *gatherScreen) forms() int {
	const most = 60 // to avoid printing a large pile by mistake
	return min(max(g.w.session.Assessment.Expected, 1), most)
}

// minutes returns how long a way takes for the number of people, or else the usual number, and whether that exceeds a
// meeting.
func (g *gatherScreen) minutes(way assessment.Way) []fyne.CanvasObject {
	w, a := g.w, g.w.session.Assessment
	if a.Revealed {
		return nil
	}
	people, known := w.people()
	indicators := len(a.Card.InScope(a.Scope))
	words := "gather.people"
	if !known {
		words = "gather.people_any"
	}
	with := w.say(words, "count", people)
	if scanned := assessment.WayScan.Minutes(people, indicators); way == assessment.WayPaper && scanned < way.Minutes(people, indicators) {
		with = w.say("gather.scanned", "people", with, "minutes", scanned)
	}
	line := widgets.Quiet(with)
	if !way.FitsMeeting(people, indicators) {
		line = widgets.Quiet(w.say("gather.too_long", "people", with)).Colored(theme.ColorWarning)
	}
	return []fyne.CanvasObject{widgets.Column(0, widgets.Statement(w.say("gather.minutes", "minutes", way.Minutes(people, indicators))), line), widgets.Space(2)}
}

func (g *gatherScreen) onBeamer(p *beamerPage) fyne.CanvasObject { return p.counter() }

// counter returns the number of ballots, also as dots, which is all the room sees while they are collected.
func (p *beamerPage) counter() fyne.CanvasObject {
	w := p.w
	if w.booth != nil {
		return p.phones()
	}
	return widgets.Column(p.px(20), p.title(w.say("gather.title")), widgets.Space(p.px(60)), widgets.Centered(w.whoIsIn(p.px(56))), widgets.Space(p.px(60)),
		widgets.Centered(widgets.Row(p.px(30), widgets.NewText(w.lang.Number(w.session.Assessment.BallotsIn())).Px(p.px(200)).Bold().Colored(theme.ColorAccent).OneLine(),
			widgets.NewText(w.countWords()).Px(p.px(110)).Colored(theme.ColorQuiet).OneLine())),
		widgets.Space(p.px(70)), p.text(w.say("score.rule")).Aligned(fyne.TextAlignCenter),
		p.text(w.say("pass.before")).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter))
}

// counted returns the number of ballots that are in, as dots and in words.
func (w *Window) counted() fyne.CanvasObject {
	counted := widgets.Row(20)
	if a := w.session.Assessment; max(a.BallotsIn(), a.Expected) > 0 {
		counted.Add(w.whoIsIn(theme.Zoomed(28)))
	}
	counted.Add(w.count(24))
	return counted
}

// whoIsIn returns a dot for each ballot, and an empty one for each that is expected and missing, side pixels wide. Their
// order reveals nothing: the filled ones come first. If they do not fit on one line it returns none.
func (w *Window) whoIsIn(side float32) fyne.CanvasObject {
	const most = 16
	in := w.session.Assessment.BallotsIn()
	dots := widgets.Row(side * 0.4)
	all := max(in, w.session.Assessment.Expected)
	if all > most {
		return dots
	}
	for i := range all {
		dot := widgets.NewSwatch("", theme.Color(theme.ColorAccent), theme.Color(theme.ColorInk), side/theme.Zoomed(1), true)
		if i >= in {
			dot.Hollow()
		}
		dots.Add(dot)
	}
	return dots
}

// counter returns the number of ballots and the number expected, in large text.
func (w *Window) counter() fyne.CanvasObject { return w.count(56) }

// count returns the same, with the number in px pixels at 100 %.
func (w *Window) count(px float32) fyne.CanvasObject {
	number := widgets.NewText(strconv.Itoa(w.session.Assessment.BallotsIn())).Px(theme.Zoomed(px)).Bold().Colored(theme.ColorAccent).OneLine()
	return widgets.Row(px/4, number, widgets.NewText(w.countWords()).Px(theme.Zoomed(px*0.6+4)).Colored(theme.ColorQuiet).OneLine())
}

// countWords returns the text after the number of ballots: the number expected, unless more arrived.
func (w *Window) countWords() string {
	a := w.session.Assessment
	if a.Expected >= a.BallotsIn() && a.Expected > 0 {
		return w.say("gather.of", "count", a.BallotsIn(), "total", a.Expected)
	}
	return w.say("gather.in", "count", a.BallotsIn())
}

// hasPhones reports whether phones can be used, which an administrator may forbid.
func (g *gatherScreen) hasPhones() bool { return g.w.Phones != nil && !g.w.session.Assessment.Revealed }

func (g *gatherScreen) sheet() {
	if !g.w.refusesScores() {
		g.w.show(newFillInScreen(g.w))
	}
}

func (g *gatherScreen) pass() {
	if !g.w.refusesScores() {
		g.w.show(&passScreen{w: g.w})
	}
}

func (g *gatherScreen) paper() {
	if !g.w.refusesScores() {
		g.w.show(newPaperScreen(g.w))
	}
}

func (g *gatherScreen) files() { g.w.show(&ballotFilesScreen{w: g.w}) }

// receive imports dropped files as ballots.
func (g *gatherScreen) receive(paths []string) { (&ballotFilesScreen{w: g.w}).importFiles(paths) }

// reveal goes to the first step of the reveal.
func (g *gatherScreen) reveal() {
	if a := g.w.session.Assessment; !a.Revealed && a.BallotsIn() >= assessment.MinBallots {
		g.w.show(&unveilScreen{w: g.w})
	}
}

// saveDraft saves the ballot being filled in.
func (w *Window) saveDraft(b assessment.Ballot) {
	if w.refusesScores() {
		return
	}
	id := w.session.Assessment.ID
	b = copyBallot(b)
	w.session.Half = b.Begun()
	w.drafts++
	w.queue.Add("draft", func(ctx context.Context) error { return w.Store.SaveDraft(ctx, id, b) })
}

// dropDraft deletes it.
func (w *Window) dropDraft() {
	id := w.session.Assessment.ID
	w.session.Half = false
	w.drafts++
	w.queue.Add("", func(ctx context.Context) error { return w.Store.DropDraft(ctx, id) })
}

// changeBallots runs do on the stored ballots, once everything before it is on disk, and reloads them. It is not an undo
// step: undo must never restore a ballot.
func (w *Window) changeBallots(do func(ctx context.Context, id string) error, then func(error)) {
	s := w.session
	var fresh *assessment.Assessment
	var half *assessment.Ballot
	w.background(w.onceSaved(func(ctx context.Context) (err error) {
		if err := do(ctx, s.Assessment.ID); err != nil {
			return err
		}
		if fresh, err = w.Store.Load(ctx, s.Assessment.ID); err != nil {
			return err
		}
		half, err = w.Store.Draft(ctx, s.Assessment.ID)
		return err
	}), func(err error) {
		if err == nil {
			s.Assessment.Ballots, s.Half = fresh.Ballots, half != nil && half.Begun()
		}
		then(err)
	})
}

func newBallot(g assessment.Group) assessment.Ballot {
	return assessment.Ballot{Group: g, Answers: make(map[string]assessment.Answer), Remarks: make(map[string]string)}
}

func copyBallot(b assessment.Ballot) assessment.Ballot {
	b.Answers, b.Remarks = maps.Clone(b.Answers), maps.Clone(b.Remarks)
	return b
}

// setAnswer sets an answer, or clears it if answer is Blank.
func setAnswer(b *assessment.Ballot, indicator string, answer assessment.Answer) {
	if answer == assessment.Blank {
		delete(b.Answers, indicator)
	} else {
		b.Answers[indicator] = answer
	}
}

// showPlace shows the number of expected ballots.
func (g *gatherScreen) showPlace(at session.Place) bool {
	if at.Step != session.StepScore || at.Indicator != "" {
		return false
	}
	g.w.render()
	return true
}

func (g *gatherScreen) keys() keyTable {
	w, a := g.w, g.w.session.Assessment
	keys := keyTable{
		{name: "I", help: "gather.sheet_take", do: g.sheet},
		{name: "P", help: "gather.paper_type", do: g.paper},
		{name: "D", help: "gather.pass_begin", do: g.pass},
		{name: "F", help: "files.title", do: g.files},
	}
	if g.hasPhones() {
		keys = append(keyTable{{name: "T", help: "gather.phones_begin", do: w.phones}}, keys...)
	}
	keys = append(keys, w.peopleKeys()...)
	switch {
	case a.Revealed:
		keys = append(keys, key{name: keyEnter, help: "help.go_on", do: func() { w.goTo(session.StepDiscuss) }})
	case a.BallotsIn() >= assessment.MinBallots:
		keys = append(keys, key{name: keyEnter, help: "gather.reveal", do: g.reveal}, key{name: "O", help: "gather.reveal", do: g.reveal})
	}
	return keys
}
