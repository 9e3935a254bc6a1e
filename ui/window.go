package ui

import (
	"context"
	"math"
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

// minWidth and minHeight are the smallest the window can be made, in pixels at 100 %: what is left of a screen of 1366x768 at
// 200 %, or of 1920x1080 at 250 %, beside the system's own bars. All there is on a screen can be scrolled to in it.
const minWidth, minHeight = 640, 300

// Window is the program's one window. It belongs to the UI goroutine.
type Window struct {
	Services
	app   fyne.App
	theme *theme.Theme
	win   fyne.Window
	lang  *words.Language
	queue *session.Queue
	// shortcutNames is our names of shortcuts by the toolkit's.
	shortcutNames map[string]keyName
	held          held
	repeating     bool         // the last key came because it was held, and so does its character
	spawn         func(func()) // runs what may take long apart from the UI goroutine
	do            func(func()) // runs what the queue says on the UI goroutine, sooner or later
	now           func() time.Time
	// everySecond calls back once a second until it is stopped.
	everySecond func(func()) (stop func())

	session     *session.Session // the open assessment, or nil at home
	at          session.Step
	screen      screen
	here        stop   // what is shown, as it was when it came
	trail       []stop // what was shown before, home first
	view        view
	frame       *frame
	shelfIsRead <-chan struct{} // closed by shelfRead, once the shelf was read whole
	shelfRead   func()
	root        *fyne.Container // what is seen, for as long as the window is there
	beamer      *beamer         // the second window, or nil
	clock       session.Clock   // of the talk
	status      *widgets.Text
	state       string // what it says, as a key; "" for nothing
	parts       []*part
	stands      map[string]fyne.CanvasObject // what of the assessment stands where, as stand puts it down
	titled      string
	notice      notice
	opening     []string           // what was said at the start, until it is closed; seen where nothing else is said
	right       assessment.Instant // when the clock was right last, while it is asked whether it is now; else 0
	filed       filed
	asking      bool   // a dialog of the system is open
	drafts      int    // how often the ballot being filled in changed on disk: who keeps a copy of it sees that it is old
	adding      bool   // a new assessment is on its way to disk
	typed       screen // whose path is tried, until that went well
	// tooLong is texts that are too long to be kept whole, by what of them is kept.
	tooLong map[string]string
}

// New makes the window in a language, with nothing in it yet; it is shown by its caller, and filled by Begin.
func New(app fyne.App, s Settings, language string) *Window {
	s = s.Defaults()
	w := &Window{
		app: app, theme: theme.New(s.Zoom, s.Appearance), lang: words.In(language),
		shortcutNames: make(map[string]keyName), held: make(held), tooLong: make(map[string]string),
		do: fyne.Do, now: time.Now, everySecond: everySecond,
	}
	w.spawn = func(f func()) { go w.Guard(f) }
	w.shelfIsRead, w.shelfRead = newSignal()
	app.Settings().SetTheme(w.theme)
	w.win = app.NewWindow(w.say("app.title"))
	w.win.SetPadded(false)
	w.root = container.NewStack()
	w.win.SetContent(w.root)
	w.win.Resize(fyne.NewSize(s.Width, s.Height))
	return w
}

// newSignal returns a channel, and what closes it once.
func newSignal() (<-chan struct{}, func()) {
	c := make(chan struct{})
	return c, sync.OnceFunc(func() { close(c) })
}

// Wait says that the data are being opened, which may take a while on a network drive. Once they are it does nothing.
func (w *Window) Wait() {
	if w.screen == nil {
		w.root.Objects = []fyne.CanvasObject{container.NewCenter(widgets.NewText(w.say("status.opening")).Colored(theme.ColorQuiet).OneLine())}
		w.root.Refresh()
	}
}

// Begin fills the window: with the shelf, as far as that was read.
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
	w.tellCrash()
}

// tellCrash says where the report of the last crash is, if there is one.
func (w *Window) tellCrash() {
	if w.LastCrash != "" {
		w.announce(w.say("crash.left", "path", w.LastCrash))
	}
}

// Fyne returns the window itself.
func (w *Window) Fyne() fyne.Window { return w.win }

