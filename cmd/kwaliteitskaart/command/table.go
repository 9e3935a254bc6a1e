package command

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
)

// table is rows of cells, the first with the column headings.
type table [][]string

// row adds a row. User text in a cell stays on one line and cannot control the terminal.
func (t *table) row(cells ...string) {
	for i, s := range cells {
		cells[i] = oneLine(s)
	}
	*t = append(*t, cells)
}

// longest is the length in characters of the longest name in a table.
const longest = 60

// shortened returns a name for a cell, cut off if it would make a row fill the screen.
func shortened(name string) string {
	if r := []rune(name); len(r) > longest {
		return strings.TrimRight(string(r[:longest-1]), " ") + "…"
	}
	return name
}

// write writes the table, with two spaces between columns and no trailing spaces.
func (t table) write(w io.Writer) {
	var widths []int
	for _, row := range t {
		for i, s := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(s))
		}
	}
	for _, row := range t {
		var line strings.Builder
		for i, s := range row {
			line.WriteString(s + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(s)+2))
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// oneLine returns a text without characters that control a terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return ' '
		}
		return r
	}, s)
}

// readable returns err without terminal control characters in its arguments; the texts of faults never contain any.
func readable(err error) error {
	var e *assessment.Error
	if !errors.As(err, &e) {
		return err
	}
	clean := &assessment.Error{Code: e.Code, Args: maps.Clone(e.Args), Faults: e.Faults, Err: e.Err}
	for k, v := range clean.Args {
		clean.Args[k] = oneLine(v)
	}
	return clean
}
