package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// NewMessage returns a window with one message, for when the program cannot start: why, and what to do.
func NewMessage(app fyne.App, lang *words.Language, sentence string) fyne.Window {
	theme.Of(app, 1, theme.Light)
	w := app.NewWindow(lang.Say("app.title"))
	w.SetPadded(false)
	button := widgets.Primary(lang.Say("button.close"), lang.Say("key.enter"), w.Close)
	body := widgets.Pad(28, 32, 28, 32, widgets.Column(20, widgets.Heading(lang.Say("app.title")),
		widgets.NewText(sentence), widgets.Row(0, button)))
	w.SetContent(widgets.NewScroll(body))
	w.Resize(fyne.NewSize(620, 260))
	w.Canvas().Focus(button)
	return w
}
