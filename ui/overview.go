package ui

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

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
	read    []*assessment.Assessment // from files; not stored
	unread  []unreadFile
	cut     string // message that reading was stopped, and where

	sought              string // search text
	overdue, vulnerable bool   // filters
	sort                overviewOrder
	find                *widgets.Entry
}

// overviewOrder is the column by which an overview is sorted.
type overviewOrder int

const (
	byTeam overviewOrder = iota
	byOpen
	byOverdue
	byEvaluation
)

// rows returns the rows to show, filtered and sorted.
func (o *overviewScreen) rows() []*assessment.OverviewRow {
	rows := make([]*assessment.OverviewRow, 0, len(o.all.Rows))
	search := strings.ToLower(strings.TrimSpace(o.sought))
	for i := range o.all.Rows {
		r := &o.all.Rows[i]
		if (search == "" || strings.Contains(sought(r.Team), search)) && (!o.overdue || r.Late > 0) && (!o.vulnerable || r.Is(assessment.FilterVulnerable, o.all.Today)) {
			rows = append(rows, r)
		}
	}
	if o.sort == byTeam {
		return rows // they are already sorted by team
	}
	slices.SortStableFunc(rows, func(x, y *assessment.OverviewRow) int {
		switch o.sort {
		case byOpen:
			return cmp.Compare(y.Open, x.Open)
		case byOverdue:
			return cmp.Compare(y.Late, x.Late)
		}
		return cmp.Or(cmp.Compare(boolInt(x.Plan.EvaluationDate == ""), boolInt(y.Plan.EvaluationDate == "")), // those without a date last
			cmp.Compare(x.Plan.EvaluationDate, y.Plan.EvaluationDate))
	})
	return rows
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (o *overviewScreen) build() view {
	w := o.w
	if o.reading != nil {
		return o.reading.build()
	}
	v := view{left: w.backButton()}
	n := 0
	var rows []*assessment.OverviewRow
	if o.all != nil {
		n, rows = len(o.all.Rows), o.rows()
	}
	teams := w.say("overview.teams", "count", n)
	if len(rows) < n {
		teams = w.say("overview.shown", "shown", len(rows), "count", n)
	}
	title := widgets.Column(2, widgets.Statement(w.say("overview.title")), widgets.NewText(teams+" "+o.source()).Colored(theme.ColorQuiet))
	buttons := widgets.Row(10, widgets.Secondary(w.say("overview.other_folder"), "", o.choose))
	if n > 0 && w.PrintOverview != nil {
		buttons.Add(widgets.Secondary("Excel", "", func() { o.save(".xlsx") }))
		buttons.Add(widgets.Secondary(w.say("overview.documents"), "", o.documents))
		buttons.Add(widgets.Primary(w.say("print.print"), w.keyLabel(ctrl+"P"), func() { o.save(".pdf") }))
	}
	parts := []fyne.CanvasObject{widgets.Ends(20, title, buttons)}
	if o.cut != "" {
		parts = append(parts, widgets.NewText(o.cut).Colored(theme.ColorWarning))
	}
	if o.all != nil {
		if o.find == nil || w.win.Canvas().Focused() != o.find { // it stays while the user types in it
			o.find = widgets.NewEntry(w.say("overview.search"), o.sought, nil)
			o.find.SetPlaceHolder(w.say("overview.search"))
			o.find.OnChanged = func(s string) { o.sought = s; w.render(); w.focus(o.find) }
		}
		toggle := func(key string, on *bool) fyne.CanvasObject {
			return widgets.Secondary(w.say(key), "", func() { *on = !*on; w.render() }).SetChosen(*on)
		}
		parts = append(parts, widgets.Row(10, widgets.Fixed(theme.Zoomed(280), o.find),
			toggle("overview.only_overdue", &o.overdue), toggle("label.vulnerable", &o.vulnerable)),
			widgets.Card(20, widgets.Either(theme.Zoomed(860), o.table(rows), o.list(rows))))
	}
	if unread, n := o.unread, len(o.unread); n > 0 {
		parts = append(parts, widgets.Column(4, widgets.NewText(w.say("overview.unread", "count", n)).Bold(),
			widgets.List(4, n, func(i int) fyne.CanvasObject { return widgets.NewText(unread[i].words) })))
	}
	if len(o.locked()) > 0 {
		v.right = widgets.Secondary(w.say("password.give"), "", o.unlock)
	}
	v.body = widgets.Column(14, parts...)
	return v
}

// source describes where the teams were read from.
func (o *overviewScreen) source() string {
	switch {
	case len(o.from) == 0:
		return o.w.say("overview.from_data")
	case len(o.from) == 1 && isFolder(o.from[0]):
		return o.w.say("overview.from_folder", "folder", filepath.Base(o.from[0]))
	}
	return o.w.say("overview.from_files")
}

func (o *overviewScreen) choose() {
	w := o.w
	title := w.say("many.folder")
	w.askFolder(title, func(path string) {
		w.overviewOf([]string{path})
	})
}

// save writes the overview, filtered and sorted as shown, as a document or a spreadsheet.
func (o *overviewScreen) save(extension string) {
	w := o.w
	shown := *o.all
	shown.Rows = nil
	for _, row := range o.rows() {
		shown.Rows = append(shown.Rows, *row)
	}
	path := filepath.Join(w.Documents, w.say("overview.title")+" "+string(w.Today())+extension)
	w.askSave(w.say("print.save_title"), path, extension[1:], func(path string) {
		w.try(func(ctx context.Context) error {
			if err := w.PrintOverview(ctx, path, &shown, w.lang); err != nil {
				return err
			}
			if extension == ".pdf" {
				return w.View(path)
			}
			return nil
		}, func() {
			w.mention(w.say("print.saved", "file", path))
		})
	})
}

// documents makes documents of the teams shown, in the order shown.
func (o *overviewScreen) documents() {
	w := o.w
	var teams []printTeam
	read := o.read
	for _, row := range o.rows() {
		name := w.teamName(row.Team)
		if len(o.from) == 0 {
			teams = append(teams, w.onDisk(row.ID, name))
			continue
		}
		teams = append(teams, printTeam{name, func(context.Context) (assessment.Round, error) { return roundOf(row, read), nil }})
	}
	w.show(newPrintMany(w, teams, report.Plan, w.lang.Code()))
}

// search goes to the search field.
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
	if o.reading != nil {
		return keyTable{{name: keyEscape, help: "help.stop", do: o.reading.stop}}
	}
	return o.w.leadsBack()
}
