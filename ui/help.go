package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// helpScreen shows the keys of the previous screen, the keys that work everywhere, and a short guide.
type helpScreen struct {
	shared
	w    *Window
	here keyTable // keys of the previous screen
}

func (w *Window) showHelp() {
	if h := (&helpScreen{w: w, here: w.screen.keys()}); !alike(h, w.screen) {
		w.visit(h)
	}
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
			widgets.Column(8, widgets.NewText(w.say("help.way")), widgets.Row(0, widgets.Link(w.privacyTitle(), w.showPrivacy))),
			widgets.Grid(20, theme.Zoomed(420), 2, groups...)),
		left: w.backButton(),
	}
}

func (h *helpScreen) group(title string, keys keyTable) fyne.CanvasObject {
	return widgets.Card(24, widgets.Column(14, widgets.Heading(h.w.say(title)), helpLines(h.w.lines(keys))))
}

func (h *helpScreen) keys() keyTable { return h.w.leadsBack() }
