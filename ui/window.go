package ui

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// minWidth and minHeight are the minimum size of the window, in pixels at 100 %: the space left on a screen of
// 1366x768 at 200 %, or of 1920x1080 at 250 %, beside the system's own bars. Everything on a screen can be scrolled
// to in it.
const minWidth, minHeight = 640, 300

// Window is the program's one window. It belongs to the UI goroutine.
type Window struct {
	Services
	app   fyne.App
	theme *theme.Theme
	win   fyne.Window
	lang  *words.Language
	queue *session.Queue
	// shortcutNames maps the toolkit's names of shortcuts to ours.
	shortcutNames map[string]keyName
	held          held
	repeating     bool         // the last key event was a repeat, and so is its character
	spawn         func(func()) // runs a function off the UI goroutine
	do            func(func()) // runs a function of the queue on the UI goroutine, eventually
	now           func() time.Time
	// everySecond calls a function once a second until stop is called.
	everySecond func(func()) (stop func())

	session     *session.Session // the open assessment, or nil at home
	shelf       assessment.Store // the data folder, while an assessment in a file is looked at; otherwise nil
	at          session.Step
	screen      screen
	here        stop   // the current screen, with its state when it was shown
	trail       []stop // earlier screens, home first
	view        view
	frame       *frame
	shelfIsRead <-chan struct{} // closed by shelfRead, once the whole shelf was read
	shelfRead   func()
	root        *fyne.Container           // content of the window
	beamer      *beamer                   // the second window, or nil
	clock       *session.Clock            // of the discussion
	clocks      map[string]*session.Clock // of every assessment that was open, by id, so that reopening one does not reset its clock
	booth       *boothState               // for phones, or nil
	status      *widgets.Text
	state       string // translation key of the status; "" for none
	parts       []*part
	edits       int                          // number of changes to the open assessment, by which screens detect outdated content
	stands      map[string]fyne.CanvasObject // objects on screen by part of the assessment; see stand
	asks        fyne.CanvasObject            // the question on the screen, or nil
	titled      string
	notice      notice
	opening     []string           // messages at the start, until they are closed; shown if there is no other message
	right       assessment.Instant // when the clock was last right, while the user is asked whether it is now; otherwise 0
	filed       filed
	asking      bool                // a system dialog is open
	drafts      int                 // number of changes to the draft ballot on disk, so that a screen with a copy can tell that it is outdated
	adding      bool                // a new assessment is being saved
	typed       screen              // the screen whose path is being tried, until that succeeded
	tooLong     map[string]overlong // texts that are too long, by the part that is kept
	lacks       []unkept            // things on screen that may not be kept
	ending      sync.Once           // closing the window, which keeps or gives up the text typed
}

// New returns the window in a language, still empty; the caller shows it, and Begin fills it.
func New(app fyne.App, s Settings, language string) *Window {
	s = s.Defaults()
	w := &Window{
		app: app, theme: theme.Of(app, s.Zoom, s.Appearance), lang: words.In(language),
		shortcutNames: make(map[string]keyName), held: make(held), clocks: make(map[string]*session.Clock), tooLong: make(map[string]overlong),
		do: fyne.Do, now: time.Now, everySecond: everySecond,
	}
	w.spawn = func(f func()) { go w.Guard(f) }
	w.shelfIsRead, w.shelfRead = newSignal()
	w.win = app.NewWindow(w.say("app.title"))
	w.win.SetPadded(false)
	w.root = container.NewStack()
	w.win.SetContent(w.root)
	w.win.Resize(fyne.NewSize(s.Width, s.Height))
	return w
}

// newSignal returns a channel, and a function that closes it once.
func newSignal() (<-chan struct{}, func()) {
	c := make(chan struct{})
	return c, sync.OnceFunc(func() { close(c) })
}

// Wait shows that the data is being opened, which may take a while on a network drive. Once it is open Wait does nothing.
func (w *Window) Wait() {
	if w.screen == nil {
		w.root.Objects = []fyne.CanvasObject{container.NewCenter(widgets.NewText(w.say("status.opening")).Colored(theme.ColorQuiet).OneLine())}
		w.root.Refresh()
	}
}

