package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/ui/theme"
)

// Sign is a symbol used instead of text if space is short.
type Sign int

// The signs.
const (
	SignHome Sign = iota
	SignSettings
	SignHelp
)

// Icon returns a sign in a colour of the theme. It draws the sign: reading an image takes the toolkit as long as
// everything else in a rail, and no font of the program has such symbols.
func Icon(sign Sign, colour fyne.ThemeColorName) fyne.CanvasObject {
	return newPicture("", func() fyne.Size { return fyne.NewSquareSize(theme.Zoomed(20)) }, func(size fyne.Size) []fyne.CanvasObject {
		p := pen{side: size.Width, ink: theme.Color(colour)}
		switch sign {
		case SignHome:
			p.line(0.08, 0.52, 0.5, 0.12, 0.92, 0.52)
			p.line(0.22, 0.42, 0.22, 0.88, 0.78, 0.88, 0.78, 0.42)
			p.line(0.42, 0.88, 0.42, 0.62, 0.58, 0.62, 0.58, 0.88)
		case SignSettings: // sliders
			for i, knob := range []float32{0.66, 0.34, 0.58} {
				y := 0.2 + 0.3*float32(i)
				p.line(0.08, y, 0.92, y)
				p.circle(knob, y, 0.1, p.ink)
			}
		case SignHelp:
			p.circle(0.5, 0.5, 0.42, color.Transparent)
			p.letter("?", 0.62)
		}
		return p.drawn
	})
}

// pen draws in a square; coordinates are fractions of its side.
type pen struct {
	side  float32
	ink   color.Color
	drawn []fyne.CanvasObject
}

// line draws a line through a series of points.
func (p *pen) line(xy ...float32) {
	for i := 0; i+3 < len(xy); i += 2 {
		l := canvas.NewLine(p.ink)
		l.StrokeWidth = theme.Zoomed(1.6)
		l.Position1, l.Position2 = fyne.NewPos(xy[i]*p.side, xy[i+1]*p.side), fyne.NewPos(xy[i+2]*p.side, xy[i+3]*p.side)
		p.drawn = append(p.drawn, l)
	}
}

func (p *pen) circle(x, y, radius float32, fill color.Color) {
	c := canvas.NewCircle(fill)
	c.StrokeColor, c.StrokeWidth = p.ink, theme.Zoomed(1.6)
	c.Move(fyne.NewPos((x-radius)*p.side, (y-radius)*p.side))
	c.Resize(fyne.NewSquareSize(2 * radius * p.side))
	p.drawn = append(p.drawn, c)
}

// letter draws a letter in the middle.
func (p *pen) letter(sign string, size float32) {
	t := canvas.NewText(sign, p.ink)
	t.TextStyle.Bold = true
	t.FontSource = theme.Face(sign, t.TextStyle)
	t.TextSize = size * p.side
	t.Alignment = fyne.TextAlignCenter
	centre(t, fyne.Position{}, fyne.NewSquareSize(p.side))
	p.drawn = append(p.drawn, t)
}
