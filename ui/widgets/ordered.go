package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Ordered stacks n rows that can be reordered by dragging their grips. A dragged row follows the pointer, and the
// others leave a marked gap where it will land; then moved is called.
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
	open, lift *Panel // the landing place of the dragged row, and its background
	moved      func(from, to int)

	dragged int     // the row being dragged, or -1
	by      float32 // distance downwards
}

// stack orders the objects: the dragged row on top, otherwise in the order of Tab.
func (o *ordered) stack() {
	o.box.Objects = slices.Clone(o.rows)
	o.open.Hidden, o.lift.Hidden = o.dragged < 0, o.dragged < 0
	if o.dragged < 0 {
		o.box.Objects = append(o.box.Objects, o.open, o.lift)
		return
	}
	o.box.Objects = append(slices.Delete(o.box.Objects, o.dragged, o.dragged+1), o.open, o.lift, o.rows[o.dragged])
}

// aside is the horizontal offset of the dragged row, so that the gap below it stays visible.
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

// home returns the top of row i while none is dragged; i may be the number of rows.
func (o *ordered) home(p *pass, i int, width float32) float32 {
	y := float32(0)
	for _, row := range o.rows[:i] {
		y += p.heightAt(row, width) + o.gap
	}
	return y
}

// target returns the index at which the dragged row would land: past every row whose middle it has passed.
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

// drag moves a row with the pointer, within the column.
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

// Grip is the handle for dragging a row.
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

// Dragged implements fyne.Draggable.
func (g *Grip) Dragged(e *fyne.DragEvent) { g.in.drag(g.row, e.Dragged.DY) }

// DragEnd implements fyne.Draggable.
func (g *Grip) DragEnd() { g.in.drop() }

// MouseIn implements desktop.Hoverable.
func (g *Grip) MouseIn(*desktop.MouseEvent) { g.over = true; g.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (g *Grip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (g *Grip) MouseOut() { g.over = false; g.Refresh() }

// Cursor implements desktop.Cursorable.
func (g *Grip) Cursor() desktop.Cursor { return desktop.VResizeCursor }

// GripWidth is the width of a grip at 100 %.
const GripWidth = 18

// MinSize returns the width, which grows with the text; the grip is as high as its row.
func (g *Grip) MinSize() fyne.Size { return fyne.NewSize(theme.Zoomed(GripWidth), theme.Zoomed(20)) }

// CreateRenderer implements fyne.Widget.
func (g *Grip) CreateRenderer() fyne.WidgetRenderer {
	r := &gripRenderer{g}
	r.Refresh()
	return r
}

type gripRenderer struct{ g *Grip }

// Layout arranges the dots in two columns of three in the middle.
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
