package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// helpScreen links to three pages, and shows the keys of the previous screen and those that work everywhere.
type helpScreen struct {
	shared
	w    *Window
	here keyTable // keys of the previous screen
}

// showHelp shows Help. Over a private screen it shows asideScreen instead, which leads only back.
func (w *Window) showHelp() {
	h := &helpScreen{w: w, here: w.screen.keys()}
	switch {
	case w.screen.private():
		if aside := (&asideScreen{w: w, over: w.screen, here: h.here}); !alike(aside, w.screen) {
			w.show(aside)
		}
	case !alike(h, w.screen):
		w.visit(h)
	}
}

func (h *helpScreen) build() view {
	w := h.w
	groups := []fyne.CanvasObject{w.keyGroup("help.everywhere", append(w.shortcuts(), w.shellKeys()...))}
	if len(h.here) > 0 {
		groups = append([]fyne.CanvasObject{w.keyGroup("help.here", h.here)}, groups...)
	}
	return view{
		body: widgets.Column(20, widgets.Statement(w.say("rail.help")), h.pages(), widgets.Grid(20, theme.Zoomed(420), 2, groups...)),
		left: w.backButton(),
	}
}

// pages returns the three pages as cards.
func (h *helpScreen) pages() fyne.CanvasObject {
	w := h.w
	page := func(key, title, hint string, open func()) fyne.CanvasObject {
		return widgets.NewChoice(title, widgets.Pad(16, 20, 16, 20, widgets.Column(4,
			widgets.Ends(8, widgets.NewText(title).Bold(), widgets.Keycap(key)), widgets.NewText(hint).Colored(theme.ColorQuiet))), open)
	}
	return widgets.Grid(20, theme.Zoomed(220), 3,
		page("1", w.say("help.lead"), w.say("help.lead_hint"), w.showLead),
		page("2", w.say("help.result"), w.say("help.result_hint"), w.showResultHelp),
		page("3", w.privacyTitle(), w.say("help.privacy_hint"), w.showPrivacy))
}

// keyGroup returns keys with their descriptions, under a title.
func (w *Window) keyGroup(title string, keys keyTable) fyne.CanvasObject {
	return widgets.Card(24, widgets.Column(14, widgets.Heading(w.say(title)), helpLines(w.lines(keys))))
}

func (h *helpScreen) keys() keyTable {
	w := h.w
	open := []func(){w.showLead, w.showResultHelp, w.showPrivacy}
	return append(digits(len(open), "help.page", func(i int) { open[i]() }), w.leadsBack()...)
}

// asideScreen is Help for somebody who is alone with the laptop. It shows nothing of a ballot and leads only back to the
// screen below it, which is unchanged.
type asideScreen struct {
	alone
	w    *Window
	over screen
	here keyTable
}

func (h *asideScreen) below() screen { return h.over }

func (h *asideScreen) title() string { return h.w.say("rail.help") }

func (h *asideScreen) build() view {
	w := h.w
	rest := slices.DeleteFunc(w.shellKeys(), func(k key) bool { return h.here.named(k.name) != nil })
	return view{
		noRail: true,
		body: widgets.Column(20, widgets.Statement(w.say("rail.help")),
			widgets.Grid(20, theme.Zoomed(300), 2,
				widgets.Column(6, widgets.NewText(w.say("help.score")).Bold(), widgets.NewText(w.say("help.score_text")).Colored(theme.ColorQuiet)),
				widgets.Column(6, widgets.NewText(w.privacyTitle()).Bold(), widgets.NewText(w.say("help.alone_text")).Colored(theme.ColorQuiet))),
			widgets.Grid(20, theme.Zoomed(420), 2, w.keyGroup("help.here", h.here), w.keyGroup("help.everywhere", rest))),
		left: w.backButtonTo(h.back), ownBeamer: true,
	}
}

func (h *asideScreen) back() { h.w.show(h.over) }

// mayClose asks the screen below.
func (h *asideScreen) mayClose() bool {
	c, asks := h.over.(closer)
	if !asks {
		return true
	}
	h.back()
	return c.mayClose()
}

// onBeamer returns the content of the screen below.
func (h *asideScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	if s, ok := h.over.(projected); ok {
		return s.onBeamer(p)
	}
	return nil
}

func (h *asideScreen) keys() keyTable {
	return keyTable{{name: keyEscape, help: "help.back", do: h.back}}
}
