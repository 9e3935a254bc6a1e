package report

import (
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// guide returns the page that lists the indicators of each theme and source of the card, for a board that asks about those. A
// card without either has none.
func (c *content) guide() []Section {
	themes, sources := c.result.Frames(c.a.Card)
	if len(themes)+len(sources) == 0 {
		return nil
	}
	made := func(style Style, pad float64) []Block {
		blocks := []Block{
			Heading{Level: 2, Text: c.say("guide"), Style: pageStyle},
			text(c.say("guide.about"), mutedStyle).after(0.6),
		}
		for _, part := range []struct {
			key    string
			frames []assessment.Frame
			title  func(key string) string
			share  float64 // of the title, beside the indicators
		}{{"guide.themes", themes, c.theme, 0.5}, {"guide.sources", sources, c.source, 1.3}} {
			if len(part.frames) == 0 {
				continue
			}
			t := Table{
				Columns: []Column{{Share: part.share}, {Share: 1}, {Width: 22, Most: 32}},
				Head:    c.heads("report.column.frame", "report.column.indicators", "report.column.at_norm"), Pad: pad, Before: 1,
			}
			for _, f := range part.frames {
				t.Rows = append(t.Rows, []Cell{
					{Scope: ScopeRow, Blocks: []Block{text(orDash(part.title(f.Key)), style)}},
					{Blocks: []Block{text(c.levelsIn(f), style)}},
					{Blocks: []Block{text(unbroken(c.say("guide.at_norm", "count", f.Scored, "reached", f.AtNorm)), style)}},
				})
			}
			blocks = append(blocks, Heading{Level: 3, Text: c.say(part.key), Style: minorStyle, Before: 4}, t)
		}
		return blocks
	}
	airy := made(smallStyle, 0.8)
	return []Section{{Blocks: airy, Fits: []Fit{{1, airy}, {1, made(closeStyle, 0.5)}, {1, made(closeStyle, 0.25)}}}}
}

// levelsIn lists the indicators of a frame, each with its level: "V3 (3), I1 (–)".
func (c *content) levelsIn(f assessment.Frame) string {
	said := make([]string, len(f.Indicators))
	for i, r := range f.Indicators {
		level := "–"
		if r.Answer.IsLevel() {
			level = r.Answer.String()
		}
		said[i] = unbroken(r.ID + " (" + level + ")")
	}
	return strings.Join(said, ", ")
}

func (c *content) theme(key string) string {
	i := slices.IndexFunc(c.a.Card.Themes, func(k assessment.Keyed) bool { return k.Key == key })
	return c.card(c.a.Card.Themes[i].Title)
}

func (c *content) source(key string) string {
	i := slices.IndexFunc(c.a.Card.Sources, func(s assessment.Source) bool { return s.Key == key })
	return c.a.Card.Sources[i].Title
}
