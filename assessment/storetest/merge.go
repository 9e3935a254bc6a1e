package storetest

import (
	"slices"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// takingIn checks that a new assessment is added unchanged, or refused as by Add, and that taking it in again changes
// nothing.
func takingIn(b *bench) {
	a := Sample(Card(4))
	m, err := b.store.TakeIn(b.ctx, a)
	b.must(err)
	if !m.Added || !m.Changed() || m.New.Any() || len(m.Replaced) > 0 || m.Assessment.ID != a.ID {
		b.Errorf("added: %+v", m)
	}
	b.same(a)
	b.replaced(a.ID)
	if m, err = b.store.TakeIn(b.ctx, a.Clone()); err != nil || m.Added || m.Changed() {
		b.Errorf("the same again: %+v, %v", m, err)
	}
	b.same(a)
	b.want(assessment.CodeExists, b.store.Add(b.ctx, a))

	other := changed(Card(4), func(c *assessment.Card) { c.Origin += "2" })
	for code, x := range map[assessment.Code]*assessment.Assessment{
		assessment.CodeInvalid:      change(Sample(Card(4)), func(a *assessment.Assessment) { a.Scores[0].Target = 9 }),
		assessment.CodeCardConflict: change(Sample(Card(4)), func(a *assessment.Assessment) { a.Card = other }),
	} {
		m, err := b.store.TakeIn(b.ctx, x)
		b.want(code, err)
		if m != nil {
			b.Errorf("%s: refused, yet told as %+v", code, m)
		}
		_, err = b.store.Load(b.ctx, x.ID)
		b.want(assessment.CodeNotFound, err)
	}
}

func change(a *assessment.Assessment, do func(*assessment.Assessment)) *assessment.Assessment {
	do(a)
	return a
}

// merging checks that each record is taken whole from the later side, and that the replaced records are kept.
func merging(b *bench) {
	a := b.added(Card(4))
	theirs := a.Clone()
	later := b.clock + 10
	score, old := &theirs.Scores[0], theirs.Scores[1]
	score.Answer, score.Evidence, score.UpdatedAt = 2, "theirs", later
	theirs.Scores[1].Note, theirs.Scores[1].UpdatedAt = "older", old.UpdatedAt-1
	theirs.Team.Name, theirs.UpdatedAt = "Team Zuid", later
	gone := theirs.Plan.Priorities[0]
	theirs.Plan.Priorities = theirs.Plan.Priorities[1:]
	theirs.Deleted = append(theirs.Deleted, assessment.Deletion{ID: gone.ID, UpdatedAt: later})
	act := &theirs.Plan.Priorities[0].Actions[0]
	act.Notes = append(act.Notes, assessment.Note{ID: "new-note", Date: "2026-12-01", Text: "theirs"})
	want := theirs.Clone()
	want.Scores[1] = old
	want.Sort()

	m, err := b.store.TakeIn(b.ctx, theirs)
	b.must(err)
	b.same(want)
	if got := (assessment.MergeCount{Notes: 1}); m.New != got {
		b.Errorf("new: %+v, want %+v", m.New, got)
	}
	kinds := []assessment.RecordKind{assessment.RecordAssessment, assessment.RecordScore, assessment.RecordPriority}
	b.replaced(a.ID, kinds...)
	if d := diff(b.kept(a.ID), m.Replaced); d != "" {
		b.Errorf("told otherwise than kept:\n%s", d)
	}

	// The same file again, and the previous state: neither changes anything.
	for _, again := range []*assessment.Assessment{theirs, a} {
		if m, err = b.store.TakeIn(b.ctx, again); err != nil || m.Changed() {
			b.Errorf("merged again: %+v, %v", m, err)
		}
		b.same(want)
	}
	b.replaced(a.ID, kinds...)

	// Putting back is a change that wins over the file it came from.
	b.clock = later - 5 // a slow clock
	for _, r := range b.kept(a.ID) {
		b.must(b.store.PutBack(b.ctx, a.ID, r))
		b.want(assessment.CodeNotFound, b.store.PutBack(b.ctx, a.ID, r))
	}
	b.replaced(a.ID)
	if _, err = b.store.TakeIn(b.ctx, theirs); err != nil {
		b.Error(err)
	}
	is := b.load(a.ID)
	if is.Team.Name != a.Team.Name || is.Score(score.Indicator).Answer != a.Scores[0].Answer {
		b.Errorf("not put back: %q, %v", is.Team.Name, is.Score(score.Indicator))
	}
	if is.Score(score.Indicator).UpdatedAt != later+1 {
		b.Errorf("stamped %d, want %d", is.Score(score.Indicator).UpdatedAt, later+1)
	}
	back := is.Plan.PriorityFor(gone.Indicator)
	if back == nil || back.ID == gone.ID || len(back.Actions) != len(gone.Actions) {
		b.Errorf("the priority came back as %+v", back)
	}
}

// replaced checks the kinds of the records kept as replaced.
func (b *bench) replaced(id string, want ...assessment.RecordKind) {
	b.Helper()
	var got []assessment.RecordKind
	for _, r := range b.kept(id) {
		got = append(got, r.Kind)
	}
	if !slices.Equal(got, want) {
		b.Errorf("replaced: %v, want %v", got, want)
	}
}

func (b *bench) kept(id string) []assessment.Replacement {
	b.Helper()
	list, err := b.store.Replaced(b.ctx, id)
	b.must(err)
	return list
}

// mergingPrevious checks that a round that is not adopted is handed over with the outcomes of the plan before it, that its
// own file changes nothing, and that a file changes the kept previous round only if it has a later change of it.
func mergingPrevious(b *bench) {
	before := b.added(Card(4), func(a *assessment.Assessment) { a.Date = "2025-11-24" })
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Team.ID = before.Team.ID })
	handedOver := func() *assessment.Assessment {
		b.Helper()
		r, err := assessment.LoadRound(b.ctx, b.store, a.ID)
		b.must(err)
		file, err := exchange.Write(r.ForFile())
		b.must(err)
		read, err := exchange.Read(file, exchange.Cards{a.Card})
		b.must(err)
		return read
	}
	takeIn := func(file *assessment.Assessment, changed, kept bool) {
		b.Helper()
		m, err := b.store.TakeIn(b.ctx, file)
		if b.must(err); m.Changed() != changed || m.Previous != kept {
			b.Errorf("taking in changes %v, and what is kept %v", m.Changed(), m.Previous)
		}
	}
	old := handedOver()
	if p := old.Previous; p == nil || p.ID != before.ID || len(p.Actions) == 0 {
		b.Fatalf("handed over with %+v", p)
	}
	takeIn(old, false, false)
	b.same(a)

	act := before.Plan.ByDue()[0]
	b.clock += 1000
	b.must(b.store.SaveAnswer(b.ctx, before.ID, act.ID, assessment.Reply{Kind: assessment.ReplyGranted, On: Today}))
	now := handedOver()
	takeIn(old, false, false)
	if r := outcome(now, act.ID).Reply; r == nil || r.Kind != assessment.ReplyGranted {
		b.Errorf("handed over with the answer %+v", r)
	}

	b.clock += 1000
	elsewhere := now.Clone()
	elsewhere.Previous.Date, elsewhere.Previous.UpdatedAt = "2025-11-25", b.clock
	takeIn(elsewhere, true, true)
	takeIn(now, false, false)
	if d := handedOver().Previous.Date; d != "2025-11-25" {
		b.Errorf("kept of %s", d)
	}
	b.must(b.store.Bin(b.ctx, before.ID))
	if got := handedOver().Previous; got == nil || got.Date != "2025-11-25" {
		b.Errorf("what came with a file is gone: %+v", got)
	}
}

