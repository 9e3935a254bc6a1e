package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// beamer is the second window, for the projector: shared things only, large, following the facilitator.
type beamer struct {
	win  fyne.Window
	time *widgets.Text // of the point talked about, or nil
}

// Sizes on the beamer in pixels on a screen 1080 high; the smallest can be read from the back of the room.
const (
	beamerStatement = 60
	beamerHeading   = 44
	beamerText      = 38
	beamerQuiet     = 30
)

func (w *Window) toggleBeamer() {
	if w.beamer != nil {
		w.beamer.win.Close()
		return
	}
	b := &beamer{win: w.app.NewWindow(w.say("beamer.title"))}
	b.win.SetPadded(false)
	b.win.Resize(fyne.NewSize(1280, 720))
	b.win.SetOnClosed(func() {
		w.beamer = nil
		w.render() // a button says so
	})
	c := b.win.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyF11:
			b.win.SetFullScreen(!b.win.FullScreen())
		case fyne.KeyEscape:
			b.win.SetFullScreen(false)
		default: // the facilitator may well have clicked here
			if field := w.win.Canvas().Focused(); field != nil {
				field.TypedKey(e)
			} else {
				w.win.Canvas().OnTypedKey()(e)
			}
		}
	})
	c.SetOnTypedRune(func(r rune) {
		if field := w.win.Canvas().Focused(); field != nil {
			field.TypedRune(r)
		} else {
			w.win.Canvas().OnTypedRune()(r)
		}
	})
	w.addShortcuts(c)
	w.beamer = b
	w.render() // a button says so
	b.win.Show()
	w.win.RequestFocus() // the facilitator goes on in the main window
}

// showBeamer brings the beamer where the facilitator is.
func (w *Window) showBeamer() {
	if w.beamer == nil {
		return
	}
	w.beamer.time = nil
	w.beamer.win.SetContent(widgets.NewScaled(func(scale float32) fyne.CanvasObject {
		page := w.onBeamer(scale)
		return widgets.Pad(70*scale, 90*scale, 50*scale, 90*scale, page)
	}))
}

