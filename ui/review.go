package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// reviewScreen goes through the actions of the previous round's plan, and the open ones of older rounds, before scoring
// starts.
type reviewScreen struct {
	shared
	w       *Window
	of      *session.Session            // the new round
	rounds  map[string]*session.Session // earlier rounds, which store the answers
	older   map[string]bool             // the actions of older rounds that were shown, which stay
	first   bool                        // the round has just begun
	at      int
	rows    *fyne.Container
	heights widgets.Heights // of the rows
	asking  bool            // for the reason an action was stopped
	refused bool            // because no reason was given
	reason  *widgets.Entry  // field for the reason, created with its row
}

// review goes to the actions of the previous round.
func (w *Window) review(first bool) {
	r := &reviewScreen{w: w, first: first}
	w.show(r)
	r.reveal()
}

// onBeamer returns the current action: what was promised, by whom, and what became of it.
func (r *reviewScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	w, actions := r.w, r.actions()
	if r.at >= len(actions) {
		return nil
	}
	act := actions[r.at]
	return widgets.Column(p.px(30), p.title(w.say("review.title")), widgets.Space(p.px(40)),
		p.text(act.Priority.Indicator).Bold().Colored(theme.ColorQuiet), p.heading(orElse(act.What, w.say("plan.no_text"))),
		p.text(strings.Join(nonEmpty(act.Owner, w.dueWords(act.Action, r.carried(act))), " · ")),
		p.text(r.state(act)).Bold().Colored(theme.ColorAccent))
}

// state returns what became of an action, in a word or two.
func (r *reviewScreen) state(act assessment.TeamAction) string {
	if act.Open() && r.carried(act) {
		return r.w.say("review.carried")
	}
	return r.w.say("status." + string(act.Status))
}

func (r *reviewScreen) actions() []assessment.TeamAction {
	if r.of == nil {
		return nil // the screen is not built yet
	}
	return r.of.Round().Reviewed(r.older)
}

// round returns the round of an action, which stores the answer.
func (r *reviewScreen) round(act assessment.TeamAction) *session.Session {
	of := r.rounds[act.Round.ID]
	if of == nil {
		of = r.of.Review(act.Round, r.w.moveOn)
		r.rounds[act.Round.ID] = of
	}
	return of
}

func (r *reviewScreen) build() view {
	w := r.w
	if r.of != w.session {
		r.of, r.rounds, r.older = w.session, make(map[string]*session.Session), make(map[string]bool)
		r.of.Reviewed = false // until it is left again
		actions := r.actions()
		for _, act := range actions {
			r.older[act.ID] = act.Round != w.session.Previous
		}
		r.at = max(slices.IndexFunc(actions, func(act assessment.TeamAction) bool { return act.Open() }), 0)
	}
	r.askReason()
	on := "team.next"
	if r.first {
		on = "review.on"
	}
	actions := r.actions()
	r.rows = widgets.List(12, len(actions), func(i int) fyne.CanvasObject { return r.rowOf(i, actions[i]) })
	widgets.Remember(r.rows, &r.heights, func(i int) string {
		act := actions[i]
		return fmt.Sprint(act.ID, act.Status, r.carried(act), i == r.at, r.asking, r.refused, w.lang.Code(), w.Settings.Zoom)
	})
	return view{
		body: widgets.Column(16,
			widgets.Statement(w.say("review.title")),
			widgets.NewText(w.say("review.keys", "date", w.lang.Date(w.session.Previous.Date))).Colored(theme.ColorQuiet),
			widgets.Space(4), r.rows),
		left:  w.backButton(),
		right: widgets.Primary(w.say(on), w.keyLabel(keyEnter), r.goOn),
	}
}

