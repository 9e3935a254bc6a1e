package theme

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"kwaliteitskaart/assessment/chart"
)

// The minimum contrast in WCAG 2.2: of text (1.4.3), and of parts of controls (1.4.11).
const (
	ofText  = 4.5
	ofShape = 3.0
)

// TestContrast checks every pair of colours that the window draws on top of one another against WCAG 2.2, light and
// dark.
func TestContrast(t *testing.T) {
	surfaces := []fyne.ThemeColorName{ColorGround, ColorPaper, ColorPale}
	raised := append([]fyne.ThemeColorName{fynetheme.ColorNameOverlayBackground, fynetheme.ColorNameMenuBackground}, surfaces...)
	for _, pair := range []struct {
		over  fyne.ThemeColorName
		on    []fyne.ThemeColorName
		least float64
	}{
		{ColorInk, append([]fyne.ThemeColorName{fynetheme.ColorNameSelection, ColorMark}, raised...), ofText},
		{ColorQuiet, raised, ofText},
		{ColorAccent, raised, ofText},
		{ColorWarning, raised, ofText},
		{ColorOnAccent, []fyne.ThemeColorName{ColorFill, ColorFillOver}, ofText},
		{ColorOnMark, []fyne.ThemeColorName{ColorMark}, ofText},
		{fynetheme.ColorNameHyperlink, raised, ofText},
		{fynetheme.ColorNameError, raised, ofText},
		{fynetheme.ColorNameForegroundOnPrimary, []fyne.ThemeColorName{fynetheme.ColorNamePrimary}, ofText},
		{fynetheme.ColorNamePlaceHolder, []fyne.ThemeColorName{fynetheme.ColorNameInputBackground, ColorGround}, ofText},
		{ColorEdge, surfaces, ofShape},
		{ColorFill, []fyne.ThemeColorName{ColorGround, ColorPaper}, ofShape},
		{fynetheme.ColorNameInputBorder, surfaces, ofShape},
		{fynetheme.ColorNamePrimary, raised, ofShape},
		{fynetheme.ColorNameScrollBar, surfaces, ofShape},
	} {
		for _, on := range pair.on {
			for _, look := range []Appearance{Light, Dark} {
				th := New(1, look)
				over, below := solid(t, th, pair.over), solid(t, th, on)
				if got := chart.Contrast(over, below); got < pair.least {
					t.Errorf("%s: %s on %s has a contrast of %.2f, not %.1f", look, pair.over, on, got, pair.least)
				}
			}
		}
	}
}

// TestContrastUnderThePointer checks the contrast on controls that are shaded under the pointer.
func TestContrastUnderThePointer(t *testing.T) {
	for _, look := range []Appearance{Light, Dark} {
		th := New(1, look)
		check := func(least float64, over fyne.ThemeColorName, on ...fyne.ThemeColorName) {
			for _, on := range on {
				if got := chart.Contrast(shaded(th, solid(t, th, over)), shaded(th, solid(t, th, on))); got < least {
					t.Errorf("%s: %s on %s has a contrast of %.2f, not %.1f", look, over, on, got, least)
				}
			}
		}
		for _, text := range []fyne.ThemeColorName{ColorInk, ColorQuiet, ColorAccent, ColorWarning} {
			check(ofText, text, ColorGround, ColorPaper, ColorPale)
		}
		check(ofShape, ColorEdge, ColorGround, ColorPaper)
		check(ofShape, ColorAccent, ColorPale) // the edge of a chosen control
	}
}

// shaded returns how a colour looks under the pointer.
func shaded(th *Theme, c color.RGBA) color.RGBA {
	shade := th.Color(ColorShade, 0).(color.NRGBA)
	mix := func(below, above uint8) uint8 {
		return uint8((int(below)*(255-int(shade.A)) + int(above)*int(shade.A)) / 255)
	}
	return color.RGBA{mix(c.R, shade.R), mix(c.G, shade.G), mix(c.B, shade.B), 0xff}
}

func solid(t *testing.T, th *Theme, name fyne.ThemeColorName) color.RGBA {
	t.Helper()
	c := color.RGBAModel.Convert(th.Color(name, 0)).(color.RGBA)
	if c.A != 0xff {
		t.Fatalf("%s shows what is behind it", name)
	}
	return c
}

// TestNoTextIsTiny checks that text sizes are at least 13 pixels at 100 %.
func TestNoTextIsTiny(t *testing.T) {
	th := New(1, Light)
	for _, name := range []fyne.ThemeSizeName{
		SizeStatement, SizeHeading, SizeText, SizeQuiet,
		fynetheme.SizeNameCaptionText, fynetheme.SizeNameSubHeadingText, fynetheme.SizeNameHeadingText,
	} {
		if got := th.Size(name); got < 13 {
			t.Errorf("%s is %v pixels", name, got)
		}
	}
}
