package ui

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// ballotFilesScreen saves an invitation and imports colleagues' ballot files, many at once.
type ballotFilesScreen struct {
	shared
	w     *Window
	lines []string // outcome of each file of the last import
	shows screen   // shows the outcome; nil: this screen
}

func (f *ballotFilesScreen) build() view {
	w := f.w
	card := func(title, words, button string, press func()) fyne.CanvasObject {
		return widgets.Card(24, widgets.Column(12, widgets.Heading(w.say(title)), widgets.NewText(w.say(words)).Colored(theme.ColorQuiet),
			widgets.Row(0, widgets.Secondary(w.say(button), "", press))))
	}
	in := widgets.Column(8, w.counter())
	if waits := w.waits(); waits != nil {
		in.Add(waits)
	}
	cards := []fyne.CanvasObject{card("files.take", "files.take_hint", "files.take_button", f.choose)}
	if w.session.Assessment.RefuseScores() == nil { // otherwise nobody can be invited
		cards = slices.Insert(cards, 0, card("files.invite", "files.invite_hint", "files.invite_button", f.invite))
	}
	return view{
		body: widgets.Column(16, widgets.Statement(w.say("files.title")), in, widgets.Space(4),
			widgets.Grid(20, theme.Zoomed(300), 2, cards...), f.outcome()),
		left: w.backButton(),
	}
}

// outcome returns what outcome of the files that were taken in last.
func (f *ballotFilesScreen) outcome() fyne.CanvasObject {
	said := f.lines
	return widgets.List(6, len(said), func(i int) fyne.CanvasObject { return widgets.NewText(said[i]) })
}

func (f *ballotFilesScreen) onBeamer(p *beamerPage) fyne.CanvasObject { return p.counter() }

func (f *ballotFilesScreen) invite() {
	w := f.w
	if w.refusesScores() {
		return
	}
	a := w.session.Assessment
	path := filepath.Join(w.Documents, w.fileName(a, w.say("files.invitation"), handOver))
	w.askSave(w.say("files.invite_button"), path, w.say("file.kind"), func(path string) {
		w.try(func(context.Context) error { return exchange.Invite(a).Save(path) }, func() {
			w.showMessage(w.say("print.saved", "file", path))
		})
	})
}

func (f *ballotFilesScreen) choose() {
	w := f.w
	title := w.say("files.take_button")
	w.askMany(title, w.Documents+string(filepath.Separator), "file.open_hint", func() ([]string, error) {
		return w.Dialogs.OpenMany(title, w.Documents, w.say("file.kind"), "*"+handOver)
	}, f.importFiles)
}

// importFiles reads scans of paper forms, or imports ballot files, including those in folders, one after another; a refused file
// does not stop the others.
func (f *ballotFilesScreen) importFiles(paths []string) {
	if slices.ContainsFunc(paths, scanned) {
		f.w.readScan(paths)
		return
	}
	f.importEach(func(take importBallot) {
		files, _ := filesIn(paths)
		for _, path := range files {
			o, err := f.w.Files.Open(path, "")
			take(path, o, err)
		}
	})
}

// importBallot imports one opened file, or reports the error of opening it.
type importBallot func(path string, o *exchange.Opened, err error)

// importEach imports the files that each passes on, and shows the outcome.
func (f *ballotFilesScreen) importEach(each func(importBallot)) {
	w := f.w
	a := w.session.Assessment
	var lines []string
	w.changeBallots(func(ctx context.Context, _ string) error {
		if err := w.backUp(ctx); err != nil {
			return err
		}
		each(func(path string, o *exchange.Opened, err error) {
			var m *assessment.Merged
			if err == nil {
				err = o.BallotsFor(a)
			}
			if err == nil {
				m, err = exchange.TakeIn(ctx, w.Store, o, exchange.Consent{})
			}
			file := filepath.Base(path)
			switch {
			case err != nil:
				lines = append(lines, w.refusedLine(file, err))
			case m.Changed():
				lines = append(lines, file+": "+w.say("files.taken"))
			default:
				lines = append(lines, file+": "+w.say("files.twice"))
			}
		})
		return nil
	}, func(err error) {
		f.lines = lines
		if w.screen.private() {
			return // somebody started to score in the meantime; the counter shows the number of ballots
		}
		if f.shows == nil {
			f.shows = f
		}
		w.show(f.shows)
		if err != nil {
			w.showError(err)
		}
	})
}

// receive imports dropped files.
func (f *ballotFilesScreen) receive(paths []string) { f.importFiles(paths) }

// TakeFiles handles files dropped on the window, or opened by the system while it is open: the screen may handle them
// itself; a folder is shown in the overview; anything else is opened.
func (w *Window) TakeFiles(paths []string) {
	if w.screen.private() {
		return
	}
	if s, ok := w.screen.(receiver); ok {
		s.receive(paths)
		return
	}
	look := false
	w.background(func(context.Context) error {
		look = slices.ContainsFunc(paths, isFolder)
		return nil
	}, func(error) {
		switch {
		case w.screen.private(): // in the meantime
		case look:
			w.overviewOf(paths)
		default:
			w.takeFilesIn(paths)
		}
	})
}

func (f *ballotFilesScreen) keys() keyTable { return f.w.leadsBack() }
