package widgets

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/ui/theme"
)

// Scanned returns a strip of a scanned page, on white also in the dark, that grows with the text as far as there is room;
// label says what it is.
func Scanned(label string, strip image.Image) fyne.CanvasObject {
	shape := float32(strip.Bounds().Dy()) / float32(max(strip.Bounds().Dx(), 1))
	drawn := newPicture(label, func() fyne.Size { return fyne.NewSize(10, 10) }, func(size fyne.Size) []fyne.CanvasObject {
		edge := canvas.NewRectangle(color.White)
		edge.StrokeColor, edge.StrokeWidth = theme.Color(theme.ColorEdge), 1
		edge.Resize(size)
		m := canvas.NewImageFromImage(strip)
		m.ScaleMode = canvas.ImageScaleSmooth
		m.Move(fyne.NewPos(1, 1))
		m.Resize(size.SubtractWidthHeight(2, 2))
		return []fyne.CanvasObject{edge, m}
	})
	return box(&flowLayout{
		minWidth: func(*pass, []fyne.CanvasObject) float32 { return 10 },
		arrange: func(_ *pass, o []fyne.CanvasObject, width float32, put place) float32 {
			width = min(width, theme.Zoomed(640))
			high := width * shape
			if put != nil {
				put(o[0], 0, 0, width, high)
			}
			return high
		},
	}, []fyne.CanvasObject{drawn})
}
