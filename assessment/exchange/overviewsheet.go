package exchange

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// OverviewSheet returns an overview as a workbook with a sheet for each of its views, which can be filtered and sorted, in
// the order of o. The same overview gives the same bytes.
func OverviewSheet(o *assessment.Overview, lang *words.Language) ([]byte, error) {
	w := &overviewBook{newWorkbook(lang), o, lang}
	w.foot = lang.Say("overview.as_of", "date", lang.Date(o.Today))
	if o.Selection != "" {
		w.foot += " · " + o.Selection
	}
	w.teams()
	w.actions()
	w.asks()
	w.indicators()
	w.years()
	if len(o.Unread) > 0 || o.Skipped.Said != "" {
		w.unread()
	}
	return w.bytes(lang.Say("overview.title")+" "+lang.Date(o.Today), "Kwaliteitskaart", o.Today.Time())
}

// overviewBook builds the workbook of an overview.
type overviewBook struct {
	*workbook
	o    *assessment.Overview
	lang *words.Language
}

// list adds a sheet with rows below headings.
func (w *overviewBook) list(name string, columns []column, rows [][]any) {
	w.sheet(name)
	w.widths(name, columns)
	w.rows(name, 1, columns, rows)
	w.filter(name, len(columns), len(rows))
}

func (w *overviewBook) say(key string) string { return w.lang.Say(key) }

// ofTeam returns the columns that identify the team.
func (w *overviewBook) ofTeam() []column {
	return []column{
		{head: w.say("field.name"), width: 26},
		{head: w.say("field.programme"), width: 18},
		{head: w.say("field.institution"), width: 16},
		{head: w.say("field.assessed_on"), width: 12},
		{head: w.say("overview.column.scan"), width: 8, upright: true},
	}
}

func (w *overviewBook) aboutTeam(r *assessment.OverviewRound) []any {
	scan := ""
	if r.Scope == assessment.ScopeCore {
		scan = w.say("overview.core")
	}
	return []any{r.Team.Name, r.Team.Programme, r.Team.Institution, r.Date, scan}
}

func (w *overviewBook) areas() (columns []column) {
	for i := range w.o.Card.Areas {
		title := w.o.Card.In(w.o.Card.Areas[i].Title, w.lang.Code())
		columns = append(columns, column{head: title, width: 15},
			column{head: w.lang.Say("overview.column.mean_of", "area", title), width: 7, upright: true},
			column{head: w.lang.Say("overview.column.trend_of", "area", title), width: 8, upright: true})
	}
	return append(columns, column{head: w.say("overview.column.own"), width: 18})
}

func (w *overviewBook) ofAreas(r *assessment.OverviewRound) (cells []any) {
	for _, x := range r.Areas {
		cells = append(cells, w.label(x.Label), x.Mean, w.trend(x.Direction))
	}
	var own []string
	for _, x := range r.Own {
		own = append(own, strings.TrimSpace(r.Card.In(x.Area.Title, w.lang.Code())+" "+w.mean(x.Mean))+" "+w.label(x.Label))
	}
	return append(cells, strings.Join(own, "\n"))
}

func (w *overviewBook) mean(m *assessment.Mean) string {
	if m == nil {
		return ""
	}
	return w.lang.Mean(m)
}

func (w *overviewBook) label(l assessment.Label) string {
	if l == "" {
		return ""
	}
	return w.say("label." + string(l))
}

func (w *overviewBook) trend(d assessment.Direction) string {
	if d == assessment.DirectionNone {
		return ""
	}
	return w.say("overview.moved." + string(d))
}

func (w *overviewBook) ofPlan() []column {
	return []column{
		{head: w.say("sheet.plan.status"), width: 12},
		{head: w.say("field.adopted_on"), width: 12, upright: true},
		{head: w.say("overview.column.changes"), width: 7, upright: true},
	}
}

func (w *overviewBook) plan(r *assessment.OverviewRound) []any {
	return []any{w.say("overview.plan." + string(r.State)), r.Plan.AdoptedOn, r.Changes}
}

func (w *overviewBook) teams() {
	columns := append(append(w.ofTeam(), column{head: w.say("overview.column.begun"), width: 12, upright: true}), w.areas()...)
	columns = append(append(columns, w.ofPlan()...),
		column{head: w.say("sheet.plan.open"), width: 7, upright: true}, column{head: w.say("sheet.plan.overdue"), width: 7, upright: true},
		column{head: w.say("field.evaluation_date"), width: 12}, column{head: w.say("overview.column.evaluation_state"), width: 9, upright: true},
		column{head: w.say("overview.column.hours_asked"), width: 8, upright: true},
		column{head: w.say("overview.column.euros_asked"), width: 11, money: true, upright: true},
		column{head: w.say("overview.column.decisions"), width: 7, upright: true},
		column{head: w.say("overview.column.unanswered"), width: 7, upright: true})
	var rows [][]any
	for i := range w.o.Rows {
		r := &w.o.Rows[i]
		begun := assessment.Date("")
		if r.Begun != nil {
			begun = r.Begun.Date
		}
		state := ""
		if r.Evaluation == assessment.EvaluationPassed || r.Evaluation == assessment.EvaluationSoon {
			state = w.say("overview.evaluation." + string(r.Evaluation))
		}
		row := append(append(w.aboutTeam(&r.OverviewRound), begun), w.ofAreas(&r.OverviewRound)...)
		row = append(append(row, w.plan(&r.OverviewRound)...), r.Open, r.Late, r.Plan.EvaluationDate, state)
		rows = append(rows, append(row, r.Asked.Asked.Hours, r.Asked.Asked.Euros, r.Asked.Asked.Decisions, r.Asked.Unanswered.Asks))
	}
	w.list(w.say("overview.tab.teams"), columns, rows)
}