// onBeamer is what the room may see of the screen the facilitator has: never one person's answer, never a score
// before the reveal.
func (w *Window) onBeamer(scale float32) fyne.CanvasObject {
	px := func(size float32) float32 { return size * scale }
	quiet := func(words string) *widgets.Text {
		return widgets.NewText(words).Px(px(beamerQuiet)).Colored(theme.ColorQuiet)
	}
	title := func(words string) *widgets.Text {
		return widgets.NewText(words).Sized(theme.SizeStatement).Px(px(beamerStatement)).Bold()
	}
	if w.session == nil {
		return title(w.say("app.title"))
	}
	a := w.session.a
	switch s := w.screen.(type) {
	case *discussScreen:
		r := a.Result().Indicator(s.chosen)
		if !a.BallotsShown() || r == nil || r.Ballots == nil {
			break
		}
		ind, _ := a.Card.Indicator(s.chosen)
		in := w.lang.Code()
		w.beamer.time = widgets.NewText("").Px(px(beamerHeading)).Bold().Aligned(fyne.TextAlignTrailing)
		if s.time != nil {
			w.beamer.time.Set(s.time.Words())
		}
		page := widgets.Column(px(20),
			widgets.Columns(px(20), []float32{3, 1}, widgets.NewText(s.chosen+" · "+a.Card.In(ind.Title, in)).Px(px(beamerText)).Bold().Colored(theme.ColorQuiet), w.beamer.time),
			title(a.Card.In(ind.Statement, in)), widgets.Space(px(20)),
			widgets.Stacks(w.ballotWords(r), r.Ballots.Levels, px(330)),
			widgets.LevelNames(w.levelNames(), px(beamerText)), widgets.Space(px(10)))
		if r.Answer != 0 {
			page.Add(widgets.NewText(w.say("beamer.agreed", "answer", w.answerWords(r.Answer))).Px(px(beamerHeading)).Bold().
				Colored(theme.ColorAccent).Aligned(fyne.TextAlignCenter))
		} else {
			page.Add(widgets.NewText(s.prompt()).Px(px(beamerText)).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter))
		}
		return page
	case *gatherScreen, *passScreen, *paperScreen, *ballotFilesScreen, *ballotScreen:
		return widgets.Column(px(20), title(w.say("gather.title")), widgets.Space(px(120)),
			widgets.Centered(widgets.Row(px(30), widgets.NewText(w.lang.Number(len(a.Ballots))).Px(px(200)).Bold().Colored(theme.ColorAccent).OneLine(),
				widgets.NewText(w.countWords()).Px(px(110)).Colored(theme.ColorQuiet).OneLine())))
	case *resultScreen:
		page := widgets.Column(px(34), title(w.say("result.title")))
		result := a.Result()
		for i := range result.Areas {
			area := &result.Areas[i]
			page.Add(widgets.Columns(px(40), []float32{1.2, 2, 0.4},
				widgets.Column(4, widgets.NewText(w.areaTitle(area.ID)).Px(px(beamerText)).Bold(), quiet(w.say("label."+string(area.Label)))),
				widgets.Tall(px(80), widgets.Bar(w.areaTitle(area.ID), area.Levels, area.Applicable)),
				widgets.NewText(w.lang.Mean(area.Mean)).Px(px(beamerHeading)).Bold().Aligned(fyne.TextAlignTrailing)))
		}
		return page
	case *planScreen:
		page := widgets.Column(px(26), title(w.say("plan.title")))
		for i, id := range s.list() {
			if i == rankedAtFirst {
				break
			}
			page.Add(w.choiceOnBeamer(s, id, px))
		}
		return page
	case *scoreScreen:
		ind := s.indicator()
		page := widgets.Column(px(24), widgets.NewText(ind.ID+" · "+a.Card.In(ind.Title, w.lang.Code())).Px(px(beamerText)).Bold().Colored(theme.ColorQuiet),
			title(a.Card.In(ind.Statement, w.lang.Code())), widgets.Space(px(10)))
		for i, t := range ind.Levels {
			page.Add(widgets.Columns(px(20), []float32{0, 1}, widgets.NewText(w.lang.Number(i+1)).Px(px(beamerHeading)).Bold().OneLine(),
				widgets.NewText(a.Card.In(t, w.lang.Code())).Px(px(beamerText))))
		}
		return page
	}
	return widgets.Column(px(24), title(w.teamName(a.Team)), quiet(w.subtitle()))
}

// choiceOnBeamer is one indicator of the ranking: with its number and goal once the team has chosen it.
func (w *Window) choiceOnBeamer(s *planScreen, id string, px func(float32) float32) fyne.CanvasObject {
	a := w.session.a
	ind, _ := a.Card.Indicator(id)
	number, words := "", widgets.NewText(id+" · "+a.Card.In(ind.Title, w.lang.Code())).Px(px(beamerText))
	lines := widgets.Column(px(4), words)
	at := slices.IndexFunc(a.Plan.Priorities, func(p assessment.Priority) bool { return p.Indicator == id })
	if at >= 0 {
		number = w.lang.Number(at + 1)
		words.Bold()
		if goal := a.Plan.Priorities[at].Goal; goal != "" {
			lines.Add(widgets.NewText(goal).Px(px(beamerQuiet)))
		}
	} else {
		words.Colored(theme.ColorQuiet)
	}
	from, to := "", ""
	if r := s.result.Indicator(id); r != nil && r.Answer > 0 {
		from, to = w.lang.Number(int(r.Answer)), w.lang.Number(r.Target)
	}
	return widgets.Columns(px(20), []float32{0.5, 8, 1}, widgets.NewText(number).Px(px(beamerText)).Bold().Colored(theme.ColorAccent),
		lines, widgets.NewText(from+" → "+to).Px(px(beamerText)).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignTrailing))
}
