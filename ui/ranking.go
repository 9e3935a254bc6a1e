package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has the left side of the plan screen: the indicators to choose from, with their points and the reasons for those.

// These are the numbers of indicators shown at first, enough to choose three: in the window the gaps below stay in view, and
// the room sees more.
const (
	rankedAtFirst  = 5
	rankedOnBeamer = 7
)

// list returns the indicators to choose from: the chosen priorities in the team's order, the ranking, then those to
// find out about.
func (p *planScreen) list() []string {
	a := p.w.session.Assessment
	p.result = a.Result()
	var list []string
	add := func(id string) {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	for _, pr := range a.Plan.Priorities {
		add(pr.Indicator)
	}
	if p.onlyRead() { // nothing more can be chosen
		return list
	}
	for _, id := range p.result.Priorities {
		add(id)
	}
	for _, id := range p.result.Unknown() {
		add(id)
	}
	if slices.Equal(slices.Sorted(slices.Values(list)), slices.Sorted(slices.Values(p.order))) {
		return p.order
	}
	return list
}

// ranking adds the list to a column: the chosen priorities, which can be dragged into the team's own order, then the
// others.
func (p *planScreen) ranking(to *fyne.Container, list []string) {
	chosen := 0
	for chosen < len(list) && p.w.session.Assessment.Plan.PriorityFor(list[chosen]) != nil {
		chosen++
	}
	// The space for grips is kept, so that no checkbox moves when the second is ticked.
	grips, room := chosen > 1 && !p.onlyRead(), func() fyne.CanvasObject {
		if p.onlyRead() {
			return nil
		}
		return widgets.Fixed(theme.Zoomed(widgets.GripWidth), widgets.Space(0))
	}
	if chosen > 0 {
		to.Add(widgets.Ordered(4, chosen, func(i int, grip *widgets.Grip) fyne.CanvasObject {
			if !grips {
				return p.ranked(list[i], room())
			}
			return p.ranked(list[i], grip)
		}, func(from, onto int) { p.place(list[from], list[onto]) }))
	}
	shown := len(list)
	if n := max(rankedAtFirst, chosen, slices.Index(list, p.chosen)+1); !p.all {
		shown = min(shown, n)
	}
	for _, id := range list[chosen:shown] {
		to.Add(p.ranked(id, room()))
	}
	if left := len(list) - shown; left > 0 {
		to.Add(widgets.Pad(2, 0, 2, 12, widgets.Link(p.w.say("plan.show_all", "count", left), func() { p.all = true; p.again() })))
	}
}

// ranked returns one indicator of the list: ticked if it is a priority, with its points and the reasons for those.
// Before it is its grip, the same space, or nothing if before is nil.
func (p *planScreen) ranked(id string, before fyne.CanvasObject) fyne.CanvasObject {
	w, a := p.w, p.w.session.Assessment
	ind, _ := a.Card.Indicator(id)
	r := p.result.Indicator(id)
	title := a.Card.In(ind.Title, w.lang.Code())
	isPriority := a.Plan.PriorityFor(id) != nil
	var why, points string
	switch {
	case r == nil:
		why = w.say("plan.out_of_scope")
	case r.Answer == assessment.Unknown:
		why = w.say("plan.find_out")
	case r.Answer.IsLevel():
		why = w.gain(r)
		points = strconv.Itoa(r.Points)
	default:
		why = w.answerWords(r.Answer)
	}
	ground := fyne.ThemeColorName("")
	if id == p.chosen {
		ground = theme.ColorPale
	}
	tick := widgets.NewClickable(w.say("plan.choose")+" "+id, widgets.Pad(8, 0, 8, 0, widgets.NewTick(isPriority)), func() { p.toggle(id) })
	tick.SetDisabled(p.onlyRead())
	words := widgets.Column(1, widgets.Columns(5, []float32{0, 1}, widgets.NewText(id).Bold().OneLine(), widgets.NewText(title)), widgets.Quiet(why))
	if isPriority {
		words.Add(p.markIndicator(id))
	}
	var lead fyne.CanvasObject = tick
	edge := float32(12)
	if before != nil {
		lead, edge = widgets.Columns(4, []float32{0, 0}, before, tick), 2
	}
	row := widgets.Columns(12, []float32{0, 1, 0}, lead, words,
		widgets.Pad(8, 0, 0, 0, widgets.NewText(points).Bold().OneLine()))
	all := widgets.NewPressable(id+" "+title+", "+why, widgets.Layers(widgets.NewPanel(ground, 8), widgets.Pad(8, 12, 8, edge, row)),
		func() { p.showIndicator(id) })
	all.OnSpace = tick.Press
	if id == p.chosen {
		p.row = all
		w.tipped(all, w.say("help.plan_choose"), p.keys(), keySpace)
	}
	w.stand(id, "", all)
	return all
}

// onBeamer returns the indicators to choose from, with those chosen; once the plan is adopted, the plan.
func (p *planScreen) onBeamer(page *beamerPage) fyne.CanvasObject {
	if p.w.session.Assessment.Plan.Status == assessment.PlanAdopted {
		return p.w.promise(page)
	}
	lines := widgets.Column(page.px(26), page.title(p.w.say("plan.title")))
	list := p.list()
	for _, id := range list[:min(len(list), rankedOnBeamer)] {
		lines.Add(p.choiceOnBeamer(page, id))
	}
	return lines
}

// choiceOnBeamer returns one indicator of the ranking, with its number and goal if it is chosen.
func (p *planScreen) choiceOnBeamer(page *beamerPage, id string) fyne.CanvasObject {
	w, a := p.w, p.w.session.Assessment
	ind, _ := a.Card.Indicator(id)
	number, words := "", page.text(id+" · "+a.Card.In(ind.Title, w.lang.Code()))
	lines := widgets.Column(page.px(4), words)
	at := slices.IndexFunc(a.Plan.Priorities, func(p assessment.Priority) bool { return p.Indicator == id })
	if at >= 0 {
		number = w.lang.Number(at + 1)
		words.Bold()
		if goal := a.Plan.Priorities[at].Goal; goal != "" {
			lines.Add(page.quiet(goal).Colored(theme.ColorInk))
		}
	} else {
		words.Colored(theme.ColorQuiet)
	}
	step := widgets.Row(page.px(14))
	if r := p.result.Indicator(id); r != nil && (r.Answer.IsLevel() || r.Answer == assessment.Unknown) {
		ramp, side := chart.Ramp(a.Card.Levels()), page.px(52)/theme.Zoomed(1)
		chip := func(level int) fyne.CanvasObject {
			return widgets.NewSwatch(strconv.Itoa(level), ramp[level-1].Fill, ramp[level-1].Ink, side, false)
		}
		if r.Answer.IsLevel() {
			step.Add(chip(int(r.Answer)))
		} else {
			step.Add(widgets.Fixed(page.px(52), page.text(answerSign(r.Answer)).OneLine().Aligned(fyne.TextAlignCenter)))
		}
		step.Add(page.text("→").OneLine())
		step.Add(chip(r.Target))
	}
	row := widgets.Columns(page.px(20), []float32{1, 0}, lines, step)
	if len(a.Plan.Priorities) == 0 {
		return row // without numbers there is no room for them
	}
	return widgets.Columns(page.px(20), []float32{0, 1}, widgets.Fixed(page.px(60), page.text(number).Bold().Colored(theme.ColorAccent)), row)
}

// fromTo returns the level of a priority and its target.
func (p *planScreen) fromTo() fyne.CanvasObject {
	r := p.result.Indicator(p.chosen)
	if r == nil || !r.Answer.IsLevel() {
		return widgets.Space(0)
	}
	ramp := chart.Ramp(p.w.session.Assessment.Card.Levels())
	from, to := ramp[r.Answer-1], ramp[r.Target-1]
	return widgets.Row(8, widgets.NewSwatch(strconv.Itoa(int(r.Answer)), from.Fill, from.Ink, 38, false), widgets.NewText("→").OneLine(),
		widgets.NewSwatch(strconv.Itoa(r.Target), to.Fill, to.Ink, 38, false))
}

// gain returns the sum behind the points of an indicator in words.
func (w *Window) gain(r *assessment.IndicatorResult) string {
	return w.say("plan.why_points", "count", max(0, r.Target-int(r.Answer)), "importance", r.Importance)
}

// weights explains an indicator's points, and lets the team set its own target and importance. They affect the
// ranking only.
func (p *planScreen) weights() fyne.CanvasObject {
	w, a := p.w, p.w.session.Assessment
	r := p.result.Indicator(p.chosen)
	if r == nil || !r.Answer.IsLevel() {
		return widgets.Space(0)
	}
	words := widgets.Quiet(w.say("plan.points", "gain", w.gain(r), "count", r.Points))
	switch {
	case w.onlyRead(): // they are part of the score
		return words
	case !p.weighing:
		return widgets.Row(14, words.OneLine(), widgets.Link(w.say("plan.weigh"), func() { p.weighing = true; p.again() }))
	}
	pick := func(key string, n, now int, set func(*assessment.Score, int)) fyne.CanvasObject {
		row := widgets.Row(6)
		for v := 1; v <= n; v++ {
			row.Add(widgets.Secondary(strconv.Itoa(v), "", func() {
				score := a.Score(p.chosen)
				set(&score, v)
				w.session.SetScore(session.Once, score)
				p.again()
			}).SetChosen(v == now))
		}
		field := widgets.Labeled(w.say(key), "", row)
		w.stand(p.chosen, strings.TrimPrefix(key, "field."), field)
		return field
	}
	return widgets.Column(8, words, widgets.Row(32,
		pick("field.target", a.Card.Levels(), r.Target, func(s *assessment.Score, v int) { s.Target = v }),
		pick("field.importance", assessment.MaxImportance, r.Importance, func(s *assessment.Score, v int) { s.Importance = v })),
		widgets.Quiet(w.say("plan.weigh_hint")))
}
