package assessment

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// PlanChange is one change of what was agreed in a plan, made after it was adopted. Status, reason and notes of an
// action are progress, and the order of priorities is how they are shown: neither is ever a change.
type PlanChange struct {
	At        Instant
	Record    string // the id of the priority or action; empty for the plan itself
	Indicator string // that it is about; empty for the plan itself
	What      string // what the action was called then; empty for a priority, which its indicator names
	Field     PlanField
	// Before and After are the field's values: texts as they are, dates as YYYY-MM-DD, whole numbers. Of what was added or
	// removed it is the indicator of a priority or the name of an action, and empty on the other side.
	Before, After string
	// Agreed is all that was agreed in what was added or removed, as it was then: it tells whether that is put back.
	Agreed string
}

// Day returns the local date of the change.
func (c PlanChange) Day() Date { return DateOf(c.At.Time().Local()) }

// PlanField is what of a plan was changed.
type PlanField string

// The fields. FieldAdoptedOn is a plan that became a draft again (no date after) or was adopted once more.
const (
	FieldDate            PlanField = "date"
	FieldAdoptedOn       PlanField = "adopted_on"
	FieldEvaluationDate  PlanField = "evaluation_date"
	FieldStrong          PlanField = "strong"
	FieldConcern         PlanField = "concern"
	FieldChoice          PlanField = "choice"
	FieldPriorityAdded   PlanField = "priority_added"
	FieldPriorityRemoved PlanField = "priority_removed"
	FieldIndicator       PlanField = "indicator"
	FieldWhy             PlanField = "why"
	FieldGoal            PlanField = "goal"
	FieldStudentEffect   PlanField = "student_effect"
	FieldActionAdded     PlanField = "action_added"
	FieldActionRemoved   PlanField = "action_removed"
	FieldWhat            PlanField = "what"
	FieldOwner           PlanField = "owner"
	FieldHelpers         PlanField = "helpers"
	FieldStart           PlanField = "start"
	FieldDue             PlanField = "due"
	FieldDoneWhen        PlanField = "done_when"
	FieldHours           PlanField = "hours"
	FieldEuros           PlanField = "euros"
	FieldAsk             PlanField = "ask"
)

// PlanFields lists every field, in the order of a plan.
var PlanFields = []PlanField{
	FieldDate, FieldAdoptedOn, FieldEvaluationDate, FieldStrong, FieldConcern, FieldChoice,
	FieldPriorityAdded, FieldPriorityRemoved, FieldIndicator, FieldWhy, FieldGoal, FieldStudentEffect,
	FieldActionAdded, FieldActionRemoved, FieldWhat, FieldOwner, FieldHelpers, FieldStart, FieldDue, FieldDoneWhen,
	FieldHours, FieldEuros, FieldAsk,
}

// agreement is the value of one field.
type agreement struct {
	field PlanField
	value string
}

func (p *Plan) agreed() []agreement {
	adopted := p.AdoptedOn
	if p.Status != PlanAdopted {
		adopted = ""
	}
	return []agreement{
		{FieldDate, string(p.Date)},
		{FieldAdoptedOn, string(adopted)},
		{FieldEvaluationDate, string(p.EvaluationDate)},
		{FieldStrong, p.Strong},
		{FieldConcern, p.Concern},
		{FieldChoice, p.Choice},
	}
}

func (p *Priority) agreed() []agreement {
	return []agreement{
		{FieldIndicator, p.Indicator},
		{FieldWhy, p.Why},
		{FieldGoal, p.Goal},
		{FieldStudentEffect, p.StudentEffect},
	}
}

func (a *Action) agreed() []agreement {
	return []agreement{
		{FieldWhat, a.What},
		{FieldOwner, a.Owner},
		{FieldHelpers, a.Helpers},
		{FieldStart, string(a.Start)},
		{FieldDue, string(a.Due)},
		{FieldDoneWhen, a.DoneWhen},
		{FieldHours, strconv.Itoa(a.Hours)},
		{FieldEuros, strconv.Itoa(a.Euros)},
		{FieldAsk, a.Ask},
	}
}

// PlanChanges lists what was agreed before and is otherwise after; nothing while the plan was a draft, except that it is
// adopted.
func PlanChanges(before, after *Plan) []PlanChange {
	if before.Status != PlanAdopted {
		if after.Status != PlanAdopted {
			return nil
		}
		return []PlanChange{{Field: FieldAdoptedOn, After: string(after.AdoptedOn)}}
	}
	changes := differences(PlanChange{}, before.agreed(), after.agreed())
	for i := range before.Priorities {
		old := &before.Priorities[i]
		changes = append(changes, priorityChanges(old, after.Priority(old.ID))...)
	}
	for i := range after.Priorities {
		if p := &after.Priorities[i]; before.Priority(p.ID) == nil {
			changes = append(changes, priorityChanges(nil, p)...)
		}
	}
	return changes
}

