package assessment

import (
	"cmp"
	"slices"
)

// OverviewFilter is a reason for which a team may need attention.
type OverviewFilter string

// The filters.
const (
	FilterLate             OverviewFilter = "late"
	FilterEvaluationPassed OverviewFilter = "evaluation_passed"
	FilterEvaluationSoon   OverviewFilter = "evaluation_soon"
	FilterNoPlan           OverviewFilter = "no_plan"
	FilterDraft            OverviewFilter = "draft"
	FilterChanged          OverviewFilter = "changed"
	FilterUnanswered       OverviewFilter = "unanswered"
	FilterNotBegun         OverviewFilter = "not_begun" // no round in the school year of today
	FilterVulnerable       OverviewFilter = "vulnerable"
)

// OverviewFilters lists all filters in the order they are shown.
var OverviewFilters = []OverviewFilter{
	FilterLate, FilterEvaluationPassed, FilterEvaluationSoon, FilterNoPlan, FilterDraft, FilterChanged, FilterUnanswered,
	FilterNotBegun, FilterVulnerable,
}

// Is reports whether a filter holds for a team as of today.
func (r *OverviewRow) Is(f OverviewFilter, today Date) bool {
	switch f {
	case FilterLate:
		return r.Late > 0
	case FilterEvaluationPassed:
		return r.Evaluation == EvaluationPassed
	case FilterEvaluationSoon:
		return r.Evaluation == EvaluationSoon
	case FilterNoPlan:
		return r.State == PlanStateNone
	case FilterDraft:
		return r.State == PlanStateDraft
	case FilterChanged:
		return r.State == PlanStateChanged
	case FilterUnanswered:
		return r.Asked.Unanswered.Asks > 0
	case FilterNotBegun:
		return !slices.ContainsFunc(r.Rounds, func(x OverviewRound) bool { return x.Date.SchoolYear() == today.SchoolYear() })
	case FilterVulnerable:
		vulnerable := func(x OverviewArea) bool { return x.Label == LabelVulnerable }
		return slices.ContainsFunc(r.Areas, vulnerable) || slices.ContainsFunc(r.Own, vulnerable)
	}
	return false
}

// Shown returns the teams for which all filters hold and that found accepts, in the order of the overview.
func (o *Overview) Shown(filters []OverviewFilter, found func(*OverviewRow) bool) []*OverviewRow {
	var rows []*OverviewRow
	for i := range o.Rows {
		r := &o.Rows[i]
		if found(r) && !slices.ContainsFunc(filters, func(f OverviewFilter) bool { return !r.Is(f, o.Today) }) {
			rows = append(rows, r)
		}
	}
	return rows
}

// OverviewColumn is a column by which teams can be sorted.
type OverviewColumn string

// The columns. ColumnArea sorts by the mean.
const (
	ColumnTeam       OverviewColumn = "team"
	ColumnDate       OverviewColumn = "date"
	ColumnArea       OverviewColumn = "area"
	ColumnPlan       OverviewColumn = "plan"
	ColumnActions    OverviewColumn = "actions" // late ones first
	ColumnEvaluation OverviewColumn = "evaluation"
	ColumnAsks       OverviewColumn = "asks" // unanswered ones first
)

// OverviewOrder is the order of the teams. Area is the index of the area for ColumnArea; Down puts the highest or latest
// first. Teams without a value come last either way.
type OverviewOrder struct {
	Column OverviewColumn
	Area   int
	Down   bool
}

// Turned returns the order after a column is chosen: choosing the same one reverses it, and another begins with the teams
// that need attention.
func (o OverviewOrder) Turned(to OverviewColumn, area int) OverviewOrder {
	if o.Column == to && o.Area == area {
		o.Down = !o.Down
		return o
	}
	return OverviewOrder{Column: to, Area: area, Down: to == ColumnActions || to == ColumnAsks}
}

// Sort sorts teams; those that are equal stay in their order.
func (o OverviewOrder) Sort(rows []*OverviewRow) {
	slices.SortStableFunc(rows, func(x, y *OverviewRow) int {
		if c := cmp.Compare(countOf(o.lacks(x)), countOf(o.lacks(y))); c != 0 || o.lacks(x) {
			return c
		}
		c := o.compare(x, y)
		if o.Down {
			return -c
		}
		return c
	})
}

func countOf(b bool) int {
	if b {
		return 1
	}
	return 0
}

// lacks reports whether a team has nothing in the column.
func (o OverviewOrder) lacks(r *OverviewRow) bool {
	switch o.Column {
	case ColumnDate:
		return r.Date == ""
	case ColumnArea:
		return r.mean(o.Area) == nil
	case ColumnEvaluation:
		return r.Plan.EvaluationDate == ""
	}
	return false
}

func (r *OverviewRow) mean(area int) *Mean {
	if area >= len(r.Areas) {
		return nil
	}
	return r.Areas[area].Mean
}

func (o OverviewOrder) compare(x, y *OverviewRow) int {
	switch o.Column {
	case ColumnDate:
		return cmp.Compare(x.Date, y.Date)
	case ColumnArea:
		return cmp.Compare(*x.mean(o.Area), *y.mean(o.Area))
	case ColumnPlan:
		return cmp.Compare(slices.Index(PlanStates, x.State), slices.Index(PlanStates, y.State))
	case ColumnActions:
		return cmp.Or(cmp.Compare(x.Late, y.Late), cmp.Compare(x.Open, y.Open))
	case ColumnEvaluation:
		return cmp.Compare(x.Plan.EvaluationDate, y.Plan.EvaluationDate)
	case ColumnAsks:
		return cmp.Or(cmp.Compare(x.Asked.Unanswered.Asks, y.Asked.Unanswered.Asks), cmp.Compare(x.Asked.Asked.Euros, y.Asked.Asked.Euros),
			cmp.Compare(x.Asked.Asked.Hours, y.Asked.Asked.Hours))
	}
	return compareTeams(*x, *y)
}
