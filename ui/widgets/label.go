package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Label is the text above a field. Clicking it focuses the field.
type Label struct {
	widget.BaseWidget
	text  *Text
	field fyne.CanvasObject
}

// NewLabel returns a label for a field; for another object, clicking does nothing.
func NewLabel(words string, field fyne.CanvasObject) *Label {
	l := &Label{text: NewText(words).Sized(theme.SizeQuiet).Bold(), field: field}
	l.ExtendBaseWidget(l)
	return l
}

// Words returns the text.
func (l *Label) Words() string { return l.text.Words() }

// OneLine keeps it on one line.
func (l *Label) OneLine() *Label { l.text.OneLine(); return l }

func (l *Label) heightAt(p *pass, width float32) float32 { return l.text.heightAt(p, width) }

func (l *Label) ownWidth(p *pass) float32 { return l.text.ownWidth(p) }

// MinSize returns the size of the text.
func (l *Label) MinSize() fyne.Size { return l.text.MinSize() }

// Tapped focuses the field.
func (l *Label) Tapped(*fyne.PointEvent) {
	if e := firstEntry(l.field); e != nil {
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
			c.Focus(e)
		}
	}
}

// firstEntry returns the first field in an object, or nil.
func firstEntry(o fyne.CanvasObject) *Entry {
	switch x := o.(type) {
	case *Entry:
		return x
	case *fyne.Container:
		for _, child := range x.Objects {
			if e := firstEntry(child); e != nil {
				return e
			}
		}
	}
	return nil
}

// CreateRenderer implements fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.text) }
