package assessment

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Replacement is a record that a merge replaced by a later version or removed. It stays on this computer.
type Replacement struct {
	At     Instant // when the merge was made here
	Kind   RecordKind
	ID     string // the indicator of a score, or the id of a priority, action or note; "" for the assessment and the plan
	Before Record
	After  Record // zero if the record was removed; Before then includes everything beneath it
}

// indicator returns the indicator of a score or a priority; "" for other records.
func (r Replacement) indicator() string {
	switch {
	case r.Before.Score != nil:
		return r.Before.Score.Indicator
	case r.Before.Priority != nil:
		return r.Before.Priority.Indicator
	}
	return ""
}

// RecordKind is the kind of a record.
type RecordKind string

// The kinds of records that merging can replace.
const (
	RecordAssessment RecordKind = "assessment"
	RecordScore      RecordKind = "score"
	RecordPlan       RecordKind = "plan"
	RecordPriority   RecordKind = "priority"
	RecordAction     RecordKind = "action"
	RecordNote       RecordKind = "note"
)

// RecordKinds lists all kinds in the order of an assessment.
var RecordKinds = []RecordKind{RecordAssessment, RecordScore, RecordPlan, RecordPriority, RecordAction, RecordNote}

// Record is one record: the team and the details together, or one of the other fields. In is the id of the priority
// of an action, or of the action of a note.
type Record struct {
	In       string    `json:"in,omitempty"`
	Team     *Team     `json:"team,omitempty"`
	Details  *Details  `json:"assessment,omitempty"`
	Score    *Score    `json:"score,omitempty"`
	Plan     *Plan     `json:"plan,omitempty"`
	Priority *Priority `json:"priority,omitempty"`
	Action   *Action   `json:"action,omitempty"`
	Note     *Note     `json:"note,omitempty"`
}

// Gone reports whether the record is empty, because it was removed.
func (r Record) Gone() bool { return r == Record{} }

// RecordChange is one field of a record that was replaced. Field is its name in the hand-over file, but FieldAssessedOn for
// the day of the assessment; the values are as in that file, without the quotes around strings.
type RecordChange struct{ Field, Before, After string }

// FieldAssessedOn names the day of the assessment, which is called date in the hand-over file like the start of the plan.
const FieldAssessedOn = "assessed_on"

// Changes returns the fields that were replaced, in the order of the hand-over file; nil if the whole record was removed.
func (r Replacement) Changes() []RecordChange {
	if r.After.Gone() {
		return nil
	}
	var list []RecordChange
	before, after := r.Before.fields(), r.After.fields()
	for i, f := range before {
		if f.name != "updated_at" && f.name != "sealed_at" && f.name != "id" && i < len(after) && f.value != after[i].value {
			name := f.name
			if name == "date" && r.Before.Details != nil {
				name = FieldAssessedOn
			}
			list = append(list, RecordChange{name, f.value, after[i].value})
		}
	}
	return list
}

// ComesBack returns the changes that putting the record back reverses: all but the reveal, because what was seen stays
// seen.
func (r Replacement) ComesBack() []RecordChange {
	return slices.DeleteFunc(r.Changes(), func(c RecordChange) bool { return c.Field == "revealed" })
}

// PutBackable returns the replacements that have an effect when they are put back.
func PutBackable(list []Replacement) []Replacement {
	return slices.DeleteFunc(slices.Clone(list), func(r Replacement) bool { return !r.After.Gone() && len(r.ComesBack()) == 0 })
}

// beneath are the fields of records that hold other records.
var beneath = []string{"editions", "log", "priorities", "actions", "notes"}

type recordField struct{ name, value string }

// fields returns the record's own fields in order; for the assessment, those of the team first.
func (r Record) fields() []recordField {
	var parts []any
	switch {
	case r.Details != nil:
		parts = []any{r.Team, r.Details}
	case r.Score != nil:
		parts = []any{r.Score}
	case r.Plan != nil:
		parts = []any{r.Plan}
	case r.Priority != nil:
		parts = []any{r.Priority}
	case r.Action != nil:
		parts = []any{r.Action}
	}
	var list []recordField
	for _, p := range parts {
		tokens := json.NewDecoder(strings.NewReader(string(recordBytes(p))))
		_, _ = tokens.Token() // the opening brace; JSON that was just encoded can be parsed
		for tokens.More() {
			name, _ := tokens.Token()
			var raw json.RawMessage
			_ = tokens.Decode(&raw)
			var text string
			switch {
			case slices.Contains(beneath, fmt.Sprint(name)):
				continue
			case json.Unmarshal(raw, &text) != nil:
				text = string(raw)
			}
			list = append(list, recordField{fmt.Sprint(name), text})
		}
	}
	return list
}

// replaced returns the records of before that were replaced or removed in after, without a time.
func replaced(before, after *Assessment) []Replacement {
	before, after = before.Clone(), after.Clone() // the replacements must not share memory with what continues to change
	var list []Replacement
	add := func(kind RecordKind, id string, was, is Record) {
		r := Replacement{Kind: kind, ID: id, Before: was, After: is}
		if is.Gone() || len(r.Changes()) > 0 {
			list = append(list, r)
		}
	}
	add(RecordAssessment, "", Record{Team: &before.Team, Details: &before.Details}, Record{Team: &after.Team, Details: &after.Details})
	for i := range before.Scores {
		is := after.Score(before.Scores[i].Indicator)
		is.UpdatedAt = is.UpdatedAt.Clamp() // zero if the side that was adopted last has no such score
		add(RecordScore, is.Indicator, Record{Score: &before.Scores[i]}, Record{Score: &is})
	}
	ownPlan := func(p Plan) *Plan { p = p.own(); return &p }
	add(RecordPlan, "", Record{Plan: ownPlan(before.Plan)}, Record{Plan: ownPlan(after.Plan)})
	for i := range before.Plan.Priorities {
		was := &before.Plan.Priorities[i]
		is := after.Plan.Priority(was.ID)
		if is == nil {
			add(RecordPriority, was.ID, Record{Priority: was}, Record{})
			continue
		}
		own := func(p Priority) Record { p = p.own(); return Record{Priority: &p} }
		add(RecordPriority, was.ID, own(*was), own(*is))
		for j := range was.Actions {
			replacedAction(add, was.ID, &was.Actions[j], is)
		}
	}
	SortReplaced(list)
	return list
}

