package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// editAction returns the form for editing an action; every keystroke is saved.
func (p *planScreen) editAction(act assessment.Action) fyne.CanvasObject {
	w := p.w
	change := func(field string, set func(*assessment.Action, string)) func(string) {
		return func(v string) { p.change(field, act.ID, func(x *assessment.Action) { set(x, v) }) }
	}
	field := func(name string, rows int, value string, set func(*assessment.Action, string)) fyne.CanvasObject {
		e := widgets.NewNotes(w.say("field."+name), value, rows, change(name, set))
		if p.focusField == name {
			p.focus = e
		}
		box := widgets.Labeled(w.say("field."+name), "", w.bounded(e))
		box.Add(p.markField(assessment.RecordAction, act.ID, name))
		return box
	}
	what := field("what", 2, act.What, func(x *assessment.Action, v string) { x.What = v })
	owner, owners := widgets.Pick(w.say("field.owner"), w.say("action.owners"), act.Owner, p.roles(), change("owner", func(x *assessment.Action, v string) { x.Owner = v }))
	if p.focusField == "owner" {
		p.focus = owner
	}
	whose := widgets.Labeled(w.say("field.owner"), "", w.boundedIn(owner, owners, w.say("field.named", "field", owner.Label())))
	whose.Add(p.markField(assessment.RecordAction, act.ID, "owner"))
	helpers := field("helpers", 1, act.Helpers, func(x *assessment.Action, v string) { x.Helpers = v })
	doneWhen := field("done_when", 1, act.DoneWhen, func(x *assessment.Action, v string) { x.DoneWhen = v })
	ask := field("ask", 1, act.Ask, func(x *assessment.Action, v string) { x.Ask = v })
	hours := p.numberField("hours", act.Hours, change("hours", func(x *assessment.Action, v string) { x.Hours, _ = wholeNumber(v) }))
	euros := p.numberField("euros", act.Euros, change("euros", func(x *assessment.Action, v string) { x.Euros, _ = wholeNumber(v) }))

	buttons := widgets.Row(16, widgets.Secondary(w.say("button.close"), w.keyLabel(keyEscape), p.done))
	var agreed fyne.CanvasObject = widgets.Column(14,
		what,
		widgets.Grid(16, theme.Zoomed(230), 2, whose, helpers),
		p.dates(act),
		widgets.Grid(16, theme.Zoomed(230), 2, ask, widgets.Columns(16, []float32{1, 1}, hours, euros)),
		widgets.Grid(16, theme.Zoomed(230), 2, doneWhen, p.feasibility(act)))
	progress := fyne.CanvasObject(widgets.Column(14, p.status(act), p.notes(act)))
	if p.onlyReads(act) {
		p.focus, agreed = nil, widgets.ReadOnly(agreed)
	} else {
		buttons.Add(widgets.Link(w.say("action.remove"), func() { p.removeAction(act) }))
	}
	if p.onlyReadsProgress(act) {
		progress = p.progressRead(act)
	}
	whole := widgets.Quiet(p.titleOf(p.chosen)).Bold() // what it is an action of is out of sight above
	return widgets.Pad(14, 8, 18, 8, widgets.Column(14, whole, agreed, p.reply(act), progress, buttons))
}

// onlyReads reports whether what was agreed on an action can only be read: it is in a file, or done or stopped in a closed
// round.
func (p *planScreen) onlyReads(act assessment.Action) bool {
	return p.onlyRead() && (p.w.shelf != nil || !act.Open())
}

// onlyReadsProgress reports whether the progress of an action can only be read too: it was also carried over to a later plan,
// where its progress is kept from then on.
func (p *planScreen) onlyReadsProgress(act assessment.Action) bool {
	return p.onlyReads(act) || p.s.Round().ContinuedLater(&act)
}

// progressRead returns the status of an action, with the reason and the notes, to read only.
func (p *planScreen) progressRead(act assessment.Action) fyne.CanvasObject {
	w := p.w
	status := w.say("status." + string(act.Status))
	if p.s.Round().ContinuedLater(&act) {
		status = w.say("report.fate.carried")
	}
	box := widgets.Labeled(w.say("field.status"), "", widgets.NewText(strings.Join(nonEmpty(status, act.Reason), ": ")))
	for _, n := range act.Notes {
		box.Add(widgets.Columns(12, []float32{0, 1}, widgets.Quiet(w.lang.Date(n.Date)).OneLine(), widgets.NewText(n.Text)))
	}
	return box
}

// edit opens an action for editing, with the cursor in a field.
func (p *planScreen) edit(id, field string) {
	p.close()
	p.action, p.focusField = id, field
}

// done closes the open action, and scrolls it into view in the list.
func (p *planScreen) done() {
	id := p.action
	p.close()
	p.reopening, p.last = false, id
	p.again()
	if row := p.w.stands[id+" "]; row != nil {
		p.w.view.scroll.RevealFrom(p.shown, row)
	}
}

