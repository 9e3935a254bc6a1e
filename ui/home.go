package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// homeScreen is the shelf: every team with its rounds, and a way in for someone new.
type homeScreen struct {
	noKeys
	w      *Window
	all    []assessment.Summary
	loaded bool
	search string
}

// searchFrom is the number of teams from which looking one up is easier than finding it.
const searchFrom = 7

// Home goes to the shelf.
func (w *Window) Home() {
	w.session, w.at = nil, ""
	h := &homeScreen{w: w}
	w.show(h)
	today := w.Today()
	w.background(func(ctx context.Context) (err error) {
		if err := w.queue.flush(); err != nil {
			return err
		}
		h.all, err = w.Store.Summaries(ctx, today)
		return err
	}, func(err error) {
		h.loaded = err == nil
		if w.screen == h {
			w.render()
		}
		if err != nil {
			w.tell(err)
		}
	})
}

// shelfTeam is one team on the shelf, its rounds newest first.
type shelfTeam struct{ rounds []assessment.Summary }

// shelf groups summaries by team, in the order of each team's newest round's name, and keeps those a search finds.
func shelf(all []assessment.Summary, search string) []shelfTeam {
	var teams []shelfTeam
	at := make(map[string]int)
	for _, s := range all {
		i, ok := at[s.Team.ID]
		if !ok {
			i = len(teams)
			at[s.Team.ID] = i
			teams = append(teams, shelfTeam{})
		}
		teams[i].rounds = append(teams[i].rounds, s)
	}
	var found []shelfTeam
	search = strings.ToLower(strings.TrimSpace(search))
	for _, t := range teams {
		newest := 0
		for i, r := range t.rounds {
			if r.Round > t.rounds[newest].Round {
				newest = i
			}
		}
		t.rounds[0], t.rounds[newest] = t.rounds[newest], t.rounds[0]
		of := t.rounds[0].Team
		if strings.Contains(strings.ToLower(of.Name+" "+of.Programme+" "+of.Institution), search) {
			found = append(found, t)
		}
	}
	return found
}

func (h *homeScreen) build() view {
	w := h.w
	title := widgets.Column(2, widgets.Statement(w.say("app.title")),
		widgets.NewText(w.say("home.purpose")).Colored(theme.ColorQuiet))
	buttons := widgets.Row(12)
	if len(shelf(h.all, "")) > 1 {
		buttons.Add(widgets.Secondary(w.say("overview.title"), "", w.ShowOverview)) // nothing to compare with one team
	}
	for _, b := range []fyne.CanvasObject{
		widgets.Secondary(w.say("home.open_file"), shortcutKey("O"), w.chooseFile),
		widgets.Primary(w.say("home.new"), shortcutKey("N"), w.create),
	} {
		buttons.Add(b)
	}
	parts := []fyne.CanvasObject{widgets.Space(16), widgets.Ends(24, title, buttons), widgets.Space(24)}

	teams := shelf(h.all, h.search)
	var cards []fyne.CanvasObject
	for _, t := range teams {
		cards = append(cards, h.card(t))
	}
	v := view{}
	if len(h.all) > 0 {
		head := fyne.CanvasObject(widgets.Heading(w.say("home.teams")))
		if len(shelf(h.all, "")) >= searchFrom {
			find := widgets.NewEntry(w.say("home.search"), h.search, nil)
			find.SetPlaceHolder(w.say("home.search"))
			find.OnChanged = func(s string) { h.search = s; w.render(); w.focus(w.view.focus) }
			head = widgets.Ends(24, head, widgets.Fixed(theme.Zoomed(300), find))
			v.focus = find
		}
		parts = append(parts, head, widgets.Space(6))
		if len(teams) == 0 {
			parts = append(parts, widgets.NewText(w.say("home.none_found")).Colored(theme.ColorQuiet))
		}
	}
	if h.loaded && h.search == "" && !h.hasExample() {
		cards = append(cards, h.tryExample())
	}
	parts = append(parts, widgets.Grid(20, theme.Zoomed(300), 4, cards...), widgets.Space(24), h.links())
	v.body = widgets.Pad(0, 40, 0, 40, widgets.Column(8, parts...))
	return v
}

// hasExample reports whether the example team is on the shelf already.
func (h *homeScreen) hasExample() bool {
	example, err := h.w.Example()
	if err != nil || len(example) == 0 {
		return true // nothing to offer
	}
	for _, s := range h.all {
		if s.Team.ID == example[0].Team.ID {
			return true
		}
	}
	return false
}

