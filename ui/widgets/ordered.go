package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Ordered puts n rows under each other that can be dragged into another order, each by the grip it is made with. While
// one is dragged it goes along with the pointer, and the others leave a marked place open where it will land; then moved
// hears of it.
func Ordered(gap float32, n int, row func(i int, grip *Grip) fyne.CanvasObject, moved func(from, to int)) *fyne.Container {
	o := &ordered{
		gap: gap, moved: moved, dragged: -1,
		open: NewPanel("", 8).Stroked(theme.ColorAccent, 2), lift: NewPanel(theme.ColorPaper, 8).Stroked(theme.ColorEdge, 1),
	}
	for i := range n {
		o.rows = append(o.rows, row(i, newGrip(o, i)))
	}
	o.box = box(&flowLayout{minWidth: widest, arrange: o.arrange}, nil)
	o.stack()
	return o.box
}

type ordered struct {
	gap        float32
	rows       []fyne.CanvasObject
	box        *fyne.Container
	open, lift *Panel // where the dragged row will land, and its ground until then
	moved      func(from, to int)

	dragged int     // the row that is dragged, or -1
	by      float32 // how far down
}

// stack draws the rows, the dragged one on top; they are in their order for Tab otherwise.
func (o *ordered) stack() {
	o.box.Objects = slices.Clone(o.rows)
	o.open.Hidden, o.lift.Hidden = o.dragged < 0, o.dragged < 0
	if o.dragged < 0 {
		o.box.Objects = append(o.box.Objects, o.open, o.lift)
		return
	}
	o.box.Objects = append(slices.Delete(o.box.Objects, o.dragged, o.dragged+1), o.open, o.lift, o.rows[o.dragged])
}

// aside is how far the dragged row stands out of the column, so that the open place is seen under it.
const aside = 10

func (o *ordered) arrange(p *pass, _ []fyne.CanvasObject, width float32, put place) float32 {
	order := o.rows
	if o.dragged >= 0 {
		to, row := o.target(p, width), o.rows[o.dragged]
		order = slices.Insert(slices.Delete(slices.Clone(o.rows), o.dragged, o.dragged+1), to, row)
		if y, h := o.home(p, o.dragged, width)+o.by, p.heightAt(row, width); put != nil {
			put(o.lift, aside, y, width, h)
			put(row, aside, y, width, h)
		}
	}
	var y float32
	for i, row := range order {
		if i > 0 {
			y += o.gap
		}
		h := p.heightAt(row, width)
		switch {
		case put == nil:
		case o.dragged >= 0 && row == o.rows[o.dragged]:
			put(o.open, 0, y, width, h)
		default:
			put(row, 0, y, width, h)
		}
		y += h
	}
	return y
}

// home returns the top of a row while none is dragged; that of the row after the last is where another would come.
func (o *ordered) home(p *pass, i int, width float32) float32 {
	y := float32(0)
	for _, row := range o.rows[:i] {
		y += p.heightAt(row, width) + o.gap
	}
	return y
}

// target returns where the dragged row would land: past every row of which it has passed the middle.
func (o *ordered) target(p *pass, width float32) int {
	top := o.home(p, o.dragged, width) + o.by
	bottom := top + p.heightAt(o.rows[o.dragged], width)
	to := o.dragged
	for i, row := range o.rows {
		middle := o.home(p, i, width) + p.heightAt(row, width)/2
		switch {
		case i < o.dragged && top < middle:
			return i
		case i > o.dragged && bottom > middle:
			to = i
		}
	}
	return to
}

// drag moves a row along with the pointer, within the column.
func (o *ordered) drag(i int, by float32) {
	if o.dragged < 0 {
		o.dragged, o.by = i, 0
		o.stack()
	}
	p := new(pass)
	defer p.end()
	width, row := o.box.Size().Width, o.rows[i]
	home, height := o.home(p, i, width), p.heightAt(row, width)
	move := func(by float32) {
		o.by = min(max(o.by+by, -home), o.home(p, len(o.rows), width)-o.gap-height-home)
		o.box.Refresh()
	}
	move(by)
	if s := scrollOver(row); s != nil {
		before := s.Offset().Y
		s.Reveal(row)
		move(s.Offset().Y - before) // the pointer stays where it is
	}
}

func (o *ordered) drop() {
	if o.dragged < 0 {
		return
	}
	p := new(pass)
	from, to := o.dragged, o.target(p, o.box.Size().Width)
	p.end()
	o.dragged = -1
	o.stack()
	o.box.Refresh()
	if from != to {
		o.moved(from, to)
	}
}

// Grip is where a row is taken to drag it.
type Grip struct {
	widget.BaseWidget
	in   *ordered
	row  int
	dots [6]*canvas.Circle
	over bool
}

func newGrip(in *ordered, row int) *Grip {
	g := &Grip{in: in, row: row}
	for i := range g.dots {
		g.dots[i] = canvas.NewCircle(nil)
	}
	g.ExtendBaseWidget(g)
	return g
}

// Dragged is for Fyne.
func (g *Grip) Dragged(e *fyne.DragEvent) { g.in.drag(g.row, e.Dragged.DY) }

// DragEnd is for Fyne.
func (g *Grip) DragEnd() { g.in.drop() }

// MouseIn is for Fyne.
func (g *Grip) MouseIn(*desktop.MouseEvent) { g.over = true; g.Refresh() }

// MouseMoved is for Fyne.
func (g *Grip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne.
func (g *Grip) MouseOut() { g.over = false; g.Refresh() }

// Cursor is for Fyne.
func (g *Grip) Cursor() desktop.Cursor { return desktop.VResizeCursor }

// GripWidth is how wide a grip is at 100 %.
const GripWidth = 18

// MinSize returns its width, grown with the text; it is as high as its row.
func (g *Grip) MinSize() fyne.Size { return fyne.NewSize(theme.Zoomed(GripWidth), theme.Zoomed(20)) }

// CreateRenderer is for Fyne.
func (g *Grip) CreateRenderer() fyne.WidgetRenderer {
	r := &gripRenderer{g}
	r.Refresh()
	return r
}

type gripRenderer struct{ g *Grip }

// Layout puts the dots in two columns of three in the middle.
func (r *gripRenderer) Layout(size fyne.Size) {
	dot, step := theme.Zoomed(3), theme.Zoomed(6)
	for i, c := range r.g.dots {
		c.Resize(fyne.NewSquareSize(dot))
		c.Move(fyne.NewPos((size.Width-step-dot)/2+float32(i%2)*step, (size.Height-2*step-dot)/2+float32(i/2)*step))
	}
}

func (r *gripRenderer) MinSize() fyne.Size { return r.g.MinSize() }
func (r *gripRenderer) Destroy()           {}

func (r *gripRenderer) Objects() []fyne.CanvasObject {
	var dots []fyne.CanvasObject
	for _, c := range r.g.dots {
		dots = append(dots, c)
	}
	return dots
}

func (r *gripRenderer) Refresh() {
	ink := theme.ColorQuiet
	if r.g.over {
		ink = theme.ColorAccent
	}
	for _, c := range r.g.dots {
		c.FillColor = theme.Color(ink)
		c.Refresh()
	}
}
