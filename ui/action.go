package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// editAction is one action open for editing: everything of it in one place, kept letter by letter.
func (p *planScreen) editAction(act assessment.Action) fyne.CanvasObject {
	w := p.w
	change := func(field string, set func(*assessment.Action, string)) func(string) {
		return func(v string) {
			if now, _ := w.session.a.Plan.Action(act.ID); now != nil {
				x := *now
				set(&x, v)
				w.session.setAction(field, x)
			}
		}
	}
	field := func(name, value string, set func(*assessment.Action, string)) (*widgets.Entry, fyne.CanvasObject) {
		e := widgets.NewEntry(w.say("action."+name), value, change(name, set))
		if p.focusField == name {
			p.focus = e
		}
		return e, widgets.Labeled(w.say("action."+name), "", e)
	}
	what := widgets.NewNotes(w.say("action.what"), act.What, 2, change("what", func(x *assessment.Action, v string) { x.What = v }))
	if p.focusField == "what" {
		p.focus = what
	}
	owner := widgets.NewPick(w.say("action.owner"), act.Owner, p.roles(), change("owner", func(x *assessment.Action, v string) { x.Owner = v }))
	if p.focusField == "owner" {
		p.focus = owner
	}
	_, helpers := field("helpers", act.Helpers, func(x *assessment.Action, v string) { x.Helpers = v })
	_, doneWhen := field("done_when", act.DoneWhen, func(x *assessment.Action, v string) { x.DoneWhen = v })
	_, ask := field("ask", act.Ask, func(x *assessment.Action, v string) { x.Ask = v })
	hours := p.numberField("hours", act.Hours, change("hours", func(x *assessment.Action, v string) { x.Hours, _ = wholeNumber(v) }))
	euros := p.numberField("euros", act.Euros, change("euros", func(x *assessment.Action, v string) { x.Euros, _ = wholeNumber(v) }))

	buttons := widgets.Row(16, widgets.Secondary(w.say("button.done"), "Esc", func() { p.action = ""; p.again() }),
		widgets.Link(w.say("action.remove"), func() { p.removeAction(act) }))
	return widgets.Pad(14, 8, 18, 8, widgets.Column(14,
		widgets.Labeled(w.say("action.what"), "", what),
		widgets.Grid(16, theme.Zoomed(230), 2, widgets.Labeled(w.say("action.owner"), "", owner), helpers),
		p.dates(act),
		widgets.Grid(16, theme.Zoomed(230), 2, doneWhen, ask),
		widgets.Grid(16, theme.Zoomed(110), 4, hours, euros, p.feasibility(act)),
		p.status(act),
		p.notes(act),
		buttons))
}

// roles is who can own an action: owners this team used in any round, then the card's roles.
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
	for _, a := range append([]*assessment.Assessment{s.a}, s.earlier...) {
		for _, act := range a.Plan.ByDue() {
			add(act.Owner)
		}
	}
	for _, r := range s.a.Card.Roles {
		add(s.a.Card.In(r.Title, p.w.lang.Code()))
	}
	return names
}

// dates is when an action starts and is due, by date or by term from the plan date. A due date before the start is
// shown as wrong and not kept.
func (p *planScreen) dates(act assessment.Action) fyne.CanvasObject {
	w, card := p.w, p.w.session.a.Card
	set := func(change func(*assessment.Action)) {
		now, _ := w.session.a.Plan.Action(act.ID)
		if now == nil {
			return
		}
		x := *now
		change(&x)
		if err := x.Check(); err != nil {
			w.tell(err)
			return
		}
		w.hush()
		w.session.setAction(once, x)
	}
	start, _ := w.dateField("action.start", act.Start, func(d assessment.Date) { set(func(x *assessment.Action) { x.Start = d }) })
	due, when := w.dateField("action.due", act.Due, func(d assessment.Date) { set(func(x *assessment.Action) { x.Due = d }) })
	if p.focusField == "due" {
		p.focus = when
	}
	terms := widgets.Row(14)
	for _, t := range card.Terms {
		terms.Add(widgets.Link(card.In(t.Title, w.lang.Code()), func() {
			set(func(x *assessment.Action) { x.Due = w.session.a.Plan.Date.AddWeeks(t.Weeks) })
			p.focusField = ""
			p.again()
		}))
	}
	return widgets.Column(2, widgets.Grid(16, theme.Zoomed(150), 2, start, due), terms)
}

