package ui

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// planScreen is the improvement plan: at the left the ranking, from which the team chooses, at the right the plan.
type planScreen struct {
	shared
	w      *Window
	s      *session.Session // the session it was built from
	result *assessment.Result
	chosen string             // the indicator shown at the right; empty for the plan as a whole
	action string             // the id of the action open for editing, or empty
	fresh  *assessment.Action // the open action, while it is new and empty
	last   string             // the id of the action that was open last
	typed  typed              // text typed in it that only counts once entered
	order  []string           // the list before a tick, kept until the screen is left so that nothing moves; nil for the current one
	row    *widgets.Pressable // the row at the left of the item shown at the right
	shown  fyne.CanvasObject  // at the right
	focus  fyne.Focusable
	// focusField is the field of the open action that gets the cursor when it is built.
	focusField string
	goal       *widgets.Text
	changes    []assessment.Change // the stored differences from what was agreed
	adoptions  []assessment.Change // the adoptions before, with what the next one changed
	differing  []assessment.Change // those on screen, after so many edits
	differed   int
	explaining *assessment.Change // the change whose reason is asked for
	reason     *widgets.Entry     // the field for it, made with its line
	reopening  bool               // asking why the plan is reopened
	why        *widgets.Entry     // the field for that reason
	board      bool               // the actions are shown by status
	at         string             // the focused action on the board
	columns    []boardColumn      // of the board
	heights    widgets.Heights    // of its cards
	all        bool               // the whole ranking is shown, not only its top
	weighing   bool               // asking for the team's own target and importance
}

// typed is text that only counts once it is entered: a note, and the reason why an action was stopped.
type typed struct {
	note, reason string
	stopping     bool // asking for the reason
}

func newPlanScreen(w *Window) *planScreen {
	p := &planScreen{w: w}
	list := p.list()
	if len(list) > 0 {
		p.chosen = list[0]
	}
	return p
}

func (p *planScreen) build() view {
	w, a := p.w, p.w.session.Assessment
	p.s, p.differing = w.session, nil
	if p.board {
		return p.buildBoard()
	}
	p.focus, p.why = nil, nil
	list := p.list()
	left := widgets.Column(4, widgets.Heading(w.say("plan.title")), widgets.Quiet(w.say("plan.advice")), widgets.Space(4))
	if p.onlyRead() {
		left = widgets.Column(4, widgets.Heading(w.say("plan.title_read")), widgets.Space(4))
	} else if n := len(a.Plan.Priorities); n > assessment.ManyPriorities {
		left.Add(widgets.NewText(w.say("plan.many", "count", n)).Colored(theme.ColorWarning))
	}
	if len(list) == 0 && !p.onlyRead() {
		left.Add(widgets.NewText(w.say("plan.no_ranking")).Colored(theme.ColorQuiet))
	}
	p.ranking(left, list)
	left.Add(widgets.Space(4))
	if a.Status != assessment.StatusClosed { // it is too late to fill in anything
		left.Add(w.part(func() string { return fmt.Sprint(a.Gaps()) }, p.missing))
	}
	left.Add(widgets.Pad(8, 0, 8, 0, widgets.Line()))
	left.Add(p.planRow())

	var right fyne.CanvasObject
	if p.chosen == "" {
		right = p.planFields()
	} else {
		right = p.priority()
	}
	p.shown = right
	body := widgets.Abreast(32, theme.Zoomed(700), []float32{0, 1}, widgets.Fixed(theme.Zoomed(290), left), right)
	if a.Plan.Status == assessment.PlanAdopted || a.Status == assessment.StatusClosed {
		body = widgets.Column(12, p.adopted(), body)
	}
	v := view{body: body, focus: p.focus}
	v.left = w.part(func() string { return strconv.FormatBool(len(a.Plan.ByDue()) > 0) }, func() fyne.CanvasObject {
		ways := widgets.Row(10)
		if p.chosen != "" && !p.onlyRead() {
			ways.Add(widgets.Secondary(w.say("plan.own_action"), w.keyOf(p, "A"), p.addOwn))
		}
		if len(a.Plan.ByDue()) > 0 {
			ways.Add(widgets.Secondary(w.say("plan.board"), w.keyOf(p, "B"), p.toggleBoard))
		}
		return ways
	})
	switch {
	case p.reopening && p.why != nil:
		v.right = widgets.Primary(w.say("plan.reopen"), w.keyOf(p, keyEnter), p.reopen)
	case a.Plan.Status == assessment.PlanAdopted, p.onlyRead():
		v.right = widgets.Primary(w.say("plan.print"), w.keyLabel(ctrl+"P"), func() { w.goTo(session.StepPrint) })
	default:
		v.right = w.part(func() string { return strconv.FormatBool(p.blocked()) }, func() fyne.CanvasObject {
			if p.blocked() { // the button goes to what is missing
				return widgets.Secondary(w.say("plan.adopt"), w.keyOf(p, "V"), p.adopt)
			}
			return widgets.Primary(w.say("plan.adopt"), w.keyOf(p, "V"), p.adopt)
		})
	}
	return v
}

