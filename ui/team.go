package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// teamScreen is step 1: participants, way of working, card; and the open actions of the previous plan.
type teamScreen struct {
	shared
	w       *Window
	newer   *fyne.Container // message about a newer version of the card
	other   assessment.Mode // way of working requested while there are ballots, or empty
	rescope bool            // the other scope was requested while there are ballots
	more    bool            // the optional fields are shown
}

func (t *teamScreen) build() view {
	w, s := t.w, t.w.session
	if t.newer == nil {
		t.newer = widgets.Column(0)
		t.findNewerCard()
	}
	name, nameField := t.field("field.name", s.Assessment.Team.Name, func(a *assessment.Assessment, v string) { a.Team.Name = v })
	more := "team.more"
	if t.more {
		more = "team.less"
	}
	fold := widgets.Pad(theme.Zoomed(26), 0, 0, 0, widgets.Row(8, widgets.Link(w.say(more), t.unfold), widgets.Keycap("M"), widgets.Quiet(w.say("team.more_hint"))))
	body := widgets.Column(16,
		widgets.Ends(24, widgets.Statement(w.say("team.how")), w.expected()), t.newer,
		t.mode(), widgets.Heading(w.say("team.which_card")), t.scope(), w.timetable(), widgets.Line(),
		widgets.Split(16, theme.Zoomed(640), []float32{2.2, 1, 2.2}, widgets.Labeled(w.say("field.name"), "", nameField), t.date(), fold))
	if t.more {
		body.Add(t.others())
	}
	if panel := t.lastPlan(); panel != nil {
		body.Add(panel)
	}
	if panel := t.closing(); panel != nil {
		body.Add(panel)
	}
	if s.Replaced {
		body.Add(widgets.Row(0, widgets.Link(w.say("merged.link"), w.showMerged)))
	}
	v := view{
		body:  body,
		right: widgets.Primary(w.say("team.next"), w.keyLabel(keyEnter), func() { w.goTo(session.StepScore) }),
	}
	if t.other != "" || t.rescope {
		v.right = nil // Enter has no answer
	}
	if s.Assessment.Team.Name == "" {
		v.focus = name
	}
	return v
}

// unfold shows or hides the optional fields.
func (t *teamScreen) unfold() {
	t.more = !t.more
	t.w.render()
}

// others returns the optional fields.
func (t *teamScreen) others() fyne.CanvasObject {
	w, s := t.w, t.w.session
	return widgets.Column(16,
		widgets.Grid(16, theme.Zoomed(150), 5,
			t.labeled("field.programme", s.Assessment.Team.Programme, func(a *assessment.Assessment, v string) { a.Team.Programme = v }),
			t.labeled("field.institution", s.Assessment.Team.Institution, func(a *assessment.Assessment, v string) { a.Team.Institution = v }),
			t.labeled("field.level", s.Assessment.Team.Level, func(a *assessment.Assessment, v string) { a.Team.Level = v }),
			t.labeled("field.track", s.Assessment.Team.Track, func(a *assessment.Assessment, v string) { a.Team.Track = v }),
			t.labeled("field.crebo", s.Assessment.Team.Crebo, func(a *assessment.Assessment, v string) { a.Team.Crebo = v }),
		),
		widgets.Grid(16, theme.Zoomed(300), 2,
			widgets.Labeled(w.say("field.present"), w.say("team.present_hint"),
				t.only("field.present", s.Assessment.Present, func(a *assessment.Assessment, v string) { a.Present = v })),
			widgets.Labeled(w.say("field.facilitator"), w.say("team.facilitator_hint"),
				t.only("field.facilitator", s.Assessment.Facilitator, func(a *assessment.Assessment, v string) { a.Facilitator = v })),
		),
		widgets.Row(20, widgets.Link(w.say("team.bin"), w.bin),
			widgets.Link(w.say("forget.link"), func() { w.showForget(s.Assessment.Team) })))
}

