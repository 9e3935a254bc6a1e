package widgets

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
)

// NewCell returns a cell of the data entry grid: its name, its content, whether the cursor is in it, and whether a
// key was just refused there.
func NewCell(name, sign string, here, refused bool, press func()) *Pressable {
	edge, width := theme.ColorEdge, float32(1)
	if here {
		edge, width = theme.ColorAccent, 3
	}
	if refused {
		edge = theme.ColorWarning
	}
	box := Layers(NewPanel(theme.ColorPaper, 6).Stroked(edge, width),
		Pad(5, 0, 5, 0, NewText(sign).Sized(theme.SizeHeading).Bold().Aligned(fyne.TextAlignCenter).OneLine()))
	cell := Fixed(theme.Zoomed(36), Column(3, Quiet(name).Aligned(fyne.TextAlignCenter).OneLine(), box))
	return NewPressable(name+" "+sign, cell, press)
}
