package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// discussScreen is the discussion: the largest differences come first, a clock keeps it to its time, and the team agrees on a
// score, which is shown beside the ballots and never over them.
type discussScreen struct {
	shared
	w      *Window
	clock  *session.Clock // of the assessment discussed here: another may be open by the time it is left
	result *assessment.Result
	chosen string
	score  *teamScore // of the indicator chosen, or nil
	// fromCard is whether the indicator was opened from the whole card.
	fromCard bool

	levels      []*widgets.Choice
	unknown, na *widgets.Button
	differ      *widgets.Button
	time, all   *widgets.Text
	line        *widgets.Meter    // the part of the time for this indicator that is used
	list        *widgets.Scroll   // the agenda
	row         fyne.CanvasObject // of the indicator chosen, in the agenda
	stopClock   func()
}

func newDiscussScreen(w *Window) *discussScreen {
	d := &discussScreen{w: w, clock: w.clock}
	a := w.session.Assessment
	d.clock.Plan(time.Duration(assessment.TalkMinutes(len(a.Card.InScope(a.Scope)))) * time.Minute)
	if agenda := d.agenda(); len(agenda) > 0 {
		d.chosen = agenda[0]
	}
	return d
}

func (d *discussScreen) agenda() []string {
	return d.w.session.Assessment.Agenda(d.clock.Parked, d.w.session.Previous)
}

// points returns the indicators to discuss, agreed or not.
func (d *discussScreen) points() []string {
	return d.w.session.Assessment.Points(d.w.session.Previous)
}

// unanimous returns the scores that need no discussion.
func (w *Window) unanimous() []assessment.Score {
	return w.session.Assessment.Unanimous(w.session.Previous)
}

// open returns the number of indicators to divide the time over: those to discuss that are not parked, or all if they are.
func (d *discussScreen) open() int {
	agenda := d.agenda()
	parked := len(d.parked())
	if parked == len(agenda) {
		return parked
	}
	return len(agenda) - parked
}

// parked returns the indicators to discuss that are parked.
func (d *discussScreen) parked() []string {
	return slices.DeleteFunc(d.agenda(), func(id string) bool { return !slices.Contains(d.clock.Parked, id) })
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
	if agenda := d.agenda(); d.chosen == "" && len(agenda) > 0 {
		d.chosen = agenda[0]
	}
	d.time, d.all, d.line = nil, nil, nil
	d.runClock(d.open())
	v := view{left: w.part(d.agreed, d.ways), ownBeamer: true, counted: d.counted}
	var right fyne.CanvasObject
	switch {
	case d.chosen != "":
		right = d.point()
		v.right = w.part(d.agreeWords, func() fyne.CanvasObject { return widgets.Primary(d.agreeWords(), d.agreeKey(), d.agree) })
	case len(w.unanimous()) > 0:
		right = d.untaken()
		v.right = widgets.Primary(w.say("discuss.take"), w.keyLabel(keyEnter), d.agreeUnanimous)
	default:
		v.right = widgets.Primary(w.say("discuss.result"), w.keyLabel(keyEnter), func() { w.goTo(session.StepResult) })
		v.fills, v.counted, v.body = true, nil, d.finished() // it shows the full number
		return v
	}
	d.list = widgets.NewScroll(w.part(d.agreed, func() fyne.CanvasObject { defer d.tick(); return d.left() }))
	d.list.Keep(d.row)
	high := w.win.Canvas().Size().Height - theme.Zoomed(120)
	v.body = widgets.ListAside(theme.Zoomed(32), theme.Zoomed(700), high, [2]float32{304, 746}, d.list, right)
	d.tick()
	return v
}

// agreed returns a summary of everything that depends on agreed scores, to detect changes: an answer that waits for a note
// may be saved while the note is written.
func (d *discussScreen) agreed() string {
	score := d.w.session.Assessment.Score(d.chosen)
	return fmt.Sprint(d.agenda(), score.Answer, score.Disagreed, d.waits(), d.fits())
}

// waits reports whether the answer to the current indicator waits for its note.
func (d *discussScreen) waits() bool {
	return d.score != nil && d.score.indicator == d.chosen && d.score.pending != assessment.Blank
}

// ways returns the other actions for the current indicator.
func (d *discussScreen) ways() fyne.CanvasObject {
	w := d.w
	beamer := w.beamerButton()
	if d.chosen == "" && d.firstBlank() != "" && len(w.unanimous()) == 0 {
		return widgets.Row(10, widgets.Secondary(w.say("discuss.first_blank"), w.keyLabel("L"), d.fillBlank), beamer)
	}
	if d.parks() {
		return widgets.Row(10, widgets.Secondary(w.say("discuss.park"), w.keyLabel("P"), d.park), beamer)
	}
	return beamer
}

// counted returns the number of indicators with an agreed score, for the footer.
func (d *discussScreen) counted() string {
	answered, total := d.w.session.Assessment.Answered()
	return d.w.say("beamer.count", "count", answered, "total", total)
}

// agreeKey returns the label of the key of that button: none while the answer waits for its note, in which Enter begins a new
// line.
func (d *discussScreen) agreeKey() string {
	if d.waits() {
		return ""
	}
	return d.w.keyLabel(keyEnter)
}

// agreeWords returns the label of Enter: agree on the score, which is the proposed one unless another was chosen, and
// continue.
func (d *discussScreen) agreeWords() string {
	w := d.w
	r := d.result.Indicator(d.chosen)
	if d.waits() {
		return w.say("discuss.write_why")
	}
	score := w.session.Assessment.Score(d.chosen)
	answer := score.Answer
	if answer == assessment.Blank && r != nil {
		answer = r.Proposed()
	}
	switch {
	case answer == assessment.Blank:
		return w.say("discuss.go_on")
	case score.Disagreed, !answer.IsLevel():
		return w.say("discuss.agree_so")
	}
	return w.say("discuss.agree", "answer", w.answerWords(answer))
}

// instead returns the view if nothing is to be discussed, with one button.
func (d *discussScreen) instead(key, button string, press func()) view {
	w := d.w
	return view{
		body:  widgets.Column(16, widgets.Statement(w.say("step.discuss")), widgets.NewText(w.say(key, "count", w.session.Assessment.BallotsIn()))),
		right: widgets.Primary(button, w.keyLabel(keyEnter), press),
	}
}

// prompt returns one of the card's discussion questions, depending on the indicator.
func (d *discussScreen) prompt() string {
	card := d.w.session.Assessment.Card
	if len(card.DiscussionPrompts) == 0 {
		return ""
	}
	return card.In(card.DiscussionPrompts[card.Order(d.chosen)%len(card.DiscussionPrompts)], d.w.lang.Code())
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
	if slices.Contains(w.session.Assessment.DifferedBefore(w.session.Previous), id) {
		parts = append([]string{w.say("reason.differed")}, parts...)
	}
	if len(parts) == 0 {
		return w.say("reason.none")
	}
	return strings.Join(parts, ", ")
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
