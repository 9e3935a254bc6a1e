package widgets

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
)

// Entry is a field to write in. Tab leaves it also when it has several lines; Escape, the function keys and
// shortcuts that are not about text go to the window.
type Entry struct {
	widget.Entry
	// OnLeave, when set, is called when the focus goes elsewhere.
	OnLeave func()
	// OnCopy, when set, is called with what is copied from the field, or cut.
	OnCopy func(string)
	// Below, when set, is what is said under the field; it is brought into sight with it.
	Below   fyne.CanvasObject
	changed func(kept string)
	limit   limit
	stays   bool // the cursor, where it resumes, when the focus comes next
	resumes int  // after how many characters
	awaits  bool // a key, for one that is down was there before the focus
	label   string
	rows    int // the fewest seen; a field of several lines grows with its text
	seen    int // rows seen now
	set     typesetting
}

// maxRows is how far a field grows; then it scrolls.
const maxRows = 8

// NewEntry returns a field of one line.
func NewEntry(label, text string, changed func(string)) *Entry {
	e := &Entry{label: label, changed: changed}
	e.ExtendBaseWidget(e)
	e.Text = text
	e.OnChanged = e.tell
	return e
}

// NewNotes returns a field of several lines, rows of which are always seen.
func NewNotes(label, text string, rows int, changed func(string)) *Entry {
	e := NewEntry(label, text, changed)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.Scroll = fyne.ScrollVerticalOnly
	e.rows, e.seen = rows, rows
	e.OnChanged = func(v string) {
		if s := scrollOver(e); s != nil && e.rowsAt(e.Size().Width) != e.seen {
			s.Measure()
			e.Bring()
		}
		e.tell(v)
	}
	return e
}

// heightAt returns the height at which all of the text is seen, up to maxRows rows. It changes nothing, so that measuring
// does not make the window draw again.
func (e *Entry) heightAt(_ *pass, width float32) float32 {
	if !e.MultiLine {
		return e.MinSize().Height
	}
	row := theme.Height(theme.Size(theme.SizeText)) + 1./32 // the toolkit rounds, and must not begin to scroll
	return row*float32(e.rowsAt(width)) + 2*theme.Size(fynetheme.SizeNameInnerPadding)
}

func (e *Entry) ownWidth(*pass) float32 { return e.Entry.MinSize().Width }

// MinSize returns that of its text.
func (e *Entry) MinSize() fyne.Size {
	m := e.Entry.MinSize()
	if e.MultiLine {
		m.Height = e.heightAt(nil, max(m.Width, e.Size().Width))
	}
	return m
}

// Resize learns how many rows are seen.
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

// rowsAt returns how many rows are seen at a width.
func (e *Entry) rowsAt(width float32) int { return min(max(e.lines(width), e.rows), maxRows) }

// lines returns how many lines the text takes at a width.
func (e *Entry) lines(width float32) int {
	words := e.Text
	if words == "" {
		words = e.PlaceHolder
	}
	room := width - 2*theme.Size(fynetheme.SizeNameInnerPadding) - 0.5 // a Text lets a line be that much wider, the toolkit does not
	return e.set.of(typed{words: words, size: theme.Size(theme.SizeText)}).rows(room)
}

// scrolls reports whether there is more text in the field than is seen.
func (e *Entry) scrolls(width float32) bool { return e.MultiLine && e.lines(width) > maxRows }

// CreateRenderer is for Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return &wheeled{e.Entry.CreateRenderer(), newWheel(e)}
}

// Label returns what it is called.
func (e *Entry) Label() string { return e.label }

// AccessibilityLabel returns what a screen reader says.
func (e *Entry) AccessibilityLabel() string { return e.label }

// AccessibilityRole returns what a screen reader calls it.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AcceptsTab says no: Tab goes to the next field, also from several lines.
func (e *Entry) AcceptsTab() bool { return false }

// FocusGained puts the cursor at the end of the text. A click then puts it where it was made.
func (e *Entry) FocusGained() {
	at := utf8.RuneCountInString(e.Text)
	if e.stays {
		at = min(at, e.resumes)
	}
	e.stays = false
	e.Entry.FocusGained() // from then on it knows its lines
	e.place(at)
	e.Refresh()
	e.Bring()
}

