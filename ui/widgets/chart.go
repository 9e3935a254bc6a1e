package widgets

import (
	"image"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
)

// picture is canvas objects drawn to fit its size.
type picture struct {
	widget.BaseWidget
	label string
	min   func() fyne.Size
	draw  func(size fyne.Size) []fyne.CanvasObject
}

func newPicture(label string, minSize func() fyne.Size, draw func(fyne.Size) []fyne.CanvasObject) *picture {
	p := &picture{label: label, min: minSize, draw: draw}
	p.ExtendBaseWidget(p)
	return p
}

// AccessibilityLabel returns the numbers in the picture.
func (p *picture) AccessibilityLabel() string { return p.label }

// AccessibilityRole returns the role for screen readers.
func (p *picture) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (p *picture) MinSize() fyne.Size { return p.min() }

func (p *picture) CreateRenderer() fyne.WidgetRenderer { return &pictureRenderer{p: p} }

type pictureRenderer struct {
	p       *picture
	objects []fyne.CanvasObject
}

func (r *pictureRenderer) Layout(size fyne.Size)        { r.objects = r.p.draw(size) }
func (r *pictureRenderer) MinSize() fyne.Size           { return r.p.min() }
func (r *pictureRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *pictureRenderer) Destroy()                     {}
func (r *pictureRenderer) Refresh() {
	r.objects = r.p.draw(r.p.Size())
	canvas.Refresh(r.p)
}

// edge returns the outline colour for shapes in the ramp's colours: it provides contrast where the fill does not.
func edge() color.Color {
	if theme.IsDark() {
		return color.NRGBA{0x9A, 0xA8, 0xB5, 0xff}
	}
	return color.NRGBA{0x6B, 0x5A, 0x35, 0x90}
}

// Bar returns the distribution of scores over levels, with the count in each segment. The part that is not scored is
// an empty track, with a question mark where the answer is unknown.
func Bar(label string, counts []int, unknown, total int) fyne.CanvasObject {
	ramp := chart.Ramp(len(counts))
	size := func() fyne.Size { return fyne.NewSize(theme.Zoomed(120), theme.Zoomed(30)) }
	return newPicture(label, size, func(size fyne.Size) []fyne.CanvasObject {
		const gap = 1
		var out []fyne.CanvasObject
		segments := chart.Bar(counts, unknown, total)
		for i, s := range segments {
			x0, x1 := float32(s.X0)*size.Width, float32(s.X1)*size.Width
			r, ink := canvas.NewRectangle(theme.Color(theme.ColorLine)), theme.Color(theme.ColorInk)
			if s.Level > 0 {
				r.FillColor, ink = ramp[s.Level-1].Fill, ramp[s.Level-1].Ink
				if theme.IsDark() {
					r.StrokeColor, r.StrokeWidth = edge(), 1
				}
			}
			if i == 0 {
				r.TopLeftCornerRadius, r.BottomLeftCornerRadius = 6, 6
			} else {
				x0 += gap
			}
			if i == len(segments)-1 {
				r.TopRightCornerRadius, r.BottomRightCornerRadius = 6, 6
			} else {
				x1 -= gap
			}
			r.Move(fyne.NewPos(x0, 0))
			r.Resize(fyne.NewSize(x1-x0, size.Height))
			out = append(out, r)
			if words := s.Words(); words != "" {
				out = append(out, centred(words, ink, max(theme.Size(theme.SizeQuiet), theme.Points(size.Height/2)), x0, 0, x1-x0, size.Height))
			}
		}
		return out
	})
}

func centred(s string, ink color.Color, size, x, y, w, h float32) fyne.CanvasObject {
	t := canvas.NewText(s, ink)
	t.TextSize, t.TextStyle.Bold, t.Alignment = size, true, fyne.TextAlignCenter
	t.FontSource = theme.Face(s, t.TextStyle)
	centre(t, fyne.NewPos(x, y), fyne.NewSize(w, h))
	return t
}

// centre positions a text on the middle line of an area.
func centre(t *canvas.Text, at fyne.Position, place fyne.Size) {
	h := theme.Height(t.TextSize)
	t.Move(at.AddXY(0, (place.Height-h)/2))
	t.Resize(fyne.NewSize(place.Width, h))
}

