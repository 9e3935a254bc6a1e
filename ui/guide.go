package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has the pages of Help: how to lead the meeting, and how the result works.
// Source: .github/spec/screens.md, The way through.

// leadScreen is the page on leading the meeting: for each part when it is, what the facilitator does, and what to say.
type leadScreen struct {
	shared
	w *Window
}

func (w *Window) showLead() { w.visit(&leadScreen{w: w}) }

func (l *leadScreen) build() view {
	w := l.w
	mode, scope, card := assessment.ModeIndividual, assessment.ScopeFull, w.Card
	if w.session != nil {
		a := w.session.Assessment
		mode, scope, card = a.Mode, a.Scope, a.Card
	}
	people, known := w.people()
	with := w.say("report.timetable.people", "count", people)
	if !known {
		with = w.say("help.lead_people", "count", people)
	}
	about := strings.Join([]string{with, w.say("mode." + string(mode)), w.say("scope." + string(scope))}, " · ")
	rows := []fyne.CanvasObject{}
	for _, p := range assessment.Timetable(mode, assessment.WayOwn, people, len(card.InScope(scope))) {
		does := string(p.Part)
		if p.Part == assessment.PartScore && mode == assessment.ModeTogether {
			does = "together"
		}
		rows = append(rows, widgets.Line(), widgets.Split(24, theme.Zoomed(480), []float32{1, 4},
			widgets.Column(2, widgets.Heading(w.say("report.timetable.name."+string(p.Part))),
				widgets.NewText(clock(p.From)+" – "+clock(p.Ends())).Colored(theme.ColorQuiet)),
			widgets.Column(6, widgets.NewText(w.say("report.timetable."+does)), widgets.NewText(w.say("help.say."+does)).Italic().Colored(theme.ColorQuiet))))
	}
	ready := widgets.Column(4, widgets.Heading(w.say("report.timetable.before")))
	for _, key := range []string{"before_beamer", "before_way", "before_evidence"} {
		ready.Add(block{kind: item, words: w.say("report.timetable." + key)}.object())
	}
	body := widgets.Column(14, widgets.Column(4, widgets.Statement(w.say("help.lead")), widgets.NewText(about).Colored(theme.ColorQuiet)), ready)
	for _, row := range rows {
		body.Add(row)
	}
	if w.session != nil {
		body.Add(widgets.Row(0, widgets.Link(w.say("time.print"), w.printTimetable)))
	}
	return view{body: widgets.AtMost(theme.Zoomed(860), body), left: w.backButton()}
}

// clock returns minutes since the start as 1:05.
func clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

func (l *leadScreen) keys() keyTable { return l.w.leadsBack() }

// resultHelpScreen is the page on how the result works: its terms, with the first area of the open assessment that has a
// label as an example.
type resultHelpScreen struct {
	shared
	w *Window
}

func (w *Window) showResultHelp() { w.visit(&resultHelpScreen{w: w}) }

func (h *resultHelpScreen) build() view {
	w := h.w
	term := func(name, key string) fyne.CanvasObject {
		return widgets.Column(4, widgets.NewText(name).Bold(), widgets.NewText(w.say("help.term."+key)).Colored(theme.ColorQuiet))
	}
	said := func(key string) fyne.CanvasObject { return term(w.say("help.name."+key), key) }
	label := func(l assessment.Label) fyne.CanvasObject { return term(w.say("label."+string(l)), string(l)) }
	return view{
		body: widgets.AtMost(theme.Zoomed(960), widgets.Column(20, widgets.Statement(w.say("help.result")), h.example(),
			widgets.Grid(theme.Zoomed(32), theme.Zoomed(320), 2,
				said("norm"), said("core"),
				label(assessment.LabelInOrder), label(assessment.LabelDeveloping),
				label(assessment.LabelVulnerable), label(assessment.LabelInsufficient),
				said("mean"), said("supported"),
				said("points"), said("overdue"),
				said("previous"), said("total")))),
		left: w.backButton(),
	}
}

// example returns an area as the result shows it, with the calculation of its mean.
func (h *resultHelpScreen) example() fyne.CanvasObject {
	w, a := h.w, h.exampleOf()
	result, at := a.Result(), h.judged(a)
	area := &result.Areas[at]
	title := a.Card.In(areaIn(a.Card, area.ID).Title, w.lang.Code())
	return widgets.Card(24, widgets.Column(8,
		widgets.Quiet(w.say(h.whose())),
		widgets.Ends(12, widgets.Row(12, widgets.NewText(title).Bold(), widgets.NewText(w.say("label."+string(area.Label)))),
			widgets.Heading(w.lang.Mean(area.Mean)).OneLine()),
		widgets.Tall(theme.Zoomed(24), widgets.Bar(title+": "+levelCounts(area), area.Levels, area.Unknown, area.Applicable)),
		widgets.Ends(12, widgets.Quiet(w.whyLabel(a.Card, result, area)), widgets.Quiet(sumOf(area)+" = "+w.lang.Mean(area.Mean)).OneLine())))
}

// whose returns the translation key of what the example is of.
func (h *resultHelpScreen) whose() string {
	if h.w.session != nil && h.judged(h.w.session.Assessment) >= 0 {
		return "help.example_own"
	}
	return "help.example"
}

// exampleOf returns the open assessment if it can be an example; otherwise a made-up one, with every indicator at the norm
// except one core indicator.
func (h *resultHelpScreen) exampleOf() *assessment.Assessment {
	w := h.w
	if w.session != nil && h.judged(w.session.Assessment) >= 0 {
		return w.session.Assessment
	}
	a := assessment.New(w.Card, assessment.Team{}, w.Today(), 0)
	below := false
	for i := range w.Card.Areas[0].Indicators {
		ind := &w.Card.Areas[0].Indicators[i]
		s := assessment.Score{Indicator: ind.ID, Answer: assessment.Answer(ind.Target)}
		if !below && ind.Core && ind.Target > 2 {
			s.Answer, below = s.Answer-1, true
		}
		a.Scores = append(a.Scores, s)
	}
	return a
}

// judged returns the index of the first area with a mean, or -1.
func (h *resultHelpScreen) judged(a *assessment.Assessment) int {
	return slices.IndexFunc(a.Result().Areas, func(x assessment.AreaResult) bool { return x.Mean != nil })
}

// sumOf returns the calculation of the mean of an area: (6×2 + 2×3) : 8.
func sumOf(area *assessment.AreaResult) string {
	var terms []string
	for i, n := range area.Levels {
		if n > 0 {
			terms = append(terms, strconv.Itoa(n)+"×"+strconv.Itoa(i+1))
		}
	}
	return fmt.Sprintf("(%s) : %d", strings.Join(terms, " + "), area.Scored)
}

func (h *resultHelpScreen) keys() keyTable { return h.w.leadsBack() }
