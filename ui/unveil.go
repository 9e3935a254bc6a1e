package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// unveilScreen is the first step of the reveal: it shows how many are in and missing before the ballots are revealed for
// good. answersScreen and the first point of the discussion follow. Source: .github/spec/screens.md, The way through.
type unveilScreen struct {
	question
	w    *Window
	left leftover // an unfinished ballot, which would wait after the reveal
}

func (u *unveilScreen) build() view {
	w := u.w
	u.left.findDraft(w, u.foundHalf)
	parts := []fyne.CanvasObject{
		widgets.Space(theme.Zoomed(60)), widgets.Centered(w.whoIsIn(theme.Zoomed(44))), widgets.Space(20), middle(widgets.Statement(u.who())),
	}
	if u.left.exists() {
		parts = append(parts, middle(widgets.NewText(w.say("gather.half"))))
	}
	parts = append(parts, middle(widgets.NewText(w.say("gather.sure")).Colored(theme.ColorQuiet)))
	return view{
		body:  widgets.Column(12, parts...),
		left:  widgets.Secondary(w.say("gather.not_yet"), w.keyLabel(keyEscape), w.back),
		right: widgets.Primary(w.say("gather.reveal"), w.keyLabel(keySpace), u.reveal),
	}
}

// who returns who is missing, if that is known.
func (u *unveilScreen) who() string {
	w, a := u.w, u.w.session.Assessment
	switch missing := a.Expected - a.BallotsIn(); {
	case missing > 0:
		return w.say("gather.missing", "count", missing, "total", a.Expected)
	case a.Expected > 0:
		return w.say("gather.complete")
	}
	return w.say("gather.everyone")
}

// foundHalf mentions an unfinished ballot.
func (u *unveilScreen) foundHalf() {
	if u.w.screen == u && u.left.exists() {
		u.w.render()
	}
}

func (u *unveilScreen) onBeamer(p *beamerPage) fyne.CanvasObject {
	return widgets.Column(p.px(20), widgets.Space(p.px(220)), widgets.Centered(u.w.whoIsIn(p.px(80))), widgets.Space(p.px(70)),
		middle(widgets.NewText(u.who()).Px(p.px(76)).Bold()), middle(p.text(u.w.say("gather.soon")).Colored(theme.ColorQuiet)))
}

// reveal shows the ballots to everyone at once. It cannot be undone.
func (u *unveilScreen) reveal() {
	w := u.w
	d := w.session.Assessment.Details
	d.Revealed = true
	w.session.SaveDetails(w.session.Assessment.Team, d)
	w.at = session.StepDiscuss
	w.show(&answersScreen{w: w})
}

// keys has no Enter: that led here, and pressed twice it would reveal what cannot be hidden again.
func (u *unveilScreen) keys() keyTable {
	return keyTable{
		{name: keySpace, help: "gather.reveal", do: u.reveal},
		{name: keyEscape, help: "button.cancel", do: u.w.back},
	}
}
