package ui

import (
	"context"
	"slices"

	"kwaliteitskaart/assessment"
)

// session is one open assessment: what is on screen, and the way every change of it goes to disk. A change is made to
// the assessment in memory at once, written by the queue, and can be undone as far back as the session. It belongs to
// the UI goroutine.
type session struct {
	store assessment.Store
	queue *queue
	today func() assessment.Date

	a        *assessment.Assessment
	previous *assessment.Assessment   // the team's round before this one, or nil
	earlier  []*assessment.Assessment // all rounds before this one, newest first
	round    int
	replaced bool // by files, and not put back

	undos, redos []step
	changed      func() // hears of every change that can be undone
}

// step is one change that can be undone and done again. Steps of one key in a row, such as the letters of a sentence,
// are undone together.
type step struct {
	key        string
	undo, redo func()
}

// openSession loads an assessment. It reads from disk.
func openSession(ctx context.Context, store assessment.Store, id string, today assessment.Date) (*session, error) {
	a, err := store.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	s := &session{store: store, a: a}
	if s.earlier, err = assessment.Earlier(ctx, store, id); err != nil {
		return nil, err
	}
	if len(s.earlier) > 0 {
		s.previous = s.earlier[0]
	}
	all, err := store.Summaries(ctx, today)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(all, func(x assessment.Summary) bool { return x.ID == id }); i >= 0 {
		s.round = all[i].Round
	}
	list, err := store.Replaced(ctx, id)
	s.replaced = len(list) > 0
	return s, err
}

// lastRound is the round before this one once it may be seen, or nil.
func (s *session) lastRound() *assessment.Assessment {
	if s.previous == nil || !s.a.ShowsLastRound() {
		return nil
	}
	return s.previous
}

// trend is how this round compares with the last one, or nil.
func (s *session) trend() *assessment.Trend {
	if last := s.lastRound(); last != nil {
		return s.a.Compare(last)
	}
	return nil
}

// remember makes a change undoable.
func (s *session) remember(key string, undo, redo func()) {
	s.redos = nil
	s.changed()
	if n := len(s.undos); n > 0 && key != "" && s.undos[n-1].key == key {
		s.undos[n-1].redo = redo
		return
	}
	s.undos = append(s.undos, step{key, undo, redo})
}

// undo takes back the last change; it reports whether there was one.
func (s *session) undo() bool { return move(&s.undos, &s.redos, func(x step) { x.undo() }) }

// redo makes the change again that was last taken back; it reports whether there was one.
func (s *session) redo() bool { return move(&s.redos, &s.undos, func(x step) { x.redo() }) }

func move(from, to *[]step, do func(step)) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	x := (*from)[n-1]
	*from = (*from)[:n-1]
	do(x)
	x.key = "" // what follows is a step of its own
	*to = append(*to, x)
	return true
}

// once is the field of a change that is a step of its own, however many of its kind follow each other.
const once = ""

// stepKey is the key of a change to a field of a record.
func stepKey(field, record string) string {
	if field == once {
		return ""
	}
	return field + " " + record
}

// setDetails changes the team or the assessment's own fields. Field names the field, so that its letters are one step.
func (s *session) setDetails(field string, team assessment.Team, d assessment.Details) {
	oldTeam, oldDetails := s.a.Team, s.a.Details
	put := func(t assessment.Team, d assessment.Details) {
		s.a.Team, s.a.Details = t, d
		s.queue.add("details", func(ctx context.Context) error { return s.store.SaveDetails(ctx, t, d) })
	}
	put(team, d)
	s.remember(stepKey(field, "details"), func() { put(oldTeam, oldDetails) }, func() { put(team, d) })
}

// setScore changes the team's score of an indicator. Field names what of it, as for setDetails.
func (s *session) setScore(field string, score assessment.Score) {
	old := s.a.Score(score.Indicator)
	put := func(x assessment.Score) {
		if i := slices.IndexFunc(s.a.Scores, func(y assessment.Score) bool { return y.Indicator == x.Indicator }); i >= 0 {
			s.a.Scores[i] = x
		} else {
			s.a.Scores = append(s.a.Scores, x)
		}
		id := s.a.ID
		s.queue.add("score "+x.Indicator, func(ctx context.Context) error { return s.store.SaveScore(ctx, id, x) })
	}
	put(score)
	s.remember(stepKey(field, score.Indicator), func() { put(old) }, func() { put(score) })
}

// setScores changes several scores in one step.
func (s *session) setScores(scores []assessment.Score) {
	s.together(func() {
		for _, x := range scores {
			s.setScore(once, x)
		}
	})
}

