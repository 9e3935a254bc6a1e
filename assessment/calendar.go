package assessment

import (
	"cmp"
	"slices"
	"strings"
)

// CalendarEntry is a day for the calendar: when an open action is due, or when a team looks back. UID is the same whenever
// the same thing is written, so that a calendar replaces what it has of it; Changed says which is the later.
// Source: .github/spec/signed.md, Dates into the calendar.
type CalendarEntry struct {
	UID     string
	Day     Date
	Team    Team
	Action  *TeamAction // nil for an evaluation
	Changed Instant
}

// Calendar returns the days of a round: its open actions that have a due date, and its evaluation; by day.
func (a *Assessment) Calendar() []CalendarEntry {
	return sortedEntries(append(actionEntries(OpenActions([]*Assessment{a})), a.evaluationEntry()...))
}

// Calendar returns the days of all teams: their open actions that have a due date, and the evaluation of the round that is
// shown.
func (o *Overview) Calendar() []CalendarEntry {
	var all []CalendarEntry
	for i := range o.Rows {
		r := &o.Rows[i]
		all = append(all, actionEntries(r.Actions)...)
		all = append(all, r.evaluationEntry()...)
	}
	return sortedEntries(all)
}

func actionEntries(list []TeamAction) (entries []CalendarEntry) {
	for i := range list {
		if x := list[i]; x.Open() && x.Due != "" {
			entries = append(entries, CalendarEntry{"action-" + x.ID + "@kwaliteitskaart", x.Due, x.Round.Team, &x, x.UpdatedAt})
		}
	}
	return entries
}

func (a *Assessment) evaluationEntry() []CalendarEntry {
	if a.Plan.EvaluationDate == "" {
		return nil
	}
	return []CalendarEntry{{"evaluation-" + a.ID + "@kwaliteitskaart", a.Plan.EvaluationDate, a.Team, nil, a.Plan.UpdatedAt}}
}

func sortedEntries(list []CalendarEntry) []CalendarEntry {
	slices.SortFunc(list, func(x, y CalendarEntry) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), strings.Compare(x.UID, y.UID))
	})
	return list
}

// Owner is who an entry is for: the owner of an action, as somebody wrote it; "" for an evaluation, which is for everyone.
func (e CalendarEntry) Owner() string {
	if e.Action == nil {
		return ""
	}
	return strings.TrimSpace(e.Action.Owner)
}

// CalendarOwners returns the owners of some entries, by name.
func CalendarOwners(list []CalendarEntry) (owners []string) {
	for _, e := range list {
		if o := e.Owner(); o != "" && !slices.Contains(owners, o) {
			owners = append(owners, o)
		}
	}
	slices.SortFunc(owners, func(x, y string) int { return cmp.Or(compareNames(x, y), strings.Compare(x, y)) })
	return owners
}

// CalendarOf returns the entries of one owner: that owner's actions, and the evaluations of those teams.
func CalendarOf(list []CalendarEntry, owner string) (of []CalendarEntry) {
	teams := make(map[string]bool)
	for _, e := range list {
		teams[e.Team.ID] = teams[e.Team.ID] || e.Owner() == owner
	}
	for _, e := range list {
		if e.Owner() == owner || e.Action == nil && teams[e.Team.ID] {
			of = append(of, e)
		}
	}
	return of
}
