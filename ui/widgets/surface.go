package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Panel is a rectangle in colours of the theme, so that it follows light and dark.
type Panel struct {
	widget.BaseWidget
	fill, stroke fyne.ThemeColorName // empty for none
	paint        color.Color         // instead of fill, the colour of a level; nil for none
	strokeWidth  float32
	radius       float32
	rect         *canvas.Rectangle
}

// NewPanel returns a filled rectangle with rounded corners.
func NewPanel(fill fyne.ThemeColorName, radius float32) *Panel {
	p := &Panel{fill: fill, radius: radius, rect: canvas.NewRectangle(nil)}
	p.ExtendBaseWidget(p)
	return p
}

// Stroked adds an edge.
func (p *Panel) Stroked(c fyne.ThemeColorName, width float32) *Panel {
	p.stroke, p.strokeWidth = c, width
	return p
}

// heightAt returns 0: a panel fills the space it is given.
func (p *Panel) heightAt(*pass, float32) float32 { return 0 }
func (p *Panel) ownWidth(*pass) float32          { return 0 }

// MinSize returns zero.
func (p *Panel) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer implements fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{p}
	r.Refresh()
	return r
}

type panelRenderer struct{ p *Panel }

func (r *panelRenderer) Layout(size fyne.Size)        { r.p.rect.Resize(size) }
func (r *panelRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *panelRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.p.rect} }
func (r *panelRenderer) Destroy()                     {}

func (r *panelRenderer) Refresh() {
	p := r.p
	p.rect.FillColor, p.rect.StrokeColor = nil, nil
	if p.fill != "" {
		p.rect.FillColor = theme.Color(p.fill)
	}
	if p.paint != nil {
		p.rect.FillColor = p.paint
	}
	p.rect.StrokeWidth = 0
	if p.stroke != "" {
		p.rect.StrokeColor, p.rect.StrokeWidth = theme.Color(p.stroke), p.strokeWidth
	}
	p.rect.CornerRadius = p.radius
	p.rect.Refresh()
}

// Card returns content on a paper surface; room is the padding.
func Card(room float32, content fyne.CanvasObject) *fyne.Container {
	return Layers(NewPanel(theme.ColorPaper, 12).Stroked(theme.ColorLine, 1), Pad(room, room, room, room, content))
}

// Tag returns a short text on a coloured background.
func Tag(words string, ground, ink fyne.ThemeColorName) *fyne.Container {
	t := NewText(words).Sized(theme.SizeQuiet).Bold().Colored(ink).OneLine()
	return Layers(NewPanel(ground, theme.Zoomed(12)), Pad(3, 10, 3, 10, t))
}

// Line returns a thin horizontal line.
func Line() fyne.CanvasObject {
	return Layers(NewPanel(theme.ColorLine, 0), Space(1))
}

// Progress returns a progress bar; part is from 0 to 1.
func Progress(part float32, thick float32) fyne.CanvasObject { return NewMeter(part, thick).Bar }

// Meter is a progress bar that can be set.
type Meter struct {
	Bar  *fyne.Container
	part float32
}

// NewMeter returns a progress bar; part is from 0 to 1.
func NewMeter(part, thick float32) *Meter {
	m := &Meter{part: part}
	bar := &flowLayout{minWidth: noWidth}
	bar.arrange = func(_ *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		if put != nil {
			put(o[0], 0, 0, width, thick)
			put(o[1], 0, 0, width*min(max(m.part, 0), 1), thick)
		}
		return thick
	}
	m.Bar = box(bar, []fyne.CanvasObject{NewPanel(theme.ColorLine, thick/2), NewPanel(theme.ColorFill, thick/2)})
	return m
}

// Set changes the part.
func (m *Meter) Set(part float32) {
	if m.part != part {
		m.part = part
		m.Bar.Layout.Layout(m.Bar.Objects, m.Bar.Size())
		m.Bar.Refresh()
	}
}

// Cap is a key name, shown beside the action of the key.
type Cap struct {
	widget.BaseWidget
	key string
	box *fyne.Container
}

// Keycap returns the name of a key.
func Keycap(key string) *Cap {
	c := &Cap{key: key}
	c.box = Layers(NewPanel("", 4).Stroked(theme.ColorEdge, 1),
		Pad(0, 6, 0, 6, NewText(key).Sized(theme.SizeQuiet).Colored(theme.ColorQuiet).OneLine()))
	c.ExtendBaseWidget(c)
	return c
}

// AccessibilityLabel returns the name of the key.
func (c *Cap) AccessibilityLabel() string { return c.key }

func (c *Cap) inside() fyne.CanvasObject { return c.box }

func (c *Cap) heightAt(p *pass, width float32) float32 { return p.heightAt(c.box, width) }

func (c *Cap) ownWidth(p *pass) float32 { return p.ownWidth(c.box) }

// MinSize returns the size of the text and its border.
func (c *Cap) MinSize() fyne.Size { return c.box.MinSize() }

// CreateRenderer implements fyne.Widget.
func (c *Cap) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.box) }