// Begin fills the window with the shelf, as far as it was read.
func (w *Window) Begin(s Services, shelf Shelf) {
	s.Settings = s.Settings.Defaults()
	w.Services = s
	w.win.SetMaster()
	w.queue = session.NewQueue(func(f func()) { w.spawn(f) }, func(f func()) { w.do(f) }, w.saved)
	w.status = widgets.Quiet("").Aligned(fyne.TextAlignCenter).OneLine()
	w.listen()
	w.win.SetCloseIntercept(w.Close)
	w.app.Lifecycle().SetOnExitedForeground(w.away)
	w.win.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		var paths []string
		for _, f := range files {
			paths = append(paths, f.Path())
		}
		w.TakeFiles(paths)
	})
	w.beginHome(shelf)
	w.showCrash()
}

// showCrash shows where the report of the last crash is, if there is one.
func (w *Window) showCrash() {
	if w.LastCrash != "" {
		w.announce(w.say("crash.left", "path", w.LastCrash))
	}
}

// Fyne returns the toolkit's window.
func (w *Window) Fyne() fyne.Window { return w.win }

// Close writes waiting changes and closes the window. If a change cannot be written, or something on screen is not kept, the
// window stays open and says so; the user can then close it without that, or after saving it to a file.
func (w *Window) Close() {
	w.keepTyped()
	if err := w.queue.Flush(); err != nil && (w.notice.closes == nil || !w.isFiled()) {
		w.showError(err)
		w.notice.giveUp = w.end
		if w.isFiled() {
			w.notice.words, w.notice.giveUp, w.notice.closes = w.filedWords(), nil, w.end
		}
		w.frame.update()
		return
	}
	if s, ok := w.screen.(closer); ok && !s.mayClose() {
		return
	}
	if words := w.unkeptWords(); words != "" {
		w.notice = notice{words: words, giveUp: w.end}
		w.frame.update()
		return
	}
	w.end()
}

// end closes the window.
func (w *Window) end() {
	w.ending.Do(func() {})
	w.closeBooth()
	if l, ok := w.screen.(leaver); ok {
		l.leave() // nothing ticks once the window is gone
	}
	if l, ok := w.screen.(finisher); ok {
		l.finish()
	}
	if w.queue.Failure() == nil {
		w.discard()
	}
	if w.beamer != nil {
		w.beamer.win.Close()
	}
	size := w.win.Canvas().Size()
	w.Settings.Width, w.Settings.Height = size.Width, size.Height
	_ = w.SaveSettings(w.Settings) // not essential, and the window is closing
	w.win.Close()
}

// KeepTyped saves text that was typed but not entered, and waits for that, but at most patience: the window may hang. The
// toolkit ends its loop at the same signal as the program and drops waiting calls; after that it runs calls at once, so
// asking again is certain to work. It must be called from another goroutine than the window's while that runs.
func (w *Window) KeepTyped(patience time.Duration) {
	kept := make(chan struct{})
	tell := sync.OnceFunc(func() { close(kept) })
	late := time.After(patience)
	for {
		w.do(func() { w.ending.Do(w.keepTyped); tell() })
		select {
		case <-kept:
			return
		case <-late:
			return
		case <-time.After(patience / 10):
		}
	}
}

// Flush writes waiting changes after the window was closed by something else than its user, and returns the error.
// From then on the window reports nothing about saving. It may be called from any goroutine.
func (w *Window) Flush() error {
	w.queue.Silence()
	w.queue.Retry()
	return w.queue.Flush()
}

func (w *Window) say(key string, args ...any) string { return w.lang.Say(key, args...) }

// show goes to a screen.
func (w *Window) show(s screen) {
	w.typed = nil
	if w.screen != s {
		w.keepTyped()
		if w.screen != nil && w.screen.private() && !lies(w.screen, s) {
			clear(w.tooLong) // keep nothing of a ballot
			w.setStatus(w.state)
		}
	}
	if !w.notice.retry { // an error about saving stays
		w.notice = notice{}
	}
	if w.screen != s {
		if l, ok := w.screen.(leaver); ok && !lies(w.screen, s) {
			l.leave()
		}
		w.leaveTrail(s)
		w.here = stop{s, w.at, w.opened()}
		w.view.scroll = nil // a new screen starts at its top
	}
	w.screen = s
	w.render()
	if w.view.focus != nil {
		w.focus(w.view.focus)
	} else {
		w.win.Canvas().Unfocus()
	}
}

