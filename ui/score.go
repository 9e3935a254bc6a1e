package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// scoreScreen is step 2, together: one indicator a screen, its level cards being the controls.
type scoreScreen struct {
	w       *Window
	in      []*assessment.Indicator // those in scope, in card order
	at      int
	pending assessment.Answer // chosen, but kept only once its note is written

	levels         []*widgets.Choice
	unknown, na    *widgets.Button
	note, evidence *widgets.Entry
	hint           *widgets.Text
	tabs           *fyne.Container
}

// newScoreScreen starts at the first indicator without an answer, or at the first.
func newScoreScreen(w *Window) *scoreScreen {
	s := &scoreScreen{w: w, in: w.session.a.Card.InScope(w.session.a.Scope)}
	s.at = max(0, slices.IndexFunc(s.in, func(i *assessment.Indicator) bool {
		return w.session.a.Score(i.ID).Answer == assessment.Blank
	}))
	return s
}

// scoreAt goes to the scoring screen at one indicator.
func (w *Window) scoreAt(indicator string) {
	w.at = stepScore
	s := newScoreScreen(w)
	s.at = max(0, slices.IndexFunc(s.in, func(i *assessment.Indicator) bool { return i.ID == indicator }))
	w.show(s)
}

func (s *scoreScreen) indicator() *assessment.Indicator { return s.in[s.at] }

func (s *scoreScreen) score() assessment.Score { return s.w.session.a.Score(s.indicator().ID) }

func (s *scoreScreen) build() view {
	w, card, ind := s.w, s.w.session.a.Card, s.indicator()
	in := func(t assessment.Text) string { return card.In(t, w.lang.Code()) }

	statement := widgets.Column(6,
		widgets.NewText(ind.ID+" · "+in(ind.Title)).Bold().Colored(theme.ColorQuiet),
		widgets.Statement(in(ind.Statement)),
		widgets.AtMost(theme.Zoomed(700), widgets.NewText(in(ind.Explanation)).Colored(theme.ColorQuiet)),
	)
	evidence := []fyne.CanvasObject{widgets.NewText(w.say("score.evidence_title")).Sized(theme.SizeQuiet).Bold()}
	for _, e := range ind.Evidence {
		evidence = append(evidence, widgets.Columns(8, []float32{0, 1}, widgets.Quiet("•").OneLine(), widgets.Quiet(in(e))))
	}
	head := widgets.Split(48, theme.Zoomed(760), []float32{2.6, 1}, statement, widgets.Column(4, evidence...))

	s.tabs = widgets.Column(0)
	s.levels = nil
	var cards []fyne.CanvasObject
	for i, step := range chart.Ramp(card.Levels()) {
		level := widgets.Level(i+1, in(card.Scale.Levels[i].Title), in(ind.Levels[i]), step.Fill,
			func() { s.give(assessment.Answer(i + 1)) })
		s.levels = append(s.levels, level)
		cards = append(cards, level)
	}
	s.unknown = widgets.Secondary(in(card.Answers.Unknown.Title), "0", func() { s.give(assessment.Unknown) })
	s.na = widgets.Secondary(in(card.Answers.NotApplicable.Title), "N", func() { s.give(assessment.NotApplicable) })
	score := s.score()
	s.note = widgets.NewNotes(w.say("score.note"), score.Note, 2, s.setNote)
	s.evidence = widgets.NewNotes(w.say("score.evidence"), score.Evidence, 2, func(v string) {
		x := s.score()
		x.Evidence = v
		w.session.setScore("evidence", x)
	})
	s.evidence.SetPlaceHolder(w.say("score.evidence_hint"))
	s.hint = widgets.Quiet("").Colored(theme.ColorWarning)
	s.hint.Hide()

	v := view{
		body: widgets.Column(16,
			s.tabs, widgets.Space(2), head, widgets.Space(4),
			widgets.Grid(16, theme.Zoomed(170), card.Levels(), cards...),
			widgets.Ends(16, widgets.Row(12, s.unknown, s.na), widgets.Quiet(w.say("score.rule")).OneLine()),
			widgets.Grid(16, theme.Zoomed(280), 2,
				s.noted(w.say("score.note"), "R", s.note, s.hint),
				s.noted(w.say("score.evidence"), "E", s.evidence, nil)),
		),
		right: widgets.Primary(w.say("score.next"), w.say("key.enter"), s.next),
	}
	if s.at > 0 {
		v.left = widgets.Secondary(w.say("score.back"), "", s.back)
	}
	s.update()
	return v
}

