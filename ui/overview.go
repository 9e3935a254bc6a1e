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

// overviewScreen is all teams side by side, for managers: from the data folder, or from a folder of hand-over files of
// which nothing is stored.
type overviewScreen struct {
	w      *Window
	folder string // empty for the data folder
	all    *assessment.Overview
	read   []*assessment.Assessment // from the folder; nothing of them is stored
	unread []string                 // a line for each file that could not be read

	search              string
	overdue, vulnerable bool // only those
	sort                overviewOrder
	find                *widgets.Entry
}

// overviewOrder is the column an overview is sorted by.
type overviewOrder int

const (
	byTeam overviewOrder = iota
	byOpen
	byOverdue
	byEvaluation
)

// ShowOverview goes to the overview of the data folder.
func (w *Window) ShowOverview() {
	w.session, w.at = nil, ""
	o := &overviewScreen{w: w}
	w.show(o)
	o.load()
}

// load reads the teams off the UI goroutine.
func (o *overviewScreen) load() {
	w, folder, today := o.w, o.folder, o.w.Today()
	var all *assessment.Overview
	var list []*assessment.Assessment
	var unread []string
	w.background(func(ctx context.Context) error {
		if err := w.queue.flush(); err != nil {
			return err
		}
		var err error
		if folder == "" {
			list, err = w.everyRound(ctx, today)
		} else {
			list, unread, err = w.readFolder(folder)
		}
		if err == nil {
			all = assessment.NewOverview(list, today)
		}
		return err
	}, func(err error) {
		if w.screen != o {
			return
		}
		o.all, o.unread = all, unread
		if folder != "" {
			o.read = list
		}
		w.render()
		if err != nil {
			w.tell(err)
		}
	})
}

