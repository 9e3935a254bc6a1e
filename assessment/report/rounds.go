package report

import (
	"slices"
	"strconv"
	"strings"

	"kwaliteitskaart/assessment"
)

const (
	topMoved     = 2 // number of risers, and of fallers, in the summary
	areasAbreast = 4 // number of areas that have a column each in the table of rounds; more areas share one column
	roundsAcross = 4 // number of rounds side by side in the table of indicators; more rounds start another table
	roundsOnCard = 6 // number of rounds whose levels the card shows
	meansOnCard  = 3 // number of rounds whose means per area the card shows
)

// rounds returns a table that compares each area with all earlier rounds, newest first: the means of both rounds over
// their common indicators, and the number of other indicators.
func (c *content) rounds() Table {
	t := Table{Columns: []Column{{Width: 21, Most: 26}}, Pad: 1.3, Cut: cutRounds, Rest: c.rest, Before: 2}
	heads := []string{c.say("column.since")}
	abreast := len(c.result.Areas) <= areasAbreast
	for i := range c.a.Card.Areas {
		if area := &c.a.Card.Areas[i]; abreast && c.result.Area(area.ID) != nil {
			t.Columns = append(t.Columns, Column{Width: 22, Most: 26})
			heads = append(heads, c.card(area.Title))
		}
	}
	if !abreast {
		t.Columns = append(t.Columns, Column{Share: 2})
		heads = append(heads, c.say("column.areas"))
	}
	t.Columns = append(t.Columns, Column{Share: 1})
	for _, h := range append(heads, c.say("column.left_out")) {
		t.Head = append(t.Head, Cell{Scope: ScopeColumn, Blocks: []Block{text(orDash(h), columnStyle)}})
	}
	for _, trend := range c.trends {
		row := []Cell{{Scope: ScopeRow, Blocks: []Block{text(unbroken(c.words.Date(trend.Since)), smallStrong)}}}
		var together []string
		for _, r := range c.result.Areas {
			moved := trend.Area(r.ID)
			if abreast {
				row = append(row, Cell{Blocks: []Block{text(c.thenNow(moved), smallStyle)}})
			} else if moved.Then != nil {
				together = append(together, unbroken(r.ID+" "+c.thenNow(moved)))
			}
		}
		if !abreast {
			row = append(row, Cell{Blocks: []Block{text(orDash(strings.Join(together, " · ")), smallStyle)}})
		}
		t.Rows = append(t.Rows, append(row, Cell{Blocks: []Block{text(orDash(c.why(trend)), asideStyle)}}))
	}
	return t
}

// allRounds returns the uncut table of rounds if the summary has one, otherwise nil.
func (c *content) allRounds() []Block {
	if len(c.trends) < 2 {
		return nil
	}
	all := c.rounds()
	all.Cut = cutNothing
	return []Block{all}
}

// thenNow returns an area's mean in an earlier round and in this one over their common indicators: "1,7 → 2,9".
func (c *content) thenNow(moved assessment.AreaTrend) string {
	if moved.Then == nil {
		return "–"
	}
	return unbroken(c.words.Mean(moved.Then) + " → " + c.words.Mean(moved.Now))
}

// why returns how many indicators cannot be compared with an earlier round, by reason; "" if all can.
func (c *content) why(t *assessment.Trend) string {
	var why []string
	for _, reason := range assessment.LeftOuts {
		if n := t.LeftOut[reason]; n > 0 {
			why = append(why, c.say("left_out."+string(reason), "count", n))
		}
	}
	return strings.Join(why, ", ")
}

// compared returns the footnote of a page that compares this round with the last: the number of indicators compared, and why
// not all; "" without a last round.
func (c *content) compared() string {
	if c.trend == nil {
		return ""
	}
	n, of := c.trend.Compared(), len(c.trend.Indicators)
	if why := c.why(c.trend); why != "" {
		return c.say("compared.part", "compared", n, "count", of, "why", why)
	}
	return c.say("compared", "count", n)
}

// movers returns the indicators that rose and those that fell since the last round, in the trend's order.
func (c *content) movers() []Block {
	var blocks []Block
	for _, m := range []struct {
		key   string
		moved []assessment.IndicatorTrend
	}{{"risen", c.trend.Risers()}, {"fallen", c.trend.Fallers()}} {
		if len(m.moved) > 0 {
			label := c.say(m.key, "date", c.words.Date(c.trend.Since))
			blocks = append(blocks, labelled(label, c.moved(m.moved, len(m.moved)), smallStyle).after(1.6))
		}
	}
	return blocks
}

// moved lists at most most of the indicators that moved, with their levels then and now, and counts the rest.
func (c *content) moved(list []assessment.IndicatorTrend, most int) string {
	var said []string
	for _, i := range list[:min(len(list), most)] {
		said = append(said, c.named(i.ID)+" "+unbroken("("+i.Then.String()+" → "+i.Now.String()+")"))
	}
	s := strings.Join(said, ", ")
	if rest := len(list) - most; rest > 0 {
		s += " " + unbroken(c.say("moved.rest", "count", rest))
	}
	return s
}

// topMovers returns the largest rises and falls in one paragraph that starts with first; nil if that leaves nothing.
func (c *content) topMovers(first string) []Block {
	strong := asideStyle.in(ink)
	strong.Face = Bold
	var p Paragraph
	if first != "" {
		p.Spans = []Span{{first + " ", asideStyle}}
	}
	for _, m := range []struct {
		key   string
		moved []assessment.IndicatorTrend
	}{{"risen.short", c.trend.Risers()}, {"fallen.short", c.trend.Fallers()}} {
		if len(m.moved) > 0 {
			p.Spans = append(p.Spans, Span{c.say(m.key) + " ", strong}, Span{c.moved(m.moved, topMoved) + ". ", asideStyle})
		}
	}
	if len(p.Spans) == 0 {
		return nil
	}
	return []Block{p.cut(cutOther).after(0.8)}
}

