package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// scoreScreen is step 2, together: one indicator a screen, its level cards being the controls.
type scoreScreen struct {
	w       *Window
	in      []*assessment.Indicator // those in scope, in card order
	at      int
	pending assessment.Answer // chosen, but kept only once its note is written

	sheet          *sheet
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

// scoreAt goes to where the team scores one indicator: together, or in the talk after each scored alone.
func (w *Window) scoreAt(indicator string) {
	if a := w.session.a; a.Mode == assessment.ModeIndividual && a.BallotsShown() {
		w.at = stepDiscuss
		d := newDiscussScreen(w)
		d.chosen = indicator
		w.show(d)
		return
	}
	w.scoreTogether(indicator)
}

// scoreTogether goes to the team's own scoring screen at one indicator.
func (w *Window) scoreTogether(indicator string) {
	w.at = stepScore
	s := newScoreScreen(w)
	s.at = max(0, slices.IndexFunc(s.in, func(i *assessment.Indicator) bool { return i.ID == indicator }))
	w.show(s)
}

func (s *scoreScreen) indicator() *assessment.Indicator { return s.in[s.at] }

func (s *scoreScreen) score() assessment.Score { return s.w.session.a.Score(s.indicator().ID) }

func (s *scoreScreen) build() view {
	w := s.w
	s.tabs = widgets.Column(0)
	s.sheet = w.newSheet(w.session.a.Card, s.indicator(), s.give)
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
			s.tabs, widgets.Space(2), s.sheet.head, widgets.Space(4), s.sheet.cards, s.sheet.others,
			widgets.Grid(16, theme.Zoomed(280), 2,
				noted(w.say("score.note"), "R", s.note, s.hint),
				noted(w.say("score.evidence"), "E", s.evidence, nil)),
		),
		right: widgets.Primary(w.say("score.next"), w.say("key.enter"), s.next),
	}
	if s.at > 0 {
		v.left = widgets.Secondary(w.say("score.back"), "", s.back)
	}
	s.update()
	return v
}

// update shows the answer as it is now.
func (s *scoreScreen) update() {
	answer := s.score().Answer
	if s.pending != assessment.Blank {
		answer = s.pending
	}
	s.sheet.show(answer)
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
	if answer, ok := answerFor(r, s.w.session.a.Card.Levels()); ok {
		s.give(answer)
		return true
	}
	switch {
	case r == 'e' || r == 'E':
		s.w.focus(s.evidence)
	case r == 'r' || r == 'R':
		s.w.focus(s.note)
	default:
		return false
	}
	return true
}
