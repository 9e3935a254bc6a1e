// Package theme gives the window its look: a calm paper card in one type family, four text sizes, one accent colour,
// light and dark. The level ramp is not here: it belongs to the charts and is used for nothing else.
package theme

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Text sizes, in pixels at 100 %.
const (
	SizeStatement fyne.ThemeSizeName = "statement" // text for the whole room
	SizeHeading   fyne.ThemeSizeName = "heading"
	SizeText      fyne.ThemeSizeName = fynetheme.SizeNameText
	SizeQuiet     fyne.ThemeSizeName = "quiet"
)

// Colours, by purpose.
const (
	ColorInk      fyne.ThemeColorName = fynetheme.ColorNameForeground // text
	ColorQuiet    fyne.ThemeColorName = "quiet"                       // secondary text
	ColorLine     fyne.ThemeColorName = "line"                        // thin lines and card edges
	ColorEdge     fyne.ThemeColorName = "edge"                        // edges of controls
	ColorGround   fyne.ThemeColorName = fynetheme.ColorNameBackground
	ColorPaper    fyne.ThemeColorName = "paper"    // surface of cards
	ColorAccent   fyne.ThemeColorName = "accent"   // selection, links, focus
	ColorOnAccent fyne.ThemeColorName = "onAccent" // text on a filled button
	ColorFill     fyne.ThemeColorName = "fill"     // filled buttons and progress
	ColorFillOver fyne.ThemeColorName = "fillOver" // a filled button under the pointer
	ColorPale     fyne.ThemeColorName = "pale"     // background of a selection
	ColorShade    fyne.ThemeColorName = "shade"    // translucent, over a control under the pointer
	ColorWarning  fyne.ThemeColorName = "warning"  // warning text
	ColorMark     fyne.ThemeColorName = "mark"     // background of a hint
	ColorOnMark   fyne.ThemeColorName = "onMark"
)

// Appearance is light, dark, or the system's choice.
type Appearance string

// The appearances a user can choose.
const (
	System Appearance = "system"
	Light  Appearance = "light"
	Dark   Appearance = "dark"
)

// Bounds and step of the text zoom.
const (
	MinZoom  = 0.8
	MaxZoom  = 2.0
	ZoomStep = 0.1
)

// Theme is the theme of the program at a text zoom from MinZoom to MaxZoom.
type Theme struct {
	fyne.Theme
	zoom       float32
	appearance Appearance
}

// Of returns the theme of app at a zoom and appearance, and sets it if app has another one. An app has one: setting it again
// would make the toolkit read its fonts again.
func Of(app fyne.App, zoom float32, appearance Appearance) *Theme {
	t, set := app.Settings().Theme().(*Theme)
	if !set {
		t = New(zoom, appearance)
		app.Settings().SetTheme(t)
	}
	t.Change(zoom, appearance)
	return t
}

// New returns the theme at a zoom and appearance.
func New(zoom float32, appearance Appearance) *Theme {
	t := &Theme{Theme: fynetheme.DefaultTheme()}
	t.Change(zoom, appearance)
	return t
}

// Change sets another zoom and appearance. Everything on screen must be rebuilt or refreshed afterwards. Setting a
// new theme instead would make the toolkit read its fonts again and lay out widgets that are about to be replaced.
func (t *Theme) Change(zoom float32, appearance Appearance) {
	t.zoom, t.appearance = min(max(zoom, MinZoom), MaxZoom), appearance
}

type pair struct{ light, dark color.NRGBA }

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

