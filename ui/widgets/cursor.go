package widgets

import (
	"fyne.io/fyne/v2"
)

// The cursor in a field of several lines: if a space does not fit on its line, Fyne (2.8.1) moves the cursor to a
// line that does not exist, and the next character is inserted elsewhere. So the field keeps the position itself.

// TypedRune inserts a character at the cursor.
func (e *Entry) TypedRune(r rune) {
	if e.awaits {
		return
	}
	if !e.MultiLine {
		e.Entry.TypedRune(r)
		return
	}
	at := e.erase()
	e.Entry.TypedRune(r)
	e.place(at + 1)
}

// edit runs do, which handles a key or shortcut, and then corrects the cursor.
func (e *Entry) edit(do func()) {
	if !e.MultiLine {
		do()
		return
	}
	at, before := e.CursorTextOffset(), []rune(e.Text)
	do()
	now, got := []rune(e.Text), e.CursorTextOffset()
	switch more := len(now) - len(before); {
	case more > 0: // the inserted text precedes the text that followed the cursor
		e.place(at + more)
	case more < 0 && (got == at || got == at+more):
		e.place(got)
	case more < 0 && at <= len(now) && string(now[:at]) == string(before[:at]): // the removed text followed the cursor
		e.place(at)
	case more < 0:
		e.place(at + more)
	}
}

// erase removes the selection, if any, and returns the position of the cursor.
func (e *Entry) erase() int {
	if e.SelectedText() != "" {
		e.edit(func() { e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) })
	}
	return e.CursorTextOffset()
}

// Cursor returns the position of the cursor, in characters.
func (e *Entry) Cursor() int { return e.CursorTextOffset() }

// Resume places the cursor after at characters at the next focus, instead of at the end, to continue typing there.
func (e *Entry) Resume(at int) { e.stays, e.resumes = true, at }

// place places the cursor after at characters.
func (e *Entry) place(at int) {
	if !e.MultiLine {
		e.CursorRow, e.CursorColumn = 0, at
		return
	}
	row, start := 0, 0
	for {
		e.CursorRow, e.CursorColumn = row+1, 0
		next := e.CursorTextOffset() // 0 if there is no such row
		if next <= start || next > at {
			break
		}
		row, start = row+1, next
	}
	e.CursorRow, e.CursorColumn = row, at-start
}