// close closes the open action. It keeps text that was typed but not entered.
func (p *planScreen) close() {
	p.enter()
	p.enterReason()
	p.action, p.focusField, p.fresh, p.typed = "", "", nil, typed{}
}

// enter enters the text typed in the open action.
func (p *planScreen) enter() {
	t, id := p.typed, p.action
	p.typed = typed{}
	if reason := strings.TrimSpace(t.reason); reason != "" {
		p.change(session.Once, id, func(x *assessment.Action) { x.Status, x.Reason = assessment.ActionStopped, reason })
	}
	if note := strings.TrimSpace(t.note); note != "" && p.opened(id) != nil {
		p.s.AddNote(id, note)
	}
}

// change changes the open action if it still exists.
func (p *planScreen) change(field, id string, change func(*assessment.Action)) {
	if now := p.opened(id); now != nil {
		x := *now
		change(&x)
		p.s.SetAction(field, x)
	}
}

// opened returns the open action in its current state. A new one is added to the plan at its first change.
func (p *planScreen) opened(id string) *assessment.Action {
	if p.fresh != nil && p.fresh.ID == id {
		act := *p.fresh
		p.fresh = nil
		p.s.AddAction(p.priorityOf().ID, act)
	}
	act, _ := p.s.Assessment.Plan.Action(id)
	return act
}

// roles returns the possible owners of an action: owners used by this team in any round, then the card's roles.
func (p *planScreen) roles() []string {
	s := p.w.session
	var names []string
	seen := make(map[string]bool)
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	for _, a := range append([]*assessment.Assessment{s.Assessment}, s.Earlier...) {
		for _, act := range a.Plan.ByDue() {
			add(act.Owner)
		}
	}
	for _, r := range s.Assessment.Card.Roles {
		add(s.Assessment.Card.In(r.Title, p.w.lang.Code()))
	}
	return names
}

// dates returns the fields for the start and due date of an action, by date or as a term from the plan date. A due
// date before the start is marked as wrong; neither is saved until they agree.
func (p *planScreen) dates(act assessment.Action) fyne.CanvasObject {
	w, card := p.w, p.w.session.Assessment.Card
	from, to := act.Start, act.Due
	wrong := widgets.Quiet("").Colored(theme.ColorWarning)
	wrong.Hide()
	keep := func() {
		x := act
		x.Start, x.Due = from, to
		if err := x.Check(); err != nil {
			wrong.Set(w.lang.Error(err))
			wrong.Show()
		} else {
			wrong.Hide()
			p.change(session.Once, act.ID, func(x *assessment.Action) { x.Start, x.Due = from, to })
		}
		w.view.scroll.Measure()
		w.setStatus(w.state)
	}
	start, begin := w.dateField(act.ID, "field.start", act.Start, words.Near, func(d assessment.Date) { from = d; keep() })
	due, when := w.dateField(act.ID, "field.due", act.Due, words.Ahead, func(d assessment.Date) { to = d; keep() })
	if p.focusField == "due" {
		p.focus = when
	}
	w.mayLackTyped(act.ID+" start", begin, func() bool { return wrong.Visible() && from != act.Start })
	w.mayLackTyped(act.ID+" due", when, func() bool { return wrong.Visible() && to != act.Due })
	start.Add(p.markField(assessment.RecordAction, act.ID, "start"))
	due.Add(p.markField(assessment.RecordAction, act.ID, "due"))
	terms := widgets.Row(14)
	if p.onlyReads(act) {
		return widgets.Grid(16, theme.Zoomed(150), 2, start, due)
	}
	for _, t := range card.Terms {
		terms.Add(widgets.Link(card.In(t.Title, w.lang.Code()), func() {
			to = w.session.Assessment.Plan.Date.AddWeeks(t.Weeks)
			if keep(); !wrong.Visible() {
				p.focusField = ""
				p.again()
			}
		}))
	}
	return widgets.Column(2, widgets.Grid(16, theme.Zoomed(150), 2, start, due), wrong, terms)
}

// numberField returns the field for a number of the open action.
func (p *planScreen) numberField(name string, value int, changed func(string)) fyne.CanvasObject {
	box, _ := p.w.wholeField(p.action+" "+name, p.w.say("field."+name), value, changed)
	box.Add(p.markField(assessment.RecordAction, p.action, name))
	return box
}

// wholeField returns a field for an integer; an invalid one stays on screen with a hint and is not saved. id is unique among
// the fields of the open assessment.
func (w *Window) wholeField(id, label string, value int, changed func(string)) (*fyne.Container, *widgets.Entry) {
	shown := ""
	if value > 0 {
		shown = strconv.Itoa(value)
	}
	hint := widgets.Quiet("").Colored(theme.ColorWarning)
	hint.Hide()
	e := widgets.NewEntry(label, shown, nil)
	look := func() (ok bool) {
		if _, ok = wholeNumber(e.Text); ok == hint.Visible() {
			hint.Hidden = ok
			hint.Set(w.say("action.whole_number", "most", w.lang.Number(assessment.MaxNumber)))
			w.view.scroll.Measure()
			w.setStatus(w.state)
		}
		return ok
	}
	e.OnChanged = func(v string) {
		if look() {
			changed(v)
		}
	}
	e.OnLeave = func() { look() }
	w.mayLackTyped(id, e, func() bool { _, ok := wholeNumber(e.Text); return !ok })
	box := widgets.Labeled(label, "", e)
	box.Add(hint)
	return box, e
}

