package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// resultScreen shows the result in charts: at the left the areas, each with the reason for its label, at the right the
// indicators. A click goes to the place; hovering changes nothing. Source: .github/spec/screens.md, The way through.
type resultScreen struct {
	shared
	w      *Window
	result *assessment.Result
	trend  *assessment.Trend
	levels bool // show the level of every indicator in every round
}

func (r *resultScreen) build() view {
	w, a := r.w, r.w.session.Assessment
	r.result, r.trend = a.Result(), w.session.Trend()
	v := view{right: widgets.Primary(w.say("result.next"), w.keyLabel(keyEnter), func() { w.goTo(session.StepPlan) })}
	answered, total := a.Answered()
	parts := []fyne.CanvasObject{widgets.Ends(24, widgets.Statement(w.say("result.title")), r.legend())}
	if answered == 0 {
		words := "team.next"
		if w.session.GivesScores() == session.StepDiscuss {
			words = "gather.discuss"
		}
		v.body = widgets.Column(16, append(parts, widgets.Card(24, widgets.Column(12,
			widgets.NewText(w.noResult()),
			widgets.Row(0, widgets.Primary(w.say(words), "", r.toScores)))))...)
		v.right = nil
		return v
	}
	if answered < total {
		words := w.say("result.unfinished", "answered", answered, "total", total)
		if before := w.session.Round().Before(); len(before) > 0 && w.session.LastRound() == nil {
			words += " " + w.say("result.last_round_waits", "date", w.lang.Date(before[0].Date))
		}
		parts = append(parts, widgets.Row(8, widgets.NewText(words).Colored(theme.ColorQuiet),
			widgets.Link(w.say("result.go_on"), r.toScores)))
	}
	parts = append(parts, widgets.Split(theme.Zoomed(48), theme.Zoomed(700), []float32{0.45, 0.55},
		widgets.Column(20, r.areas(), r.highlights(), widgets.Row(0, widgets.Link(w.say("help.result")+" →", w.showResultHelp))), r.indicators()))
	if r.trend != nil && len(w.session.Round().Before()) > 1 {
		parts = append(parts, r.rounds())
	}
	v.body = widgets.Column(18, parts...)
	return v
}

// noResult says why there is no result yet, and when there will be.
func (w *Window) noResult() string {
	switch a := w.session.Assessment; {
	case a.Mode != assessment.ModeIndividual:
		return w.say("result.empty")
	case a.Revealed:
		return w.say("result.undiscussed")
	default:
		return w.say("result.hidden", "done", fmt.Sprint(a.BallotsIn(), " ", w.countWords()))
	}
}

// toScores goes to where the team scores.
func (r *resultScreen) toScores() { r.w.goTo(r.w.session.GivesScores()) }

// areas returns each area with its bar and the reason for its label.
func (r *resultScreen) areas() fyne.CanvasObject {
	column := widgets.Column(12)
	for i := range r.result.Areas {
		if i > 0 {
			column.Add(widgets.Line())
		}
		column.Add(r.area(&r.result.Areas[i]))
	}
	if words := r.leftOut(); words != "" {
		column.Add(widgets.Quiet(words))
	}
	return column
}

// area returns an area: its label and mean, its bar, why it has that label, and the mean of the previous round.
func (r *resultScreen) area(area *assessment.AreaResult) fyne.CanvasObject {
	w := r.w
	title, label, why := w.areaTitle(area.ID), w.say("label."+string(area.Label)), w.whyLabel(w.session.Assessment.Card, r.result, area)
	was := w.wasWords(r.trend, area)
	bar := widgets.Bar(title+": "+levelCounts(area), area.Levels, area.Unknown, area.Applicable)
	content := widgets.Column(7,
		widgets.Ends(12, widgets.Row(12, widgets.NewText(title).Bold(), widgets.NewText(label)),
			widgets.Heading(w.lang.Mean(area.Mean)).OneLine()),
		widgets.Tall(theme.Zoomed(24), bar),
		widgets.Ends(12, widgets.Quiet(why), widgets.Quiet(was).OneLine()))
	return widgets.NewPressable(strings.Join(nonEmpty(title, label, w.lang.Mean(area.Mean), why, was), ", "), content, func() { w.scoreAt(r.placeOf(area)) })
}

