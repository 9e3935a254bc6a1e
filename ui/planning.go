package ui

import (
	"context"
	"slices"

	"kwaliteitskaart/assessment"
)

// setPlan changes the plan's own fields, but not whether it is adopted.
func (s *session) setPlan(field string, p assessment.Plan) {
	old := s.a.Plan
	put := func(p assessment.Plan) {
		now := s.a.Plan
		p.Status, p.AdoptedOn, p.Waived = now.Status, now.AdoptedOn, now.Waived
		s.settle(p)
	}
	put(p)
	s.remember(edit{
		key: editKey(field, "plan"), undo: func() { put(old) }, redo: func() { put(p) },
		change: change{
			place: place{step: stepPlan}, kind: assessment.RecordPlan,
			before: assessment.Record{Plan: &old}, after: assessment.Record{Plan: &p},
		},
	})
}

// settle changes the plan's own fields, also to adopted or open again. It is no step that can be undone.
func (s *session) settle(p assessment.Plan) {
	p.Priorities = s.a.Plan.Priorities
	s.a.Plan = p
	id := s.a.ID
	p.Priorities = nil
	s.queue.add("plan", func(ctx context.Context) error { return s.store.SavePlan(ctx, id, p) })
}

// setPriority changes a priority's own fields.
func (s *session) setPriority(field string, p assessment.Priority) {
	now := s.a.Plan.Priority(p.ID)
	if now == nil {
		return
	}
	old := *now
	put := func(p assessment.Priority) {
		p.ID = s.named(p.ID)
		now := s.a.Plan.Priority(p.ID)
		if now == nil {
			return
		}
		p.Actions = now.Actions
		*now = p
		s.a.Sort()
		id := s.a.ID
		p.Actions = nil
		s.queue.add("priority "+p.ID, func(ctx context.Context) error { return s.store.SavePriority(ctx, id, p) })
	}
	put(p)
	s.remember(edit{
		key: editKey(field, p.ID), undo: func() { put(old) }, redo: func() { put(p) },
		change: change{
			place: s.placeOf(p.Indicator, ""), kind: assessment.RecordPriority, of: p.Indicator,
			before: assessment.Record{Priority: &old}, after: assessment.Record{Priority: &p},
		},
	})
}

// placeOf returns where an action, or a priority, is seen.
func (s *session) placeOf(indicator, action string) place {
	if s.past {
		return place{step: stepTeam, action: action, review: true}
	}
	return place{step: stepPlan, indicator: indicator, action: action}
}

// addPriority chooses an indicator to work on, after the others.
func (s *session) addPriority(indicator string) *assessment.Priority {
	p := assessment.Priority{ID: assessment.NewID(), Indicator: indicator, Position: 1}
	for _, other := range s.a.Plan.Priorities {
		p.Position = max(p.Position, other.Position+1)
	}
	s.addRemovable(p.ID, change{
		place: s.placeOf(indicator, ""), kind: assessment.RecordPriority, of: indicator, after: assessment.Record{Priority: &p},
	}, func() { s.putPriority(&p) })
	return s.a.Plan.Priority(p.ID)
}

// combine makes one priority of all for an indicator: the first keeps what the others say, and their actions.
func (s *session) combine(indicator string) error {
	first, others := s.a.Plan.PriorityFor(indicator), s.a.Plan.Others(indicator)
	if first == nil {
		return nil
	}
	whole, had := clonePriority(*first), len(first.Actions)
	for _, other := range others {
		whole = whole.With(other)
	}
	if err := whole.Check(s.a.Card); err != nil {
		return err
	}
	s.together(func() {
		s.setPriority(once, whole)
		for _, act := range whole.Actions[had:] {
			s.addAction(whole.ID, act)
		}
		for _, other := range others {
			s.removePriority(other.ID)
		}
	})
	return nil
}