func (w *overviewBook) actions() {
	columns := []column{
		{head: w.say("field.due"), width: 12},
		{head: w.say("sheet.action.overdue"), width: 10},
		{head: w.say("field.name"), width: 26},
		{head: w.say("field.indicator"), width: 11},
		{head: w.say("field.what"), width: 44},
		{head: w.say("field.owner"), width: 22},
		{head: w.say("field.status"), width: 10},
	}
	var rows [][]any
	for _, x := range w.o.Actions() {
		rows = append(rows, []any{x.Due, x.Late, x.Row.Team.Name, x.Priority.Indicator, x.What, x.Owner, w.say("status." + string(x.Status))})
	}
	w.list(w.say("overview.tab.actions"), columns, rows)
}

func (w *overviewBook) asks() {
	columns := []column{
		{head: w.say("field.name"), width: 26},
		{head: w.say("field.assessed_on"), width: 12},
		{head: w.say("field.indicator"), width: 11},
		{head: w.say("overview.column.ask"), width: 36},
		{head: w.say("field.what"), width: 36},
		{head: w.say("field.hours"), width: 8},
		{head: w.say("field.euros"), width: 10, money: true},
		{head: w.say("overview.column.answer"), width: 14},
		{head: w.say("field.answered_on"), width: 13},
		{head: w.say("field.granted_hours"), width: 12},
		{head: w.say("field.granted_euros"), width: 12, money: true},
		{head: w.say("field.reply_words"), width: 30},
		{head: w.say("field.status"), width: 10},
	}
	var rows [][]any
	for _, x := range w.o.Asks() {
		row := []any{x.Row.Team.Name, x.Round.Date, x.Priority.Indicator, x.Ask, x.What, x.Hours, x.Euros}
		if r := x.Reply; r == nil || r.Kind == assessment.ReplyNone {
			row = append(row, w.say("overview.not_answered"), nil, nil, nil, nil)
		} else {
			hours, euros := x.Granted()
			row = append(row, w.say("reply."+string(r.Kind)), r.On, hours, euros, r.Words)
		}
		state := "status." + string(x.Status)
		if x.Open() && x.Continued {
			state = "report.fate.carried"
		}
		rows = append(rows, append(row, w.say(state)))
	}
	w.list(w.say("overview.tab.asks"), columns, rows)
}

func (w *overviewBook) indicators() {
	columns := []column{
		{head: w.say("field.indicator"), width: 11},
		{head: w.say("sheet.score.title"), width: 36},
		{head: w.say("sheet.score.area"), width: 24},
		{head: w.say("sheet.score.core"), width: 8},
		{head: w.say("overview.column.counted"), width: 9},
		{head: w.say("overview.column.below"), width: 10},
		{head: w.say("field.disagreed"), width: 14},
		{head: w.say("overview.column.unknown"), width: 10},
		{head: w.say("sheet.area.not_applicable"), width: 16},
		{head: w.say("sheet.area.blank"), width: 10},
	}
	for l := range w.o.Card.Levels() {
		columns = append(columns, column{head: w.lang.Say("sheet.area.level", "level", l+1), width: 10})
	}
	var rows [][]any
	for _, x := range w.o.Indicators() {
		row := []any{
			x.ID, w.o.Card.In(x.Title, w.lang.Code()), w.o.Card.In(x.Area.Title, w.lang.Code()), x.Core, x.Teams, x.Below, x.Disagreed, x.Unknown, x.NotApplicable, x.Open,
		}
		for _, n := range x.Levels {
			row = append(row, n)
		}
		rows = append(rows, row)
	}
	w.list(w.say("overview.tab.indicators"), columns, rows)
}

func (w *overviewBook) years() {
	columns := append(append(w.ofTeam(), w.areas()...), w.ofPlan()...)
	var rows [][]any
	for i := range w.o.Rows {
		for k := range w.o.Rows[i].Rounds {
			r := &w.o.Rows[i].Rounds[k]
			rows = append(rows, append(append(w.aboutTeam(r), w.ofAreas(r)...), w.plan(r)...))
		}
	}
	w.list(w.say("overview.tab.years"), columns, rows)
}

func (w *overviewBook) unread() {
	var rows [][]any
	for _, f := range w.o.Unread {
		rows = append(rows, []any{f.Name, f.Reason})
	}
	if w.o.Skipped.Said != "" {
		rows = append(rows, []any{"", w.o.Skipped.Said})
	}
	w.list(w.say("overview.sheet.unread"), []column{{head: w.say("overview.column.file"), width: 40}, {head: w.say("overview.column.reason"), width: 80}}, rows)
}

// filter enables filtering and sorting of the rows below the headings. Unlike those of a table, the headings may be
// any text and may occur twice, as the areas of a school's own card may.
func (w *workbook) filter(sheet string, columns, rows int) {
	last, err := excelize.CoordinatesToCellName(columns, 1+rows)
	w.do(err)
	w.do(w.file.AutoFilter(sheet, "A1:"+last, nil))
	w.headed[sheet] = true
}
