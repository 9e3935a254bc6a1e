package ui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// scoreScreen is step 2 if the team scores together: one indicator per screen, with its level cards as the controls.
type scoreScreen struct {
	shared
	w       *Window
	in      []*assessment.Indicator // those in scope, in card order
	at      int
	score   *teamScore // of the indicator shown
	sheet   *sheet
	tallest tallest
	tabs    *fyne.Container
}

// newScoreScreen starts at the first indicator without an answer, or at the first.
func newScoreScreen(w *Window) *scoreScreen {
	s := &scoreScreen{w: w, in: w.session.Assessment.Card.InScope(w.session.Assessment.Scope)}
	s.at = max(0, slices.IndexFunc(s.in, func(i *assessment.Indicator) bool {
		return w.session.Assessment.Score(i.ID).Answer == assessment.Blank
	}))
	return s
}

// scoreAt goes to the screen on which the team scores an indicator: together, or in the discussion after each scored
// alone. It returns the score shown there.
func (w *Window) scoreAt(indicator string) *teamScore {
	if a := w.session.Assessment; a.Mode == assessment.ModeIndividual && a.BallotsShown() {
		w.at = session.StepDiscuss
		d := newDiscussScreen(w)
		d.chosen = indicator
		w.show(d)
		return d.score
	}
	return w.scoreTogether(indicator)
}

// askReason goes to the note of an indicator for which nothing is planned, and asks why.
func (w *Window) askReason(indicator string) {
	score := w.scoreAt(indicator)
	if score == nil || score.note == nil { // it can only be read
		return
	}
	w.showMessage(w.say("plan.why_nothing"))
	w.focus(score.note)
}

// scoreTogether goes to the team's own scoring screen at one indicator, and returns the score shown there.
func (w *Window) scoreTogether(indicator string) *teamScore {
	w.at = session.StepScore
	s := newScoreScreen(w)
	s.at = max(0, slices.IndexFunc(s.in, func(i *assessment.Indicator) bool { return i.ID == indicator }))
	w.show(s)
	return s.score
}

func (s *scoreScreen) indicator() *assessment.Indicator { return s.in[s.at] }

func (s *scoreScreen) build() view {
	w := s.w
	s.in = w.session.Assessment.Card.InScope(w.session.Assessment.Scope) // the scope may have changed before this screen was shown again
	s.at = min(s.at, len(s.in)-1)
	s.tabs = widgets.Column(0)
	s.sheet = w.newSheet(w.session.Assessment.Card, s.indicator(), s.setAnswer, s.next)
	w.stand(s.indicator().ID, "answer", s.sheet.cards)
	if s.score == nil || s.score.indicator != s.indicator().ID {
		s.score = w.teamScore(s.indicator().ID, s.update)
	}
	v := view{
		fills: true,
		body: widgets.Over(widgets.Column(16, s.tabs, widgets.Space(4)),
			widgets.Steady(16, s.tallest.of(w, w.session.Assessment.Card, s.in), s.sheet.head, s.sheet.cards, widgets.Column(16, s.sheet.others,
				s.score.fields(280, 2, w.say("score.evidence_hint")))),
		),
		right: widgets.Primary(w.say("score.next"), w.keyLabel(keyEnter), s.next),
	}
	if s.at > 0 {
		v.left = widgets.Secondary(w.say("score.back"), w.keyLabel(keyLeft), s.back)
	}
	s.update()
	return v
}

// update shows the current answer.
func (s *scoreScreen) update() {
	s.sheet.show(s.score.answer())
	s.showTabs()
}

