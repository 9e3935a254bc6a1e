package exchange

import (
	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// OverviewSheet returns an overview as a workbook with one sheet that can be filtered and sorted, with one row per
// team in the order of o. The same overview gives the same bytes.
func OverviewSheet(o *assessment.Overview, lang *words.Language) ([]byte, error) {
	w := newWorkbook(lang)
	name := lang.Say("overview.title")
	columns := []column{
		{head: lang.Say("overview.column.team"), width: 30},
		{head: lang.Say("sheet.about.programme"), width: 28},
		{head: lang.Say("sheet.about.institution"), width: 24},
		{head: lang.Say("sheet.about.date"), width: 12},
	}
	for i := range o.Card.Areas {
		columns = append(columns, column{head: o.Card.In(o.Card.Areas[i].Title, lang.Code()), width: 22})
	}
	columns = append(columns,
		column{head: lang.Say("sheet.plan.status"), width: 14},
		column{head: lang.Say("sheet.plan.open"), width: 10},
		column{head: lang.Say("sheet.plan.overdue"), width: 10},
		column{head: lang.Say("overview.column.evaluation"), width: 13},
	)
	rows := make([][]any, len(o.Rows))
	for i, r := range o.Rows {
		rows[i] = []any{r.Team.Name, r.Team.Programme, r.Team.Institution, r.Date}
		for _, x := range r.Areas {
			said := ""
			if x.Label != "" {
				said = lang.Say("label." + string(x.Label))
			}
			rows[i] = append(rows[i], said)
		}
		rows[i] = append(rows[i], lang.Say("sheet.plan.status."+string(r.Plan.Status)), r.Open, r.Late, r.Plan.EvaluationDate)
	}
	w.sheet(name)
	w.widths(name, columns)
	w.rows(name, 1, columns, rows)
	w.filter(name, len(columns), len(rows))
	return w.bytes(name+" "+lang.Date(o.Today), "Kwaliteitskaart", o.Today.Time())
}

// filter enables filtering and sorting of the rows below the headings. Unlike those of a table, the headings may be
// any text and may occur twice, as the areas of a school's own card may.
func (w *workbook) filter(sheet string, columns, rows int) {
	last, err := excelize.CoordinatesToCellName(columns, 1+rows)
	w.do(err)
	w.do(w.file.AutoFilter(sheet, "A1:"+last, nil))
}
