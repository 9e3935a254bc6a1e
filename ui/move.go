package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// findNewerCard searches for a newer version of the card of the open assessment, and shows a message on the team screen. It
// fills in the message without rebuilding the screen, because someone may be typing in it.
func (t *teamScreen) findNewerCard() {
	w, card := t.w, t.w.session.Assessment.Card
	var cards []*assessment.Card
	w.background(func(context.Context) (err error) {
		cards, err = w.Files.Cards()
		return err
	}, func(error) { // the cards screen reports a card that cannot be read
		next := card.NewerIn(cards)
		if next == nil || w.screen != t || w.session.Assessment.RefuseScores() != nil { // an adopted plan stays on its card
			return
		}
		t.newer.Objects = []fyne.CanvasObject{widgets.Card(14, widgets.Ends(16,
			widgets.NewText(w.say("move.newer", "version", next.Version, "old", card.Version)),
			widgets.Secondary(w.say("move.look"), "", func() { w.show(newMoveScreen(w, next)) })))}
		if w.view.scroll != nil { // otherwise it is built in a moment
			w.view.scroll.Measure()
		}
	})
}

// moveScreen shows what a newer version of the card would change for the open assessment, and switches to it.
type moveScreen struct {
	shared
	w       *Window
	next    *assessment.Card
	changes assessment.CardChanges
	busy    bool
}

func newMoveScreen(w *Window, next *assessment.Card) *moveScreen {
	return &moveScreen{w: w, next: next, changes: assessment.CompareCards(w.session.Assessment.Card, next)}
}

func (m *moveScreen) build() view {
	w, a := m.w, m.w.session.Assessment
	body := widgets.Column(16, widgets.Statement(w.say("move.title", "version", m.next.Version)),
		widgets.NewText(w.say("move.intro", "old", a.Card.Version)).Colored(theme.ColorQuiet))
	planned := m.planned()
	if len(planned) > 0 {
		body.Add(widgets.NewText(w.say("move.planned", "indicators", strings.Join(planned, ", "))).Colored(theme.ColorWarning))
	} else {
		body.Add(widgets.NewText(w.say("move.final")).Colored(theme.ColorWarning)) // above what may be a long list
		body.Add(widgets.Row(0, widgets.Secondary(w.say("print.hand_over_button"), w.keyLabel(ctrl+"S"), w.saveHandOver)))
	}
	part := func(title, means string, card *assessment.Card, ids []string) {
		if len(ids) == 0 {
			return
		}
		list := widgets.Column(3, widgets.NewText(w.say(title, "count", len(ids))).Bold())
		for _, id := range ids {
			ind, _ := card.Indicator(id)
			list.Add(widgets.NewText(id + " " + card.In(ind.Title, w.lang.Code())))
		}
		list.Add(widgets.Quiet(w.say(means)))
		body.Add(widgets.Card(18, list))
	}
	part("move.changed", "move.changed_means", m.next, m.changes.Changed)
	part("move.gone", "move.gone_means", a.Card, m.changes.Gone)
	part("move.new", "move.new_means", m.next, m.changes.New)
	if n := len(m.changes.Same); n > 0 {
		body.Add(widgets.NewText(w.say("move.same", "count", n)))
	}
	v := view{body: body, left: w.backButton()}
	if len(planned) > 0 {
		v.right = widgets.Primary(w.say("move.to_plan"), "", func() { w.goTo(session.StepPlan) })
		return v
	}
	if n := m.lost(); n > 0 {
		body.Add(widgets.NewText(w.say("move.lost", "count", n)))
	}
	move := widgets.Primary(w.say("move.do", "version", m.next.Version), "", m.move)
	move.SetDisabled(m.busy)
	v.right = move
	return v
}

// planned returns the removed indicators for which the plan has a priority: the team must decide about those first.
func (m *moveScreen) planned() (ids []string) {
	for _, p := range m.w.session.Assessment.Plan.Priorities {
		if slices.Contains(m.changes.Gone, p.Indicator) {
			ids = append(ids, p.Indicator)
		}
	}
	return ids
}

// lost returns the number of the team's answers that would be lost.
func (m *moveScreen) lost() (n int) {
	for _, s := range m.w.session.Assessment.Scores {
		if s.Answer != assessment.Blank && !slices.Contains(m.changes.Same, s.Indicator) {
			n++
		}
	}
	return n
}

func (m *moveScreen) move() {
	w := m.w
	if m.busy {
		return
	}
	m.busy = true
	w.render()
	id, version := w.session.Assessment.ID, m.next.Version
	w.background(w.onceSaved(func(ctx context.Context) error {
		if err := w.backUp(ctx); err != nil {
			return err
		}
		return w.Store.MoveCard(ctx, id, m.next)
	}), func(err error) {
		m.busy = false
		if err != nil {
			w.render()
			w.showError(err)
			return
		}
		w.openThen(id, func() { // reloaded, with nothing left to undo
			w.trail = nil // earlier screens showed the old card
			w.goTo(session.StepTeam)
			w.showMessage(w.say("move.done", "version", version))
		})
	})
}

func (m *moveScreen) keys() keyTable { return m.w.leadsBack() }
