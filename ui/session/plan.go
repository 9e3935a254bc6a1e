package session

import (
	"context"
	"slices"

	"kwaliteitskaart/assessment"
)

// SetPlan changes the plan's own fields, but not whether it is adopted.
func (s *Session) SetPlan(field string, p assessment.Plan) {
	old := s.Assessment.Plan
	put := func(p assessment.Plan) {
		s.Assessment.Plan = s.Assessment.Plan.Keep(p, s.Assessment.Plan.UpdatedAt)
		id, own := s.Assessment.ID, s.Assessment.Plan
		own.Priorities = nil
		s.queue.Add("plan", func(ctx context.Context) error { return s.store.SavePlan(ctx, id, own) })
	}
	put(p)
	s.remember(edit{
		key: editKey(field, "plan"), undo: func() { put(old) }, redo: func() { put(p) },
		change: Change{
			Place: Place{Step: StepPlan}, Kind: assessment.RecordPlan,
			before: assessment.Record{Plan: &old}, after: assessment.Record{Plan: &p},
		},
	})
}

// Explain records why something agreed was changed. It cannot be undone: the log only grows.
func (s *Session) Explain(c assessment.Change, why string) {
	id, on := s.Assessment.ID, s.today()
	s.queue.Add("", func(ctx context.Context) error { return s.store.Explain(ctx, id, c, on, why) })
}

// SetPriority changes a priority's own fields.
func (s *Session) SetPriority(field string, p assessment.Priority) {
	now := s.Assessment.Plan.Priority(p.ID)
	if now == nil {
		return
	}
	old := *now
	put := func(p assessment.Priority) {
		p.ID = s.CurrentID(p.ID)
		now := s.Assessment.Plan.Priority(p.ID)
		if now == nil {
			return
		}
		p.Actions = now.Actions
		*now = p
		s.Assessment.Sort()
		id := s.Assessment.ID
		p.Actions = nil
		s.queue.Add("priority "+p.ID, func(ctx context.Context) error { return s.store.SavePriority(ctx, id, p) })
	}
	put(p)
	s.remember(edit{
		key: editKey(field, p.ID), undo: func() { put(old) }, redo: func() { put(p) },
		change: Change{
			Place: s.placeOf(p.Indicator, ""), Kind: assessment.RecordPriority, Of: p.Indicator,
			before: assessment.Record{Priority: &old}, after: assessment.Record{Priority: &p},
		},
	})
}

// placeOf returns the place that shows an action or a priority.
func (s *Session) placeOf(indicator, action string) Place {
	if s.past {
		return Place{Step: StepTeam, Action: action, Review: true}
	}
	return Place{Step: StepPlan, Indicator: indicator, Action: action}
}

// AddPriority adds a priority for an indicator after all others and returns it.
func (s *Session) AddPriority(indicator string) *assessment.Priority {
	p := assessment.Priority{ID: assessment.NewID(), Indicator: indicator, Position: 1}
	for _, other := range s.Assessment.Plan.Priorities {
		p.Position = max(p.Position, other.Position+1)
	}
	s.addRemovable(p.ID, Change{
		Place: s.placeOf(indicator, ""), Kind: assessment.RecordPriority, Of: indicator, after: assessment.Record{Priority: &p},
	}, func() { s.putPriority(&p) })
	s.undos[len(s.undos)-1].still = func() bool { return !s.carries(s.CurrentID(p.ID)) }
	return s.Assessment.Plan.Priority(p.ID)
}

// carries reports whether a priority has an action that was carried over, which undo never removes.
func (s *Session) carries(priority string) bool {
	p := s.Assessment.Plan.Priority(priority)
	return p != nil && slices.ContainsFunc(p.Actions, func(act assessment.Action) bool { return act.CarriedFrom != "" })
}

// CarryOver adds an open action of an earlier round to the plan, and its indicator to the priorities if necessary. It is not
// an undo step. Source: .github/spec/decisions.md 10.
func (s *Session) CarryOver(act assessment.TeamAction) {
	before := len(s.undos)
	pr := s.Assessment.Plan.PriorityFor(act.Priority.Indicator)
	if pr == nil {
		pr = s.AddPriority(act.Priority.Indicator)
	}
	s.AddAction(pr.ID, act.CarriedOver(s.Assessment.Plan.Date))
	s.undos = s.undos[:before]
}

// Reopen makes an action that was done or stopped run again, because it is carried over. It is no step of undo, like CarryOver.
func (s *Session) Reopen(id string) {
	now, _ := s.Assessment.Plan.Action(id)
	if now == nil {
		return
	}
	before, act := len(s.undos), *now
	act.Status, act.Reason = assessment.ActionDoing, ""
	s.SetAction(Once, act)
	s.undos = s.undos[:before]
}

