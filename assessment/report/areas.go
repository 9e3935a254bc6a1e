package report

import (
	"strings"

	"kwaliteitskaart/assessment"
)

// mark is a level drawn as a disc with its number.
type mark struct{ Level, Levels int }

// areas returns one section per area, on one page if smaller spacing achieves that: what the area covers, its result, and
// each of its indicators.
func (c *content) areas() []Section {
	var sections []Section
	for i := range c.a.Card.Areas {
		if area := &c.a.Card.Areas[i]; c.result.Area(area.ID) != nil {
			sections = append(sections, Section{Blocks: c.area(area, smallStyle), Fits: []Fit{
				{1, c.area(area, smallStyle)}, {1, c.area(area, closeStyle)},
			}})
		}
	}
	return sections
}

func (c *content) area(area *assessment.Area, style Style) []Block {
	blocks := []Block{Heading{Level: 2, Text: c.card(area.Title), Style: pageStyle}}
	if question := c.card(area.Question); !blank(question) {
		blocks = append(blocks, text(question, quoteStyle).after(0.4))
	}
	r := c.result.Area(area.ID)
	was := c.trend != nil
	stand := Table{Columns: c.profileColumns(was)[1:], Rows: [][]Cell{c.profileRow(area, r, was)[1:]}, Pad: 1.8, Middle: true, Loose: true, Before: 1.5}
	levels := legend{Levels: c.levels, Before: 1.6}
	if r.Scored < r.Applicable {
		levels.Rest = c.say("no_level")
	}
	list := Table{
		Columns: []Column{{Share: 1}, {Width: 24}},
		Head:    c.heads("field.indicator", "report.column.level"),
		Pad:     style.Leading * 0.38, Before: 3,
	}
	for _, ind := range area.InScope(c.a.Scope) {
		list.Rows = append(list.Rows, []Cell{
			{Scope: ScopeRow, Blocks: c.judged(ind, style)},
			{Blocks: c.score(ind, style)},
		})
	}
	blocks = append(blocks, stand, levels)
	if moved := c.trend.Area(area.ID); moved.Then != nil {
		blocks = append(blocks, text(c.say("compared.area", "compared", moved.Common, "count", len(list.Rows)), asideStyle).after(0.6))
	}
	return append(blocks, list)
}

// judged returns an indicator with the team's findings: the text of its level, its evidence and its note.
func (c *content) judged(ind *assessment.Indicator, style Style) []Block {
	aside := style.in(quiet)
	name := Paragraph{Spans: []Span{{ind.ID + " " + c.card(ind.Title), strongStyle}}}
	if ind.Core && c.a.Scope == assessment.ScopeFull {
		core := aside
		core.Leading = strongStyle.Leading // one baseline
		name.Spans = append(name.Spans, Span{" " + c.say("core"), core})
	}
	statement := aside
	statement.Face = Italic
	blocks := []Block{name, text(c.card(ind.Statement), statement)}
	s := c.a.Score(ind.ID)
	if n := int(s.Answer); s.Answer.IsLevel() && n <= len(ind.Levels) {
		level := c.say("full.level", "level", n, "title", c.levels[n-1])
		blocks = append(blocks, labelled(level, c.card(ind.Levels[n-1]), style).after(0.5))
	}
	blocks = append(blocks, c.filled(style, 0.5, field{"evidence", s.Evidence}, field{"note", s.Note})...)
	if about := c.remarks(ind.ID); about != "" {
		blocks = append(blocks, text(about, aside).after(0.5))
	}
	return blocks
}

// remarks returns the sentences that apply to an indicator: the team agreed to differ, departed from the proposed score, or
// gave no evidence for its own.
func (c *content) remarks(indicator string) string {
	r := c.result.Indicator(indicator)
	var said []string
	if c.a.Score(indicator).Disagreed {
		said = append(said, c.say("full.differed"))
	}
	if c.departs(indicator) {
		said = append(said, c.say("full.departed", "agreed", c.answer(r.Answer), "proposed", c.answer(r.Proposed())))
	}
	if !r.Supported {
		said = append(said, c.words.Say("unsupported"))
	}
	return strings.Join(said, " · ")
}

// score returns the score the team agreed on, with the values it is compared with on the lines below.
func (c *content) score(ind *assessment.Indicator, style Style) []Block {
	s := c.a.Score(ind.ID)
	var blocks []Block
	if s.Answer.IsLevel() {
		blocks = append(blocks, mark{Level: int(s.Answer), Levels: len(c.levels)})
	} else {
		blocks = append(blocks, text(c.answer(s.Answer), smallStrong))
	}
	lines := []string{c.say("alt.norm", "level", ind.Target)}
	if s.Target != ind.Target {
		lines = append(lines, c.say("full.target", "level", s.Target))
	}
	if moved := c.trend.Indicator(ind.ID); moved.Then.IsLevel() {
		lines = append(lines, c.say("full.then", "level", int(moved.Then)))
	}
	for _, l := range lines {
		blocks = append(blocks, text(l, style.in(quiet)))
	}
	return blocks
}
