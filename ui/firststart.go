package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// firstStart returns home as long as there is no team: what the program is for in three pictures, and the two ways to
// begin.
func (h *homeScreen) firstStart() view {
	w := h.w
	middle := func(t *widgets.Text) fyne.CanvasObject { return t.Aligned(fyne.TextAlignCenter) }
	scene := func(scene widgets.Scene, name string) fyne.CanvasObject {
		return widgets.Column(6, widgets.Picture(scene, theme.Zoomed(widgets.SceneWidth)), widgets.Space(theme.Zoomed(18)), middle(widgets.Heading(w.say("first."+name))),
			middle(widgets.NewText(w.say("first."+name+"_text")).Colored(theme.ColorQuiet)))
	}
	air := func(size float32) fyne.CanvasObject { return widgets.Space(theme.Zoomed(size)) }
	return view{body: widgets.Pad(0, 40, 0, 40, widgets.Column(0,
		air(52), middle(widgets.NewText(w.say("app.title")).Px(theme.Size(theme.SizeStatement)*1.3).Bold()), air(8),
		middle(widgets.NewText(w.say("home.purpose")).Colored(theme.ColorQuiet)), air(60),
		widgets.Grid(theme.Zoomed(60), theme.Zoomed(220), 3,
			scene(widgets.SceneScore, "score"), scene(widgets.SceneTalk, "talk"), scene(widgets.SceneAgree, "agree")), air(52),
		middle(widgets.NewText(w.say("first.time"))), air(28),
		widgets.Centered(widgets.Row(16, widgets.Primary(w.say("home.new"), w.keyLabel(ctrl+"N"), w.create),
			widgets.Secondary(w.say("home.example"), "", w.addExample))), air(64),
		widgets.Centered(widgets.Row(24, widgets.Link(w.say("home.open_file")+" ("+w.keyLabel(ctrl+"O")+")", w.chooseFile), h.links())),
	))}
}
