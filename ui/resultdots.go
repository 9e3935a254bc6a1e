package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file shows the indicators of the result as dot lines, and the notable ones by name.

// legend returns the levels by number and colour, and the marks of the dot lines.
func (r *resultScreen) legend() fyne.CanvasObject {
	w := r.w
	parts := w.scale(22, func(words string) *widgets.Text { return widgets.Quiet(words) })
	ring := func(norm, previous, target int, words string) {
		parts = append(parts, widgets.Row(5, widgets.Fixed(theme.Zoomed(20), widgets.Dots("", 1, 0, norm, previous, target)), widgets.Quiet(words).OneLine()))
	}
	ring(1, 0, 0, w.say("result.norm"))
	if len(r.where(func(x assessment.IndicatorResult) bool { return x.Target != x.Norm })) > 0 {
		ring(0, 0, 1, strings.ToLower(w.say("field.target")))
	}
	if r.trend != nil {
		ring(0, 1, 0, w.say("result.last_round"))
	}
	return widgets.Row(14, parts...)
}

// scale returns each level as a swatch, side pixels wide at 100 %, with its name.
func (w *Window) scale(side float32, text func(string) *widgets.Text) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	card := w.session.Assessment.Card
	for i, step := range chart.Ramp(card.Levels()) {
		parts = append(parts, widgets.Row(side/4, widgets.NewSwatch(strconv.Itoa(i+1), step.Fill, step.Ink, side, false),
			text(card.In(card.Scale.Levels[i].Title, w.lang.Code())).OneLine()))
	}
	return parts
}

// indicators returns every indicator, by area.
func (r *resultScreen) indicators() fyne.CanvasObject {
	a := r.w.session.Assessment
	column, last := widgets.Column(2), ""
	for _, x := range r.result.Indicators {
		ind, in := a.Card.Indicator(x.ID)
		if in.ID != last {
			if last != "" {
				column.Add(widgets.Space(12))
			}
			column.Add(widgets.NewText(r.w.areaTitle(in.ID)).Bold())
			column.Add(widgets.Space(2))
			last = in.ID
		}
		column.Add(r.indicator(ind, x))
	}
	return column
}

// indicator returns an indicator with its dot line, or in words why it has none.
func (r *resultScreen) indicator(ind *assessment.Indicator, x assessment.IndicatorResult) fyne.CanvasObject {
	w, a := r.w, r.w.session.Assessment
	title, moved := a.Card.In(ind.Title, w.lang.Code()), r.trend.Indicator(x.ID)
	name := widgets.Row(10, widgets.NewText(title))
	if x.Core {
		name.Add(widgets.Quiet(w.say("result.core")).Bold().Colored(theme.ColorAccent).OneLine())
	}
	words := r.indicatorWords(title, x, moved)
	var dots fyne.CanvasObject = widgets.Dots(words, a.Card.Levels(), int(x.Answer), x.Norm, max(0, int(moved.Then)), x.Target)
	if x.Answer == assessment.Unknown || x.Answer == assessment.NotApplicable {
		says := map[assessment.Answer]string{assessment.Unknown: "result.to_find_out", assessment.NotApplicable: "result.not_applicable"}
		size := dots.MinSize()
		dots = widgets.Fixed(size.Width, widgets.Tall(size.Height, lower(widgets.Quiet(w.say(says[x.Answer])).Aligned(fyne.TextAlignCenter))))
	}
	row := widgets.Columns(8, []float32{0, 1, 0}, lower(widgets.Fixed(theme.Zoomed(28), widgets.NewText(x.ID).Bold().OneLine())), lower(name), dots)
	return widgets.NewPressable(words, widgets.Pad(1, 0, 1, 0, row), func() { w.scoreAt(x.ID) })
}

// lower aligns words with the line of dots beside them.
func lower(words fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Pad(theme.Zoomed(2), 0, 0, 0, words)
}

// highlights returns notable indicators by name: strongest, lowest, those to find out about, those not yet supported.
func (r *resultScreen) highlights() fyne.CanvasObject {
	w, card := r.w, r.w.session.Assessment.Card
	var parts []fyne.CanvasObject
	add := func(key string, ids []string, more func(id string) string) {
		if len(ids) == 0 {
			return
		}
		group := widgets.Column(0, widgets.NewText(w.say(key)).Bold())
		for _, id := range ids {
			ind, _ := card.Indicator(id)
			group.Add(widgets.Link(id+" "+card.In(ind.Title, w.lang.Code()), func() { w.scoreAt(id) }).About(w.say(key)))
			if more != nil {
				group.Add(widgets.Quiet(more(id)))
			}
		}
		parts = append(parts, group)
	}
	add("result.strong", r.result.Strongest(topNamed), nil)
	add("result.weak", r.result.Weakest(topNamed), nil)
	add("result.up", idsOf(r.trend.Risers()), nil)
	add("result.down", idsOf(r.trend.Fallers()), nil)
	add("result.find_out", r.result.Unknown(), nil)
	add("field.disagreed", w.session.Assessment.Differed(), nil)
	add("result.departed", r.where(assessment.IndicatorResult.Departs), func(id string) string {
		return w.say("result.proposed", "answer", w.answerWords(r.result.Indicator(id).Proposed()))
	})
	if ids := r.result.Unsupported(); len(ids) > 0 {
		row := widgets.Row(14)
		for _, id := range ids {
			row.Add(widgets.Link(id, func() { w.scoreAt(id) }))
		}
		parts = append(parts, widgets.Column(0, widgets.NewText(w.say("result.unsupported", "count", len(ids))).Bold(), row))
	}
	return widgets.Grid(20, theme.Zoomed(160), 2, parts...)
}

// topNamed is the number of indicators named as strongest, lowest, risen or fallen.
const topNamed = 3

func idsOf(moved []assessment.IndicatorTrend) []string {
	var ids []string
	for _, i := range moved[:min(len(moved), topNamed)] {
		ids = append(ids, i.ID)
	}
	return ids
}

// where returns the indicators for which is holds.
func (r *resultScreen) where(is func(assessment.IndicatorResult) bool) []string {
	var ids []string
	for _, x := range r.result.Indicators {
		if is(x) {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

// indicatorWords describes an indicator in words, for screen readers.
func (r *resultScreen) indicatorWords(title string, x assessment.IndicatorResult, moved assessment.IndicatorTrend) string {
	w := r.w
	words := []string{x.ID + " " + title}
	switch {
	case x.Answer.IsLevel():
		words = append(words, w.say("result.at_level", "level", int(x.Answer)))
	case x.Answer == assessment.Unknown:
		words = append(words, w.say("result.unknown"))
	case x.Answer == assessment.NotApplicable:
		words = append(words, w.say("result.not_applicable"))
	default:
		words = append(words, w.say("answer.blank"))
	}
	words = append(words, w.say("result.norm_is", "level", x.Norm))
	if x.Target != x.Norm {
		words = append(words, strings.ToLower(w.say("field.target"))+" "+strconv.Itoa(x.Target))
	}
	if moved.Direction != assessment.DirectionNone {
		words = append(words, w.say("result.last_level", "level", int(moved.Then)))
	}
	return strings.Join(words, ", ")
}