// blocked reports whether a gap prevents adopting the plan.
func (p *planScreen) blocked() bool {
	return slices.ContainsFunc(p.w.session.Assessment.Gaps(), assessment.Gap.Blocks)
}

// planRow returns the row that leads to the fields of the plan itself.
func (p *planScreen) planRow() fyne.CanvasObject {
	ground := fyne.ThemeColorName("")
	if p.chosen == "" {
		ground = theme.ColorPale
	}
	words := p.w.say("plan.whole")
	title := widgets.Row(8, widgets.NewText(words).OneLine())
	if key := p.w.keyOf(p, "W"); key != "" {
		title.Add(widgets.Keycap(key))
	}
	row := widgets.NewPressable(words, widgets.Layers(widgets.NewPanel(ground, 8), widgets.Pad(10, 12, 10, 12,
		widgets.Column(1, title, widgets.Quiet(p.w.say("plan.whole_hint"))))), func() { p.showIndicator("") })
	if p.chosen == "" {
		p.row = row
	}
	return row
}

// missing returns what the plan lacks, with a link for each.
func (p *planScreen) missing() fyne.CanvasObject {
	w, a := p.w, p.w.session.Assessment
	gaps := a.Gaps()
	if len(gaps) == 0 {
		return widgets.Quiet(w.say("plan.complete"))
	}
	if a.Plan.Status == assessment.PlanAdopted {
		return p.lacking("plan.still_adopted", gaps)
	}
	var must, may []assessment.Gap
	for _, g := range gaps {
		if g.Blocks() {
			must = append(must, g)
		} else {
			may = append(may, g)
		}
	}
	return widgets.Column(6, p.lacking("plan.still", must), p.lacking("plan.may", may))
}

// lacking returns gaps below a title, with a link for each; nothing for none.
func (p *planScreen) lacking(title string, gaps []assessment.Gap) fyne.CanvasObject {
	box := widgets.Column(2)
	if len(gaps) == 0 {
		box.Hide()
		return box
	}
	box.Add(widgets.NewText(p.w.say(title)).Bold())
	box.Add(widgets.List(2, len(gaps), func(i int) fyne.CanvasObject {
		link := widgets.Link(p.w.gapWords(gaps[i])+" →", func() { p.jump(gaps[i]) })
		if gaps[i].Kind == assessment.GapNoEvaluation {
			p.w.tipped(&link.Pressable, p.w.say("plan.whole"), p.keys(), "W")
		}
		return link
	}))
	return box
}

func (w *Window) gapWords(g assessment.Gap) string {
	return w.say("gap."+string(g.Kind), "indicator", g.Indicator)
}

func (p *planScreen) jump(g assessment.Gap) {
	p.close()
	switch g.Kind {
	case assessment.GapCoreAtOne:
		if p.w.session.Assessment.Plan.PriorityFor(g.Indicator) == nil {
			p.w.askReason(g.Indicator)
			return
		}
		p.chosen = g.Indicator
	case assessment.GapNoEvaluation:
		p.chosen, p.focusField = "", "evaluation"
	case assessment.GapNoTeam:
		p.w.goTo(session.StepTeam)
		return
	case assessment.GapNoPriority:
		if list := p.list(); len(list) > 0 {
			p.chosen = list[0]
		}
	case assessment.GapNoOwner:
		p.chosen, p.action, p.focusField = g.Indicator, g.Action, "owner"
	case assessment.GapNoDue:
		p.chosen, p.action, p.focusField = g.Indicator, g.Action, "due"
	default:
		p.chosen = g.Indicator
	}
	p.again()
}

// keep saves text that was typed but not entered, when the screen is left or the window closed.
func (p *planScreen) keep() { p.close() }

// again rebuilds the screen and sets the focus.
func (p *planScreen) again() {
	p.w.render()
	p.focusField = "" // focus it only once
	if p.focus == nil {
		return
	}
	if form := p.w.stands[p.action+" "]; p.action != "" && form != nil {
		p.w.view.scroll.Reveal(form) // as much of it as fits
	}
	p.w.focus(p.focus)
}

