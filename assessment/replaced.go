package assessment

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Replacement is a record that merging with a file replaced by a later one, or took away. It stays on this computer.
type Replacement struct {
	At     Instant // when it was merged here
	Kind   RecordKind
	ID     string // the indicator of a score, the id of a priority, action or note; empty for the assessment and the plan
	Before Record
	After  Record // empty when it was taken away, and Before then has all that was beneath it
}

// indicator returns what a score or a priority is about; empty for the rest.
func (r Replacement) indicator() string {
	switch {
	case r.Before.Score != nil:
		return r.Before.Score.Indicator
	case r.Before.Priority != nil:
		return r.Before.Priority.Indicator
	}
	return ""
}

// RecordKind says what a record is.
type RecordKind string

// The kinds of record that merging can replace.
const (
	RecordAssessment RecordKind = "assessment"
	RecordScore      RecordKind = "score"
	RecordPlan       RecordKind = "plan"
	RecordPriority   RecordKind = "priority"
	RecordAction     RecordKind = "action"
	RecordNote       RecordKind = "note"
)

// RecordKinds lists every kind, in the order of an assessment.
var RecordKinds = []RecordKind{RecordAssessment, RecordScore, RecordPlan, RecordPriority, RecordAction, RecordNote}

// Record is one record: the team and the details together, or one of the others. Of an action In is its priority, of a
// note its action.
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

// Gone reports whether there is no record.
func (r Record) Gone() bool { return r == Record{} }

// RecordChange is one field of a record that was replaced. Field is its name in the hand-over file; the values are as
// that writes them, texts without quotes.
type RecordChange struct{ Field, Before, After string }

// Changes lists the fields that were replaced, in the order of the hand-over file; none of what was taken away whole.
func (r Replacement) Changes() []RecordChange {
	if r.After.Gone() {
		return nil
	}
	var list []RecordChange
	before, after := r.Before.fields(), r.After.fields()
	for i, f := range before {
		if f.name != "updated_at" && f.name != "id" && i < len(after) && f.value != after[i].value {
			list = append(list, RecordChange{f.name, f.value, after[i].value})
		}
	}
	return list
}

type recordField struct{ name, value string }

// fields returns the record's own fields in order, of the assessment those of the team first.
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
		_, _ = tokens.Token() // the brace; what was just written reads
		for tokens.More() {
			name, _ := tokens.Token()
			var raw json.RawMessage
			_ = tokens.Decode(&raw)
			var text string
			switch {
			case raw[0] == '[':
				continue // what lies beneath it
			case json.Unmarshal(raw, &text) != nil:
				text = string(raw)
			}
			list = append(list, recordField{fmt.Sprint(name), text})
		}
	}
	return list
}

// replaced lists what stands otherwise after, or no longer, without a time.
func replaced(before, after *Assessment) []Replacement {
	before, after = before.Clone(), after.Clone() // what is kept shares nothing with what goes on changing
	var list []Replacement
	add := func(kind RecordKind, id string, was, is Record) {
		r := Replacement{Kind: kind, ID: id, Before: was, After: is}
		if is.Gone() || len(r.Changes()) > 0 {
			list = append(list, r)
		}
	}
	add(RecordAssessment, "", Record{Team: &before.Team, Details: &before.Details}, Record{Team: &after.Team, Details: &after.Details})
	for i := range before.Scores {
		is := after.Score(before.Scores[i].Indicator) // it is there: scores are never taken away
		add(RecordScore, is.Indicator, Record{Score: &before.Scores[i]}, Record{Score: &is})
	}
	ownPlan := func(p Plan) *Plan { p.Priorities = nil; return &p }
	add(RecordPlan, "", Record{Plan: ownPlan(before.Plan)}, Record{Plan: ownPlan(after.Plan)})
	for i := range before.Plan.Priorities {
		was := &before.Plan.Priorities[i]
		is := after.Plan.Priority(was.ID)
		if is == nil {
			add(RecordPriority, was.ID, Record{Priority: was}, Record{})
			continue
		}
		own := func(p Priority) Record { p.Actions = nil; return Record{Priority: &p} }
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
	own := func(a Action) Record { a.Notes = nil; return Record{In: priority, Action: &a} }
	add(RecordAction, was.ID, own(*was), own(*is))
	for i := range was.Notes {
		n := was.Notes[i]
		if !slices.ContainsFunc(is.Notes, func(x Note) bool { return x.ID == n.ID }) {
			add(RecordNote, n.ID, Record{In: was.ID, Note: &n}, Record{})
		}
	}
}

// PutBack returns the assessment with what was replaced put back: a new change, stamped later than what it replaces, so that
// it wins wherever it is merged. What was taken away comes back under new ids, for a deletion is final. CodePutBack when
// what it belonged to is gone.
func (a *Assessment) PutBack(r Replacement, now Instant) (*Assessment, error) {
	next := a.Clone()
	was := r.Before
	switch {
	case was.Details != nil:
		team, d := *was.Team, *was.Details
		d.Revealed, d.UpdatedAt = a.Revealed || d.Revealed, now.After(a.UpdatedAt)
		next.Team, next.Details = team, d
	case was.Score != nil:
		i := slices.IndexFunc(next.Scores, func(s Score) bool { return s.Indicator == r.ID })
		if i < 0 {
			return nil, Fail(CodePutBack, nil)
		}
		s := *was.Score
		s.UpdatedAt = now.After(next.Scores[i].UpdatedAt)
		next.Scores[i] = s
	case was.Plan != nil:
		p := *was.Plan
		p.Priorities, p.UpdatedAt = next.Plan.Priorities, now.After(a.Plan.UpdatedAt)
		next.Plan = p
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
		x.Notes, x.UpdatedAt = is.Notes, now.After(is.UpdatedAt)
		*is = x
		return true
	}
	x = x.Fresh()
	x.UpdatedAt = now
	in.Actions = append(in.Actions, x)
	return true
}

// Clone shares nothing with its original but the card.
func (a *Assessment) Clone() *Assessment {
	c := *a
	c.Ballots, c.Scores, c.Deleted = slices.Clone(a.Ballots), slices.Clone(a.Scores), slices.Clone(a.Deleted)
	for i := range c.Ballots {
		b := &c.Ballots[i]
		b.Answers, b.Remarks = maps.Clone(b.Answers), maps.Clone(b.Remarks)
	}
	c.Plan.Priorities = slices.Clone(a.Plan.Priorities)
	for i := range c.Plan.Priorities {
		p := &c.Plan.Priorities[i]
		p.Actions = slices.Clone(p.Actions)
		for j := range p.Actions {
			p.Actions[j].Notes = slices.Clone(p.Actions[j].Notes)
		}
	}
	return &c
}