// onBeamer returns the team, the way of working and the timetable.
func (t *teamScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	w, a := t.w, t.w.session.Assessment
	return widgets.Column(p.px(24), p.title(w.teamName(a.Team)), p.text(w.subtitle()).Colored(theme.ColorQuiet), widgets.Space(p.px(120)),
		widgets.Ends(p.px(30), p.title(w.say("mode."+string(a.Mode))), p.title(w.lasts(a.Mode, a.Scope)).OneLine()),
		p.text(w.say("mode."+string(a.Mode)+"_hint")), widgets.Space(p.px(90)), w.timeline(p.px(beamerText), 0))
}

func (t *teamScreen) labeled(key, value string, set func(*assessment.Assessment, string)) fyne.CanvasObject {
	return widgets.Labeled(t.w.say(key), "", t.only(key, value, set))
}

// only returns a field without its entry.
func (t *teamScreen) only(key, value string, set func(*assessment.Assessment, string)) fyne.CanvasObject {
	_, whole := t.field(key, value, set)
	return whole
}

// field returns one line of the team's record; every keystroke is saved.
func (t *teamScreen) field(key, value string, set func(*assessment.Assessment, string)) (*widgets.Entry, fyne.CanvasObject) {
	e := widgets.NewEntry(t.w.say(key), value, func(v string) {
		draft := assessment.Assessment{Team: t.w.session.Assessment.Team, Details: t.w.session.Assessment.Details}
		set(&draft, v)
		t.w.session.SetDetails(key, draft.Team, draft.Details)
	})
	e.OnSubmitted = func(string) { t.w.goTo(session.StepScore) }
	t.w.stand("", strings.TrimPrefix(key, "field."), e)
	return e, t.w.bounded(e)
}

func (t *teamScreen) date() fyne.CanvasObject {
	box, _ := t.w.dateField("", "field.assessed_on", t.w.session.Assessment.Date, words.Near, func(d assessment.Date) {
		s := t.w.session
		details := s.Assessment.Details
		// The plan starts on the day of the assessment until it is changed itself.
		follow := s.Assessment.Plan.Date == details.Date && len(s.Assessment.Plan.Priorities) == 0
		details.Date, details.SchoolYear = d, d.SchoolYear()
		s.Group(func() {
			s.SetDetails(session.Once, s.Assessment.Team, details)
			if follow {
				p := s.Assessment.Plan
				p.Date = d
				s.SetPlan(session.Once, p)
			}
		})
	})
	t.w.stand("", assessment.FieldAssessedOn, box)
	return box
}

// mode returns the choice of a way of working. Changing it loses nothing: scores and ballots both stay. With ballots
// in, it first explains what happens to them.
func (t *teamScreen) mode() fyne.CanvasObject {
	w, s := t.w, t.w.session
	option := func(m assessment.Mode) fyne.CanvasObject {
		takes := w.lasts(m, s.Assessment.Scope)
		return widgets.Option(w.say("mode."+string(m)), takes, w.say("mode."+string(m)+"_hint"), func() { t.choose(m) }).SetChosen(s.Assessment.Mode == m)
	}
	ways := widgets.Grid(16, theme.Zoomed(260), 2, option(assessment.ModeIndividual), option(assessment.ModeTogether))
	w.stand("", "mode", ways)
	if t.other == "" {
		return ways
	}
	words := "mode.to_" + string(t.other)
	if s.Assessment.Revealed && t.other == assessment.ModeTogether {
		words = "mode.revealed"
	}
	return widgets.Column(12, ways, t.question(words))
}

// choose changes the way of working, or asks first.
func (t *teamScreen) choose(m assessment.Mode) {
	t.w.win.Canvas().Unfocus()
	t.other, t.rescope = "", false
	switch s := t.w.session; {
	case m == s.Assessment.Mode:
	case s.HasBallots():
		t.other = m
	default:
		s.SetMode(m)
	}
	t.w.render()
}

// scope returns the choice of a scope. With ballots in, it first explains what happens to them.
func (t *teamScreen) scope() fyne.CanvasObject {
	w, a := t.w, t.w.session.Assessment
	option := func(scope assessment.Scope, hint string) fyne.CanvasObject {
		takes := w.lasts(a.Mode, scope)
		return widgets.Option(w.say("scope."+string(scope)), takes, w.say(hint, "count", len(a.Card.InScope(scope))), func() { t.chooseScope(scope) }).
			SetChosen(a.Scope == scope)
	}
	both := widgets.Grid(16, theme.Zoomed(260), 2,
		option(assessment.ScopeFull, "team.full_hint"), option(assessment.ScopeCore, "team.core_hint"))
	w.stand("", "scope", both)
	if !t.rescope {
		return both
	}
	return widgets.Column(12, both, t.question("team.to_"+string(t.otherScope())))
}

