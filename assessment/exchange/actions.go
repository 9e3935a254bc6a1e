package exchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/text"
)

// CSV is what the name of a list of actions ends with.
const CSV = ".csv"

// ActionsCSV is the actions of a plan by due date, for a spreadsheet or a script: UTF-8 with a byte order mark, so that
// Excel reads the letters right; semicolons between the fields in Dutch and commas in English, as Excel expects there;
// line ends as on Windows; dates as 2026-11-23 and numbers plain.
//
// No field can be taken for a formula: a text that begins with = + - @, white space that a program may strip, or an
// apostrophe gets an apostrophe before it. Taking one apostrophe away from a field that begins with one gives back the
// text. This holds for a program that reads the file with the separator it was written with.
func ActionsCSV(a *assessment.Assessment, words *text.Language, today assessment.Date) ([]byte, error) {
	b := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(b)
	w.UseCRLF = true
	if words.Code() == "nl" {
		w.Comma = ';'
	}
	columns, rows := actions(a, words, today)
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = c.head
	}
	err := w.Write(record)
	for _, row := range rows {
		for i, value := range row {
			record[i] = csvField(words, value)
		}
		if err == nil {
			err = w.Write(record)
		}
	}
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	if err != nil {
		return nil, fmt.Errorf("write csv: %w", err)
	}
	return b.Bytes(), nil
}

// csvField is a value as it stands in the file.
func csvField(words *text.Language, value any) string {
	switch v := value.(type) {
	case string:
		if formulaLike(v) || strings.HasPrefix(v, "'") {
			v = "'" + v
		}
		return legible(v)
	case int:
		return strconv.Itoa(v)
	case assessment.Date:
		return string(v)
	case bool:
		return yesNo(words, v)
	}
	return ""
}

// actions is every action of the plan by due date, as columns and rows.
func actions(a *assessment.Assessment, words *text.Language, today assessment.Date) ([]column, [][]any) {
	columns := []column{
		{head: words.Say("sheet.action.due"), width: 12},
		{head: words.Say("sheet.action.what"), width: 46},
		{head: words.Say("sheet.action.indicator"), width: 10},
		{head: words.Say("sheet.action.title"), width: 28},
		{head: words.Say("sheet.action.owner"), width: 22},
		{head: words.Say("sheet.action.helpers"), width: 22},
		{head: words.Say("sheet.action.start"), width: 12},
		{head: words.Say("sheet.action.done_when"), width: 40},
		{head: words.Say("sheet.action.hours"), width: 8},
		{head: words.Say("sheet.action.euros"), width: 11, money: true},
		{head: words.Say("sheet.action.ask"), width: 34},
		{head: words.Say("sheet.action.feasibility"), width: 11},
		{head: words.Say("sheet.action.quick_win"), width: 11},
		{head: words.Say("sheet.action.status"), width: 11},
		{head: words.Say("sheet.action.overdue"), width: 9},
		{head: words.Say("sheet.action.reason"), width: 30},
	}
	all := a.Plan.ByDue()
	progress := make([][]string, len(all))
	most := 1
	for i, x := range all {
		progress[i] = notes(x.Notes, words)
		most = max(most, len(progress[i]))
	}
	for i := range most {
		head := words.Say("sheet.action.progress")
		if i > 0 {
			head += " " + strconv.Itoa(i+1)
		}
		columns = append(columns, column{head: head, width: 46})
	}
	rows := make([][]any, len(all))
	for i, x := range all {
		title := ""
		if ind, _ := a.Card.Indicator(x.Priority.Indicator); ind != nil {
			title = a.Card.In(ind.Title, words.Code())
		}
		rows[i] = []any{
			x.Due, x.What, x.Priority.Indicator, title, x.Owner, x.Helpers, x.Start, x.DoneWhen, x.Hours, x.Euros, x.Ask,
			x.Feasibility, x.QuickWin(a.Plan.Date), words.Say("status." + string(x.Status)), x.Overdue(today), x.Reason,
		}
		for j := range most {
			if j < len(progress[i]) {
				rows[i] = append(rows[i], progress[i][j])
			} else {
				rows[i] = append(rows[i], "")
			}
		}
	}
	return columns, rows
}

// maxCell is the most UTF-16 units a cell of a spreadsheet holds. One text of ours fits; many notes together may not.
const maxCell = 32_767

// notes is the progress of an action, a line for each note, in as many cells as it takes.
func notes(list []assessment.Note, words *text.Language) []string {
	var cells []string
	for _, n := range list {
		line := words.Date(n.Date) + ": " + n.Text
		last := len(cells) - 1
		if last >= 0 && length(cells[last])+1+length(line) <= maxCell {
			cells[last] += "\n" + line
		} else {
			cells = append(cells, line)
		}
	}
	return cells
}

func length(s string) int { return len(utf16.Encode([]rune(s))) }
