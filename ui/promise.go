package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has the plan as the room sees it: each priority with its owners and due date.

// maxPromised is the number of priorities that fit on the page at sizes legible from the back of the room.
const maxPromised = 7

// promise returns the page, or nil while no priority is chosen.
func (w *Window) promise(page *beamerPage) fyne.CanvasObject {
	a := w.session.Assessment
	shown := a.Plan.Priorities
	if len(shown) == 0 {
		return nil
	}
	if len(shown) > maxPromised {
		shown = shown[:maxPromised-1]
	}
	room := page.px([]float32{46, 46, 46, 46, 34, 24, 16, 10}[len(shown)])
	line := func() fyne.CanvasObject { return widgets.Line() }
	lines := widgets.Column(0, page.letters(w.say("beamer.plan"), 88).Bold(), widgets.Space(page.px(60)), line())
	for i, pr := range shown {
		lines.Add(widgets.Pad(room, 0, room, 0, w.promised(page, i+1, pr)))
		lines.Add(line())
	}
	if left := len(a.Plan.Priorities) - len(shown); left > 0 {
		lines.Add(widgets.Pad(room, 0, 0, 0, page.letters(w.say("plan.more", "count", left), 36).Colored(theme.ColorQuiet)))
	}
	team := w.teamName(a.Team)
	if a.Plan.Status == assessment.PlanAdopted {
		team += " · " + w.say("beamer.adopted", "date", w.lang.LongDate(a.Plan.AdoptedOn))
	}
	evaluation := ""
	if on := a.Plan.EvaluationDate; on != "" {
		evaluation = w.say("field.evaluation_date") + ": " + w.lang.LongDate(on)
	}
	foot := widgets.Columns(page.px(40), []float32{3, 2}, page.letters(team, 36).Colored(theme.ColorQuiet),
		page.letters(evaluation, 36).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignTrailing))
	return widgets.Apart(lines, widgets.Pad(page.px(40), 0, 0, 0, foot))
}

// promised returns one priority with its owners and due date, as on the summary.
func (w *Window) promised(page *beamerPage, number int, pr assessment.Priority) fyne.CanvasObject {
	a := w.session.Assessment
	ind, _ := a.Card.Indicator(pr.Indicator)
	owners, last := pr.Promise()
	due := ""
	if last != "" {
		due = w.lang.ShortDate(last)
	}
	mid := func(t *widgets.Text) fyne.CanvasObject { return widgets.Middle(t) }
	return widgets.Columns(page.px(30), []float32{1, 8, 7.5, 3.5}, mid(page.letters(w.lang.Number(number), 72).Bold().Colored(theme.ColorAccent)),
		mid(page.letters(a.Card.In(ind.Title, w.lang.Code()), 52).Bold()), mid(page.letters(strings.Join(owners, ", "), 38)),
		mid(page.letters(due, 38).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignTrailing)))
}

// promisePreview returns what the room sees, small but legible.
func (w *Window) promisePreview() fyne.CanvasObject {
	page := &beamerPage{w: w, scale: theme.Zoomed(0.28), least: theme.Size(theme.SizeQuiet)}
	content := w.promise(page)
	if content == nil {
		return widgets.Space(0)
	}
	return widgets.Card(page.px(80), content)
}
