package ui

import (
	"context"
	"log/slog"
	"path/filepath"
	"reflect"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/session"
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
	title = strings.TrimSuffix(title, " …") // of the button that leads here
	var chosen []string
	w.background(func(context.Context) (err error) {
		chosen, err = dialog()
		return err
	}, func(err error) {
		w.asking = false
		switch {
		case err != nil:
			w.show(&pathScreen{w: w, title: title, path: path, then: func(path string) { then([]string{path}) }})
		case len(chosen) > 0:
			then(chosen)
		}
	})
}

// chooseFile asks for hand-over files and opens one, or takes many in.
func (w *Window) chooseFile() {
	title := w.say("home.open_file")
	w.askMany(title, w.Documents+string(filepath.Separator), func() ([]string, error) {
		return w.Dialogs.OpenMany(title, w.Documents, w.say("file.kind"), "*"+handOver)
	}, w.takeFilesIn)
}

// OpenFile opens any of the program's files: it takes an assessment or a ballot in, and begins scoring for an
// invitation. Where the file needs a password it asks for it. Nothing changes when the file is refused.
func (w *Window) OpenFile(path string) { w.openFile(path, "", exchange.AskToReveal, nil) }

// openFile opens a file with a password; asked is the screen that asked for it, or nil.
func (w *Window) openFile(path, password string, may exchange.Reveal, asked *passwordScreen) {
	var f *exchange.Opened
	var kept *assessment.Ballot
	var m *assessment.Merged
	w.background(func(ctx context.Context) (err error) {
		if f, err = w.Files.Open(path, password); err != nil {
			return err
		}
		switch {
		case f.Invitation != nil:
			if kept, err = w.Files.Kept(f.Invitation); err != nil {
				slog.Warn("unfinished ballot", "code", assessment.CodeOf(err)) // begin anew
			}
			return nil
		case f.Ballots != nil:
			return nil
		}
		if err = w.backUp(ctx); err == nil {
			m, err = exchange.TakeIn(ctx, w.Store, f, may)
		}
		return err
	}, func(err error) {
		if asked != nil {
			asked.trying = false
		}
		switch {
		case err != nil && asked != nil && w.screen != asked:
			// It was cancelled while it was tried.
		case assessment.CodeOf(err) == assessment.CodeEncrypted:
			p := &passwordScreen{w: w, title: w.say("password.title", "file", filepath.Base(path))}
			p.then = func(password string) { w.openFile(path, password, may, p) }
			w.show(p)
		case assessment.CodeOf(err) == assessment.CodeWouldReveal:
			w.show(&revealScreen{
				w: w, file: filepath.Base(path), team: f.Assessment.Team,
				then: func() { w.openFile(path, password, exchange.MayReveal, nil) },
			})
		case err != nil:
			w.tell(err)
		case f.Invitation != nil:
			if w.leave() {
				w.show(newInvitedScreen(w, f.Invitation, kept))
			}
		case f.Ballots != nil:
			w.openBallot(path, f)
		default:
			w.openThen(f.Assessment.ID, func() { w.showTaken(m) })
		}
	})
}

// showTaken shows an assessment that was taken in, and first what that replaced.
func (w *Window) showTaken(m *assessment.Merged) {
	switch {
	case m.Added:
		w.goTo(session.StepResult)
		w.mention(w.say("file.imported", "team", w.teamName(m.Assessment.Team), "date", w.lang.Date(m.Assessment.Date)))
	case len(assessment.PutBackable(m.Replaced)) > 0:
		w.at = session.StepTeam
		screen := &mergedScreen{w: w}
		screen.load(func() {
			w.show(screen)
			w.mention(sentence(w.mergedLine(m)))
		})
	default:
		w.goTo(session.StepResult)
		w.mention(sentence(w.mergedLine(m)))
	}
}

// openBallot takes a ballot in for the assessment it belongs to, when that is here.
func (w *Window) openBallot(path string, f *exchange.Opened) {
	id := f.Ballots.Assessment
	w.try(func(ctx context.Context) error {
		_, err := w.Store.Load(ctx, id)
		if assessment.CodeOf(err) == assessment.CodeNotFound {
			return f.BallotsFor(&assessment.Assessment{})
		}
		return err
	}, func() {
		w.openThen(id, func() {
			w.at = session.StepScore
			(&ballotFilesScreen{w: w}).takeEach(func(take takeBallot) { take(path, f, nil) })
		})
	})
}

// fileName returns the name a document or file is offered under by itself.
func (w *Window) fileName(a *assessment.Assessment, what, extension string) string {
	return w.FileNames()(a, what, extension)
}

// saveSheet writes scores, actions and result as a workbook, or the actions as csv.
func (w *Window) saveSheet(extension string) {
	w.saveData(w.say("print.save_title"), extension, extension[1:], func(path string, a *assessment.Assessment) error {
		return exchange.SaveSheet(path, a, w.lang, w.Today())
	})
}

// saveData asks for a path and writes the open assessment there, as it is on disk.
func (w *Window) saveData(title, extension, kind string, write func(string, *assessment.Assessment) error) {
	s := w.session
	path := filepath.Join(w.Documents, w.fileName(s.Assessment, "", extension))
	w.askSave(title, path, kind, func(path string) {
		onScreen := s.Assessment.Clone()
		var unsaved error
		w.background(func(ctx context.Context) error {
			unsaved = w.queue.Flush()
			a, err := w.Store.Load(ctx, s.Assessment.ID)
			switch {
			case unsaved != nil: // it is on screen only, and shall be in the file
				a = onScreen.Unsaved(a, assessment.InstantOf(w.now()))
			case err != nil:
				return err
			}
			return write(path, a)
		}, func(err error) {
			switch {
			case err != nil:
				w.tell(err)
			case unsaved != nil:
				w.typed = nil
				w.filed = filed{path, onScreen}
				w.tell(unsaved)
				w.notice.words = w.say("file.saved_unsaved", "file", path)
				w.frame.update()
			default:
				w.mention(w.say("print.saved", "file", path))
			}
		})
	})
}

// filed is what stood on screen when it was saved in a file because it could not be stored.
type filed struct {
	path string
	was  *assessment.Assessment
}

// isFiled reports whether all that could not be stored is in that file.
func (w *Window) isFiled() bool {
	return w.filed.was != nil && w.session != nil && reflect.DeepEqual(w.filed.was, w.session.Assessment.Clone())
}

// saveCopy saves what the screen is about: the document on the print screen, the hand-over file elsewhere.
func (w *Window) saveCopy() {
	switch s, ok := w.screen.(saver); {
	case ok:
		s.save()
	case w.session != nil:
		w.saveHandOver()
	}
}
