package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over a field that shows all of its text, and turns the page below it. The toolkit's fields take the mouse wheel
// for themselves, also when there is nothing in them to scroll, so that a form cannot be scrolled where its fields are.
type wheel struct {
	widget.BaseWidget
	over *Entry
}

func newWheel(over *Entry) *wheel {
	w := &wheel{over: over}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is for Fyne.
func (w *wheel) Scrolled(turn *fyne.ScrollEvent) {
	if s := scrollOver(w.over); s != nil {
		s.inner.Scrolled(turn)
	}
}

// CreateRenderer is for Fyne.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// wheeled draws a field with its wheel.
type wheeled struct {
	fyne.WidgetRenderer
	wheel *wheel
}

// Layout is for Fyne.
func (r *wheeled) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
	if r.wheel.over.scrolls(size.Width) {
		r.wheel.Hide()
	} else {
		r.wheel.Show()
	}
}

// Objects is for Fyne.
func (r *wheeled) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.wheel) // above all else
}
