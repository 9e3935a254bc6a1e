package widgets

import (
	"unicode/utf8"
)

// limit is how many characters of a field are kept, and who hears of those that are too many.
type limit struct {
	most    int
	tooMany int
	over    func(tooMany int)
}

// Limit keeps no more than so many characters of what is typed. What is too much stays in the field and is not kept; over
// hears how many characters that is whenever it changes, 0 once all fits.
func (e *Entry) Limit(most int, over func(tooMany int)) {
	e.limit = limit{most: most, over: over}
	e.measure()
}

// Kept is as much of the text as is kept.
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

// measure tells how many characters are too many, when that changed.
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

// tell passes on what is kept of the text.
func (e *Entry) tell(string) {
	e.measure()
	if e.changed != nil {
		e.changed(e.Kept())
	}
}
