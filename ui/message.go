package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/text"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// NewMessage returns a window that says one thing, where the program cannot start: why, and what to do.
func NewMessage(app fyne.App, words *text.Language, sentence string) fyne.Window {
	app.Settings().SetTheme(theme.New(1, theme.Light))
	w := app.NewWindow(words.Say("app.title"))
	w.SetPadded(false)
	button := widgets.Primary(words.Say("button.close"), words.Say("key.enter"), w.Close)
	body := widgets.Pad(28, 32, 28, 32, widgets.Column(20, widgets.Heading(words.Say("app.title")),
		widgets.NewText(sentence), widgets.Row(0, button)))
	w.SetContent(widgets.NewScroll(body))
	w.Resize(fyne.NewSize(620, 260))
	w.CenterOnScreen()
	w.Canvas().Focus(button)
	return w
}
