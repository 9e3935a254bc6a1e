package session

import (
	"context"
	"strconv"

	"kwaliteitskaart/assessment"
)

// SetAnswer changes the leadership's answer to an action. Undoing the first answer takes it back.
func (s *Session) SetAnswer(field, action string, r assessment.Reply) {
	act, in := s.Assessment.Plan.Action(action)
	if act == nil {
		return
	}
	var old assessment.Reply
	if act.Reply != nil {
		old = *act.Reply
	}
	put := func(r assessment.Reply) {
		action := s.CurrentID(action)
		if act, _ := s.Assessment.Plan.Action(action); act != nil {
			act.Reply = &r
			id := s.Assessment.ID
			s.queue.Add("answer "+action, func(ctx context.Context) error { return s.store.SaveAnswer(ctx, id, action, r) })
		}
	}
	put(r)
	s.remember(edit{
		key: editKey(field, "answer "+action), undo: func() { put(old) }, redo: func() { put(r) },
		change: Change{Place: s.placeOf(in.Indicator, action), Of: in.Indicator, field: answerChange(old, r)},
	})
}

// answerChange returns the part of an answer that changed: its kind, or else the rest.
func answerChange(old, r assessment.Reply) assessment.RecordChange {
	switch {
	case old.Kind != r.Kind:
		return assessment.RecordChange{Field: "reply", Before: string(old.Kind), After: string(r.Kind)}
	case old.Words != r.Words:
		return assessment.RecordChange{Field: "reply_words", Before: old.Words, After: r.Words}
	case old.Hours != r.Hours:
		return assessment.RecordChange{Field: "hours", Before: strconv.Itoa(old.Hours), After: strconv.Itoa(r.Hours)}
	case old.Euros != r.Euros:
		return assessment.RecordChange{Field: "euros", Before: strconv.Itoa(old.Euros), After: strconv.Itoa(r.Euros)}
	}
	return assessment.RecordChange{Field: "answered_on", Before: string(old.On), After: string(r.On)}
}
