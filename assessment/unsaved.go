package assessment

import (
	"reflect"
	"slices"
)

// Unsaved returns the assessment as shown on screen, with the stamps it would have if it were saved now: records that
// equal the stored ones keep the stored stamps, others get later ones. Stored records that are not on screen were
// deleted. The ballots are the stored ones. stored is nil if nothing can be read; then every record counts as
// changed.
func (a *Assessment) Unsaved(stored *Assessment, now Instant) *Assessment {
	c := a.Clone()
	if stored == nil {
		stored = &Assessment{Details: Details{UpdatedAt: a.UpdatedAt}, Plan: Plan{UpdatedAt: a.Plan.UpdatedAt, Editions: a.Plan.Editions, Log: a.Plan.Log}, Ballots: a.Ballots}
		stored.Plan.setAdoption(a.Plan.adoption())
	}
	c.Ballots = slices.Clone(stored.Ballots)
	c.UpdatedAt = stored.UpdatedAt
	if c.Team != stored.Team || c.Details != stored.Details {
		c.UpdatedAt = now.After(stored.UpdatedAt)
	}
	for i := range c.Scores {
		s := &c.Scores[i]
		was := Score{UpdatedAt: s.UpdatedAt}
		if j := slices.IndexFunc(stored.Scores, func(x Score) bool { return x.Indicator == s.Indicator }); j >= 0 {
			was = stored.Scores[j]
		}
		if s.UpdatedAt = was.UpdatedAt; *s != was {
			s.UpdatedAt = now.After(was.UpdatedAt)
		}
	}
	// Adopting and reopening are stored before the screen shows them.
	c.Plan.setAdoption(stored.Plan.adoption())
	c.Plan.Editions, c.Plan.Log = stored.Plan.Editions, stored.Plan.Log
	c.Plan.UpdatedAt = stored.Plan.UpdatedAt
	if !reflect.DeepEqual(c.Plan.rest(), stored.Plan.rest()) {
		c.Plan.UpdatedAt = now.After(stored.Plan.UpdatedAt)
	}
	for i := range c.Plan.Priorities {
		p := &c.Plan.Priorities[i]
		was := stored.Plan.Priority(p.ID)
		if was == nil {
			was = &Priority{UpdatedAt: p.UpdatedAt}
		}
		p.UpdatedAt = was.UpdatedAt
		if !reflect.DeepEqual(p.own(), was.own()) {
			p.UpdatedAt = now.After(was.UpdatedAt)
		}
		for j := range p.Actions {
			x := &p.Actions[j]
			old := actionIn(was, x.ID)
			if old == nil {
				old = &Action{UpdatedAt: x.UpdatedAt}
			}
			x.UpdatedAt = old.UpdatedAt
			if !reflect.DeepEqual(x.own(), old.own()) {
				x.UpdatedAt = now.After(old.UpdatedAt)
			}
		}
	}
	c.Deleted = append(slices.Clone(stored.Deleted), gone(&stored.Plan, &c.Plan, now)...)
	for _, d := range a.Deleted {
		if !slices.ContainsFunc(c.Deleted, func(x Deletion) bool { return x.ID == d.ID }) {
			c.Deleted = append(c.Deleted, Deletion{ID: d.ID, UpdatedAt: now.After(d.UpdatedAt)})
		}
	}
	c.Sort()
	return c
}

// own returns the priority's own fields, without what lies beneath them.
func (p Priority) own() Priority { p.Actions = nil; return p }

// own returns the action's own fields, without its notes and the leadership's answer.
func (a Action) own() Action { a.Reply, a.Notes = nil, nil; return a }

// gone returns deletions for the topmost records of before that are not in after.
func gone(before, after *Plan, now Instant) []Deletion {
	var list []Deletion
	add := func(id string, stamp Instant) { list = append(list, Deletion{ID: id, UpdatedAt: now.After(stamp)}) }
	for i := range before.Priorities {
		was := &before.Priorities[i]
		p := after.Priority(was.ID)
		if p == nil {
			add(was.ID, was.UpdatedAt)
			continue
		}
		for j := range was.Actions {
			x := actionIn(p, was.Actions[j].ID)
			if x == nil {
				add(was.Actions[j].ID, was.Actions[j].UpdatedAt)
				continue
			}
			for _, n := range was.Actions[j].Notes {
				if !slices.ContainsFunc(x.Notes, func(m Note) bool { return m.ID == n.ID }) {
					add(n.ID, 0)
				}
			}
		}
	}
	return list
}
