package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Clickable is a part of a row with its own action when it is clicked. It never has the focus: the row has a key for the
// action, so that Tab stops once at each row.
type Clickable struct {
	widget.BaseWidget
	p *Pressable
}

// NewClickable returns such a part; label describes its action.
func NewClickable(label string, content fyne.CanvasObject, press func()) *Clickable {
	c := &Clickable{p: &Pressable{}}
	c.ExtendBaseWidget(c)
	c.p.init(c, label, content, press)
	return c
}

// Name returns the label.
func (c *Clickable) Name() string { return c.p.label }

// AccessibilityLabel returns the text for screen readers.
func (c *Clickable) AccessibilityLabel() string { return c.p.AccessibilityLabel() }

// AccessibilityRole returns the role for screen readers.
func (c *Clickable) AccessibilityRole() fyne.AccessibleRole { return c.p.role }

// SetDisabled disables or enables it.
func (c *Clickable) SetDisabled(d bool) { c.p.SetDisabled(d) }

// Press performs the action.
func (c *Clickable) Press() { c.p.Press() }

// Tapped implements fyne.Tappable.
func (c *Clickable) Tapped(e *fyne.PointEvent) { c.p.Tapped(e) }

// MouseIn implements desktop.Hoverable.
func (c *Clickable) MouseIn(e *desktop.MouseEvent) { c.p.MouseIn(e) }

// MouseMoved implements desktop.Hoverable.
func (c *Clickable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *Clickable) MouseOut() { c.p.MouseOut() }

// Cursor implements desktop.Cursorable.
func (c *Clickable) Cursor() desktop.Cursor { return c.p.Cursor() }

func (c *Clickable) inside() fyne.CanvasObject { return c.p.content }

func (c *Clickable) heightAt(in *pass, width float32) float32 { return c.p.heightAt(in, width) }

func (c *Clickable) ownWidth(in *pass) float32 { return c.p.ownWidth(in) }

// MinSize returns the size of the content.
func (c *Clickable) MinSize() fyne.Size { return c.p.MinSize() }

// CreateRenderer implements fyne.Widget.
func (c *Clickable) CreateRenderer() fyne.WidgetRenderer { return c.p.CreateRenderer() }
