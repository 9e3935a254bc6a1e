package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Badge is a small circle or box with a number or a check mark in it.
type Badge struct {
	widget.BaseWidget
	sign            string // empty for a check mark or nothing
	checked, square bool
	fill, ink, edge fyne.ThemeColorName
	ground          *canvas.Rectangle
	label           *canvas.Text
	check           [2]*canvas.Line
}

const badgeSide = 24

// NewBadge returns a circle with a number.
func NewBadge(sign string, fill, ink, edge fyne.ThemeColorName) *Badge {
	return newBadge(&Badge{sign: sign, fill: fill, ink: ink, edge: edge})
}

// NewCheck returns a circle with a check mark, for done.
func NewCheck(fill, ink, edge fyne.ThemeColorName) *Badge {
	return newBadge(&Badge{checked: true, fill: fill, ink: ink, edge: edge})
}

// NewTick returns a check box.
func NewTick(ticked bool) *Badge {
	b := &Badge{square: true, checked: ticked, fill: theme.ColorPaper, ink: theme.ColorAccent, edge: theme.ColorAccent}
	if ticked {
		b.fill, b.ink = theme.ColorFill, theme.ColorOnAccent
	}
	return newBadge(b)
}

func newBadge(b *Badge) *Badge {
	b.ground, b.label = canvas.NewRectangle(nil), canvas.NewText(b.sign, nil)
	b.label.Alignment = fyne.TextAlignCenter
	b.label.TextStyle.Bold = true
	b.label.FontSource = theme.Face(b.sign, b.label.TextStyle)
	b.check = [2]*canvas.Line{canvas.NewLine(nil), canvas.NewLine(nil)}
	b.ExtendBaseWidget(b)
	return b
}

// MinSize returns the side, which grows with the text.
func (b *Badge) MinSize() fyne.Size {
	if b.square {
		return fyne.NewSquareSize(theme.Zoomed(20))
	}
	return fyne.NewSquareSize(theme.Zoomed(badgeSide))
}

// CreateRenderer implements fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeRenderer{b}
	r.Refresh()
	return r
}

type badgeRenderer struct{ b *Badge }

func (r *badgeRenderer) Layout(size fyne.Size) {
	b, s := r.b, size.Width
	b.ground.Resize(size)
	b.ground.CornerRadius = s / 2
	if b.square {
		b.ground.CornerRadius = 5
	}
	b.label.TextSize = s * 0.56
	centre(b.label, fyne.Position{}, size)
	corner := fyne.NewPos(0.45*s, 0.66*s)
	b.check[0].Position1, b.check[0].Position2 = fyne.NewPos(0.30*s, 0.51*s), corner
	b.check[1].Position1, b.check[1].Position2 = corner, fyne.NewPos(0.70*s, 0.36*s)
}

func (r *badgeRenderer) MinSize() fyne.Size { return r.b.MinSize() }
func (r *badgeRenderer) Destroy()           {}
func (r *badgeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.ground, r.b.label, r.b.check[0], r.b.check[1]}
}

func (r *badgeRenderer) Refresh() {
	b := r.b
	b.ground.FillColor, b.ground.StrokeColor, b.ground.StrokeWidth = theme.Color(b.fill), theme.Color(b.edge), 1.5
	b.label.Color = theme.Color(b.ink)
	for _, l := range b.check {
		l.StrokeColor, l.StrokeWidth, l.Hidden = theme.Color(b.ink), theme.Zoomed(1.8), !b.checked
	}
	r.Layout(b.Size())
	canvas.Refresh(b)
}
