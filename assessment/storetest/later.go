package storetest

import "kwaliteitskaart/assessment"

// mergingUnderLater checks that a closed round which was reopened and adopted again elsewhere is closed again by merging while
// a later round here is adopted, in the same way whatever the order of the files; and that it stays as it came without one.
func mergingUnderLater(b *bench) {
	a := b.agreed()
	b.must(b.store.CloseRound(b.ctx, a.ID, "2027-11-22"))
	a = b.load(a.ID)
	next := Sample(a.Card)
	next.Team.ID, next.Date = a.Team.ID, "2027-11-23"
	b.must(b.store.Add(b.ctx, next))
	b.must(b.store.Adopt(b.ctx, next.ID, "2027-12-01", "zo"))
	b.written(a.ID)

	now := b.clock + 1000
	draft, err := a.Reopen("2028-01-11", "toch anders", now)
	b.must(err)
	again, err := draft.Adopt("2028-01-12", "zo", nil, now+1000)
	b.must(err)
	want := again.CloseRound("2028-01-12", again.UpdatedAt)
	for _, files := range [][]*assessment.Assessment{{again}, {draft, again}, {again, draft}, {again, again}} {
		b.must(b.store.Replace(b.ctx, a.Team.ID, []*assessment.Assessment{a, b.load(next.ID)}))
		for _, f := range files {
			b.must(errOf(b.store.TakeIn(b.ctx, f.Clone())))
		}
		b.same(want)
	}
	if m, err := b.store.TakeIn(b.ctx, want.Clone()); err != nil || m.Changed() {
		b.Errorf("its own copy changes %+v, %v", m, err)
	}
	b.written(a.ID)

	b.must(b.store.Replace(b.ctx, a.Team.ID, []*assessment.Assessment{a}))
	b.must(errOf(b.store.TakeIn(b.ctx, again.Clone())))
	b.same(again)
}
