package report

import (
	"strconv"

	"kwaliteitskaart/assessment"
)

// keyUnknown and keyNotApplicable are the keys to press for the answers that are no level, when a form is keyed in.
const keyUnknown, keyNotApplicable = "0", "N"

// The type sizes of a form, in points.
const (
	formLargest, formGood, formFair, formSmallest = 11.0, 9.5, 8.5, 8.0
	formStep                                      = 0.5

	formMost = 75 // the number of one-line indicators that two pages can hold in the smallest type
)

// form returns the card to score on paper, with the indicators in the order in which forms are keyed in. It takes one
// page if fair type allows that, otherwise two: with each area on one page in fair type, or else in the largest type
// that fits. A card that two pages cannot hold takes as many pages as it needs in good type.
func (c *content) form() Section {
	s := Section{Stamped: true, Blocks: c.formIn(formGood, true)}
	if len(c.result.Indicators) > formMost {
		return s
	}
	for _, f := range []struct {
		pages    int
		smallest float64
		whole    bool
	}{{1, formFair, true}, {2, formFair, true}, {2, formSmallest, false}} {
		for points := formLargest; points >= f.smallest; points -= formStep {
			s.Fits = append(s.Fits, Fit{f.pages, c.formIn(points, f.whole)})
		}
	}
	return s
}

// formIn returns the form in the given size; whole keeps each area on one page.
func (c *content) formIn(points float64, whole bool) []Block {
	blocks := c.formHead()
	in := c.a.Card.InScope(c.a.Scope)
	if len(in) == 0 {
		return append(blocks, text(c.say("form.nothing"), mutedStyle).after(5))
	}
	boxes := boxes{Levels: len(c.levels), Points: points}
	for i := range c.levels {
		boxes.Keys = append(boxes.Keys, strconv.Itoa(i+1))
	}
	boxes.Keys = append(boxes.Keys, keyUnknown, keyNotApplicable)
	heads := boxes
	heads.Labels = make([]string, len(boxes.Keys))
	heads.Labels[boxes.Levels], heads.Labels[boxes.Levels+1] = c.say("form.unknown"), c.say("answer.not_applicable")

	leading := points * point * 1.28
	statement, id := Style{Regular, points, leading, ink}, Style{Bold, points, leading, ink}
	title := Style{Bold, points * 1.3, leading * 1.3, ink}
	count := Style{Regular, max(smallest, points*0.9), leading, quiet}
	done := 0
	for i := range c.a.Card.Areas {
		area := &c.a.Card.Areas[i]
		of := area.InScope(c.a.Scope)
		if len(of) == 0 {
			continue
		}
		t := Table{
			Columns: []Column{{Width: 7.5, Most: 20}, {Share: 1}, {Width: boxes.width()}},
			Head: []Cell{
				{Scope: ScopeColumn, Span: 2, Blocks: []Block{Heading{Level: 2, Text: c.card(area.Title), Style: title}}},
				{Scope: ScopeColumn, Blocks: []Block{heads}},
			},
			Pad: points * point * 0.32, Middle: true, Whole: whole, Before: points * 0.45,
		}
		for _, ind := range of {
			boxes := boxes
			boxes.Indicator = ind.ID
			t.Rows = append(t.Rows, []Cell{
				{Scope: ScopeRow, Blocks: []Block{text(ind.ID, id)}},
				{Blocks: []Block{text(c.card(ind.Statement), statement)}},
				{Blocks: []Block{boxes}},
			})
		}
		done += len(of)
		check := c.say("form.count", "count", len(of)) + " · " + c.say("form.so_far", "done", done, "total", len(in))
		sum := text(check, count)
		sum.Right = true
		t.Rows = append(t.Rows, []Cell{{Span: 3, Blocks: []Block{sum}}})
		blocks = append(blocks, t)
	}
	return blocks
}

// formHead returns the head of the form: the team, the meaning of the boxes and how to choose. It has no field for a
// name.
func (c *content) formHead() []Block {
	team, _ := headline(c.team) // the full name could cost the form a line, and an area its page
	about := append([]string{team, unbroken(c.words.LongDate(c.a.Date))}, c.round()...)
	about = append(about, c.card(c.a.Card.Title))
	groups := ticks{Question: c.say("form.group"), Before: 3}
	for _, g := range assessment.Groups {
		groups.Groups = append(groups.Groups, g)
		groups.Answers = append(groups.Answers, c.words.Say("group."+string(g)))
	}
	var levels []Block
	for i, level := range c.a.Card.Scale.Levels {
		levels = append(levels, keyed(strconv.Itoa(i+1), c.levels[i], c.card(level.Meaning)))
	}
	answers := c.a.Card.Answers
	return []Block{
		Heading{Level: 1, Text: c.title, Style: titleStyle},
		brief(joined(" · ", about...), mutedStyle, 2),
		groups,
		text(c.say("form.anonymous"), bodyStyle).after(1.4),
		columns{Shares: []float64{13, 8}, Gap: 4, Boxed: true, Before: 3.5, Columns: [][]Block{levels, {
			keyed(keyUnknown, c.card(answers.Unknown.Title), ""),
			keyed(keyNotApplicable, c.card(answers.NotApplicable.Title), ""),
			brief(c.card(c.a.Card.Scale.Rule), smallStyle, 8).after(1),
		}}},
	}
}

// keyed returns the legend entry for a box: its name and its meaning.
func keyed(sign, name, meaning string) key {
	p := labelled(name, meaning, smallStyle)
	p.Most = 3
	return key{Key: sign, Says: p}
}
