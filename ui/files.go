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

// askSave asks where to save a file: with the system's dialog, or in the window if the system has none.
func (w *Window) askSave(title, path, kind string, then func(path string)) {
	w.askMany(title, path, "file.path_hint", func() ([]string, error) {
		return oneOf(w.Dialogs.Save(title, path, kind, "*"+filepath.Ext(path)))
	}, func(paths []string) { then(paths[0]) })
}

// askFolder asks for a folder.
func (w *Window) askFolder(title string, then func(path string)) {
	w.askMany(title, w.Documents, "file.folder_hint", func() ([]string, error) {
		return oneOf(w.Dialogs.Folder(title, w.Documents))
	}, func(paths []string) { then(paths[0]) })
}

// askOpen asks for an existing file.
func (w *Window) askOpen(title string, dialog func() (string, error), then func(path string)) {
	w.askMany(title, w.Documents+string(filepath.Separator), "file.open_hint", func() ([]string, error) {
		return oneOf(dialog())
	}, func(paths []string) { then(paths[0]) })
}

// oneOf returns what was chosen in a dialog as a list; an empty one if it was cancelled.
func oneOf(chosen string, err error) ([]string, error) {
	if chosen == "" {
		return nil, err
	}
	return []string{chosen}, err
}

// askMany runs a dialog, in which several files may be chosen, off the UI goroutine; if it fails, a field in the
// window asks instead, with a hint: a translation key. Only one dialog is open at a time, even if its button is pressed
// repeatedly.
func (w *Window) askMany(title, path, hint string, dialog func() ([]string, error), then func(paths []string)) {
	if w.asking {
		return
	}
	w.asking = true
	title = strings.TrimRight(title, " …") // it comes from the button
	var chosen []string
	w.background(func(context.Context) (err error) {
		chosen, err = dialog()
		return err
	}, func(err error) {
		w.asking = false
		switch {
		case err != nil:
			w.show(&pathScreen{w: w, title: title, path: path, hint: hint, then: func(path string) { then([]string{path}) }})
		case len(chosen) > 0:
			then(chosen)
		}
	})
}

// chooseFile asks for hand-over files and opens one, or imports many.
func (w *Window) chooseFile() {
	title := w.say("home.open_file")
	w.askMany(title, w.Documents+string(filepath.Separator), "file.open_hint", func() ([]string, error) {
		return w.Dialogs.OpenMany(title, w.Documents, w.say("file.kind"), "*"+handOver)
	}, w.takeFilesIn)
}

// OpenFile opens any of the program's files: it imports an assessment or a ballot, and starts scoring for an
// invitation. It asks for a password if the file needs one. A refused file changes nothing.
func (w *Window) OpenFile(path string) { w.openFile(path, "", exchange.Consent{}, nil) }

// openFile opens a file with a password; asked is the screen that asked for it, or nil.
func (w *Window) openFile(path, password string, may exchange.Consent, asked *passwordScreen) {
	var f *exchange.Opened
	var kept *assessment.Ballot
	var m *assessment.Merged
	store := w.ownStore()
	w.background(func(ctx context.Context) (err error) {
		if f, err = w.Files.Open(path, password); err != nil {
			return err
		}
		switch {
		case f.Invitation != nil:
			if kept, err = w.Files.Kept(f.Invitation); err != nil {
				slog.Warn("unfinished ballot", "code", assessment.CodeOf(err)) // start anew
			}
			return nil
		case f.Ballots != nil:
			return nil
		}
		if err = w.backUp(ctx); err == nil {
			m, err = exchange.TakeIn(ctx, store, f, may)
		}
		return err
	}, func(err error) {
		if asked != nil {
			asked.trying = false
		}
		switch {
		case err != nil && asked != nil && w.screen != asked:
			// It was cancelled in the meantime.
		case assessment.CodeOf(err) == assessment.CodeEncrypted:
			p := &passwordScreen{w: w, title: w.say("password.title", "file", filepath.Base(path))}
			p.then = func(password string) { w.openFile(path, password, may, p) }
			w.show(p)
		case assessment.CodeOf(err) == assessment.CodeWouldReveal:
			w.show(&revealScreen{
				w: w, file: filepath.Base(path), team: f.Assessment.Team,
				then: func() { may.Reveal = true; w.openFile(path, password, may, nil) },
			})
		case assessment.CodeOf(err) == assessment.CodeWouldSeal:
			w.show(&sealScreen{
				w: w, files: []sealing{sealingOf(path, f, err)},
				then: func() { may.Seal = true; w.openFile(path, password, may, nil) },
			})
		case err != nil:
			w.showError(err)
		case f.Invitation != nil:
			if w.leave() {
				w.show(newInvitedScreen(w, f.Invitation, kept))
			}
		case f.Ballots != nil:
			w.openBallot(path, f)
		default:
			w.leaveFiles()
			w.openThen(f.Assessment.ID, func() { w.showTaken(m) })
		}
	})
}

