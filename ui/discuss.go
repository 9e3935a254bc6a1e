package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// discussScreen is the talk: what differs most comes first, the clock keeps it to its time, and the team agrees on a
// score, which stands beside the ballots and never over them.
type discussScreen struct {
	shared
	w      *Window
	result *assessment.Result
	chosen string
	score  *teamScore // of the indicator chosen, or nil

	levels      []*widgets.Choice
	unknown, na *widgets.Button
	time, all   *widgets.Text
	stopClock   func()
}

// listedAtFirst is the number of indicators shown: the room needs the next few, not the whole agenda.
const listedAtFirst = 5

func newDiscussScreen(w *Window) *discussScreen {
	d := &discussScreen{w: w}
	if agenda := d.agenda(); len(agenda) > 0 {
		d.chosen = agenda[0]
	}
	return d
}

func (d *discussScreen) agenda() []string { return d.w.session.Assessment.Agenda(d.w.clock.Parked) }

// listed returns the agenda, with the indicator on screen even if it was just agreed.
func (d *discussScreen) listed() []string {
	list := d.agenda()
	if d.chosen != "" && !slices.Contains(list, d.chosen) {
		list = append([]string{d.chosen}, list...)
	}
	return list
}

func (d *discussScreen) build() view {
	w, a := d.w, d.w.session.Assessment
	switch {
	case !a.Revealed:
		return d.instead("discuss.hidden", w.say("discuss.gather"), func() { w.goTo(session.StepScore) })
	case !a.BallotsShown():
		return d.instead("discuss.too_few", w.say("discuss.together"), func() { w.scoreTogether("") })
	}
	d.result = a.Result()
	open := len(d.agenda())
	if d.chosen == "" && open > 0 {
		d.chosen = d.agenda()[0]
	}
	d.runClock(open)
	v := view{left: w.part(d.agreed, d.ways)}
	var right fyne.CanvasObject
	switch {
	case d.chosen != "":
		right = d.point()
		v.right = w.part(d.agreeWords, func() fyne.CanvasObject { return widgets.Primary(d.agreeWords(), w.keyLabel(keyEnter), d.agree) })
	case len(a.Unanimous()) > 0:
		right = widgets.Column(8, widgets.Statement(w.say("discuss.differences_done")),
			widgets.NewText(w.say("discuss.unanimous_left")).Colored(theme.ColorQuiet))
		v.right = widgets.Primary(w.say("discuss.take"), w.keyLabel(keyEnter), d.takeUnanimous)
	default:
		v.right = widgets.Primary(w.say("discuss.result"), w.keyLabel(keyEnter), func() { w.goTo(session.StepResult) })
		v.body = d.finished()
		return v
	}
	left := w.part(d.agreed, func() fyne.CanvasObject { defer d.tick(); return d.left() })
	v.body = widgets.Aside(32, theme.Zoomed(700), []float32{290, 748}, left, right)
	d.tick()
	return v
}

// agreed returns a summary of everything that depends on agreed scores, to detect changes: an answer may wait for a
// note and be saved while that is written.
func (d *discussScreen) agreed() string {
	return fmt.Sprint(d.agenda(), d.w.session.Assessment.Score(d.chosen).Answer, d.waits())
}

// waits reports whether the answer to the current indicator waits for its note.
func (d *discussScreen) waits() bool {
	return d.score != nil && d.score.indicator == d.chosen && d.score.pending != assessment.Blank
}

// ways returns the other actions for the current indicator.
func (d *discussScreen) ways() fyne.CanvasObject {
	w := d.w
	beamer := w.beamerButton()
	if d.parks() {
		return widgets.Row(10, widgets.Secondary(w.say("discuss.park"), w.keyLabel("P"), d.park), beamer)
	}
	return beamer
}

// agreeWords returns the label of Enter: agree on the proposed score, or just go on if there is a score.
func (d *discussScreen) agreeWords() string {
	w := d.w
	r := d.result.Indicator(d.chosen)
	if d.waits() {
		return w.say("score.note_needed")
	}
	if w.session.Assessment.Score(d.chosen).Answer != assessment.Blank || r == nil || r.Proposed() == assessment.Blank {
		return w.say("discuss.go_on")
	}
	return w.say("discuss.agree", "answer", w.answerWords(r.Proposed()))
}

// instead returns the view if there is nothing to discuss, with one button.
func (d *discussScreen) instead(key, button string, press func()) view {
	w := d.w
	return view{
		body:  widgets.Column(16, widgets.Statement(w.say("step.discuss")), widgets.NewText(w.say(key, "count", w.session.Assessment.BallotsIn()))),
		left:  w.beamerButton(),
		right: widgets.Primary(button, w.keyLabel(keyEnter), press),
	}
}