// wholeNumber parses an integer as people type it, with points or spaces between thousands; "" is 0.
func wholeNumber(s string) (int, bool) {
	s = strings.NewReplacer(".", "", " ", "", "€", "", "\u00a0", "").Replace(s)
	if s == "" {
		return 0, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n <= assessment.MaxNumber
}

func (p *planScreen) feasibility(act assessment.Action) fyne.CanvasObject {
	w := p.w
	row := widgets.Row(6)
	for n := 1; n <= 3; n++ {
		level := widgets.Secondary(strconv.Itoa(n), "", func() {
			p.change(session.Once, act.ID, func(x *assessment.Action) { x.Feasibility = n })
			p.focusField = ""
			p.again()
		}).SetChosen(act.Feasibility == n)
		level.SetDisabled(p.onlyReads(act))
		row.Add(level)
	}
	kind := func() string {
		now := &act
		if kept, _ := w.session.Assessment.Plan.Action(act.ID); kept != nil {
			now = kept
		}
		if now.QuickWin(w.session.Assessment.Plan.Date) {
			return w.say("action.quick_win")
		}
		return w.say("action.key_action")
	}
	field := widgets.Labeled(w.say("action.feasibility"), "", row)
	field.Add(p.markField(assessment.RecordAction, act.ID, "feasibility"))
	field.Add(w.part(kind, func() fyne.CanvasObject { return widgets.Quiet(kind()) }))
	return field
}

// status returns the choice of the status of an action; stopping it requires a reason, which is asked for first.
func (p *planScreen) status(act assessment.Action) fyne.CanvasObject {
	w := p.w
	row := widgets.Row(8)
	reason := widgets.NewEntry(w.say("action.reason"), orElse(p.typed.reason, act.Reason), func(v string) { p.typed.reason = v })
	ask := widgets.Labeled(w.say("action.reason"), w.say("action.reason_hint"), w.bounded(reason))
	w.entersLater(act.ID+" reason", reason, func() bool { return p.action == act.ID && notEntered(p.typed.reason, act.Reason) })
	stopped := act.Status == assessment.ActionStopped || p.typed.stopping
	if !stopped {
		ask.Hide()
	}
	if p.focusField == "reason" {
		p.focus = reason
	}
	set := func(status assessment.ActionStatus) {
		if status == assessment.ActionStopped && orElse(p.typed.reason, act.Reason) == "" {
			p.typed.stopping = true
			ask.Show()
			w.view.scroll.Measure()
			w.focus(reason)
			return
		}
		if status != assessment.ActionStopped {
			p.typed.reason = "" // it is not stopped after all
			p.change(session.Once, act.ID, func(x *assessment.Action) { x.Status, x.Reason = status, "" })
		}
		p.enter()
		p.focusField = ""
		p.again()
	}
	reason.OnSubmitted = func(string) { set(assessment.ActionStopped) }
	for _, s := range assessment.ActionStatuses {
		row.Add(widgets.Secondary(w.say("status."+string(s)), "", func() { set(s) }).SetChosen(act.Status == s))
	}
	return widgets.Column(8, widgets.Labeled(w.say("field.status"), "", row), ask)
}

// notes returns the progress notes so far, and a field to add one.
func (p *planScreen) notes(act assessment.Action) fyne.CanvasObject {
	w := p.w
	list := widgets.Column(4)
	for _, n := range act.Notes {
		list.Add(widgets.Columns(12, []float32{0, 1}, widgets.Quiet(w.lang.Date(n.Date)).OneLine(), widgets.NewText(n.Text)))
	}
	e := widgets.NewEntry(w.say("action.note"), p.typed.note, func(v string) { p.typed.note = v })
	e.SetPlaceHolder(w.say("action.note_hint"))
	add := func() {
		p.enter()
		p.focusField = ""
		p.again()
	}
	e.OnSubmitted = func(string) { add() }
	list.Add(widgets.Columns(8, []float32{1, 0}, w.bounded(e), widgets.Secondary(w.say("action.add_note"), "", add)))
	w.entersLater(act.ID+" note", e, func() bool { return p.action == act.ID && notEntered(p.typed.note, "") })
	return widgets.Labeled(w.say("action.progress"), "", list)
}

func (p *planScreen) removeAction(act assessment.Action) {
	w := p.w
	p.typed = typed{}
	p.close()
	p.again()
	if now, _ := w.session.Assessment.Plan.Action(act.ID); now == nil {
		return // it was new and empty
	}
	w.session.RemoveAction(act.ID)
	w.render()
	w.offerUndo(w.say("action.removed"), w.undoStep)
}
