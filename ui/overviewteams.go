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

// This file has the teams of the overview, as a table or, without space for columns, as a list.

// teamsWidth is the width at 100 % from which teams are a table.
const teamsWidth = 940

// teams returns the teams, with their totals below.
func (o *overviewScreen) teams(part *assessment.Overview) fyne.CanvasObject {
	if len(part.Rows) == 0 {
		return o.noneFound()
	}
	n := len(part.Rows)
	weights := []float32{2.1}
	heads := []fyne.CanvasObject{o.head(assessment.ColumnTeam, 0)}
	for i := range part.Card.Areas {
		weights = append(weights, 1.35)
		heads = append(heads, o.head(assessment.ColumnArea, i))
	}
	weights = append(weights, 1.15, 0.9, 1.1, 1.9)
	for _, c := range []assessment.OverviewColumn{assessment.ColumnPlan, assessment.ColumnActions, assessment.ColumnEvaluation, assessment.ColumnAsks} {
		heads = append(heads, o.head(c, 0))
	}
	table := widgets.Column(0, widgets.Columns(12, weights, heads...), widgets.List(0, n, func(i int) fyne.CanvasObject {
		return widgets.Column(0, widgets.Line(), o.opens(&part.Rows[i], i == 0, o.row(&part.Rows[i], weights)))
	}), widgets.NewPanel(theme.ColorEdge, 0).Stroked(theme.ColorEdge, 1), o.total(part.Totals(), weights))
	list := widgets.Column(0, widgets.Row(20, o.head(assessment.ColumnTeam, 0), o.head(assessment.ColumnPlan, 0), o.head(assessment.ColumnActions, 0),
		o.head(assessment.ColumnEvaluation, 0), o.head(assessment.ColumnAsks, 0)),
		widgets.List(0, n, func(i int) fyne.CanvasObject {
			return widgets.Column(0, widgets.Line(), o.opens(&part.Rows[i], false, o.entry(&part.Rows[i])))
		}), widgets.Line(), o.totalList(part.Totals()))
	parts := []fyne.CanvasObject{list}
	if len(part.Card.Areas) <= mostColumns {
		parts[0] = widgets.Either(theme.Zoomed(teamsWidth), table, list)
	}
	var notes []string
	if slices.ContainsFunc(part.Rows, func(r assessment.OverviewRow) bool {
		return slices.ContainsFunc(r.Areas, func(a assessment.OverviewArea) bool { return a.Direction != "" })
	}) {
		notes = append(notes, o.w.say("overview.trend"))
	}
	if slices.ContainsFunc(part.Rows, func(r assessment.OverviewRow) bool { return r.Asked.Asked.Asks > 0 }) {
		notes = append(notes, o.w.say("overview.asks_of"))
	}
	if len(notes) > 0 {
		parts = append(parts, widgets.Quiet(strings.Join(notes, " · ")).Aligned(fyne.TextAlignTrailing))
	}
	return widgets.Column(10, parts...)
}

// mostColumns is the number of areas that can have a column each.
const mostColumns = 6

func (o *overviewScreen) noneFound() fyne.CanvasObject {
	return widgets.NewText(o.w.say("home.none_found")).Colored(theme.ColorQuiet)
}

// head returns a column header, which sorts by that column, and shows that it does.
func (o *overviewScreen) head(by assessment.OverviewColumn, area int) fyne.CanvasObject {
	w := o.w
	words := w.columnName(string(by))
	if by == assessment.ColumnArea {
		words = o.all.Card.In(o.all.Card.Areas[area].Title, w.lang.Code())
	}
	on := o.order.Column == by && o.order.Area == area
	press := func() { o.order = o.order.Turned(by, area); w.render() }
	if by == assessment.ColumnTeam {
		dated := o.order.Column == assessment.ColumnDate
		press = func() {
			to := by // names, then dates: this column has both
			if o.order.Column == by && o.order.Down {
				to = assessment.ColumnDate
			} else if dated && o.order.Down {
				o.order, to = assessment.OverviewOrder{}, by
			} else if dated {
				to = assessment.ColumnDate
			}
			o.order = o.order.Turned(to, 0)
			w.render()
		}
		if dated {
			on, words = true, w.say("field.assessed_on")
		}
	}
	return sortHead(w, words, on, o.order.Down, press, false)
}

