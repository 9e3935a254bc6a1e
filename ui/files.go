package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

const handOver = ".kwaliteitskaart"

// savesHint is the translation key of what to type where a file is saved.
const savesHint = "file.path_hint"

// askSave asks where to save a file: with the system's dialog, or in the window if the system has none.
func (w *Window) askSave(title, path, kind string, then func(path string)) {
	w.askMany(title, path, savesHint, func() ([]string, error) {
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
	title = strings.TrimRight(title, " …") // the button's label
	var chosen []string
	w.background(func(context.Context) (err error) {
		chosen, err = dialog()
		return err
	}, func(err error) {
		w.asking = false
		switch {
		case err != nil:
			w.askPath(title, path, hint, func(path string) { then([]string{path}) })
		case len(chosen) > 0:
			then(chosen)
		}
	})
}

// fileName returns the suggested name of a document or file.
func (w *Window) fileName(a *assessment.Assessment, what, extension string) string {
	return w.FileNames()(a, what, extension)
}

// saveSheet writes scores, actions and result as a workbook, or the actions as CSV.
func (w *Window) saveSheet(extension string) {
	w.saveData(w.say("print.save_title"), extension, extension[1:], func(path string, r assessment.Round) error {
		return exchange.SaveSheet(path, r, w.lang, w.Today())
	})
}

// saveData asks for a path and writes the stored open assessment there.
func (w *Window) saveData(title, extension, kind string, write func(string, assessment.Round) error) {
	s := w.session
	path := filepath.Join(w.Documents, w.fileName(s.Assessment, "", extension))
	w.askSave(title, path, kind, func(path string) {
		saved := filed{path: path, was: s.Assessment.Clone(), before: cloneOf(s.Previous)}
		var unsaved error
		w.background(func(ctx context.Context) error {
			unsaved = w.queue.Flush()
			r, err := assessment.LoadRound(ctx, w.Store, s.Assessment.ID)
			switch {
			case unsaved != nil: // the changes exist on screen only, and must be in the file
				r.Assessment = saved.was.Unsaved(r.Assessment, assessment.InstantOf(w.now()))
			case err != nil:
				return err
			}
			if err := write(path, r); err != nil || unsaved == nil || extension != handOver || saved.before == nil {
				return err
			}
			b, _ := assessment.LoadRound(ctx, w.Store, saved.before.ID) // if it cannot be loaded, all of it is unsaved
			stored := b.Assessment
			b.Assessment = saved.before.Unsaved(stored, assessment.InstantOf(w.now()))
			if stored != nil && reflect.DeepEqual(b.Assessment, stored.Clone()) {
				return nil
			}
			saved.also = free(strings.TrimSuffix(path, extension)+" – "+w.say("file.round_before"), extension)
			return write(saved.also, b)
		}, func(err error) {
			switch {
			case err != nil:
				w.showError(err)
			case unsaved != nil:
				w.typed = nil
				w.showError(unsaved)
				if extension == handOver {
					w.filed = saved
					w.notice.words, w.notice.closes = w.filedWords(), w.end
				} else { // a sheet cannot be opened here
					w.notice.words = w.say("print.saved", "file", path) + " " + w.notice.words
				}
				w.frame.update()
			case extension == handOver: // the system would open it in this program
				w.showMessage(w.say("print.saved", "file", path))
			default:
				w.mentionFile(path)
			}
		})
	})
}

// filed is the content of a file that was saved because changes could not be stored, and of one beside it for changes to the
// previous round that could not be stored either.
type filed struct {
	path, also  string
	was, before *assessment.Assessment
}

// isFiled reports whether those files contain everything that could not be stored.
func (w *Window) isFiled() bool {
	return w.filed.was != nil && w.session != nil && reflect.DeepEqual(w.filed.was, w.session.Assessment.Clone()) &&
		reflect.DeepEqual(w.filed.before, cloneOf(w.session.Previous))
}

// filedWords returns where everything is saved that could not be stored.
func (w *Window) filedWords() string {
	return w.say("file.saved_unsaved", "file", w.filed.path, "also", w.filed.also)
}

func cloneOf(a *assessment.Assessment) *assessment.Assessment {
	if a == nil {
		return nil
	}
	return a.Clone()
}

// free returns a path with an extension at which there is no file yet.
func free(path, extension string) string {
	for n, name := 2, path; ; n++ {
		if _, err := os.Lstat(name + extension); err != nil {
			return name + extension
		}
		name = fmt.Sprint(path, " ", n)
	}
}

// saveCopy saves the open assessment as a hand-over file, on every screen.
func (w *Window) saveCopy() {
	if w.session != nil {
		w.saveHandOver()
	}
}