// placeOf returns the indicator that an area leads to: the first that decided its label, or else its first.
func (r *resultScreen) placeOf(area *assessment.AreaResult) string {
	of := areaIn(r.w.session.Assessment.Card, area.ID)
	if named := r.result.Why(of).Indicators; len(named) > 0 {
		return named[0]
	}
	return of.InScope(r.w.session.Assessment.Scope)[0].ID
}

// areaIn returns the area of a card with an id.
func areaIn(card *assessment.Card, id string) *assessment.Area {
	return &card.Areas[slices.IndexFunc(card.Areas, func(a assessment.Area) bool { return a.ID == id })]
}

func (w *Window) areaTitle(id string) string {
	card := w.session.Assessment.Card
	return card.In(areaIn(card, id).Title, w.lang.Code())
}

// whyLabel returns the reason for the label of an area in one sentence.
func (w *Window) whyLabel(card *assessment.Card, result *assessment.Result, area *assessment.AreaResult) string {
	why := result.Why(areaIn(card, area.ID))
	key := "result.why." + string(why.Rule)
	if why.Rule == assessment.RuleCoreBelow && (why.Level == 0 || why.Norm == 0) {
		key = "result.why.core_mixed"
	}
	return w.say(key, "count", len(why.Indicators), "named", w.enumerated(why.Indicators), "level", why.Level, "norm", why.Norm,
		"met", why.Met, "below", area.Scored-why.Met, "scored", area.Scored, "applicable", area.Applicable)
}

// wasWords returns the mean of an area in the previous round, with the present mean if they cover fewer indicators than the
// area has scores; "" if there is none.
func (w *Window) wasWords(trend *assessment.Trend, area *assessment.AreaResult) string {
	t := trend.Area(area.ID)
	switch {
	case t.Then == nil:
		return ""
	case t.Common < area.Scored:
		return w.lang.Mean(t.Then) + " → " + w.lang.Mean(t.Now) + "*"
	}
	return w.say("result.was", "mean", w.lang.Mean(t.Then))
}

// enumerated returns names as "a, b en c".
func (w *Window) enumerated(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return w.say("list.and", "before", strings.Join(names[:last], ", "), "last", names[last])
}

// unsure says what the question mark in the bar of an area means; "" without one.
func (w *Window) unsure(area *assessment.AreaResult) string {
	if area.Unknown == 0 {
		return ""
	}
	return "? = " + w.say("result.to_find_out") + "."
}

// levelCounts returns the distribution in words: 2 × 1, 3 × 2.
func levelCounts(area *assessment.AreaResult) string {
	var parts []string
	for i, n := range area.Levels {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d × %d", n, i+1))
		}
	}
	return strings.Join(parts, ", ")
}

// onBeamer returns each area with its bar of levels, its mean and the reason for its label, over the full height.
func (r *resultScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	w, trend := r.w, r.w.session.Trend()
	result := w.session.Assessment.Result()
	levels := widgets.Row(p.px(36), w.scale(p.px(46)/theme.Zoomed(1), p.quiet)...)
	high := min(p.px(200), p.px(860)/float32(len(result.Areas)))
	page := widgets.Column(0, widgets.Ends(p.px(30), p.title(w.say("result.title")), levels), widgets.Space(p.px(50)))
	for i := range result.Areas {
		area := &result.Areas[i]
		mean := widgets.Column(0, widgets.NewText(w.lang.Mean(area.Mean)).Px(p.px(beamerStatement)).Bold().Aligned(fyne.TextAlignTrailing))
		if was := w.wasWords(trend, area); was != "" {
			mean.Add(p.quiet(was).Aligned(fyne.TextAlignTrailing))
		}
		bar := widgets.Tall(high*0.45, widgets.Bar(w.areaTitle(area.ID), area.Levels, area.Unknown, area.Applicable))
		page.Add(widgets.Tall(high, widgets.Columns(p.px(40), []float32{1.2, 2.7, 0.6},
			widgets.Column(0, p.heading(w.areaTitle(area.ID)), p.text(w.say("label."+string(area.Label)))),
			widgets.Column(p.px(8), bar, p.quiet(strings.Join(nonEmpty(w.whyLabel(w.session.Assessment.Card, result, area), w.unsure(area)), " "))), mean)))
	}
	return page
}

func (r *resultScreen) keys() keyTable {
	return keyTable{{name: keyEnter, help: "help.go_on", do: func() { r.w.goTo(session.StepPlan) }}}
}
