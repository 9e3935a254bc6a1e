package report

import (
	"kwaliteitskaart/assessment"
)

// prepare returns the page for everyone before the meeting: its purpose, its subjects, what to bring, and that answers are
// anonymous. It shows nobody's answers.
func (c *content) prepare() Section {
	s := Section{Single: true, Shortened: " " + c.say("prepare.see_card"), Blocks: c.prepareIn(closeStyle), Fill: notes{c.say("prepare.notes")}}
	for _, style := range []Style{smallStyle, closeStyle} {
		s.Fits = append(s.Fits, Fit{1, c.prepareIn(style)})
	}
	return s
}

// prepareIn returns the page with its statements in a style.
func (c *content) prepareIn(style Style) []Block {
	a := c.a
	parts := assessment.Timetable(a.Mode, assessment.WayOwn, a.Expected, len(a.Card.InScope(a.Scope)))
	what := "prepare.what." + string(a.Mode)
	scored := a.Card.InScope(a.Scope)
	blocks := []Block{
		Heading{Level: 1, Text: c.title, Style: titleStyle},
		text(joined(" · ", c.team, unbroken(c.words.LongDate(a.Date)), c.card(a.Card.Title)), mutedStyle).cut(cutOther),
		Heading{Level: 2, Text: c.say("prepare.what"), Style: headingStyle, Before: 5},
		text(c.say(what, "count", len(scored), "minutes", parts[len(parts)-1].Ends()), bodyStyle).after(1),
		text(c.card(a.Card.Scale.Rule), bodyStyle).cut(cutOther).after(1),
		Heading{Level: 2, Text: c.say("prepare.anonymous"), Style: headingStyle, Before: 5},
		text(c.say("prepare.anonymous."+string(a.Mode), "least", assessment.MinBallots), bodyStyle).after(1),
	}
	core := a.Card.InScope(assessment.ScopeCore)
	if len(core) == 0 {
		return blocks
	}
	t := Table{
		Columns: []Column{{Share: 1}, {Share: 0.8}}, Head: c.heads("report.prepare.statement", "report.prepare.evidence"),
		Pad: style.Leading * 0.24, Cut: cutRows, Rest: func(n int) string { return c.say("prepare.rest", "count", n) }, Before: 1.5,
	}
	id := style
	id.Face = Bold
	for _, ind := range core {
		bring := ""
		if len(ind.Evidence) > 0 {
			bring = c.card(ind.Evidence[0])
		}
		t.Rows = append(t.Rows, []Cell{
			{Scope: ScopeRow, Blocks: []Block{Paragraph{Spans: []Span{{ind.ID + " ", id}, {c.card(ind.Statement), style}}}.cut(cutOther)}},
			{Blocks: []Block{text(bring, style.in(quiet)).cut(cutOther)}},
		})
	}
	return append(blocks,
		Heading{Level: 2, Text: c.say("prepare.core"), Style: headingStyle, Before: 5},
		text(c.say("prepare.bring"), bodyStyle).after(1), t)
}

// notes fills the rest of a page with lines to write on, below a title; with nothing if there is too little room.
type notes struct{ Title string }

const (
	notesLine  = 8.0 // between two lines to write on, in millimetres
	notesLeast = 3 * notesLine
)

func (b notes) fill(l *layouter, width, height float64) piece {
	p := piece{height: max(0, height)}
	y := 5 + smallStrong.Leading
	if height < y+notesLeast {
		return p
	}
	l.within(Element{Role: RoleP}, func() {
		p.items = lineItems(l.at, l.line(b.Title, smallStrong, width), 0, 5)
	})
	for y += notesLine; y <= height; y += notesLine {
		p.items = append(p.items, Item{nil, Line{0, y, width, y, 0.2, frame}})
	}
	return p
}

// ruled is a number of lines to write on.
type ruled int

func (b ruled) lay(_ *layouter, width float64) []piece {
	p := piece{height: float64(b) * notesLine}
	for i := range int(b) {
		y := float64(i+1) * notesLine
		p.items = append(p.items, Item{nil, Line{0, y, width, y, 0.2, frame}})
	}
	return []piece{p}
}
