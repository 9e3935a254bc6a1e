package widgets

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Choice is a card to choose: a level, a way of working, a document. The chosen one is filled and has a thick edge.
type Choice struct {
	Pressable
	ground *Panel
	filled *face // of a level that is filled with its colour once chosen; nil for none
}

// NewChoice returns a card with content; label describes the choice.
func NewChoice(label string, content fyne.CanvasObject, press func()) *Choice {
	c := &Choice{}
	c.begin(c, label, content, press)
	return c
}

// begin initialises the card; self is the widget that is or contains it.
func (c *Choice) begin(self fyne.Widget, label string, content fyne.CanvasObject, press func()) {
	c.ground = NewPanel(theme.ColorPaper, 12)
	c.init(self, label, Layers(c.ground, content), press)
	c.radius = 12
	c.look = c.draw
}

// SetChosen marks the card as chosen or not.
func (c *Choice) SetChosen(chosen bool) *Choice {
	if c.chosen != chosen {
		c.chosen = chosen
		c.Refresh()
	}
	return c
}

func (c *Choice) draw(s state) {
	c.ground.fill, c.ground.stroke, c.ground.strokeWidth = theme.ColorPaper, theme.ColorLine, 1
	if s.disabled {
		c.ground.fill = ""
	}
	if c.filled != nil {
		c.filled.fill(c.ground, c.chosen)
	}
	if c.chosen && c.filled == nil {
		c.ground.fill, c.ground.stroke, c.ground.strokeWidth = theme.ColorPale, theme.ColorAccent, 3
	}
}

// Option returns a choice with a title, a word or two at the end of that line, and a line of explanation.
func Option(title, aside, explanation string, press func()) *Choice {
	head := fyne.CanvasObject(NewText(title).Bold())
	if aside != "" {
		head = Ends(12, head, NewText(aside).Bold().OneLine())
	}
	return NewChoice(title+". "+explanation, Pad(18, 20, 18, 20, Column(4, head,
		NewText(explanation).Colored(theme.ColorQuiet),
	)), press)
}

// Level returns a choice of a level: its number, its name, its meaning for this indicator, and its colour along the
// top.
func Level(level int, name, meaning string, fill color.Color, press func()) *Choice {
	number := NewText(strconv.Itoa(level)).Sized(theme.SizeStatement).Bold().OneLine()
	title := NewText(name).Bold()
	head := Columns(10, []float32{0, 1}, number, Pad(theme.Zoomed(11), 0, 0, 0, title))
	strip := canvas.NewRectangle(fill)
	strip.TopLeftCornerRadius, strip.TopRightCornerRadius = 10, 10
	return NewChoice(strconv.Itoa(level)+" "+name+". "+meaning,
		Layers(newStrip(strip), Pad(20, 16, 18, 16, Column(8, head, NewText(meaning)))), press)
}

// newStrip returns a coloured band along the top edge of a card, inside its border.
func newStrip(strip *canvas.Rectangle) fyne.CanvasObject {
	l := &flowLayout{minWidth: noWidth}
	l.arrange = func(_ *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		if put != nil {
			put(o[0], 2, 2, width-4, 8)
		}
		return 0
	}
	return box(l, []fyne.CanvasObject{strip})
}

// Swatch is a square or circle in a colour with a number in it, for a level as in the charts.
type Swatch struct {
	widget.BaseWidget
	rect  *canvas.Rectangle
	label *canvas.Text
	side  float32
	empty bool
	ring  []fyne.CanvasObject // dashes instead of a fill
	rings bool
}

// Hollow makes it an outline, for a missing score.
func (s *Swatch) Hollow() *Swatch { s.empty = true; s.rect.FillColor = color.Transparent; return s }

// Dashed makes it a ring of dashes, for an answer without a level.
func (s *Swatch) Dashed() *Swatch { s.rings = true; s.rect.Hide(); return s }

// Rings reports whether it is a ring of dashes.
func (s *Swatch) Rings() bool { return s.rings }

// NewSwatch returns a level's number on its colour, side pixels at 100 %; round makes it a circle.
func NewSwatch(number string, fill, ink color.Color, side float32, round bool) *Swatch {
	s := &Swatch{rect: canvas.NewRectangle(fill), label: canvas.NewText(number, ink), side: side}
	s.label.TextStyle.Bold = true
	s.label.FontSource = theme.Face(number, s.label.TextStyle)
	s.label.Alignment = fyne.TextAlignCenter
	s.rect.CornerRadius = 8
	if round {
		s.rect.CornerRadius = theme.Zoomed(side) / 2
	}
	s.ExtendBaseWidget(s)
	return s
}

// MinSize returns the side, which grows with the text.
func (s *Swatch) MinSize() fyne.Size {
	return fyne.NewSquareSize(theme.Zoomed(s.side))
}

// CreateRenderer implements fyne.Widget.
func (s *Swatch) CreateRenderer() fyne.WidgetRenderer {
	r := &swatchRenderer{s}
	r.Refresh()
	return r
}

type swatchRenderer struct{ s *Swatch }

func (r *swatchRenderer) Layout(size fyne.Size) {
	side := min(size.Width, size.Height)
	r.s.rect.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
	r.s.rect.Resize(fyne.NewSquareSize(side))
	if r.s.rings {
		r.s.ring = dashed(size.Width/2, size.Height/2, side/2)
	}
	r.s.label.TextSize = side * 0.6
	centre(r.s.label, fyne.NewPos(0, r.s.label.TextSize*0.07), size) // a line has more space below its digits than above
}

func (r *swatchRenderer) MinSize() fyne.Size { return r.s.MinSize() }
func (r *swatchRenderer) Destroy()           {}
func (r *swatchRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.s.rect, r.s.label}, r.s.ring...)
}

func (r *swatchRenderer) Refresh() {
	r.s.rect.StrokeColor, r.s.rect.StrokeWidth = theme.Color(theme.ColorEdge), 0
	if theme.IsDark() {
		r.s.rect.StrokeWidth = 1 // the dark steps of the ramp need an edge on a dark background
	}
	if r.s.empty {
		r.s.rect.StrokeWidth = max(1.5, r.s.side/24)
	}
	r.Layout(r.s.Size())
	r.s.rect.Refresh()
	r.s.label.Refresh()
}
