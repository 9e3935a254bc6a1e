//go:build slow

package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"kwaliteitskaart/ui/theme"
)

// A phone can read the link from the window and from the beamer, light and dark, with small and large text.
func TestPhonesReadTheCode(t *testing.T) {
	for look, zoom := range map[theme.Appearance]float32{theme.Light: theme.MaxZoom, theme.Dark: 1} {
		r, h := withPhones(t, wifi)
		r.Settings.Appearance, r.Settings.Zoom = look, zoom
		r.applySettings()
		r.win.Resize(fyne.NewSize(1340, 690))
		r.write("t")
		r.toggleBeamer()
		for name, c := range map[string]fyne.Canvas{"window": r.win.Canvas(), "beamer": r.beamer.win.Canvas()} {
			bitmap, err := gozxing.NewBinaryBitmapFromImage(c.Capture())
			if err != nil {
				t.Fatal(err)
			}
			read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
			if err != nil || read.GetText() != h.open.Link() {
				t.Errorf("%s, %s: %v %v, want %s", name, look, read, err, h.open.Link())
			}
		}
	}
}