// Bring scrolls the field into sight, and what is said below it.
func (e *Entry) Bring() {
	s := scrollOver(e)
	if s == nil {
		return
	}
	s.Reveal(e)
	if e.Below != nil && e.Below.Visible() {
		s.Reveal(e.Below)
	}
}

// FocusLost is for Fyne.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	e.awaits = false
	if e.OnLeave != nil {
		e.OnLeave()
	}
}

// AwaitKey lets the field take no letter of a key that was down before it got the focus: held, it brought one here, and means
// nothing more.
func (e *Entry) AwaitKey() { e.awaits = true }

// TypedKey keeps what is about text and passes on the rest.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if forWindow(k) {
		toWindow(e, k)
		return
	}
	e.edit(func() { e.Entry.TypedKey(k) })
}

// KeyDown is for Fyne.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	e.awaits = false
	e.Entry.KeyDown(k)
	downInWindow(e, k)
}

// KeyUp is for Fyne.
func (e *Entry) KeyUp(k *fyne.KeyEvent) {
	e.awaits = false
	e.Entry.KeyUp(k)
	upInWindow(e, k)
}

// forWindow reports whether a key is about the window, not about text.
func forWindow(k *fyne.KeyEvent) bool {
	return k.Name == fyne.KeyEscape || k.Name == fyne.KeyF1 || k.Name == fyne.KeyF11
}

// TypedShortcut keeps what is about text and passes on the rest.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if paste, ok := s.(*fyne.ShortcutPaste); ok {
		s = &fyne.ShortcutPaste{Clipboard: plainClipboard{paste.Clipboard}}
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
			e.Entry.TypedKey(&fyne.KeyEvent{Name: ends[custom.KeyName]}) // which also knows of Shift
			return
		}
		e.Entry.TypedShortcut(s)
	})
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if e.Text == before {
			e.passOn(s) // nothing typed here is left to take back, or to do again
		}
	}
}

// passOn lets the window do what a shortcut stands for, and reports whether there is one.
func (e *Entry) passOn(s fyne.Shortcut) bool {
	to, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable)
	if ok {
		to.TypedShortcut(s)
	}
	return ok
}

// ends is the keys by which the toolkit goes to the beginning and the end of all of a text.
var ends = map[fyne.KeyName]fyne.KeyName{fyne.KeyHome: fyne.KeyPageUp, fyne.KeyEnd: fyne.KeyPageDown}

// textShortcut reports whether a shortcut moves or deletes by word, or goes to either end.
func textShortcut(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd:
		return true
	}
	return false
}

// Labeled returns a field under its label, with a quiet hint below where there is one.
func Labeled(label, hint string, field fyne.CanvasObject) *fyne.Container {
	parts := []fyne.CanvasObject{NewLabel(label, field), field}
	if hint != "" {
		parts = append(parts, Quiet(hint))
	}
	return Column(5, parts...)
}

// scrollOver returns the scroller an object is in, found from the top of its window; nil for none.
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
	case *fyne.Container:
		for _, child := range x.Objects {
			if s := findScroll(child, o); s != nil {
				return s
			}
		}
	}
	return nil
}

// Pick returns a field of one line with a list under it to pick from; whole is both.
func Pick(label, text string, options []string, changed func(string)) (field *Entry, whole *fyne.Container) {
	e := NewEntry(label, text, changed)
	var items []*fyne.MenuItem
	for _, words := range options {
		items = append(items, fyne.NewMenuItem(words, func() { e.SetText(words) }))
	}
	whole = WithDropDown(e, func() {
		list := widget.NewPopUpMenu(fyne.NewMenu("", items...), fyne.CurrentApp().Driver().CanvasForObject(e))
		list.ShowAtPosition(fyne.CurrentApp().Driver().AbsolutePositionForObject(e).AddXY(0, e.Size().Height))
		list.Resize(fyne.NewSize(whole.Size().Width, list.MinSize().Height))
	})
	return e, whole
}

// WithDropDown returns a field and a button beside it that opens what can be picked from.
func WithDropDown(field *Entry, open func()) *fyne.Container {
	return Columns(4, []float32{1, 0}, field, newDropDown(field.label, open))
}

// plainClipboard gives what was copied as texts come in: lines and bullets for what a word processor has instead.
type plainClipboard struct{ fyne.Clipboard }

// Content is for Fyne.
func (c plainClipboard) Content() string { return assessment.PlainText(c.Clipboard.Content()) }
