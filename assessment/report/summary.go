package report

import (
	"strconv"
	"strings"

	"kwaliteitskaart/assessment"
)

// summary returns the one-page summary, to sign and keep: with the actions of each priority where they fit.
func (c *content) summary() Section {
	blocks := c.summaryBlocks(false)
	return Section{
		Single:    true,
		Shortened: " " + c.say("see_plan"),
		Fits:      []Fit{{1, c.summaryBlocks(true)}},
		Blocks:    blocks,
		Foot: []Block{signatures{Gap: 10.6, Under: [][]Paragraph{
			{text(c.say("sign.team"), mutedStyle), text(c.say("sign.name_date"), mutedStyle)},
			{text(c.say("sign.manager"), mutedStyle), text(c.say("sign.name_date"), mutedStyle)},
		}}},
	}
}

// summaryBlocks returns what the summary shows, with or without the actions of each priority.
func (c *content) summaryBlocks(actions bool) []Block {
	about := append(append([]string{unbroken(c.words.LongDate(c.a.Date)), c.adopted()}, c.round()...), c.card(c.a.Card.Title))
	levels := legend{Levels: c.levels, Before: 2.6}
	for _, r := range c.result.Areas {
		if r.Scored < r.Applicable {
			levels.Rest = c.say("no_level")
		}
	}
	blocks := []Block{
		Heading{Level: 1, Text: c.title, Style: titleStyle},
		text(c.teamLine(), mutedStyle).cut(cutOther).after(0.6),
		text(joined(" · ", about...), mutedStyle).cut(cutOther),
	}
	blocks = append(blocks, c.standing()...)
	if p := c.profile(); len(p.Rows) > 0 {
		blocks = append(blocks, p, levels)
	}
	blocks = append(blocks, c.trendOf()...)
	blocks = append(blocks, c.differences()...)
	blocks = append(blocks, c.sentences()...)
	blocks = append(blocks, c.priorities(actions)...)
	blocks = append(blocks, c.asked(cutAsks, smallStyle, 5)...)
	return append(blocks, columns{Columns: [][]Block{c.proud(), c.closing()}, Shares: []float64{5, 2}, Gap: 8, Before: 5})
}

// differences names the indicators that the team agreed to differ on, with the level that counts; nil if there are none.
func (c *content) differences() []Block {
	var said []string
	for _, id := range c.a.Differed() {
		level := c.a.Score(id).Answer.String()
		if c.a.Score(id).Answer.IsLevel() {
			level = c.say("level", "level", level)
		}
		said = append(said, c.named(id)+" ("+unbroken(level)+")")
	}
	if said == nil {
		return nil
	}
	return []Block{labelled(c.field("disagreed")+":", strings.Join(said, ", ")+".", smallStyle).cut(cutOther).after(1.5)}
}

// adopted returns when the plan was adopted; "" for a draft.
func (c *content) adopted() string {
	p := c.a.Plan
	if p.Status != assessment.PlanAdopted || p.AdoptedOn == "" {
		return ""
	}
	return unbroken(c.say("adopted_on", "date", c.words.LongDate(p.AdoptedOn)))
}

// changedSince returns how much was changed after adopting; "" if nothing was.
func (c *content) changedSince() string {
	if n := len(c.changes); n > 0 {
		return c.say("changed", "count", n)
	}
	return ""
}

// standing returns the line below the date: how much was changed after adopting, and how many actions are late on the day of
// the document; nothing if neither. Source: .github/spec/print.md.
func (c *content) standing() []Block {
	strong := bodyStyle
	strong.Face = Bold
	var spans []Span
	if label, rest, any := strings.Cut(c.changedSince(), ":"); any {
		spans = append(spans, Span{label + ":", strong}, Span{unbroken(rest), bodyStyle})
	}
	var late []string
	if _, n := c.in.Progress(c.in.Today); n > 0 {
		late = append(late, unbroken(c.say("actions.overdue", "count", n)))
	}
	if c.a.EvaluationPassed(c.in.Today) {
		late = append(late, unbroken(c.say("evaluation.passed")))
	}
	if len(late) > 0 {
		if spans != nil {
			spans = append(spans, Span{" · ", bodyStyle})
		}
		spans = append(spans, Span{unbroken(c.say("standing", "date", c.words.Date(c.in.Today))) + " ", strong},
			Span{strings.Join(late, ", "), strong.in(alarm)})
	}
	if spans == nil {
		return nil
	}
	return []Block{Paragraph{Spans: spans, Before: 2}}
}

