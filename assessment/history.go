package assessment

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// PlanChange is one change to what was agreed in a plan, made after the plan was adopted. The status, reason and
// notes of an action are progress, and the order of priorities is presentation: neither counts as a change.
type PlanChange struct {
	At        Instant
	Record    string // id of the priority or action; "" for the plan itself
	Indicator string // "" for the plan itself
	What      string // what the action was called; "" for a priority, which its indicator identifies
	Field     PlanField
	// Before and After are the values of the field: texts unchanged, dates as YYYY-MM-DD, or whole numbers. If a
	// record was added or removed, one of them is the indicator of the priority or the name of the action, and the
	// other is "".
	Before, After string
	// Agreed is everything that was agreed in a record when it was added or removed. It is used to detect that the
	// record is put back.
	Agreed string
}

// Day returns the local date of the change.
func (c PlanChange) Day() Date { return DateOf(c.At.Time().Local()) }

// PlanField is the field of a plan that was changed.
type PlanField string

// The fields. FieldAdoptedOn means that the plan became a draft again (After is "") or was adopted again.
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

// PlanFields lists all fields, in the order of a plan.
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

// PlanChanges returns the differences in what was agreed between two versions of a plan. While the plan is a draft it
// returns nothing, except that the plan is adopted.
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

// priorityChanges returns the changes to a priority and its actions; before or after may be nil.
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

// differences returns the fields of a record that differ, ignoring surrounding white space.
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

// undone reports whether the change has no effect.
func (c PlanChange) undone() bool { return strings.TrimSpace(c.Before) == strings.TrimSpace(c.After) }

// values returns the values of a record as one text to compare.
func values(list []agreement) string {
	var all []string
	for _, a := range list {
		all = append(all, strings.TrimSpace(a.value))
	}
	b, _ := json.Marshal(all) // strings can always be encoded
	return string(b)
}

// sitting is the time within which a later change to the same field is combined with an earlier one.
const sitting = Instant(time.Hour / time.Millisecond)

// Recorded returns a history extended with changes made at now, sorted. The history of a plan shows what was agreed
// and how that changed, not every key press:
// - A change to a field within an hour of the last change to it is combined with that one and keeps the older Before. If the value is then the same as before, the change is dropped.
// - Changes to a record within an hour of adding it are part of adding it; removing it then drops both.
// - A record put back unchanged within an hour of removing it counts as not removed. It has another id (Fresh).
// - Adopting a plan for the first time is not a change. Adopting it again starts a new agreement: later changes are not combined with earlier ones.
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
	// recent returns the index of the last change in this sitting that satisfies is, or -1.
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

// SortHistory sorts changes by time; changes of the same moment are in the order of a plan.
func SortHistory(h []PlanChange) {
	slices.SortFunc(h, func(x, y PlanChange) int {
		return cmp.Or(cmp.Compare(x.At, y.At), strings.Compare(x.Indicator, y.Indicator),
			cmp.Compare(slices.Index(PlanFields, x.Field), slices.Index(PlanFields, y.Field)),
			strings.Compare(x.Record, y.Record))
	})
}