// trendOf returns the comparison with earlier rounds in the short form of the summary.
func (c *content) trendOf() []Block {
	if c.trend == nil {
		return nil
	}
	if len(c.trends) > 1 {
		return append([]Block{c.rounds()}, c.topMovers(c.say("compared.rounds"))...)
	}
	return c.topMovers(c.say("compared.short", "compared", c.trend.Compared(), "count", len(c.trend.Indicators)))
}

// development returns the comparison with all earlier rounds, by area and by indicator; nil without an earlier round.
// It is set closer if that keeps it on one page.
func (c *content) development() []Section {
	if c.trend == nil {
		return nil
	}
	airy := c.developed(smallStyle, 0.7)
	return []Section{{
		Blocks: airy,
		Fits:   []Fit{{1, airy}, {1, c.developed(closeStyle, 0.6)}, {1, c.developed(closeStyle, 0.25)}},
	}}
}

// developed returns the development in the given style, with pad above and below each indicator.
func (c *content) developed(style Style, pad float64) []Block {
	blocks := append([]Block{
		Heading{Level: 2, Text: c.say("development"), Style: pageStyle},
		c.rounds(), text(c.say("compared.rounds"), asideStyle).after(1),
	}, c.movers()...)
	// Oldest first, in reading order.
	for from := len(c.trends); from > 0; from -= roundsAcross {
		blocks = append(blocks, c.levelsOf(c.trends[max(0, from-roundsAcross):from], style, pad))
	}
	return blocks
}

// levelsOf returns a table with the level of each indicator in earlier rounds, given newest first, and now, with an
// arrow if it moved since the last round. An indicator that cannot be compared shows the reason.
func (c *content) levelsOf(trends []*assessment.Trend, style Style, pad float64) Table {
	strong, aside := style.in(ink), style.in(quiet)
	strong.Face = Bold
	t := Table{Columns: []Column{{Share: 1}}, Pad: pad, Whole: true, Before: 5}
	heads := []string{c.field("indicator")}
	for _, trend := range slices.Backward(trends) {
		t.Columns = append(t.Columns, Column{Width: 23, Most: 26})
		heads = append(heads, unbroken(c.words.Date(trend.Since)))
	}
	t.Columns = append(t.Columns, Column{Width: 16, Most: 20})
	for _, h := range append(heads, c.say("column.now")) {
		t.Head = append(t.Head, Cell{Scope: ScopeColumn, Blocks: []Block{text(h, columnStyle)}})
	}
	for _, r := range c.result.Indicators {
		row := []Cell{{Scope: ScopeRow, Blocks: []Block{text(c.indicator(r.ID), style)}}}
		for _, trend := range slices.Backward(trends) {
			moved := trend.Indicator(r.ID)
			said := text(moved.Then.String(), style)
			switch moved.LeftOut {
			case "":
			case assessment.LeftOutNow:
				said = text(moved.Lost.String(), style)
			default:
				said = text(unbroken(c.say("not_compared."+string(moved.LeftOut))), aside)
			}
			row = append(row, Cell{Blocks: []Block{said}})
		}
		now := c.answer(r.Answer)
		if trends[0] == c.trend {
			now += arrows[c.trend.Indicator(r.ID).Direction]
		}
		t.Rows = append(t.Rows, append(row, Cell{Blocks: []Block{text(now, strong)}}))
	}
	return t
}

var arrows = map[assessment.Direction]string{assessment.DirectionUp: "\u00a0↑", assessment.DirectionDown: "\u00a0↓"}

// earlierLevels returns an indicator's levels in earlier rounds, oldest first, for as many rounds as the card has
// room for; a dash if they cannot be compared. With a single earlier round it returns nil: the triangle shows the
// change.
func (c *content) earlierLevels(indicator string) []string {
	if len(c.trends) < 2 {
		return nil
	}
	var levels []string
	for i := min(len(c.trends), roundsOnCard) - 1; i >= 0; i-- {
		level := "–"
		if moved := c.trends[i].Indicator(indicator); moved.Then.IsLevel() {
			level = strconv.Itoa(int(moved.Then))
		}
		levels = append(levels, level)
	}
	return levels
}

// earlierRounds returns the sentence that names the rounds whose levels the card shows beside the current ones; ""
// with fewer than two.
func (c *content) earlierRounds() string {
	if len(c.trends) < 2 {
		return ""
	}
	var dates []string
	for i := min(len(c.trends), roundsOnCard) - 1; i >= 0; i-- {
		dates = append(dates, unbroken(c.words.Date(c.trends[i].Since)))
	}
	return c.say("earlier.levels", "dates", strings.Join(dates, ", "))
}

// earlierMeans returns an area's means in the earlier rounds, oldest first. With a single earlier round it returns
// that round's mean, followed by this round's mean over their common indicators if that differs from mean.
func (c *content) earlierMeans(area string, mean *assessment.Mean) string {
	if len(c.trends) < 2 {
		return c.before(area, mean)
	}
	var means []string
	for i := min(len(c.trends), meansOnCard) - 1; i >= 0; i-- {
		means = append(means, c.words.Mean(c.trends[i].Area(area).Then))
	}
	return c.say("earlier.means", "means", strings.Join(means, " · "))
}