// TakeBack removes what CarryOver added to the plan for an action, and its priority if that holds nothing else. It removes
// nothing and reports false if the plan goes on with the action in other words by now. It is no step of undo either.
func (s *Session) TakeBack(act assessment.TeamAction) bool {
	var added []assessment.PlacedAction
	for _, x := range s.Assessment.Plan.ByDue() {
		if x.CarriedFrom == act.ID {
			added = append(added, x)
		}
	}
	if slices.ContainsFunc(added, func(x assessment.PlacedAction) bool { return !x.AsCarriedOver(*act.Action) }) {
		return false
	}
	for _, x := range added {
		pr := x.Priority
		s.drop(x.ID)
		if pr = s.Assessment.Plan.Priority(pr.ID); pr != nil && len(pr.Actions) == 0 && pr.Why+pr.Goal+pr.StudentEffect == "" {
			s.drop(pr.ID)
		}
	}
	s.changed()
	return true
}

// CombinePriorities merges all priorities for an indicator into the first, including their texts and actions. It
// fails with the error of Check, and changes nothing, if the result exceeds a limit.
func (s *Session) CombinePriorities(indicator string) error {
	first, others := s.Assessment.Plan.PriorityFor(indicator), s.Assessment.Plan.Others(indicator)
	if first == nil {
		return nil
	}
	whole, had := clonePriority(*first), len(first.Actions)
	for _, other := range others {
		whole = whole.With(other)
	}
	if err := whole.Check(s.Assessment.Card); err != nil {
		return err
	}
	s.Group(func() {
		s.SetPriority(Once, whole)
		for _, act := range whole.Actions[had:] {
			s.AddAction(whole.ID, act)
		}
		for _, other := range others {
			s.RemovePriority(other.ID)
		}
	})
	return nil
}

// MovePriority moves a priority up (-1) or down (+1) in the team's own order and reports whether it could.
func (s *Session) MovePriority(id string, by int) bool {
	p := s.Assessment.Plan.Priorities
	at := slices.IndexFunc(p, func(x assessment.Priority) bool { return x.ID == id })
	if at < 0 || at+by < 0 || at+by >= len(p) {
		return false
	}
	s.PlacePriority(id, p[at+by].ID)
	return true
}

// PlacePriority moves a priority to the position of onto in the team's own order; those in between shift.
func (s *Session) PlacePriority(id, onto string) {
	order := slices.Clone(s.Assessment.Plan.Priorities)
	index := func(id string) int {
		return slices.IndexFunc(order, func(x assessment.Priority) bool { return x.ID == id })
	}
	from, to := index(id), index(onto)
	moved := order[from]
	order = slices.Insert(slices.Delete(order, from, from+1), to, moved)
	s.Group(func() {
		for i := range order {
			if order[i].Position != i+1 {
				order[i].Position = i + 1
				s.SetPriority(Once, order[i])
			}
		}
	})
}

// AddAction adds an action to a priority.
func (s *Session) AddAction(priority string, act assessment.Action) {
	indicator := s.indicatorOf(priority)
	s.addRemovable(act.ID, Change{
		Place: s.placeOf(indicator, act.ID), Kind: assessment.RecordAction, Of: indicator, after: assessment.Record{Action: &act},
	}, func() { s.putAction(priority, &act) })
}

// addRemovable calls put to add a record, and lets undo remove it. A removed record never returns, so redo gives it a
// new id.
func (s *Session) addRemovable(id string, what Change, put func()) {
	put()
	s.remember(edit{undo: func() { s.drop(s.CurrentID(id)) }, redo: put, change: what})
}

// indicatorOf returns the indicator of a priority, or "".
func (s *Session) indicatorOf(priority string) string {
	if p := s.Assessment.Plan.Priority(priority); p != nil {
		return p.Indicator
	}
	return ""
}

// CurrentID returns the current id of a record: it changes if the record is removed and restored.
func (s *Session) CurrentID(id string) string {
	for {
		next, ok := s.renewed[id]
		if !ok {
			return id
		}
		id = next
	}
}

func (s *Session) putPriority(p *assessment.Priority) {
	if s.gone(p.ID) {
		fresh := p.Fresh()
		s.renew(p.ID, fresh.ID)
		for i := range p.Actions {
			s.renewAction(p.Actions[i], fresh.Actions[i])
		}
		*p = fresh
	}
	s.Assessment.Plan.Priorities = append(s.Assessment.Plan.Priorities, clonePriority(*p))
	s.Assessment.Sort()
	id, record := s.Assessment.ID, clonePriority(*p)
	s.queue.Add("", func(ctx context.Context) error { return s.store.SavePriority(ctx, id, record) })
}

// renew records the new id of a record for all its earlier ids.
func (s *Session) renew(old, fresh string) { s.renewed[s.CurrentID(old)] = fresh }

// renewAction records the new ids of an action and its notes.
func (s *Session) renewAction(old, fresh assessment.Action) {
	s.renew(old.ID, fresh.ID)
	for i := range old.Notes {
		s.renew(old.Notes[i].ID, fresh.Notes[i].ID)
	}
}