// movePriority moves a priority up (-1) or down (+1) in the team's own order; it reports whether there was room to.
func (s *session) movePriority(id string, by int) bool {
	p := s.a.Plan.Priorities
	at := slices.IndexFunc(p, func(x assessment.Priority) bool { return x.ID == id })
	if at < 0 || at+by < 0 || at+by >= len(p) {
		return false
	}
	s.placePriority(id, p[at+by].ID)
	return true
}

// placePriority puts a priority where another stands in the team's own order; those between make room.
func (s *session) placePriority(id, onto string) {
	order := slices.Clone(s.a.Plan.Priorities)
	index := func(id string) int {
		return slices.IndexFunc(order, func(x assessment.Priority) bool { return x.ID == id })
	}
	from, to := index(id), index(onto)
	moved := order[from]
	order = slices.Insert(slices.Delete(order, from, from+1), to, moved)
	s.together(func() {
		for i := range order {
			if order[i].Position != i+1 {
				order[i].Position = i + 1
				s.setPriority(once, order[i])
			}
		}
	})
}

// addAction adds an action to a priority.
func (s *session) addAction(priority string, act assessment.Action) {
	indicator := s.indicatorOf(priority)
	s.addRemovable(act.ID, change{
		place: s.placeOf(indicator, act.ID), kind: assessment.RecordAction, of: indicator, after: assessment.Record{Action: &act},
	}, func() { s.putAction(priority, &act) })
}

// addRemovable does something that puts a record in place, and lets undo remove it again. A removed record never
// returns, so doing it again gives it a new id.
func (s *session) addRemovable(id string, what change, put func()) {
	put()
	s.remember(edit{undo: func() { s.drop(s.named(id)) }, redo: put, change: what})
}

// indicatorOf returns what a priority is about.
func (s *session) indicatorOf(priority string) string {
	if p := s.a.Plan.Priority(priority); p != nil {
		return p.Indicator
	}
	return ""
}

// named is what a record is called now.
func (s *session) named(id string) string {
	for {
		next, ok := s.renewed[id]
		if !ok {
			return id
		}
		id = next
	}
}

func (s *session) putPriority(p *assessment.Priority) {
	if s.gone(p.ID) {
		fresh := p.Fresh()
		s.renew(p.ID, fresh.ID)
		for i := range p.Actions {
			s.renewAction(p.Actions[i], fresh.Actions[i])
		}
		*p = fresh
	}
	s.a.Plan.Priorities = append(s.a.Plan.Priorities, clonePriority(*p))
	s.a.Sort()
	id, record := s.a.ID, clonePriority(*p)
	s.queue.add("", func(ctx context.Context) error { return s.store.SavePriority(ctx, id, record) })
}

// renew remembers what a record is called now, under all it was ever called.
func (s *session) renew(old, fresh string) { s.renewed[s.named(old)] = fresh }

// renewAction remembers what an action and its notes are called now.
func (s *session) renewAction(old, fresh assessment.Action) {
	s.renew(old.ID, fresh.ID)
	for i := range old.Notes {
		s.renew(old.Notes[i].ID, fresh.Notes[i].ID)
	}
}

func (s *session) putAction(priority string, act *assessment.Action) {
	if s.gone(act.ID) {
		fresh := act.Fresh()
		s.renewAction(*act, fresh)
		*act = fresh
	}
	priority = s.named(priority)
	if p := s.a.Plan.Priority(priority); p != nil {
		p.Actions = append(p.Actions, cloneAction(*act))
		s.a.Sort()
		id, record := s.a.ID, cloneAction(*act)
		s.queue.add("", func(ctx context.Context) error { return s.store.SaveAction(ctx, id, priority, record) })
	}
}