// question asks whether to change something that ballots depend on; words is its translation key. An unfinished ballot is
// included, but not in the number handed in.
func (t *teamScreen) question(words string) fyne.CanvasObject {
	n := t.w.session.Assessment.BallotsIn()
	if n == 0 {
		words = "mode.half"
	}
	return t.w.question(t.w.say(words, "count", n), t.w.ways(t.keys()))
}

// otherScope returns the scope that is not chosen.
func (t *teamScreen) otherScope() assessment.Scope {
	if t.w.session.Assessment.Scope == assessment.ScopeFull {
		return assessment.ScopeCore
	}
	return assessment.ScopeFull
}

// chooseScope changes the scope, or asks first.
func (t *teamScreen) chooseScope(scope assessment.Scope) {
	a := t.w.session.Assessment
	t.w.win.Canvas().Unfocus()
	t.other, t.rescope = "", scope != a.Scope && t.w.session.HasBallots()
	if scope != a.Scope && !t.rescope {
		t.setScope(scope)
		return
	}
	t.w.render()
}

func (t *teamScreen) setScope(scope assessment.Scope) {
	t.rescope = false
	t.w.session.SetScope(scope)
	t.w.render()
}

// lastPlan returns the open actions of the previous round's plan, and of older ones, or nil.
func (t *teamScreen) lastPlan() fyne.CanvasObject {
	w, s := t.w, t.w.session
	if s.Previous == nil {
		return nil
	}
	all := assessment.OpenActions(s.Rounds())
	open, older := len(assessment.OfRound(all, s.Previous.ID)), 0
	for _, a := range s.Earlier[1:] {
		older += len(assessment.OfRound(all, a.ID))
	}
	words := widgets.Row(6, widgets.NewText(w.say("team.last_round", "date", w.lang.Date(s.Previous.Date))).Bold(),
		widgets.NewText(w.say("team.still_open", "count", open)))
	if s.Previous.Status == assessment.StatusClosed {
		words.Add(widgets.Quiet(w.closedWords(s.Previous)).OneLine())
	}
	lines := widgets.Column(4, words)
	if older > 0 {
		lines.Add(widgets.NewText(w.say("team.older_open", "count", older)))
	}
	var button fyne.CanvasObject = widgets.Space(0)
	if len(s.Round().Reviewed(nil)) > 0 {
		button = widgets.Secondary(w.say("team.review"), "", func() { w.review(false) })
	}
	return widgets.Card(14, widgets.Ends(16, lines, button))
}

// unfolded are the fields of the team and the assessment that are always shown.
var unfolded = []string{"name", assessment.FieldAssessedOn, "mode", "scope"}

// showPlace shows a field of the team's record, or all of it.
func (t *teamScreen) showPlace(at session.Place) bool {
	if at.Field == "expected" { // this screen has it too
		t.w.render()
		return true
	}
	if at.Step != session.StepTeam || at.Review {
		return false
	}
	t.more = t.more || !slices.Contains(unfolded, at.Field)
	t.w.render()
	return true
}

func (t *teamScreen) keys() keyTable {
	switch {
	case t.rescope:
		return keyTable{
			{name: "W", help: "mode.change", do: func() { t.setScope(t.otherScope()) }},
			{name: keyEscape, help: "mode.stay", do: func() { t.chooseScope(t.w.session.Assessment.Scope) }},
		}
	case t.other != "":
		return keyTable{
			{name: "W", help: "mode.change", do: func() { t.w.session.SetMode(t.other); t.choose(t.other) }},
			{name: keyEscape, help: "mode.stay", do: func() { t.choose(t.w.session.Assessment.Mode) }},
		}
	}
	return append(keyTable{
		{name: keyEnter, help: "help.go_on", do: func() { t.w.goTo(session.StepScore) }},
		{name: "M", help: "team.more", do: t.unfold},
	}, t.w.peopleKeys()...)
}
