package scan

import (
	"image"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"kwaliteitskaart/assessment/report"
)

// view is a picture of a page with its perspective.
type view struct {
	*image.Gray
	plane
}

// turned returns the perspectives of a page with its squares at the corners of q, in the two orientations that its shape
// allows.
func turned(q quad) []plane {
	var squares [4]point
	for i, s := range report.SquaresOf(report.SheetWidth, report.SheetHeight) {
		squares[i] = point{s[0], s[1]}
	}
	first := 0
	if c := q.corners; c[1].minus(c[0]).length() > c[3].minus(c[0]).length() {
		first = 1 // it lies on its side
	}
	var ways []plane
	for turn := first; turn < 4; turn += 2 {
		var corners [4]point
		for i := range corners {
			corners[i] = q.corners[(i+turn)%4]
		}
		if h, ok := planeOf(squares, corners); ok {
			ways = append(ways, h)
		}
	}
	return ways
}

// stampAt returns the stamp in the QR code at a place on a page.
func (v view) stampAt(x, y, side float64) (report.Stamp, bool) {
	const around, dots = 2.6, 360
	size := side + 2*around
	cut := image.NewGray(image.Rect(0, 0, dots, dots))
	for j := range dots {
		for i := range dots {
			p := point{x - around + size*(float64(i)+0.5)/dots, y - around + size*(float64(j)+0.5)/dots}
			cut.Pix[j*cut.Stride+i] = byte(shade(v.Gray, v.at(p)))
		}
	}
	return stampIn(cut)
}

// stampIn returns the stamp in the QR code in a picture.
func stampIn(g *image.Gray) (report.Stamp, bool) {
	source := gozxing.NewLuminanceSourceFromImage(g)
	for _, binary := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binary)
		if err != nil {
			continue
		}
		read, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
		if err != nil {
			continue
		}
		if s, ok := report.ReadStamp(read.GetText()); ok {
			return s, true
		}
	}
	return report.Stamp{}, false
}
