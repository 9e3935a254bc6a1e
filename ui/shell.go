package ui

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// goTo goes to a step of the open assessment.
func (w *Window) goTo(s session.Step) {
	if w.session == nil {
		return
	}
	w.at = s
	w.show(w.stepScreen(s))
}

// notice is the one message a screen can show below its body: an error, or something that was deleted and can be
// restored.
type notice struct {
	words  string
	err    error  // the error, if there is one
	failed bool   // about a failed save: it is removed when saving works again
	retry  bool   // the failed change is waiting
	giveUp func() // closes the window without the failed change
	closes func() // closes the window, with the failed change saved in a file
	undo   func()
	redo   func()
	reopen func() // opens a round again, beside undo
	open   func() // opens the file that was saved
	yes    func() // answers a question with yes; the question stays until it is answered
	no     func() // answers it with no
}

// showError shows an error.
func (w *Window) showError(err error) {
	slog.Warn("told", "cause", assessment.Cause(err))
	if w.typed != nil {
		w.show(w.typed) // the path is still in its field
	}
	failure := !assessment.Refused(err)
	w.notice = notice{words: w.lang.Error(err), err: err, failed: failure, retry: failure && w.queue.Failure() != nil}
	w.setStatus("")
	w.frame.update()
}

// offerUndo reports what was deleted and offers to restore it.
func (w *Window) offerUndo(words string, undo func()) {
	w.notice = notice{words: words, undo: undo}
	w.frame.update()
}

// showMessage shows a message that needs no answer.
func (w *Window) showMessage(words string) {
	w.typed = nil
	w.notice = notice{words: words}
	w.frame.update()
}

// mentionFile shows that a file was saved, and offers to open it with the system's program for it.
func (w *Window) mentionFile(path string) { w.offerFile(w.say("print.saved", "file", path), path) }

// offerFile is mentionFile with other words.
func (w *Window) offerFile(words, path string) {
	w.showMessage(words)
	w.notice.open = func() { w.try(func(context.Context) error { return w.View(path) }, w.closeNotice) }
	w.frame.update()
}

// moveOn removes the message about the previous change; an error stays.
func (w *Window) moveOn() {
	if w.notice.words != "" && !w.notice.failed {
		w.closeNotice()
	}
}

// closeNotice closes the message.
func (w *Window) closeNotice() {
	if w.notice.words == "" {
		w.opening = nil
	}
	w.notice = notice{}
	w.frame.update()
}

// announce shows an important message at the start: it stays until it is closed, on any screen.
func (w *Window) announce(words ...string) {
	w.opening = append(w.opening, words...)
	w.frame.update()
}

// currentNotice returns the current message.
func (w *Window) currentNotice() notice {
	switch {
	case w.closable() && w.notice.words == "":
		return notice{words: strings.Join(w.opening, "\n")}
	case w.right != 0 && w.notice.words == "" && !w.screen.private():
		return w.clockQuestion()
	}
	return w.notice
}

// closable reports whether there is a message that Escape closes.
func (w *Window) closable() bool { return w.notice.words != "" || len(w.opening) > 0 }

// frame is the parts around a screen: rail, footer and notice.
type frame struct {
	w         *Window
	content   *fyne.Container
	notice    *fyne.Container
	rail      *fyne.Container // nil if there is none; filled once its width is known
	compact   bool            // whether the rail is compact
	railState string          // everything else that its steps depend on
	team, day *widgets.Text   // the head of the rail; nil in a compact one
	steps     *widgets.Scroll // the head and what is below it
}

// Widths at 100 %.
const (
	railWidth    = 216
	compactRail  = 64
	roomyContent = 1080 // below this the rail shows numbers only
	margin       = 40
)

func (w *Window) newFrame() *frame {
	f := &frame{w: w, notice: container.NewStack()}
	v := &w.view
	body := v.body
	if t, ok := w.screen.(topped); ok {
		line := t.top()
		if line != nil || w.shelf != nil {
			body = widgets.ReadOnly(body)
		}
		if line != nil {
			body = widgets.Column(0, line, body)
		}
	}
	if line := w.readOnly(); line != nil {
		body = widgets.Column(0, line, body)
	}
	pad := widgets.Pad
	if v.fills {
		pad = widgets.Filled
	}
	v.scroll = widgets.NewScroll(pad(24, margin, 24, margin, body))
	parts := []fyne.CanvasObject{v.scroll, f.notice, f.footer()} // on the ground, which is what a window is filled with
	if w.session != nil && !v.noRail {
		f.rail, f.railState = container.NewStack(), w.railState()
		if last := w.frame; last != nil && last.railState == f.railState {
			f.rail, f.compact, f.team, f.day, f.steps = last.rail, last.compact, last.team, last.day, last.steps
			f.followHead()
		}
		parts = append(parts, f.rail)
	}
	f.content = container.New(f, parts...)
	f.showNotice()
	return f
}

