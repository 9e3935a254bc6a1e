package ui

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
	change     change
	// still reports whether it can be undone yet; nil for always. One that cannot is passed over.
	still func() bool
}

// change is what a step changed, for saying so: a record before and after, empty where there was or is none.
type change struct {
	place         place
	kind          assessment.RecordKind
	of            string // the indicator it is about; empty for none
	before, after assessment.Record
	field         assessment.RecordChange // instead of records, where there is none
	more          int                     // of such changes in the same step
}

// place is where a change is seen: a step and what stands there.
type place struct {
	step              railStep
	indicator, action string
	review            bool // the review of the round before, where the action is
	several           bool // there is more beside it that changed
}

// back returns the change that takes a change back.
func (c change) back() change {
	c.before, c.after = c.after, c.before
	c.field.Before, c.field.After = c.field.After, c.field.Before
	return c
}

// gone reports whether there is no record any more.
func (c change) gone() bool { return c.after.Gone() }

// fields lists what changed; none where a record came or went.
func (c change) fields() []assessment.RecordChange {
	if c.kind == "" {
		return []assessment.RecordChange{c.field}
	}
	if c.before.Gone() {
		return nil
	}
	return slices.DeleteFunc(assessment.Replacement{Kind: c.kind, Before: c.before, After: c.after}.Changes(), func(f assessment.RecordChange) bool {
		return f.Field == "school_year" // it follows the date
	})
}

// remember makes a change undoable.
func (s *session) remember(x edit) {
	s.redos = nil
	s.changed()
	if n := len(s.undos); n > 0 && x.key != "" && s.undos[n-1].key == x.key {
		last := &s.undos[n-1]
		last.redo, last.change.after, last.change.field.After = x.redo, x.change.after, x.change.field.After
		return
	}
	s.undos = append(s.undos, x)
}

// undo takes back the last change and returns what that changed, or nil when there was none.
func (s *session) undo() *change {
	x := move(&s.undos, &s.redos, func(x edit) { x.undo() })
	if x == nil {
		return nil
	}
	c := x.change.back()
	return &c
}

// redo makes the change again that was last taken back, and returns it, or nil when there was none.
func (s *session) redo() *change {
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

// once is the field of a change that is a step of its own, however many of its kind follow each other.
const once = ""

// editKey is the key of a change to a field of a record.
func editKey(field, record string) string {
	if field == once {
		return ""
	}
	return field + " " + record
}

// together makes all changes of do one step.
func (s *session) together(do func()) {
	before := len(s.undos)
	do()
	all := slices.Clone(s.undos[before:])
	if len(all) == 0 {
		return
	}
	one := all[0].change
	one.more = len(all) - 1
	one.place.several = one.more > 0
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