func replacedAction(add func(RecordKind, string, Record, Record), priority string, was *Action, in *Priority) {
	is := actionIn(in, was.ID)
	if is == nil {
		add(RecordAction, was.ID, Record{In: priority, Action: was}, Record{})
		return
	}
	own := func(a Action) Record { a = a.own(); return Record{In: priority, Action: &a} }
	add(RecordAction, was.ID, own(*was), own(*is))
	for i := range was.Notes {
		n := was.Notes[i]
		if !slices.ContainsFunc(is.Notes, func(x Note) bool { return x.ID == n.ID }) {
			add(RecordNote, n.ID, Record{In: was.ID, Note: &n}, Record{})
		}
	}
}

// PutBack returns the assessment with the replaced record restored, as a new change: its stamp is later than what it
// replaces, so that it wins every merge. A removed record gets new ids, because a deletion is final. PutBack refuses a change
// of what adopting or closing fixed, and fails with CodePutBack if the record that contained it is gone.
func (a *Assessment) PutBack(r Replacement, now Instant) (*Assessment, error) {
	next := a.Clone()
	was := Tidied(r.Before)
	if was.Details != nil || was.Score != nil {
		if err := a.RefuseScores(); err != nil {
			return nil, err
		}
	}
	switch {
	case was.Details != nil:
		team, d := *was.Team, *was.Details
		d.Revealed, d.Status, d.ClosedOn, d.UpdatedAt = a.Revealed || d.Revealed, a.Status, a.ClosedOn, now.After(a.UpdatedAt)
		next.Team, next.Details = team, d
	case was.Score != nil:
		i := slices.IndexFunc(next.Scores, func(s Score) bool { return s.Indicator == r.ID })
		s := *was.Score
		if i < 0 {
			s.UpdatedAt = now.After(s.UpdatedAt)
			next.Scores = append(next.Scores, s)
			break
		}
		s.UpdatedAt = now.After(next.Scores[i].UpdatedAt)
		next.Scores[i] = s
	case was.Plan != nil:
		next.Plan = next.Plan.Keep(*was.Plan, now.After(a.Plan.UpdatedAt))
	case was.Priority != nil:
		next.putBackPriority(*was.Priority, now)
	case was.Action != nil:
		if !next.putBackAction(was.In, *was.Action, now) {
			return nil, Fail(CodePutBack, nil)
		}
	case was.Note != nil:
		in, _ := next.Plan.Action(was.In)
		if in == nil {
			return nil, Fail(CodePutBack, nil)
		}
		n := *was.Note
		n.ID = NewID()
		in.Notes = append(in.Notes, n)
	}
	if err := a.RefusePlan(); err != nil {
		return nil, err
	}
	next.Plan.Log = next.Plan.FollowLog(&a.Plan, DateOf(now.Time().Local()))
	next.Sort()
	return next, Refuse(next.Check())
}

func (a *Assessment) putBackPriority(p Priority, now Instant) {
	if is := a.Plan.Priority(p.ID); is != nil {
		p.Actions, p.UpdatedAt = is.Actions, now.After(is.UpdatedAt)
		*is = p
		return
	}
	p = p.Fresh()
	p.UpdatedAt = now
	for i := range p.Actions {
		p.Actions[i].UpdatedAt = now
	}
	a.Plan.Priorities = append(a.Plan.Priorities, p)
}

func (a *Assessment) putBackAction(priority string, x Action, now Instant) bool {
	in := a.Plan.Priority(priority)
	if in == nil {
		return false
	}
	if is := actionIn(in, x.ID); is != nil {
		x.Notes, x.Reply, x.UpdatedAt = is.Notes, is.Reply, now.After(is.UpdatedAt)
		*is = x
		return true
	}
	x = x.Fresh()
	x.UpdatedAt = now
	in.Actions = append(in.Actions, x)
	return true
}

// Clone returns a deep copy that shares only the card with the original.
func (a *Assessment) Clone() *Assessment {
	c := *a
	c.Ballots, c.Scores, c.Deleted = slices.Clone(a.Ballots), slices.Clone(a.Scores), slices.Clone(a.Deleted)
	for i := range c.Ballots {
		b := &c.Ballots[i]
		b.Answers, b.Remarks = maps.Clone(b.Answers), maps.Clone(b.Remarks)
	}
	c.Plan.Editions, c.Plan.Log = slices.Clone(a.Plan.Editions), slices.Clone(a.Plan.Log) // an edition never changes
	if a.Previous != nil {
		p := *a.Previous
		c.Previous = &p
	}
	c.Plan.Priorities = slices.Clone(a.Plan.Priorities)
	for i := range c.Plan.Priorities {
		p := &c.Plan.Priorities[i]
		p.Actions = slices.Clone(p.Actions)
		for j := range p.Actions {
			p.Actions[j].Reply, p.Actions[j].Notes = p.Actions[j].Reply.clone(), slices.Clone(p.Actions[j].Notes)
		}
	}
	return &c
}