// priorityChanges returns those of a priority and its actions; one of the two may be nil.
func priorityChanges(before, after *Priority) []PlanChange {
	var changes []PlanChange
	switch {
	case after == nil:
		changes = append(changes, PlanChange{
			Record: before.ID, Indicator: before.Indicator, Field: FieldPriorityRemoved, Before: before.Indicator,
			Agreed: values(before.agreed()),
		})
		after = &Priority{Indicator: before.Indicator}
	case before == nil:
		changes = append(changes, PlanChange{
			Record: after.ID, Indicator: after.Indicator, Field: FieldPriorityAdded, After: after.Indicator,
			Agreed: values(after.agreed()),
		})
		before = &Priority{}
	default:
		of := PlanChange{Record: after.ID, Indicator: after.Indicator}
		changes = differences(of, before.agreed(), after.agreed())
	}
	for i := range before.Actions {
		old := &before.Actions[i]
		of := PlanChange{Record: old.ID, Indicator: after.Indicator}
		if now := actionIn(after, old.ID); now != nil {
			of.What = now.What
			changes = append(changes, differences(of, old.agreed(), now.agreed())...)
			continue
		}
		of.What, of.Field, of.Before, of.Agreed = old.What, FieldActionRemoved, old.What, values(old.agreed())
		changes = append(changes, of)
	}
	for i := range after.Actions {
		if x := &after.Actions[i]; actionIn(before, x.ID) == nil {
			changes = append(changes, PlanChange{
				Record: x.ID, Indicator: after.Indicator, What: x.What, Field: FieldActionAdded, After: x.What,
				Agreed: values(x.agreed()),
			})
		}
	}
	return changes
}

func actionIn(p *Priority, id string) *Action {
	if i := slices.IndexFunc(p.Actions, func(a Action) bool { return a.ID == id }); i >= 0 {
		return &p.Actions[i]
	}
	return nil
}

// differences returns the fields of one record that are not what they were; white space around a text is none.
func differences(of PlanChange, before, after []agreement) []PlanChange {
	var changes []PlanChange
	for i, old := range before {
		of.Field, of.Before, of.After = old.field, old.value, after[i].value
		if !of.undone() {
			changes = append(changes, of)
		}
	}
	return changes
}

// undone reports whether nothing has changed after all.
func (c PlanChange) undone() bool { return strings.TrimSpace(c.Before) == strings.TrimSpace(c.After) }

// values returns what a record says, as text to compare.
func values(list []agreement) string {
	var all []string
	for _, a := range list {
		all = append(all, strings.TrimSpace(a.value))
	}
	b, _ := json.Marshal(all) // texts always can
	return string(b)
}

// sitting is how long after a change the next one of the same field still belongs to it.
const sitting = Instant(time.Hour / time.Millisecond)

// Recorded returns a history with changes that are made now, sorted. The history of a plan says what was agreed and what
// became of it, not how often a key was pressed:
//   - A change of a field within an hour of the last one of it joins that: it keeps what stood there before both. Where
//     that is back, nothing was changed.
//   - What is changed of a record within an hour of adding it belongs to adding it; removing it then undoes that.
//   - What is put back as it was within an hour of removing it was not removed. Its id is another one (Fresh).
//   - Adopting a plan for the first time changes nothing. Adopting it again makes other agreements: no change joins one
//     from before that.
func Recorded(history, changes []PlanChange, now Instant) []PlanChange {
	h := slices.Clone(history)
	for _, c := range changes {
		c.At = now
		h = recorded(h, c)
	}
	SortHistory(h)
	return h
}

func recorded(h []PlanChange, c PlanChange) []PlanChange {
	// recent is the last change made in this sitting that meets a condition, or -1.
	recent := func(is func(PlanChange) bool) int {
		for i, e := range slices.Backward(h) {
			if e.Field == FieldAdoptedOn && c.Field != FieldAdoptedOn {
				break
			}
			if c.At < e.At+sitting && is(e) {
				return i
			}
		}
		return -1
	}
	without := func(i int) []PlanChange { return slices.Delete(h, i, i+1) }
	added := recent(func(e PlanChange) bool {
		return e.Record == c.Record && (e.Field == FieldPriorityAdded || e.Field == FieldActionAdded)
	})
	switch c.Field {
	case FieldPriorityAdded, FieldActionAdded:
		removed := FieldPriorityRemoved
		if c.Field == FieldActionAdded {
			removed = FieldActionRemoved
		}
		if i := recent(func(e PlanChange) bool {
			return e.Field == removed && e.Indicator == c.Indicator && e.Agreed == c.Agreed
		}); i >= 0 {
			return without(i)
		}
		return append(h, c)
	case FieldPriorityRemoved, FieldActionRemoved:
		if added >= 0 {
			return without(added)
		}
		return append(h, c)
	}
	if added >= 0 {
		e := &h[added]
		e.At, e.Indicator, e.What, e.After = max(e.At, c.At), c.Indicator, c.What, c.What
		if e.Field == FieldPriorityAdded {
			e.After = c.Indicator
		}
		return h
	}
	same := func(e PlanChange) bool { return e.Record == c.Record && e.Field == c.Field }
	if i := recent(same); i >= 0 {
		e := &h[i]
		e.At, e.Indicator, e.What, e.After = max(e.At, c.At), c.Indicator, c.What, c.After
		if e.undone() {
			return without(i)
		}
		return h
	}
	if c.Field == FieldAdoptedOn && c.Before == "" && !slices.ContainsFunc(h, same) {
		return h
	}
	return append(h, c)
}

// SortHistory puts changes in the order of time; those of one moment in the order of a plan.
func SortHistory(h []PlanChange) {
	slices.SortFunc(h, func(x, y PlanChange) int {
		return cmp.Or(cmp.Compare(x.At, y.At), strings.Compare(x.Indicator, y.Indicator),
			cmp.Compare(slices.Index(PlanFields, x.Field), slices.Index(PlanFields, y.Field)),
			strings.Compare(x.Record, y.Record))
	})
}
