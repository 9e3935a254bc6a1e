package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// table returns the teams as a table.
func (o *overviewScreen) table(rows []*assessment.OverviewRow) fyne.CanvasObject {
	w := o.w
	weights := []float32{3.4}
	head := []fyne.CanvasObject{o.head("overview.team", byTeam, fyne.TextAlignLeading)}
	for i := range o.all.Card.Areas {
		weights = append(weights, 1.2)
		head = append(head, underHead(widgets.Quiet(o.all.Card.In(o.all.Card.Areas[i].Title, w.lang.Code())).Aligned(fyne.TextAlignCenter)))
	}
	weights = append(weights, 0.7, 0.8, 1.2)
	head = append(head, o.head("overview.open", byOpen, fyne.TextAlignTrailing), o.head("overview.overdue", byOverdue, fyne.TextAlignTrailing),
		o.head("overview.evaluation", byEvaluation, fyne.TextAlignTrailing))
	return o.many(widgets.Columns(12, weights, head...), len(rows), func(i int) fyne.CanvasObject { return o.row(rows[i], weights) })
}

// row returns the row of a team, with columns of the given weights.
func (o *overviewScreen) row(r *assessment.OverviewRow, weights []float32) fyne.CanvasObject {
	w := o.w
	team := widgets.Row(6, widgets.NewText(w.teamName(r.Team)).Bold(), widgets.Quiet(w.lang.ShortDate(r.Date)).OneLine())
	cells := []fyne.CanvasObject{widgets.Pad(2, 0, 0, 0, team)}
	for _, l := range r.Areas {
		cells = append(cells, o.label(l.Label))
	}
	overdue := ""
	if r.Late > 0 {
		overdue = strconv.Itoa(r.Late)
	}
	for _, cell := range []*widgets.Text{
		widgets.NewText(strconv.Itoa(r.Open)), widgets.NewText(overdue).Bold().Colored(theme.ColorWarning), widgets.NewText(w.lang.Date(r.Plan.EvaluationDate)),
	} {
		cells = append(cells, widgets.Pad(2, 0, 0, 0, cell.Aligned(fyne.TextAlignTrailing)))
	}
	return o.opens(r, widgets.Pad(8, 0, 8, 0, widgets.Columns(12, weights, cells...)))
}

// list returns the teams as a list, if there is no space for columns.
func (o *overviewScreen) list(rows []*assessment.OverviewRow) fyne.CanvasObject {
	head := widgets.Row(20, o.head("overview.team", byTeam, fyne.TextAlignLeading), o.head("overview.open", byOpen, fyne.TextAlignLeading),
		o.head("overview.overdue", byOverdue, fyne.TextAlignLeading), o.head("overview.evaluation", byEvaluation, fyne.TextAlignLeading))
	return o.many(head, len(rows), func(i int) fyne.CanvasObject { return o.entry(rows[i]) })
}

// entry returns the list entry of a team.
func (o *overviewScreen) entry(r *assessment.OverviewRow) fyne.CanvasObject {
	w := o.w
	progress := widgets.Row(8, widgets.NewText(w.say("home.open_actions", "count", r.Open)).OneLine())
	if r.Late > 0 {
		progress.Add(widgets.NewText(w.say("home.overdue", "count", r.Late)).Bold().Colored(theme.ColorWarning).OneLine())
	}
	if r.Plan.EvaluationDate != "" {
		progress.Add(widgets.NewText("· " + w.say("home.evaluation", "date", w.lang.Date(r.Plan.EvaluationDate))).OneLine())
	}
	var areas []fyne.CanvasObject
	for i, l := range r.Areas {
		title := widgets.Quiet(o.all.Card.In(o.all.Card.Areas[i].Title, w.lang.Code())).Aligned(fyne.TextAlignCenter)
		areas = append(areas, widgets.Column(3, title, o.label(l.Label)))
	}
	return o.opens(r, widgets.Pad(10, 0, 12, 0, widgets.Column(6,
		widgets.Ends(4, widgets.NewText(w.teamName(r.Team)).Bold(), widgets.Quiet(w.lang.ShortDate(r.Date)).OneLine()),
		progress, widgets.Grid(12, theme.Zoomed(148), 4, areas...))))
}

// many returns teams below a header, separated by lines; only those in view are created.
func (o *overviewScreen) many(head fyne.CanvasObject, n int, team func(i int) fyne.CanvasObject) fyne.CanvasObject {
	if n == 0 {
		return widgets.Column(12, head, widgets.Line(), widgets.NewText(o.w.say("home.none_found")).Colored(theme.ColorQuiet))
	}
	return widgets.Column(0, head, widgets.List(0, n, func(i int) fyne.CanvasObject {
		return widgets.Column(0, widgets.Line(), team(i))
	}))
}

// opens makes content open the assessment of a team, if it is in the store.
func (o *overviewScreen) opens(r *assessment.OverviewRow, content fyne.CanvasObject) fyne.CanvasObject {
	if len(o.from) > 0 {
		return content
	}
	return widgets.NewPressable(o.w.teamName(r.Team), content, func() { o.w.open(r.ID) })
}

// label returns an area's label in a frame; vulnerable areas stand out by weight, not colour.
func (o *overviewScreen) label(l assessment.Label) fyne.CanvasObject {
	if l == "" {
		return widgets.Pad(2, 0, 0, 0, widgets.NewText(words.None).Aligned(fyne.TextAlignCenter))
	}
	words, edge := widgets.NewText(o.w.say("label_short."+string(l))).Sized(theme.SizeQuiet).Aligned(fyne.TextAlignCenter), theme.ColorLine
	if l == assessment.LabelVulnerable {
		words.Bold()
		edge = theme.ColorEdge
	}
	return widgets.Column(0, widgets.Layers(widgets.NewPanel("", 8).Stroked(edge, 1), widgets.Pad(4, 6, 4, 6, words)))
}

// underHead adds the padding of a column header.
func underHead(o fyne.CanvasObject) fyne.CanvasObject { return widgets.Pad(4, 0, 10, 0, o) }

// head returns a column header, which sorts by that column.
func (o *overviewScreen) head(key string, by overviewOrder, align fyne.TextAlign) fyne.CanvasObject {
	words := widgets.Quiet(o.w.say(key)).Aligned(align)
	if o.sort == by {
		words.Bold().Colored(theme.ColorInk)
	}
	return widgets.NewPressable(o.w.say("overview.sort", "column", o.w.say(key)), underHead(words), func() { o.sort = by; o.w.render() })
}
