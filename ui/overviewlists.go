package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has the other tabs of the overview: actions, indicators and years.

// listOrder is the column by which a list is sorted.
type listOrder struct {
	column string
	down   bool
}

// heads returns the column headers of a tab, which sort it; those in most begin with the highest. A column without a name
// does not sort.
func (o *overviewScreen) heads(weights []float32, most []string, columns ...string) fyne.CanvasObject {
	heads := func() (heads []fyne.CanvasObject) {
		for _, c := range columns {
			now := o.lists[o.tab]
			heads = append(heads, sortHead(o.w, o.w.columnName(c), now.column == c, now.down, func() {
				next := listOrder{column: c, down: slices.Contains(most, c)}
				if now.column == c {
					next.down = !now.down
				}
				o.lists[o.tab] = next
				o.w.render()
			}, c == "hours" || c == "euros"))
		}
		return heads
	}
	return widgets.Either(theme.Zoomed(listWidth), widgets.Columns(12, weights, heads()...), widgets.Row(20, heads()...))
}

// columnFields maps columns of the overview to the fields that have their name.
var columnFields = map[string]string{
	"team": "name", "date": "assessed_on", "evaluation": "evaluation_date", "due": "due", "indicator": "indicator", "owner": "owner",
	"status": "status", "hours": "hours", "euros": "euros",
}

// columnName returns the name of a column of the overview.
func (w *Window) columnName(c string) string {
	if field := columnFields[c]; field != "" {
		return w.say("field." + field)
	}
	return w.say("overview.column." + c)
}

// listWidth is the width at 100 % from which the rows of a list have columns; below it their cells are stacked.
const listWidth = 640

// inColumns returns a row of a list. If there is no room for columns, each cell has the name of its column before it; cells
// is called for both forms.
func (o *overviewScreen) inColumns(weights []float32, columns []string, cells func(narrow bool) []fyne.CanvasObject) fyne.CanvasObject {
	lines := widgets.Column(2)
	for i, c := range cells(true) {
		name := widgets.Quiet(o.w.columnName(columns[i]))
		lines.Add(widgets.Columns(10, []float32{0, 1}, widgets.Fixed(theme.Zoomed(130), name), c))
	}
	return widgets.Either(theme.Zoomed(listWidth), widgets.Columns(12, weights, cells(false)...), lines)
}

// sortList sorts a list by the column that is chosen.
func sortList[T any](list []T, by listOrder, compare func(column string, x, y T) int) {
	slices.SortStableFunc(list, func(x, y T) int {
		if by.down {
			return compare(by.column, y, x)
		}
		return compare(by.column, x, y)
	})
}

// grouped is a line of a list: a heading, or an item.
type grouped[T any] struct {
	head string
	item *T
}

// groups adds a heading above each run of items of one group; a group without a name has none.
func groups[T any](list []T, group func(T) string) (lines []grouped[T]) {
	last := ""
	for i := range list {
		if g := group(list[i]); g != last {
			last = g
			lines = append(lines, grouped[T]{head: g})
		}
		lines = append(lines, grouped[T]{item: &list[i]})
	}
	return lines
}

// actions returns every action of the teams shown, late ones first, by month, or by the chosen column.
func (o *overviewScreen) actions(part *assessment.Overview) fyne.CanvasObject {
	w, by := o.w, o.lists[tabActions]
	list := part.Actions()
	if len(list) == 0 {
		return widgets.NewText(w.say("overview.no_actions")).Colored(theme.ColorQuiet)
	}
	switch {
	case by.column == "owner":
		assessment.ByOwner(list)
		if by.down {
			slices.Reverse(list)
		}
	case by.column != "due":
		at := places(part)
		sortList(list, by, func(column string, x, y assessment.OverviewAction) int {
			switch column {
			case "team":
				return cmp.Compare(at[x.Row], at[y.Row])
			case "status":
				return cmp.Compare(slices.Index(assessment.ActionStatuses, x.Status), slices.Index(assessment.ActionStatuses, y.Status))
			}
			return strings.Compare(x.Priority.Indicator, y.Priority.Indicator)
		})
	case by.down:
		slices.Reverse(list)
	}
	lines := groups(list, func(x assessment.OverviewAction) string {
		switch by.column {
		case "owner":
			return orElse(short(x.Owner, 80), w.say("overview.no_owner"))
		case "team":
			return w.teamName(x.Row.Team)
		case "status":
			return w.say("status." + string(x.Status))
		case "indicator":
			return x.Priority.Indicator
		}
		return o.month(x)
	})
	weights := []float32{1, 1.6, 3.2, 1.4, 0.8}
	return widgets.Column(0, o.heads(weights, nil, actionColumns...),
		widgets.List(0, len(lines), func(i int) fyne.CanvasObject {
			if lines[i].item == nil {
				return widgets.Pad(14, 0, 4, 0, widgets.NewText(lines[i].head).Bold())
			}
			return widgets.Column(0, widgets.Line(), o.actionRow(lines[i].item, weights, i == 1))
		}))
}

