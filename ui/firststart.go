package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// firstStart returns home while there is no team: what the program is for, in three pictures, and the two ways to begin,
// which stay in view: in a low window the spacing shrinks first, and then the pictures.
func (h *homeScreen) firstStart() view {
	w := h.w
	air := func(size float32) fyne.CanvasObject { return widgets.Space(theme.Zoomed(size)) }
	ways := widgets.Column(0, middle(widgets.NewText(w.say("first.time"))), air(18),
		widgets.Centered(widgets.Row(16, widgets.Primary(w.say("home.new"), w.keyLabel(ctrl+"N"), w.create),
			widgets.Secondary(w.say("home.example"), "", w.addExample))), air(22),
		widgets.Centered(widgets.Row(24, widgets.Link(w.say("home.open_file")+" ("+w.keyLabel(ctrl+"O")+")", w.chooseFile), h.links())))
	return view{fills: true, body: widgets.Filled(0, 40, 0, 40, widgets.Above(ways,
		w.purpose(1, 1.4), w.purpose(0.6, 1.4), w.purpose(0.6, 1.2), w.purpose(0.5, 1), w.purpose(0.3, 0.8), w.purpose(0.1, 0.6), w.purpose(0, 0.4)))}
}

// purpose returns what the program is for; airy and large are the shares of the usual spacing and size of the pictures.
func (w *Window) purpose(airy, large float32) fyne.CanvasObject {
	air := func(size float32) fyne.CanvasObject { return widgets.Space(theme.Zoomed(size * airy)) }
	scene := func(scene widgets.Scene, name string) fyne.CanvasObject {
		return widgets.Column(0, widgets.Picture(scene, theme.Zoomed(widgets.SceneWidth*large)), widgets.Space(6), air(22), middle(widgets.Heading(w.say("first."+name))),
			widgets.Space(4), middle(widgets.NewText(w.say("first."+name+"_text")).Colored(theme.ColorQuiet)))
	}
	return widgets.Column(0,
		air(52), middle(widgets.NewText(w.say("app.title")).Px(theme.Size(theme.SizeStatement)*1.3).Bold()), air(8),
		middle(widgets.NewText(w.say("home.purpose")).Colored(theme.ColorQuiet)), widgets.Space(12), air(48),
		widgets.Grid(theme.Zoomed(24+36*airy), theme.Zoomed(180), 3,
			scene(widgets.SceneScore, "score"), scene(widgets.SceneTalk, "talk"), scene(widgets.SceneAgree, "agree")), widgets.Space(10), air(50))
}