// together makes all changes of do one step.
func (s *session) together(do func()) {
	before := len(s.undos)
	do()
	steps := slices.Clone(s.undos[before:])
	s.undos = append(s.undos[:before], step{undo: func() {
		for _, x := range slices.Backward(steps) {
			x.undo()
		}
	}, redo: func() {
		for _, x := range steps {
			x.redo()
		}
	}})
}

// setPlan changes the plan's own fields.
func (s *session) setPlan(field string, p assessment.Plan) {
	old := s.a.Plan
	put := func(p assessment.Plan) {
		p.Priorities = s.a.Plan.Priorities
		s.a.Plan = p
		id := s.a.ID
		p.Priorities = nil
		s.queue.add("plan", func(ctx context.Context) error { return s.store.SavePlan(ctx, id, p) })
	}
	put(p)
	s.remember(stepKey(field, "plan"), func() { put(old) }, func() { put(p) })
}

// setPriority changes a priority's own fields.
func (s *session) setPriority(field string, p assessment.Priority) {
	now := s.a.Plan.Priority(p.ID)
	if now == nil {
		return
	}
	old := *now
	put := func(p assessment.Priority) {
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
	s.remember(stepKey(field, p.ID), func() { put(old) }, func() { put(p) })
}

// addPriority chooses an indicator to work on, after the others.
func (s *session) addPriority(indicator string) *assessment.Priority {
	p := assessment.Priority{ID: assessment.NewID(), Indicator: indicator, Position: 1}
	for _, other := range s.a.Plan.Priorities {
		p.Position = max(p.Position, other.Position+1)
	}
	s.addRemovable(p.ID, func() string { return s.putPriority(&p) })
	return s.a.Plan.Priority(p.ID)
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
	s.addRemovable(act.ID, func() string { return s.putAction(priority, &act) })
}

// addRemovable does something that puts a record in place, and lets undo remove it again. A removed record never
// returns, so doing it again gives it a new id.
func (s *session) addRemovable(id string, put func() string) {
	put()
	s.remember("", func() { s.drop(id) }, func() { id = put() })
}

func (s *session) putPriority(p *assessment.Priority) string {
	if s.gone(p.ID) {
		*p = p.Fresh()
	}
	s.a.Plan.Priorities = append(s.a.Plan.Priorities, clonePriority(*p))
	s.a.Sort()
	id, record := s.a.ID, clonePriority(*p)
	s.queue.add("", func(ctx context.Context) error { return s.store.SavePriority(ctx, id, record) })
	return p.ID
}

func (s *session) putAction(priority string, act *assessment.Action) string {
	if s.gone(act.ID) {
		*act = act.Fresh()
	}
	if p := s.a.Plan.Priority(priority); p != nil {
		p.Actions = append(p.Actions, cloneAction(*act))
		s.a.Sort()
		id, record := s.a.ID, cloneAction(*act)
		s.queue.add("", func(ctx context.Context) error { return s.store.SaveAction(ctx, id, priority, record) })
	}
	return act.ID
}

// setAction changes an action's own fields.
func (s *session) setAction(field string, act assessment.Action) {
	now, in := s.a.Plan.Action(act.ID)
	if now == nil {
		return
	}
	old, priority := *now, in.ID
	put := func(x assessment.Action) {
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
	s.remember(stepKey(field, act.ID), func() { put(old) }, func() { put(act) })
}

// addNote writes a dated line of progress under an action.
func (s *session) addNote(action, text string) {
	n := assessment.Note{ID: assessment.NewID(), Date: s.today(), Text: text}
	s.addRemovable(n.ID, func() string {
		if s.gone(n.ID) {
			n.ID = assessment.NewID()
		}
		if act, _ := s.a.Plan.Action(action); act != nil {
			act.Notes = append(act.Notes, n)
			s.a.Sort()
			id, record := s.a.ID, n
			s.queue.add("", func(ctx context.Context) error { return s.store.AddNote(ctx, id, action, record) })
		}
		return n.ID
	})
}

// removePriority deletes a priority with its actions; undo puts it back.
func (s *session) removePriority(id string) {
	if p := s.a.Plan.Priority(id); p != nil {
		kept := clonePriority(*p)
		s.drop(id)
		s.remember("", func() { id = s.putPriority(&kept) }, func() { s.drop(id) })
	}
}

// removeAction deletes an action with its notes; undo puts it back.
func (s *session) removeAction(id string) {
	if act, in := s.a.Plan.Action(id); act != nil {
		kept, priority := cloneAction(*act), in.ID
		s.drop(id)
		s.remember("", func() { id = s.putAction(priority, &kept) }, func() { s.drop(id) })
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

func (s *session) gone(id string) bool {
	return slices.ContainsFunc(s.a.Deleted, func(d assessment.Deletion) bool { return d.ID == id })
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