// teamLine returns the team's name and details on one line.
func (c *content) teamLine() string {
	t := c.a.Team
	return joined(" · ", t.Institution, c.team, t.Programme, t.Crebo, c.level(), t.Track)
}

// level returns the team's level, preceded by the word for it if only a number was filled in.
func (c *content) level() string {
	s := strings.TrimSpace(c.a.Team.Level)
	if _, err := strconv.Atoi(s); err == nil {
		return unbroken(c.say("level", "level", s))
	}
	return s
}

// profile returns one row per area: its bar, its mean, the last round's mean and its label. The last round is left
// out if a table of several rounds follows.
func (c *content) profile() Table {
	t := Table{
		Columns: c.profileColumns(len(c.trends) == 1),
		Pad:     2.5, Middle: true, Top: true, Cut: cutRows, Rest: c.rest, Before: 6,
	}
	for i := range c.a.Card.Areas {
		area := &c.a.Card.Areas[i]
		if r := c.result.Area(area.ID); r != nil {
			t.Rows = append(t.Rows, c.profileRow(area, r, len(c.trends) == 1))
		}
	}
	return t
}

// profileColumns returns the columns of the profile; was adds one for the last round.
func (c *content) profileColumns(was bool) []Column {
	columns := []Column{{Width: 39}, {Share: 1}, {Width: 8}}
	if !was {
		return append(columns, Column{Width: 42})
	}
	return append(columns, Column{Width: 14, Most: 28}, Column{Width: 34})
}

func (c *content) profileRow(area *assessment.Area, r *assessment.AreaResult, was bool) []Cell {
	label := text(c.words.Say("label."+string(r.Label)), bodyStyle)
	label.Right = true
	row := []Cell{
		{Scope: ScopeRow, Blocks: []Block{text(c.card(area.Title), strongStyle).cut(cutOther)}},
		{Blocks: []Block{c.bar(r, 5.2)}},
		{Blocks: []Block{text(c.words.Mean(r.Mean), strongStyle)}},
	}
	if was {
		row = append(row, Cell{Blocks: []Block{text(c.before(area.ID, r.Mean), asideStyle)}})
	}
	return append(row, Cell{Blocks: []Block{label}})
}

// before returns an area's mean in the last round, over the indicators that both rounds have in common. If this
// round's mean over those differs from mean, it is added.
func (c *content) before(area string, mean *assessment.Mean) string {
	t := c.trend.Area(area)
	if t.Then == nil {
		return ""
	}
	was := c.say("was", "mean", c.words.Mean(t.Then))
	if mean == nil || *mean != *t.Now {
		was += ", " + c.say("now", "mean", c.words.Mean(t.Now))
	}
	return unbroken(was)
}

// sentences returns the team's own three sentences; nil if none is written.
func (c *content) sentences() []Block {
	p := c.a.Plan
	if joined("", p.Strong, p.Concern, p.Choice) == "" {
		return nil
	}
	var said [][]Block
	for _, s := range []field{{"strong", p.Strong}, {"concern", p.Concern}, {"choice", p.Choice}} {
		said = append(said, []Block{
			Heading{Level: 2, Text: c.field(s.name), Style: strongStyle},
			text(orDash(s.text), smallStyle).cut(cutSentences),
		})
	}
	return []Block{columns{Columns: said, Gap: 6, Before: 5}}
}

