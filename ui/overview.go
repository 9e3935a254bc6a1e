package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// overviewScreen shows all teams side by side, for managers: from the data folder, or from hand-over files, which are
// not stored.
type overviewScreen struct {
	shared
	w       *Window
	from    []string         // files and folders; none for the data folder
	reading *overviewReading // nil once reading is done
	all     *assessment.Overview
	read    []readFile
	files   *folderShelf // nil for the data folder
	unread  []unreadFile
	whole   bool   // with all their faults
	folders int    // in the folder, not read
	others  int    // number of files that are no team's plan
	cut     string // message that reading was stopped, and where

	tab     overviewTab
	sought  string // search text
	filters []assessment.OverviewFilter
	order   assessment.OverviewOrder
	lists   map[overviewTab]listOrder // the order of the other tabs
	asked   askFilter
	reply   *replying       // the ask that is being answered, or nil
	heights widgets.Heights // of the rows of asks
	find    *widgets.Entry
	first   fyne.Focusable // the first row
}

// overviewTab is one of the views of an overview.
type overviewTab string

const (
	tabTeams      overviewTab = "teams"
	tabActions    overviewTab = "actions"
	tabAsks       overviewTab = "asks"
	tabIndicators overviewTab = "indicators"
	tabYears      overviewTab = "years"
)

var overviewTabs = []overviewTab{tabTeams, tabActions, tabAsks, tabIndicators, tabYears}

// teamsInView is the number of teams from which content below them may be out of view, so that a line above them mentions it.
const teamsInView = 5

func newOverview(w *Window, from []string) *overviewScreen {
	return &overviewScreen{
		w: w, from: from, tab: tabTeams, order: assessment.OverviewOrder{Column: assessment.ColumnTeam},
		lists: map[overviewTab]listOrder{tabActions: {column: "due"}, tabAsks: {column: "team"}, tabIndicators: {column: "below", down: true}},
	}
}

// found reports whether a team matches the search.
func (o *overviewScreen) found(r *assessment.OverviewRow) bool {
	return strings.Contains(sought(r.Team), strings.ToLower(strings.TrimSpace(o.sought)))
}

// rows returns the teams to show, filtered and sorted.
func (o *overviewScreen) rows() []*assessment.OverviewRow {
	rows := o.all.Shown(o.filters, o.found)
	o.order.Sort(rows)
	return rows
}

// shown returns the overview of the teams that are shown, in the order shown.
func (o *overviewScreen) shown() *assessment.Overview {
	part := o.all.Of(o.rows())
	part.Selection = o.selection(len(part.Rows))
	return part
}

// selection says how many of all teams are shown and by which filters and search; "" without any.
func (o *overviewScreen) selection(shown int) string {
	var by []string
	for _, f := range o.filters {
		by = append(by, uncapital(o.w.say("overview.filter."+string(f))))
	}
	if s := strings.TrimSpace(o.sought); s != "" {
		by = append(by, o.w.say("overview.sought", "text", short(s, 30)))
	}
	if by == nil {
		return ""
	}
	return o.w.say("overview.shown", "shown", shown, "count", len(o.all.Rows)) + ": " + strings.Join(by, ", ")
}

// uncapital returns words that begin a line as they stand within one.
func uncapital(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToLower(first)) + words[size:]
}

func (o *overviewScreen) build() view {
	w := o.w
	o.first = nil
	if o.reading != nil && o.all == nil {
		return o.reading.build()
	}
	v := view{left: w.backButton()}
	n := 0
	if o.all != nil {
		n = len(o.all.Rows)
	}
	title := widgets.Column(2, widgets.Statement(w.say("overview.title")), widgets.NewText(o.about(n)).Colored(theme.ColorQuiet))
	buttons := widgets.Row(10, widgets.Secondary(w.say("overview.other_folder"), "", o.choose))
	if n > 0 && w.PrintOverview != nil {
		buttons.Add(widgets.Secondary("Excel", "", func() { o.save(".xlsx") }))
		buttons.Add(widgets.Secondary(w.say("calendar.button"), "", o.dates))
		buttons.Add(widgets.Secondary(w.say("overview.documents"), "", o.documents))
		buttons.Add(widgets.Primary(w.say("print.print"), w.keyLabel(ctrl+"P"), func() { o.save(".pdf") }))
	}
	parts := []fyne.CanvasObject{widgets.Ends(20, title, buttons)}
	if o.cut != "" {
		parts = append(parts, widgets.NewText(o.cut).Colored(theme.ColorWarning))
	}
	var left []fyne.CanvasObject
	if n > teamsInView && len(o.unread) > 0 {
		left = append(left, widgets.NewText(w.say("overview.unread", "count", len(o.unread))).Colored(theme.ColorWarning))
	}
	if o.all != nil && o.all.Skipped.Said != "" {
		left = append(left, widgets.NewText(o.all.Skipped.Said).Colored(theme.ColorQuiet))
	}
	if len(left) > 0 {
		parts = append(parts, widgets.Column(2, left...))
	}
	switch {
	case n > 0:
		parts = append(parts, o.tabs(), o.content())
	case o.all != nil:
		parts = append(parts, widgets.NewText(w.say("overview.none")).Colored(theme.ColorQuiet))
	}
	if len(o.unread) > 0 {
		parts = append(parts, o.notRead())
	}
	if len(o.locked()) > 0 {
		v.right = widgets.Secondary(w.say("password.give"), "", o.unlock)
	}
	v.body = widgets.Column(10, parts...)
	return v
}

