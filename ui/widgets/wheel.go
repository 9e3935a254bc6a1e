package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
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

// wheeled is the renderer of a field with its wheel.
type wheeled struct {
	fyne.WidgetRenderer
	wheel *wheel
}

// Layout implements fyne.WidgetRenderer.
func (r *wheeled) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
	if r.wheel.over.scrolls(size.Width) {
		r.wheel.Hide()
	} else {
		r.wheel.Show()
	}
}

// Objects implements fyne.WidgetRenderer.
func (r *wheeled) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.wheel) // above all else
}
