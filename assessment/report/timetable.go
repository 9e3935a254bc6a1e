package report

import (
	"fmt"

	"kwaliteitskaart/assessment"
)

// timetable returns the page for the facilitator: when each part of the meeting begins and ends, counted from its start, and
// who does what. It shows nobody's answers.
func (c *content) timetable() Section {
	a := c.a
	parts := assessment.Timetable(a.Mode, assessment.WayOwn, a.Expected, len(a.Card.InScope(a.Scope)))
	about := []string{c.team, unbroken(c.words.LongDate(a.Date)), c.words.Say("mode." + string(a.Mode)), c.words.Say("scope." + string(a.Scope))}
	if a.Expected > 0 {
		about = append(about, c.say("timetable.people", "count", a.Expected))
	}
	t := Table{
		Columns: []Column{{Width: 26, Most: 30}, {Width: 26, Most: 32}, {Share: 1}},
		Head:    c.heads("report.timetable.when", "report.timetable.part", "report.timetable.who"),
		Pad:     2.6, Before: 5,
	}
	for _, p := range parts {
		who := "timetable." + string(p.Part)
		if p.Part == assessment.PartScore && a.Mode == assessment.ModeTogether {
			who = "timetable.together"
		}
		t.Rows = append(t.Rows, []Cell{
			{Blocks: []Block{text(hours(p.From)+" – "+hours(p.Ends()), strongStyle), text(c.say("timetable.minutes", "minutes", p.Takes), asideStyle)}},
			{Scope: ScopeRow, Blocks: []Block{text(c.say("timetable.name."+string(p.Part)), strongStyle)}},
			{Blocks: []Block{text(c.say(who), bodyStyle)}},
		})
	}
	total := parts[len(parts)-1].Ends()
	fits := c.say("timetable.spare", "minutes", assessment.MeetingMinutes-total)
	if total > assessment.MeetingMinutes {
		fits = c.say("timetable.over", "minutes", total-assessment.MeetingMinutes)
	}
	return Section{Single: true, Blocks: []Block{
		Heading{Level: 1, Text: c.title, Style: titleStyle},
		brief(joined(" · ", about...), mutedStyle, 3),
		t,
		text(fits, bodyStyle).after(4),
		Heading{Level: 2, Text: c.say("timetable.before"), Style: headingStyle, Before: 6},
		list{Sign: "•", Before: 1, Items: [][]Block{
			{text(c.say("timetable.before_beamer"), bodyStyle)},
			{text(c.say("timetable.before_way"), bodyStyle)},
			{text(c.say("timetable.before_evidence"), bodyStyle)},
		}},
	}}
}

// hours returns minutes as 1:05.
func hours(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }
