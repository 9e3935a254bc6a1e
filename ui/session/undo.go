package session

import (
	"slices"

	"kwaliteitskaart/assessment"
)

// history is what can be undone and done again, as far back as the assessment is open.
type history struct {
	undos, redos []edit
}

// edit is one change that can be undone and done again. Steps of one key in a row, such as the letters of a sentence,
// are undone together.
type edit struct {
	key        string
	undo, redo func()
	change     Change
	// still reports whether it can be undone yet; nil for always. One that cannot is passed over.
	still func() bool
}

// Change is what undoing or redoing a step changed: a record before and after, empty where there was or is none.
type Change struct {
	Place         Place
	Kind          assessment.RecordKind
	Of            string // the indicator it is about; empty for none
	before, after assessment.Record
	field         assessment.RecordChange // instead of records, where there is none
	More          int                     // of such changes in the same step
}

// Place is where a change is seen: a step, and what of it.
type Place struct {
	Step              Step
	Indicator, Action string
	Review            bool // the review of the round before, where the action is
	Several           bool // there is more beside it that changed
}

// back returns the change that takes a change back.
func (c Change) back() Change {
	c.before, c.after = c.after, c.before
	c.field.Before, c.field.After = c.field.After, c.field.Before
	return c
}

// Gone reports whether there is no record any more.
func (c Change) Gone() bool { return c.after.Gone() }

// none reports whether all is as it was before.
func (c Change) none() bool {
	if c.Kind == "" {
		return c.field.Before == c.field.After
	}
	return !c.before.Gone() && !c.after.Gone() && len(c.Fields()) == 0
}

// Fields returns the fields that changed; none where a record came or went.
func (c Change) Fields() []assessment.RecordChange {
	if c.Kind == "" {
		return []assessment.RecordChange{c.field}
	}
	if c.before.Gone() {
		return nil
	}
	return slices.DeleteFunc(assessment.Replacement{Kind: c.Kind, Before: c.before, After: c.after}.Changes(), func(f assessment.RecordChange) bool {
		return f.Field == "school_year" // it follows the date
	})
}

// remember makes a change undoable.
func (s *Session) remember(x edit) {
	s.redos = nil
	s.changed()
	if n := len(s.undos); n > 0 && x.key != "" && s.undos[n-1].key == x.key {
		last := &s.undos[n-1]
		last.redo, last.change.after, last.change.field.After = x.redo, x.change.after, x.change.field.After
		if last.change.none() { // what was typed was taken back in its field
			s.undos = s.undos[:n-1]
		}
		return
	}
	s.undos = append(s.undos, x)
}

// Undo takes back the last step that can be, and returns what that changed, or nil when there is none.
func (s *Session) Undo() *Change {
	x := move(&s.undos, &s.redos, func(x edit) { x.undo() })
	if x == nil {
		return nil
	}
	c := x.change.back()
	return &c
}

// Redo repeats the step that was last taken back, and returns what that changed, or nil when there is none.
func (s *Session) Redo() *Change {
	x := move(&s.redos, &s.undos, func(x edit) { x.redo() })
	if x == nil {
		return nil
	}
	return &x.change
}

func move(from, to *[]edit, do func(edit)) *edit {
	for len(*from) > 0 {
		n := len(*from)
		x := (*from)[n-1]
		*from = (*from)[:n-1]
		if x.still != nil && !x.still() {
			continue
		}
		do(x)
		x.key = "" // what follows is a step of its own
		*to = append(*to, x)
		return &x
	}
	return nil
}

// Once is the field of a change that is a step of its own, however many of its kind follow each other.
const Once = ""

// editKey returns the key of a change to a field of a record.
func editKey(field, record string) string {
	if field == Once {
		return ""
	}
	return field + " " + record
}

// Group runs do and makes all its changes one step of undo.
func (s *Session) Group(do func()) {
	before := len(s.undos)
	do()
	all := slices.Clone(s.undos[before:])
	if len(all) == 0 {
		return
	}
	one := all[0].change
	one.More = len(all) - 1
	one.Place.Several = one.More > 0
	s.undos = append(s.undos[:before], edit{change: one, undo: func() {
		for _, x := range slices.Backward(all) {
			x.undo()
		}
	}, redo: func() {
		for _, x := range all {
			x.redo()
		}
	}})
}
