package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kwaliteitskaart/assessment"
)

// This file has the pages of an overview after that of the teams: asks, late actions, indicators, and unread files.

// asks returns the asks of open actions with their answers, their sums, and the number of asks of ended actions.
func (v overview) asks() []Block {
	every := v.Asks()
	if len(every) == 0 {
		return nil
	}
	list := slices.DeleteFunc(slices.Clone(every), func(x assessment.OverviewAction) bool { return !x.Current() })
	blocks := []Block{Heading{Level: 2, Text: v.words.Say("overview.column.asks"), Style: headingStyle}, v.sums(list, every)}
	if n := len(every) - len(list); n > 0 {
		blocks = append(blocks, text(v.words.Say("report.overview.ended_asks", "count", n), asideStyle).after(1.5))
	}
	if len(list) == 0 {
		return blocks
	}
	t := Table{
		Columns: []Column{{Share: 1.6}, {Share: 3}, {Width: 15}, {Width: 22}, {Width: 33}, {Share: 2}}, Pad: 1.2, Before: 6,
		Head: v.heads("field.name", "overview.column.ask", "field.hours", "field.euros", "overview.column.answer", "overview.column.reply"),
	}
	for i, key := range []string{"field.hours", "field.euros"} {
		t.Head[2+i].Blocks = right(v.words.Say(key), columnStyle).Blocks
	}
	last := (*assessment.OverviewRow)(nil)
	for _, x := range list {
		team := lines(v.team(x.Row.Team), smallStrong)
		if x.Row == last {
			team = Cell{Blocks: []Block{brief(v.team(x.Row.Team), asideStyle, 1)}}
		}
		last, team.Scope = x.Row, ScopeRow
		what := joined(" ", x.Priority.Indicator, strings.TrimSpace(x.Ask))
		if blank(x.Ask) {
			what = joined(" ", x.Priority.Indicator, strings.TrimSpace(x.What))
		}
		hours, euros := "", ""
		if x.Hours > 0 {
			hours = v.words.Number(x.Hours)
		}
		if x.Euros > 0 {
			euros = v.words.Euros(x.Euros)
		}
		answer, style, given := v.words.Say("overview.not_answered"), asideStyle, ""
		if r := x.Reply; r != nil && r.Kind != assessment.ReplyNone {
			answer, style = v.words.Say("reply."+string(r.Kind)), smallStrong
			given = joined("  ", unbroken(v.words.Date(r.On)), v.granted(r), r.Words)
		}
		of := joined(" · ", unbroken(v.words.Date(x.Round.Date)), v.words.Say("status."+string(x.Status)))
		t.Rows = append(t.Rows, []Cell{
			team, lines(what, smallStyle, text(of, asideStyle)), right(hours, smallStyle), right(euros, smallStyle), lines(answer, style),
			lines(given, smallStyle),
		})
	}
	return append(blocks, t)
}

// sums returns the totals of current, the asks of open actions, and of list, all asks.
// Source: .github/spec/signed.md, The leadership's answer.
func (v overview) sums(current, list []assessment.OverviewAction) Table {
	t := Table{Columns: []Column{{Width: 36}}, Pad: 1.2, Before: 3, Head: v.heads("overview.total")}
	now, every := assessment.SumOverview(current), assessment.SumOverview(list)
	row := func(key string) []Cell {
		c := lines(v.words.Say(key), smallStrong)
		c.Scope = ScopeRow
		return []Cell{c}
	}
	t.Rows = [][]Cell{row("overview.asks.current"), row("overview.asks.all")}
	for _, x := range []struct {
		key        string
		now, every assessment.AskSum
	}{
		{"asked", now.Asked, every.Asked},
		{"granted", now.Granted, every.Granted},
		{"withheld", now.Withheld, every.Withheld},
		{"later", now.Later, every.Later},
		{"refused", now.Refused, every.Refused},
		{"unanswered", now.Unanswered, every.Unanswered},
	} {
		if x.every == (assessment.AskSum{}) {
			continue
		}
		t.Columns = append(t.Columns, Column{Share: 1})
		t.Head = append(t.Head, v.heads("overview.sum."+x.key)...)
		for i, sum := range []assessment.AskSum{x.now, x.every} {
			count := ""
			if sum.Asks > 0 {
				count = v.words.Say("overview.asks", "count", sum.Asks)
			}
			t.Rows[i] = append(t.Rows[i], lines(orDash(joined(", ", count, v.sum(sum))), smallStyle))
		}
	}
	return t
}

// granted returns the hours and euros in an answer.
func (v overview) granted(r *assessment.Reply) string {
	return v.sum(assessment.AskSum{Hours: r.Hours, Euros: r.Euros})
}