// showTabs shows the areas with the number of answers in each, and a thin progress line.
func (s *scoreScreen) showTabs() {
	w, a := s.w, s.w.session.Assessment
	var tabs []fyne.CanvasObject
	for i := range a.Card.Areas {
		area := &a.Card.Areas[i]
		in := area.InScope(a.Scope)
		if len(in) == 0 {
			continue
		}
		answered, here := 0, false
		for _, ind := range in {
			if a.Score(ind.ID).Answer != assessment.Blank {
				answered++
			}
			here = here || ind == s.indicator()
		}
		title := w.session.Assessment.Card.In(area.Title, w.lang.Code())
		name := widgets.NewText(title).OneLine().Colored(theme.ColorQuiet)
		if here {
			name.Bold().Colored(theme.ColorInk)
		}
		count := widgets.NewText(fmt.Sprintf("%d/%d", answered, len(in))).Sized(theme.SizeQuiet).OneLine().Colored(theme.ColorQuiet)
		first := slices.Index(s.in, in[0])
		under := widgets.NewPanel("", 1.5)
		if here {
			under = widgets.NewPanel(theme.ColorFill, 1.5)
		}
		tab := widgets.Column(6, widgets.Row(5, name, count), widgets.Layers(under, widgets.Space(3)))
		tabs = append(tabs, widgets.NewPressable(title+fmt.Sprintf(", %d/%d", answered, len(in)), tab, func() { s.goTo(first) }))
	}
	answered, total := a.Answered()
	s.tabs.Objects = []fyne.CanvasObject{
		widgets.Row(28, tabs...), widgets.Progress(float32(answered)/float32(max(1, total)), 3),
	}
	s.tabs.Refresh()
}

func (s *scoreScreen) setAnswer(answer assessment.Answer) { s.score.setAnswer(answer) }

func (s *scoreScreen) withdraw() bool { return s.score.withdraw() }

func (s *scoreScreen) clear() {
	if s.score.answer() != assessment.Blank {
		s.setAnswer(assessment.Blank)
	}
}

func (s *scoreScreen) next() {
	if s.at == len(s.in)-1 {
		s.w.goTo(session.StepResult)
		return
	}
	s.goTo(s.at + 1)
}

func (s *scoreScreen) back() { s.goTo(s.at - 1) }

func (s *scoreScreen) goTo(i int) {
	if i >= 0 && i < len(s.in) {
		s.at, s.score = i, nil
		s.w.view.scroll = nil // a new indicator starts at its top
		s.w.show(s)
	}
}

// onBeamer returns the indicator with its levels, the chosen one filled.
func (s *scoreScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	w, ind := s.w, s.indicator()
	a, answer := w.session.Assessment, w.session.Assessment.Score(ind.ID).Answer
	in := func(t assessment.Text) string { return a.Card.In(t, w.lang.Code()) }
	name, statement := p.indicator(ind)
	var cells []fyne.CanvasObject
	for i, step := range chart.Ramp(a.Card.Levels()) {
		cells = append(cells, widgets.LevelPicture(widgets.LevelFace{
			Level: i + 1, Name: in(a.Card.Scale.Levels[i].Title), Meaning: in(ind.Levels[i]), Step: step, Agreed: answer == assessment.Answer(i+1),
			Number: p.px(beamerStatement), Words: p.px(34), Gap: p.px(24),
		}))
	}
	answered, total := a.Answered()
	page := widgets.Column(p.px(20), p.head(name, answered, total), statement, p.text(in(ind.Explanation)).Colored(theme.ColorQuiet), widgets.Space(p.px(20)),
		widgets.Grid(p.px(24), p.px(230), len(cells), cells...), widgets.Space(p.px(14)))
	page.Add(p.under(answer, w.say("score.rule")))
	return page
}

// showPlace goes to an indicator.
func (s *scoreScreen) showPlace(at session.Place) bool {
	i := slices.IndexFunc(s.in, func(ind *assessment.Indicator) bool { return ind.ID == at.Indicator })
	if at.Step != session.StepScore || i < 0 {
		return false
	}
	s.score = nil
	if i == s.at {
		s.w.render()
	} else {
		s.goTo(i)
	}
	return true
}

func (s *scoreScreen) keys() keyTable {
	keys := answerKeys(s.w.session.Assessment.Card.Levels(), s.setAnswer)
	keys = append(keys, s.score.keys()...)
	for _, name := range []keyName{keyEnter, keyRight, keyPageDown} {
		keys = append(keys, key{name: name, help: "help.next", do: s.next})
	}
	if s.at > 0 {
		keys = append(keys, key{name: keyLeft, help: "help.previous", do: s.back}, key{name: keyPageUp, help: "help.previous", do: s.back})
	}
	return append(keys, erases(s.clear)...)
}
