package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment/scan"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file asks about a scan as a whole, before its rows: the direction in which the pile went through the copier, and
// whether forms with a missing page count.

// order continues once the direction of the pile is known.
func (s *scanScreen) order() {
	if s.read.Turned == nil {
		s.incomplete = s.read.Incomplete()
		s.settle()
	}
	s.again()
}

// settle collects the questions, once it is known which forms count.
func (s *scanScreen) settle() {
	if len(s.incomplete) == 0 {
		s.questions = s.read.Questions()
	}
}

// asksOrder asks which way the pile went. No key is the usual one: the wrong way puts pages of different people together.
func (s *scanScreen) asksOrder() view {
	w := s.w
	way := func(key string, letter keyName, read *scan.Reading, backwards bool) fyne.CanvasObject {
		lacks := w.say("scan.order.whole")
		if n := read.Broken(); n > 0 {
			lacks = w.say("scan.order.lacks", "count", n)
		}
		return widgets.NewChoice(w.say(key)+". "+lacks, widgets.Pad(18, 20, 18, 20, widgets.Column(4,
			widgets.Ends(12, widgets.NewText(w.say(key)).Bold(), widgets.Keycap(w.keyLabel(letter))),
			widgets.NewText(lacks).Colored(theme.ColorQuiet))), func() { s.along(backwards) })
	}
	return view{
		body: widgets.Column(16, widgets.Statement(w.say("scan.order.title")), widgets.NewText(w.say("scan.order.hint")).Colored(theme.ColorQuiet),
			widgets.Grid(16, theme.Zoomed(260), 2, way("scan.forwards", "V", s.read, false), way("scan.backwards", "A", s.read.Turned, true))),
		left: widgets.Row(10, widgets.Secondary(w.say("scan.drop"), w.keyLabel(keyEscape), s.cancel)),
	}
}

// along reads the scan from its first page to its last, or backwards.
func (s *scanScreen) along(backwards bool) {
	if backwards {
		s.read = s.read.Turned
	}
	s.read.Turned = nil
	s.order()
}

func (s *scanScreen) orderKeys() keyTable {
	return keyTable{
		{name: "V", help: "scan.forwards", do: func() { s.along(false) }},
		{name: "A", help: "scan.backwards", do: func() { s.along(true) }},
	}
}

// asksWhole asks whether a form with a missing page counts.
func (s *scanScreen) asksWhole(head fyne.CanvasObject) view {
	w := s.w
	f := s.read.Forms[s.incomplete[0]]
	return view{
		body: widgets.Column(16, head, widgets.NewText(w.say("scan.form.missing", "page", f.Pages[0], "missing", f.Missing[0])).Bold(),
			widgets.NewText(w.say("scan.whole", "count", len(f.Answers))), widgets.NewText(w.say("scan.whole_hint")).Colored(theme.ColorQuiet)),
		left: widgets.Row(10, widgets.Secondary(w.say("scan.drop"), w.keyLabel(keyEscape), s.cancel)),
		right: widgets.Row(10, widgets.Secondary(w.say("scan.count"), w.keyLabel("M"), func() { s.keep(true) }),
			widgets.Primary(w.say("scan.leave_out"), w.keyLabel(keyEnter), func() { s.keep(false) })),
	}
}

func (s *scanScreen) wholeKeys() keyTable {
	return keyTable{
		{name: keyEnter, help: "scan.leave_out", do: func() { s.keep(false) }},
		{name: "M", help: "scan.count", do: func() { s.keep(true) }},
	}
}

func (s *scanScreen) keep(counts bool) {
	s.read.Keep(s.incomplete[0], counts)
	s.incomplete = s.incomplete[1:]
	s.settle()
	s.again()
}
