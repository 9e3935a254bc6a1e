package report

import (
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
)

// wall returns the card with its scores on one page, to put on the wall. Its title is a heading of the given level.
func (c *content) wall(heading int) Section {
	team, _ := headline(c.team) // the full name could leave no room for the date
	about := append([]string{team, unbroken(c.words.LongDate(c.a.Date))}, c.round()...)
	about = append(about, unbroken(c.changedSince()))
	g := grid{Levels: len(c.levels), Heading: heading + 1}
	for i := range c.a.Card.Areas {
		area := &c.a.Card.Areas[i]
		r := c.result.Area(area.ID)
		if r == nil {
			continue
		}
		p := panel{
			Title: c.card(area.Title), Label: joined(" · ", c.words.Say("label."+string(r.Label)), c.earlierMeans(area.ID, r.Mean)),
			Mean: c.words.Mean(r.Mean),
			Bar:  c.bar(r, 0),
		}
		for _, ind := range area.InScope(c.a.Scope) {
			p.Rows = append(p.Rows, c.panelRow(ind))
		}
		g.Panels = append(g.Panels, p)
	}
	g.RestRows = func(n int) string { return c.say("rest_card", "count", n) }
	g.RestAreas = func(n int) string { return c.say("rest_areas", "count", n) }
	return Section{
		Landscape: true, Single: true,
		Blocks: []Block{masthead{
			Level: heading, Title: c.card(c.a.Card.Title), About: joined(" · ", about...),
			Legend: legend{Levels: c.levels, Round: true, Norm: c.say("norm")},
		}},
		Fill: g,
		Foot: c.wallNotes(),
	}
}

func (c *content) panelRow(ind *assessment.Indicator) panelRow {
	answer := c.a.Score(ind.ID).Answer
	moved := c.trend.Indicator(ind.ID)
	row := panelRow{
		ID: ind.ID, Title: c.card(ind.Title), Direction: moved.Direction,
		Dots: chart.Line(len(c.levels), int(answer), ind.Target, int(moved.Then), 0),
	}
	said := []string{c.say("alt.norm", "level", ind.Target)}
	if answer.IsLevel() {
		said = append([]string{c.say("alt.level", "level", int(answer), "levels", len(c.levels))}, said...)
	} else {
		row.Words = c.answer(answer)
	}
	var after []string
	if c.departs(ind.ID) {
		after = append(after, departed)
	}
	// In a short scan every indicator is core, and its name implies it.
	if ind.Core && c.a.Scope == assessment.ScopeFull {
		after = append(after, c.say("core"))
	}
	if c.a.Score(ind.ID).Disagreed {
		after = append(after, c.say("differed"))
	}
	row.After = joined(" ", after...)
	if c.departs(ind.ID) {
		said = append(said, c.say("alt.proposed", "level", int(c.result.Indicator(ind.ID).Proposed())))
	}
	if answer.IsLevel() {
		row.Earlier = c.earlierLevels(ind.ID)
	}
	row.Alt = strings.Join(said, ", ")
	switch moved.Direction {
	case assessment.DirectionUp:
		row.ChangeAlt = c.say("alt.up", "level", int(moved.Then))
	case assessment.DirectionDown:
		row.ChangeAlt = c.say("alt.down", "level", int(moved.Then))
	}
	return row
}

// departed marks a score that is not the one the ballots proposed.
const departed = "*"

// departs reports whether the members scored individually first and the team then agreed on a score other than the proposed
// one.
func (c *content) departs(indicator string) bool {
	r := c.result.Indicator(indicator)
	return c.a.Mode == assessment.ModeIndividual && r != nil && r.Departs()
}

// wallNotes returns the notes below the card: the origin of the scores, the round that the triangles compare with,
// and the source of the card.
func (c *content) wallNotes() []Block {
	key := trendKey{Text: c.say("scores.together"), Style: footStyle}
	if n := c.result.Ballots; n > 0 {
		key.Text = c.say("scores.ballots", "count", n)
	}
	if slices.ContainsFunc(c.result.Indicators, func(r assessment.IndicatorResult) bool { return c.departs(r.ID) }) {
		key.Text += " · " + departed + " " + c.say("departed")
	}
	if c.trend != nil {
		key.Since = c.say("since", "date", c.words.Date(c.trend.Since))
		key.Up, key.Down = c.say("alt.higher"), c.say("alt.lower")
	}
	notes := []Block{key}
	if s := joined(" ", c.earlierRounds(), c.compared()); s != "" {
		notes = append(notes, brief(s, footStyle, 2))
	}
	return append(notes, brief(c.card(c.a.Card.Disclaimer), footStyle, 2))
}