func (s *Session) putAction(priority string, act *assessment.Action) {
	if s.gone(act.ID) {
		fresh := act.Fresh()
		s.renewAction(*act, fresh)
		*act = fresh
	}
	priority = s.CurrentID(priority)
	if p := s.Assessment.Plan.Priority(priority); p != nil {
		p.Actions = append(p.Actions, cloneAction(*act))
		s.Assessment.Sort()
		id, record := s.Assessment.ID, cloneAction(*act)
		s.queue.Add("", func(ctx context.Context) error { return s.store.SaveAction(ctx, id, priority, record) })
	}
}

// SetAction changes an action's own fields.
func (s *Session) SetAction(field string, act assessment.Action) {
	now, in := s.Assessment.Plan.Action(act.ID)
	if now == nil {
		return
	}
	old, priority, indicator := *now, in.ID, in.Indicator
	put := func(x assessment.Action) {
		x.ID = s.CurrentID(x.ID)
		priority := s.CurrentID(priority)
		now, _ := s.Assessment.Plan.Action(x.ID)
		if now == nil {
			return
		}
		x.Notes, x.Reply = now.Notes, now.Reply
		*now = x
		s.Assessment.Sort()
		id := s.Assessment.ID
		x.Notes = nil
		s.queue.Add("action "+x.ID, func(ctx context.Context) error { return s.store.SaveAction(ctx, id, priority, x) })
	}
	put(act)
	s.remember(edit{
		key: editKey(field, act.ID), undo: func() { put(old) }, redo: func() { put(act) },
		change: Change{
			Place: s.placeOf(indicator, act.ID), Kind: assessment.RecordAction, Of: indicator,
			before: assessment.Record{Action: &old}, after: assessment.Record{Action: &act},
		},
	})
}

// AddNote adds a dated progress note to an action.
func (s *Session) AddNote(action, text string) {
	n := assessment.Note{ID: assessment.NewID(), Date: s.today(), Text: text}
	_, in := s.Assessment.Plan.Action(action)
	if in == nil {
		return
	}
	s.addRemovable(n.ID, Change{
		Place: s.placeOf(in.Indicator, action), Kind: assessment.RecordNote, Of: in.Indicator, after: assessment.Record{Note: &n},
	}, func() {
		if s.gone(n.ID) {
			old := n.ID
			n.ID = assessment.NewID()
			s.renew(old, n.ID)
		}
		action := s.CurrentID(action)
		if act, _ := s.Assessment.Plan.Action(action); act != nil {
			act.Notes = append(act.Notes, n)
			s.Assessment.Sort()
			id, record := s.Assessment.ID, n
			s.queue.Add("", func(ctx context.Context) error { return s.store.AddNote(ctx, id, action, record) })
		}
	})
}

// RemovePriority removes a priority and its actions; undo restores them.
func (s *Session) RemovePriority(id string) {
	if p := s.Assessment.Plan.Priority(id); p != nil {
		kept := clonePriority(*p)
		s.drop(id)
		s.remember(edit{
			undo: func() { s.putPriority(&kept) }, redo: func() { s.drop(s.CurrentID(id)) },
			change: Change{
				Place: s.placeOf(kept.Indicator, ""), Kind: assessment.RecordPriority, Of: kept.Indicator, before: assessment.Record{Priority: &kept},
			},
		})
	}
}

// RemoveAction removes an action and its notes; undo restores them.
func (s *Session) RemoveAction(id string) {
	if act, in := s.Assessment.Plan.Action(id); act != nil {
		kept, priority, indicator := cloneAction(*act), in.ID, in.Indicator
		s.drop(id)
		s.remember(edit{
			undo: func() { s.putAction(priority, &kept) }, redo: func() { s.drop(s.CurrentID(id)) },
			change: Change{
				Place: s.placeOf(indicator, id), Kind: assessment.RecordAction, Of: indicator, before: assessment.Record{Action: &kept},
			},
		})
	}
}

func (s *Session) drop(record string) {
	p := &s.Assessment.Plan
	p.Priorities = slices.DeleteFunc(p.Priorities, func(x assessment.Priority) bool { return x.ID == record })
	for i := range p.Priorities {
		acts := slices.DeleteFunc(p.Priorities[i].Actions, func(x assessment.Action) bool { return x.ID == record })
		for j := range acts {
			acts[j].Notes = slices.DeleteFunc(acts[j].Notes, func(x assessment.Note) bool { return x.ID == record })
		}
		p.Priorities[i].Actions = acts
	}
	s.Assessment.Deleted = append(s.Assessment.Deleted, assessment.Deletion{ID: record})
	id := s.Assessment.ID
	s.queue.Add("", func(ctx context.Context) error { return s.store.Remove(ctx, id, record) })
}

// gone reports whether an id cannot be used again, because its record was removed or has another id now.
func (s *Session) gone(id string) bool {
	return s.CurrentID(id) != id || slices.ContainsFunc(s.Assessment.Deleted, func(d assessment.Deletion) bool { return d.ID == id })
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
