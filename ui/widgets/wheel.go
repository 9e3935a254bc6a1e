package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// wheel covers a field that shows all of its text, and scrolls the page below it. The toolkit's fields capture the
// mouse wheel even if there is nothing in them to scroll, so a form could not be scrolled where its fields are.
type wheel struct {
	widget.BaseWidget
	over *Entry
}

func newWheel(over *Entry) *wheel {
	w := &wheel{over: over}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(turn *fyne.ScrollEvent) {
	if s := scrollOver(w.over); s != nil {
		s.inner.Scrolled(turn)
	}
}

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// wheeled is the renderer of a field with its wheel, and with the ring around it that everything has that has the focus.
type wheeled struct {
	fyne.WidgetRenderer
	wheel *wheel
	ring  *canvas.Rectangle
}

// Refresh implements fyne.WidgetRenderer.
func (r *wheeled) Refresh() {
	r.showFocus()
	r.ring.Refresh()
	r.WidgetRenderer.Refresh()
}

func (r *wheeled) showFocus() {
	r.ring.StrokeColor, r.ring.StrokeWidth = theme.Color(theme.ColorAccent), 2
	r.ring.CornerRadius = theme.Size(fynetheme.SizeNameInputRadius) + ringOut
	r.ring.Hidden = !r.wheel.over.focused
}

// Layout implements fyne.WidgetRenderer.
func (r *wheeled) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
	r.ring.Move(fyne.NewSquareOffsetPos(-ringOut))
	r.ring.Resize(size.AddWidthHeight(2*ringOut, 2*ringOut))
	if r.wheel.over.scrolls(size.Width) {
		r.wheel.Hide()
	} else {
		r.wheel.Show()
	}
}

// Objects implements fyne.WidgetRenderer.
func (r *wheeled) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{r.ring}, r.WidgetRenderer.Objects()...), r.wheel) // above all else
}
