package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// printRun makes documents one after another, off the UI goroutine, and shows progress. A failed one is listed with
// the reason and does not stop the others. A run belongs to the screen that shows it.
type printRun struct {
	m      *printManyScreen
	kinds  []report.Kind
	words  *words.Language // of the documents
	lang   *words.Language // of the window when it was started
	folder string
	of     int

	// The state on the UI goroutine.
	made    int
	failed  []string // a line each
	now     string   // the document being made
	ended   bool
	stopped bool // before all were tried
	line    *widgets.Text
	bar     *fyne.Container

	stopping context.Context // cancelled to stop after the current document
	stop     context.CancelFunc
	done     chan struct{} // closed when the run has ended
}

func newPrintRun(m *printManyScreen, folder string) *printRun {
	r := &printRun{m: m, kinds: m.kinds(), words: words.In(m.lang), lang: m.w.lang, folder: folder, done: make(chan struct{})}
	r.of = len(m.teams) * len(r.kinds)
	r.stopping, r.stop = context.WithCancel(context.Background())
	return r
}

func (r *printRun) start() {
	w := r.m.w
	w.background(func(ctx context.Context) error {
		defer close(r.done)
		if err := w.queue.Flush(); err != nil {
			return err
		}
		r.makeAll(ctx)
		return nil
	}, func(err error) {
		r.stop()
		r.ended = true
		if w.screen == r.m {
			w.render()
		} else {
			w.showMessage(r.outcome())
		}
		if err != nil {
			w.showError(err)
		}
	})
}

// makeAll makes the documents team by team. It runs off the UI goroutine.
func (r *printRun) makeAll(ctx context.Context) {
	today := r.m.w.Today()
	name := r.m.w.FileNames()
	for _, team := range r.m.teams {
		var round assessment.Round
		var unread error
		for i, kind := range r.kinds {
			if r.stopping.Err() != nil {
				fyne.Do(func() { r.stopped = true })
				return
			}
			what := r.lang.Say("many.what", "document", r.lang.Say("document."+string(kind)), "team", team.name)
			fyne.Do(func() { r.now = what; r.show() })
			if i == 0 {
				round, unread = team.load(ctx)
			}
			err := unread
			if err == nil {
				in := report.Input{Round: round, Today: today, Words: r.words}
				path := filepath.Join(r.folder, name(round.Assessment, r.lang.Say("document."+string(kind)), ".pdf"))
				err = r.m.w.Print(ctx, path, kind, in)
			}
			fyne.Do(func() { r.count(what, err) })
		}
	}
}

func (r *printRun) count(what string, err error) {
	if err == nil {
		r.made++
	} else {
		r.failed = append(r.failed, what+": "+r.m.w.lang.Error(err))
	}
	r.show()
}

// show updates the progress, if it is on screen.
func (r *printRun) show() {
	if r.line == nil {
		return
	}
	tried := r.made + len(r.failed)
	r.line.Set(r.m.w.say("many.at", "number", min(tried+1, r.of), "total", r.of, "what", r.now))
	r.bar.Objects = []fyne.CanvasObject{widgets.Progress(float32(tried)/float32(max(1, r.of)), 6)}
	r.bar.Refresh()
}

func (r *printRun) build() view {
	w := r.m.w
	if r.ended {
		return r.ending()
	}
	r.line, r.bar = widgets.NewText(""), widgets.Column(0)
	r.show()
	stop := widgets.Secondary(w.say("many.stop"), w.keyLabel(keyEscape), nil)
	stop.OnPress = func() {
		r.stop()
		stop.SetDisabled(true)
	}
	stop.SetDisabled(r.stopping.Err() != nil)
	return view{
		body:  widgets.Column(16, widgets.Statement(w.say("many.busy")), r.line, r.bar, widgets.Quiet(w.say("many.stop_hint"))),
		right: stop,
	}
}

// outcome returns the number of documents made, and the folder.
func (r *printRun) outcome() string {
	key := "many.made"
	if r.stopped {
		key = "many.stopped"
	}
	return r.m.w.say(key, "count", r.made, "total", r.of, "folder", r.folder)
}

func (r *printRun) ending() view {
	w := r.m.w
	body := widgets.Column(16, widgets.Statement(w.say("many.title")), widgets.NewText(r.outcome()))
	if len(r.failed) > 0 {
		body.Add(widgets.Column(6, widgets.NewText(w.say("many.failed", "count", len(r.failed))).Bold(),
			widgets.List(6, len(r.failed), func(i int) fyne.CanvasObject { return widgets.NewText(r.failed[i]).Colored(theme.ColorWarning) })))
	}
	return view{
		body:  body,
		left:  w.backButton(),
		right: widgets.Primary(w.say("many.open"), w.keyLabel(keyEnter), r.open),
	}
}

// open shows the folder.
func (r *printRun) open() {
	w := r.m.w
	w.try(func(context.Context) error { return w.View(r.folder) }, func() {})
}
