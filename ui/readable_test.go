//go:build slow

package ui

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
)

// TestTextCanBeRead checks that every visible text of every screen has WCAG's contrast of 4.5 with its actual
// background, light and dark, and is at least 13 pixels at 100 %.
func TestTextCanBeRead(t *testing.T) {
	for _, look := range []theme.Appearance{theme.Light, theme.Dark} {
		t.Run(string(look), func(t *testing.T) {
			onScreen(t, func(t *testing.T, r *room) {
				r.Settings.Zoom, r.Settings.Appearance = 1, look
				r.applySettings()
				r.win.Resize(fyne.NewSize(1366, 768))
				drawn := r.win.Canvas().Capture()
				r.drawnTexts(r.win.Canvas().Content(), func(text *canvas.Text) { readable(t, drawn, text) })
			})
		})
	}
}

// readable checks one text for TestTextCanBeRead, if it is in view.
func readable(t *testing.T, drawn image.Image, text *canvas.Text) {
	t.Helper()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(text)
	box := image.Rect(int(at.X), int(at.Y), int(at.X+text.Size().Width), int(at.Y+text.Size().Height))
	if box.Empty() || !box.In(drawn.Bounds()) {
		return
	}
	ink := color.RGBAModel.Convert(text.Color).(color.RGBA)
	counts := make(map[color.RGBA]int)
	behind, inked := color.RGBA{}, false
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			c := color.RGBAModel.Convert(drawn.At(x, y)).(color.RGBA)
			counts[c]++
			if c == ink {
				inked = true
			} else if counts[c] > counts[behind] {
				behind = c
			}
		}
	}
	if !inked {
		return // scrolled out of view
	}
	if got := chart.Contrast(ink, behind); got < 4.5 {
		t.Errorf("%q stands out %.2f from what is behind it (%v on %v)", text.Text, got, ink, behind)
	}
	if text.TextSize < 13 {
		t.Errorf("%q is %v pixels", text.Text, text.TextSize)
	}
}
