package widgets

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
)

// Entry is a text field. Tab leaves it even if it has several lines; Escape, the function keys and shortcuts that do
// not edit text go to the window.
type Entry struct {
	widget.Entry
	// OnLeave, if set, is called when the focus is lost.
	OnLeave func()
	// OnCopy, if set, is called with text that is copied or cut from the field.
	OnCopy func(string)
	// Replaces, if set, reports whether pasted text replaces all text in the field.
	Replaces func(pasted string) bool
	// OnStep, if set, is called with 1 or -1 for the arrows up and down.
	OnStep func(by int)
	// Below, if set, is the message below the field; it is scrolled into view with the field.
	Below   fyne.CanvasObject
	changed func(kept string)
	limit   limit
	stays   bool // the cursor goes to resumes at the next focus
	resumes int  // position in characters
	focused bool
	awaits  bool // ignore characters of a key that was pressed before the focus
	label   string
	rows    int // the minimum; a field of several lines grows with its text
	seen    int // rows visible now
	set     typesetting
}

// maxRows is the number of rows to which a field grows before it scrolls.
const maxRows = 8

// NewEntry returns a field of one line.
func NewEntry(label, text string, changed func(string)) *Entry {
	e := &Entry{label: label, changed: changed}
	e.ExtendBaseWidget(e)
	e.Text = text
	e.OnChanged = e.notify
	return e
}

// NewNotes returns a field of several lines, with at least rows visible.
func NewNotes(label, text string, rows int, changed func(string)) *Entry {
	e := NewEntry(label, text, changed)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.Scroll = fyne.ScrollVerticalOnly
	e.rows, e.seen = rows, rows
	e.OnChanged = func(v string) {
		if s := scrollOver(e); s != nil && e.rowsAt(e.Size().Width) != e.seen {
			s.Measure()
			e.Reveal()
		}
		e.notify(v)
	}
	return e
}

// heightAt returns the height at which all text is visible, up to maxRows rows. It changes nothing, so that measuring
// does not redraw the window.
func (e *Entry) heightAt(_ *pass, width float32) float32 {
	if !e.MultiLine {
		return e.MinSize().Height
	}
	row := theme.Height(theme.Size(theme.SizeText)) + 1./32 // the toolkit rounds, and must not start to scroll
	return row*float32(e.rowsAt(width)) + 2*theme.Size(fynetheme.SizeNameInnerPadding)
}

func (e *Entry) ownWidth(*pass) float32 { return e.Entry.MinSize().Width }

// MinSize returns the size of its text.
func (e *Entry) MinSize() fyne.Size {
	m := e.Entry.MinSize()
	if e.MultiLine {
		m.Height = e.heightAt(nil, max(m.Width, e.Size().Width))
	}
	return m
}

// Resize also updates the number of visible rows.
func (e *Entry) Resize(size fyne.Size) {
	if !e.MultiLine {
		e.Entry.Resize(size)
		return
	}
	e.seen = e.rowsAt(size.Width)
	at := e.CursorTextOffset()
	e.Entry.Resize(size)
	e.place(at)
}

// rowsAt returns the number of visible rows at a width.
func (e *Entry) rowsAt(width float32) int { return min(max(e.lines(width), e.rows), maxRows) }

// lines returns the number of lines of the text at a width.
func (e *Entry) lines(width float32) int {
	words := e.Text
	if words == "" {
		words = e.PlaceHolder
	}
	room := width - 2*theme.Size(fynetheme.SizeNameInnerPadding) - 0.5 // Text allows a line to be that much wider, the toolkit does not
	return e.set.of(typed{words: words, size: theme.Size(theme.SizeText), bare: true}).rows(room)
}

// scrolls reports whether some of the text is out of view.
func (e *Entry) scrolls(width float32) bool { return e.MultiLine && e.lines(width) > maxRows }

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &wheeled{e.Entry.CreateRenderer(), newWheel(e), canvas.NewRectangle(nil)}
	r.showFocus()
	return r
}

// Label returns the label of the field.
func (e *Entry) Label() string { return e.label }

// AccessibilityLabel returns the text for screen readers.
func (e *Entry) AccessibilityLabel() string { return e.label }

// AccessibilityRole returns the role for screen readers.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AcceptsTab returns false: Tab moves to the next field, even from several lines.
func (e *Entry) AcceptsTab() bool { return false }

// FocusGained puts the cursor at the end of the text, or where Resume put it. A click then moves it.
func (e *Entry) FocusGained() {
	at := utf8.RuneCountInString(e.Text)
	if e.stays {
		at = min(at, e.resumes)
	}
	e.stays, e.focused = false, true
	e.Entry.FocusGained() // the lines are known from here on
	e.place(at)
	e.Refresh()
	e.Reveal()
}

// Reveal scrolls the field and the message below it into view.
func (e *Entry) Reveal() {
	s := scrollOver(e)
	if s == nil {
		return
	}
	s.Reveal(e)
	if e.Below != nil && e.Below.Visible() {
		s.Reveal(e.Below)
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	e.awaits = false
	if e.OnLeave != nil {
		e.OnLeave()
	}
}

// AwaitKey makes the field ignore characters until a key is pressed or released: a key that is held down moved the
// focus here.
func (e *Entry) AwaitKey() { e.awaits = true }

// Begin types the character of the key that moved the focus here; repeats of a held key are still ignored.
func (e *Entry) Begin(r rune) {
	waits := e.awaits
	e.awaits = false
	e.TypedRune(r)
	e.awaits = e.awaits || waits
}

// TypedKey handles keys that edit text and passes on the rest.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if forWindow(k) {
		toWindow(e, k)
		return
	}
	if by := steps[k.Name]; by != 0 && e.OnStep != nil {
		e.OnStep(by)
		return
	}
	e.edit(func() { e.Entry.TypedKey(k) })
}

