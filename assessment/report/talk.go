package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
)

// talk returns the pages for the facilitator: the indicators to discuss, in order, each with the ballots as dots above the
// levels, a question to ask, and room to write. It shows ballots only as numbers, and none if they may not be shown.
// Source: .github/spec/rules.md, Privacy.
func (c *content) talk() Section {
	blocks := []Block{
		Heading{Level: 1, Text: c.title, Style: titleStyle},
		brief(joined(" · ", c.team, unbroken(c.words.LongDate(c.a.Date)), c.card(c.a.Card.Title)), mutedStyle, 3),
	}
	if !c.a.BallotsShown() {
		return Section{Blocks: append(blocks, text(c.say("talk.hidden", "least", assessment.MinBallots), bodyStyle).after(4))}
	}
	var last *assessment.Assessment
	if before := append(slices.Clone(c.in.Earlier), c.in.Before()...); len(before) > 0 { // a file has only what is kept
		last = before[0]
	}
	points := c.a.Points(last)
	if len(points) == 0 {
		blocks = append(blocks, text(c.say("talk.none"), bodyStyle).after(4))
	} else {
		blocks = append(blocks, text(c.say("talk.about", "count", len(points), "minutes", assessment.PointsTake(len(points))), bodyStyle).after(2))
	}
	differed := c.a.DifferedBefore(last)
	for i, id := range points {
		blocks = append(blocks, c.point(i+1, id, slices.Contains(differed, id)))
	}
	return Section{Blocks: append(blocks, c.agreeing(points)...)}
}

// point returns one indicator to discuss.
func (c *content) point(number int, id string, differed bool) whole {
	ind, _ := c.a.Card.Indicator(id)
	r := c.result.Indicator(id)
	var why []string
	if differed {
		why = append(why, c.words.Say("reason.differed"))
	}
	for _, reason := range r.Discuss {
		why = append(why, c.words.Say("reason."+string(reason), "spread", r.Ballots.Spread(), "unknown", r.Ballots.Unknown, "na", r.Ballots.NotApplicable))
	}
	statement := text(c.card(ind.Statement), quoteStyle)
	statement.Keep = true
	block := whole{
		Heading{Level: 2, Text: strconv.Itoa(number) + ". " + id + " " + c.card(ind.Title), Style: minorStyle, Before: 6},
		statement,
		c.piles(ind, r.Ballots),
		labelled(strings.Join(why, ", ")+":", c.counted(r.Ballots), smallStyle).after(1),
	}
	if prompts := c.a.Card.DiscussionPrompts; len(prompts) > 0 {
		prompt := c.card(prompts[c.a.Card.Order(id)%len(prompts)])
		block = append(block, labelled(c.say("talk.ask"), prompt, smallStyle).after(0.5))
	}
	agreed := ticks{Question: c.say("talk.agreed"), Before: 1.5}
	for i := range c.levels {
		agreed.Answers = append(agreed.Answers, strconv.Itoa(i+1))
	}
	agreed.Answers = append(agreed.Answers, c.say("form.unknown"), c.say("answer.not_applicable"), c.say("differed"))
	return append(block, agreed, ruled(2))
}

// counted returns the tally of an indicator in words, and the proposed score.
func (c *content) counted(t *assessment.Tally) string {
	said := []string{c.words.Say("ballots.scores", "count", t.Scored())}
	if t.Unknown > 0 {
		said = append(said, c.words.Say("ballots.unknown", "count", t.Unknown))
	}
	if t.NotApplicable > 0 {
		said = append(said, c.words.Say("ballots.not_applicable", "count", t.NotApplicable))
	}
	if n := t.Proposed(); n > 0 {
		said = append(said, c.words.Say("ballots.proposed", "level", n))
	}
	return strings.Join(said, " · ")
}

// piles returns the levels of an indicator with their meaning, each below the ballots that chose it.
func (c *content) piles(ind *assessment.Indicator, t *assessment.Tally) Table {
	table := Table{Pad: 0.8, Whole: true, Before: 1.5, Rows: make([][]Cell, 2)}
	most := slices.Max(t.Levels)
	for i, n := range t.Levels {
		table.Columns = append(table.Columns, Column{Share: 1})
		table.Head = append(table.Head, Cell{Scope: ScopeColumn, Blocks: []Block{text(strconv.Itoa(i+1)+" "+c.levels[i], columnStyle)}})
		dots := Cell{}
		if n > 0 {
			dots.Blocks = []Block{pile{n, most, i + 1, len(t.Levels), c.say("alt.at_level", "count", n, "level", i+1)}}
		}
		table.Rows[0] = append(table.Rows[0], dots)
		meaning := ""
		if i < len(ind.Levels) {
			meaning = c.card(ind.Levels[i])
		}
		table.Rows[1] = append(table.Rows[1], Cell{Blocks: []Block{text(meaning, closeStyle)}})
	}
	return table
}

// agreeing returns the indicators that need no discussion: those on which two or more agree and those that one person
// answered, with the answer, and those that nobody answered.
func (c *content) agreeing(points []string) []Block {
	named := func(of []assessment.IndicatorResult) (list []string) {
		for _, r := range of {
			words := c.named(r.ID)
			if r.Ballots.Answered() > 0 {
				answer := r.Proposed()
				if answer == assessment.Blank { // nobody chose a level
					answer = assessment.NotApplicable
				}
				words += " " + unbroken("("+c.answer(answer)+")")
			}
			if !slices.Contains(points, r.ID) {
				list = append(list, words)
			}
		}
		return list
	}
	d := c.result.Divided()
	var blocks []Block
	for _, x := range []struct {
		key  string
		list []string
	}{{"talk.same", named(d.Agree)}, {"talk.single", named(d.Single)}, {"talk.empty", named(d.Empty)}} {
		if len(x.list) > 0 {
			blocks = append(blocks, Heading{Level: 2, Text: c.say(x.key), Style: minorStyle, Before: 7},
				text(strings.Join(x.list, ", "), smallStyle).after(0.8))
		}
	}
	return blocks
}

// whole is blocks that stay on one page if they fit on one.
type whole []Block

func (b whole) lay(l *layouter, width float64) []piece {
	pieces := l.blocks(b, width)
	for i := range pieces[:max(0, len(pieces)-1)] {
		pieces[i].near = true
	}
	return pieces
}

// pile is the ballots that chose a level, as dots: Most is the largest number of any level beside it.
type pile struct {
	Count, Most, Level, Levels int
	Alt                        string
}

const pileHeight, pileDot = 9.0, 3.6

func (b pile) lay(l *layouter, width float64) []piece {
	p := piece{height: pileHeight}
	step := chart.Ramp(b.Levels)[b.Level-1]
	diameter := chart.Diameter(b.Most, width, pileHeight, pileDot)
	l.within(Element{Role: RoleFigure, Alt: b.Alt}, func() {
		beside := min(float64(b.Count), math.Floor(width/diameter)) // of a whole line, which begins where the words below begin
		for _, d := range chart.Pile(b.Count, beside*diameter, diameter) {
			p.items = append(p.items, Item{l.at, Disc{d.X, pileHeight - d.Y, diameter * 0.45, step.Fill, edge(step)}})
		}
	})
	return []piece{p}
}
