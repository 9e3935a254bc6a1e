package assessment

import (
	"fmt"
	"slices"
)

// Check refuses a replacement that no merge can have stored: an unknown kind, an impossible time, or records that do not
// match its kind and id or are invalid on every card. PutBack applies the rules of the assessment's own card.
func (r Replacement) Check() error {
	f := &checker{ids: unique{}}
	if r.At < FirstInstant || r.At > LastInstant+MaxRecords { // merges have distinct times, even at the last instant
		f.add("replaced.at", FaultInstant, r.At.String(), "")
	}
	if !slices.Contains(RecordKinds, r.Kind) {
		f.add("replaced.kind", FaultChoice, string(r.Kind), "")
	}
	if !r.Before.is(r.Kind, r.ID) {
		f.add("replaced.before", FaultMissing, r.ID, "")
	}
	if !r.After.Gone() && !r.After.is(r.Kind, r.ID) {
		f.add("replaced.after", FaultMissing, r.ID, "")
	}
	f.record("replaced.before", r.Before)
	f.ids = unique{}
	f.record("replaced.after", r.After)
	return Refuse(f.faults)
}

// record checks the content of a record as far as possible without its card.
func (k *checker) record(at string, r Record) {
	if r.Team != nil {
		k.team(at+".team", *r.Team)
	}
	if r.Details != nil {
		k.details(at+".assessment", *r.Details)
	}
	if s := r.Score; s != nil {
		if !s.Answer.Valid(MaxLevels) {
			k.add(at+".score.answer", FaultRange, s.Answer.String(), fmt.Sprintf("1…%d", MaxLevels))
		}
		k.text(at+".score.note", s.Note)
		k.text(at+".score.evidence", s.Evidence)
		k.between(at+".score.target", s.Target, 0, MaxLevels)
		k.between(at+".score.importance", s.Importance, 0, MaxImportance)
	}
	if r.Plan != nil {
		k.ownPlan(at+".plan", r.Plan)
	}
	if r.Priority != nil {
		k.priority(at+".priority", r.Priority)
	}
	if r.Action != nil {
		k.action(at+".action", r.Action)
	}
	if r.Note != nil {
		k.note(at+".note", *r.Note)
	}
}

// is reports whether a record has the given kind and, for kinds with an id, the given id.
func (r Record) is(kind RecordKind, id string) bool {
	switch kind {
	case RecordAssessment:
		return r.Team != nil && r.Details != nil && id == ""
	case RecordScore:
		return r.Score != nil && r.Score.Indicator == id
	case RecordPlan:
		return r.Plan != nil && id == ""
	case RecordPriority:
		return r.Priority != nil && r.Priority.ID == id
	case RecordAction:
		return r.Action != nil && r.Action.ID == id
	case RecordNote:
		return r.Note != nil && r.Note.ID == id
	}
	return false
}
