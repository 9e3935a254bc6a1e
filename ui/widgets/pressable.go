package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Pressable is a control that can be pressed with the mouse, Enter or Space; buttons and cards are based on it. Other keys go
// to the window, so that the screen's keys work wherever the focus is.
//
// Its three states can be seen together: the control under the pointer is shaded, the focused one has a ring, and the chosen
// one is filled.
type Pressable struct {
	widget.BaseWidget
	OnPress func()
	// OnTwice, if set, is called by the second click of a double click; the first presses.
	OnTwice func()
	// OnSpace, if set, is called by Space instead of OnPress.
	OnSpace func()
	// OnPoint, if set, is called when the pointer or the focus arrives.
	OnPoint func()
	// OnHover, if set, is called when the pointer arrives and when it leaves.
	OnHover func(over bool)
	look    func(state) // applies the appearance for a state

	self     fyne.Widget // the widget on screen that contains this one
	content  fyne.CanvasObject
	ring     *canvas.Rectangle
	shade    *canvas.Rectangle
	label    string
	role     fyne.AccessibleRole
	focused  bool
	hovered  bool
	disabled bool
	chosen   bool
	number   int // among total controls of which one is chosen, counted from 1; 0 if it stands alone
	total    int
	radius   float32
	down     fyne.KeyName // a key pressed while it had the focus, without effect yet
	out      float32      // distance between the ring and the content
	beyond   float32      // by which the shade extends beyond the content at the left and right
	clicked  time.Time    // when it was last clicked
	unshaded bool         // look itself shows the pointer
}

// ringOut is the distance between a focused control and the ring around it.
const ringOut = 3

// state determines the appearance of a Pressable.
type state struct{ focused, hovered, disabled bool }

func (p *Pressable) init(self fyne.Widget, label string, content fyne.CanvasObject, press func()) {
	p.ExtendBaseWidget(self)
	p.self = self
	p.OnPress, p.label, p.content, p.role = press, label, content, fyne.AccessibleRoleButton
	p.ring, p.shade = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	p.ring.StrokeWidth = 2
	p.radius, p.out = 8, ringOut
}

// NewPressable returns a control with any content; label describes its action.
func NewPressable(label string, content fyne.CanvasObject, press func()) *Pressable {
	p := &Pressable{}
	p.init(p, label, content, press)
	return p
}

// Self returns the widget on screen that p is, or is part of.
func (p *Pressable) Self() fyne.Widget { return p.self }

// Name returns the label without the state.
func (p *Pressable) Name() string { return p.label }

// AccessibilityLabel returns the text for screen readers: the name, and in words whether the control is chosen or cannot be
// used, and its place among those beside it.
func (p *Pressable) AccessibilityLabel() string {
	words := []string{p.label}
	if p.chosen {
		words = append(words, lang.L("chosen"))
	}
	if p.disabled {
		words = append(words, lang.L("cannot be used now"))
	}
	if p.total > 0 {
		words = append(words, lang.L("{{.Number}} of {{.Total}}", map[string]any{"Number": p.number, "Total": p.total}))
	}
	return strings.Join(words, ", ")
}

// SetChosen sets the state that the label names; buttons and cards also show it.
func (p *Pressable) SetChosen(chosen bool) { p.chosen = chosen }

// Chosen reports whether the control is marked as chosen.
func (p *Pressable) Chosen() bool { return p.chosen }

// Enumerate numbers alternative controls in reading order, for their labels.
func Enumerate[P interface{ enumerate(number, total int) }](all []P) {
	for i, p := range all {
		p.enumerate(i+1, len(all))
	}
}

func (p *Pressable) enumerate(number, total int) { p.number, p.total = number, total }

// AccessibilityRole returns the role for screen readers.
func (p *Pressable) AccessibilityRole() fyne.AccessibleRole { return p.role }

// Press performs the action.
func (p *Pressable) Press() {
	if !p.disabled && p.OnPress != nil {
		p.OnPress()
	}
}

// Tapped implements fyne.Tappable.
func (p *Pressable) Tapped(*fyne.PointEvent) {
	before := p.clicked
	p.clicked = time.Now()
	if p.OnTwice != nil && !p.disabled && p.clicked.Sub(before) < doubleClick {
		p.OnTwice()
		return
	}
	p.Press()
}

// doubleClick is the longest time between two clicks that form a double click. With the toolkit's own double click, the first
// click would wait for it.
const doubleClick = 400 * time.Millisecond

// FocusGained implements fyne.Focusable.
func (p *Pressable) FocusGained() {
	p.focused = true
	p.point()
	if s := scrollOver(p.self); s != nil {
		s.Reveal(p.self)
	}
	p.Refresh()
}

