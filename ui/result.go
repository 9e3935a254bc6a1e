package ui

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// resultScreen shows the result in charts. A click goes to an indicator; pointing at a number explains it.
type resultScreen struct {
	shared
	w       *Window
	result  *assessment.Result
	trend   *assessment.Trend
	explain *widgets.Text
	pointed string // the area being explained; empty before one was pointed at
	levels  bool   // show the level of every indicator in every round
}

func (r *resultScreen) build() view {
	w, a := r.w, r.w.session.Assessment
	r.result, r.trend = a.Result(), w.session.Trend()
	r.explain = widgets.Quiet(w.say("result.point"))
	for i := range r.result.Areas {
		if area := &r.result.Areas[i]; area.ID == r.pointed {
			r.explain = widgets.Quiet(r.explanation(area))
		}
	}
	v := view{right: widgets.Primary(w.say("result.next"), w.keyLabel(keyEnter), func() { w.goTo(session.StepPlan) })}
	answered, total := a.Answered()
	parts := []fyne.CanvasObject{widgets.Ends(24, widgets.Statement(w.say("result.title")), r.legend())}
	if answered == 0 {
		words := "team.next"
		if w.session.GivesScores() == session.StepDiscuss {
			words = "gather.discuss"
		}
		v.body = widgets.Column(16, append(parts, widgets.Card(24, widgets.Column(12,
			widgets.NewText(w.say("result.empty")),
			widgets.Row(0, widgets.Primary(w.say(words), "", r.goOn)))))...)
		v.right = nil
		return v
	}
	if answered < total {
		words := w.say("result.unfinished", "answered", answered, "total", total)
		if w.session.Previous != nil && w.session.LastRound() == nil {
			words += " " + w.say("result.last_round_waits", "date", w.lang.Date(w.session.Previous.Date))
		}
		parts = append(parts, widgets.Row(8, widgets.NewText(words).Colored(theme.ColorQuiet),
			widgets.Link(w.say("result.go_on"), r.goOn)))
	}
	parts = append(parts, r.overview(), r.indicators())
	if r.trend != nil && len(w.session.Earlier) > 1 {
		parts = append(parts, r.rounds())
	}
	v.body = widgets.Column(16, parts...)
	return v
}

// goOn goes to where the team gives its scores.
func (r *resultScreen) goOn() { r.w.goTo(r.w.session.GivesScores()) }

// indicators returns every indicator, by area.
func (r *resultScreen) indicators() fyne.CanvasObject {
	var areas []fyne.CanvasObject
	for i := range r.result.Areas {
		areas = append(areas, r.area(&r.result.Areas[i]))
	}
	return widgets.Grid(20, theme.Zoomed(470), 2, areas...)
}

// legend names the levels by number and colour, and the marks of the dot lines.
func (r *resultScreen) legend() fyne.CanvasObject {
	w, card := r.w, r.w.session.Assessment.Card
	var parts []fyne.CanvasObject
	for i, step := range chart.Ramp(card.Levels()) {
		parts = append(parts, widgets.Row(5, widgets.NewSwatch(strconv.Itoa(i+1), step.Fill, step.Ink, 22, false),
			widgets.Quiet(card.In(card.Scale.Levels[i].Title, w.lang.Code())).OneLine()))
	}
	ring := func(norm, previous int, words string) {
		parts = append(parts, widgets.Row(5, widgets.Fixed(theme.Zoomed(20), widgets.Dots("", 1, 0, norm, previous, 0)), widgets.Quiet(words).OneLine()))
	}
	ring(1, 0, w.say("result.norm"))
	if r.trend != nil {
		ring(0, 1, w.say("result.last_round"))
	}
	return widgets.Row(14, parts...)
}

func (r *resultScreen) overview() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i := range r.result.Areas {
		if i > 0 {
			rows = append(rows, widgets.Line())
		}
		rows = append(rows, r.areaRow(&r.result.Areas[i]))
	}
	under := widgets.Column(2)
	if words := r.leftOut(); words != "" {
		under.Add(widgets.Quiet(words))
	}
	under.Add(r.explain)
	rows = append(rows, widgets.Line(), widgets.Pad(10, 8, 0, 8, under))
	return widgets.Column(16, widgets.Card(12, widgets.Column(0, rows...)), widgets.Card(20, r.highlights()))
}

