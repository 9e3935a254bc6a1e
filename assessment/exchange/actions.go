package exchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// CSV is the extension of a list of actions.
const CSV = ".csv"

// ActionsCSV returns the actions of a plan by due date, for a spreadsheet or a script. Each begins with its team, so that those of many
// teams can stand below each other. It is UTF-8 with a byte order
// mark, so that Excel reads the letters correctly; fields are separated by semicolons in Dutch and commas in English,
// as Excel expects; lines end with CRLF; dates are like 2026-11-23, and numbers have no separators.
//
// No field can be mistaken for a formula: an apostrophe is put before a text that starts with = + - @, possibly after
// white space or invisible characters, or with an apostrophe. Removing one apostrophe from a field that starts with
// one restores the text. This holds for programs that read the file with the separator it was written with.
func ActionsCSV(r assessment.Round, lang *words.Language, today assessment.Date) ([]byte, error) {
	b := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(b)
	w.UseCRLF = true
	if lang.Code() == "nl" {
		w.Comma = ';'
	}
	columns, rows := actions(r, lang, today)
	columns = append([]column{{head: lang.Say("sheet.action.team")}}, columns...)
	for i := range rows {
		rows[i] = append([]any{r.Assessment.Team.Name}, rows[i]...)
	}
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = c.head
	}
	err := w.Write(record)
	for _, row := range rows {
		for i, value := range row {
			record[i] = csvField(lang, value)
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

// csvField returns a value as written to the file.
func csvField(lang *words.Language, value any) string {
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
		return yesNo(lang, v)
	}
	return ""
}

// actions returns all actions of the plan by due date, as columns and rows. What a later round goes on with is said to be, and not late.
func actions(r assessment.Round, lang *words.Language, today assessment.Date) ([]column, [][]any) {
	a := r.Assessment
	all := a.Plan.ByDue()
	rows := make([][]any, len(all))
	var columns []column
	add := func(key string, width float64, value func(x assessment.PlacedAction) any) *column {
		columns = append(columns, column{head: lang.Say("sheet.action." + key), width: width})
		for i, x := range all {
			rows[i] = append(rows[i], value(x))
		}
		return &columns[len(columns)-1]
	}
	add("due", 12, func(x assessment.PlacedAction) any { return x.Due })
	add("what", 46, func(x assessment.PlacedAction) any { return x.What })
	add("indicator", 10, func(x assessment.PlacedAction) any { return x.Priority.Indicator })
	add("title", 28, func(x assessment.PlacedAction) any {
		if ind, _ := a.Card.Indicator(x.Priority.Indicator); ind != nil {
			return a.Card.In(ind.Title, lang.Code())
		}
		return ""
	})
	add("owner", 22, func(x assessment.PlacedAction) any { return x.Owner })
	add("helpers", 22, func(x assessment.PlacedAction) any { return x.Helpers })
	add("start", 12, func(x assessment.PlacedAction) any { return x.Start })
	add("done_when", 40, func(x assessment.PlacedAction) any { return x.DoneWhen })
	add("hours", 8, func(x assessment.PlacedAction) any { return x.Hours })
	add("euros", 11, func(x assessment.PlacedAction) any { return x.Euros }).money = true
	add("ask", 34, func(x assessment.PlacedAction) any { return x.Ask })
	add("feasibility", 11, func(x assessment.PlacedAction) any { return x.Feasibility })
	add("quick_win", 11, func(x assessment.PlacedAction) any { return x.QuickWin(a.Plan.Date) })
	add("status", 11, func(x assessment.PlacedAction) any {
		if r.GoesOn(x.Action) {
			return lang.Say("report.fate.carried")
		}
		return lang.Say("status." + string(x.Status))
	})
	add("overdue", 9, func(x assessment.PlacedAction) any { return x.Overdue(today) && !r.GoesOn(x.Action) })
	add("reason", 30, func(x assessment.PlacedAction) any { return x.Reason })
	for i, key := range []string{"reply", "granted_hours", "granted_euros", "reply_on", "reply_words"} {
		width := []float64{18, 12, 12, 12, 30}[i]
		add(key, width, func(x assessment.PlacedAction) any { return replied(x.Action, lang)[i] }).money = key == "granted_euros"
	}
	for n, more := 0, true; more; n++ { // progress, in as many columns as the longest needs
		more = false
		progress := add("progress", 46, func(x assessment.PlacedAction) any {
			cells := notes(x.Notes, lang)
			more = more || n+1 < len(cells)
			if n < len(cells) {
				return cells[n]
			}
			return ""
		})
		if n > 0 {
			progress.head += " " + strconv.Itoa(n+1)
		}
	}
	return columns, rows
}

// maxCell is the maximum length of a spreadsheet cell in UTF-16 units. One text of ours fits; many notes together may
// not.
const maxCell = 32_767

// notes returns the progress of an action, one line per note, in as many cells as needed.
func notes(list []assessment.Note, lang *words.Language) []string {
	var cells []string
	for _, n := range list {
		line := lang.Date(n.Date) + ": " + n.Text
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