func outcome(a *assessment.Assessment, id string) (of assessment.Outcome) {
	for _, x := range a.Previous.Actions {
		if x.ID == id {
			of = x
		}
	}
	return of
}

// mergingBallots checks that ballots are united by id, and that those that arrive after the reveal wait.
func mergingBallots(b *bench) {
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots = grouped("tttttt") })
	grow := func(n int) *assessment.Assessment {
		c := a.Clone()
		c.Ballots = grouped("tttttttttt")[:n]
		return c
	}
	b.must(errOf(b.store.TakeIn(b.ctx, grow(8))))
	b.waiting(a.ID, 8, 2)
	b.must(errOf(b.store.TakeIn(b.ctx, grow(7))))
	b.waiting(a.ID, 8, 2)
	b.must(errOf(b.store.TakeIn(b.ctx, grow(9))))
	b.waiting(a.ID, 9, 0)

	// Ballots that were not revealed here are revealed by the file; those that only this computer had came later.
	hidden := b.added(Card(4), func(a *assessment.Assessment) { a.Revealed, a.Ballots = false, grouped("tttt") })
	shown := hidden.Clone()
	shown.Revealed, shown.UpdatedAt, shown.Ballots = true, hidden.UpdatedAt+1, grouped("tttttttt")[3:]
	b.must(errOf(b.store.TakeIn(b.ctx, shown)))
	b.waiting(hidden.ID, 8, 0) // three came later, and count together

	// A copy of an older program that is not revealed never hides what was seen.
	late := shown.Clone()
	late.Revealed, late.UpdatedAt = false, b.clock+1000
	b.must(errOf(b.store.TakeIn(b.ctx, late)))
	if !b.load(hidden.ID).Revealed {
		b.Error("what was seen is hidden again")
	}
}

