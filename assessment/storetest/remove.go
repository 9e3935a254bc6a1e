package storetest

import (
	"slices"

	"kwaliteitskaart/assessment"
)

// remove checks that a note, an action and a priority are removed with everything in them, and that a deleted id never
// returns while new ids can.
func remove(b *bench) {
	a := b.added(Card(4))
	gone := func(id string, old assessment.Instant) {
		b.Helper()
		b.must(b.store.Remove(b.ctx, a.ID, id))
		a.Deleted = append(a.Deleted, assessment.Deletion{ID: id, UpdatedAt: b.clock.After(old)})
		a.Sort()
		b.same(a)
		b.want(assessment.CodeNotFound, b.store.Remove(b.ctx, a.ID, id))
	}

	priority := &a.Plan.Priorities[0]
	i := slices.IndexFunc(priority.Actions, func(x assessment.Action) bool { return len(x.Notes) > 1 })
	act := &priority.Actions[i]
	note := act.Notes[0]
	act.Notes = slices.Delete(act.Notes, 0, 1)
	gone(note.ID, 0)
	b.want(assessment.CodeInvalid, b.store.AddNote(b.ctx, a.ID, act.ID, note))

	removed := *act
	priority.Actions = slices.Delete(priority.Actions, i, i+1)
	gone(removed.ID, removed.UpdatedAt)
	b.want(assessment.CodeInvalid, b.store.SaveAction(b.ctx, a.ID, priority.ID, removed))
	b.want(assessment.CodeNotFound, b.store.AddNote(b.ctx, a.ID, removed.ID, note))
	b.want(assessment.CodeNotFound, b.store.Remove(b.ctx, a.ID, removed.Notes[0].ID))

	again := removed.Fresh()
	b.must(b.store.SaveAction(b.ctx, a.ID, priority.ID, again))
	again.UpdatedAt = b.clock
	priority.Actions = append(priority.Actions, again)
	a.Sort()
	b.same(a)

	whole := *priority
	b.clock = assessment.FirstInstant + 5 // the deletion still gets a later stamp
	a.Plan.Priorities = slices.Delete(a.Plan.Priorities, 0, 1)
	gone(whole.ID, whole.UpdatedAt)
	b.want(assessment.CodeInvalid, b.store.SavePriority(b.ctx, a.ID, whole))
	b.want(assessment.CodeNotFound, b.store.SaveAction(b.ctx, a.ID, whole.ID, assessment.NewAction(Today)))
	b.same(a)

	back := whole.Fresh()
	b.must(b.store.SavePriority(b.ctx, a.ID, back))
	back.UpdatedAt = b.clock
	for i := range back.Actions {
		back.Actions[i].UpdatedAt = b.clock
	}
	a.Plan.Priorities = append(a.Plan.Priorities, back)
	a.Sort()
	b.same(a)
}
