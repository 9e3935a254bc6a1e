// Window shows the cost of any window made with Fyne: one label in a window of the program's size.
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