func (h *homeScreen) card(t shelfTeam) fyne.CanvasObject {
	w, newest := h.w, t.rounds[0]
	lines := []fyne.CanvasObject{
		widgets.NewText(w.teamName(newest.Team)).Bold(),
		widgets.Quiet(w.lang.ShortDate(newest.Date) + " · " + w.say("home.round", "round", newest.Round)),
		widgets.Space(6),
		widgets.Progress(float32(newest.Answered)/float32(max(1, newest.Total)), 4),
		widgets.Space(2),
		h.state(newest),
	}
	label := w.teamName(newest.Team) + ", " + w.lang.LongDate(newest.Date)
	card := widgets.NewChoice(label, widgets.Pad(20, 24, 20, 24, widgets.Column(3, lines...)), func() { w.open(newest.ID) })
	var more []fyne.CanvasObject
	for _, r := range t.rounds[1:] {
		more = append(more, widgets.Link(w.say("home.earlier", "round", r.Round, "date", w.lang.ShortDate(r.Date)),
			func() { w.open(r.ID) }))
	}
	more = append(more, widgets.Link(w.say("home.next_round"), func() { w.nextRound(newest.ID) }))
	return widgets.Column(4, card, widgets.Pad(0, 0, 0, 8, widgets.Row(6, more...)))
}

// state is the line under the progress: what is still to score, or how the plan goes.
func (h *homeScreen) state(s assessment.Summary) fyne.CanvasObject {
	w := h.w
	var words string
	switch {
	case s.Answered == 0 && s.Ballots > 0:
		words = w.say("home.ballots", "count", s.Ballots)
	case s.Answered < s.Total:
		words = w.say("home.scoring", "answered", s.Answered, "total", s.Total)
	case s.OpenActions > 0:
		words = w.say("home.open_actions", "count", s.OpenActions)
	case s.PlanStatus == assessment.PlanAdopted:
		words = w.say("home.all_done")
	default:
		words = w.say("home.no_plan")
	}
	if s.EvaluationDate != "" && s.OverdueActions == 0 {
		words += " · " + w.say("home.evaluation", "date", w.lang.ShortDate(s.EvaluationDate))
	}
	parts := []fyne.CanvasObject{widgets.NewText(words).Sized(theme.SizeQuiet)}
	if s.OverdueActions > 0 {
		parts = append(parts, widgets.NewText(w.say("home.overdue", "count", s.OverdueActions)).
			Sized(theme.SizeQuiet).Bold().Colored(theme.ColorWarning))
	}
	return widgets.Row(6, parts...)
}

func (h *homeScreen) tryExample() fyne.CanvasObject {
	w := h.w
	content := widgets.Column(8, widgets.NewText(w.say("home.example_title")).Bold(),
		widgets.NewText(w.say("home.example_text")).Colored(theme.ColorQuiet), widgets.Space(2),
		widgets.Row(0, widgets.Secondary(w.say("home.example"), "", w.addExample)))
	return widgets.Layers(widgets.NewPanel("", 12).Stroked(theme.ColorLine, 1.5), widgets.Pad(22, 24, 22, 24, content))
}

func (h *homeScreen) links() fyne.CanvasObject {
	w := h.w
	links := widgets.Row(16, widgets.Link(w.say("rail.settings"), w.showSettings), widgets.Link(w.say("rail.help")+" (F1)", w.showHelp))
	if len(shelf(h.all, "")) < 2 { // else it stands above
		links.Add(widgets.Link(w.say("overview.title"), w.ShowOverview))
	}
	return links
}

// addExample puts the example team on the shelf and opens its last round.
func (w *Window) addExample() {
	var last string
	w.background(func(ctx context.Context) error {
		example, err := w.Example()
		if err != nil {
			return err
		}
		for _, a := range example {
			last = a.ID
			if err := w.Store.Add(ctx, a); err != nil && assessment.CodeOf(err) != assessment.CodeExists {
				return err
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			w.tell(err)
			return
		}
		w.openThen(last, func() { w.goTo(stepResult) })
	})
}

// create starts a new assessment of a new team.
func (w *Window) create() {
	w.add(assessment.New(w.Card, assessment.Team{Institution: w.Presets.Institution}, w.Today(), now()))
}

// nextRound starts a new round of the team of an assessment.
func (w *Window) nextRound(id string) {
	var next *assessment.Assessment
	w.background(func(ctx context.Context) error {
		a, err := w.Store.Load(ctx, id)
		if err == nil {
			next = assessment.New(w.Card, a.Team, w.Today(), now())
			next.Scope, next.Mode, next.Facilitator = a.Scope, a.Mode, a.Facilitator
		}
		return err
	}, func(err error) {
		if err != nil {
			w.tell(err)
			return
		}
		w.add(next)
	})
}

func (w *Window) add(a *assessment.Assessment) {
	w.background(func(ctx context.Context) error { return w.Store.Add(ctx, a) }, func(err error) {
		if err != nil {
			w.tell(err)
			return
		}
		w.openThen(a.ID, func() { w.goTo(stepTeam) })
	})
}

// bin takes the open assessment off the shelf, and offers to put it back.
func (w *Window) bin() {
	id, name := w.session.a.ID, w.teamName(w.session.a.Team)
	w.queue.add("", func(ctx context.Context) error { return w.Store.Bin(ctx, id) })
	w.Home()
	w.offerUndo(w.say("home.binned", "team", name), func() {
		w.queue.add("", func(ctx context.Context) error { return w.Store.Unbin(ctx, id) })
		w.Home()
	})
}