// areaRow returns the row of an area: its label, its bar, its mean and that of the previous round.
func (r *resultScreen) areaRow(area *assessment.AreaResult) fyne.CanvasObject {
	w := r.w
	title := r.w.areaTitle(area.ID)
	label := w.say("label." + string(area.Label))
	mean := widgets.Column(0, widgets.Heading(w.lang.Mean(area.Mean)).Aligned(fyne.TextAlignTrailing))
	if t := r.trend.Area(area.ID); t.Then != nil {
		words := w.say("result.was", "mean", w.lang.Mean(t.Then))
		if t.Common < area.Scored {
			words += "*"
		}
		mean.Add(widgets.Quiet(words).Aligned(fyne.TextAlignTrailing))
	} else {
		mean = widgets.Pad(theme.Zoomed(6), 0, 0, 0, mean) // beside the middle of the bar
	}
	bar := widgets.Bar(title+": "+r.levelCounts(area), area.Levels, area.Applicable)
	row := widgets.Split(20, theme.Zoomed(460), []float32{1.1, 2, 0},
		widgets.Column(2, widgets.NewText(title).Bold(), widgets.Quiet(label)),
		widgets.Pad(theme.Zoomed(6), 0, theme.Zoomed(6), 0, bar),
		widgets.Fixed(theme.Zoomed(110), mean))
	p := widgets.NewPressable(title+", "+label+", "+w.lang.Mean(area.Mean), widgets.Pad(12, 8, 12, 8, row), nil)
	explain := func() {
		r.pointed = area.ID
		r.explain.Set(r.explanation(area))
		w.view.scroll.Measure()
	}
	p.OnPress, p.OnPoint = explain, explain
	return p
}

func (w *Window) areaTitle(id string) string {
	for i := range w.session.Assessment.Card.Areas {
		if a := &w.session.Assessment.Card.Areas[i]; a.ID == id {
			return w.session.Assessment.Card.In(a.Title, w.lang.Code())
		}
	}
	return id
}

// levelCounts returns the distribution in words: 2 × 1, 3 × 2.
func (r *resultScreen) levelCounts(area *assessment.AreaResult) string {
	var parts []string
	for i, n := range area.Levels {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d × %d", n, i+1))
		}
	}
	return strings.Join(parts, ", ")
}

// explanation explains the mean and the label of an area.
func (r *resultScreen) explanation(area *assessment.AreaResult) string {
	w := r.w
	words := w.say("result.why_label."+string(area.Label), "area", r.w.areaTitle(area.ID), "scored", area.Scored, "applicable", area.Applicable)
	if area.Mean != nil {
		words = w.say("result.why_mean", "mean", w.lang.Mean(area.Mean), "levels", r.levelCounts(area), "scored", area.Scored) + " " + words
	}
	if t := r.trend.Area(area.ID); t.Then != nil && t.Common < area.Scored {
		words += " " + w.say("result.why_common", "common", t.Common, "now", w.lang.Mean(t.Now), "then", w.lang.Mean(t.Then))
	}
	return words
}

// highlights returns notable indicators: strongest, lowest, those to find out about, those not yet supported.
func (r *resultScreen) highlights() fyne.CanvasObject {
	w := r.w
	var parts []fyne.CanvasObject
	add := func(key string, ids []string) {
		if len(ids) == 0 {
			return
		}
		group := widgets.Column(0, widgets.NewText(w.say(key)).Bold())
		for _, id := range ids {
			ind, _ := w.session.Assessment.Card.Indicator(id)
			group.Add(widgets.Link(id+" "+w.session.Assessment.Card.In(ind.Title, w.lang.Code()), func() { w.scoreAt(id) }).About(w.say(key)))
		}
		parts = append(parts, group)
	}
	add("result.strong", r.result.Strongest(3))
	add("result.weak", r.result.Weakest(3))
	add("result.up", idsOf(r.trend.Risers()))
	add("result.down", idsOf(r.trend.Fallers()))
	add("result.find_out", r.result.Unknown())
	add("result.departed", r.departed())
	if n := len(r.result.Unsupported()); n > 0 {
		group := widgets.Column(0, widgets.NewText(w.say("result.unsupported", "count", n)).Bold())
		ids := r.result.Unsupported()
		row := widgets.Row(14)
		for _, id := range ids {
			row.Add(widgets.Link(id, func() { w.scoreAt(id) }))
		}
		group.Add(row)
		parts = append(parts, group)
	}
	return widgets.Grid(20, theme.Zoomed(200), 4, parts...)
}