var actionColumns = []string{"due", "team", "indicator", "owner", "status"}

// places returns the position of each team among those shown.
func places(part *assessment.Overview) map[*assessment.OverviewRow]int {
	at := make(map[*assessment.OverviewRow]int, len(part.Rows))
	for i := range part.Rows {
		at[&part.Rows[i]] = i
	}
	return at
}

// month returns the month in which an action is due, or the group before or after all months.
func (o *overviewScreen) month(x assessment.OverviewAction) string {
	w := o.w
	switch {
	case x.Late:
		return w.say("overview.group.late")
	case !x.Open():
		return w.say("overview.group.ended")
	case x.Due == "":
		return w.say("overview.group.undated")
	}
	return w.lang.Month(x.Due)
}

func (o *overviewScreen) actionRow(x *assessment.OverviewAction, weights []float32, first bool) fyne.CanvasObject {
	w := o.w
	row := o.inColumns(weights, actionColumns, func(bool) []fyne.CanvasObject {
		due := widgets.NewText(w.lang.Date(x.Due))
		late := ""
		if x.Late {
			due.Colored(theme.ColorWarning)
			if o.lists[tabActions].column != "due" { // there a heading says so
				late = w.say("status.overdue")
			}
		}
		what := widgets.Columns(6, []float32{0, 1}, widgets.Fixed(theme.Zoomed(30), widgets.NewText(x.Priority.Indicator).Colored(theme.ColorQuiet).OneLine()), widgets.NewText(orElse(x.What, w.say("plan.no_text"))))
		return []fyne.CanvasObject{
			stacked(due, urgent(late)), widgets.NewText(w.teamName(x.Row.Team)), what,
			widgets.NewText(orElse(short(x.Owner, 80), words.None)), widgets.NewText(w.say("status." + string(x.Status))),
		}
	})
	p := widgets.NewPressable(w.teamName(x.Row.Team)+", "+x.What, widgets.Pad(6, 0, 6, 0, row), func() { o.openAction(x) })
	if first {
		o.first = p
	}
	return p
}

// indicators returns how the teams score on each indicator of the card.
func (o *overviewScreen) indicators(part *assessment.Overview) fyne.CanvasObject {
	w := o.w
	list := part.Indicators()
	weights := []float32{5, 0.8, 1.1, 1}
	columns := []string{"indicator", "counted", "below", "unknown"}
	sortList(list, o.lists[tabIndicators], func(column string, x, y assessment.OverviewIndicator) int {
		switch column {
		case "counted":
			return cmp.Compare(x.Teams, y.Teams)
		case "below":
			return cmp.Compare(x.Below, y.Below)
		case "unknown":
			return cmp.Compare(x.Unknown, y.Unknown)
		}
		return cmp.Compare(part.Card.Order(x.ID), part.Card.Order(y.ID))
	})
	number := func(n int) fyne.CanvasObject {
		if n == 0 {
			return widgets.Quiet(words.None)
		}
		return widgets.NewText(w.lang.Number(n))
	}
	rows := widgets.List(0, len(list), func(i int) fyne.CanvasObject {
		x := &list[i]
		cells := func(bool) []fyne.CanvasObject {
			title := part.Card.In(x.Title, w.lang.Code())
			core, differ := "", ""
			if x.Core {
				core = w.say("overview.is_core")
			}
			if x.Disagreed > 0 {
				differ = w.say("overview.disagreed", "count", x.Disagreed)
			}
			about := widgets.Columns(6, []float32{0, 1}, widgets.Fixed(theme.Zoomed(30), widgets.NewText(x.ID).Colored(theme.ColorQuiet).OneLine()), stacked(widgets.NewText(title),
				quietly(strings.Join(nonEmpty(part.Card.In(x.Area.Title, w.lang.Code()), core, differ), ", "))))
			below := number(x.Below)
			if x.Below > 0 {
				below = widgets.NewText(w.say("overview.below", "count", x.Below)).Bold()
			}
			levels := widgets.Row(14)
			for l, n := range x.Levels {
				levels.Add(widgets.NewText(w.say("overview.at_level", "level", l+1, "count", n)).OneLine().Colored(quietIf(n == 0)))
			}
			for _, rest := range []struct {
				key string
				n   int
			}{{"overview.column.not_applicable", x.NotApplicable}, {"overview.column.blank", x.Open}} {
				if rest.n > 0 {
					levels.Add(widgets.NewText(w.say("overview.at_level", "level", w.say(rest.key), "count", rest.n)).OneLine())
				}
			}
			return []fyne.CanvasObject{about, number(x.Teams), below, number(x.Unknown), levels}
		}
		return widgets.Column(0, widgets.Line(), widgets.Pad(6, 0, 6, 0, o.inColumns(append(slices.Clone(weights), 3.4), append(columns, "levels"), cells)))
	})
	head := o.heads(append(slices.Clone(weights), 3.4), []string{"counted", "below", "unknown"}, append(columns, "levels")...)
	hint := w.say("overview.indicators_hint")
	if n := part.Partly(); n > 0 {
		hint += " " + w.say("overview.partly", "count", n)
	}
	return widgets.Column(8, widgets.Quiet(hint), widgets.Column(0, head, rows))
}

