package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/widgets"
)

const handOver = ".kwaliteitskaart"

// askSave asks where to save a file: with the system's own dialog, or in the window where the system has none.
func (w *Window) askSave(title, path, kind string, then func(path string)) {
	w.ask(title, path, func() (string, error) {
		return w.Dialogs.Save(title, path, kind, "*"+filepath.Ext(path))
	}, then)
}

// ask runs a dialog off the UI goroutine; where it fails, a line in the window asks instead.
func (w *Window) ask(title, path string, dialog func() (string, error), then func(path string)) {
	w.askMany(title, path, func() ([]string, error) {
		chosen, err := dialog()
		if chosen == "" {
			return nil, err
		}
		return []string{chosen}, err
	}, func(paths []string) { then(paths[0]) })
}

// askMany is ask for a dialog in which several files can be chosen. There is one dialog at a time, however often its
// button is pressed.
func (w *Window) askMany(title, path string, dialog func() ([]string, error), then func(paths []string)) {
	if w.asking {
		return
	}
	w.asking = true
	var chosen []string
	w.background(func(context.Context) (err error) {
		chosen, err = dialog()
		return err
	}, func(err error) {
		w.asking = false
		switch {
		case err != nil:
			w.show(&pathScreen{w: w, back: w.screen, title: title, path: path, then: func(path string) { then([]string{path}) }})
		case len(chosen) > 0:
			then(chosen)
		}
	})
}

// chooseFile asks for a hand-over file and opens it.
func (w *Window) chooseFile() {
	title := w.say("home.open_file")
	w.ask(title, w.Documents+string(filepath.Separator), func() (string, error) {
		return w.Dialogs.Open(title, w.Documents, w.say("file.kind"), "*"+handOver)
	}, w.OpenFile)
}

// OpenFile opens any of the program's files: it takes an assessment or a ballot in, and begins scoring for an
// invitation. Nothing changes when the file is refused.
func (w *Window) OpenFile(path string) {
	var f Opened
	w.background(func(ctx context.Context) (err error) {
		if f, err = w.ReadFile(path); err != nil || f.Assessment == nil {
			return err
		}
		a := f.Assessment
		if err = w.Store.Add(ctx, a); assessment.CodeOf(err) == assessment.CodeExists {
			return assessment.Fail(assessment.CodeExists, err, "team", w.teamName(a.Team), "date", w.lang.Date(a.Date))
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			w.tell(err)
		case f.Invitation != nil:
			w.session, w.at = nil, ""
			w.show(&invitedScreen{w: w, to: *f.Invitation})
		case f.BallotFor != "":
			w.openBallot(path, f.BallotFor)
		default:
			w.openThen(f.Assessment.ID, func() {
				w.goTo(stepResult)
				w.mention(w.say("file.imported", "team", w.teamName(f.Assessment.Team), "date", w.lang.Date(f.Assessment.Date)))
			})
		}
	})
}

// openBallot takes a ballot file in for the assessment it belongs to, when that is here.
func (w *Window) openBallot(path, id string) {
	w.background(func(ctx context.Context) error {
		_, err := w.Store.Load(ctx, id)
		if assessment.CodeOf(err) == assessment.CodeNotFound {
			return assessment.Fail(assessment.CodeBallotElsewhere, err, "file", filepath.Base(path))
		}
		return err
	}, func(err error) {
		if err != nil {
			w.tell(err)
			return
		}
		w.openThen(id, func() {
			w.at = stepScore
			(&ballotFilesScreen{w: w}).take([]string{path})
		})
	})
}

// saveHandOver writes the open assessment as a hand-over file. Where it holds ballots, it asks whether to take them.
func (w *Window) saveHandOver() {
	if len(w.session.a.Ballots) > 0 {
		w.show(&ballotsScreen{w: w, back: w.screen})
		return
	}
	w.writeHandOver(true)
}

func (w *Window) writeHandOver(ballots bool) {
	w.saveData(w.say("print.hand_over_button"), handOver, w.say("file.kind"), func(path string, a *assessment.Assessment) error {
		return w.WriteFile(path, a, ballots)
	})
}

// saveSheet writes scores, actions and result as a workbook, or the actions as csv.
func (w *Window) saveSheet(extension string) {
	w.saveData(w.say("print.save_title"), extension, extension[1:], func(path string, a *assessment.Assessment) error {
		return w.WriteSheet(path, a, w.lang)
	})
}

// saveData asks for a path and writes the open assessment there, as it is on disk.
func (w *Window) saveData(title, extension, kind string, write func(string, *assessment.Assessment) error) {
	s := w.session
	path := filepath.Join(w.Documents, w.FileName(s.a, "", extension))
	w.askSave(title, path, kind, func(path string) {
		w.background(func(ctx context.Context) error {
			if err := w.queue.flush(); err != nil {
				return err
			}
			a, err := w.Store.Load(ctx, s.a.ID)
			if err != nil {
				return err
			}
			return write(path, a)
		}, func(err error) {
			if err != nil {
				w.tell(err)
				return
			}
			w.mention(w.say("print.saved", "file", path))
		})
	})
}

// saveCopy saves what the screen is about: the document on the print screen, the hand-over file elsewhere.
func (w *Window) saveCopy() {
	switch p, ok := w.screen.(*printScreen); {
	case ok:
		p.save()
	case w.session != nil:
		w.saveHandOver()
	}
}

// pathScreen asks for a path where the system has no dialog of its own.
type pathScreen struct {
	w           *Window
	back        screen
	title, path string
	then        func(string)
}

func (p *pathScreen) build() view {
	w := p.w
	e := widgets.NewEntry(w.say("file.path"), p.path, func(v string) { p.path = v })
	e.CursorColumn = len([]rune(p.path))
	e.OnSubmitted = func(string) { p.done() }
	return view{
		body: widgets.Column(16, widgets.Statement(p.title), widgets.NewText(w.say("file.path_hint")),
			widgets.Labeled(w.say("file.path"), "", e)),
		left:  widgets.Secondary(w.say("button.cancel"), "Esc", p.cancel),
		right: widgets.Primary(w.say("button.ok"), w.say("key.enter"), p.done),
		focus: e,
	}
}

func (p *pathScreen) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.done()
	case fyne.KeyEscape:
		p.cancel()
	default:
		return false
	}
	return true
}

func (p *pathScreen) rune(rune) bool { return false }

func (p *pathScreen) cancel() { p.w.show(p.back) }

func (p *pathScreen) done() {
	if p.path != "" {
		p.cancel()
		p.then(p.path)
	}
}

// ballotsScreen says what a file with ballots holds, and offers to leave them out.
type ballotsScreen struct {
	noKeys
	w    *Window
	back screen
}

func (b *ballotsScreen) build() view {
	w := b.w
	choose := func(ballots bool) func() {
		return func() { w.show(b.back); w.writeHandOver(ballots) }
	}
	return view{
		body: widgets.Column(16, widgets.Statement(w.say("print.hand_over_button")),
			widgets.NewText(w.say("file.ballots", "count", len(w.session.a.Ballots))),
			widgets.Grid(16, 260, 2,
				widgets.Option(w.say("file.without_ballots"), w.say("file.without_ballots_hint"), choose(false)),
				widgets.Option(w.say("file.with_ballots"), w.say("file.with_ballots_hint"), choose(true)))),
		left: widgets.Secondary(w.say("button.cancel"), "", func() { w.show(b.back) }),
	}
}
