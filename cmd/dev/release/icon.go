package release

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// Drawing returns the path of the SVG that the icon is made from.
func (p Product) Drawing() string { return strings.TrimSuffix(p.Icon, filepath.Ext(p.Icon)) + ".svg" }

// Draw renders the icon as a PNG of size × size pixels from the drawing, so that it is sharp at each size. margin is
// the share of the size left empty on each side; 0 fills the square.
func (p Product) Draw(size int, margin float64) ([]byte, error) {
	drawing, err := os.ReadFile(p.Drawing())
	if err != nil {
		return nil, fmt.Errorf("read the drawing of the icon: %w", err)
	}
	svg, err := oksvg.ReadIconStream(bytes.NewReader(drawing), oksvg.StrictErrorMode)
	if err != nil {
		return nil, fmt.Errorf("read the drawing of the icon: %w", err)
	}
	at, side := float64(size)*margin, float64(size)*(1-2*margin)
	svg.SetTarget(at, at, side, side)
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	svg.Draw(rasterx.NewDasher(size, size, rasterx.NewScannerGV(size, size, picture, picture.Bounds())), 1)
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return nil, fmt.Errorf("draw the icon: %w", err)
	}
	return b.Bytes(), nil
}