// sortHead returns a column header that sorts; the arrow shows which way.
func sortHead(w *Window, words string, on, down bool, press func(), right bool) fyne.CanvasObject {
	text := widgets.Quiet(words).Bold()
	if on {
		arrow := " ↑"
		if down {
			arrow = " ↓"
		}
		text = widgets.Quiet(words + arrow).Bold().Colored(theme.ColorInk)
	}
	beside := float32(0)
	if right {
		text.Aligned(fyne.TextAlignTrailing)
		beside = besideNumbers
	}
	return widgets.NewPressable(w.say("overview.sort", "column", words), widgets.Pad(4, beside, 6, 0, text), press)
}

// besideNumbers is the space between a column of right-aligned numbers and the words of the next.
const besideNumbers = 12

// stacked returns large and, below it in small letters, small.
func stacked(large *widgets.Text, small ...*widgets.Text) fyne.CanvasObject {
	parts := []fyne.CanvasObject{large}
	for _, s := range small {
		if s.Words() != "" {
			parts = append(parts, s.Sized(theme.SizeQuiet))
		}
	}
	return widgets.Column(0, parts...)
}

func quietly(words string) *widgets.Text { return widgets.Quiet(words) }

func urgent(words string) *widgets.Text {
	return widgets.NewText(words).Bold().Colored(theme.ColorWarning)
}

// row returns the row of a team, with columns of the given weights.
func (o *overviewScreen) row(r *assessment.OverviewRow, weights []float32) fyne.CanvasObject {
	w := o.w
	cells := []fyne.CanvasObject{stacked(widgets.NewText(w.teamName(r.Team)).Bold(), quietly(o.when(&r.OverviewRound)).OneLine(), quietly(o.begun(r)))}
	cells = append(cells, o.areas(&r.OverviewRound)...)
	cells = append(cells, o.plan(&r.OverviewRound), o.open(r), o.evaluation(r), o.asking(r.Asked))
	body := []fyne.CanvasObject{widgets.Columns(12, weights, cells...)}
	if len(r.Own) > 0 {
		body = append(body, widgets.Quiet(o.own(&r.OverviewRound)))
	}
	return widgets.Pad(3, 0, 3, 0, widgets.Column(2, body...))
}

// when returns the date of a round, the programme if it is not the team's name, and whether it is a core scan.
func (o *overviewScreen) when(r *assessment.OverviewRound) string {
	w := o.w
	scan := ""
	if r.Scope == assessment.ScopeCore {
		scan = w.say("overview.core")
	}
	programme := short(r.Team.Programme, 80)
	if programme == w.teamName(r.Team) {
		programme = ""
	}
	return strings.Join(nonEmpty(w.lang.ShortDate(r.Date), scan, programme), ", ")
}

func (o *overviewScreen) begun(r *assessment.OverviewRow) string {
	switch {
	case r.Begun == nil:
		return ""
	case r.Begun.Number == 0:
		return o.w.say("overview.begun", "date", o.w.lang.Date(r.Begun.Date))
	}
	return o.w.say("overview.begun_round", "round", r.Begun.Number, "date", o.w.lang.Date(r.Begun.Date))
}

// areas returns a cell for each column: the mean with its direction, and the label. A vulnerable area stands out by weight,
// not colour.
func (o *overviewScreen) areas(r *assessment.OverviewRound) (cells []fyne.CanvasObject) {
	for _, x := range r.Areas {
		if x.Label == "" {
			cells = append(cells, widgets.NewText(words.None))
			continue
		}
		label := quietly(o.w.say("label." + string(x.Label)))
		if x.Label == assessment.LabelVulnerable {
			label.Bold().Colored(theme.ColorInk)
		}
		mean := widgets.NewText(o.w.lang.Mean(x.Mean)).Bold().OneLine()
		line := widgets.Row(5, mean)
		if x.Direction != "" {
			line.Add(widgets.Quiet(o.w.say("overview.trend." + string(x.Direction))).OneLine())
		}
		cells = append(cells, widgets.Column(0, line, label))
	}
	return cells
}

