package ui

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// homeScreen is the shelf: every team with its rounds, and an introduction for a new user.
type homeScreen struct {
	shared
	Shelf
	w     *Window
	find  *widgets.Entry // search field for teams
	shown []shelfTeam    // the teams found, or all that were read
	gap   bool           // a placeholder of an unread team was in view
	first fyne.Focusable // the first team shown
	// seeking is true if the user started a search before the teams were read.
	seeking bool
}

// beginHome shows the shelf as read at the start, and continues reading.
func (w *Window) beginHome(s Shelf) {
	h := &homeScreen{w: w, Shelf: s}
	w.show(h)
	if s.err != nil {
		w.showError(s.err)
	}
	h.readRest()
}

// Home goes to the shelf.
func (w *Window) Home() {
	if !w.leave() {
		return
	}
	h := &homeScreen{w: w}
	w.show(h)
	var top Shelf
	services := w.Services
	w.background(func(ctx context.Context) error {
		failed := w.queue.Flush() // the shelf on disk is shown anyway
		top = ReadShelf(ctx, services)
		return cmp.Or(top.err, failed)
	}, func(err error) { h.fill(top, err) })
}

// fill shows the shelf, and the error of reading it.
func (h *homeScreen) fill(s Shelf, err error) {
	h.Shelf = s
	if h.w.screen == h {
		typing := h.seeking || h.find != nil && h.w.win.Canvas().Focused() == h.find
		h.w.render()
		if typing {
			h.search()
		}
	}
	if err != nil {
		h.w.showError(err)
	}
	h.readRest()
}

// readRest reads the whole shelf if only its beginning was read.
func (h *homeScreen) readRest() {
	w := h.w
	if h.complete() {
		w.shelfRead()
		return
	}
	var teams []shelfTeam
	w.background(func(ctx context.Context) error {
		all, err := w.Store.Summaries(ctx, w.Today())
		teams = shelf(all)
		return err
	}, func(err error) {
		if err != nil {
			teams = h.teams // keep them
		}
		all := Shelf{teams: teams, count: len(teams)}
		if !h.gap && len(h.shown) == len(h.teams) && all.count == h.count {
			h.Shelf, h.shown = all, all.teams // keep the scroll position and the focus
			w.shelfRead()
			return
		}
		h.fill(all, err)
	})
}

// readAgain shows the current teams.
func (h *homeScreen) readAgain() { h.w.Home() }

// search focuses the search field.
func (h *homeScreen) search() {
	if h.seeking = h.find == nil; !h.seeking {
		h.w.focus(h.find)
	}
}

func (h *homeScreen) clearSearch() bool { return empties(h.find) }

// empties clears a search field, and reports whether it contained anything.
func empties(e *widgets.Entry) bool {
	if e == nil || e.Text == "" {
		return false
	}
	e.SetText("")
	return true
}

// found returns the teams to show.
func (h *homeScreen) found() []shelfTeam {
	if h.find == nil {
		return h.teams
	}
	return seek(h.teams, h.find.Text)
}

func (h *homeScreen) build() view {
	w := h.w
	if len(h.teams) == 0 && h.offer {
		h.shown, h.gap, h.first, h.find = nil, false, nil, nil
		return h.firstStart()
	}
	title := widgets.Column(2, widgets.Statement(w.say("app.title")),
		widgets.NewText(w.say("home.purpose")).Colored(theme.ColorQuiet))
	buttons := widgets.Row(12)
	if len(h.teams) > 1 {
		buttons.Add(widgets.Secondary(w.say("overview.title"), "", w.ShowOverview)) // one team cannot be compared
	}
	for _, b := range []fyne.CanvasObject{
		widgets.Secondary(w.say("home.open_file"), w.keyLabel(ctrl+"O"), w.chooseFile),
		widgets.Primary(w.say("home.new"), w.keyLabel(ctrl+"N"), w.create),
	} {
		buttons.Add(b)
	}
	parts := []fyne.CanvasObject{widgets.Space(16), widgets.Ends(24, title, buttons), widgets.Space(24)}

	h.shown, h.gap, h.first = h.found(), false, nil
	if len(h.teams) > 0 {
		head := widgets.Ends(24, widgets.Heading(w.say("home.teams")), widgets.Fixed(theme.Zoomed(300), h.searchField()))
		parts = append(parts, head, widgets.Space(6))
		if len(h.shown) == 0 && h.complete() {
			parts = append(parts, widgets.NewText(w.say("home.none_found")).Colored(theme.ColorQuiet))
		}
	}
	count := len(h.shown)
	if count == len(h.teams) { // there is no search
		count = h.count
		if h.offer {
			count++
		}
	}
	cards := widgets.Many(20, theme.Zoomed(300), 4, count, func(i int) fyne.CanvasObject {
		switch {
		case i < len(h.shown):
			return h.card(h.shown[i], i == 0)
		case h.offer:
			return h.tryExample()
		}
		h.gap = true
		place := h.card(h.shown[0], false)
		place.Hide()
		return place
	})
	parts = append(parts, cards, widgets.Space(24), h.links())
	return view{body: widgets.Pad(0, 40, 0, 40, widgets.Column(8, parts...))}
}

