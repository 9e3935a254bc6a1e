package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// helpScreen is the keys of the screen it was asked on, those that work everywhere, and the way through in a few sentences.
type helpScreen struct {
	shared
	w    *Window
	here keyTable // of the screen it was asked on
	back func()
}

func (w *Window) showHelp() {
	here := w.screen.keys()
	w.aside(func(back func()) screen { return &helpScreen{w: w, here: here, back: back} })
}

func (h *helpScreen) build() view {
	w := h.w
	groups := []fyne.CanvasObject{h.group("help.everywhere", append(w.shortcuts(), w.shellKeys()...))}
	if len(h.here) > 0 {
		groups = append([]fyne.CanvasObject{h.group("help.here", h.here)}, groups...)
	}
	return view{
		body: widgets.Column(20,
			widgets.Statement(w.say("rail.help")),
			widgets.NewText(w.say("help.way")),
			widgets.Grid(20, theme.Zoomed(420), 2, groups...)),
		left: widgets.Secondary(w.say("settings.back"), "Esc", h.back),
	}
}

func (h *helpScreen) group(title string, keys keyTable) fyne.CanvasObject {
	return widgets.Card(24, widgets.Column(14, widgets.Heading(h.w.say(title)), helpLines(h.w.lines(keys))))
}

func (h *helpScreen) keys() keyTable { return leadsBack(h.back) }