// notRead lists the unread files, each with the reason in one line, and on request with all its faults.
func (o *overviewScreen) notRead() fyne.CanvasObject {
	w, unread, whole := o.w, o.unread, o.whole
	head := widgets.Row(16, widgets.NewText(w.say("overview.unread", "count", len(unread))).Bold())
	if slices.ContainsFunc(unread, func(f unreadFile) bool { return f.whole != f.words }) {
		key := "overview.unread.whole"
		if whole {
			key = "overview.unread.short"
		}
		head.Add(widgets.Link(w.say(key), func() { o.whole = !whole; w.render() }))
	}
	return widgets.Column(4, head, widgets.List(4, len(unread), func(i int) fyne.CanvasObject {
		if whole {
			return widgets.NewText(unread[i].whole)
		}
		return widgets.NewText(unread[i].words)
	}))
}

// about returns the number of teams, where they come from, and the day of the overview.
func (o *overviewScreen) about(n int) string {
	w := o.w
	teams := w.say("overview.teams", "count", n)
	if o.all != nil {
		if shown := len(o.all.Shown(o.filters, o.found)); shown < n {
			teams = w.say("overview.shown", "shown", shown, "count", n)
		}
	}
	from := w.say("overview.from_data")
	switch {
	case len(o.from) == 1 && isFolder(o.from[0]):
		from = w.say("overview.from_folder", "folder", filepath.Base(o.from[0]))
	case len(o.from) > 0:
		from = w.say("overview.from_files")
	}
	return strings.Join([]string{teams, from, w.say("overview.as_of", "date", w.lang.Date(w.Today()))}, " · ")
}

// tabs returns the row of tabs.
func (o *overviewScreen) tabs() fyne.CanvasObject {
	w := o.w
	row := widgets.Row(28)
	for _, t := range overviewTabs {
		words := widgets.NewText(w.say("overview.tab." + string(t))).OneLine().Colored(theme.ColorQuiet)
		under := widgets.NewPanel("", 1.5)
		if t == o.tab {
			words.Bold().Colored(theme.ColorInk)
			under = widgets.NewPanel(theme.ColorFill, 1.5)
		}
		tab := widgets.NewPressable(words.Words(), widgets.Column(6, words, widgets.Layers(under, widgets.Space(3))), func() { o.goTo(t) })
		row.Add(tab)
	}
	return widgets.Column(0, row, widgets.Line())
}

// goTo goes to a tab.
func (o *overviewScreen) goTo(t overviewTab) {
	o.tab, o.reply = t, nil
	o.w.view.scroll = nil
	o.w.win.Canvas().Unfocus()
	o.w.render()
}

// content returns the search field and the filters, and the list of the tab below.
func (o *overviewScreen) content() fyne.CanvasObject {
	w := o.w
	if o.find == nil || w.win.Canvas().Focused() != o.find { // it stays while the user types in it
		o.find = widgets.NewEntry(w.say("overview.search"), o.sought, nil)
		o.find.SetPlaceHolder(w.say("overview.search"))
		o.find.OnChanged = func(s string) { o.sought = s; w.render(); w.focus(o.find) }
	}
	narrow := widgets.Row(6, append([]fyne.CanvasObject{widgets.Fixed(theme.Zoomed(192), o.find)}, o.chips()...)...)
	var list fyne.CanvasObject
	switch part := o.shown(); o.tab {
	case tabActions:
		list = o.actions(part)
	case tabAsks:
		list = o.asks(part)
	case tabIndicators:
		list = o.indicators(part)
	case tabYears:
		list = o.years(part)
	default:
		list = o.teams(part)
	}
	return widgets.Column(10, narrow, widgets.Card(14, list))
}