// right returns a cell with a number, in line with those above it.
func right(s string, style Style) Cell {
	p := text(s, style)
	p.Right = true
	return Cell{Blocks: []Block{p}}
}

// late returns the actions that are overdue.
func (v overview) late() []Block {
	list := slices.DeleteFunc(v.Actions(), func(x assessment.OverviewAction) bool { return !x.Late })
	if len(list) == 0 {
		return nil
	}
	t := Table{
		Columns: []Column{{Width: 22}, {Share: 1.6}, {Share: 3.4}, {Share: 1.5}, {Width: 20}}, Pad: 1.2, Before: 3,
		Head: v.heads("field.due", "field.name", "field.indicator", "field.owner", "field.status"),
	}
	for _, x := range list {
		due := lines(unbroken(v.words.Date(x.Due)), smallStrong)
		due.Scope = ScopeRow
		t.Rows = append(t.Rows, []Cell{
			due, lines(v.team(x.Row.Team), smallStyle), lines(joined(" ", x.Priority.Indicator, strings.TrimSpace(x.What)), smallStyle),
			lines(strings.TrimSpace(x.Owner), smallStyle), lines(v.words.Say("status."+string(x.Status)), smallStyle),
		})
	}
	return []Block{Heading{Level: 2, Text: v.words.Say("report.overview.late_actions", "count", len(list)), Style: headingStyle}, t}
}

// indicators returns how the teams score on each indicator, beginning with those that most teams score below the norm.
func (v overview) indicators() []Block {
	list := v.Indicators()
	if len(v.Rows) == 0 || len(list) == 0 {
		return nil
	}
	slices.SortStableFunc(list, func(x, y assessment.OverviewIndicator) int {
		return cmp.Or(cmp.Compare(y.Below, x.Below), cmp.Compare(y.Unknown, x.Unknown))
	})
	t := Table{
		Columns: []Column{{Share: 3}, {Width: 10}, {Width: 13}, {Width: 14}}, Pad: 0.7, Before: 3,
		Head: v.heads("field.indicator", "overview.column.counted", "overview.column.below", "overview.column.unknown"),
	}
	open := slices.ContainsFunc(list, func(x assessment.OverviewIndicator) bool { return x.Open > 0 })
	t.Columns, t.Head = append(t.Columns, Column{Width: 9}), append(t.Head, v.heads("overview.column.not_applicable")...)
	if open {
		t.Columns, t.Head = append(t.Columns, Column{Width: 9}), append(t.Head, v.heads("overview.column.blank")...)
	}
	for l := range v.Card.Levels() {
		t.Columns = append(t.Columns, Column{Width: 9})
		t.Head = append(t.Head, Cell{Scope: ScopeColumn, Blocks: []Block{text(v.words.Say("report.overview.level", "level", l+1), columnStyle)}})
	}
	for _, x := range list {
		title := joined(" ", x.ID, v.card(x.Title))
		if x.Core {
			title += ", " + v.words.Say("overview.is_core")
		}
		if x.Disagreed > 0 {
			title += ", " + v.words.Say("overview.disagreed", "count", x.Disagreed)
		}
		first := lines(title, smallStyle)
		first.Scope = ScopeRow
		below := smallStyle
		if x.Below > 0 {
			below = smallStrong
		}
		row := []Cell{first, lines(strconv.Itoa(x.Teams), smallStyle), lines(strconv.Itoa(x.Below), below), lines(strconv.Itoa(x.Unknown), smallStyle), lines(strconv.Itoa(x.NotApplicable), smallStyle)}
		if open {
			row = append(row, lines(strconv.Itoa(x.Open), smallStyle))
		}
		for _, n := range x.Levels {
			row = append(row, lines(strconv.Itoa(n), smallStyle))
		}
		t.Rows = append(t.Rows, row)
	}
	said := v.words.Say("overview.indicators_hint")
	if n := v.Partly(); n > 0 {
		said += " " + v.words.Say("overview.partly", "count", n)
	}
	hint := text(said, asideStyle).after(0.6)
	hint.Keep = true
	return []Block{Heading{Level: 2, Text: v.words.Say("overview.tab.indicators"), Style: headingStyle}, hint, t}
}

// unread returns the files that could not be read, and why.
func (v overview) unread() []Block {
	if len(v.Unread) == 0 {
		return nil
	}
	l := list{Sign: "•", Before: 2}
	for _, f := range v.Unread {
		said := f.Reason
		if !strings.Contains(said, f.Name) {
			said = f.Name + ": " + said
		}
		l.Items = append(l.Items, []Block{text(said, bodyStyle)})
	}
	return []Block{Heading{Level: 2, Text: v.words.Say("report.overview.unread", "count", len(v.Unread)), Style: headingStyle}, l}
}