// showIndicator shows an indicator, or the plan itself, and scrolls it into view if it is not beside the list.
func (p *planScreen) showIndicator(id string) {
	p.choose(id)
	p.w.view.scroll.BringToTop(p.shown)
}

// choose shows an indicator, or the plan as a whole. A focus on its row in the list goes along.
func (p *planScreen) choose(id string) {
	if id == "" {
		p.loadHistory()
	}
	at, _ := p.w.win.Canvas().Focused().(fyne.CanvasObject)
	listed := at != nil && (at == p.row || slices.ContainsFunc(p.list(), func(id string) bool { return at == p.w.stands[id+" "] }))
	p.close()
	p.chosen, p.weighing = id, false
	p.w.win.Canvas().Unfocus()
	p.again()
	if listed && p.focus == nil && p.row != nil {
		p.w.focus(p.row)
	}
}

// showPlan shows the plan itself, with the cursor in the evaluation date if that is empty.
func (p *planScreen) showPlan() {
	if p.w.session.Assessment.Plan.EvaluationDate == "" && !p.onlyRead() {
		p.jump(assessment.Gap{Kind: assessment.GapNoEvaluation})
		return
	}
	p.showIndicator("")
}

// toggle makes an indicator a priority, or removes the priority. The rows stay where they are, under the pointer.
func (p *planScreen) toggle(id string) {
	w := p.w
	p.close()
	p.chosen, p.order = id, p.list()
	if pr := w.session.Assessment.Plan.PriorityFor(id); pr != nil {
		removed := "plan.removed"
		if len(pr.Actions) == 0 {
			removed = "plan.removed_alone"
		}
		w.session.RemovePriority(pr.ID)
		p.again()
		w.offerUndo(w.say(removed, "indicator", id), w.undoStep)
		return
	}
	w.session.AddPriority(id)
	p.again()
}

// priorityOf returns the priority for the indicator shown, and creates it if necessary.
func (p *planScreen) priorityOf() *assessment.Priority {
	if pr := p.s.Assessment.Plan.PriorityFor(p.chosen); pr != nil {
		return pr
	}
	return p.s.AddPriority(p.chosen)
}

func (p *planScreen) addOwn() {
	if p.chosen == "" {
		return
	}
	p.priorityOf()
	act := assessment.NewAction(p.w.session.Assessment.Plan.Date)
	p.edit(act.ID, "what")
	p.fresh = &act
	p.again()
}

// suggestions returns the suggestions for the indicator shown that were not taken yet.
func (p *planScreen) suggestions() []assessment.Suggestion {
	a := p.w.session.Assessment
	if p.onlyRead() {
		return nil
	}
	return slices.DeleteFunc(a.Suggestions(p.chosen), func(s assessment.Suggestion) bool {
		pr := a.Plan.PriorityFor(p.chosen)
		return pr != nil && slices.ContainsFunc(pr.Actions, func(x assessment.Action) bool { return x.Suggestion == s.ID })
	})
}

func (p *planScreen) addSuggestion(s assessment.Suggestion) {
	w := p.w
	w.session.AddAction(p.priorityOf().ID, w.session.Assessment.ActionFrom(s, w.lang.Code(), w.say("action.find_out")))
	w.win.Canvas().Unfocus()
	p.again()
}

// adopt goes to adopting the plan, or first to what blocks it.
func (p *planScreen) adopt() {
	w := p.w
	gaps := w.session.Assessment.Gaps()
	if first := slices.IndexFunc(gaps, assessment.Gap.Blocks); first >= 0 {
		p.jump(gaps[first])
		w.showMessage(w.say("plan.first", "gap", w.gapWords(gaps[first])))
		return
	}
	w.show(&adoptScreen{w: w})
}

// showPlace shows an indicator, or the plan itself; on the board the action.
func (p *planScreen) showPlace(at session.Place) bool {
	if at.Step != session.StepPlan {
		return false
	}
	p.order = nil
	act, _ := p.w.session.Assessment.Plan.Action(p.w.session.CurrentID(at.Action))
	switch {
	case p.board && act != nil:
		p.w.render()
		p.focusCard(act.ID)
	case p.chosen == at.Indicator && !p.board:
		p.again()
	default:
		p.close()
		p.board, p.chosen, p.weighing = false, at.Indicator, p.weighing && p.chosen == at.Indicator
		p.w.view.scroll = nil
		p.again()
	}
	return true
}
