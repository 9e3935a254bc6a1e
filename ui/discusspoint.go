package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// The indicator being discussed, in the window and on the beamer: the ballots as dots above the levels with their meaning,
// the proposed one outlined and the agreed one filled.

// point returns the indicator being discussed.
func (d *discussScreen) point() fyne.CanvasObject {
	w, a := d.w, d.w.session.Assessment
	in := func(t assessment.Text) string { return a.Card.In(t, w.lang.Code()) }
	ind, _ := a.Card.Indicator(d.chosen)
	r := d.result.Indicator(d.chosen)
	if r == nil {
		d.score = nil
		return widgets.Quiet(w.say("plan.out_of_scope"))
	}
	d.line, d.time = widgets.NewMeter(0, 4), widgets.Quiet("").OneLine()
	column := widgets.Column(10, widgets.Column(6, d.line.Bar,
		widgets.Ends(12, widgets.NewText(d.chosen+" · "+in(ind.Title)).Bold().Colored(theme.ColorQuiet), d.pauses()),
		widgets.Statement(in(ind.Statement))))

	d.levels = nil
	var cells []fyne.CanvasObject
	for _, l := range d.faces(r, theme.Size(theme.SizeStatement)*0.9, theme.Size(theme.SizeText), theme.Zoomed(46), 12) {
		cell, choice := widgets.LevelChoice(l, func() { d.give(assessment.Answer(l.Level)) })
		d.levels = append(d.levels, choice)
		cells = append(cells, cell)
	}
	levels := widgets.Grid(12, theme.Zoomed(130), a.Card.Levels(), cells...)
	w.stand(d.chosen, "answer", levels)
	widgets.Enumerate(d.levels)
	column.Add(levels)

	d.unknown = widgets.Secondary(in(a.Card.Answers.Unknown.Title), "0", func() { d.give(assessment.Unknown) })
	d.na = widgets.Secondary(in(a.Card.Answers.NotApplicable.Title), "N", func() { d.give(assessment.NotApplicable) })
	column.Add(widgets.Row(10, d.unknown, d.na, d.differButton()))

	ask := widgets.Column(8, widgets.NewText(w.say("discuss.ask")).Sized(theme.SizeQuiet).Bold(), widgets.NewText(d.prompt()))
	if why := d.why(d.chosen); why != w.say("reason.none") {
		ask.Add(widgets.Row(0, widgets.Tag(w.say("discuss.flag", "why", why), theme.ColorMark, theme.ColorOnMark)))
	}
	ask.Add(widgets.Quiet(strings.Join(nonEmpty(w.ballotWords(r), w.groupWords(d.chosen)), "\n")))
	for _, x := range a.Remarks(d.chosen) {
		ask.Add(widgets.NewText("“" + x + "”").Italic().Colored(theme.ColorQuiet))
	}
	if d.score == nil || d.score.indicator != d.chosen {
		d.score = w.teamScore(d.chosen, d.update)
	}
	column.Add(widgets.Split(28, theme.Zoomed(560), []float32{1, 1}, ask, d.score.fields(1000)))
	d.update()
	return column
}

// faces returns the levels with the ballots about an indicator, in sizes in pixels.
func (d *discussScreen) faces(r *assessment.IndicatorResult, number, words, dots, gap float32) []widgets.LevelFace {
	a := d.w.session.Assessment
	in := func(t assessment.Text) string { return a.Card.In(t, d.w.lang.Code()) }
	ind, _ := a.Card.Indicator(r.ID)
	most := 0
	for _, n := range r.Ballots.Levels {
		most = max(most, n)
	}
	var faces []widgets.LevelFace
	for i, step := range chart.Ramp(a.Card.Levels()) {
		faces = append(faces, widgets.LevelFace{
			Level: i + 1, Name: in(a.Card.Scale.Levels[i].Title), Meaning: in(ind.Levels[i]), Step: step,
			Ballots: r.Ballots.Levels[i], Most: most, Proposed: r.Proposed() == assessment.Answer(i+1), Agreed: r.Answer == assessment.Answer(i+1),
			Number: number, Words: words, Dots: dots, Gap: gap,
		})
	}
	return faces
}

// update shows the answer, and asks at hand for the reason of one that is not the proposed one.
func (d *discussScreen) update() {
	answer := d.score.answer()
	for i, l := range d.levels {
		l.SetChosen(int(answer) == i+1)
	}
	d.unknown.SetChosen(answer == assessment.Unknown)
	d.na.SetChosen(answer == assessment.NotApplicable)
	d.differ.SetChosen(d.score.differs())
	words, proposed := "", d.result.Indicator(d.chosen).Proposed()
	if answer != assessment.Blank && proposed != assessment.Blank && answer != proposed {
		words = d.w.say("discuss.why", "answer", d.w.answerWords(answer), "proposed", d.w.answerWords(proposed))
	}
	d.score.note.SetPlaceHolder(words)
}

// onBeamer returns the indicator being discussed, with its ballots and the agreed score; before the reveal the number
// of ballots, and if nothing is being discussed the whole card.
func (d *discussScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	w, a := d.w, d.w.session.Assessment
	r := a.Result().Indicator(d.chosen)
	switch {
	case !a.BallotsShown():
		return p.counter()
	case r == nil || r.Ballots == nil:
		return d.cardOnBeamer(p)
	}
	ind, _ := a.Card.Indicator(d.chosen)
	name, statement := p.indicator(ind)
	if d.line != nil && len(d.agenda()) > 0 {
		p.meter = widgets.NewMeter(w.clock.Used(w.now()), p.px(8))
	}
	answered, total := a.Answered()
	page := widgets.Column(p.px(20), p.head(name, answered, total), statement)
	var cells []fyne.CanvasObject
	for _, l := range d.faces(r, p.px(beamerStatement), p.px(34), p.px(130), p.px(24)) {
		cells = append(cells, widgets.LevelPicture(l))
	}
	page.Add(widgets.Grid(p.px(24), p.px(230), len(cells), cells...))
	page.Add(widgets.Space(p.px(4)))
	page.Add(p.under(r.Answer, d.prompt()))
	return page
}