// onBeamer returns the indicator being discussed, with its ballots and the agreed score; before the reveal the number
// of ballots, and if nothing is being discussed the whole card.
func (d *discussScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	w, a := d.w, d.w.session.Assessment
	r := a.Result().Indicator(d.chosen)
	switch {
	case !a.BallotsShown():
		return p.counter()
	case r == nil || r.Ballots == nil:
		return d.cardOnBeamer(p)
	}
	ind, _ := a.Card.Indicator(d.chosen)
	name, statement := p.indicator(ind)
	time := ""
	if d.time != nil {
		time = d.time.Words()
	}
	page := widgets.Column(p.px(20),
		widgets.Columns(p.px(20), []float32{3, 1}, name, p.clock(time)),
		statement, widgets.Space(p.px(20)),
		widgets.Stacks(w.ballotWords(r), r.Ballots.Levels, p.px(330)),
		widgets.LevelNames(w.levelNames(), p.px(beamerText)), widgets.Space(p.px(10)))
	if r.Answer != 0 {
		page.Add(p.heading(w.say("beamer.agreed", "answer", w.answerWords(r.Answer))).Colored(theme.ColorAccent).Aligned(fyne.TextAlignCenter))
	} else {
		page.Add(p.text(d.prompt()).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter))
	}
	return page
}

func (d *discussScreen) left() fyne.CanvasObject {
	w, a := d.w, d.w.session.Assessment
	agenda := d.agenda()
	column := widgets.Column(4, widgets.Heading(w.say("discuss.title")))
	if len(agenda) > 0 {
		column.Add(d.timeLeft())
	}
	column.Add(widgets.Space(4))
	share := w.clock.ShareOf(len(agenda), w.now())
	listed := d.listed()
	shown := listed[:min(len(listed), max(listedAtFirst, slices.Index(listed, d.chosen)+1))]
	for _, id := range shown {
		column.Add(d.entry(id, share))
	}
	if n := len(listed) - len(shown); n > 0 {
		column.Add(widgets.Pad(4, 0, 0, 14, widgets.Quiet(w.say("discuss.and_more", "count", n))))
	}
	if len(agenda) == 0 {
		column.Add(widgets.Quiet(w.say("discuss.all_agreed")))
	}
	if same := a.Unanimous(); len(same) > 0 {
		column.Add(widgets.Pad(12, 0, 12, 0, widgets.Line()))
		column.Add(widgets.NewText(w.say("discuss.unanimous", "count", len(same))).Bold())
		column.Add(widgets.Quiet(w.say("discuss.unanimous_hint")))
		column.Add(widgets.Space(4))
		column.Add(widgets.Row(0, widgets.Secondary(w.say("discuss.take"), w.keyLabel("V"), d.takeUnanimous)))
	}
	var agreed []fyne.CanvasObject
	for _, id := range d.result.Discussion {
		if a.Score(id).Answer != assessment.Blank && id != d.chosen {
			agreed = append(agreed, widgets.Link(id+" "+w.answerWords(a.Score(id).Answer), func() { d.choose(id) }))
		}
	}
	if len(agreed) > 0 {
		column.Add(widgets.Pad(12, 0, 12, 0, widgets.Line()))
		column.Add(widgets.NewText(w.say("discuss.agreed")).Bold())
		column.Add(widgets.Row(12, agreed...))
	}
	return column
}

func (d *discussScreen) entry(id string, share time.Duration) fyne.CanvasObject {
	w, a := d.w, d.w.session.Assessment
	ind, _ := a.Card.Indicator(id)
	title := id + " " + a.Card.In(ind.Title, w.lang.Code())
	ground := fyne.ThemeColorName("")
	if id == d.chosen {
		ground = theme.ColorPale
	}
	time := ""
	if a.Score(id).Answer == assessment.Blank {
		time = w.say("discuss.minutes", "minutes", max(1, int(share.Minutes()+0.5)))
	}
	words := widgets.Column(1, widgets.NewText(title), widgets.Quiet(d.why(id)))
	row := widgets.Columns(8, []float32{1, 0}, words, widgets.NewText(time).Colored(theme.ColorQuiet).OneLine())
	return widgets.NewPressable(title+", "+d.why(id), widgets.Layers(widgets.NewPanel(ground, 8), widgets.Pad(10, 14, 10, 14, row)), func() { d.choose(id) })
}

// why returns the reasons why an indicator is flagged, in words with numbers.
func (d *discussScreen) why(id string) string {
	w, r := d.w, d.result.Indicator(id)
	if r == nil || r.Ballots == nil {
		return ""
	}
	var parts []string
	for _, reason := range r.Discuss {
		parts = append(parts, w.say("reason."+string(reason), "spread", r.Ballots.Spread(), "unknown", r.Ballots.Unknown, "na", r.Ballots.NotApplicable))
	}
	if len(parts) == 0 {
		return w.say("reason.none")
	}
	return strings.Join(parts, ", ")
}