// own lists the areas of a team's own card that have no column.
func (o *overviewScreen) own(r *assessment.OverviewRound) string {
	w := o.w
	var all []string
	for _, x := range r.Own {
		mean := ""
		if x.Mean != nil {
			mean = w.lang.Mean(x.Mean)
		}
		all = append(all, strings.Join(nonEmpty(r.Card.In(x.Area.Title, w.lang.Code()), mean, w.say("label."+string(x.Label))), " "))
	}
	return w.say("overview.own") + " " + strings.Join(all, " · ")
}

func (o *overviewScreen) plan(r *assessment.OverviewRound) fyne.CanvasObject {
	w := o.w
	small := ""
	switch r.State {
	case assessment.PlanStateChanged:
		small = w.say("overview.changes", "count", r.Changes)
	case assessment.PlanStateAdopted:
		small = w.lang.Date(r.Plan.AdoptedOn)
	}
	return stacked(widgets.NewText(w.say("overview.plan."+string(r.State))), quietly(small))
}

func (o *overviewScreen) open(r *assessment.OverviewRow) fyne.CanvasObject {
	if r.Open == 0 {
		return widgets.NewText(words.None)
	}
	late := ""
	if r.Late > 0 {
		late = o.w.say("overview.late", "count", r.Late)
	}
	return stacked(widgets.NewText(o.w.say("overview.open", "count", r.Open)), urgent(late))
}

func (o *overviewScreen) evaluation(r *assessment.OverviewRow) fyne.CanvasObject {
	w := o.w
	on := widgets.NewText(w.lang.Date(r.Plan.EvaluationDate))
	switch r.Evaluation {
	case assessment.EvaluationPassed:
		return stacked(on.Colored(theme.ColorWarning), urgent(w.say("overview.evaluation.passed")))
	case assessment.EvaluationSoon:
		return stacked(on, quietly(w.say("overview.evaluation.soon")))
	}
	return on
}

// asking returns what is asked, and how much of it waits for an answer.
func (o *overviewScreen) asking(t assessment.AskTotals) fyne.CanvasObject {
	w := o.w
	if t.Asked.Asks == 0 {
		return widgets.NewText(words.None)
	}
	small := w.say("overview.answered")
	if n := t.Unanswered.Asks; n > 0 {
		small = w.say("overview.unanswered", "count", n)
	}
	small = strings.Join(nonEmpty(o.decisions(t.Asked), small), ", ")
	if t.Asked.Hours == 0 && t.Asked.Euros == 0 {
		return stacked(widgets.NewText(o.decisions(t.Asked)), quietly(strings.TrimPrefix(small, o.decisions(t.Asked)+", ")))
	}
	return stacked(widgets.NewText(o.sum(t.Asked)), quietly(small))
}

// sum returns hours and euros, without what is zero.
func (o *overviewScreen) sum(s assessment.AskSum) string {
	var parts []string
	if s.Hours > 0 {
		parts = append(parts, o.hours(s.Hours))
	}
	if s.Euros > 0 {
		parts = append(parts, o.w.lang.Euros(s.Euros))
	}
	if len(parts) == 0 {
		return words.None
	}
	return strings.Join(parts, " · ")
}

// decisions returns the number of decisions among asks, in words; "" for none.
func (o *overviewScreen) decisions(s assessment.AskSum) string {
	if s.Decisions == 0 {
		return ""
	}
	return o.w.say("overview.decisions", "count", s.Decisions)
}

func (o *overviewScreen) hours(n int) string {
	return o.w.say("report.hours", "count", n, "hours", o.w.lang.Number(n))
}