// away is called when another window gets the focus: later the cursor continues where it was.
func (w *Window) away() {
	if e, ok := w.win.Canvas().Focused().(*widgets.Entry); ok {
		e.Resume(e.Cursor())
	}
}

// keepTyped makes the screen save text that was typed but not entered.
func (w *Window) keepTyped() {
	if w.screen == nil {
		return
	}
	if e, ok := w.win.Canvas().Focused().(*widgets.Entry); ok && e.OnLeave != nil {
		e.OnLeave()
	}
	if k, ok := w.screen.(keeper); ok {
		k.keep()
	}
}

// focus focuses an object, if it is not nil, and scrolls it into view.
func (w *Window) focus(f fyne.Focusable) {
	if f == nil {
		return
	}
	w.win.Canvas().Focus(f)
	if e, ok := f.(*widgets.Entry); ok && len(w.held) > 0 {
		e.AwaitKey()
	}
	if o, ok := f.(fyne.CanvasObject); ok && w.view.scroll != nil {
		w.view.scroll.Reveal(o)
	}
}

// title returns the window title: the team of the open assessment, or the title of a neutral screen.
func (w *Window) title() string {
	app := w.say("app.title")
	s, named := w.screen.(titled)
	switch {
	case named:
		return s.title() + " – " + app
	case w.session != nil:
		return w.teamName(w.session.Assessment.Team) + " – " + app
	}
	return app
}

// render rebuilds the screen at the same scroll position, after something in it was added or removed. A field being
// edited is continued in its counterpart.
func (w *Window) render() { w.build(false) }

// rebuild is render, and also keeps all text in fields, even if it is not saved.
func (w *Window) rebuild() { w.build(true) }

func (w *Window) build(written bool) {
	before, fields, was, lacked := w.view.scroll, w.fields(), w.frame, w.lacking()
	asked := w.asks != nil
	w.keepBooth()
	w.parts, w.stands, w.lacks, w.asks = nil, make(map[string]fyne.CanvasObject), nil, nil
	w.view = w.screen.build()
	refused := w.carryUnkept(lacked)
	w.frame = w.newFrame()
	next := map[*widgets.Entry]*widgets.Entry{}
	if before != nil {
		w.view.scroll.Begin(before.Offset())
		next = counterparts(fields, w.fields())
	}
	if written {
		for old, now := range next {
			now.Text = old.Text
		}
	}
	for old, now := range refused {
		now.Text = old.Text
	}
	var focus func() fyne.Focusable // returns the widget that takes over the focus
	if before != nil {
		focus = func() fyne.Focusable { return nextFocus(w.win.Canvas().Focused(), next, was.content, w.frame.content) }
	}
	w.setContent(w.frame.content, focus)
	if w.asks != nil && !asked {
		w.view.scroll.Reveal(w.asks)
	}
	if written {
		for _, now := range next {
			if now.OnLeave != nil {
				now.OnLeave() // it shows what is wrong with its content
			}
		}
	}
	for _, now := range refused {
		if w.win.Canvas().Focused() != fyne.Focusable(now) && now.OnLeave != nil {
			now.OnLeave()
		}
	}
	w.setStatus(w.state)
	w.retitle()
	w.showBeamer()
}

// setContent replaces the content of the window, and removes the focus from the old content; focus returns the widget to
// focus instead, and may be nil. Setting the content of the toolkit's window would discard and redraw every text, although
// most of them stay; so that is done only below an overlay, which keeps the focus.
func (w *Window) setContent(o fyne.CanvasObject, focus func() fyne.Focusable) {
	w.root.Objects = []fyne.CanvasObject{o}
	o.Resize(w.root.Size())
	c := w.win.Canvas()
	if f, ok := c.Focused().(fyne.Widget); ok && !widgetsIn(o)[f] {
		var now fyne.Focusable
		if c.Overlays().Top() == nil && focus != nil {
			now = focus()
		}
		switch {
		case c.Overlays().Top() != nil:
			w.win.SetContent(w.root)
		case now != nil:
			c.Focus(now)
		default:
			c.Unfocus()
		}
	}
	canvas.Refresh(w.root) // draws it; it is new and needs no refresh itself
}
