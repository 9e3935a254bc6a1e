package assessment

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Change is one difference between what was agreed and what is stored now. Values are written as in a hand-over file, texts
// without quotes. A priority or action that was added or removed has one value: its indicator or its name.
type Change struct {
	Kind      RecordKind
	Record    string // indicator of a score, id of a priority or action; empty for the plan and the assessment
	Indicator string // the indicator concerned; empty for none
	What      string // name of the action; empty for any other
	Field     string // its name in the hand-over file, or one of the constants below
	Before    string
	After     string
	On        Date   // from the log; "" if it has no entry
	Why       string // from the log; "" if it has no entry, or no reason
}

// The fields of a record that was added or removed.
const (
	priorityAdded   = "priority_added"
	priorityRemoved = "priority_removed"
	actionAdded     = "action_added"
	actionRemoved   = "action_removed"
)

// LogField returns what the log calls the field.
func (c Change) LogField() LogField {
	switch c.Field {
	case priorityAdded, actionAdded:
		return LogAdded
	case priorityRemoved, actionRemoved:
		return LogRemoved
	}
	return LogField(c.Field)
}

// Added reports whether the change is a record that was added.
func (c Change) Added() bool { return c.LogField() == LogAdded }

// Removed reports whether the change is a record that was removed.
func (c Change) Removed() bool { return c.LogField() == LogRemoved }

// Event reports whether c is no difference but an adoption or a reopening (Adoptions).
func (c Change) Event() bool {
	return slices.Contains([]string{adoptedBefore, adoptedAgain, reopenedBefore}, c.Field)
}

// Value returns the changed field with its values, for display.
func (c Change) Value() RecordChange { return RecordChange{c.Field, c.Before, c.After} }

// Changes returns the differences between what was agreed and what is stored now, with their day and reason from the log. It
// compares with every edition of the current adoption, so that a change is seen however it came about. A draft has none.
// Source: .github/spec/signed.md, Adopting fixes; .github/spec/decisions.md 2, 3 and 8.
func (a *Assessment) Changes() []Change {
	if a.Plan.Status != PlanAdopted {
		return nil
	}
	var all []Change
	for i := range a.Plan.Editions {
		if a.Plan.Editions[i].SealedAt == a.Plan.SealedAt {
			for _, c := range a.changesSince(&a.Plan.Editions[i]) {
				if !slices.Contains(all, c) {
					all = append(all, c)
				}
			}
		}
	}
	for i := range all {
		all[i] = a.Plan.withReason(all[i])
	}
	return all
}

// LogsAdoption reports whether the log has an entry for the current adoption. It has none if an older program adopted the
// plan; then the changes that were made with that program are missing too.
func (p *Plan) LogsAdoption() bool {
	return slices.ContainsFunc(p.Log, func(e LogEntry) bool { return e.Field == LogAdopted && e.After == string(p.AdoptedOn) })
}

func (a *Assessment) changesSince(e *Edition) []Change {
	var list []Change
	if e.Card.CardRef != a.Card.Ref() {
		list = append(list, Change{
			Kind: RecordAssessment, Field: "card", Before: e.Card.ID + " " + e.Card.Version, After: a.Card.ID + " " + a.Card.Version,
		})
	}
	of := Change{Kind: RecordAssessment}
	list = append(list, differences(of, Record{Team: &e.Team, Details: &e.Assessment}, Record{Team: &a.Team, Details: &a.Details})...)
	list = append(list, scoreDifferences(e.Card.of(a.Card), e.Scores, a)...)
	return append(list, planDifferences(&e.Plan, &a.Plan)...)
}

// scoreDifferences compares scores, which were made on card, with those of a.
func scoreDifferences(card *Card, scores []Score, a *Assessment) (list []Change) {
	before := Assessment{Card: card, Scores: scores}
	var indicators []string
	for _, scores := range [][]Score{scores, a.Scores} {
		for _, s := range scores {
			if !slices.Contains(indicators, s.Indicator) {
				indicators = append(indicators, s.Indicator)
			}
		}
	}
	order := map[string]int{}
	for i, ind := range a.Card.InScope(ScopeFull) {
		order[ind.ID] = i
	}
	slices.SortStableFunc(indicators, func(x, y string) int { return cmp.Compare(order[x], order[y]) })
	for _, id := range indicators {
		was, is := before.Score(id), a.Score(id)
		of := Change{Kind: RecordScore, Record: id, Indicator: id}
		list = append(list, differences(of, Record{Score: &was}, Record{Score: &is})...)
	}
	return list
}