// steps are the keys that change a number in a field.
var steps = map[fyne.KeyName]int{fyne.KeyUp: 1, fyne.KeyDown: -1}

// KeyDown implements desktop.Keyable.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	e.awaits = false
	e.Entry.KeyDown(k)
	downInWindow(e, k)
}

// KeyUp implements desktop.Keyable.
func (e *Entry) KeyUp(k *fyne.KeyEvent) {
	e.awaits = false
	e.Entry.KeyUp(k)
	upInWindow(e, k)
}

// forWindow reports whether a key belongs to the window.
func forWindow(k *fyne.KeyEvent) bool {
	return k.Name == fyne.KeyEscape || k.Name == fyne.KeyF1 || k.Name == fyne.KeyF11
}

// TypedShortcut handles shortcuts that edit text and passes on the rest.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if paste, ok := s.(*fyne.ShortcutPaste); ok {
		s = &fyne.ShortcutPaste{Clipboard: plainClipboard{paste.Clipboard}}
		if e.Replaces != nil && e.Replaces(paste.Clipboard.Content()) {
			e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		}
	}
	if custom, ok := s.(*desktop.CustomShortcut); ok && !textShortcut(custom) && e.passOn(s) {
		return
	}
	switch s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut:
		if words := e.SelectedText(); words != "" && e.OnCopy != nil {
			e.OnCopy(words)
		}
	}
	before := e.Text
	e.edit(func() {
		if custom, ok := s.(*desktop.CustomShortcut); ok && ends[custom.KeyName] != "" {
			e.Entry.TypedKey(&fyne.KeyEvent{Name: ends[custom.KeyName]}) // it also handles Shift
			return
		}
		e.Entry.TypedShortcut(s)
	})
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if e.Text == before {
			e.passOn(s) // nothing typed here is left to undo or redo
		}
	}
}

// passOn passes a shortcut to the window, and reports whether there is one.
func (e *Entry) passOn(s fyne.Shortcut) bool {
	to, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable)
	if ok {
		to.TypedShortcut(s)
	}
	return ok
}

// ends maps keys to the toolkit's keys for the beginning and the end of a text.
var ends = map[fyne.KeyName]fyne.KeyName{fyne.KeyHome: fyne.KeyPageUp, fyne.KeyEnd: fyne.KeyPageDown}

// textShortcut reports whether a shortcut moves or deletes by word, or moves to either end.
func textShortcut(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd:
		return true
	}
	return false
}

// Labeled returns a field below its label, with hint below it unless that is empty.
func Labeled(label, hint string, field fyne.CanvasObject) *fyne.Container {
	parts := []fyne.CanvasObject{NewLabel(label, field), field}
	if hint != "" {
		parts = append(parts, Quiet(hint))
	}
	return Column(5, parts...)
}

// scrollOver returns the Scroll that contains an object, found from the top of its window; nil if there is none.
func scrollOver(o fyne.CanvasObject) *Scroll {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return nil
	}
	return findScroll(c.Content(), o)
}

func findScroll(in, o fyne.CanvasObject) *Scroll {
	switch x := in.(type) {
	case *Scroll:
		if _, found := placeIn(x.content, o); found {
			return x
		}
		return findScroll(x.content, o)
	case *fyne.Container:
		for _, child := range x.Objects {
			if s := findScroll(child, o); s != nil {
				return s
			}
		}
	}
	return nil
}

// Pick returns a field of one line with a list to pick from; whole is both. listed is the label of the button that opens the
// list.
func Pick(label, listed, text string, options []string, changed func(string)) (field *Entry, whole *fyne.Container) {
	e := NewEntry(label, text, changed)
	var items []*fyne.MenuItem
	for _, words := range options {
		items = append(items, fyne.NewMenuItem(words, func() { e.SetText(words) }))
	}
	whole = WithDropDown(e, listed, func() {
		list := widget.NewPopUpMenu(fyne.NewMenu("", items...), fyne.CurrentApp().Driver().CanvasForObject(e))
		list.ShowAtPosition(fyne.CurrentApp().Driver().AbsolutePositionForObject(e).AddXY(0, e.Size().Height))
		list.Resize(fyne.NewSize(whole.Size().Width, list.MinSize().Height))
	})
	return e, whole
}

// WithDropDown returns a field with a button beside it that calls open. label names the button for screen readers.
func WithDropDown(field *Entry, label string, open func()) *fyne.Container {
	return Columns(4, []float32{1, 0}, field, newDropDown(label, open))
}

// plainClipboard converts copied text to plain text: line breaks and bullets instead of a word processor's own.
type plainClipboard struct{ fyne.Clipboard }

// Content implements fyne.Clipboard.
func (c plainClipboard) Content() string { return assessment.PlainText(c.Clipboard.Content()) }
