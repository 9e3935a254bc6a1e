package report

import (
	"cmp"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// asked returns what the team asks of the leadership, each ask with its answer, and the sums. It is shortened on a full page
// as part of group cutAsks.
func (c *content) asked(group cut, style Style, before float64) []Block {
	blocks := []Block{Heading{Level: 2, Text: c.say("asked"), Style: headingStyle, Before: before}}
	list := c.asks()
	if len(list) == 0 {
		return append(blocks, text(c.say("asked.nothing"), mutedStyle).after(1))
	}
	t := Table{
		Columns: []Column{{Share: 1.9}, {Width: 27, Most: 44}, {Share: 1}},
		Head:    c.heads("report.column.ask", "report.column.size", "field.reply"), Pad: 1.2, Cut: group, Rest: c.rest, Before: 1.5,
	}
	var wordless []assessment.TeamAction // those without a row
	worded := slices.ContainsFunc(list, func(x assessment.TeamAction) bool { return !blank(x.Ask) })
	for _, x := range list {
		if group == cutAsks && worded && blank(x.Ask) {
			wordless = append(wordless, x)
			continue
		}
		what := x.Ask
		if blank(what) {
			what = orDash(x.What)
		}
		ask := Paragraph{Spans: []Span{{what, style}, {" · " + x.Priority.Indicator, style.in(quiet)}}}
		reply := c.reply(x.Action, style)
		if group != cutNothing {
			ask = ask.cut(cutAskText)
			for i := range reply {
				reply[i] = reply[i].(Paragraph).cut(cutAskText)
			}
		}
		t.Rows = append(t.Rows, []Cell{
			{Scope: ScopeRow, Blocks: []Block{ask}},
			{Blocks: []Block{text(c.size(x.Hours, x.Euros), style)}},
			{Blocks: reply},
		})
	}
	sums := c.sums(list, wordless)
	if group == cutAsks {
		sums = sums[:1]
	}
	return append(append(blocks, t), sums...)
}

// asks returns the asks of the plan by due date, those in words first, without those of stopped actions.
func (c *content) asks() []assessment.TeamAction {
	list := slices.DeleteFunc(assessment.Asks([]*assessment.Assessment{c.a}), func(x assessment.TeamAction) bool {
		return x.Status == assessment.ActionStopped
	})
	rank := func(x assessment.TeamAction) int {
		if blank(x.Ask) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(x, y assessment.TeamAction) int { return cmp.Compare(rank(x), rank(y)) })
	return list
}

// size returns the hours and euros of an ask, or the word for a decision.
func (c *content) size(hours, euros int) string {
	return cmp.Or(strings.Join(c.words.Means(hours, euros), " · "), c.say("decision"))
}

// reply returns the leadership's answer to an ask: its kind, what it grants and when, and its words; or that there is none
// yet.
func (c *content) reply(a *assessment.Action, style Style) []Block {
	r := a.Reply
	if r == nil || r.Kind == assessment.ReplyNone {
		return []Block{text(c.words.Replied(a), style.in(quiet))}
	}
	blocks := []Block{labelled(c.words.Replied(a), "", style)}
	if !blank(r.Words) {
		blocks = append(blocks, text(r.Words, asideStyle))
	}
	return blocks
}

// answered returns the leadership's answer to an action in one paragraph; "" for an action without words to ask and without
// an answer.
func (c *content) answered(a *assessment.Action) string {
	switch {
	case !a.Asks(), blank(a.Ask) && a.Reply == nil:
		return ""
	case a.Reply == nil:
		return c.words.Replied(a)
	}
	return joined(". ", c.words.Replied(a), a.Reply.Words)
}

// sums returns what was asked, granted and is still open of the open actions that no later round continues, and of all if
// that differs, and how much of it has no row above.
func (c *content) sums(all, wordless []assessment.TeamAction) []Block {
	ended := func(x assessment.TeamAction) bool { return !x.Open() || c.in.ContinuedLater(x.Action) }
	current := slices.DeleteFunc(slices.Clone(all), ended)
	if len(current) > 0 {
		wordless = slices.DeleteFunc(slices.Clone(wordless), ended)
	}
	said := func(key string, list []assessment.TeamAction) Block {
		t := assessment.SumAsks(list)
		asked := c.sum(t.Asked)
		if len(wordless) > 0 {
			asked += " (" + c.say("sums.wordless", "sum", c.sum(assessment.SumAsks(wordless).Asked)) + ")"
		}
		granted := c.sum(t.Granted)
		if t.Granted.Asks == 0 && t.Open() == t.Asked {
			granted = "" // nothing is decided
		}
		refused := ""
		if t.NotGranted() != (assessment.AskSum{}) {
			refused = c.sum(t.NotGranted())
		}
		return text(c.say(key, "count", len(list), "asked", asked, "granted", granted, "refused", refused, "open", c.sum(t.Open())), asideStyle).after(1)
	}
	var blocks []Block
	if len(current) > 0 {
		blocks = append(blocks, said("sums.current", current))
	}
	if len(current) < len(all) {
		blocks = append(blocks, said("sums.all", all))
	}
	return blocks
}

// sum returns a total of asks in words: "40 uur, € 1.500 en 1 besluit".
func (c *content) sum(s assessment.AskSum) string {
	parts := c.words.Means(s.Hours, s.Euros)
	if s.Decisions > 0 {
		parts = append(parts, unbroken(c.say("decisions", "count", s.Decisions)))
	}
	if len(parts) == 0 {
		return c.say("sums.nothing")
	}
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	return strings.Join(parts[:last], ", ") + c.say("and") + parts[last]
}
