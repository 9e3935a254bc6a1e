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

// ActionsCSV returns the actions of a plan by due date, for a spreadsheet or a script. Each row begins with the team, so that
// files of several teams can be joined. It is UTF-8 with a byte order mark, so that Excel reads the letters correctly; fields
// are separated by semicolons in Dutch and commas in English, as Excel expects; lines end with CRLF; dates are like
// 2026-11-23, and numbers have no separators.
//
// No field can be mistaken for a formula: an apostrophe is put before a text that starts with = + - @, possibly after white
// space or invisible characters, or with an apostrophe. Removing one apostrophe from a field that starts with one restores
// the text. This holds for programs that read the file with the separator it was written with.
func ActionsCSV(r assessment.Round, lang *words.Language, today assessment.Date) ([]byte, error) {
	b := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(b)
	w.UseCRLF = true
	if lang.Code() == "nl" {
		w.Comma = ';'
	}
	columns, rows := actions(r, lang, today)
	columns = append([]column{{head: lang.Say("field.name")}}, columns...)
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

// fieldWidths maps the fields of an action to the widths of their columns.
var fieldWidths = map[string]float64{
	"due": 12, "what": 46, "indicator": 12, "owner": 22, "helpers": 22, "start": 12, "done_when": 40, "hours": 8, "euros": 11, "ask": 34,
	"status": 11, "reason": 30, "reply": 18, "granted_hours": 12, "granted_euros": 12, "answered_on": 12, "reply_words": 30,
}

// fieldColumns returns the columns of fields of an action.
func fieldColumns(lang *words.Language, names ...string) []column {
	columns := make([]column, len(names))
	for i, name := range names {
		columns[i] = column{head: lang.Say("field." + name), width: fieldWidths[name], money: strings.HasSuffix(name, "euros")}
	}
	return columns
}

// replyFields lists the fields of the leadership's answer, in the order of replied.
var replyFields = []string{"reply", "granted_hours", "granted_euros", "answered_on", "reply_words"}

// actions returns all actions of the plan by due date, as columns and rows. An action that a later round continues has that
// as its status, and is not overdue.
func actions(r assessment.Round, lang *words.Language, today assessment.Date) ([]column, [][]any) {
	a := r.Assessment
	all := a.Plan.ByDue()
	rows := make([][]any, len(all))
	var columns []column
	add := func(c column, value func(x assessment.PlacedAction) any) *column {
		columns = append(columns, c)
		for i, x := range all {
			rows[i] = append(rows[i], value(x))
		}
		return &columns[len(columns)-1]
	}
	field := func(name string, value func(x assessment.PlacedAction) any) { add(fieldColumns(lang, name)[0], value) }
	other := func(key string, width float64, value func(x assessment.PlacedAction) any) *column {
		return add(column{head: lang.Say(key), width: width}, value)
	}
	field("due", func(x assessment.PlacedAction) any { return x.Due })
	field("what", func(x assessment.PlacedAction) any { return x.What })
	field("indicator", func(x assessment.PlacedAction) any { return x.Priority.Indicator })
	other("sheet.action.title", 28, func(x assessment.PlacedAction) any {
		if ind, _ := a.Card.Indicator(x.Priority.Indicator); ind != nil {
			return a.Card.In(ind.Title, lang.Code())
		}
		return ""
	})
	field("owner", func(x assessment.PlacedAction) any { return x.Owner })
	field("helpers", func(x assessment.PlacedAction) any { return x.Helpers })
	field("start", func(x assessment.PlacedAction) any { return x.Start })
	field("done_when", func(x assessment.PlacedAction) any { return x.DoneWhen })
	field("hours", func(x assessment.PlacedAction) any { return x.Hours })
	field("euros", func(x assessment.PlacedAction) any { return x.Euros })
	field("ask", func(x assessment.PlacedAction) any { return x.Ask })
	other("action.feasibility", 11, func(x assessment.PlacedAction) any { return x.Feasibility })
	other("action.quick_win", 11, func(x assessment.PlacedAction) any { return x.QuickWin(a.Plan.Date) })
	field("status", func(x assessment.PlacedAction) any {
		if r.ContinuedLater(x.Action) {
			return lang.Say("report.fate.carried")
		}
		return lang.Say("status." + string(x.Status))
	})
	other("sheet.action.overdue", 9, func(x assessment.PlacedAction) any { return x.Overdue(today) && !r.ContinuedLater(x.Action) })
	field("reason", func(x assessment.PlacedAction) any { return x.Reason })
	for i, name := range replyFields {
		field(name, func(x assessment.PlacedAction) any { return replied(x.Action, lang)[i] })
	}
	for n, more := 0, true; more; n++ { // progress, in as many columns as the longest needs
		more = false
		progress := other("action.progress", 46, func(x assessment.PlacedAction) any {
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