// point returns the indicator being discussed.
func (d *discussScreen) point() fyne.CanvasObject {
	w, a := d.w, d.w.session.Assessment
	in := func(t assessment.Text) string { return a.Card.In(t, w.lang.Code()) }
	ind, _ := a.Card.Indicator(d.chosen)
	r := d.result.Indicator(d.chosen)
	if r == nil {
		d.score = nil
		return widgets.Quiet(w.say("plan.out_of_scope"))
	}
	d.time = widgets.Heading("").Aligned(fyne.TextAlignTrailing)
	column := widgets.Column(12,
		widgets.Columns(12, []float32{1, 0}, widgets.NewText(d.chosen+" · "+in(ind.Title)).Bold().Colored(theme.ColorQuiet), widgets.Fixed(theme.Zoomed(130), d.time)),
		widgets.Statement(in(ind.Statement)),
		widgets.Card(20, widgets.Column(6,
			widgets.Stacks(w.ballotWords(r), r.Ballots.Levels, 104),
			widgets.LevelNames(w.levelNames(), 0),
			widgets.Quiet(strings.Join(nonEmpty(w.ballotWords(r), w.groupWords(d.chosen)), "\n")).Aligned(fyne.TextAlignCenter))),
		widgets.Row(10, widgets.Tag(w.say("discuss.flag", "why", d.why(d.chosen)), theme.ColorMark, theme.ColorOnMark), widgets.Quiet(d.prompt())))
	if remarks := a.Remarks(d.chosen); len(remarks) > 0 {
		list := widgets.Column(3)
		for _, x := range remarks {
			list.Add(widgets.NewText("“" + x + "”").Italic())
		}
		column.Add(list)
	}
	d.unknown = widgets.Secondary(in(a.Card.Answers.Unknown.Title), "0", func() { d.give(assessment.Unknown) })
	d.na = widgets.Secondary(in(a.Card.Answers.NotApplicable.Title), "N", func() { d.give(assessment.NotApplicable) })
	column.Add(widgets.Ends(12, widgets.NewText(w.say("discuss.what")).Bold(), widgets.Row(10, d.unknown, d.na)))
	d.levels = nil
	var cards []fyne.CanvasObject
	for i, step := range chart.Ramp(a.Card.Levels()) {
		c := widgets.Agreed(strconv.Itoa(i+1), in(a.Card.Scale.Levels[i].Title), step, func() { d.give(assessment.Answer(i + 1)) })
		d.levels = append(d.levels, c)
		cards = append(cards, c)
	}
	levels := widgets.Grid(12, theme.Zoomed(150), a.Card.Levels(), cards...)
	w.stand(d.chosen, "answer", levels)
	column.Add(levels)
	if d.score == nil || d.score.indicator != d.chosen {
		d.score = w.teamScore(d.chosen, d.update)
	}
	column.Add(d.score.fields(240))
	d.update()
	return column
}

// prompt returns one of the card's discussion questions, depending on the indicator.
func (d *discussScreen) prompt() string {
	card := d.w.session.Assessment.Card
	if len(card.DiscussionPrompts) == 0 {
		return ""
	}
	return card.In(card.DiscussionPrompts[card.Order(d.chosen)%len(card.DiscussionPrompts)], d.w.lang.Code())
}

// levelNames returns the number and name of each level.
func (w *Window) levelNames() []string {
	card := w.session.Assessment.Card
	names := make([]string, card.Levels())
	for i := range names {
		names[i] = strconv.Itoa(i+1) + " " + card.In(card.Scale.Levels[i].Title, w.lang.Code())
	}
	return names
}

// ballotWords returns the ballots of an indicator in one line.
func (w *Window) ballotWords(r *assessment.IndicatorResult) string {
	t := r.Ballots
	parts := []string{w.say("ballots.scores", "count", t.Scored())}
	if t.Unknown > 0 {
		parts = append(parts, w.say("ballots.unknown", "count", t.Unknown))
	}
	if t.NotApplicable > 0 {
		parts = append(parts, w.say("ballots.not_applicable", "count", t.NotApplicable))
	}
	if t.Scored() > 0 {
		parts = append(parts, w.say("ballots.range", "lowest", t.Lowest(), "highest", t.Highest()), w.say("ballots.proposed", "level", t.Proposed()))
	}
	return strings.Join(parts, " · ")
}

// groupWords returns the proposal of each group, if it may be shown and there are several.
func (w *Window) groupWords(indicator string) string {
	groups := w.session.Assessment.ByGroup()
	if len(groups) < 2 {
		return ""
	}
	var parts []string
	for _, g := range assessment.Groups {
		if t := assessment.Count(groups[g], indicator, w.session.Assessment.Card.Levels()); t.Scored() > 0 {
			parts = append(parts, w.say("group."+string(g))+": "+w.say("ballots.proposed", "level", t.Proposed()))
		}
	}
	return strings.Join(parts, " · ")
}

// answerWords returns an answer in a word or two.
func (w *Window) answerWords(a assessment.Answer) string {
	switch a {
	case assessment.Blank:
		return w.say("answer.blank")
	case assessment.Unknown:
		return w.say("result.unknown")
	case assessment.NotApplicable:
		return w.say("result.not_applicable")
	}
	return strconv.Itoa(int(a))
}

func (d *discussScreen) update() {
	answer := d.score.answer()
	for i, l := range d.levels {
		l.SetChosen(int(answer) == i+1)
	}
	d.unknown.SetChosen(answer == assessment.Unknown)
	d.na.SetChosen(answer == assessment.NotApplicable)
}