// Layout puts the rail at the left, and the body above the notice above the footer.
func (f *frame) Layout(o []fyne.CanvasObject, size fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	var rail float32
	if f.rail != nil {
		compact := size.Width < theme.Zoomed(roomyContent)
		rail = theme.Zoomed(railWidth)
		if compact {
			rail = theme.Zoomed(compactRail)
		}
		if len(f.rail.Objects) == 0 || f.compact != compact {
			f.compact = compact
			f.rail.Objects = []fyne.CanvasObject{f.newRail()}
		}
		put(f.rail, 0, 0, rail, size.Height)
	}
	width := size.Width - rail
	footer := float32(0)
	if f.w.withBeamer(f.w.view.left) != nil || f.w.view.right != nil {
		footer = widgets.HeightAt(o[2], width)
		o[2].Show()
	} else {
		o[2].Hide()
	}
	noticeHeight := float32(0)
	if f.w.currentNotice().words != "" {
		noticeHeight = widgets.HeightAt(f.notice.Objects[0], width)
	}
	put(o[2], rail, size.Height-footer, width, footer)
	put(o[1], rail, size.Height-footer-noticeHeight, width, noticeHeight)
	put(o[0], rail, 0, width, max(0, size.Height-footer-noticeHeight))
}

// MinSize implements fyne.Layout.
func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(minWidth, minHeight) }

// update shows the current notice. It takes space from the body, but keeps what somebody types in or points at in view.
func (f *frame) update() {
	scroll := f.w.view.scroll
	focused, _ := f.w.win.Canvas().Focused().(fyne.CanvasObject)
	seen := focused != nil && scroll.Shows(focused)
	f.showNotice()
	f.notice.Refresh()
	f.content.Refresh()
	if seen {
		scroll.Reveal(focused)
	}
}

func (f *frame) showNotice() {
	n := f.w.currentNotice()
	if n.words == "" {
		f.notice.Objects = nil
	} else {
		ground, ink := theme.ColorPale, theme.ColorInk
		if n.undo == nil && n.failed {
			ground, ink = theme.ColorMark, theme.ColorOnMark
		}
		buttons := []fyne.CanvasObject{}
		switch {
		case n.undo != nil:
			buttons = append(buttons, widgets.Secondary(f.w.say("button.undo"), f.w.keyLabel(ctrl+"Z"), f.w.undo))
		case n.redo != nil:
			buttons = append(buttons, widgets.Secondary(f.w.say("button.redo"), f.w.keyLabel(ctrl+"Y"), n.redo))
		case n.yes != nil:
			buttons = append(buttons, widgets.Secondary(f.w.say("tidy.clock_right"), keyLabels[keyF2], n.yes))
		case n.retry:
			buttons = append(buttons, widgets.Secondary(f.w.say("button.retry"), "", func() { f.w.closeNotice(); f.w.queue.Retry() }))
			if f.w.session != nil && !f.w.screen.private() {
				buttons = append(buttons, widgets.Secondary(f.w.say("button.save_as_file"), "", f.w.saveHandOver))
			}
		}
		if n.open != nil {
			buttons = append(buttons, widgets.Secondary(f.w.say("button.open"), "", n.open))
		}
		if n.reopen != nil {
			buttons = append(buttons, widgets.Secondary(f.w.say("plan.reopen"), "", n.reopen))
		}
		switch {
		case n.no != nil:
			buttons = append(buttons, widgets.Secondary(f.w.say("tidy.clock_wrong"), keyLabels[keyF3], n.no))
		case n.closes != nil:
			buttons = append(buttons, widgets.Secondary(f.w.say("button.close_window"), "", n.closes))
		case n.giveUp != nil:
			buttons = append(buttons, widgets.Secondary(f.w.say("button.give_up"), "", n.giveUp))
		default:
			buttons = append(buttons, widgets.Secondary(f.w.say("button.close"), "", f.w.closeNotice))
		}
		line := widgets.Ends(16, widgets.NewText(n.words).Colored(ink), widgets.Row(8, buttons...))
		f.notice.Objects = []fyne.CanvasObject{
			widgets.Layers(widgets.NewPanel(ground, 0), widgets.Pad(10, margin, 10, margin, line)),
		}
	}
}

func (f *frame) footer() fyne.CanvasObject {
	left, right := f.w.withBeamer(f.w.view.left), f.w.view.right
	if left == nil {
		left = widgets.Space(0)
	}
	if right == nil {
		right = widgets.Space(0)
	}
	return widgets.Pad(8, margin, 20, margin, widgets.Footer(left, f.w.status, right))
}

// railState returns everything that the steps of a rail depend on except its width; they are rebuilt only when it changes.
// The head is updated separately, so that a click on a step, which takes the focus from a field and so saves it, reaches the
// step.
func (w *Window) railState() string {
	var s strings.Builder
	fmt.Fprint(&s, w.theme.Zoom(), theme.IsDark(), w.lang.Code(), w.at, w.exampleNote() != nil)
	for _, of := range w.session.Steps() {
		fmt.Fprint(&s, of, w.session.Progress(of))
	}
	return s.String()
}