// showTaken shows an imported assessment, or first what the import replaced.
func (w *Window) showTaken(m *assessment.Merged) {
	switch {
	case m.Added:
		w.goTo(w.opensAt())
		w.mention(w.say("file.imported", "team", w.teamName(m.Assessment.Team), "date", w.lang.Date(m.Assessment.Date)))
	case len(assessment.PutBackable(m.Replaced)) > 0:
		w.at = session.StepTeam
		screen := &mergedScreen{w: w}
		screen.load(func() {
			w.show(screen)
			w.mention(sentence(w.mergedLine(m)))
		})
	case m.Revealed && w.session.Assessment.BallotsShown(): // the answers shown now come first
		w.at = session.StepDiscuss
		w.show(&answersScreen{w: w})
		w.mention(sentence(w.mergedLine(m)))
	default:
		w.goTo(w.opensAt())
		w.mention(sentence(w.mergedLine(m)))
	}
}

// opensAt returns the step at which an imported assessment is shown: its result, or as long as it has none because
// nothing is revealed, where each scores alone.
func (w *Window) opensAt() session.Step {
	a := w.session.Assessment
	if answered, _ := a.Answered(); answered == 0 && a.Mode == assessment.ModeIndividual && !a.Revealed {
		return session.StepScore
	}
	return session.StepResult
}

// openBallot imports a ballot into its assessment, if that is here.
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

// saveSheet writes scores, actions and result as a workbook, or the actions as CSV.
func (w *Window) saveSheet(extension string) {
	w.saveData(w.say("print.save_title"), extension, extension[1:], func(path string, r assessment.Round) error {
		return exchange.SaveSheet(path, r, w.lang, w.Today())
	})
}

// saveData asks for a path and writes the open assessment there, as it is on disk.
func (w *Window) saveData(title, extension, kind string, write func(string, assessment.Round) error) {
	s := w.session
	path := filepath.Join(w.Documents, w.fileName(s.Assessment, "", extension))
	w.askSave(title, path, kind, func(path string) {
		onScreen := s.Assessment.Clone()
		var unsaved error
		w.background(func(ctx context.Context) error {
			unsaved = w.queue.Flush()
			r, err := assessment.LoadRound(ctx, w.Store, s.Assessment.ID)
			switch {
			case unsaved != nil: // the changes exist on screen only, and must be in the file
				r.Assessment = onScreen.Unsaved(r.Assessment, assessment.InstantOf(w.now()))
			case err != nil:
				return err
			}
			return write(path, r)
		}, func(err error) {
			switch {
			case err != nil:
				w.showError(err)
			case unsaved != nil:
				w.typed = nil
				w.filed = filed{path, onScreen}
				w.showError(unsaved)
				w.notice.words = w.say("file.saved_unsaved", "file", path)
				w.frame.update()
			case extension == handOver: // it would open here
				w.mention(w.say("print.saved", "file", path))
			default:
				w.mentionFile(path)
			}
		})
	})
}

// filed is the content of a file that was saved because the changes could not be stored.
type filed struct {
	path string
	was  *assessment.Assessment
}

// isFiled reports whether that file contains everything that could not be stored.
func (w *Window) isFiled() bool {
	return w.filed.was != nil && w.session != nil && reflect.DeepEqual(w.filed.was, w.session.Assessment.Clone())
}

// saveCopy saves the open assessment as a hand-over file, on every screen.
func (w *Window) saveCopy() {
	if w.session != nil {
		w.saveHandOver()
	}
}