// searchField returns the search field for teams. It only takes the focus when someone types.
func (h *homeScreen) searchField() *widgets.Entry {
	if h.find == nil {
		w := h.w
		h.find = widgets.NewEntry(w.say("home.search"), "", nil)
		h.find.SetPlaceHolder(w.say("home.search"))
		h.find.OnChanged = func(string) {
			w.view.scroll = nil // search results start at the top
			w.render()
			w.focus(h.find)
		}
		h.find.OnSubmitted = func(string) {
			if found := h.found(); len(found) > 0 {
				w.open(found[0].rounds[0].ID)
			}
		}
	}
	return h.find
}

func (h *homeScreen) card(t shelfTeam, first bool) fyne.CanvasObject {
	w, newest := h.w, t.rounds[0]
	lines := []fyne.CanvasObject{
		widgets.NewText(w.teamName(newest.Team)).Bold(),
		widgets.Quiet(w.lang.ShortDate(newest.Date) + " · " + w.say("home.round", "round", newest.Round)),
		widgets.Space(6),
		widgets.Progress(float32(newest.Answered)/float32(max(1, newest.Total)), 4),
		widgets.Space(2),
		h.state(t.state()),
	}
	if isExample(newest.Team) {
		lines = append(lines, widgets.Quiet(w.say("example.safe")).Colored(theme.ColorAccent))
	}
	label := w.teamName(newest.Team) + ", " + w.lang.LongDate(newest.Date)
	card := widgets.NewChoice(label, widgets.Pad(20, 24, 20, 24, widgets.Column(3, lines...)), func() { w.open(newest.ID) })
	if first {
		h.first = card
	}
	var more []fyne.CanvasObject
	for _, r := range t.rounds[1:] {
		more = append(more, widgets.Link(w.say("home.earlier", "round", r.Round, "date", w.lang.ShortDate(r.Date)),
			func() { w.open(r.ID) }))
	}
	more = append(more, widgets.Link(w.say("home.next_round"), func() { w.nextRound(newest.ID) }))
	return widgets.Column(6, card, widgets.Pad(0, 0, 0, 24, widgets.Row(16, more...)))
}

// state returns the line below the progress: what remains to score, what the team still has to do, or the state of the plan.
func (h *homeScreen) state(s assessment.Summary) fyne.CanvasObject {
	w := h.w
	var said []string
	switch {
	case s.Answered == 0 && s.Ballots > 0 && !s.Revealed:
		said = append(said, w.say("home.ballots", "count", s.Ballots))
	case s.Answered < s.Total && s.Revealed:
		said = append(said, w.say("home.discussing", "answered", s.Answered, "total", s.Total))
	case s.Answered < s.Total:
		said = append(said, w.say("home.scoring", "answered", s.Answered, "total", s.Total))
	case s.OpenActions > 0:
	case s.PlanStatus == assessment.PlanAdopted:
		said = append(said, w.say("home.all_done"))
	default:
		said = append(said, w.say("home.no_plan"))
	}
	if s.OpenActions > 0 {
		open := w.say("home.open_actions", "count", s.OpenActions)
		if s.KeptActions > 0 {
			open += " (" + w.say("actions.kept", "count", s.KeptActions) + ")"
		}
		said = append(said, open)
	}
	words := strings.Join(said, " · ")
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
	links := widgets.Row(24, widgets.Link(w.say("rail.settings"), w.showSettings), widgets.Link(w.say("rail.help")+" ("+w.keyLabel(keyF1)+")", w.showHelp),
		widgets.Link(w.say("bin.title"), w.showBin))
	if len(h.teams) < 2 { // otherwise it is above
		links.Add(widgets.Link(w.say("overview.title"), w.ShowOverview))
	}
	return links
}

// bin moves the open assessment to the bin, and offers to undo that.
func (w *Window) bin() {
	id, name := w.session.Assessment.ID, w.teamName(w.session.Assessment.Team)
	last, only := w.session.Previous, len(w.session.Later) == 0
	w.queue.Add("", func(ctx context.Context) error { return w.Store.Bin(ctx, id) })
	w.Home()
	w.offerUndo(w.say("home.binned", "team", name), func() {
		w.queue.Add("", func(ctx context.Context) error { return w.Store.Unbin(ctx, id) })
		w.Home()
	})
	if last != nil && only && last.Status == assessment.StatusClosed {
		w.offerReopening(last)
	}
}

// keys returns the keys to the teams: to the first, or to one by typing its name.
func (h *homeScreen) keys() keyTable {
	var keys keyTable
	if h.first != nil {
		keys = append(keys, key{name: keyDown, help: "help.to_teams", do: func() { h.w.focus(h.first) }})
	}
	if h.find != nil {
		keys = append(keys, key{name: keyAny, help: "help.find_team", letter: func(r rune) {
			h.w.focus(h.find)
			h.find.Begin(r)
		}})
	}
	return keys
}