// Close writes what waits and closes the window. When something cannot be written the window stays open and says so; only
// who gives that up closes it.
func (w *Window) Close() {
	w.keepTyped()
	if err := w.queue.Flush(); err != nil {
		w.tell(err)
		w.notice.giveUp = w.end
		if w.isFiled() {
			w.notice.words, w.notice.giveUp, w.notice.closes = w.say("file.saved_unsaved", "file", w.filed.path), nil, w.end
		}
		w.frame.update()
		return
	}
	if s, ok := w.screen.(closer); ok && !s.mayClose() {
		return
	}
	w.end()
}

// end closes the window as it is.
func (w *Window) end() {
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
	_ = w.SaveSettings(w.Settings) // comfort only, and the window is closing
	w.win.Close()
}

// Flush writes what waits, where the window was closed by another than its user, and returns what stands in the way. From
// then on the window says nothing more of what is written. It may be called from any goroutine.
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
		if w.screen != nil && w.screen.private() {
			clear(w.tooLong) // nothing of a ballot stays
			w.setStatus(w.state)
		}
		if l, ok := w.screen.(leaver); ok {
			l.leave()
		}
		w.leaveTrail(s)
		w.here = stop{s, w.at, w.opened()}
		w.view.scroll = nil // a new screen starts at its top
	}
	w.screen = s
	if !w.notice.retry { // what is not on disk stays said
		w.notice = notice{}
	}
	w.render()
	if w.view.focus != nil {
		w.focus(w.view.focus)
	} else {
		w.win.Canvas().Unfocus()
	}
}

// away is called when another window gets the focus: who comes back writes on where the cursor was.
func (w *Window) away() {
	if e, ok := w.win.Canvas().Focused().(*widgets.Entry); ok {
		e.Resume(e.Cursor())
	}
}

// keepTyped has the screen keep what was typed in it and not entered.
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

// focus puts the cursor in a field, if there is one, and brings it into view.
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

// title returns what the task bar says: the team whose assessment is open, or what a neutral screen asks.
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

// render builds the screen again where it stands, after something in it came or went. Who writes in a field goes on in the
// one that takes its place.
func (w *Window) render() { w.build(false) }

// rebuild is render, with all that is written in fields, also what is not kept.
func (w *Window) rebuild() { w.build(true) }

func (w *Window) build(written bool) {
	before, fields, was := w.view.scroll, w.fields(), w.frame
	w.parts, w.stands = nil, make(map[string]fyne.CanvasObject)
	w.view = w.screen.build()
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
	var focus func() fyne.Focusable // where what has it now goes on
	if before != nil {
		focus = func() fyne.Focusable { return goesOn(w.win.Canvas().Focused(), next, was.content, w.frame.content) }
	}
	w.put(w.frame.content, focus)
	if written {
		for _, now := range next {
			if now.OnLeave != nil {
				now.OnLeave() // it says what is wrong with what is in it
			}
		}
	}
	w.retitle()
	w.showBeamer()
}

// put lets the window show something else, and no key goes to what went; focus says where its keys go instead, and may be nil.
// Setting its content would do, but then the toolkit throws away every text it has drawn and draws it anew, though most of them
// stay; so that is done only under what lies over it, which keeps the focus.
func (w *Window) put(o fyne.CanvasObject, focus func() fyne.Focusable) {
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
	canvas.Refresh(w.root) // draws it; it was just made, and wants no refreshing itself
}

func (w *Window) zoom(z float32) {
	z = float32(math.Round(float64(z)/theme.ZoomStep) * theme.ZoomStep) // whole steps, or 100 % is not found back
	w.Settings.Zoom = min(max(z, theme.MinZoom), theme.MaxZoom)
	w.applySettings()
}

// applySettings keeps the settings and shows the screen with them.
func (w *Window) applySettings() {
	w.theme.Change(w.Settings.Zoom, w.Settings.Appearance)
	w.keepSettings()
	before := widgetsIn(w.frame.content)
	w.rebuild()
	within := false
	for o := range widgetsIn(w.frame.content) {
		if before[o] { // it was kept, and knows of nothing yet
			o.Refresh()
			within = within || w.view.scroll.Holds(o)
		}
	}
	if within { // it may have become higher or lower
		w.view.scroll.Measure()
	}
	for _, o := range w.win.Canvas().Overlays().List() {
		o.Refresh()
	}
}

func (w *Window) keepSettings() {
	settings := w.Settings
	w.try(func(context.Context) error { return w.SaveSettings(settings) }, func() {})
}