// planDifferences compares two plans, but not whether they are adopted. A priority or action with another id but the same
// content in the same place is the same: it was removed and put back.
func planDifferences(before, after *Plan) []Change {
	was, is := before.own(), after.own()
	list := differences(Change{Kind: RecordPlan}, Record{Plan: &was}, Record{Plan: &is})
	pairs, gone, fresh := paired(before.Priorities, after.Priorities, priorityID, func(p *Priority) string { return agreedIn(Record{Priority: p}) })
	placed := make([]Priority, len(pairs))
	for i, p := range pairs {
		placed[i] = *p.was
	}
	places := placesOf(placed)
	for i, p := range pairs {
		placed[i] = *p.is
		placed[i].ID = p.was.ID // one put back in an equal position keeps its place
	}
	now := placesOf(placed)
	for i, p := range pairs {
		of := Change{Kind: RecordPriority, Record: p.is.ID, Indicator: p.is.Indicator}
		was, is := p.was.own(), p.is.own()
		was.Position, is.Position = places[i], now[i]
		list = append(list, differences(of, Record{Priority: &was}, Record{Priority: &is})...)
		list = append(list, actionDifferences(p.was.Actions, p.is.Actions, p.is.Indicator)...)
	}
	for _, p := range gone {
		list = append(list, Change{Kind: RecordPriority, Record: p.ID, Indicator: p.Indicator, Field: priorityRemoved, Before: p.Indicator})
		list = append(list, actionDifferences(p.Actions, nil, p.Indicator)...)
	}
	for _, p := range fresh {
		list = append(list, Change{Kind: RecordPriority, Record: p.ID, Indicator: p.Indicator, Field: priorityAdded, After: p.Indicator})
		list = append(list, actionDifferences(nil, p.Actions, p.Indicator)...)
	}
	return list
}

// placesOf returns the place of each priority in list, from 1. Places are compared instead of positions: adding or removing
// another priority keeps the order of the rest, and moving one renumbers all.
func placesOf(list []Priority) []int {
	places := make([]int, len(list))
	for i := range list {
		for j := range list {
			if i == j || comparePlace(list[j], list[i]) < 0 {
				places[i]++
			}
		}
	}
	return places
}

func actionDifferences(before, after []Action, indicator string) (list []Change) {
	pairs, gone, fresh := paired(before, after, actionID, func(a *Action) string { return agreedIn(Record{Action: a}) })
	for _, x := range pairs {
		of := Change{Kind: RecordAction, Record: x.is.ID, Indicator: indicator, What: x.is.What}
		was, is := x.was.own(), x.is.own()
		list = append(list, differences(of, Record{Action: &was}, Record{Action: &is})...)
	}
	for _, x := range gone {
		list = append(list, Change{Kind: RecordAction, Record: x.ID, Indicator: indicator, What: x.What, Field: actionRemoved, Before: x.What})
	}
	for _, x := range fresh {
		list = append(list, Change{Kind: RecordAction, Record: x.ID, Indicator: indicator, What: x.What, Field: actionAdded, After: x.What})
	}
	return list
}

type pair[T any] struct{ was, is *T }

// paired returns the records that are in both lists, matched by id or else by content, those only in before, and those only
// in after.
func paired[T any](before, after []T, id func(T) string, content func(*T) string) (both []pair[T], gone, fresh []*T) {
	matched := make([]bool, len(after))
	match := func(is func(*T) bool) *T {
		for i := range after {
			if !matched[i] && is(&after[i]) {
				matched[i] = true
				return &after[i]
			}
		}
		return nil
	}
	for i := range before {
		was := &before[i]
		if is := match(func(x *T) bool { return id(*x) == id(*was) }); is != nil {
			both = append(both, pair[T]{was, is})
		} else {
			gone = append(gone, was)
		}
	}
	gone = slices.DeleteFunc(gone, func(was *T) bool {
		is := match(func(x *T) bool { return content(x) == content(was) })
		if is != nil {
			both = append(both, pair[T]{was, is})
		}
		return is != nil
	})
	for i := range after {
		if !matched[i] {
			fresh = append(fresh, &after[i])
		}
	}
	return both, gone, fresh
}

// notAgreed lists the fields that are not part of what was agreed: what names a record, progress, the card's
// action that a text was copied from, and whether the round is open and revealed.
var notAgreed = map[RecordKind][]string{
	RecordAssessment: {"status", "closed_on", "revealed"},
	RecordScore:      {"indicator"},
	RecordPlan:       {"status"},
	RecordAction:     {"status", "reason", "suggestion"},
}

// differences returns the agreed fields of one record that differ, ignoring white space around texts.
func differences(of Change, before, after Record) (list []Change) {
	for _, f := range (Replacement{Before: before, After: after}).Changes() {
		if !slices.Contains(notAgreed[of.Kind], f.Field) && strings.TrimSpace(f.Before) != strings.TrimSpace(f.After) {
			of.Field, of.Before, of.After = f.Field, f.Before, f.After
			list = append(list, of)
		}
	}
	return list
}

// agreedIn returns the agreed fields of a priority or action as text to compare, without the position: that is compared by
// place.
func agreedIn(r Record) string {
	kind := RecordAction
	if r.Priority != nil {
		own := r.Priority.own()
		kind, r = RecordPriority, Record{Priority: &own}
	} else {
		own := r.Action.own()
		r = Record{Action: &own}
	}
	var all []string
	for _, f := range r.fields() {
		if f.name != "id" && f.name != "updated_at" && f.name != "position" && !slices.Contains(notAgreed[kind], f.name) {
			all = append(all, strings.TrimSpace(f.value))
		}
	}
	return fmt.Sprintf("%q", all)
}
