package assessment

import (
	"cmp"
	"slices"
	"strings"
)

// CalendarEntry is an event for a calendar: the due date of an open action, or a team's evaluation. UID is the same each time
// the event is exported, so that a calendar replaces its copy; Changed is the time of the last change. Source:
// .github/spec/signed.md, Dates into the calendar.
type CalendarEntry struct {
	UID     string
	Day     Date
	Team    Team
	Action  *TeamAction // nil for an evaluation
	Changed Instant
}

// Calendar returns the events of a round by day: its open actions with a due date that no later loaded round continues, and
// its evaluation.
func (r Round) Calendar() []CalendarEntry {
	return sortedEntries(append(actionEntries(r.open()), r.Assessment.evaluationEntry()...))
}

// Calendar returns the events of all teams by day: their open actions with a due date, and the evaluation of the round shown.
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

// OwnersCalendar is the entries for one owner, spelled as in the first of them: the owner's actions, and the evaluations of
// their teams. Owner is "" for actions without an owner.
type OwnersCalendar struct {
	Owner   string
	Actions int
	Entries []CalendarEntry
}

// CalendarPerOwner divides list among the owners of its actions, by name, those without an owner last. Without actions, the
// evaluations have the owner "".
func CalendarPerOwner(list []CalendarEntry) (all []OwnersCalendar) {
	teams := make(map[string]map[string]bool)
	for _, e := range list {
		if e.Action == nil {
			continue
		}
		owner := strings.TrimSpace(e.Action.Owner)
		key := OwnerKey(owner)
		i := slices.IndexFunc(all, func(c OwnersCalendar) bool { return OwnerKey(c.Owner) == key })
		if i < 0 {
			i = len(all)
			all, teams[key] = append(all, OwnersCalendar{Owner: owner}), make(map[string]bool)
		}
		all[i].Actions++
		teams[key][e.Team.ID] = true
	}
	if len(all) == 0 && len(list) > 0 {
		return []OwnersCalendar{{Entries: list}}
	}
	slices.SortFunc(all, func(x, y OwnersCalendar) int {
		return cmp.Or(cmp.Compare(countOf(x.Owner == ""), countOf(y.Owner == "")), compareNames(x.Owner, y.Owner))
	})
	for i := range all {
		key := OwnerKey(all[i].Owner)
		for _, e := range list {
			if e.Action == nil && teams[key][e.Team.ID] || e.Action != nil && OwnerKey(e.Action.Owner) == key {
				all[i].Entries = append(all[i].Entries, e)
			}
		}
	}
	return all
}
