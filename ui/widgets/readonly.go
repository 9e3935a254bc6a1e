package widgets

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
)

// ReadOnly makes everything in an object read-only: text instead of fields, without lists and calendars, and cards that
// cannot be chosen. It returns the object.
func ReadOnly(o fyne.CanvasObject) fyne.CanvasObject {
	switch x := o.(type) {
	case *fyne.Container:
		for i, child := range x.Objects {
			x.Objects[i] = ReadOnly(child)
		}
	case *Entry:
		if strings.TrimSpace(x.Text) == "" {
			return NewText(words.None).Colored(theme.ColorQuiet)
		}
		return NewText(x.Text)
	case *Button:
		if x.drops {
			x.Hide()
		}
	case *Choice:
		x.SetDisabled(true)
	}
	return o
}