// total returns the row below the teams.
func (o *overviewScreen) total(t assessment.OverviewTotals, weights []float32) fyne.CanvasObject {
	w := o.w
	cells := []fyne.CanvasObject{stacked(widgets.NewText(w.say("overview.total")).Bold(), quietly(w.say("overview.count", "count", t.Teams)))}
	for _, n := range t.Vulnerable {
		words := ""
		if n > 0 {
			words = w.say("overview.vulnerable", "count", n)
		}
		cells = append(cells, widgets.NewText(words).Sized(theme.SizeQuiet))
	}
	changed, late, passed := "", "", ""
	if t.Changed > 0 {
		changed = w.say("overview.changed", "count", t.Changed)
	}
	if t.Late > 0 {
		late = w.say("overview.late", "count", t.Late)
	}
	if t.Passed > 0 {
		passed = w.say("overview.passed", "count", t.Passed)
	}
	unanswered := ""
	if n := t.Asked.Unanswered.Asks; n > 0 {
		unanswered = w.say("overview.unanswered", "count", n)
	}
	cells = append(cells, stacked(widgets.NewText(w.say("overview.adopted", "count", t.Adopted)), quietly(changed)),
		stacked(widgets.NewText(w.say("overview.open", "count", t.Open)).Bold(), urgent(late)), urgent(passed).Sized(theme.SizeQuiet),
		stacked(widgets.NewText(o.sum(t.Asked.Asked)).Bold(), quietly(strings.Join(nonEmpty(o.decisions(t.Asked.Asked), unanswered), ", "))))
	return widgets.Pad(8, 0, 0, 0, widgets.Columns(12, weights, cells...))
}

// totalList returns the totals in one paragraph.
func (o *overviewScreen) totalList(t assessment.OverviewTotals) fyne.CanvasObject {
	w := o.w
	parts := []string{w.say("overview.count", "count", t.Teams), w.say("overview.adopted", "count", t.Adopted), w.say("overview.open", "count", t.Open)}
	if t.Late > 0 {
		parts = append(parts, w.say("overview.late", "count", t.Late))
	}
	if t.Passed > 0 {
		parts = append(parts, w.say("overview.evaluations_passed", "count", t.Passed))
	}
	if t.Asked.Asked.Asks > 0 {
		parts = append(parts, nonEmpty(o.sum(t.Asked.Asked), o.decisions(t.Asked.Asked))...)
	}
	if n := t.Asked.Unanswered.Asks; n > 0 {
		parts = append(parts, w.say("overview.unanswered", "count", n))
	}
	return widgets.Pad(8, 0, 0, 0, widgets.Column(0, widgets.NewText(w.say("overview.total")).Bold(), widgets.NewText(strings.Join(parts, " · "))))
}

// entry returns the list entry of a team.
func (o *overviewScreen) entry(r *assessment.OverviewRow) fyne.CanvasObject {
	w := o.w
	var areas []fyne.CanvasObject
	for i, x := range o.areas(&r.OverviewRound) {
		areas = append(areas, widgets.Column(1, widgets.Quiet(o.all.Card.In(o.all.Card.Areas[i].Title, w.lang.Code())), x))
	}
	facts := []fyne.CanvasObject{o.plan(&r.OverviewRound), o.open(r), o.evaluation(r), o.asking(r.Asked)}
	for i, c := range []string{"plan", "actions", "evaluation", "asks"} {
		facts[i] = widgets.Column(1, widgets.Quiet(w.columnName(c)), facts[i])
	}
	body := widgets.Column(8, stacked(widgets.NewText(w.teamName(r.Team)).Bold(), quietly(o.when(&r.OverviewRound)), quietly(o.begun(r))),
		widgets.Grid(12, theme.Zoomed(124), 4, areas...), widgets.Grid(12, theme.Zoomed(124), 4, facts...))
	if len(r.Own) > 0 {
		body.Add(widgets.Quiet(o.own(&r.OverviewRound)))
	}
	return widgets.Pad(10, 0, 12, 0, body)
}

// opens makes content open a team's plan when pressed.
func (o *overviewScreen) opens(r *assessment.OverviewRow, first bool, content fyne.CanvasObject) fyne.CanvasObject {
	p := widgets.NewPressable(o.w.teamName(r.Team), content, func() { o.openAt(r.ID) })
	if first {
		o.first = p
	}
	return p
}
