package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"rsc.io/qr"
)

// quietZone is the white edge of a QR code, in modules: with less, phones may not see it.
const quietZone = 4

// QR returns a QR code as a square, black on white even in dark mode; label describes it. Without a code it is white.
func QR(label string, code *qr.Code, side float32) fyne.CanvasObject {
	return newPicture(label, func() fyne.Size { return fyne.NewSquareSize(side) }, func(size fyne.Size) []fyne.CanvasObject {
		side := min(size.Width, size.Height)
		ground := canvas.NewRectangle(color.White)
		ground.CornerRadius = side / 30
		ground.Resize(fyne.NewSquareSize(side))
		objects := []fyne.CanvasObject{ground}
		if code == nil {
			return objects
		}
		module := side / float32(code.Size+2*quietZone)
		for y := range code.Size {
			for x := 0; x < code.Size; {
				from := x
				for x < code.Size && code.Black(x, y) {
					x++
				}
				if x > from { // one bar for modules beside each other; a little taller, so that no line shows between rows
					bar := canvas.NewRectangle(color.Black)
					bar.Move(fyne.NewPos(module*float32(from+quietZone), module*float32(y+quietZone)))
					bar.Resize(fyne.NewSize(module*float32(x-from), module+0.5))
					objects = append(objects, bar)
				} else {
					x++
				}
			}
		}
		return objects
	})
}