// topMoved is the number of risen or fallen indicators shown.
const topMoved = 3

func idsOf(moved []assessment.IndicatorTrend) []string {
	var ids []string
	for _, i := range moved[:min(len(moved), topMoved)] {
		ids = append(ids, i.ID)
	}
	return ids
}

// departed returns the indicators for which the team agreed on another answer than the ballots propose.
func (r *resultScreen) departed() []string {
	var ids []string
	for _, x := range r.result.Indicators {
		if x.Departs() {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

// area returns the indicators of one area with their dot lines.
func (r *resultScreen) area(area *assessment.AreaResult) fyne.CanvasObject {
	w, a := r.w, r.w.session.Assessment
	rows := []fyne.CanvasObject{widgets.NewText(r.w.areaTitle(area.ID)).Bold(), widgets.Space(4)}
	for _, x := range r.result.Indicators {
		ind, in := a.Card.Indicator(x.ID)
		if in.ID != area.ID {
			continue
		}
		title := a.Card.In(ind.Title, w.lang.Code())
		name := widgets.Columns(6, []float32{0, 1}, widgets.Fixed(theme.Zoomed(28), widgets.NewText(x.ID).Sized(theme.SizeQuiet).Bold().OneLine()),
			widgets.NewText(title).Sized(theme.SizeQuiet))
		moved := r.trend.Indicator(x.ID)
		last := max(0, int(moved.Then))
		words := r.indicatorWords(title, x, moved)
		dots := widgets.Dots(words, a.Card.Levels(), int(x.Answer), x.Norm, last, x.Target)
		word := ""
		switch {
		case x.Answer == assessment.Unknown:
			word = w.say("result.unknown")
		case x.Answer == assessment.NotApplicable:
			word = w.say("result.not_applicable")
		case x.Departs():
			word = w.say("result.proposed", "answer", w.answerWords(x.Proposed()))
		case !x.Supported:
			word = w.say("unsupported")
		}
		row := widgets.Columns(8, []float32{1, 0, 0}, widgets.Pad(theme.Zoomed(3), 0, 0, 0, name), dots,
			widgets.Fixed(theme.Zoomed(134), widgets.Pad(theme.Zoomed(3), 0, 0, 0, widgets.Quiet(word))))
		rows = append(rows, widgets.NewPressable(words, widgets.Pad(1, 0, 1, 0, row), func() { w.scoreAt(x.ID) }))
	}
	return widgets.Card(20, widgets.Column(1, rows...))
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
	if moved.Direction != assessment.DirectionNone {
		words = append(words, w.say("result.last_level", "level", int(moved.Then)))
	}
	return strings.Join(words, ", ")
}

// onBeamer returns each area with its bar of levels and its mean.
func (r *resultScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	w := r.w
	page := widgets.Column(p.px(34), p.title(w.say("result.title")))
	result := w.session.Assessment.Result()
	for i := range result.Areas {
		area := &result.Areas[i]
		page.Add(widgets.Columns(p.px(40), []float32{1.2, 2, 0.4},
			widgets.Column(4, p.text(w.areaTitle(area.ID)).Bold(), p.quiet(w.say("label."+string(area.Label)))),
			widgets.Tall(p.px(80), widgets.Bar(w.areaTitle(area.ID), area.Levels, area.Applicable)),
			p.heading(w.lang.Mean(area.Mean)).Aligned(fyne.TextAlignTrailing)))
	}
	return page
}

func (r *resultScreen) keys() keyTable {
	return keyTable{{name: keyEnter, help: "help.go_on", do: func() { r.w.goTo(session.StepPlan) }}}
}
