package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// beamer is the second window, for the projector: shared content only, large, following the facilitator.
type beamer struct {
	win   fyne.Window
	meter *widgets.Meter // used time of the indicator being discussed, or nil
	shown int            // seconds for which it has been shown
}

// beamerExplained is for how many seconds the beamer says how to move it.
const beamerExplained = 30

// Text sizes on the beamer, in pixels on a screen 1080 high; the smallest is legible from the back of the room.
const (
	beamerStatement = 60
	beamerHeading   = 44
	beamerText      = 40
	beamerQuiet     = 34
)

func (w *Window) toggleBeamer() {
	if w.beamer != nil {
		w.beamer.win.Close()
		return
	}
	b := &beamer{win: w.app.NewWindow(w.say("beamer.title"))}
	b.win.SetPadded(false)
	b.win.Resize(fyne.NewSize(1280, 720))
	var stop func()
	stop = w.everySecond(func() {
		if b.shown++; b.shown == beamerExplained {
			stop()
			w.showBeamer()
		}
	})
	b.win.SetOnClosed(func() {
		stop()
		w.beamer = nil
		w.render() // a button shows it
	})
	c := b.win.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyF11:
			b.win.SetFullScreen(!b.win.FullScreen())
			w.showBeamer()
		case fyne.KeyEscape: // one step at a time
			if !b.win.FullScreen() {
				b.win.Close()
				return
			}
			b.win.SetFullScreen(false)
			w.showBeamer()
		default: // the facilitator may have clicked here
			if field := w.win.Canvas().Focused(); field != nil {
				field.TypedKey(e)
			} else {
				w.win.Canvas().OnTypedKey()(e)
			}
		}
	})
	c.SetOnTypedRune(func(r rune) {
		if field := w.win.Canvas().Focused(); field != nil {
			field.TypedRune(r)
		} else {
			w.win.Canvas().OnTypedRune()(r)
		}
	})
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(func(e *fyne.KeyEvent) { w.focusedKey(e, desktop.Keyable.KeyDown, w.held.down) })
		d.SetOnKeyUp(func(e *fyne.KeyEvent) { w.focusedKey(e, desktop.Keyable.KeyUp, w.held.up) })
	}
	w.addShortcuts(c)
	w.beamer = b
	w.render() // a button shows it
	b.win.Show()
	if w.FitScreen != nil {
		w.FitScreen(b.win)
	}
	if w.Project != nil && w.Project(b.win) {
		w.win.RequestFocus() // the facilitator continues here
		w.showBeamer()
		return
	}
	b.win.RequestFocus() // in front, where it can be dragged away; keys go on to the main window
}

// beamerButton returns the button that opens or closes the beamer.
func (w *Window) beamerButton() fyne.CanvasObject {
	words := "beamer.on"
	if w.beamer != nil {
		words = "beamer.off"
	}
	return widgets.Secondary(w.say(words), w.keyLabel(ctrl+"B"), w.toggleBeamer)
}

// withBeamer returns the left end of the footer, with the beamer's button if the screen has content for it.
func (w *Window) withBeamer(left fyne.CanvasObject) fyne.CanvasObject {
	_, shows := w.screen.(projected)
	switch {
	case !shows, w.session == nil, w.view.ownBeamer:
		return left
	case left == nil:
		return w.beamerButton()
	}
	return widgets.Row(10, left, w.beamerButton())
}

// focusedKey passes a key event on to the focused widget in the main window, or else to the window.
func (w *Window) focusedKey(e *fyne.KeyEvent, to func(desktop.Keyable, *fyne.KeyEvent), window func(*fyne.KeyEvent)) {
	if f, ok := w.win.Canvas().Focused().(desktop.Keyable); ok {
		to(f, e)
		return
	}
	window(e)
}

// showBeamer updates the beamer to the facilitator's screen.
func (w *Window) showBeamer() {
	if w.beamer == nil {
		return
	}
	w.beamer.win.SetContent(widgets.NewScaled(func(scale float32) fyne.CanvasObject {
		p := &beamerPage{w: w, scale: scale}
		content := w.onBeamer(p)
		w.beamer.meter = p.meter
		page := widgets.Filled(p.px(70), p.px(90), p.px(50), p.px(90), content)
		if p.meter != nil {
			page = widgets.Layers(p.meter.Bar, page)
		}
		if w.beamer.win.FullScreen() || w.beamer.shown >= beamerExplained {
			return page
		}
		return widgets.Layers(page, widgets.Pad(p.px(10), p.px(90), 0, p.px(90), widgets.NewText(w.say("beamer.move")).Px(p.px(28)).Colored(theme.ColorQuiet)))
	}))
}