func (r *reviewScreen) rowOf(i int, act assessment.TeamAction) fyne.CanvasObject {
	w := r.w
	ind, _ := act.Round.Card.Indicator(act.Priority.Indicator)
	head := act.Priority.Indicator
	if ind != nil {
		head += " " + act.Round.Card.In(ind.Title, w.lang.Code())
	}
	if act.Round != w.session.Previous {
		head += " · " + w.say("review.since", "date", w.lang.Date(act.Round.Date))
	}
	words := widgets.Column(3, widgets.Quiet(head))
	if asked := w.askWords(act.Action, true); asked != "" { // the answer comes first
		line := widgets.Quiet(asked)
		if act.Reply != nil && act.Reply.Kind != assessment.ReplyNone {
			line = widgets.NewText(asked).Bold()
		}
		words.Add(line)
	}
	words.Add(widgets.NewText(act.What))
	words.Add(widgets.Quiet(strings.Join(nonEmpty(act.Owner, w.dueWords(act.Action, r.carried(act))), " · ")))
	if r.carried(act) {
		words.Add(widgets.NewText(w.say("review.carried")).Sized(theme.SizeQuiet).Bold().Colored(theme.ColorAccent))
	}
	var buttons []fyne.CanvasObject
	for n, answer := range reviewAnswers {
		b := widgets.Secondary(w.say("review."+answer), strconv.Itoa(n+1), func() { r.turnTo(i); r.give(answer) })
		if i != r.at {
			b.HideKey() // its place stays, so that the buttons stand still
		}
		buttons = append(buttons, b.About(act.What).SetChosen(r.answerOf(act) == answer))
	}
	content := widgets.Column(10, widgets.Split(24, theme.Zoomed(760), []float32{1, 0}, words, widgets.Row(8, buttons...)))
	if i == r.at && r.asking {
		hint := ""
		if r.refused {
			hint = w.say("error.reason_required")
		}
		content.Add(widgets.Labeled(w.say("action.reason"), hint, w.bounded(r.reason)))
	} else if act.Status == assessment.ActionStopped {
		content.Add(widgets.Quiet(act.Reason).Italic())
	}
	edge, width := theme.ColorLine, float32(1)
	if i == r.at {
		edge, width = theme.ColorAccent, 2.5
	}
	row := widgets.Layers(widgets.NewPanel(theme.ColorPaper, 12).Stroked(edge, width), widgets.Pad(16, 20, 16, 20, content))
	w.stand(act.ID, "", row)
	return row
}

// carried reports whether this round's plan continues an action.
func (r *reviewScreen) carried(act assessment.TeamAction) bool {
	return slices.ContainsFunc(r.of.Assessment.Plan.ByDue(), func(x assessment.PlacedAction) bool { return x.CarriedFrom == act.ID })
}

func (r *reviewScreen) again() {
	r.w.render()
	r.reveal()
	if r.asking {
		r.w.focus(r.reason)
	} else {
		r.w.win.Canvas().Unfocus()
	}
}

// reveal scrolls the current action into view.
func (r *reviewScreen) reveal() {
	if scroll := r.w.view.scroll; len(r.actions()) > 0 {
		scroll.Reveal(scroll.Cell(r.rows, r.at))
	}
}

// turnTo goes to an action, and saves the text typed at another.
func (r *reviewScreen) turnTo(i int) {
	if i != r.at {
		r.keep()
		r.at = i
	}
}

// dueWords returns when an action is due, and whether it is overdue; one that a later round goes on with is overdue only there.
func (w *Window) dueWords(act *assessment.Action, carried bool) string {
	switch {
	case act.Due == "":
		return ""
	case act.Overdue(w.Today()) && !carried:
		return w.say("action.due_on", "date", w.lang.Date(act.Due)) + ", " + w.say("status.overdue")
	}
	return w.say("action.due_on", "date", w.lang.Date(act.Due))
}

func nonEmpty(words ...string) []string {
	var kept []string
	for _, s := range words {
		if strings.TrimSpace(s) != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// showPlace goes to an action of an earlier round, or to one carried over from it.
func (r *reviewScreen) showPlace(at session.Place) bool {
	i := slices.IndexFunc(r.actions(), func(act assessment.TeamAction) bool {
		if at.Review {
			return act.ID == at.Action
		}
		return at.Step == session.StepPlan && act.Priority.Indicator == at.Indicator
	})
	if i < 0 {
		return false
	}
	r.turnTo(i)
	r.again()
	return true
}

func (r *reviewScreen) keys() keyTable {
	actions := r.actions()
	keys := r.w.leadsBack()
	if r.asking {
		keys = cancels(func() { r.asking = false; r.again() })
	}
	keys = append(keys, key{name: keyEnter, help: "help.go_on", do: r.goOn})
	if len(actions) == 0 {
		return keys
	}
	keys = append(keys,
		key{name: keyUp, help: "help.review_move", do: func() { r.turnTo(max(r.at-1, 0)); r.again() }},
		key{name: keyDown, help: "help.review_move", do: func() { r.turnTo(min(r.at+1, len(actions)-1)); r.again() }})
	for n, answer := range reviewAnswers {
		help := "help.review_answer"
		if answer == answerCarry {
			help = "review.carry"
		}
		keys = append(keys, key{name: keyName(strconv.Itoa(n + 1)), help: help, do: func() { r.give(answer) }})
	}
	return keys
}