// Dots shows one indicator on its levels: the score as a numbered circle, the norm as a ring, the previous round as a
// dashed ring, and the team's own target, where it is not the norm and not reached, as a square. Levels outside 1..n, such as 0, are not shown.
func Dots(label string, n, score, norm, previous, target int) fyne.CanvasObject {
	ramp := chart.Ramp(n)
	size := func() fyne.Size { return fyne.NewSize(theme.Zoomed(float32(n)*36), theme.Zoomed(26)) }
	return newPicture(label, size, func(size fyne.Size) []fyne.CanvasObject {
		var out []fyne.CanvasObject
		for _, d := range chart.Line(n, score, norm, previous, target) {
			x, y := float32(d.X)*size.Width, size.Height/2
			switch {
			case d.Score:
				fill, line := ramp[d.Level-1].Fill, edge()
				out = append(out, circle(x, y, theme.Zoomed(11), fill, line, 1))
				out = append(out, centred(strconv.Itoa(d.Level), ramp[d.Level-1].Ink, theme.Size(theme.SizeQuiet), x-theme.Zoomed(11), 0, theme.Zoomed(22), size.Height))
				if d.Norm {
					continue
				}
			case d.Previous:
				out = append(out, dashed(x, y, theme.Zoomed(9))...)
			case d.Target && !d.Norm: // drawn below
			case d.Norm:
				out = append(out, circle(x, y, theme.Zoomed(6), color.Transparent, theme.Color(theme.ColorQuiet), 1.2))
			default:
				out = append(out, circle(x, y, theme.Zoomed(3), theme.Color(theme.ColorEdge), nil, 0))
			}
			if d.Target && !d.Norm && !d.Score {
				out = append(out, square(x, y, theme.Zoomed(4.5)))
			}
			if d.Previous && d.Norm {
				out = append(out, circle(x, y, theme.Zoomed(4.5), color.Transparent, theme.Color(theme.ColorQuiet), 1.2))
			}
		}
		return out
	})
}

func circle(x, y, r float32, fill, line color.Color, width float32) fyne.CanvasObject {
	c := canvas.NewCircle(fill)
	c.StrokeColor, c.StrokeWidth = line, width
	c.Move(fyne.NewPos(x-r, y-r))
	c.Resize(fyne.NewSquareSize(2 * r))
	return c
}

// square returns an outline around a point, for what the team wants.
func square(x, y, half float32) fyne.CanvasObject {
	s := canvas.NewRectangle(color.Transparent)
	s.StrokeColor, s.StrokeWidth = theme.Color(theme.ColorAccent), 1.6
	s.Move(fyne.NewPos(x-half, y-half))
	s.Resize(fyne.NewSquareSize(2 * half))
	return s
}

// dashed returns a ring of short arcs, for an earlier state, or for an answer without a level. A larger one has more of them.
func dashed(x, y, r float32) []fyne.CanvasObject {
	parts := min(max(10, int(r*0.7)), 20)
	each := 360 / float32(parts)
	var out []fyne.CanvasObject
	for i := range parts {
		a := canvas.NewArc(float32(i)*each, (float32(i)+0.61)*each, 1-max(1, r/16)/r, theme.Color(theme.ColorQuiet))
		a.Move(fyne.NewPos(x-r, y-r))
		a.Resize(fyne.NewSquareSize(2 * r))
		out = append(out, a)
	}
	return out
}

// PageSize is the length of the longest side of a Thumbnail.
func PageSize() float32 { return theme.Zoomed(96) }

// Thumbnail returns a page, small: its image, or a blank upright sheet for none.
func Thumbnail(page image.Image) fyne.CanvasObject {
	side := PageSize()
	w, h := side*short/long, side
	if page != nil {
		b := page.Bounds()
		scale := side / float32(max(b.Dx(), b.Dy()))
		w, h = float32(b.Dx())*scale, float32(b.Dy())*scale
	}
	return newPicture("", func() fyne.Size { return fyne.NewSize(w+2, side+2) }, func(fyne.Size) []fyne.CanvasObject {
		sheet := canvas.NewRectangle(color.White)
		sheet.StrokeColor, sheet.StrokeWidth = theme.Color(theme.ColorEdge), 1
		sheet.Resize(fyne.NewSize(w+2, h+2))
		out := []fyne.CanvasObject{sheet}
		if page != nil {
			drawn := canvas.NewImageFromImage(page)
			drawn.ScaleMode = canvas.ImageScaleSmooth
			drawn.Move(fyne.NewPos(1, 1))
			drawn.Resize(fyne.NewSize(w, h))
			out = append(out, drawn)
		}
		return out
	})
}

// The sides of a sheet of A4, in millimetres.
const short, long = 210, 297