// setAction changes an action's own fields.
func (s *session) setAction(field string, act assessment.Action) {
	now, in := s.a.Plan.Action(act.ID)
	if now == nil {
		return
	}
	old, priority, indicator := *now, in.ID, in.Indicator
	put := func(x assessment.Action) {
		x.ID = s.named(x.ID)
		priority := s.named(priority)
		now, _ := s.a.Plan.Action(x.ID)
		if now == nil {
			return
		}
		x.Notes = now.Notes
		*now = x
		s.a.Sort()
		id := s.a.ID
		x.Notes = nil
		s.queue.add("action "+x.ID, func(ctx context.Context) error { return s.store.SaveAction(ctx, id, priority, x) })
	}
	put(act)
	s.remember(edit{
		key: editKey(field, act.ID), undo: func() { put(old) }, redo: func() { put(act) },
		change: change{
			place: s.placeOf(indicator, act.ID), kind: assessment.RecordAction, of: indicator,
			before: assessment.Record{Action: &old}, after: assessment.Record{Action: &act},
		},
	})
}

// addNote writes a dated line of progress under an action.
func (s *session) addNote(action, text string) {
	n := assessment.Note{ID: assessment.NewID(), Date: s.today(), Text: text}
	_, in := s.a.Plan.Action(action)
	if in == nil {
		return
	}
	s.addRemovable(n.ID, change{
		place: s.placeOf(in.Indicator, action), kind: assessment.RecordNote, of: in.Indicator, after: assessment.Record{Note: &n},
	}, func() {
		if s.gone(n.ID) {
			old := n.ID
			n.ID = assessment.NewID()
			s.renew(old, n.ID)
		}
		action := s.named(action)
		if act, _ := s.a.Plan.Action(action); act != nil {
			act.Notes = append(act.Notes, n)
			s.a.Sort()
			id, record := s.a.ID, n
			s.queue.add("", func(ctx context.Context) error { return s.store.AddNote(ctx, id, action, record) })
		}
	})
}

// removePriority deletes a priority with its actions; undo puts it back.
func (s *session) removePriority(id string) {
	if p := s.a.Plan.Priority(id); p != nil {
		kept := clonePriority(*p)
		s.drop(id)
		s.remember(edit{
			undo: func() { s.putPriority(&kept) }, redo: func() { s.drop(s.named(id)) },
			change: change{
				place: s.placeOf(kept.Indicator, ""), kind: assessment.RecordPriority, of: kept.Indicator, before: assessment.Record{Priority: &kept},
			},
		})
	}
}

// removeAction deletes an action with its notes; undo puts it back.
func (s *session) removeAction(id string) {
	if act, in := s.a.Plan.Action(id); act != nil {
		kept, priority, indicator := cloneAction(*act), in.ID, in.Indicator
		s.drop(id)
		s.remember(edit{
			undo: func() { s.putAction(priority, &kept) }, redo: func() { s.drop(s.named(id)) },
			change: change{
				place: s.placeOf(indicator, id), kind: assessment.RecordAction, of: indicator, before: assessment.Record{Action: &kept},
			},
		})
	}
}

func (s *session) drop(record string) {
	p := &s.a.Plan
	p.Priorities = slices.DeleteFunc(p.Priorities, func(x assessment.Priority) bool { return x.ID == record })
	for i := range p.Priorities {
		acts := slices.DeleteFunc(p.Priorities[i].Actions, func(x assessment.Action) bool { return x.ID == record })
		for j := range acts {
			acts[j].Notes = slices.DeleteFunc(acts[j].Notes, func(x assessment.Note) bool { return x.ID == record })
		}
		p.Priorities[i].Actions = acts
	}
	s.a.Deleted = append(s.a.Deleted, assessment.Deletion{ID: record})
	id := s.a.ID
	s.queue.add("", func(ctx context.Context) error { return s.store.Remove(ctx, id, record) })
}

// gone reports whether an id cannot be used again: its record was removed, or is called otherwise now.
func (s *session) gone(id string) bool {
	return s.named(id) != id || slices.ContainsFunc(s.a.Deleted, func(d assessment.Deletion) bool { return d.ID == id })
}

func clonePriority(p assessment.Priority) assessment.Priority {
	acts := make([]assessment.Action, len(p.Actions))
	for i := range p.Actions {
		acts[i] = cloneAction(p.Actions[i])
	}
	p.Actions = acts
	return p
}

func cloneAction(a assessment.Action) assessment.Action {
	a.Notes = slices.Clone(a.Notes)
	return a
}
