package assessment

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Overview compares the plans of many teams for a manager: one round of each team.
type Overview struct {
	// Card is the card that most teams use, in its newest version; its areas are the columns.
	Card  *Card
	Today Date
	Rows  []OverviewRow // by team name, then date
}

// OverviewRow is one team. Labels[i] is its label for area i of the overview's card; "" if the team uses another card
// or a scope without that area.
type OverviewRow struct {
	Assessment     string // id
	Team           Team
	Date           Date
	PlanStatus     PlanStatus
	Labels         []Label
	Open, Overdue  int
	EvaluationDate Date
}

// Vulnerable reports whether any of the team's areas is vulnerable.
func (r *OverviewRow) Vulnerable() bool { return slices.Contains(r.Labels, LabelVulnerable) }

// Latest returns a list without duplicates: if an assessment occurs several times, for example in two files, the copy
// that was changed last.
func Latest(list []*Assessment) []*Assessment {
	latest := make(map[string]*Assessment)
	for _, a := range list {
		if old := latest[a.ID]; old == nil || a.laterThan(old) {
			latest[a.ID] = a
		}
	}
	return slices.Collect(maps.Values(latest))
}

// Representative returns, for each team, the round that represents its current state: the newest one that is
// completely scored or has an adopted plan, or else the newest one. A round that has only been started does not hide
// the agreements of the one before.
func Representative(all []Summary) []Summary {
	telling := make(map[string]Summary)
	for _, s := range all {
		old, known := telling[s.Team.ID]
		if !known || s.representative() && !old.representative() ||
			s.representative() == old.representative() && cmp.Or(cmp.Compare(s.Date, old.Date), strings.Compare(s.ID, old.ID)) > 0 {
			telling[s.Team.ID] = s
		}
	}
	return slices.Collect(maps.Values(telling))
}

func (s Summary) representative() bool {
	return s.Answered == s.Total || s.OpenActions > 0 || s.PlanStatus == PlanAdopted
}

// NewOverview returns the overview of a list of assessments as of today: of each team its Representative round, in
// its Latest copy. The order of the list does not matter.
func NewOverview(list []*Assessment, today Date) *Overview {
	rounds := make(map[string]*Assessment)
	var all []Summary
	for _, a := range Latest(list) {
		rounds[a.ID], all = a, append(all, a.Summarize(today))
	}
	shown := make(map[string]*Assessment)
	for _, s := range Representative(all) {
		shown[s.Team.ID] = rounds[s.ID]
	}
	o := &Overview{Today: today, Card: usualCard(shown)}
	for _, a := range shown {
		o.Rows = append(o.Rows, o.row(a))
	}
	slices.SortFunc(o.Rows, func(x, y OverviewRow) int {
		return cmp.Or(compareNames(x.Team.Name, y.Team.Name), cmp.Compare(x.Date, y.Date), strings.Compare(x.Assessment, y.Assessment))
	})
	return o
}

// laterThan reports whether this copy of an assessment was changed after the other one; with equal stamps, whether
// its records have the larger bytes, as in merging.
func (a *Assessment) laterThan(other *Assessment) bool {
	c := cmp.Compare(a.changed(), other.changed())
	return cmp.Or(c, bytes.Compare(a.records(), other.records())) > 0
}

// changed returns the time of the last change to any part of the assessment.
func (a *Assessment) changed() Instant {
	last := max(a.UpdatedAt, a.Plan.UpdatedAt, Instant(a.Plan.SealedAt))
	for _, s := range a.Scores {
		last = max(last, s.UpdatedAt)
	}
	for _, d := range a.Deleted {
		last = max(last, d.UpdatedAt)
	}
	for _, p := range a.Plan.Priorities {
		last = max(last, p.UpdatedAt)
		for _, x := range p.Actions {
			last = max(last, x.UpdatedAt)
		}
	}
	return last
}

// records returns everything that is stored of an assessment except its card.
func (a *Assessment) records() []byte {
	all := *a
	all.Card = nil
	b, _ := json.Marshal(all) // these fields can always be encoded
	return b
}

func (o *Overview) row(a *Assessment) OverviewRow {
	r := OverviewRow{
		Assessment: a.ID, Team: a.Team, Date: a.Date, PlanStatus: a.Plan.Status, EvaluationDate: a.Plan.EvaluationDate,
		Labels: make([]Label, len(o.Card.Areas)),
	}
	if a.Card.ID == o.Card.ID {
		result := a.Result()
		for i := range o.Card.Areas {
			if area := result.Area(o.Card.Areas[i].ID); area != nil {
				r.Labels[i] = area.Label
			}
		}
	}
	r.Open, r.Overdue = a.Plan.Progress(o.Today)
	return r
}

// usualCard returns the card that most teams use, in its highest version; with a tie, the card with the lowest id.
// Without teams it returns a card without areas.
func usualCard(of map[string]*Assessment) *Card {
	uses := make(map[string]int)
	for _, a := range of {
		uses[a.Card.ID]++
	}
	var usual *Card
	for _, a := range of {
		c := a.Card
		if usual == nil || cmp.Or(-cmp.Compare(uses[c.ID], uses[usual.ID]), strings.Compare(c.ID, usual.ID),
			-compareVersions(c.Version, usual.Version)) < 0 {
			usual = c
		}
	}
	if usual == nil {
		return &Card{}
	}
	return usual
}

// compareVersions orders versions numerically: 1.10.0 after 1.9.0.
func compareVersions(x, y string) int {
	a, b := strings.Split(x, "."), strings.Split(y, ".")
	for i := range min(len(a), len(b)) {
		if c := cmp.Or(cmp.Compare(len(a[i]), len(b[i])), strings.Compare(a[i], b[i])); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}
