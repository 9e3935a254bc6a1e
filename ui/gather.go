package ui

import (
	"context"
	"maps"
	"strconv"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// gatherScreen is step 2 if each scores alone first: four ways to collect ballots, their number, and the reveal. It
// shows nothing else about them.
type gatherScreen struct {
	shared
	w         *Window
	revealing bool     // asked for confirmation, because a reveal cannot be undone
	left      leftover // an unfinished ballot, looked for before the reveal
}

func (g *gatherScreen) build() view {
	w, a := g.w, g.w.session.Assessment
	way := func(key, name string, takes assessment.Way, press func()) fyne.CanvasObject {
		parts := []fyne.CanvasObject{widgets.Ends(8, widgets.NewText(w.say("gather."+name)).Bold(), widgets.Keycap(key))}
		parts = append(parts, g.minutes(takes)...)
		parts = append(parts, widgets.NewText(w.say("gather."+name+"_hint")).Colored(theme.ColorQuiet))
		return widgets.NewChoice(w.say("gather."+name), widgets.Pad(20, 20, 20, 20, widgets.Column(6, parts...)), press)
	}
	open := a.RefuseScores() == nil // otherwise nobody scores any more, and the line above says so
	parts := []fyne.CanvasObject{widgets.Statement(w.say("gather.title"))}
	if open {
		parts = append(parts, widgets.NewText(w.say("gather.intro")).Colored(theme.ColorQuiet))
	}
	parts = append(parts, widgets.Space(4), widgets.Card(24, widgets.Column(12, w.counter(), g.expected())))
	if open {
		parts = append(parts, widgets.Grid(16, theme.Zoomed(230), 4,
			way("I", "sheet", assessment.WayOwn, g.sheet), way("P", "paper", assessment.WayPaper, g.paper),
			way("D", "pass", assessment.WayPass, g.pass), way("F", "files", assessment.WayOwn, g.files)))
	}
	if a.Revealed {
		if open {
			parts = append(parts, widgets.NewText(w.say("gather.revealed")))
		}
		if n := a.WaitingBallots(); n > 0 {
			parts = append(parts, widgets.NewText(w.say("gather.waiting", "count", n)).Colored(theme.ColorQuiet))
		}
	}
	v := view{}
	switch short := assessment.MinBallots - len(a.Ballots); {
	case a.Revealed:
		v.right = widgets.Primary(w.say("gather.discuss"), w.keyLabel(keyEnter), func() { w.goTo(session.StepDiscuss) })
	case short > 0:
		parts = append(parts, widgets.Quiet(w.say("gather.too_few", "count", short)))
		b := widgets.Primary(w.say("gather.reveal"), "", nil)
		b.SetDisabled(true)
		v.right = b
	case g.revealing:
		parts = append(parts, w.question(g.sure(),
			widgets.Row(10, widgets.Primary(w.say("gather.reveal_now"), w.keyLabel(keyEnter), g.reveal),
				widgets.Secondary(w.say("gather.not_yet"), w.keyLabel(keyEscape), func() { g.revealing = false; w.render() }))))
	default:
		v.right = widgets.Primary(w.say("gather.reveal"), w.keyLabel("O"), g.ask)
	}
	v.body = widgets.Column(16, parts...)
	return v
}

// minutes returns how long a way takes for the expected number of people, if that is known, and whether that exceeds
// a meeting.
func (g *gatherScreen) minutes(way assessment.Way) []fyne.CanvasObject {
	w, a := g.w, g.w.session.Assessment
	people, indicators := a.Expected, len(a.Card.InScope(a.Scope))
	if people == 0 || a.Revealed {
		return nil
	}
	with := widgets.Quiet(w.say("gather.people", "count", people))
	if !way.FitsMeeting(people, indicators) {
		with = widgets.Quiet(w.say("gather.too_long", "count", people)).Colored(theme.ColorWarning)
	}
	return []fyne.CanvasObject{widgets.Statement(w.say("gather.minutes", "minutes", way.Minutes(people, indicators))), with, widgets.Space(2)}
}

func (g *gatherScreen) onBeamer(p *beamerPage) fyne.CanvasObject { return p.counter() }

// counter returns the number of ballots, also as dots, which is all the room sees while they are collected. The order
// of the dots reveals nothing: the filled ones come first.
func (p *beamerPage) counter() fyne.CanvasObject {
	w := p.w
	in := len(w.session.Assessment.Ballots)
	dots := widgets.Row(p.px(24))
	for i := range max(in, w.session.Assessment.Expected) {
		fill := theme.ColorEdge
		if i < in {
			fill = theme.ColorAccent
		}
		dots.Add(widgets.NewSwatch("", theme.Color(fill), theme.Color(theme.ColorInk), p.px(56)/theme.Zoomed(1), true))
	}
	return widgets.Column(p.px(20), p.title(w.say("gather.title")), widgets.Space(p.px(60)), widgets.Centered(dots), widgets.Space(p.px(60)),
		widgets.Centered(widgets.Row(p.px(30), widgets.NewText(w.lang.Number(len(w.session.Assessment.Ballots))).Px(p.px(200)).Bold().Colored(theme.ColorAccent).OneLine(),
			widgets.NewText(w.countWords()).Px(p.px(110)).Colored(theme.ColorQuiet).OneLine())))
}

// counter returns the number of ballots and the number expected, in large text.
func (w *Window) counter() fyne.CanvasObject {
	number := widgets.NewText(strconv.Itoa(len(w.session.Assessment.Ballots))).Px(theme.Zoomed(56)).Bold().Colored(theme.ColorAccent).OneLine()
	return widgets.Row(14, number, widgets.NewText(w.countWords()).Px(theme.Zoomed(34)).Colored(theme.ColorQuiet).OneLine())
}

// countWords returns the text after the number of ballots: the number expected, unless more arrived.
func (w *Window) countWords() string {
	a := w.session.Assessment
	if a.Expected >= len(a.Ballots) && a.Expected > 0 {
		return w.say("gather.of", "count", len(a.Ballots), "total", a.Expected)
	}
	return w.say("gather.in", "count", len(a.Ballots))
}

// sure returns the confirmation text: how many are missing, if known, and what revealing means.
func (g *gatherScreen) sure() string {
	w, a := g.w, g.w.session.Assessment
	who := w.say("gather.everyone")
	if n := a.Expected - len(a.Ballots); n > 0 {
		who = w.say("gather.missing", "count", n, "total", a.Expected)
	}
	if g.left.there() {
		who += " " + w.say("gather.half")
	}
	return who + " " + w.say("gather.sure")
}

// expected returns the control for the number of expected ballots.
func (g *gatherScreen) expected() fyne.CanvasObject {
	w, a := g.w, g.w.session.Assessment
	set := func(n int) func() {
		return func() {
			w.session.ExpectBallots(min(max(n, 0), assessment.MaxBallots))
			w.render()
		}
	}
	shown := w.say("gather.expected_none")
	if a.Expected > 0 {
		shown = strconv.Itoa(a.Expected)
	}
	row := widgets.Row(8, widgets.Quiet(w.say("gather.expected")).OneLine(),
		widgets.Secondary("−", "", set(a.Expected-1)), widgets.NewText(shown).Bold().OneLine(), widgets.Secondary("+", "", set(a.Expected+1)))
	w.stand("", "expected", row)
	return row
}

func (g *gatherScreen) sheet() { g.w.show(newFillInScreen(g.w)) }
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
func (g *gatherScreen) receive(paths []string) { (&ballotFilesScreen{w: g.w}).take(paths) }

// ask asks for confirmation.
func (g *gatherScreen) ask() {
	if a := g.w.session.Assessment; !a.Revealed && len(a.Ballots) >= assessment.MinBallots {
		g.revealing, g.left = true, leftover{}
		g.left.look(g.w, g.foundHalf)
		g.w.render()
	}
}

// foundHalf mentions an unfinished ballot: after the reveal it would have to wait for others.
func (g *gatherScreen) foundHalf() {
	if g.w.screen == g && g.left.there() {
		g.w.render()
	}
}

// reveal shows the ballots to everyone at once. It cannot be undone.
func (g *gatherScreen) reveal() {
	w := g.w
	d := w.session.Assessment.Details
	d.Revealed = true
	w.session.SaveDetails(w.session.Assessment.Team, d)
	w.goTo(session.StepDiscuss)
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

// dropDraft deletes it for good.
func (w *Window) dropDraft() {
	id := w.session.Assessment.ID
	w.session.Half = false
	w.drafts++
	w.queue.Add("", func(ctx context.Context) error { return w.Store.DropDraft(ctx, id) })
}

// ballots runs do on the stored ballots, once everything before it is on disk, and reloads them. It is not an undo
// step: undo must never restore a ballot.
func (w *Window) ballots(do func(ctx context.Context, id string) error, then func(error)) {
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

// bring shows the number of expected ballots.
func (g *gatherScreen) bring(at session.Place) bool {
	if at.Step != session.StepScore || at.Indicator != "" {
		return false
	}
	g.w.render()
	return true
}

func (g *gatherScreen) keys() keyTable {
	w, a := g.w, g.w.session.Assessment
	if g.revealing {
		return keyTable{
			{name: keyEnter, help: "gather.reveal_now", do: g.reveal},
			{name: keyEscape, help: "button.cancel", do: func() { g.revealing = false; w.render() }},
		}
	}
	keys := keyTable{
		{name: "I", help: "gather.sheet", do: g.sheet},
		{name: "P", help: "gather.paper", do: g.paper},
		{name: "D", help: "gather.pass", do: g.pass},
		{name: "F", help: "gather.files", do: g.files},
	}
	switch {
	case a.Revealed:
		keys = append(keys, key{name: keyEnter, help: "help.go_on", do: func() { w.goTo(session.StepDiscuss) }})
	case len(a.Ballots) >= assessment.MinBallots:
		keys = append(keys, key{name: "O", help: "gather.reveal", do: g.ask})
	}
	return keys
}