func errOf[T any](_ T, err error) error { return err }

func (b *bench) waiting(id string, all, wait int) {
	b.Helper()
	a := b.load(id)
	if len(a.Ballots) != all || a.WaitingBallots() != wait {
		b.Errorf("%d ballots of which %d wait, want %d and %d", len(a.Ballots), a.WaitingBallots(), all, wait)
	}
}

// mergingRefused checks that a refused merge changes nothing.
func mergingRefused(b *bench) {
	a := b.added(Card(4))
	moved := a.Clone()
	moved.Card = Card(5)
	b.want(assessment.CodeMergeCard, errOf(b.store.TakeIn(b.ctx, moved)))
	many := a.Clone()
	many.Ballots = nil
	for i := range assessment.MaxBallots {
		x := formFile(i)
		x.ID = assessment.NewID()
		many.Ballots = append(many.Ballots, x)
	}
	b.want(assessment.CodeMergeLimit, errOf(b.store.TakeIn(b.ctx, many)))
	b.same(a)
	_, err := b.store.Replaced(b.ctx, "nobody")
	b.want(assessment.CodeNotFound, err)
	b.want(assessment.CodeNotFound, b.store.PutBack(b.ctx, a.ID, assessment.Replacement{Kind: assessment.RecordPlan}))

	// The parent was removed in the meantime.
	theirs := a.Clone()
	p := &theirs.Plan.Priorities[0]
	act := p.Actions[0]
	p.Actions = p.Actions[1:]
	theirs.Deleted = append(theirs.Deleted, assessment.Deletion{ID: act.ID, UpdatedAt: b.clock})
	b.must(errOf(b.store.TakeIn(b.ctx, theirs)))
	b.must(b.store.Remove(b.ctx, a.ID, p.ID))
	before := b.load(a.ID)
	b.want(assessment.CodePutBack, b.store.PutBack(b.ctx, a.ID, b.kept(a.ID)[0]))
	b.same(before)

	// An assessment in the bin comes back.
	b.must(b.store.Bin(b.ctx, a.ID))
	m, err := b.store.TakeIn(b.ctx, theirs)
	b.must(err)
	if !m.Returned || !m.Changed() || !m.Same() {
		b.Errorf("coming back from the bin is told as %+v", m)
	}
	if m, err = b.store.TakeIn(b.ctx, theirs); err != nil || m.Returned {
		b.Errorf("it came back from the bin twice: %v, %v", m, err)
	}
	list, err := b.store.Summaries(b.ctx, Today)
	b.must(err)
	if !slices.ContainsFunc(list, func(s assessment.Summary) bool { return s.ID == a.ID }) {
		b.Error("it is still in the bin")
	}
}
