// Window is what every window made with Fyne costs: one label, in a window as large as the program's.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.New().NewWindow("Kwaliteitskaart")
	w.SetContent(widget.NewLabel("Kwaliteitskaart"))
	w.Resize(fyne.NewSize(1280, 720))
	w.ShowAndRun()
}
