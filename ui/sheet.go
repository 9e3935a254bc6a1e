package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// sheet shows one indicator with its level cards as the controls, for a team together and for one person alone.
type sheet struct {
	head, cards, others fyne.CanvasObject
	levels              []*widgets.Choice
	unknown, na         *widgets.Button
}

// newSheet returns a sheet for answering; a double click on a level answers and calls next.
func (w *Window) newSheet(card *assessment.Card, ind *assessment.Indicator, give func(assessment.Answer), next func()) *sheet {
	in := func(t assessment.Text) string { return card.In(t, w.lang.Code()) }
	s := &sheet{}
	statement := widgets.Column(6,
		widgets.NewText(ind.ID+" · "+in(ind.Title)).Bold().Colored(theme.ColorQuiet),
		widgets.Statement(in(ind.Statement)),
		widgets.AtMost(theme.Zoomed(760), widgets.NewText(in(ind.Explanation)).Colored(theme.ColorQuiet)),
	)
	evidence := []fyne.CanvasObject{widgets.NewText(w.say("score.evidence_title")).Sized(theme.SizeQuiet).Bold()}
	for _, e := range ind.Evidence {
		evidence = append(evidence, widgets.Columns(8, []float32{0, 1}, widgets.Quiet("•").OneLine(), widgets.Quiet(in(e))))
	}
	s.head = widgets.Split(40, theme.Zoomed(760), []float32{2.8, 1}, statement, widgets.Column(4, evidence...))

	var cards []fyne.CanvasObject
	for i, step := range chart.Ramp(card.Levels()) {
		level := widgets.Level(i+1, in(card.Scale.Levels[i].Title), in(ind.Levels[i]), step.Fill,
			func() { give(assessment.Answer(i + 1)) })
		level.OnTwice = next
		s.levels = append(s.levels, level)
		cards = append(cards, level)
	}
	widgets.Enumerate(s.levels)
	s.cards = widgets.GridFilling(16, theme.Zoomed(170), card.Levels(), cards...)
	s.unknown = widgets.Secondary(in(card.Answers.Unknown.Title), "0", func() { give(assessment.Unknown) })
	s.na = widgets.Secondary(in(card.Answers.NotApplicable.Title), "N", func() { give(assessment.NotApplicable) })
	s.unknown.SetDisabled(w.onlyRead())
	s.na.SetDisabled(w.onlyRead())
	s.others = widgets.Ends(16, widgets.Row(12, s.unknown, s.na), widgets.Quiet(w.say("score.rule")).OneLine())
	return s
}

// tallest is the heights of the tallest sheet of a card, at the last size at which they were needed.
type tallest struct {
	size        sheetSize
	head, cards float32
}

// sheetSize is what the heights of a card's sheets depend on.
type sheetSize struct {
	card        *assessment.Card
	indicators  int
	language    string
	width, zoom float32
}

// of returns the heights of the tallest head and of the tallest level cards of some indicators at a width.
func (t *tallest) of(w *Window, card *assessment.Card, in []*assessment.Indicator) func(width float32) (head, cards float32) {
	return func(width float32) (float32, float32) {
		size := sheetSize{card, len(in), w.lang.Code(), width, theme.Zoomed(1)}
		if size != t.size {
			t.size, t.head, t.cards = size, 0, 0
			for _, ind := range in {
				s := w.newSheet(card, ind, func(assessment.Answer) {}, func() {})
				t.head = max(t.head, widgets.HeightAt(s.head, width))
				t.cards = max(t.cards, widgets.HeightAt(s.cards, width))
			}
		}
		return t.head, t.cards
	}
}

// show marks the given answer.
func (s *sheet) show(answer assessment.Answer) {
	for i, l := range s.levels {
		l.SetChosen(int(answer) == i+1)
	}
	s.unknown.SetChosen(answer == assessment.Unknown)
	s.na.SetChosen(answer == assessment.NotApplicable)
}

// answerKeys returns the keys of the answers on a card with n levels: 1 to n, 0 for unknown, N for not applicable.
func answerKeys(n int, give func(assessment.Answer)) keyTable {
	return append(digits(n, "help.level", func(i int) { give(assessment.Answer(i + 1)) }),
		key{name: "0", help: "help.unknown", do: func() { give(assessment.Unknown) }},
		key{name: "N", help: "help.not_applicable", do: func() { give(assessment.NotApplicable) }})
}

// erases returns the keys that clear an answer.
func erases(clear func()) keyTable {
	return keyTable{{name: keyBackspace, help: "help.clear", do: clear}, {name: keyDelete, help: "help.clear", do: clear}}
}

// noted returns a field with its label, the key that goes to it, and hint below it unless that is nil.
func noted(label, key string, field fyne.CanvasObject, hint *widgets.Text) fyne.CanvasObject {
	head := widgets.Row(8, widgets.NewLabel(label, field).OneLine(), widgets.Keycap(key))
	column := widgets.Column(5, head, field)
	if hint != nil {
		column.Add(hint)
	}
	return column
}