// everyRound loads each team's newest round from the store.
func (w *Window) everyRound(ctx context.Context, today assessment.Date) ([]*assessment.Assessment, error) {
	shelved, err := w.Store.Summaries(ctx, today)
	if err != nil {
		return nil, err
	}
	var list []*assessment.Assessment
	for _, t := range shelf(shelved) {
		a, err := w.Store.Load(ctx, t.rounds[0].ID)
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}

// readFolder reads the hand-over files in a folder; one that cannot be read is a line with its reason.
func (w *Window) readFolder(folder string) (list []*assessment.Assessment, unread []string, err error) {
	files, err := filepath.Glob(filepath.Join(escapeGlob(folder), "*"+handOver))
	if err != nil {
		return nil, nil, assessment.Fail(assessment.CodeFileRead, err, "file", folder)
	}
	for _, path := range files {
		switch f, err := w.ReadFile(path, ""); {
		case err != nil:
			unread = append(unread, w.lang.Error(err))
		case f.Assessment != nil:
			list = append(list, f.Assessment)
		}
	}
	return list, unread, nil
}

// escapeGlob takes a folder's name literally.
func escapeGlob(folder string) string {
	return strings.NewReplacer(`[`, `[[]`, `*`, `[*]`, `?`, `[?]`).Replace(folder)
}

// rows is what is shown: filtered and sorted.
func (o *overviewScreen) rows() []assessment.OverviewRow {
	var rows []assessment.OverviewRow
	search := strings.ToLower(strings.TrimSpace(o.search))
	for _, r := range o.all.Rows {
		if strings.Contains(sought(r.Team), search) && (!o.overdue || r.Overdue > 0) && (!o.vulnerable || r.Vulnerable()) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(x, y assessment.OverviewRow) int {
		switch o.sort {
		case byOpen:
			return cmp.Compare(y.Open, x.Open)
		case byOverdue:
			return cmp.Compare(y.Overdue, x.Overdue)
		case byEvaluation: // none last
			return cmp.Or(cmp.Compare(boolInt(x.EvaluationDate == ""), boolInt(y.EvaluationDate == "")),
				cmp.Compare(x.EvaluationDate, y.EvaluationDate))
		}
		return 0 // they come by team
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
	v := view{left: widgets.Secondary(w.say("rail.home"), "Esc", w.Home)}
	from := w.say("overview.from_data")
	if o.folder != "" {
		from = w.say("overview.from_folder", "folder", filepath.Base(o.folder))
	}
	n := 0
	if o.all != nil {
		n = len(o.all.Rows)
	}
	teams := w.say("overview.teams", "count", n)
	if n > 0 && len(o.rows()) < n {
		teams = w.say("overview.shown", "shown", len(o.rows()), "count", n)
	}
	title := widgets.Column(2, widgets.Statement(w.say("overview.title")), widgets.NewText(teams+" "+from).Colored(theme.ColorQuiet))
	buttons := widgets.Row(10, widgets.Secondary(w.say("overview.other_folder"), "", o.choose))
	if n > 0 && w.PrintOverview != nil {
		buttons.Add(widgets.Secondary("Excel", "", func() { o.save(".xlsx") }))
		buttons.Add(widgets.Secondary(w.say("overview.documents"), "", o.documents))
		buttons.Add(widgets.Primary(w.say("print.print"), shortcutKey("P"), func() { o.save(".pdf") }))
	}
	parts := []fyne.CanvasObject{widgets.Ends(20, title, buttons)}
	if o.all != nil {
		if o.find == nil {
			o.find = widgets.NewEntry(w.say("overview.search"), o.search, nil)
			o.find.SetPlaceHolder(w.say("overview.search"))
			o.find.OnChanged = func(s string) { o.search = s; w.render(); w.focus(o.find) }
		}
		toggle := func(key string, on *bool) fyne.CanvasObject {
			return widgets.Secondary(w.say(key), "", func() { *on = !*on; w.render() }).SetChosen(*on)
		}
		parts = append(parts, widgets.Row(10, widgets.Fixed(theme.Zoomed(280), o.find),
			toggle("overview.only_overdue", &o.overdue), toggle("label.vulnerable", &o.vulnerable)),
			widgets.Card(20, widgets.Either(theme.Zoomed(860), o.table(), o.list())))
	}
	for _, line := range o.unread {
		parts = append(parts, widgets.NewText(line).Colored(theme.ColorWarning))
	}
	if len(o.unread) > 0 {
		parts = append(parts, widgets.Quiet(w.say("overview.rest_is_right")))
	}
	v.body = widgets.Column(14, parts...)
	return v
}

func (o *overviewScreen) choose() {
	w := o.w
	title := w.say("overview.other_folder")
	w.ask(title, w.Documents, func() (string, error) { return w.Dialogs.Folder(title, w.Documents) }, func(path string) {
		next := &overviewScreen{w: w, folder: path}
		w.show(next)
		next.load()
	})
}

// save writes the overview, as it is filtered and sorted, as a document or a spreadsheet.
func (o *overviewScreen) save(extension string) {
	w := o.w
	shown := *o.all
	shown.Rows = o.rows()
	path := filepath.Join(w.Documents, w.say("overview.title")+" "+string(w.Today())+extension)
	w.askSave(w.say("print.save_title"), path, extension[1:], func(path string) {
		w.background(func(ctx context.Context) error {
			if err := w.PrintOverview(ctx, path, &shown, w.lang); err != nil {
				return err
			}
			if extension == ".pdf" {
				return w.View(path)
			}
			return nil
		}, func(err error) {
			if err != nil {
				w.tell(err)
				return
			}
			w.mention(w.say("print.saved", "file", path))
		})
	})
}

// documents makes the documents of the teams that are shown, in the order they stand in.
func (o *overviewScreen) documents() {
	w := o.w
	var teams []printTeam
	for _, row := range o.rows() {
		name := w.teamName(row.Team)
		if o.folder == "" {
			teams = append(teams, w.onDisk(row.Assessment, name))
			continue
		}
		i := slices.IndexFunc(o.read, func(a *assessment.Assessment) bool { return a.ID == row.Assessment })
		teams = append(teams, printTeam{name, func(context.Context) (report.Input, error) {
			return report.Input{Assessment: o.read[i]}, nil
		}})
	}
	w.show(newPrintMany(w, teams, report.Plan, w.lang.Code(), func() { w.show(o) }))
}

func (o *overviewScreen) key(e *fyne.KeyEvent) bool { return escapes(e, o.w.Home) }

func (o *overviewScreen) rune(rune) bool { return false }
