package storetest

import (
	"fmt"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// written checks that an assessment can be handed over and read back unchanged.
func (b *bench) written(id string) {
	b.Helper()
	a := b.load(id)
	file, err := exchange.Write(a)
	b.must(err)
	again, err := exchange.Read(file, exchange.Cards{a.Card})
	b.must(err)
	m, err := a.Merge(again)
	b.must(err)
	if m.Changed() {
		b.Errorf("read back it differs: %+v", m)
	}
}

// alwaysWritten checks that everything accepted can be handed over and read back, up to the limits.
func alwaysWritten(b *bench) {
	long := strings.Repeat("\"", assessment.MaxText) // two bytes each in a file
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Revealed, a.Ballots = false, nil })
	b.written(a.ID)

	// Ballots with long remarks until the file is full. The draft of the one that does not fit is kept.
	remarks := map[string]string{}
	for _, ind := range a.Card.InScope(assessment.ScopeFull) {
		remarks[ind.ID] = long
	}
	for _, ind := range a.Card.InScope(assessment.ScopeFull) {
		b.must(b.store.SaveScore(b.ctx, a.ID, assessment.Score{Indicator: ind.ID, Answer: 2, Target: 3, Importance: 2}))
	}
	answers := map[string]assessment.Answer{a.Card.InScope(assessment.ScopeFull)[0].ID: 2}
	var many []assessment.Ballot
	for i := range assessment.MaxSize/(2*assessment.MaxText*len(remarks)) - 1 {
		many = append(many, assessment.Ballot{ID: fmt.Sprint("many-", i), Group: assessment.GroupTeam, Answers: answers, Remarks: remarks})
	}
	b.must(errOf(b.store.AddBallots(b.ctx, a.ID, many)))
	full, cast := false, -1
	for ; cast < 9 && !full; cast++ {
		form := assessment.Ballot{Group: assessment.GroupTeam, Answers: answers, Remarks: remarks}
		b.must(b.store.SaveDraft(b.ctx, a.ID, form))
		_, err := b.store.CastDraft(b.ctx, a.ID)
		if full = err != nil; full {
			b.want(assessment.CodeFull, err)
			b.draftIs(a, &form)
		}
	}
	if !full || cast == 0 {
		b.Fatalf("full %v after %d ballots", full, cast)
	}
	before := b.load(a.ID)
	b.must(errOf(exchange.Write(before))) // which reads back what it wrote

	// Scores grow until one of them does not fit.
	var refused error
	for _, ind := range a.Card.InScope(assessment.ScopeFull) {
		if refused == nil {
			refused = b.store.SaveScore(b.ctx, a.ID, assessment.Score{Indicator: ind.ID, Answer: 2, Target: 3, Importance: 2, Note: long, Evidence: long})
		}
	}
	b.want(assessment.CodeFull, refused)
	before = b.load(a.ID)
	b.must(errOf(exchange.Write(before)))

	// Other records that would not fit are refused too, and what is stored stays.
	big := before.Clone()
	p := Sample(a.Card).Plan.Priorities[0]
	p.Why, p.Goal, p.StudentEffect = long, long, long
	for i := range p.Actions {
		x := &p.Actions[i]
		x.What, x.Owner, x.Helpers, x.DoneWhen, x.Ask, x.Reason = long, long, long, long, long, long
	}
	b.want(assessment.CodeFull, b.store.SavePriority(b.ctx, a.ID, p))
	big.Plan.Priorities = append(big.Plan.Priorities, p)
	b.want(assessment.CodeMergeLimit, errOf(b.store.TakeIn(b.ctx, big)))
	b.same(before)
}

// manyRecords checks that the numbers of priorities, actions, notes and deletions are limited, also in a merge.
func manyRecords(b *bench) {
	a := b.added(Card(4))
	grown := func(name string, n int) *assessment.Assessment {
		c := a.Clone()
		for i := range n {
			c.Deleted = append(c.Deleted, assessment.Deletion{ID: fmt.Sprint(name, i), UpdatedAt: b.clock})
		}
		return c
	}
	b.must(errOf(b.store.TakeIn(b.ctx, grown("x", assessment.MaxRecords-1))))
	b.written(a.ID)
	before := b.load(a.ID)
	b.want(assessment.CodeMergeLimit, errOf(b.store.TakeIn(b.ctx, grown("y", assessment.MaxRecords-1))))
	b.want(assessment.CodeFull, b.store.Remove(b.ctx, a.ID, a.Plan.Priorities[0].ID))
	b.same(before)
	other := grown("z", assessment.MaxRecords)
	other.ID = "other"
	b.want(assessment.CodeFull, b.store.Add(b.ctx, other))
}

// strangeClocks checks that stamps can be written, whatever the year of the clock.
func strangeClocks(b *bench) {
	for _, clock := range []assessment.Instant{-1_000_000_000_000, 0, 946_684_799_999, 7_258_118_400_000, 253_402_300_799_999} {
		b.clock = clock
		a := b.added(Card(4), func(a *assessment.Assessment) {
			a.UpdatedAt, a.Scores[0].UpdatedAt, a.Plan.UpdatedAt, a.Deleted[0].UpdatedAt = clock, clock, clock, clock
			a.Plan.Priorities[0].UpdatedAt, a.Plan.Priorities[0].Actions[0].UpdatedAt = clock, clock
		})
		b.written(a.ID)
		for range 2 {
			b.must(b.store.SaveDetails(b.ctx, a.Team, a.Details))
			b.must(b.store.SaveScore(b.ctx, a.ID, a.Scores[0]))
			b.must(b.store.SavePlan(b.ctx, a.ID, a.Plan))
			b.must(b.store.SavePriority(b.ctx, a.ID, a.Plan.Priorities[0]))
			b.must(b.store.SaveAction(b.ctx, a.ID, a.Plan.Priorities[0].ID, a.Plan.Priorities[0].Actions[0]))
			b.written(a.ID)
		}
		b.must(b.store.Remove(b.ctx, a.ID, a.Plan.Priorities[1].ID))

		// Merges at the end of the range are still distinguished.
		for i := range 3 {
			theirs := b.load(a.ID)
			theirs.Facilitator, theirs.UpdatedAt = fmt.Sprint("zz", i), assessment.LastInstant+assessment.Instant(i)
			b.must(errOf(b.store.TakeIn(b.ctx, theirs)))
		}
		kept := b.kept(a.ID)
		if len(kept) != 3 {
			b.Errorf("clock %v: %d replaced records are kept, want 3", clock, len(kept))
		}
		for _, r := range kept {
			b.must(b.store.PutBack(b.ctx, a.ID, r))
			b.written(a.ID)
		}
	}
}
