package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"kwaliteitskaart/ui/theme"
)

// Icon is a sign of the toolkit's in a colour of the theme. A letter would do, but those that look like a sign are in none
// of our fonts, and to look for them in others takes long and much memory.
func Icon(sign fyne.Resource, colour fyne.ThemeColorName) fyne.CanvasObject {
	i := canvas.NewImageFromResource(tinted{fynetheme.NewColoredResource(sign, colour)})
	i.FillMode = canvas.ImageFillContain
	i.SetMinSize(fyne.NewSquareSize(theme.Zoomed(20)))
	return i
}

// tinted has another name in light and dark: the toolkit keeps pictures by their names.
type tinted struct{ *fynetheme.ThemedResource }

// Name is for Fyne.
func (t tinted) Name() string {
	if theme.IsDark() {
		return "dark_" + t.ThemedResource.Name()
	}
	return t.ThemedResource.Name()
}