// FocusLost implements fyne.Focusable.
func (p *Pressable) FocusLost() { p.focused = false; p.Refresh() }

// MouseIn implements desktop.Hoverable.
func (p *Pressable) MouseIn(*desktop.MouseEvent) {
	p.hovered = true
	p.point()
	p.hover()
	p.Refresh()
}

func (p *Pressable) hover() {
	if p.OnHover != nil {
		p.OnHover(p.hovered)
	}
}

func (p *Pressable) inside() fyne.CanvasObject { return p.content }

func (p *Pressable) point() {
	if p.OnPoint != nil {
		p.OnPoint()
	}
}

// MouseMoved implements desktop.Hoverable.
func (p *Pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *Pressable) MouseOut() { p.hovered = false; p.hover(); p.Refresh() }

// Cursor implements desktop.Cursorable.
func (p *Pressable) Cursor() desktop.Cursor {
	if p.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// KeyDown records a key pressed here: a key that is held, or was pressed elsewhere, has no effect.
func (p *Pressable) KeyDown(e *fyne.KeyEvent) {
	p.down = e.Name
	downInWindow(p.self, e)
}

// KeyUp implements desktop.Keyable.
func (p *Pressable) KeyUp(e *fyne.KeyEvent) { upInWindow(p.self, e) }

// pressBy calls press once for a key pressed here.
func (p *Pressable) pressBy(name fyne.KeyName, press func()) {
	if p.down == name {
		p.down = ""
		press()
	}
}

// TypedKey presses on Enter; other keys go to the window.
func (p *Pressable) TypedKey(e *fyne.KeyEvent) {
	if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && !p.disabled {
		p.pressBy(e.Name, p.Press)
		return
	}
	toWindow(p.self, e)
}

// TypedRune presses on Space, or calls OnSpace; other characters go to the window.
func (p *Pressable) TypedRune(r rune) {
	if r == ' ' {
		press := p.Press
		if p.OnSpace != nil {
			press = p.OnSpace
		}
		p.pressBy(fyne.KeySpace, press)
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.self); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// downInWindow and upInWindow pass key events on to the window.
func downInWindow(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(desktop.Canvas); ok && c.OnKeyDown() != nil {
		c.OnKeyDown()(e)
	}
}

func upInWindow(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(desktop.Canvas); ok && c.OnKeyUp() != nil {
		c.OnKeyUp()(e)
	}
}

func toWindow(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// SetDisabled disables or enables the control.
func (p *Pressable) SetDisabled(d bool) {
	if p.disabled != d {
		p.disabled = d
		p.Refresh()
	}
}

func (p *Pressable) heightAt(in *pass, width float32) float32 { return in.heightAt(p.content, width) }

func (p *Pressable) ownWidth(in *pass) float32 { return in.ownWidth(p.content) }

// MinSize returns the size of the content.
func (p *Pressable) MinSize() fyne.Size {
	in := new(pass)
	defer in.end()
	w := p.ownWidth(in)
	return fyne.NewSize(w, p.heightAt(in, max(w, p.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (p *Pressable) CreateRenderer() fyne.WidgetRenderer {
	r := &pressableRenderer{p}
	r.applyState()
	return r
}

type pressableRenderer struct{ p *Pressable }

func (r *pressableRenderer) Layout(size fyne.Size) {
	r.p.content.Resize(size)
	out := r.p.out
	r.p.ring.Move(fyne.NewPos(-out, -out))
	r.p.ring.Resize(fyne.NewSize(size.Width+2*out, size.Height+2*out))
	r.p.shade.Move(fyne.NewPos(-r.p.beyond, 0))
	r.p.shade.Resize(fyne.NewSize(size.Width+2*r.p.beyond, size.Height))
}

func (r *pressableRenderer) MinSize() fyne.Size { return r.p.MinSize() }
func (r *pressableRenderer) Destroy()           {}
func (r *pressableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.ring, r.p.content, r.p.shade}
}

func (r *pressableRenderer) Refresh() {
	r.applyState()
	r.p.content.Refresh()
	canvas.Refresh(r.p.self)
}

// applyState shows whether the object is focused, under the pointer and disabled.
func (r *pressableRenderer) applyState() {
	r.p.ring.CornerRadius = r.p.radius + ringOut
	r.p.ring.StrokeColor = theme.Color(theme.ColorAccent)
	r.p.ring.Hidden = !r.p.focused
	r.p.shade.CornerRadius = r.p.radius
	r.p.shade.FillColor = theme.Color(theme.ColorShade)
	r.p.shade.Hidden = !r.p.hovered || r.p.disabled || r.p.unshaded
	if r.p.look != nil {
		r.p.look(state{r.p.focused, r.p.hovered, r.p.disabled})
	}
}
