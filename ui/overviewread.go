package ui

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/widgets"
)

// This file reads the overview: one assessment after another, off the UI goroutine.

// overviewReading is one run of reading: it collects the assessments, shows progress, and can be stopped.
type overviewReading struct {
	w      *Window
	stop   context.CancelFunc
	words  string // translation key of the progress
	line   *widgets.Text
	bar    *fyne.Container
	read   []readFile
	unread []unreadFile
	others int // number of files that are no team's plan
	cut    string
	told   time.Time // time of the last progress update
}

// unreadFile is a file that could not be read, with the reason in one sentence, and with all its faults.
type unreadFile struct {
	path, words, whole string
	locked             bool // it needs a password
}

// ShowOverview goes to the overview of the data folder.
func (w *Window) ShowOverview() { w.overviewOf(nil) }

// overviewOf goes to the overview of files and folders.
func (w *Window) overviewOf(paths []string) {
	if !w.leave() {
		return
	}
	o := newOverview(w, paths)
	w.show(o)
	if len(paths) == 0 {
		o.load(o.readStore)
		return
	}
	o.readThen(func() []string {
		files, folders := filesIn(paths)
		o.folders = folders
		return files
	}, "")
}

// readAgain refreshes the overview: the data folder with later changes, files with answers written since.
func (o *overviewScreen) readAgain() {
	o.w.show(o)
	switch {
	case o.reading != nil || o.all == nil:
	case len(o.from) == 0:
		o.load(o.readStore)
	default:
		o.compare(o.files.all())
		o.w.render()
	}
}

// unlock asks for the password of the files that need one, and reads those too.
func (o *overviewScreen) unlock() {
	w, locked := o.w, o.locked()
	w.show(&passwordScreen{w: w, title: w.say("password.many", "count", len(locked)), then: func(password string) {
		w.show(o)
		o.readThen(func() []string { return locked }, password)
	}})
}

// locked returns the files that need a password.
func (o *overviewScreen) locked() (paths []string) {
	for _, f := range o.unread {
		if f.locked {
			paths = append(paths, f.path)
		}
	}
	return paths
}

// readThen reads files, with a password for those that need one, and adds them to the files read before.
func (o *overviewScreen) readThen(paths func() []string, password string) {
	o.all = nil // the progress shows instead
	before := slices.Clone(o.read)
	refused := slices.DeleteFunc(slices.Clone(o.unread), func(f unreadFile) bool { return f.locked })
	o.load(func(ctx context.Context, r *overviewReading) error {
		o.readFiles(ctx, r, paths(), password)
		r.read, r.unread = append(before, r.read...), append(refused, r.unread...)
		return nil
	})
}

// load reads teams off the UI goroutine.
func (o *overviewScreen) load(read func(context.Context, *overviewReading) error) {
	w, today, store := o.w, o.w.Today(), o.w.ownStore()
	ctx, stop := context.WithCancel(context.Background())
	r := &overviewReading{w: w, stop: stop, words: "overview.progress", line: widgets.NewText(""), bar: widgets.Column(0)}
	o.reading = r
	w.render()
	var all *assessment.Overview
	var files *folderShelf
	w.background(func(context.Context) error {
		err := w.queue.Flush()
		if err == nil {
			err = read(ctx, r)
		}
		if len(o.from) > 0 {
			files = newFolderShelf(store, r.read, w.say("overview.answers_file"), func() assessment.Instant { return assessment.InstantOf(w.now()) })
			all = assessment.NewOverview(files.all(), today)
			return err
		}
		var list []*assessment.Assessment
		for _, x := range r.read {
			list = append(list, x.assessment)
		}
		all = assessment.NewOverview(list, today)
		return err
	}, func(err error) {
		stop()
		o.reading, o.unread, o.cut, o.files, o.read = nil, r.unread, r.cut, files, r.read
		o.others += r.others
		o.setOverview(all)
		if w.screen != o {
			return
		}
		w.render()
		if err != nil {
			w.showError(err)
		}
	})
}

