package session

import (
	"slices"

	"kwaliteitskaart/assessment"
)

// history is the steps that can be undone and redone, since the assessment was opened.
type history struct {
	undos, redos []edit
}

// edit is one change that can be undone and redone. Successive edits with the same key, such as the letters of a
// sentence, are undone together.
type edit struct {
	key        string
	undo, redo func()
	change     Change
	// still reports whether it can still be undone; nil for always. Otherwise undo skips it.
	still func() bool
}

// Change is the effect of undoing or redoing a step: a record before and after, empty if there was or is none.
type Change struct {
	Place         Place
	Kind          assessment.RecordKind
	Of            string // the indicator; empty for none
	before, after assessment.Record
	field         assessment.RecordChange // used if there are no records
	More          int                     // number of other changes in the same step
}

// Place is the place that shows a change: a step, and a part of it.
type Place struct {
	Step              Step
	Indicator, Action string
	Review            bool   // the review of the previous round, for its actions
	Several           bool   // other parts changed as well
	Field             string // the first field that changed; empty for none
}

// reverse returns the reverse of a change.
func (c Change) reverse() Change {
	c.before, c.after = c.after, c.before
	c.field.Before, c.field.After = c.field.After, c.field.Before
	return c
}

// forward returns a change with the field in its place.
func (c Change) forward() Change {
	if fields := c.Fields(); len(fields) > 0 {
		c.Place.Field = fields[0].Field
	}
	return c
}

// Gone reports whether the record no longer exists.
func (c Change) Gone() bool { return c.after.Gone() }

// none reports whether the change has no effect.
func (c Change) none() bool {
	if c.Kind == "" {
		return c.field.Before == c.field.After
	}
	return !c.before.Gone() && !c.after.Gone() && len(c.Fields()) == 0
}

// Fields returns the fields that changed; none if a record was added or removed.
func (c Change) Fields() []assessment.RecordChange {
	if c.Kind == "" {
		return []assessment.RecordChange{c.field}
	}
	if c.before.Gone() {
		return nil
	}
	return slices.DeleteFunc(assessment.Replacement{Kind: c.Kind, Before: c.before, After: c.after}.Changes(), func(f assessment.RecordChange) bool {
		return f.Field == "school_year" // it follows from the date
	})
}

// remember adds a change to the undo history, unless it has no effect.
func (s *Session) remember(x edit) {
	if x.change.none() {
		return
	}
	s.redos = nil
	s.changed()
	if n := len(s.undos); n > 0 && x.key != "" && s.undos[n-1].key == x.key {
		last := &s.undos[n-1]
		last.redo, last.change.after, last.change.field.After = x.redo, x.change.after, x.change.field.After
		if last.change.none() { // the text typed was removed again
			s.undos = s.undos[:n-1]
		}
		return
	}
	s.undos = append(s.undos, x)
}

// Undo undoes the last step that can be undone and returns its effect, or nil if there is none.
func (s *Session) Undo() *Change {
	x := move(&s.undos, &s.redos, func(x edit) { x.undo() })
	if x == nil {
		return nil
	}
	c := x.change.reverse().forward()
	return &c
}

// Redo repeats the step that was last undone and returns its effect, or nil if there is none.
func (s *Session) Redo() *Change {
	x := move(&s.redos, &s.undos, func(x edit) { x.redo() })
	if x == nil {
		return nil
	}
	c := x.change.forward()
	return &c
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
		x.key = "" // the next change is a separate step
		*to = append(*to, x)
		return &x
	}
	return nil
}

// Once is the field of a change that is always a separate undo step.
const Once = ""

// editKey returns the key of a change to a field of a record.
func editKey(field, record string) string {
	if field == Once {
		return ""
	}
	return field + " " + record
}

// Group runs do and makes all its changes one undo step.
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
	}, still: func() bool {
		return !slices.ContainsFunc(all, func(x edit) bool { return x.still != nil && !x.still() })
	}})
}
