package exchange

import (
	"fmt"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// SaveSheet writes a round for a spreadsheet. The extension of path determines the form: Sheet for a workbook
// (see Sheets), CSV for a list of its actions (see ActionsCSV). Other extensions are refused with CodeUnknownFileType.
// See WriteFile.
func SaveSheet(path string, r assessment.Round, lang *words.Language, today assessment.Date) error {
	kind, err := KindOf(path, Sheet, CSV)
	if err != nil {
		return err
	}
	var b []byte
	if kind == CSV {
		b, err = ActionsCSV(r, lang, today)
	} else {
		b, err = Sheets(r, lang, today)
	}
	if err != nil {
		return fmt.Errorf("write the sheet: %w", err)
	}
	return WriteFile(path, b)
}

// Sheets returns a round as a workbook in the reader's language, each part on a sheet: the scores, beside those of the last
// round if they may be shown; the actions; the result; and, if there are any, the fates of earlier actions and the changes
// since adopting. Actions are overdue relative to today. What ballots propose is included only if it may be shown. The same
// round and day give the same bytes.
func Sheets(round assessment.Round, lang *words.Language, today assessment.Date) ([]byte, error) {
	a := round.Assessment
	s := sheets{workbook: newWorkbook(lang), round: round, a: a, result: a.Result(), today: today}
	s.foot = lang.Say("report.stand", "date", lang.Date(today))
	if trends := a.Trends(round.Before()); len(trends) > 0 {
		s.trend = trends[0]
	}
	s.scores()
	s.actions()
	s.results()
	s.became(round.Became())
	s.changes()
	title := a.Card.In(a.Card.Title, lang.Code())
	made := a.UpdatedAt.Time()
	if a.UpdatedAt == 0 {
		made = a.Date.Time()
	}
	return s.bytes(title, a.Team.Name, made)
}

// sheets is the workbook of one assessment.
type sheets struct {
	*workbook
	round  assessment.Round
	a      *assessment.Assessment
	result *assessment.Result
	trend  *assessment.Trend // since the last round; nil if there is none to show
	today  assessment.Date
}

func (s *sheets) card(t assessment.Text) string { return s.a.Card.In(t, s.words.Code()) }

// list writes rows to a new sheet, as a table.
func (s *sheets) list(name, table string, columns []column, rows [][]any) {
	s.sheet(name)
	s.widths(name, columns)
	s.rows(name, 1, columns, rows)
	s.table(name, table, len(columns), len(rows))
}

func (s *sheets) actions() {
	columns, rows := actions(s.round, s.words, s.today)
	s.list(s.words.Say("sheet.actions"), "Actions", columns, rows)
}

// scores writes one row for each indicator in scope, in card order.
func (s *sheets) scores() {
	columns := []column{
		{head: s.words.Say("field.indicator"), width: 10},
		{head: s.words.Say("sheet.score.title"), width: 30},
		{head: s.words.Say("sheet.score.area"), width: 20},
		{head: s.words.Say("field.answer"), width: 12},
		{head: s.words.Say("report.column.level"), width: 16},
		{head: s.words.Say("sheet.score.norm"), width: 8},
		{head: s.words.Say("field.target"), width: 8},
		{head: s.words.Say("sheet.score.importance"), width: 9},
		{head: s.words.Say("sheet.score.core"), width: 8},
		{head: s.words.Say("sheet.score.points"), width: 8},
		{head: s.words.Say("sheet.score.rank"), width: 10},
		{head: s.words.Say("sheet.score.supported"), width: 14},
		{head: s.words.Say("field.strength"), width: 10},
		{head: s.words.Say("field.disagreed"), width: 12},
		{head: s.words.Say("field.note"), width: 40},
		{head: s.words.Say("field.evidence"), width: 40},
	}
	if s.a.BallotsShown() {
		columns = append(columns, s.ballotColumns()...)
	}
	if s.trend != nil {
		columns = append(columns, column{head: s.words.Say("sheet.score.then", "date", s.words.Date(s.trend.Since)), width: 14},
			column{head: s.words.Say("sheet.score.change"), width: 12})
	}
	rank, talk := standing(s.result.Priorities), standing(s.result.Discussion)
	rows := make([][]any, len(s.result.Indicators))
	for i, r := range s.result.Indicators {
		ind, area := s.a.Card.Indicator(r.ID)
		score := s.a.Score(r.ID)
		answer, level := s.answer(r.Answer)
		rows[i] = []any{
			r.ID, s.card(ind.Title), s.card(area.Title), answer, level, r.Norm, r.Target, r.Importance, r.Core, r.Points,
			orNothing(rank[r.ID]), s.unsupported(r), score.Strength, score.Disagreed, score.Note, score.Evidence,
		}
		if t := r.Ballots; t != nil {
			rows[i] = append(rows[i], orNothing(t.Proposed()), orNothing(t.Lowest()), orNothing(t.Highest()))
			for _, n := range t.Levels {
				rows[i] = append(rows[i], n)
			}
			rows[i] = append(rows[i], t.Unknown, t.NotApplicable, t.Blank, orNothing(talk[r.ID]), s.reasons(r.Discuss))
		}
		if moved := s.trend.Indicator(r.ID); s.trend != nil {
			var then, change any
			if moved.Then.IsLevel() {
				then, change = int(moved.Then), int(moved.Now-moved.Then)
			}
			rows[i] = append(rows[i], then, change)
		}
	}
	s.list(s.words.Say("sheet.scores"), "Scores", columns, rows)
}

// ballotColumns returns the columns with what the ballots propose.
func (s *sheets) ballotColumns() []column {
	columns := []column{
		{head: s.words.Say("sheet.ballots.proposed"), width: 10},
		{head: s.words.Say("sheet.ballots.lowest"), width: 9},
		{head: s.words.Say("sheet.ballots.highest"), width: 9},
	}
	for n := range s.a.Card.Levels() {
		columns = append(columns, column{head: s.words.Say("sheet.ballots.level", "level", n+1), width: 10})
	}
	return append(columns,
		column{head: s.words.Say("sheet.ballots.unknown"), width: 10},
		column{head: s.words.Say("sheet.ballots.not_applicable"), width: 10},
		column{head: s.words.Say("sheet.ballots.blank"), width: 10},
		column{head: s.words.Say("sheet.ballots.order"), width: 10},
		column{head: s.words.Say("sheet.ballots.reasons"), width: 26},
	)
}

// unsupported returns whether a level lacks evidence; nothing if none is required: without a level, or below the norm.
func (s *sheets) unsupported(r assessment.IndicatorResult) any {
	if !r.Answer.IsLevel() || int(r.Answer) < r.Norm {
		return nil
	}
	return !r.Supported
}

// answer returns a level as its number and title, or the words for blank, unknown or not applicable.
func (s *sheets) answer(a assessment.Answer) (answer any, level string) {
	switch a {
	case assessment.Blank:
		return s.words.Say("answer.blank"), ""
	case assessment.Unknown:
		return s.card(s.a.Card.Answers.Unknown.Title), ""
	case assessment.NotApplicable:
		return s.card(s.a.Card.Answers.NotApplicable.Title), ""
	}
	return int(a), s.card(s.a.Card.Scale.Levels[a-1].Title)
}

func (s *sheets) reasons(list []assessment.Reason) string {
	said := make([]string, len(list))
	for i, r := range list {
		said[i] = s.words.Say("sheet.reason." + string(r))
	}
	return strings.Join(said, ", ")
}

// standing returns the position of each id in order, starting at 1.
func standing(order []string) map[string]int {
	m := make(map[string]int, len(order))
	for i, id := range order {
		m[id] = i + 1
	}
	return m
}

func orNothing(n int) any {
	if n == 0 {
		return nil
	}
	return n
}
