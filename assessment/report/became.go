package report

import (
	"strings"

	"kwaliteitskaart/assessment"
)

// became returns the actions of the previous round with their fates and the leadership's answers; nothing if there are none.
func (c *content) became() []Block {
	list := c.in.Became()
	if len(list) == 0 {
		return nil
	}
	t := Table{
		Columns: []Column{{Share: 2}, {Width: 32, Most: 42}, {Width: 19, Most: 24}, {Share: 1}, {Share: 1}},
		Head:    c.heads("field.what", "field.owner", "field.due", "report.column.fate", "field.reply"), Pad: 1.5, Before: 1.5,
	}
	count := make(map[assessment.Fate]int)
	for _, b := range list {
		count[b.Fate]++
		fate := []Block{text(c.say("fate."+string(b.Fate)), smallStrong)}
		if b.Since != "" {
			fate = append(fate, text(c.say("became.since", "date", unbroken(c.words.Date(b.Since))), asideStyle))
		}
		if b.Fate == assessment.FateStopped && !blank(b.Reason) {
			fate = append(fate, text(b.Reason, asideStyle))
		}
		reply := []Block{text("", smallStyle)}
		if a := b.Action(); a.Asks() || a.Reply != nil {
			reply = append([]Block{text(joined(" · ", a.Ask, strings.Join(c.words.Means(a.Hours, a.Euros), c.say("and"))), asideStyle)}, c.reply(a, smallStyle)...)
		}
		t.Rows = append(t.Rows, []Cell{
			{Scope: ScopeRow, Blocks: []Block{Paragraph{Spans: []Span{{orDash(b.What), smallStyle}, {" · " + b.Indicator, asideStyle}}}}},
			{Blocks: []Block{text(orDash(b.Owner), smallStyle)}},
			{Blocks: []Block{text(unbroken(c.words.Date(b.Due)), smallStyle)}},
			{Blocks: fate},
			{Blocks: reply},
		})
	}
	var said []string
	for _, f := range assessment.Fates {
		if n := count[f]; n > 0 {
			said = append(said, c.say("fates."+string(f), "count", n))
		}
	}
	about := text(c.say("became.of", "count", len(list), "fates", strings.Join(said, ", ")), asideStyle)
	about.Keep = true
	return []Block{Heading{Level: 2, Text: c.say("became"), Style: headingStyle, Before: 9}, about, t}
}