// newRail returns the rail with the steps; a compact one shows numbers only.
func (f *frame) newRail() fyne.CanvasObject {
	w, compact := f.w, f.compact
	var top, bottom []fyne.CanvasObject
	f.team, f.day = nil, nil
	if !compact {
		f.team, f.day = widgets.NewText(w.teamName(w.session.Assessment.Team)).Bold(), widgets.Quiet(w.subtitle())
		top = append(top, widgets.Pad(0, 4, 14, 0, widgets.Column(2, f.team, f.day)))
	}
	for i, s := range w.session.Steps() {
		top = append(top, f.stepButton(i+1, s))
	}
	if note := w.exampleNote(); note != nil && !compact {
		top = append(top, widgets.Space(12), note)
	}
	plain := func(key string, sign widgets.Sign, name keyName, press func()) {
		shown := widgets.Row(12, widgets.NewText(w.say(key)).Colored(theme.ColorQuiet).OneLine())
		switch {
		case compact:
			shown = widgets.Row(0, widgets.Icon(sign, theme.ColorQuiet))
		case name != "":
			shown.Add(widgets.Keycap(w.keyLabel(name)))
		}
		p := widgets.NewPressable(w.say(key), widgets.Pad(8, 4, 8, 12, shown), press)
		w.tipped(p, w.say(key), w.shellKeys(), name)
		bottom = append(bottom, p)
	}
	plain("rail.home", widgets.SignHome, "", w.Home)
	plain("rail.settings", widgets.SignSettings, "", w.showSettings)
	plain("rail.help", widgets.SignHelp, keyF1, w.showHelp)
	side := float32(16)
	if compact {
		side = 6
	}
	f.steps = widgets.NewScroll(widgets.Apart(
		widgets.Pad(24, side, 12, side, widgets.Column(4, top...)),
		widgets.Pad(0, side, 16, side, widgets.Column(2, bottom...)),
	))
	return container.NewStack(widgets.NewPanel(theme.ColorPaper, 0).Stroked(theme.ColorLine, 1), f.steps)
}

func (f *frame) stepButton(number int, s session.Step) fyne.CanvasObject {
	w := f.w
	current := w.at == s
	state := w.session.Progress(s)
	sign, fill, ink, edge := strconv.Itoa(number), theme.ColorPaper, theme.ColorQuiet, theme.ColorEdge
	switch {
	case current:
		fill, ink, edge = theme.ColorFill, theme.ColorOnAccent, theme.ColorFill
	case state == session.Done:
		ink, edge = theme.ColorAccent, theme.ColorAccent
	case state == session.Busy:
		fill, ink, edge = theme.ColorPale, theme.ColorAccent, theme.ColorAccent
	}
	var mark fyne.CanvasObject = widgets.NewBadge(sign, fill, ink, edge)
	if state == session.Done && !current {
		mark = widgets.NewCheck(fill, ink, edge)
	}
	title := w.say("step." + string(s))
	label := widgets.NewText(title).OneLine()
	ground := fyne.ThemeColorName("")
	if current {
		label.Bold().Colored(theme.ColorAccent)
		ground = theme.ColorPale
	}
	row := []fyne.CanvasObject{mark}
	if !f.compact {
		row = append(row, label)
	}
	side := float32(12)
	if f.compact {
		side = 8
	}
	content := widgets.Layers(widgets.NewPanel(ground, 8), widgets.Pad(9, 4, 9, side, widgets.Row(12, row...)))
	p := widgets.NewPressable(title+", "+w.say("progress."+[...]string{"empty", "busy", "done"}[state]), content, func() { w.goTo(s) })
	p.SetChosen(current)
	w.tipped(p, title, w.shortcuts(), ctrl+keyName(strconv.Itoa(number)))
	return p
}

// subtitle returns level, track and date of the open assessment.
func (w *Window) subtitle() string {
	a := w.session.Assessment
	var parts []string
	if a.Team.Level != "" {
		parts = append(parts, w.say("team.level_of", "level", short(a.Team.Level, 30)))
	}
	if a.Team.Track != "" {
		parts = append(parts, short(a.Team.Track, 30))
	}
	return strings.Join(append(parts, w.lang.ShortDate(a.Date)), " · ")
}

func (w *Window) teamName(t assessment.Team) string {
	if name := short(t.Name, 120); name != "" {
		return name
	}
	return w.say("team.nameless")
}

// short returns a name on one line, of at most most characters: a file from elsewhere may contain one of several
// pages.
func short(name string, most int) string {
	letters := []rune(strings.Join(strings.Fields(widgets.Plain(name)), " "))
	if len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return string(letters)
}
