package widgets

import (
	"fyne.io/fyne/v2"
)

// Where the cursor is in a field of several lines. When a space does not fit on its line, Fyne (2.8.1) puts the cursor on a
// line that is not there, and what is typed next lands elsewhere in the text. So the field itself keeps where it belongs.

// TypedRune writes a letter where the cursor is.
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

// edit lets a key or a shortcut do what it does, and sees to where the cursor is then.
func (e *Entry) edit(do func()) {
	if !e.MultiLine {
		do()
		return
	}
	at, before := e.CursorTextOffset(), []rune(e.Text)
	do()
	now, got := []rune(e.Text), e.CursorTextOffset()
	switch more := len(now) - len(before); {
	case more > 0: // what was written stands before what stood after the cursor
		e.place(at + more)
	case more < 0 && (got == at || got == at+more):
		e.place(got)
	case more < 0 && at <= len(now) && string(now[:at]) == string(before[:at]): // what was removed stood after the cursor
		e.place(at)
	case more < 0:
		e.place(at + more)
	}
}

// erase removes what is selected, if anything, and returns where the cursor is.
func (e *Entry) erase() int {
	if e.SelectedText() != "" {
		e.edit(func() { e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) })
	}
	return e.CursorTextOffset()
}

// Cursor returns how many characters stand before the cursor.
func (e *Entry) Cursor() int { return e.CursorTextOffset() }

// Resume has the cursor come after so many characters when the focus comes next, not at the end: what is written there goes
// on.
func (e *Entry) Resume(at int) { e.stays, e.resumes = true, at }

// place puts the cursor after so many runes.
func (e *Entry) place(at int) {
	if !e.MultiLine {
		e.CursorRow, e.CursorColumn = 0, at
		return
	}
	row, start := 0, 0
	for {
		e.CursorRow, e.CursorColumn = row+1, 0
		next := e.CursorTextOffset() // 0 where there is no such row
		if next <= start || next > at {
			break
		}
		row, start = row+1, next
	}
	e.CursorRow, e.CursorColumn = row, at-start
}