// compare rebuilds the overview of assessments.
func (o *overviewScreen) compare(list []*assessment.Assessment) {
	o.setOverview(assessment.NewOverview(list, o.w.Today()))
}

// setOverview shows an overview, with the unread files.
func (o *overviewScreen) setOverview(all *assessment.Overview) {
	for _, f := range o.unread {
		all.Unread = append(all.Unread, assessment.UnreadFile{Name: filepath.Base(f.path), Reason: f.words, Whole: f.whole})
	}
	all.Skipped = assessment.SkippedFiles{Folders: o.folders, Others: o.others, Said: o.w.lang.Skipped(o.folders, o.others)}
	o.all = all
}

// readStore loads all rounds from the store, without their ballots.
func (o *overviewScreen) readStore(ctx context.Context, r *overviewReading) error {
	shelved, err := o.w.Store.Summaries(ctx, o.w.Today())
	if err != nil {
		return err
	}
	for i, s := range shelved {
		if r.stopped(ctx, i, len(shelved)) {
			return nil
		}
		a, err := o.w.Store.LoadAgreed(context.WithoutCancel(ctx), s.ID)
		if err != nil {
			return err
		}
		r.read = append(r.read, readFile{assessment: a})
	}
	return nil
}

// readFiles reads hand-over files; one that cannot be read becomes a line with the reason. Invitations and ballots
// are not a team's plan and are skipped.
func (o *overviewScreen) readFiles(ctx context.Context, r *overviewReading, paths []string, password string) {
	w := o.w
	r.words = "take.progress"
	for i, path := range paths {
		if r.stopped(ctx, i, len(paths)) {
			return
		}
		f, err := w.Files.Open(path, password)
		switch code := assessment.CodeOf(err); {
		case code == assessment.CodeEncrypted, code == assessment.CodePassword:
			words := w.say("overview.locked."+string(code), "file", filepath.Base(path))
			r.unread = append(r.unread, unreadFile{path, words, words, true})
		case err != nil:
			r.unread = append(r.unread, unreadFile{path, w.lang.Brief(err), w.lang.Error(err), false})
		case f.Assessment != nil:
			r.read = append(r.read, readFile{f.Assessment, path, password})
		default:
			r.others++
		}
	}
}

// stopped updates the progress, and reports whether reading was stopped.
func (r *overviewReading) stopped(ctx context.Context, done, of int) bool {
	if ctx.Err() != nil {
		r.cut = r.w.say("overview.stopped", "done", done, "count", of)
		return true
	}
	const often = 100 * time.Millisecond // drawing slows reading down
	if now := time.Now(); now.Sub(r.told) >= often {
		r.told = now
		fyne.Do(func() { r.show(done, of) })
	}
	return false
}

func (r *overviewReading) show(done, of int) {
	r.line.Set(r.w.say(r.words, "done", done, "count", of))
	r.bar.Objects = []fyne.CanvasObject{widgets.Progress(float32(done)/float32(of), 6)}
	r.bar.Refresh()
}

func (r *overviewReading) build() view {
	w := r.w
	return view{
		body: widgets.Column(16, widgets.Statement(w.say("overview.title")), r.line, r.bar),
		left: widgets.Secondary(w.say("many.stop"), w.keyLabel(keyEscape), r.stop),
	}
}

// leave stops reading.
func (o *overviewScreen) leave() {
	if o.reading != nil {
		o.reading.stop()
	}
}

// filesIn returns paths with each folder replaced by the hand-over files in it, and the number of folders inside those, which
// are left out. A folder that cannot be read stays, so that reading it reports the error.
func filesIn(paths []string) (files []string, folders int) {
	for _, path := range paths {
		in, n, err := exchange.InFolder(path)
		if err != nil {
			in = []string{path}
		}
		files, folders = append(files, in...), folders+n
	}
	return files, folders
}

// missing reports whether there is nothing at path.
func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