// priorities returns the priorities with their goals, and with their actions if those are asked for.
func (c *content) priorities(actions bool) []Block {
	list := c.a.Plan.Priorities
	title := c.say("priorities", "count", len(list), "number", len(list))
	if n := len(list); n >= 2 && n <= 12 {
		title = c.say("priorities." + strconv.Itoa(n))
	}
	head := Heading{Level: 2, Text: title, Style: headingStyle, Before: 7}
	if len(list) == 0 {
		head.Text = c.say("priorities.none")
		return []Block{head, text(c.say("priorities.choose"), mutedStyle).after(1)}
	}
	t := Table{
		Columns: []Column{{Share: 1}, {Width: 14}, {Width: 33, Most: 44}, {Width: 20, Most: 26}},
		Head:    c.heads("report.column.goal", "report.column.level", "field.owner", "field.due"),
		Pad:     2, Cut: cutRows, Rest: c.rest, Before: 1.5,
	}
	for i := range list {
		p := &list[i]
		who, due := p.Promise()
		about := []Block{text(c.indicator(p.Indicator), strongStyle).cut(cutOther)}
		if !blank(p.Goal) {
			about = append(about, text(p.Goal, asideStyle).cut(cutGoals))
		}
		if actions {
			about = append(about, c.promised(p)...)
		}
		t.Rows = append(t.Rows, []Cell{
			{Scope: ScopeRow, Blocks: about},
			{Blocks: []Block{text(unbroken(c.change(p.Indicator)), strongStyle)}},
			{Blocks: []Block{text(orDash(strings.Join(who, ", ")), bodyStyle).cut(cutGoals)}},
			{Blocks: []Block{text(unbroken(c.words.Date(due)), bodyStyle)}},
		})
	}
	return []Block{head, t}
}

// promised returns the actions of a priority, each with its owner and due date where those are not of the whole priority; nil
// if there are none.
func (c *content) promised(p *assessment.Priority) []Block {
	var items [][]Block
	for i := range p.Actions {
		a := &p.Actions[i]
		if a.Status == assessment.ActionStopped {
			continue
		}
		said := []Span{{orDash(a.What), asideStyle.in(ink)}}
		if len(p.Actions) > 1 {
			due := ""
			if a.Due != "" {
				due = unbroken(c.words.Date(a.Due))
			}
			if who := joined(", ", a.Owner, due); who != "" {
				said = append(said, Span{" – " + who, asideStyle})
			}
		}
		items = append(items, []Block{Paragraph{Spans: said}})
	}
	if items == nil {
		return nil
	}
	return []Block{list{Items: items, Sign: "•", Before: 0.8}}
}

// heads returns the heading row of a table, given the keys of its words; "" for a column without a heading.
func (c *content) heads(keys ...string) []Cell {
	cells := make([]Cell, len(keys))
	for i, k := range keys {
		cells[i] = Cell{Scope: ScopeColumn, Blocks: []Block{text(c.words.Say(k), columnStyle)}}
	}
	return cells
}

func (c *content) rest(n int) string { return c.say("rest", "count", n) }

// proud returns the team's strengths; if the team marked none, its highest scores, with a sentence that says so.
func (c *content) proud() []Block {
	blocks := []Block{Heading{Level: 2, Text: c.say("proud"), Style: strongStyle}}
	items := c.strengths()
	if len(items) == 0 {
		highest := c.result.Strongest(2)
		if len(highest) == 0 {
			return append(blocks, text(c.say("proud.nothing"), mutedStyle))
		}
		blocks = append(blocks, text(c.say("proud.highest"), mutedStyle))
		for _, id := range highest {
			items = append(items, []Block{text(c.indicator(id), bodyStyle).cut(cutProudText)})
		}
	}
	return append(blocks, list{Items: items, Sign: "•", Cut: cutProud, Rest: c.rest})
}

// strengths returns the indicators that the team marked as a strength, each with its evidence, if any.
func (c *content) strengths() [][]Block {
	var items [][]Block
	for _, r := range c.result.Indicators {
		s := c.a.Score(r.ID)
		if s.Strength {
			said := joined(": ", c.indicator(r.ID), s.Evidence)
			items = append(items, []Block{text(said, bodyStyle).cut(cutProudText)})
		}
	}
	return items
}

// closing returns the evaluation date, and the sentence with which the team adopted the plan.
func (c *content) closing() []Block {
	p := c.a.Plan
	blocks := []Block{Heading{Level: 2, Text: c.field("evaluation_date"), Style: strongStyle}}
	if p.EvaluationDate != "" {
		blocks = append(blocks, text(unbroken(c.words.LongDate(p.EvaluationDate)), bodyStyle))
	} else {
		blocks = append(blocks, text(c.say("back.none"), mutedStyle))
	}
	if !blank(p.Waived) {
		blocks = append(blocks, labelled(c.field("waived")+":", p.Waived, bodyStyle).cut(cutOther).after(1))
	}
	return blocks
}
