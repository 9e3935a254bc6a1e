package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file shows the indicator being discussed, in the window and on the beamer: the ballots as dots above the levels with
// their meaning, the proposed one outlined and the agreed one filled.

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
	column := widgets.Column(8, widgets.Column(6, d.line.Bar,
		widgets.Ends(12, widgets.NewText(d.chosen+" · "+in(ind.Title)).Bold().Colored(theme.ColorQuiet), d.pauses()),
		widgets.Statement(in(ind.Statement)).Px(theme.Size(theme.SizeStatement)*0.87))) // so that the fields stay in view

	d.levels = nil
	var cells []fyne.CanvasObject
	for _, l := range d.faces(r, theme.Size(theme.SizeStatement)*0.9, theme.Size(theme.SizeText), theme.Zoomed(42), 12) {
		cell, choice := widgets.LevelChoice(l, func() { d.setAnswer(assessment.Answer(l.Level)) })
		d.levels = append(d.levels, choice)
		cells = append(cells, cell)
	}
	levels := widgets.Grid(12, theme.Zoomed(130), a.Card.Levels(), cells...)
	w.stand(d.chosen, "answer", levels)
	widgets.Enumerate(d.levels)
	column.Add(levels)

	d.unknown = widgets.Small(in(a.Card.Answers.Unknown.Title), "0", func() { d.setAnswer(assessment.Unknown) })
	d.na = widgets.Small(in(a.Card.Answers.NotApplicable.Title), "N", func() { d.setAnswer(assessment.NotApplicable) })
	column.Add(widgets.Ends(12, d.facts(r), widgets.Row(8, d.unknown, d.na, d.differButton())))

	ask := widgets.Column(8, widgets.NewText(w.say("discuss.ask")).Sized(theme.SizeQuiet).Bold(), widgets.NewText(d.prompt()))
	if slices.Contains(a.DifferedBefore(w.session.Previous), d.chosen) {
		ask.Add(widgets.Row(0, widgets.Tag(w.say("discuss.flag", "why", w.say("reason.differed")), theme.ColorMark, theme.ColorOnMark)))
	}
	if groups := w.groupWords(d.chosen); groups != "" {
		ask.Add(widgets.Quiet(groups))
	}
	for _, x := range a.Remarks(d.chosen) {
		ask.Add(widgets.NewText("“" + x + "”").Italic().Colored(theme.ColorQuiet))
	}
	if d.score == nil || d.score.indicator != d.chosen {
		d.score = w.teamScore(d.chosen, d.update)
	}
	column.Add(widgets.Split(28, theme.Zoomed(560), []float32{1, 1}, ask, d.score.fields(1000, 1, w.say("score.evidence_line"))))
	d.update()
	return column
}

// facts returns what the dots do not show: how many answered without a level, in bold, and the proposal.
func (d *discussScreen) facts(r *assessment.IndicatorResult) fyne.CanvasObject {
	w, t := d.w, r.Ballots
	row := widgets.Row(8, widgets.Quiet(w.say("ballots.scores", "count", t.Scored())).OneLine())
	if words := w.noLevelWords(t); words != "" {
		row.Add(widgets.NewText(words).Sized(theme.SizeQuiet).Bold().OneLine())
	}
	if t.Scored() > 0 {
		row.Add(widgets.Quiet(w.say("ballots.proposed", "level", t.Proposed())).OneLine())
	}
	return row
}

// noLevelWords returns how many answered an indicator without a level; "" for none.
func (w *Window) noLevelWords(t *assessment.Tally) string {
	var parts []string
	if t.Unknown > 0 {
		parts = append(parts, w.say("ballots.unknown", "count", t.Unknown))
	}
	if t.NotApplicable > 0 {
		parts = append(parts, w.say("ballots.not_applicable", "count", t.NotApplicable))
	}
	return strings.Join(parts, " · ")
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

// update shows the answer, and asks for the reason if it differs from the proposed one.
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
	dots := p.px(130)
	if words := w.noLevelWords(r.Ballots); words != "" {
		page.Add(p.text(words).Bold().Aligned(fyne.TextAlignTrailing))
		dots = p.px(90)
	}
	var cells []fyne.CanvasObject
	for _, l := range d.faces(r, p.px(beamerStatement), p.px(34), dots, p.px(24)) {
		cells = append(cells, widgets.LevelPicture(l))
	}
	page.Add(widgets.Grid(p.px(24), p.px(230), len(cells), cells...))
	page.Add(widgets.Space(p.px(4)))
	if a.Score(d.chosen).Disagreed {
		page.Add(p.heading(w.say("discuss.differ")).Colored(theme.ColorAccent).Aligned(fyne.TextAlignCenter))
	} else {
		page.Add(p.under(r.Answer, d.prompt()))
	}
	return page
}