var colors = map[fyne.ThemeColorName]pair{
	ColorInk:      {rgb(0x1F2933), rgb(0xE8ECF0)},
	ColorQuiet:    {rgb(0x5B6875), rgb(0xAAB5C0)},
	ColorLine:     {rgb(0xE3E8ED), rgb(0x343D47)},
	ColorEdge:     {rgb(0x7F8A96), rgb(0x7A8591)},
	ColorGround:   {rgb(0xF6F7F9), rgb(0x14181D)},
	ColorPaper:    {rgb(0xFFFFFF), rgb(0x1D232A)},
	ColorAccent:   {rgb(0x1D4E89), rgb(0x8DB8EA)},
	ColorOnAccent: {rgb(0xFFFFFF), rgb(0xFFFFFF)},
	ColorFill:     {rgb(0x1D4E89), rgb(0x3874BE)},
	ColorFillOver: {rgb(0x153A68), rgb(0x2E64A8)},
	ColorPale:     {rgb(0xE8EEF7), rgb(0x243449)},
	ColorShade:    {color.NRGBA{0x1F, 0x29, 0x33, 0x12}, color.NRGBA{0xE8, 0xEC, 0xF0, 0x1A}},
	ColorWarning:  {rgb(0x9B2C2C), rgb(0xF0A3A3)},
	ColorMark:     {rgb(0xFFF3D6), rgb(0x4A3A14)},
	ColorOnMark:   {rgb(0x6B4700), rgb(0xFBE3AE)},

	// Colours used by Fyne's own widgets.
	fynetheme.ColorNamePrimary:             {rgb(0x1D4E89), rgb(0x8DB8EA)},
	fynetheme.ColorNameForegroundOnPrimary: {rgb(0xFFFFFF), rgb(0x14181D)},
	fynetheme.ColorNameHyperlink:           {rgb(0x1D4E89), rgb(0x8DB8EA)},
	fynetheme.ColorNameInputBackground:     {rgb(0xFFFFFF), rgb(0x1D232A)},
	fynetheme.ColorNameInputBorder:         {rgb(0x7F8A96), rgb(0x7A8591)},
	fynetheme.ColorNamePlaceHolder:         {rgb(0x66727F), rgb(0x97A3AF)},
	fynetheme.ColorNameSeparator:           {rgb(0xE3E8ED), rgb(0x343D47)},
	fynetheme.ColorNameOverlayBackground:   {rgb(0xFFFFFF), rgb(0x2A333D)},
	fynetheme.ColorNameMenuBackground:      {rgb(0xFFFFFF), rgb(0x2A333D)},
	fynetheme.ColorNameError:               {rgb(0x9B2C2C), rgb(0xF0A3A3)},
	fynetheme.ColorNameScrollBar:           {rgb(0x7F8A96), rgb(0x7C8894)},
	fynetheme.ColorNameSelection:           {rgb(0xC9D9EE), rgb(0x35506F)},
}

// Color returns a colour by name, in the user's appearance or else the system's.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.appearance {
	case Light:
		variant = fynetheme.VariantLight
	case Dark:
		variant = fynetheme.VariantDark
	}
	switch name {
	case fynetheme.ColorNameScrollBarBackground:
		return color.Transparent
	case fynetheme.ColorNameShadow:
		return color.NRGBA{A: 0x20} // indicates that there is more, and the edge of a list
	}
	if c, ok := colors[name]; ok {
		if variant == fynetheme.VariantDark {
			return c.dark
		}
		return c.light
	}
	return t.Theme.Color(name, variant)
}

// Font returns Lato in the given style; symbols and monospace come from Fyne.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	if s.Monospace || s.Symbol {
		return t.Theme.Font(s)
	}
	return faces[faceOf(s)]
}

// Size returns a size by name; text sizes grow with the zoom.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case SizeStatement:
		return Points(30 * t.zoom)
	case SizeHeading, fynetheme.SizeNameHeadingText, fynetheme.SizeNameSubHeadingText:
		return Points(20 * t.zoom)
	case SizeText:
		return Points(15 * t.zoom)
	case SizeQuiet, fynetheme.SizeNameCaptionText:
		return Points(13 * t.zoom)
	case fynetheme.SizeNameInputRadius, fynetheme.SizeNameButtonRadius, fynetheme.SizeNameDialogRadius:
		return 8
	case fynetheme.SizeNameInnerPadding:
		return 10
	case fynetheme.SizeNameScrollBar:
		return 10
	}
	return t.Theme.Size(name)
}

// Points returns the size at which text is drawn for a requested size: a whole number, because at fractions the
// toolkit spaces letters too widely.
func Points(size float32) float32 { return float32(math.Round(float64(size))) }

// Zoom returns the text zoom; 1 is 100 %.
func (t *Theme) Zoom() float32 { return t.zoom }

// Color returns a colour of the current theme.
func Color(name fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(name, s.ThemeVariant())
}

// Size returns a size of the current theme.
func Size(name fyne.ThemeSizeName) float32 { return fyne.CurrentApp().Settings().Theme().Size(name) }

// Zoomed returns a length that grows with the text, for figures and keys.
func Zoomed(px float32) float32 {
	if t, ok := fyne.CurrentApp().Settings().Theme().(*Theme); ok {
		return px * t.zoom
	}
	return px
}

// IsDark reports whether the window is currently dark.
func IsDark() bool {
	r, _, _, _ := Color(ColorGround).RGBA()
	return r < 0x8000
}