// noted is a field with its label, the key that goes to it, and room for a hint.
func (s *scoreScreen) noted(label, key string, field *widgets.Entry, hint *widgets.Text) fyne.CanvasObject {
	head := widgets.Row(8, widgets.NewText(label).Sized(theme.SizeQuiet).Bold().OneLine(), widgets.Keycap(key))
	column := widgets.Column(5, head, field)
	if hint != nil {
		column.Add(hint)
	}
	return column
}

// update shows the answer as it is now.
func (s *scoreScreen) update() {
	answer := s.score().Answer
	if s.pending != assessment.Blank {
		answer = s.pending
	}
	for i, l := range s.levels {
		l.SetChosen(int(answer) == i+1)
	}
	s.unknown.SetChosen(answer == assessment.Unknown)
	s.na.SetChosen(answer == assessment.NotApplicable)
	s.hint.Hide()
	if s.pending != assessment.Blank {
		s.hint.Set(s.w.say("score.note_needed"))
		s.hint.Show()
	}
	s.showTabs()
	if s.w.view.scroll != nil {
		s.w.view.scroll.Update()
	}
}

// showTabs shows the areas with how many of each are answered, and a thin line for the whole.
func (s *scoreScreen) showTabs() {
	w, a := s.w, s.w.session.a
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
		title := w.session.a.Card.In(area.Title, w.lang.Code())
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

// give sets the team's answer; the same again changes nothing. One that needs a note waits until there is one.
func (s *scoreScreen) give(answer assessment.Answer) {
	w, score := s.w, s.score()
	w.win.Canvas().Unfocus() // so that Enter goes on
	s.pending = assessment.Blank
	if w.session.a.Card.NeedsNote(answer) && strings.TrimSpace(score.Note) == "" {
		s.pending = answer
		s.update()
		w.focus(s.note)
		return
	}
	if score.Answer != answer {
		score.Answer = answer
		w.session.setScore(once, score)
	}
	s.update()
}

// setNote keeps the note, together with the answer that waited for it. A note an answer needs cannot be emptied: it
// stays as it was until there is another or the answer changes.
func (s *scoreScreen) setNote(v string) {
	score := s.score()
	score.Note = v
	hasNote := strings.TrimSpace(v) != ""
	switch {
	case s.pending != assessment.Blank && hasNote:
		score.Answer, s.pending = s.pending, assessment.Blank
	case s.w.session.a.Card.NeedsNote(score.Answer) && !hasNote:
		s.pending = score.Answer
		s.update()
		return
	}
	s.w.session.setScore("note", score)
	s.update()
}

func (s *scoreScreen) clear() {
	if score := s.score(); score.Answer != assessment.Blank || s.pending != assessment.Blank {
		s.give(assessment.Blank)
	}
}

func (s *scoreScreen) next() {
	if s.at == len(s.in)-1 {
		s.w.goTo(stepResult)
		return
	}
	s.goTo(s.at + 1)
}

func (s *scoreScreen) back() { s.goTo(s.at - 1) }

func (s *scoreScreen) goTo(i int) {
	if i >= 0 && i < len(s.in) {
		s.at, s.pending = i, assessment.Blank
		s.w.view.scroll = nil // a new indicator starts at its top
		s.w.show(s)
	}
}

func (s *scoreScreen) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyRight, fyne.KeyPageDown:
		s.next()
	case fyne.KeyLeft, fyne.KeyPageUp:
		s.back()
	case fyne.KeyBackspace, fyne.KeyDelete:
		s.clear()
	default:
		return false
	}
	return true
}

func (s *scoreScreen) rune(r rune) bool {
	switch {
	case r >= '1' && int(r-'0') <= len(s.levels):
		s.give(assessment.Answer(r - '0'))
	case r == '0':
		s.give(assessment.Unknown)
	case r == 'n' || r == 'N':
		s.give(assessment.NotApplicable)
	case r == 'e' || r == 'E':
		s.w.focus(s.evidence)
	case r == 'r' || r == 'R':
		s.w.focus(s.note)
	default:
		return false
	}
	return true
}