func quietIf(quiet bool) fyne.ThemeColorName {
	if quiet {
		return theme.ColorQuiet
	}
	return theme.ColorInk
}

// years returns the rounds of each team side by side, newest first.
func (o *overviewScreen) years(part *assessment.Overview) fyne.CanvasObject {
	w := o.w
	if len(part.Rows) == 0 {
		return o.noneFound()
	}
	type line struct {
		team  *assessment.OverviewRow
		round *assessment.OverviewRound
	}
	var lines []line
	for i := range part.Rows {
		for k := range part.Rows[i].Rounds {
			lines = append(lines, line{&part.Rows[i], &part.Rows[i].Rounds[k]})
		}
	}
	weights, heads := []float32{2.2}, []fyne.CanvasObject{widgets.Quiet(w.say("field.name")).Bold()}
	for i := range part.Card.Areas {
		weights = append(weights, 1.25)
		heads = append(heads, widgets.Quiet(part.Card.In(part.Card.Areas[i].Title, w.lang.Code())).Bold())
	}
	weights, heads = append(weights, 1.4), append(heads, widgets.Quiet(w.say("overview.column.plan")).Bold())
	table := func(narrow bool) fyne.CanvasObject {
		list := widgets.List(0, len(lines), func(i int) fyne.CanvasObject {
			x := lines[i]
			name, rule := "", widgets.Space(0)
			if i == 0 || lines[i-1].team != x.team {
				name, rule = w.teamName(x.team.Team), widgets.Line()
			}
			about := widgets.Quiet(o.when(x.round))
			var left fyne.CanvasObject = about
			if name != "" {
				left = stacked(widgets.NewText(name).Bold(), about)
			}
			var content fyne.CanvasObject
			if narrow {
				var areas []fyne.CanvasObject
				for k, a := range o.areas(x.round) {
					areas = append(areas, widgets.Column(1, widgets.Quiet(part.Card.In(part.Card.Areas[k].Title, w.lang.Code())), a))
				}
				content = widgets.Column(6, left, widgets.Grid(12, theme.Zoomed(124), 4, append(areas, o.plan(x.round))...))
			} else {
				content = widgets.Columns(12, weights, append(append([]fyne.CanvasObject{left}, o.areas(x.round)...), o.plan(x.round))...)
			}
			if len(x.round.Own) > 0 {
				content = widgets.Column(2, content, widgets.Quiet(o.own(x.round)))
			}
			p := widgets.NewPressable(w.teamName(x.team.Team)+", "+w.lang.LongDate(x.round.Date), widgets.Pad(6, 0, 6, 0, content), func() { o.openAt(x.round.ID) })
			if i == 0 && !narrow {
				o.first = p
			}
			return widgets.Column(0, rule, p)
		})
		if narrow {
			return list
		}
		return widgets.Column(6, widgets.Columns(12, weights, heads...), list)
	}
	if len(part.Card.Areas) > mostColumns {
		return table(true)
	}
	return widgets.Either(theme.Zoomed(teamsWidth), table(false), table(true))
}
