package ui

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// The agenda is beside the indicator being discussed: the indicators to discuss in order, with the parked ones last, and
// those that need no discussion.

// listed returns the agenda: agreed indicators keep their place, parked ones come last, and the indicator on screen is always
// in it.
func (d *discussScreen) listed() []string {
	parked := d.parked()
	list := slices.DeleteFunc(d.points(), func(id string) bool { return slices.Contains(parked, id) })
	list = append(list, parked...)
	if d.chosen != "" && !slices.Contains(list, d.chosen) {
		list = append([]string{d.chosen}, list...)
	}
	return list
}

func (d *discussScreen) left() fyne.CanvasObject {
	w, a := d.w, d.w.session.Assessment
	column := widgets.Column(2)
	if len(d.agenda()) > 0 {
		column.Add(widgets.Ends(4, widgets.Heading(w.say("discuss.title")), d.timeLeft()))
		if word := d.tight(); word != nil {
			column.Add(widgets.Pad(4, 0, 4, 0, word))
		}
	} else {
		column.Add(widgets.Heading(w.say("discuss.title")))
		column.Add(widgets.Quiet(w.say("discuss.all_agreed")))
	}
	column.Add(widgets.Space(6))
	parked, share := d.parked(), d.clock.ShareOf(d.open(), w.now())
	for _, id := range d.listed() {
		row := d.entry(id, d.entryEnd(id, slices.Contains(parked, id), share))
		if id == d.chosen {
			d.row = row
		}
		column.Add(row)
	}
	if len(a.Proposals(parked)) > 0 {
		column.Add(widgets.Pad(4, 10, 0, 10, widgets.Link(w.say("discuss.take_parked", "count", len(a.Proposals(parked))), d.agreeParked)))
	}
	if same := w.unanimous(); len(same) > 0 {
		column.Add(widgets.Pad(12, 0, 12, 0, widgets.Line()))
		take := widgets.Row(8, widgets.Link(w.say("discuss.take"), d.agreeUnanimous), widgets.Keycap(w.keyLabel("V")))
		column.Add(widgets.Ends(12, widgets.NewText(w.say("discuss.unanimous", "count", len(same))).Bold(), take))
		column.Add(widgets.Space(4))
		for _, s := range same {
			if s.Indicator != d.chosen {
				column.Add(d.entry(s.Indicator, d.ring(s.Answer)))
			}
		}
	}
	return widgets.Pad(0, 10, 8, 0, column)
}

// entry returns a row of the agenda with something at its end.
func (d *discussScreen) entry(id string, end fyne.CanvasObject) fyne.CanvasObject {
	w, a := d.w, d.w.session.Assessment
	ind, _ := a.Card.Indicator(id)
	title := a.Card.In(ind.Title, w.lang.Code())
	number, words := widgets.NewText(id).Bold().OneLine(), widgets.NewText(title) // which may need two lines
	ground := fyne.ThemeColorName("")
	switch {
	case id == d.chosen:
		ground = theme.ColorPale
		number.Colored(theme.ColorAccent)
		words.Bold().Colored(theme.ColorAccent)
	case a.Score(id).Answer != assessment.Blank:
		number.Colored(theme.ColorQuiet)
		words.Colored(theme.ColorQuiet)
	}
	row := widgets.Columns(6, []float32{0, 1, 0}, widgets.Fixed(theme.Zoomed(28), widgets.Tall(theme.Zoomed(agendaDot), number)), words, end)
	label := id + " " + title
	if why := d.why(id); why != "" {
		label += ", " + why
	}
	return widgets.NewPressable(label, widgets.Layers(widgets.NewPanel(ground, 8), widgets.Pad(5, 8, 5, 8, row)), func() { d.choose(id) })
}

// agendaDot is the width of a dot in the agenda.
const agendaDot = 22 // the smallest with digits that can be read

// entryEnd returns the end of a row: the agreed answer, that it is parked, or the minutes for it.
func (d *discussScreen) entryEnd(id string, parked bool, share time.Duration) fyne.CanvasObject {
	w := d.w
	score := w.session.Assessment.Score(id)
	end := func(words *widgets.Text) fyne.CanvasObject {
		return widgets.Pad(theme.Zoomed(2), 0, 0, 0, words.OneLine())
	} // on the line of the name
	switch {
	case score.Disagreed:
		return widgets.Row(6, widgets.NewText("≠").Bold().Colored(theme.ColorAccent).OneLine(), d.w.answerDot(score.Answer, agendaDot))
	case score.Answer != assessment.Blank:
		return d.w.answerDot(score.Answer, agendaDot)
	case parked:
		return end(widgets.Quiet(w.say("discuss.parked")))
	case id == d.chosen:
		return end(widgets.Quiet(w.say("discuss.now")).Colored(theme.ColorAccent))
	}
	return end(widgets.Quiet(w.say("discuss.minutes", "minutes", max(1, int(share.Minutes()+0.5)))))
}

// answerDot returns an agreed answer as a dot, side pixels wide at 100 %: a level on its colour, unknown and not applicable in
// a dashed ring, and none as a pale disc.
func (w *Window) answerDot(answer assessment.Answer, side float32) *widgets.Swatch {
	if answer.IsLevel() {
		step := chart.Ramp(w.session.Assessment.Card.Levels())[answer-1]
		return widgets.NewSwatch(answerSign(answer), step.Fill, step.Ink, side, true)
	}
	dot := widgets.NewSwatch(answerSign(answer), theme.Color(theme.ColorPale), theme.Color(theme.ColorInk), side, true)
	if answer != assessment.Blank {
		dot.Dashed()
	}
	return dot
}

// ring returns a proposed answer as a ring.
func (d *discussScreen) ring(answer assessment.Answer) fyne.CanvasObject {
	return widgets.NewSwatch(answerSign(answer), theme.Color(theme.ColorPaper), theme.Color(theme.ColorQuiet), agendaDot, true).Hollow()
}

// answerSign returns an answer in one character.
func answerSign(answer assessment.Answer) string {
	switch {
	case answer.IsLevel():
		return strconv.Itoa(int(answer))
	case answer == assessment.Unknown:
		return "?"
	case answer == assessment.NotApplicable:
		return "–"
	}
	return ""
}

// fits returns how many points can be discussed in the time left, including the current one, whose used time does not count.
func (d *discussScreen) fits() int {
	all, _ := d.clock.Left(d.w.now())
	return assessment.PointsWithin(all + d.clock.Spent(d.w.now()))
}

// tight says that the remaining points do not fit in the time, and offers to discuss fewer; nil if they fit.
func (d *discussScreen) tight() fyne.CanvasObject {
	w := d.w
	all, _ := d.clock.Left(w.now())
	open := d.open()
	if d.fits() >= open || len(d.parked()) == len(d.agenda()) {
		return nil
	}
	words := widgets.Quiet(w.say("discuss.tight", "count", open, "minutes", int(all.Minutes()+0.5)))
	if open == 1 {
		return words
	}
	first := max(1, assessment.PointsWithin(all))
	return widgets.Column(2, words, widgets.Link(w.say("discuss.fewer", "count", first), func() { d.parkAfter(first) }))
}
