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
	d := p.w.session.Assessment.Result().Divided()
	board := answerBoard{
		w: p.w, number: p.px(96), words: p.px(beamerHeading), small: p.px(beamerQuiet), label: p.px(250),
		least: p.px(16), most: p.px(150), wide: 0, unknown: "?", notApplicable: "–", both: "?",
	}
	if left, right := tablesOf(d); left+right > 2 {
		board.small, board.label = p.px(28), p.px(195)
	}
	return board.filling(d, widgets.Space(0))
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
	room                   float32 // for how many dots every row must have room; see widgets.DotColumns
	wide                   float32 // width from which the panels are side by side
	unknown, notApplicable string  // names of the column after the levels
	both                   string
}

// heights is the number of row heights that are tried.
const heights = 200

// filling returns the panels with the highest rows that fit in the available height, and notes below them.
func (b answerBoard) filling(d assessment.Divided, notes fyne.CanvasObject) fyne.CanvasObject {
	rows := float32(max(len(d.Differ), len(d.Agree))) + 1.5
	least := max(b.least, min(2*b.least, 24*b.least/rows)) // a few rows need not be as low as many
	return widgets.AboveAny(notes, heights, func(i int) fyne.CanvasObject {
		b.high = rows * (b.most - (b.most-least)*float32(i)/(heights-1))
		return widgets.Column(b.small, b.panels(d), widgets.Space(0))
	})
}

// A panel with more rows than this, and twice as many as the other, takes two thirds of the width for two columns of them.
const longPanel = 18

// tablesOf returns the number of columns of rows in each panel.
func tablesOf(d assessment.Divided) (differ, agree int) {
	tables := func(of, other int) int {
		if of > longPanel && of > 2*other {
			return 2
		}
		return 1
	}
	return tables(len(d.Differ), len(d.Agree)), tables(len(d.Agree), len(d.Differ))
}

func (b answerBoard) panels(d assessment.Divided) fyne.CanvasObject {
	left, right := tablesOf(d)
	widths := []float32{1.1, 1}
	switch {
	case len(d.Agree) == 0:
		widths = []float32{float32(left), 0.6}
	case left+right > 2:
		widths = []float32{float32(left), float32(right)}
	}
	differ := b.panel("answers.differ", d.Differ, left)
	if len(d.Differ) > 0 { // what the team agrees on does not look larger than what it differs on
		_, columns := b.columns(d.Differ, left)
		b.room = sum(columns.Widths)
	}
	return widgets.Split(b.number, b.wide, widths, differ, b.panel("answers.agree", d.Agree, right))
}

// areaRows is the rows of an area.
type areaRows struct {
	title string
	rows  []widgets.DotRow
}

// panel returns the number of indicators and a row of dots for each, by area, in so many columns.
func (b answerBoard) panel(key string, of []assessment.IndicatorResult, columns int) fyne.CanvasObject {
	w := b.w
	number := widgets.NewText(strconv.Itoa(len(of))).Px(b.number).Bold().Colored(theme.ColorAccent).OneLine()
	column := widgets.Column(b.number/8, widgets.Row(b.number/4, number, widgets.NewText(w.say(key, "count", len(of))).Px(b.words).Bold()))
	if len(of) == 0 {
		return column
	}
	names, shared := b.columns(of, columns)
	shared.Room = b.room
	parts, most := b.parts(of, columns)
	high := min(max(b.high/(float32(most)+1.5), b.least), b.most) // with half a row between areas
	var tables []fyne.CanvasObject
	for _, part := range parts {
		tables = append(tables, b.table(part, names, shared, high))
	}
	column.Add(widgets.Grid(b.number/2, 0, columns, tables...))
	return column
}

// parts returns the rows by area, in so many columns, and how many rows the longest has. A second column begins with an area
// if that leaves neither much longer than the other.
func (b answerBoard) parts(of []assessment.IndicatorResult, columns int) (parts [][]areaRows, most int) {
	card := b.w.session.Assessment.Card
	area := func(i int) *assessment.Area { _, in := card.Indicator(of[i].ID); return in }
	second := len(of)
	if columns > 1 {
		half := (len(of) + 1) / 2
		second = half
		for off := len(of) / 8; off >= 0; off-- { // the nearest is tried last
			for _, i := range []int{half + off, half - off} {
				if area(i-1) != area(i) {
					second = i
				}
			}
		}
	}
	parts = make([][]areaRows, columns)
	for i, r := range of {
		part := &parts[0]
		if i >= second {
			part = &parts[1]
		}
		title := card.In(area(i).Title, b.w.lang.Code())
		if n := len(*part); n == 0 || (*part)[n-1].title != title {
			*part = append(*part, areaRows{title: title})
		}
		last := &(*part)[len(*part)-1]
		last.rows = append(last.rows, dotRow(r))
	}
	return parts, max(second, len(of)-second)
}

func sum(widths []float32) (total float32) {
	for _, w := range widths {
		total += w
	}
	return total
}

func dotRow(r assessment.IndicatorResult) widgets.DotRow {
	return widgets.DotRow{Levels: r.Ballots.Levels, Unknown: r.Ballots.Unknown, NotApplicable: r.Ballots.NotApplicable}
}

// columns returns the columns that the rows of a panel share, and their names.
func (b answerBoard) columns(of []assessment.IndicatorResult, tables int) ([]string, widgets.DotColumns) {
	unknown, notApplicable := 0, 0
	var rows []widgets.DotRow
	for _, r := range of {
		unknown, notApplicable = unknown+r.Ballots.Unknown, notApplicable+r.Ballots.NotApplicable
		rows = append(rows, dotRow(r))
	}
	names, without := b.w.levelNumbers(), ""
	switch {
	case unknown > 0 && notApplicable > 0:
		without = b.both
	case unknown > 0:
		without = b.unknown
	case notApplicable > 0:
		without = b.notApplicable
	}
	switch {
	case without == "":
		return names, widgets.NewDotColumns(len(names), rows)
	case tables > 1: // no room for words
		return append(names, "?"), widgets.NewDotColumns(len(names)+1, rows)
	}
	shared := widgets.NewDotColumns(len(names)+1, rows)
	if len(without) > 3 { // words need more room than dots
		last := &shared.Widths[len(names)]
		*last = max(*last, (sum(shared.Widths)-*last)*0.25)
	}
	return append(names, without), shared
}

// table returns rows of areas under the names of their columns.
func (b answerBoard) table(areas []areaRows, names []string, columns widgets.DotColumns, high float32) fyne.CanvasObject {
	row := func(name, rows fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Columns(b.small/2, []float32{0, 1}, widgets.Fixed(b.label, name), rows)
	}
	var rows []fyne.CanvasObject
	for _, area := range areas {
		rows = append(rows, row(widgets.NewText(area.title).Px(b.small).Colored(theme.ColorQuiet), widgets.DotRows(area.title, area.rows, columns, high)))
	}
	return widgets.Column(b.number/8, row(widgets.Space(0), widgets.LevelNames(names, columns, b.small)), widgets.Column(high*0.5, rows...))
}

// levelNumbers returns the number of each level.
func (w *Window) levelNumbers() []string {
	var names []string
	for i := range w.session.Assessment.Card.Levels() {
		names = append(names, strconv.Itoa(i+1))
	}
	return names
}
