package storetest

import (
	"slices"

	"kwaliteitskaart/assessment"
)

const anHour = assessment.Instant(3_600_000)

// historyIs checks the history of an assessment's plan.
func (b *bench) historyIs(a *assessment.Assessment, want ...assessment.PlanChange) {
	b.Helper()
	got, err := b.store.History(b.ctx, a.ID)
	b.must(err)
	if d := diff(want, got); d != "" {
		b.Errorf("history differs (-want +got):\n%s", d)
	}
}

func history(b *bench) {
	a, other := b.added(Card(4)), b.added(Card(4))
	b.historyIs(a)
	p := &a.Plan.Priorities[0]
	act := p.Actions[0]
	change := assessment.PlanChange{
		Record: act.ID, Indicator: p.Indicator, What: act.What, Field: assessment.FieldOwner, Before: "wie",
	}
	save := func(wait assessment.Instant, owner string) {
		b.Helper()
		b.clock += wait
		act.Owner = owner
		b.must(b.store.SaveAction(b.ctx, a.ID, p.ID, act))
	}
	// Several key presses of one word, and characters that the store must not change.
	save(0, "I")
	save(anHour-1, "IB'er \"é\"")
	change.At, change.After = b.clock, "IB'er \"é\""
	b.historyIs(a, change)
	save(anHour, "Coach")
	later := change
	later.At, later.Before, later.After = b.clock, change.After, "Coach"
	b.historyIs(a, change, later)
	save(1000, change.After)
	b.historyIs(a, change)

	// A refused change is not recorded; the history belongs to one assessment and stays when that is moved to the
	// bin.
	act.Feasibility = 9
	act.Owner = "nobody"
	b.want(assessment.CodeInvalid, b.store.SaveAction(b.ctx, a.ID, p.ID, act))
	b.must(b.store.Bin(b.ctx, a.ID))
	b.historyIs(a, change)
	b.historyIs(other)
	_, err := b.store.History(b.ctx, "nobody")
	b.want(assessment.CodeNotFound, err)
}

// historyFollows: for every change to an adopted plan the history contains what the domain computes.
func historyFollows(b *bench) {
	a := b.added(Card(4))
	var want []assessment.PlanChange
	step := func(name string, changes int, do func() error) {
		b.Helper()
		b.clock += anHour
		before := b.load(a.ID)
		b.must(do())
		after := b.load(a.ID)
		made := assessment.PlanChanges(&before.Plan, &after.Plan)
		if len(made) != changes {
			b.Errorf("%s: the domain knows of %d changes, want %d", name, len(made), changes)
		}
		want = assessment.Recorded(want, made, b.clock)
		b.historyIs(a, want...)
	}
	plan, p, q := a.Plan, a.Plan.Priorities[0], a.Plan.Priorities[1]
	plan.EvaluationDate, plan.Strong, plan.Waived = "2027-06-01", "sterker", "toch niet"
	step("plan", 2, func() error { return b.store.SavePlan(b.ctx, a.ID, plan) })
	p.Why, p.Goal, p.Position = "daarom", "ander doel", 7
	step("priority", 2, func() error { return b.store.SavePriority(b.ctx, a.ID, p) })
	act := q.Actions[0]
	act.Due, act.Hours, act.Status, act.Reason = "2027-03-01", 40, assessment.ActionDoing, "begonnen"
	step("action", 2, func() error { return b.store.SaveAction(b.ctx, a.ID, q.ID, act) })
	act.Status = assessment.ActionDone
	step("progress", 0, func() error { return b.store.SaveAction(b.ctx, a.ID, q.ID, act) })
	note := assessment.Note{ID: assessment.NewID(), Date: Today, Text: "klaar"}
	step("note", 0, func() error { return b.store.AddNote(b.ctx, a.ID, act.ID, note) })
	step("remove note", 0, func() error { return b.store.Remove(b.ctx, a.ID, note.ID) })
	step("score", 0, func() error { return b.store.SaveScore(b.ctx, a.ID, a.Scores[0]) })
	step("new action", 1, func() error { return b.store.SaveAction(b.ctx, a.ID, q.ID, act.Fresh()) })
	step("new priority", 1+len(q.Actions), func() error { return b.store.SavePriority(b.ctx, a.ID, q.Fresh()) })
	step("remove action", 1, func() error { return b.store.Remove(b.ctx, a.ID, act.ID) })
	step("remove priority", 1+len(p.Actions), func() error { return b.store.Remove(b.ctx, a.ID, p.ID) })
	if len(want) != 2+2+2+1+5+1+5 {
		b.Errorf("%d changes: %v", len(want), want)
	}

	// Removed by mistake, and put back with new ids.
	b.clock += anHour
	kept := b.load(a.ID).Plan.Priorities[0]
	b.must(b.store.Remove(b.ctx, a.ID, kept.ID))
	b.must(b.store.SavePriority(b.ctx, a.ID, kept.Fresh()))
	b.historyIs(a, want...)

	// Results are not shared with the caller.
	h, err := b.store.History(b.ctx, a.ID)
	b.must(err)
	slices.Reverse(h)
	h[0].After = "later"
	b.historyIs(a, want...)
}

// draftHistory: changes to a draft are not recorded; what was recorded before it became a draft stays.
func draftHistory(b *bench) {
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Plan.Status, a.Plan.AdoptedOn = assessment.PlanDraft, "" })
	p := a.Plan.Priorities[0]
	goal := func(text string) {
		b.Helper()
		p.Goal = text
		b.must(b.store.SavePriority(b.ctx, a.ID, p))
	}
	plan := func(status assessment.PlanStatus, on assessment.Date) {
		b.Helper()
		b.clock += anHour
		a.Plan.Status, a.Plan.AdoptedOn = status, on
		b.must(b.store.SavePlan(b.ctx, a.ID, a.Plan))
	}
	goal("een")
	b.historyIs(a)
	plan(assessment.PlanAdopted, "2026-12-01")
	b.historyIs(a)
	goal("twee")
	first := assessment.PlanChange{
		At: b.clock, Record: p.ID, Indicator: p.Indicator, Field: assessment.FieldGoal, Before: "een", After: "twee",
	}
	plan(assessment.PlanDraft, "")
	reopened := assessment.PlanChange{At: b.clock, Field: assessment.FieldAdoptedOn, Before: "2026-12-01"}
	goal("drie")
	b.historyIs(a, first, reopened)
	plan(assessment.PlanAdopted, "2026-12-02")
	again := assessment.PlanChange{At: b.clock, Field: assessment.FieldAdoptedOn, After: "2026-12-02"}
	goal("vier")
	last := first
	last.At, last.Before, last.After = b.clock, "drie", "vier"
	b.historyIs(a, first, reopened, again, last)
}
