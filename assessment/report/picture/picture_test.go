package picture_test

import (
	"image"
	"image/color"
	"testing"

	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/report/picture"
)

// dark returns the amount of ink in a part of an image, as a number of black pixels.
func dark(img image.Image, part image.Rectangle) (sum float64) {
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			sum += 1 - float64(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y)/255
		}
	}
	return sum
}

// Every shape is where it is on the page, as large and as dark, and nothing else is drawn.
func TestDraw(t *testing.T) {
	ink := color.RGBA{A: 0xFF}
	text := report.Style{Size: 72, Colour: ink} // 25.4 mm
	for name, c := range map[string]struct {
		shape    report.Shape
		least    float64 // the ink in pixels of 1 mm
		most     float64
		smallest bool // it may rise above its bounds by a little
	}{
		"box":      {report.Box{X: 20, Y: 30, Width: 40, Height: 10, Fill: ink}, 395, 405, false},
		"frame":    {report.Box{X: 20, Y: 30, Width: 40, Height: 10, Stroke: ink}, 20, 60, false},
		"line":     {report.Line{X0: 20, Y0: 30, X1: 60, Y1: 30, Width: 2, Stroke: ink}, 78, 90, false},
		"thin":     {report.Line{X0: 20, Y0: 30, X1: 60, Y1: 30, Width: 0.01, Stroke: ink}, 10, 20, false},
		"disc":     {report.Disc{X: 50, Y: 50, Radius: 10, Fill: ink}, 300, 315, false},
		"ring":     {report.Disc{X: 50, Y: 50, Radius: 10, Stroke: ink}, 10, 40, false},
		"triangle": {report.Triangle{X: 50, Y: 50, Size: 20, Fill: ink}, 160, 172, false},
		"code":     {report.Code{X: 20, Y: 20, Side: 20, Dark: [][]bool{{true, false}, {false, true}}}, 195, 205, false},
		"text":     {report.Text{X: 20, Y: 60, Width: 70, Text: "HHHH", Style: text}, 300, 900, true},
		"emoji":    {report.Text{X: 20, Y: 60, Width: 70, Text: "😀", Style: text}, 50, 600, true},
	} {
		t.Run(name, func(t *testing.T) {
			page := report.Page{Width: 100, Height: 100, Items: []report.Item{{Shape: c.shape}}}
			img, err := picture.Draw(page, 100, 100)
			if err != nil {
				t.Fatal(err)
			}
			x0, y0, x1, y1 := c.shape.Bounds()
			within := image.Rect(int(x0)-1, int(y0)-1, int(x1)+2, int(y1)+2)
			if c.smallest {
				within = within.Inset(-4)
			}
			all := dark(img, img.Bounds())
			if all < c.least || all > c.most {
				t.Errorf("%v of ink, want %v to %v", all, c.least, c.most)
			}
			if in := dark(img, within); in < all-0.5 {
				t.Errorf("%v of %v outside %v", all-in, all, within)
			}
		})
	}
}
