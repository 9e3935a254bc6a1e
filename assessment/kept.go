package assessment

import "slices"

// Check refuses a replacement that no merge can have kept: one of an unknown kind, or whose records do not match its
// kind and id. The content of the records is checked when it is put back, against the assessment at that time.
func (r Replacement) Check() error {
	f := &findings{}
	if !slices.Contains(RecordKinds, r.Kind) {
		f.add("replaced.kind", FaultChoice, string(r.Kind), "")
	}
	if !r.Before.is(r.Kind, r.ID) {
		f.add("replaced.before", FaultMissing, r.ID, "")
	}
	if !r.After.Gone() && !r.After.is(r.Kind, r.ID) {
		f.add("replaced.after", FaultMissing, r.ID, "")
	}
	return Refuse(f.faults)
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
