package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file compares the result with all earlier rounds, if there are several; the charts above show the last one.

// roundsAcross is the number of rounds in one table; more rounds need more tables.
const roundsAcross = 7

// rounds returns the comparison of each area with every earlier round, newest first: the mean of both over their common
// indicators, and the number of other indicators.
func (r *resultScreen) rounds() fyne.CanvasObject {
	w, s := r.w, r.w.session
	trends := s.Assessment.Trends(s.Round().Before())
	weights, head := []float32{0.9}, []fyne.CanvasObject{widgets.Quiet(w.say("result.rounds"))}
	for i := range r.result.Areas {
		weights = append(weights, 1)
		head = append(head, widgets.Quiet(w.areaTitle(r.result.Areas[i].ID)))
	}
	weights, head = append(weights, 2.6), append(head, widgets.Quiet(w.say("report.column.left_out")))
	rows := []fyne.CanvasObject{widgets.Columns(16, weights, head...), widgets.Line()}
	for _, t := range trends {
		row := []fyne.CanvasObject{widgets.NewText(w.lang.Date(t.Since)).Bold()}
		for i := range r.result.Areas {
			words := words.None
			if area := t.Area(r.result.Areas[i].ID); area.Then != nil {
				words = w.lang.Mean(area.Then) + " → " + w.lang.Mean(area.Now)
			}
			row = append(row, widgets.NewText(words))
		}
		rows = append(rows, widgets.Columns(16, weights, append(row, widgets.Pad(2, 0, 0, 0, widgets.Quiet(orElse(w.why(t), words.None))))...))
	}
	rows = append(rows, widgets.Space(4))
	list := widgets.Column(8, rows...)
	levels := func() {
		r.levels = true
		for from := len(trends); from > 0; from -= roundsAcross { // oldest first, as people read time
			list.Objects = append(list.Objects, r.levelsOf(trends[max(0, from-roundsAcross):from]), widgets.Space(8))
		}
	}
	if r.levels {
		levels()
	} else {
		list.Objects = append(list.Objects, widgets.Row(0, widgets.Link(w.say("result.levels"), func() {
			w.win.Canvas().Unfocus()
			list.Objects = slices.Clone(rows)
			levels()
			w.view.scroll.Measure()
		})))
	}
	return widgets.Card(20, list)
}

// levelsOf returns the level of every indicator in earlier rounds, given newest first, and now, or the reason why it
// cannot be compared.
func (r *resultScreen) levelsOf(trends []*assessment.Trend) fyne.CanvasObject {
	w, card := r.w, r.w.session.Assessment.Card
	weights, head := []float32{2.6}, []fyne.CanvasObject{widgets.Quiet(w.say("field.indicator"))}
	for _, t := range slices.Backward(trends) {
		weights = append(weights, 1)
		head = append(head, widgets.Quiet(w.lang.ShortDate(t.Since)))
	}
	weights, head = append(weights, 1), append(head, widgets.Quiet(w.say("report.column.now")))
	rows := widgets.List(4, len(r.result.Indicators), func(i int) fyne.CanvasObject {
		x := r.result.Indicators[i]
		ind, _ := card.Indicator(x.ID)
		row := []fyne.CanvasObject{widgets.NewText(x.ID + " " + card.In(ind.Title, w.lang.Code())).Sized(theme.SizeQuiet)}
		for _, t := range slices.Backward(trends) {
			cell := widgets.NewText(t.Indicator(x.ID).Then.String()).Sized(theme.SizeQuiet)
			if why := t.Indicator(x.ID).LeftOut; why != "" {
				cell = widgets.Quiet(w.say("report.not_compared." + string(why)))
			}
			row = append(row, cell)
		}
		return widgets.Columns(12, weights, append(row, widgets.NewText(w.answerWords(x.Answer)).Sized(theme.SizeQuiet).Bold())...)
	})
	return widgets.Column(4, widgets.Columns(12, weights, head...), widgets.Line(), rows)
}

// why returns the number of indicators that cannot be compared with an earlier round, by reason; "" if all can.
func (w *Window) why(t *assessment.Trend) string {
	var parts []string
	for _, why := range assessment.LeftOuts {
		if n := t.LeftOut[why]; n > 0 {
			parts = append(parts, w.say("left_out."+string(why), "count", n))
		}
	}
	return strings.Join(parts, "; ")
}

// leftOut returns the number of indicators that cannot be compared with the previous round, and why.
func (r *resultScreen) leftOut() string {
	if r.trend == nil || r.w.why(r.trend) == "" {
		return ""
	}
	return "* " + r.w.say("result.left_out", "date", r.w.lang.Date(r.trend.Since)) + " " + r.w.why(r.trend) + "."
}