// onBeamer returns what the room may see of the facilitator's screen: never one person's answer, never a score before
// the reveal.
func (w *Window) onBeamer(p *beamerPage) fyne.CanvasObject {
	if w.session == nil {
		return p.welcome()
	}
	// While a screen has no content for the room, such as Help, the beamer keeps its content.
	shown := []screen{w.screen}
	for _, before := range slices.Backward(w.trail) {
		if before.assessment == w.opened() {
			shown = append(shown, before.screen)
		}
	}
	for _, s := range shown {
		if s, ok := s.(projected); ok {
			if page := s.onBeamer(p); page != nil {
				return page
			}
		}
	}
	return widgets.Column(p.px(24), p.title(w.teamName(w.session.Assessment.Team)), p.quiet(w.subtitle()))
}

// beamerPage provides the elements that screens show on the beamer, at the scale of its window.
type beamerPage struct {
	w     *Window
	scale float32
	least float32        // size of the smallest letters, in pixels, where the page is shown small; 0 for any
	meter *widgets.Meter // used time, along the top; nil for none
}

// px returns a size in pixels on a screen 1080 high at the scale of the page.
func (p *beamerPage) px(size float32) float32 { return size * p.scale }

// letters returns text of a size in pixels on a screen 1080 high.
func (p *beamerPage) letters(words string, size float32) *widgets.Text {
	return widgets.NewText(words).Px(max(p.least, p.px(size)))
}

func (p *beamerPage) title(words string) *widgets.Text {
	return widgets.NewText(words).Sized(theme.SizeStatement).Px(p.px(beamerStatement)).Bold()
}

func (p *beamerPage) heading(words string) *widgets.Text {
	return widgets.NewText(words).Px(p.px(beamerHeading)).Bold()
}

func (p *beamerPage) text(words string) *widgets.Text {
	return widgets.NewText(words).Px(p.px(beamerText))
}

func (p *beamerPage) quiet(words string) *widgets.Text {
	return widgets.NewText(words).Px(p.px(beamerQuiet)).Colored(theme.ColorQuiet)
}

// indicator returns the name and the statement of an indicator.
func (p *beamerPage) indicator(ind *assessment.Indicator) (name, statement *widgets.Text) {
	card, in := p.w.session.Assessment.Card, p.w.lang.Code()
	return p.text(ind.ID + " · " + card.In(ind.Title, in)).Bold().Colored(theme.ColorQuiet), p.title(card.In(ind.Statement, in))
}

// head returns the name of an indicator, and the number of answered indicators.
func (p *beamerPage) head(name fyne.CanvasObject, answered, total int) fyne.CanvasObject {
	return widgets.Ends(p.px(20), name, p.text(p.w.say("beamer.count", "count", answered, "total", total)).Colored(theme.ColorQuiet).OneLine())
}

// under returns the line below the levels: an answer that is not a level, or else words.
func (p *beamerPage) under(answer assessment.Answer, words string) fyne.CanvasObject {
	line := p.text(words).Colored(theme.ColorQuiet)
	if answer == assessment.Unknown || answer == assessment.NotApplicable {
		line = p.heading(p.w.say("beamer.agreed", "answer", p.w.answerWords(answer))).Colored(theme.ColorAccent)
	}
	return line.Aligned(fyne.TextAlignCenter)
}

// answerWords returns an answer in a word or two.
func (w *Window) answerWords(a assessment.Answer) string {
	switch a {
	case assessment.Blank:
		return w.say("answer.blank")
	case assessment.Unknown:
		return w.say("result.unknown")
	case assessment.NotApplicable:
		return w.say("result.not_applicable")
	}
	return strconv.Itoa(int(a))
}

// welcome returns what the program is for, for the room, while no assessment is open.
func (p *beamerPage) welcome() fyne.CanvasObject {
	w := p.w
	scene := func(scene widgets.Scene, name string) fyne.CanvasObject {
		return widgets.Column(p.px(12), widgets.Picture(scene, p.px(330)), widgets.Space(p.px(30)), middle(p.heading(w.say("first."+name))),
			middle(p.quiet(w.say("first."+name+"_text"))))
	}
	return widgets.Column(0, widgets.Space(p.px(60)), middle(widgets.NewText(w.say("app.title")).Px(p.px(90)).Bold()), widgets.Space(p.px(16)),
		middle(p.text(w.say("home.purpose")).Colored(theme.ColorQuiet)), widgets.Space(p.px(110)),
		widgets.Grid(p.px(90), p.px(400), 3,
			scene(widgets.SceneScore, "score"), scene(widgets.SceneTalk, "talk"), scene(widgets.SceneAgree, "agree")))
}

// middle centres a text in its line.
func middle(t *widgets.Text) fyne.CanvasObject { return t.Aligned(fyne.TextAlignCenter) }
