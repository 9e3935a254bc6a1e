package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has the time that the meeting takes, by the number of people, the way of working and the card.

// partsOf returns the timetable in a mode and scope.
func (w *Window) partsOf(mode assessment.Mode, scope assessment.Scope, way assessment.Way) []assessment.Planned {
	people, _ := w.people()
	return assessment.Timetable(mode, way, people, len(w.session.Assessment.Card.InScope(scope)))
}

// lasts returns how long the meeting takes, as "± 1 uur 40".
func (w *Window) lasts(mode assessment.Mode, scope assessment.Scope) string {
	minutes := total(w.partsOf(mode, scope, assessment.WayOwn))
	switch hours := minutes / 60; {
	case hours == 0:
		return w.say("time.minutes", "minutes", minutes)
	case minutes%60 == 0:
		return w.say("time.hours", "hours", hours)
	default:
		return w.say("time.both", "hours", hours, "minutes", minutes%60)
	}
}

// total returns the minutes of all parts.
func total(parts []assessment.Planned) int { return parts[len(parts)-1].Ends() }

// timetable returns the timetable with its purpose, and whether it fits in the meeting.
func (w *Window) timetable() fyne.CanvasObject {
	a := w.session.Assessment
	people, known := w.people()
	title := "time.title"
	if !known {
		title = "time.title_any"
	}
	minutes := total(w.partsOf(a.Mode, a.Scope, assessment.WayOwn))
	fits := widgets.Quiet(w.say("time.fits", "count", assessment.MeetingMinutes-minutes))
	if minutes > assessment.MeetingMinutes {
		fits = widgets.Quiet(w.say("time.over", "minutes", minutes-assessment.MeetingMinutes)).Colored(theme.ColorWarning)
	}
	paper := widgets.Quiet("") // keeps its line, so that nothing below moves
	if longer := total(w.partsOf(a.Mode, a.Scope, assessment.WayPaper)) - minutes; longer > 0 && a.Mode == assessment.ModeIndividual {
		paper.Set(w.say("time.paper", "minutes", longer))
	}
	words := widgets.Column(3, widgets.NewText(w.say(title, "count", people)).Bold(), fits, paper,
		widgets.Row(0, widgets.Link(w.say("time.print"), w.printTimetable)))
	return widgets.Split(32, theme.Zoomed(640), []float32{1, 3.4}, words, w.timeline(theme.Size(theme.SizeQuiet), theme.Zoomed(480)))
}

// timeline returns the parts as segments of a line, in proportion to their minutes, with names in a size in pixels; below
// each other if the width is less than least.
func (w *Window) timeline(px, least float32) fyne.CanvasObject {
	a := w.session.Assessment
	var cells []fyne.CanvasObject
	var weights []float32
	for _, p := range w.partsOf(a.Mode, a.Scope, assessment.WayOwn) {
		fill := theme.ColorEdge
		if p.Part == assessment.PartTalk || p.Part == assessment.PartScore && a.Mode == assessment.ModeTogether {
			fill = theme.ColorFill
		}
		cells = append(cells, widgets.Column(px/3, widgets.Layers(widgets.NewPanel(fill, px/3), widgets.Space(px*0.6)),
			widgets.NewText(w.say("part."+string(p.Part))).Px(px).OneLine(),
			widgets.NewText(w.say("time.takes", "minutes", p.Takes)).Px(px).Colored(theme.ColorQuiet).OneLine()))
		weights = append(weights, float32(max(p.Takes, 9))) // a short part still has room for its name
	}
	return widgets.Split(px/3, least, weights, cells...)
}

// printTimetable saves the timetable for the facilitator and opens it.
func (w *Window) printTimetable() {
	(&printScreen{w: w, kind: report.Timetable, lang: w.lang.Code()}).print()
}
