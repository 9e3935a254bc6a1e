package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// answersScreen is the second step of the reveal: all indicators at once, as rows of dots over the levels, those on which the
// team differs and those on which it agrees. No row is named and no dot belongs to anybody: rows are in card order, and the
// dots of a row in that of the levels. The clock of the discussion does not run yet.
type answersScreen struct {
	shared
	w *Window
}

func (s *answersScreen) build() view {
	w := s.w
	result := w.session.Assessment.Result()
	d := result.Divided()
	top := widgets.Column(4, widgets.Statement(w.say("answers.title")),
		widgets.NewText(w.say("answers.hint", "people", result.Ballots, "rows", len(d.Differ)+len(d.Agree))).Colored(theme.ColorQuiet))
	board := answerBoard{
		w: w, number: theme.Zoomed(46), words: theme.Size(theme.SizeHeading), small: theme.Size(theme.SizeQuiet), label: theme.Zoomed(90),
		least: theme.Zoomed(13), most: theme.Zoomed(80), wide: theme.Zoomed(760),
		unknown: w.say("answers.unknown"), notApplicable: w.say("result.not_applicable"), both: w.say("answers.no_level"),
	}
	notes := widgets.Column(4)
	if n := len(d.Single); n > 0 {
		notes.Add(widgets.Quiet(w.say("answers.single", "count", n)))
	}
	if n := len(d.Empty); n > 0 {
		notes.Add(widgets.Quiet(w.say("answers.empty", "count", n)))
	}
	if slices.ContainsFunc(slices.Concat(d.Differ, d.Agree), func(r assessment.IndicatorResult) bool { return r.Ballots.NotApplicable > 0 }) {
		notes.Add(widgets.Quiet(w.say("answers.dashed")))
	}
	words := "answers.first"
	if len(d.Differ) == 0 {
		words = "discuss.go_on"
	} else {
		notes.Add(widgets.Quiet(w.say("answers.start")))
	}
	return view{
		body:  widgets.Over(widgets.Column(0, top, widgets.Space(12)), board.filling(d, notes)),
		fills: true,
		right: widgets.Primary(w.say(words), w.keyLabel(keySpace), s.begin),
	}
}

// begin goes to the first point of the discussion.
func (s *answersScreen) begin() { s.w.goTo(session.StepDiscuss) }

func (s *answersScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	return answerBoard{
		w: p.w, number: p.px(96), words: p.px(beamerHeading), small: p.px(beamerQuiet), label: p.px(250),
		least: p.px(16), most: p.px(150), wide: 0, unknown: "?", notApplicable: "–", both: "?",
	}.filling(p.w.session.Assessment.Result().Divided(), widgets.Space(0))
}

func (s *answersScreen) keys() keyTable {
	return keyTable{
		{name: keySpace, help: "answers.first", do: s.begin},
		{name: keyEnter, help: "answers.first", do: s.begin},
	}
}

// answerBoard shows all answers as dots, in pixels of its window.
type answerBoard struct {
	w                      *Window
	number, words, small   float32 // text sizes
	label                  float32 // width of the names of areas
	high                   float32 // available for the rows
	least, most            float32 // height of a row
	wide                   float32 // width from which the panels are side by side
	unknown, notApplicable string  // names of the column after the levels
	both                   string
}

// heights is the number of row heights that are tried.
const heights = 200

// filling returns the panels with the highest rows that fit in the available height, and notes below them.
func (b answerBoard) filling(d assessment.Divided, notes fyne.CanvasObject) fyne.CanvasObject {
	rows := float32(max(len(d.Differ), len(d.Agree))) + 1.5 // with the room between areas
	least := max(b.least, min(2*b.least, 24*b.least/rows))  // a few rows need not be as low as many
	return widgets.AboveAny(notes, heights, func(i int) fyne.CanvasObject {
		b.high = rows * (b.most - (b.most-least)*float32(i)/(heights-1))
		return widgets.Column(b.small, b.panels(d), widgets.Space(0))
	})
}

func (b answerBoard) panels(d assessment.Divided) fyne.CanvasObject {
	return widgets.Split(b.number, b.wide, []float32{1.1, 1}, b.panel("answers.differ", d.Differ), b.panel("answers.agree", d.Agree))
}

// panel returns the number of indicators and a row of dots for each, by area.
func (b answerBoard) panel(key string, of []assessment.IndicatorResult) fyne.CanvasObject {
	w, a := b.w, b.w.session.Assessment
	number := widgets.NewText(strconv.Itoa(len(of))).Px(b.number).Bold().Colored(theme.ColorAccent).OneLine()
	column := widgets.Column(b.number/8, widgets.Row(b.number/4, number, widgets.NewText(w.say(key, "count", len(of))).Px(b.words).Bold()))
	if len(of) == 0 {
		return column
	}
	unknown, notApplicable := 0, 0
	var areas []fyne.CanvasObject
	most := 0
	rows, in := make(map[string][]widgets.DotRow), []*assessment.Area{}
	for _, r := range of {
		unknown, notApplicable = unknown+r.Ballots.Unknown, notApplicable+r.Ballots.NotApplicable
		_, area := a.Card.Indicator(r.ID)
		if rows[area.ID] == nil {
			in = append(in, area)
		}
		row := widgets.DotRow{Levels: r.Ballots.Levels, Unknown: r.Ballots.Unknown, NotApplicable: r.Ballots.NotApplicable}
		most = max(most, row.Most())
		rows[area.ID] = append(rows[area.ID], row)
	}
	between := float32(len(in)-1) * 0.5 // half a row between areas
	high := min(max(b.high/(float32(len(of))+between), b.least), b.most)
	names := w.levelNumbers()
	switch {
	case unknown > 0 && notApplicable > 0:
		names = append(names, b.both)
	case unknown > 0:
		names = append(names, b.unknown)
	case notApplicable > 0:
		names = append(names, b.notApplicable)
	}
	for _, area := range in {
		title := a.Card.In(area.Title, w.lang.Code())
		name := widgets.NewText(title).Px(b.small).Colored(theme.ColorQuiet)
		areas = append(areas, widgets.Columns(b.small/2, []float32{0, 1}, widgets.Fixed(b.label, name),
			widgets.DotRows(title, rows[area.ID], len(names), most, high)))
	}
	column.Add(widgets.Columns(b.small/2, []float32{0, 1}, widgets.Fixed(b.label, widgets.Space(0)), widgets.LevelNames(names, b.small)))
	column.Add(widgets.Column(high*0.5, areas...))
	return column
}

// levelNumbers returns the number of each level.
func (w *Window) levelNumbers() []string {
	var names []string
	for i := range w.session.Assessment.Card.Levels() {
		names = append(names, strconv.Itoa(i+1))
	}
	return names
}