// chips returns the filters that match any team, each with the number of teams it leaves together with the others.
func (o *overviewScreen) chips() (chips []fyne.CanvasObject) {
	w := o.w
	for _, f := range assessment.OverviewFilters {
		on := slices.Contains(o.filters, f)
		others := slices.DeleteFunc(slices.Clone(o.filters), func(x assessment.OverviewFilter) bool { return x == f })
		n := len(o.all.Shown(append(others, f), o.found))
		if n == 0 && !on {
			continue
		}
		chips = append(chips, chip(w, w.say("overview.filter."+string(f)), n, on, func() {
			if o.filters = others; !on {
				o.filters = append(others, f)
			}
			w.render()
		}))
	}
	return chips
}

// chip returns a small toggle that filters a list, with the number it leaves.
func chip(w *Window, words string, n int, on bool, press func()) fyne.CanvasObject {
	ground, edge, width := theme.ColorPaper, theme.ColorEdge, float32(1)
	if on {
		ground, edge, width = theme.ColorPale, theme.ColorAccent, 2
	}
	count := w.lang.Number(n)
	row := widgets.Row(5, widgets.NewText(words).Sized(theme.SizeQuiet).OneLine(), widgets.Quiet(count).OneLine())
	return widgets.NewPressable(words+", "+count, widgets.Layers(widgets.NewPanel(ground, 14).Stroked(edge, width), widgets.Pad(6, 10, 6, 10, row)), press)
}

func (o *overviewScreen) choose() {
	w := o.w
	title := w.say("many.folder")
	w.askFolder(title, func(path string) {
		if missing(path) {
			w.showError(assessment.Fail(assessment.CodeFileMissing, nil, "file", path))
			return
		}
		w.overviewOf([]string{path})
	})
}

// save writes the overview, filtered and sorted as shown, as a document or a spreadsheet.
func (o *overviewScreen) save(extension string) {
	w := o.w
	shown := o.shown()
	path := filepath.Join(w.Documents, w.say("overview.title")+" "+string(w.Today())+extension)
	w.askSave(w.say("print.save_title"), path, extension[1:], func(path string) {
		w.try(func(ctx context.Context) error {
			if err := w.PrintOverview(ctx, path, shown, w.lang); err != nil {
				return err
			}
			if extension == ".pdf" {
				return w.View(path)
			}
			return nil
		}, func() {
			w.mentionFile(path)
		})
	})
}

// documents makes documents of the teams shown, in the order shown.
func (o *overviewScreen) documents() {
	w := o.w
	var teams []printTeam
	for _, row := range o.rows() {
		name := w.teamName(row.Team)
		if o.files == nil {
			teams = append(teams, w.onDisk(row.ID, name))
			continue
		}
		teams = append(teams, printTeam{name, func(context.Context) (assessment.Round, error) {
			return assessment.RoundAmong(row.Assessment, o.files.all()), nil
		}})
	}
	w.show(newPrintMany(w, teams, report.Plan, w.lang.Code()))
}

// search focuses the search field.
func (o *overviewScreen) search() {
	if o.find != nil {
		o.w.focus(o.find)
	}
}

func (o *overviewScreen) clearSearch() bool { return empties(o.find) }

// receive shows the overview of dropped files.
func (o *overviewScreen) receive(paths []string) { o.w.overviewOf(paths) }

// print makes a document of the overview, once it is read.
func (o *overviewScreen) print() {
	if o.all != nil {
		o.save(".pdf")
	}
}

func (o *overviewScreen) keys() keyTable {
	if o.reading != nil && o.all == nil {
		return keyTable{{name: keyEscape, help: "help.stop", do: o.reading.stop}}
	}
	keys := o.w.leadsBack()
	if o.reply != nil {
		keys = keyTable{{name: keyEscape, help: "button.close", do: o.endReply}}
	}
	if o.all == nil || len(o.all.Rows) == 0 {
		return keys
	}
	at := slices.Index(overviewTabs, o.tab)
	keys = append(keys, key{name: keyLeft, help: "help.overview_tab", do: func() { o.goTo(overviewTabs[max(at-1, 0)]) }},
		key{name: keyRight, help: "help.overview_tab", do: func() { o.goTo(overviewTabs[min(at+1, len(overviewTabs)-1)]) }})
	if o.first != nil {
		keys = append(keys, key{name: keyDown, help: "help.overview_list", do: func() { o.w.focus(o.first) }})
	}
	return keys
}
