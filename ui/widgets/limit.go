package widgets

import (
	"unicode/utf8"
)

// limit is the maximum length of a field and the function to call about excess characters.
type limit struct {
	most    int
	tooMany int
	over    func(tooMany int)
}

// Limit sets the maximum number of characters that are kept. Excess text stays in the field but is not kept; over is
// called with the number of excess characters whenever that changes, 0 once the text fits.
func (e *Entry) Limit(most int, over func(tooMany int)) {
	e.limit = limit{most: most, over: over}
	e.measure()
}

// Kept returns the part of the text that is kept.
func (e *Entry) Kept() string {
	if e.limit.most == 0 || len(e.Text) <= e.limit.most {
		return e.Text
	}
	n := 0
	for i := range e.Text {
		if n == e.limit.most {
			return e.Text[:i]
		}
		n++
	}
	return e.Text
}

// measure calls over if the number of excess characters changed.
func (e *Entry) measure() {
	l := &e.limit
	if l.most == 0 {
		return
	}
	if n := max(0, utf8.RuneCountInString(e.Text)-l.most); n != l.tooMany {
		l.tooMany = n
		l.over(n)
	}
}

// notify passes the kept text to changed.
func (e *Entry) notify(string) {
	e.measure()
	if e.changed != nil {
		e.changed(e.Kept())
	}
}