// numberField is a field for a whole number; what is none stays on screen with a hint and is not kept.
func (p *planScreen) numberField(name string, value int, changed func(string)) fyne.CanvasObject {
	w := p.w
	shown := ""
	if value > 0 {
		shown = strconv.Itoa(value)
	}
	hint := widgets.Quiet("").Colored(theme.ColorWarning)
	hint.Hide()
	e := widgets.NewEntry(w.say("action."+name), shown, nil)
	e.OnChanged = func(v string) {
		_, ok := wholeNumber(v)
		if ok {
			hint.Hide()
			changed(v)
		} else {
			hint.Set(w.say("action.whole_number"))
			hint.Show()
		}
		w.view.scroll.Update()
	}
	box := widgets.Labeled(w.say("action."+name), "", e)
	box.Add(hint)
	return box
}

// wholeNumber reads a whole number as people type it, with points or spaces between thousands; empty is 0.
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
		row.Add(widgets.Secondary(strconv.Itoa(n), "", func() {
			if now, _ := w.session.a.Plan.Action(act.ID); now != nil {
				x := *now
				x.Feasibility = n
				w.session.setAction(once, x)
				p.focusField = ""
				p.again()
			}
		}).SetChosen(act.Feasibility == n))
	}
	kind := w.say("action.key_action")
	if act.QuickWin(w.session.a.Plan.Date) {
		kind = w.say("action.quick_win")
	}
	return widgets.Labeled(w.say("action.feasibility"), kind, row)
}

// status is how far the action is; stopping it needs a reason, which is asked for first.
func (p *planScreen) status(act assessment.Action) fyne.CanvasObject {
	w := p.w
	row := widgets.Row(8)
	reason := widgets.NewEntry(w.say("action.reason"), act.Reason, nil)
	ask := widgets.Labeled(w.say("action.reason"), w.say("action.reason_hint"), reason)
	if act.Status != assessment.ActionStopped {
		ask.Hide()
	}
	set := func(status assessment.ActionStatus) {
		now, _ := w.session.a.Plan.Action(act.ID)
		if now == nil {
			return
		}
		x := *now
		x.Status, x.Reason = status, strings.TrimSpace(reason.Text)
		if status == assessment.ActionStopped && x.Reason == "" {
			ask.Show()
			w.view.scroll.Update()
			w.focus(reason)
			return
		}
		w.session.setAction(once, x)
		p.focusField = ""
		p.again()
	}
	reason.OnSubmitted = func(string) { set(assessment.ActionStopped) }
	reason.OnLeave = func() {
		if strings.TrimSpace(reason.Text) != "" && reason.Text != act.Reason {
			set(assessment.ActionStopped)
		}
	}
	for _, s := range assessment.ActionStatuses {
		row.Add(widgets.Secondary(w.say("status."+string(s)), "", func() { set(s) }).SetChosen(act.Status == s))
	}
	return widgets.Column(8, widgets.Labeled(w.say("action.status"), "", row), ask)
}

// notes is the progress written so far, and a line to add to it.
func (p *planScreen) notes(act assessment.Action) fyne.CanvasObject {
	w := p.w
	list := widgets.Column(4)
	for _, n := range act.Notes {
		list.Add(widgets.Columns(12, []float32{0, 1}, widgets.Quiet(w.lang.Date(n.Date)).OneLine(), widgets.NewText(n.Text)))
	}
	e := widgets.NewEntry(w.say("action.note"), "", nil)
	e.SetPlaceHolder(w.say("action.note_hint"))
	keep := func() {
		if v := strings.TrimSpace(e.Text); v != "" {
			w.session.addNote(act.ID, v)
			p.focusField = ""
			p.again()
		}
	}
	e.OnSubmitted = func(string) { keep() }
	list.Add(widgets.Columns(8, []float32{1, 0}, e, widgets.Secondary(w.say("action.add_note"), "", keep)))
	return widgets.Labeled(w.say("action.progress"), "", list)
}

func (p *planScreen) removeAction(act assessment.Action) {
	w := p.w
	w.session.removeAction(act.ID)
	p.action = ""
	p.again()
	w.offerUndo(w.say("action.removed"), func() { w.session.undo(); w.render() })
}
